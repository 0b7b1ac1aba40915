using System.Runtime.CompilerServices;
using static GdScript.Kernels.Pairs;

namespace GdScript.Kernels;

/// <summary>
/// The logarithm with about 70 good bits, which a power needs before it multiplies. Around each of three short centres
/// a (0.797, 1, 1.258) s = (m - a)/(m + a) is at most 0.06, so log m = log a + 2s + s z (2/3 + z A(z)), z = s^2, where
/// only the first two terms need more than a double. Heads of 26 bits keep their products exact.
/// </summary>
internal static class LogPair
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T Hi, T Lo) Of<T>(T m, T k)
        where T : struct, ILane<T>
    {
        var (low, high) = (T.IfLess(m, 0.8926785535678563, 1.0, 0.0), T.IfLess(1.1215224028078976, m, 1.0, 0.0));
        var a = T.IfLess(0.0, low, 0.796875, T.IfLess(0.0, high, 1.2578125, 1.0));
        var whole = k * ExpCore.Ln2Hi + (high * 0.22937410103622824 - low * 0.22705745068378747);
        var tiny = k * ExpCore.Ln2Lo + (high * 2.8617590455195325e-11 + low * 4.844138023690714e-11);

        var (f, d) = (m - a, m + a);
        var dHead = T.Head(d);
        var inverse = 1.0 / d;
        var sHead = T.Head(f * inverse);
        var sTail = ((f - sHead * dHead) - sHead * (m - (dHead - a))) * inverse;

        var square = sHead * sHead;
        var squareLo = sTail * (2.0 * sHead + sTail);
        var z = square + squareLo;
        var zA = z * Series(z);
        var b = T.Head(0.6666666666666666 + zA);
        var bLo = (zA - (b - 0.6666666666666666)) + 3.700743415417188e-17;

        var zHead = T.Head(square);
        var u = sHead * zHead;
        var uLo = sHead * ((square - zHead) + squareLo) + sTail * z;
        var uHead = T.Head(u);
        var v = uHead * b;
        var vLo = ((u - uHead) + uLo) * b + (u + uLo) * bLo;

        (whole, var error) = FastTwoSum(whole, 2.0 * sHead);
        (whole, var error2) = FastTwoSum(whole, v);
        return FastTwoSum(whole, (error + error2) + ((2.0 * sTail + tiny) + vLo));
    }

    /// <summary>A(z) = (2 atanh(s)/s - 2 - 2z/3) / z^2, Chebyshev interpolation computed with 90 digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Series<T>(T z)
        where T : struct, ILane<T>
    {
        var zz = z * z;
        return (0.4 + z * (T)0.28571428571428836)
            + zz * ((0.22222222221370708 + z * (T)0.1818181918052031) + zz * (0.15384086165470875 + z * (T)0.13462452661826865));
    }
}
