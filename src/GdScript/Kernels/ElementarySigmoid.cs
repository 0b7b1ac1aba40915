using System.Runtime.CompilerServices;
using static GdScript.Kernels.Pairs;

namespace GdScript.Kernels;

/// <summary>
/// What sigmoid and softplus share: q = e^-|x| and 1 + q, both with what they round away. A fused loop that asks for both has these steps
/// once, and one exponential in them.
/// </summary>
internal static class SigmoidCore
{
    /// <summary>q and 1 + q as pairs, and 1 / One.</summary>
    public readonly record struct Parts<T>(T Q, T QLo, T One, T OneLo, T Inverse);

    /// <summary>e^r = 1 + s with s rounded once; q has a relative error of about 2^-54, which is a third of a unit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Parts<T> Of<T>(T x)
        where T : struct, ILane<T>
    {
        var (n, hi, lo) = ExpCore.Reduce<T>(T.Greater(-ExpCore.Edge, -T.Abs(x)), 0.0);
        var r = hi - lo;
        var lost = hi - r - lo;
        var (sum, rest) = FastTwoSum<T>(1.0, T.Fma(r * r, ExpCore.Second(r), r));
        var (q, qLo) = (T.Scale(sum, n), T.Scale(rest + lost, n));
        var (one, error) = FastTwoSum<T>(1.0, q);
        return new(q, qLo, one, error + qLo, 1.0 / one);
    }
}

/// <summary>1 / (1 + e^-x), and q / (1 + q) below zero, so that both tails keep their digits.</summary>
internal readonly struct SigmoidFormula : IFormula
{
    [MethodImpl(Jit.Once)]
    public static T Of<T>(T x)
        where T : struct, ILane<T> => Quotient(SigmoidCore.Of(x), x);

    /// <summary>Those of x and of −x: they share all but the last steps, since the core knows no sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T Here, T There) Both<T>(T x)
        where T : struct, ILane<T>
    {
        var p = SigmoidCore.Of(x);
        return (Quotient(p, x), Quotient(p, -x));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Quotient<T>(in SigmoidCore.Parts<T> p, T x)
        where T : struct, ILane<T>
    {
        var (top, topLo) = (T.IfNegative(x, p.Q, 1.0), T.IfNegative(x, p.QLo, 0.0));
        var quotient = top * p.Inverse;
        var less = -quotient;
        return T.Fma(T.Fma(less, p.OneLo, T.Fma(less, p.One, top) + topLo), p.Inverse, quotient);
    }
}

/// <summary>
/// log(1 + e^x) = max(x, 0) + k ln2 + log(1 + f), where 1 + q is 1 + f or, above the root of two, twice as much (k = 1); then what was
/// rounded away. The parts never grow from left to right: where k is 1, max(x, 0) is below 0.89.
/// </summary>
internal readonly struct SoftplusFormula : IFormula
{
    private const double Root = 1.4142135623730951;

    [MethodImpl(Jit.Once)]
    public static T Of<T>(T x)
        where T : struct, ILane<T>
    {
        var p = SigmoidCore.Of(x);
        var f = T.IfLess(Root, p.One, T.Fma(p.One, 0.5, -1.0), p.Q);
        var tail = T.Fma(T.IfLess(Root, p.One, p.OneLo, p.QLo), p.Inverse, T.IfLess(Root, p.One, LogCore.Ln2Lo, 0.0));
        var (sum, error) = FastTwoSum(T.IfLess(Root, p.One, LogCore.Ln2Hi, 0.0), T.Greater(x, 0.0));
        (sum, var error2) = FastTwoSum(sum, f);
        var half = 0.5 * f * f;
        var s = f / (2.0 + f);
        var log = sum + (T.Fma(s, T.Fma(s * s, Series(s * s), half), tail) - half + error2 + error);
        return T.IfLess(x, double.PositiveInfinity, log, x);
    }

    /// <summary>(2 atanh(s) - 2 s) / s^3 for z = s^2, s up to 0.172; a Chebyshev interpolation, relative error 2^-51.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Series<T>(T z)
        where T : struct, ILane<T>
    {
        var zz = z * z;
        var low = T.Fma(zz, T.Fma(z, 0.22222211130259878, 0.2857142862600327), T.Fma(z, 0.39999999999899444, 0.666666666666667));
        var high = T.Fma(zz, 0.14616585424888623, T.Fma(z, 0.15331710618210773, 0.18182889455674947));
        return T.Fma(zz * zz, high, low);
    }
}
