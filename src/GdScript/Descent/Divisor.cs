using System.Runtime.CompilerServices;
using GdScript.Kernels;

namespace GdScript.Descent;

/// <summary>
/// Division of lengths by one number, with the bits of a division and a third of its time: the processor's divider is what a step of Adam
/// waits for. A quotient within one unit (Brisebarre, Muller, Raina 2004: 1/b in two parts) is put right by its remainder, which a fused
/// multiply-add knows exactly (Markstein 1990).
/// </summary>
/// <remarks>For numbers that are not negative and have no part below 2^-600, as square roots are; 0, infinity and NaN stay what they are.</remarks>
internal readonly struct Divisor
{
    private const double Small = 7.888609052210118e-31; // 2^-100: beyond it the quotient might leave the normal numbers

    private readonly double by;
    private readonly double high;
    private readonly double low;
    private readonly bool plain;

    public Divisor(double by)
    {
        (this.by, high, plain) = (by, 1 / by, !(by > Small && by < 1 / Small));
        low = Math.FusedMultiplyAdd(-by, high, 1) / by;
    }

    /// <summary>a / by, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Of<T>(T a)
        where T : struct, ILane<T>
    {
        if (plain)
            return a / by;
        var near = T.Fma(a, high, a * low);
        var quotient = T.Fma(T.Fma(-near, by, a), high, near);
        return T.IfLess(a, double.PositiveInfinity, quotient, a);
    }
}
