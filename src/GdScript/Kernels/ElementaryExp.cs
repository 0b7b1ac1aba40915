using System.Runtime.CompilerServices;
using static GdScript.Kernels.Pairs;

namespace GdScript.Kernels;

/// <summary>
/// The core of everything exponential: x = n ln2 + r with |r| at most ln2/2 (Cody and Waite, 1980; what a fused
/// multiply-add leaves of x - n ln2 is exact, since both are multiples of 2^-54), then cosh r - 1 and sinh r - r as
/// polynomials in r^2 (Chebyshev interpolation computed with 90 digits, relative error below 2^-60).
/// </summary>
internal static class ExpCore
{
    public const double Log2E = 1.4426950408889634;
    public const double Ln2 = 0.6931471805599453;
    public const double Ln2Lo = 2.3190468138462996e-17;

    /// <summary>Beyond this size e^x overflows or vanishes; reductions stop here so that every step stays in range.</summary>
    public const double Edge = 800.0;

    /// <summary>x held between -800 and 800; NaN passes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Clamp<T>(T x)
        where T : struct, ILane<T> => T.Greater(-Edge, T.Lesser(Edge, x));

    /// <summary>x + tail = n ln2 + hi - lo, with hi exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T N, T Hi, T Lo) Reduce<T>(T x, T tail)
        where T : struct, ILane<T>
    {
        var n = Times(x);
        return (n, T.Fma(n, -Ln2, x), T.Fma(n, Ln2Lo, -tail));
    }

    /// <summary>How many times ln2 is nearest to x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Times<T>(T x)
        where T : struct, ILane<T> => T.Fma(x, Log2E, LaneBits.Magic) - LaneBits.Magic;

    /// <summary>(e^r - 1 - r) / r^2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Second<T>(T r)
        where T : struct, ILane<T>
    {
        var z = r * r;
        var high = T.Fma(
            z,
            T.Fma(z, T.Fma(r, 2.5110040066538935e-08, 2.763264297695299e-07), T.Fma(r, 2.7557242362755233e-06, 2.4801487359920902e-05)),
            T.Fma(r, 0.00019841269886567952, 0.0013888888947790918)
        );
        return T.Fma(
            z,
            T.Fma(z, high, T.Fma(r, 0.008333333333322215, 0.041666666666522086)),
            T.Fma(r, 0.16666666666666674, 0.500000000000001)
        );
    }

    /// <summary>cosh r - 1 and sinh r - r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T Even, T Odd) Series<T>(T r)
        where T : struct, ILane<T>
    {
        var (half, even, odd) = Terms(r);
        return (half + even, odd);
    }

    /// <summary>r^2/2, cosh r - 1 - r^2/2 and sinh r - r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T Half, T Even, T Odd) Terms<T>(T r)
        where T : struct, ILane<T>
    {
        var z = r * r;
        var zz = z * z;
        return (0.5 * z, zz * Even(z, zz), r * (z * Odd(z, zz)));
    }

    /// <summary>e^r - 1 - r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Rest<T>(T r)
        where T : struct, ILane<T>
    {
        var z = r * r;
        var zz = z * z;
        return T.Fma(r * z, Odd(z, zz), T.Fma(zz, Even(z, zz), 0.5 * z));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Even<T>(T z, T zz)
        where T : struct, ILane<T> =>
        T.Fma(
            zz,
            T.Fma(zz, 2.0911229795563617e-09, T.Fma(z, 2.7557282983917557e-07, 2.4801587317135252e-05)),
            T.Fma(z, 0.0013888888888886554, 0.041666666666666664)
        );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Odd<T>(T z, T zz)
        where T : struct, ILane<T> =>
        T.Fma(
            zz,
            T.Fma(zz, 2.5100375924709717e-08, T.Fma(z, 2.7557268480116333e-06, 0.0001984126986304067)),
            T.Fma(z, 0.008333333333330065, 0.16666666666666669)
        );

    /// <summary>e^(x + tail) = (Hi + Lo) 2^N, Hi from 0.65 to 1.42 and not yet rounded together with Lo; error about 2^-57.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T Hi, T Lo, T N) Parts<T>(T x, T tail)
        where T : struct, ILane<T>
    {
        var (n, hi, lo) = Reduce(x, tail);
        var rest = Rest(hi - lo);
        var (sum, error) = FastTwoSum<T>(1.0, hi);
        return (sum, error + (rest - lo), n);
    }
}

/// <summary>
/// e^x for a result that is rounded once and multiplied by a power of two: r in one number, e^r = 1 + r (1 + r q(r)) with q fitted to the
/// least relative error (Remez, 2^-56.8). Two thirds of the steps of <see cref="ExpCore.Parts"/>, which carries what r loses.
/// </summary>
internal readonly struct ExpFormula : IFormula
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x)
        where T : struct, ILane<T>
    {
        x = ExpCore.Clamp(x);
        var n = ExpCore.Times(x);
        var r = T.Fma(n, -ExpCore.Ln2Lo, T.Fma(n, -ExpCore.Ln2, x));
        return T.Scale(T.Fma(r, T.Fma(r, ExpCore.Second(r), 1.0), 1.0), n);
    }
}

/// <summary>2^x: the integer part is exact, the rest is exact times ln2 in a pair.</summary>
internal readonly struct Exp2Formula : IFormula
{
    [MethodImpl(Jit.Once)]
    public static T Of<T>(T x)
        where T : struct, ILane<T>
    {
        x = T.Greater(-1200.0, T.Lesser(1200.0, x));
        var n = T.Round(x);
        var (hi, lo) = TwoProduct<T>(x - n, 0.6931471805599453);
        var (sum, error) = FastTwoSum<T>(1.0, hi);
        return T.Scale(sum + (error + (ExpCore.Rest(hi) + T.Fma(x - n, 2.3190468138462996e-17, lo))), n);
    }
}

/// <summary>e^x - 1 without cancellation: the scaled one is subtracted inside the exact sum.</summary>
internal readonly struct Expm1Formula : IFormula
{
    [MethodImpl(Jit.Once)]
    public static T Of<T>(T x)
        where T : struct, ILane<T>
    {
        var held = T.Greater(-50.0, T.Lesser(ExpCore.Edge, x));
        var (n, hi, lo) = ExpCore.Reduce<T>(held, 0.0);
        var r = hi - lo;
        var (half, even, odd) = ExpCore.Terms(r);
        var (one, oneLo) = TwoSum<T>(1.0, -T.PowerOfTwo(-T.IfLess(n, 1000.0, n, 1000.0)));
        var (sum, error) = TwoSum(one, hi);
        (sum, var error2) = TwoSum(sum, half);
        var rest = even + odd + (((hi - r) - lo) * r - lo); // with what rounding r took
        return T.IfEqual(x, 0.0, x, T.Scale(sum + ((oneLo + error + error2) + rest), n));
    }
}
