using System.Runtime.CompilerServices;
using static GdScript.Kernels.Pairs;

namespace GdScript.Kernels;

/// <summary>
/// The core of everything logarithmic: x = m 2^k with m from sqrt(1/2) to sqrt(2), f = m - 1 exact, s = f / (2 + f), and
/// log m = 2 atanh s (the scheme of Cody and Waite, 1980). Polynomials are Chebyshev interpolations computed with 90 digits.
/// </summary>
internal static class LogCore
{
    public const double SmallestNormal = 2.2250738585072014E-308;

    /// <summary>ln2 in two parts, the first with 32 bits, so that k times it is exact.</summary>
    public const double Ln2Hi = 0.6931471803691238;
    public const double Ln2Lo = 1.9082149292705877E-10;

    /// <summary>A positive x as m 2^k, subnormals included.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T M, T K) Split<T>(T x)
        where T : struct, ILane<T>
    {
        T tiny = SmallestNormal;
        var (m, k) = T.Split(T.IfLess(x, tiny, x * 18014398509481984.0, x));
        return (m, k - T.IfLess(x, tiny, 54.0, 0.0));
    }

    /// <summary>log((1 + f) 2^k) + extra as a leading part and the rest, error about 2^-57 of the result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T Hi, T Lo) Of<T>(T f, T k, T extra)
        where T : struct, ILane<T>
    {
        var s = f / (2.0 + f);
        var z = s * s;
        var zz = z * z;
        var low = T.Fma(zz, T.Fma(z, 0.22222222391714744, 0.2857142857080361), T.Fma(z, 0.4000000000000088, 0.6666666666666666));
        var high = T.Fma(zz, T.Fma(z, 0.13086627491197242, 0.13268773010203216), T.Fma(z, 0.15386239707611124, 0.18181795640044723));
        var series = T.Fma(zz * zz, high, low);
        var halfF = 0.5 * f;
        var half = halfF * f; // f^2/2 in two parts
        var halfLo = T.Fma(halfF, f, -half);
        var (hi, lo) = FastTwoSum(k * Ln2Hi, f);
        (hi, var error) = FastTwoSum(hi, -half);
        return (hi, (lo + error) + (T.Fma(s, half + T.Fma(z, series, halfLo), -halfLo) + T.Fma(k, Ln2Lo, extra)));
    }

    /// <summary>log(1 + u + tail) for u + tail above -1, exact at small u; what log1p, asinh, acosh, atanh and softplus share.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T Hi, T Lo) OnePlus<T>(T u, T tail)
        where T : struct, ILane<T>
    {
        var (v, error) = TwoSum(1.0, u);
        var (m, k) = T.Split(v);
        var shrunk = (error + tail) * T.PowerOfTwo(-T.IfLess(k, 1000.0, k, 1000.0));
        var f = T.IfEqual(k, 0.0, u, m - 1.0);
        var rest = T.IfEqual(k, 0.0, tail, shrunk);
        return Of(f, k, rest / m);
    }

    /// <summary>What every logarithm says at zero, below it, at infinity and of NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T AtTheEdges<T>(T x, T y)
        where T : struct, ILane<T> =>
        T.IfLess(x, double.PositiveInfinity, T.IfLess(x, double.Epsilon, T.IfLess(x, 0.0, double.NaN, double.NegativeInfinity), y), x);
}

/// <summary>The natural logarithm.</summary>
internal readonly struct LogFormula : IFormula
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x)
        where T : struct, ILane<T>
    {
        var (m, k) = LogCore.Split(x);
        var (hi, lo) = LogCore.Of<T>(m - 1.0, k, 0.0);
        return LogCore.AtTheEdges(x, hi + lo);
    }
}

/// <summary>log(1 + x).</summary>
internal readonly struct Log1pFormula : IFormula
{
    [MethodImpl(Jit.Once)]
    public static T Of<T>(T x)
        where T : struct, ILane<T>
    {
        var (hi, lo) = LogCore.OnePlus<T>(x, 0.0);
        return T.IfEqual(x, 0.0, x, LogCore.AtTheEdges(1.0 + x, T.IfLess(x, double.PositiveInfinity, hi + lo, x)));
    }
}

/// <summary>The logarithm to base 2; powers of two are exact.</summary>
internal readonly struct Log2Formula : IFormula
{
    [MethodImpl(Jit.Once)]
    public static T Of<T>(T x)
        where T : struct, ILane<T>
    {
        var (m, k) = LogCore.Split(x);
        var (hi, lo) = LogCore.Of<T>(m - 1.0, k, 0.0);
        (hi, lo) = Times<T>(hi, lo, 1.4426950408889634, 2.0355273740931033e-17);
        return LogCore.AtTheEdges(x, hi + lo);
    }
}

/// <summary>The logarithm to base 10; the 23 powers of ten that a double holds are exact.</summary>
internal readonly struct Log10Formula : IFormula
{
    [MethodImpl(Jit.Once)]
    public static T Of<T>(T x)
        where T : struct, ILane<T>
    {
        var (m, k) = LogCore.Split(x);
        var (hi, lo) = LogCore.Of<T>(m - 1.0, k, 0.0);
        (hi, lo) = Times<T>(hi, lo, 0.4342944819032518, 1.098319650216765e-17);
        return LogCore.AtTheEdges(x, hi + lo);
    }
}
