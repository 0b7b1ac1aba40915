using System.Runtime.CompilerServices;
using static GdScript.Kernels.Pairs;

namespace GdScript.Kernels;

/// <summary>
/// The core of everything logarithmic: x = m 2^k with m from 3/4 to 3/2, f = m - 1 exact, q = 2f / (2 + f), and log m = 2 atanh(q/2), q with
/// what its quotient rounds away (the scheme of Cody and Waite, 1980). The polynomial is a Chebyshev interpolation computed with 60 digits.
/// </summary>
internal static class LogCore
{
    /// <summary>ln2 in two parts, the first with 32 bits, so that k times it is exact.</summary>
    public const double Ln2Hi = 0.6931471803691238;
    public const double Ln2Lo = 1.9082149292705877E-10;

    /// <summary>A positive x as m 2^k with m from sqrt(1/2) to sqrt(2), subnormals included.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T M, T K) Split<T>(T x)
        where T : struct, ILane<T>
    {
        T tiny = LaneBits.SmallestNormal;
        var (m, k) = T.Split(T.IfLess(x, tiny, x * 18014398509481984.0, x));
        return (m, k - T.IfLess(x, tiny, 54.0, 0.0));
    }

    /// <summary>log x for a positive finite x, as a leading part and the rest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T Hi, T Lo) Of<T>(T x)
        where T : struct, ILane<T>
    {
        var (m, k) = T.Parts(x);
        var (hi, lo, _, _) = Of(m - 1.0, k);
        return (hi, lo);
    }

    /// <summary>log((1 + f) 2^k) as a leading part and the rest, error about 2^-58 of the result; 1/(1 + f/2) and q^2 by the way.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (T Hi, T Lo, T Inverse, T Z) Of<T>(T f, T k)
        where T : struct, ILane<T>
    {
        var less = -0.5 * f;
        var inverse = 1.0 / (1.0 - less);
        var q = f * inverse;
        var qLo = T.Fma(q, less, f - q) * inverse; // f - q is exact: they differ by less than a factor of two
        var z = q * q;
        var zz = z * z;
        var low = T.Fma(zz, T.Fma(z, 0.0004340277937071727, 0.0022321428568233743), T.Fma(z, 0.012500000000002438, 0.08333333333333333));
        var high = T.Fma(
            zz,
            T.Fma(z, 1.0379040303897155e-06, 4.031482081644476e-06),
            T.Fma(z, 1.8785198581301167e-05, 8.877801979845228e-05)
        );
        var hi = T.Fma(k, Ln2Hi, q);
        var error = q - T.Fma(k, -Ln2Hi, hi); // exact: k ln2 is zero or the larger
        return (hi, error + T.Fma(q * z, T.Fma(zz * zz, high, low), T.Fma(k, Ln2Lo, qLo)), inverse, z);
    }

    /// <summary>log(1 + u + tail) for u + tail above -1, exact at small u; what log1p, asinh, acosh, atanh and softplus share.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T Hi, T Lo) OnePlus<T>(T u, T tail)
        where T : struct, ILane<T>
    {
        var (v, error) = TwoSum(1.0, u);
        var (m, k) = T.Parts(v);
        var shrunk = (error + tail) * T.PowerOfTwo(-T.IfLess(k, 1000.0, k, 1000.0));
        var (hi, lo, inverse, z) = Of(T.IfEqual(k, 0.0, u, m - 1.0), k);
        var rest = T.IfEqual(k, 0.0, tail, shrunk);
        return (hi, T.Fma(rest, inverse * inverse * T.Fma(z, 0.25, 1.0), lo)); // 1/m = inverse^2 / (1 - z/4)
    }
}

/// <summary>The natural logarithm.</summary>
internal readonly struct LogFormula : IFormula
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x)
        where T : struct, ILane<T>
    {
        var (hi, lo) = LogCore.Of(x);
        return T.Logged(x, hi + lo);
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
        return T.IfEqual(x, 0.0, x, T.Logged(1.0 + x, hi + lo));
    }
}

/// <summary>The logarithm to base 2; powers of two are exact.</summary>
internal readonly struct Log2Formula : IFormula
{
    [MethodImpl(Jit.Once)]
    public static T Of<T>(T x)
        where T : struct, ILane<T>
    {
        var (hi, lo) = LogCore.Of(x);
        (hi, lo) = Times<T>(hi, lo, 1.4426950408889634, 2.0355273740931033e-17);
        return T.Logged(x, hi + lo);
    }
}

/// <summary>The logarithm to base 10; the 23 powers of ten that a double holds are exact.</summary>
internal readonly struct Log10Formula : IFormula
{
    [MethodImpl(Jit.Once)]
    public static T Of<T>(T x)
        where T : struct, ILane<T>
    {
        var (hi, lo) = LogCore.Of(x);
        (hi, lo) = Times<T>(hi, lo, 0.4342944819032518, 1.098319650216765e-17);
        return T.Logged(x, hi + lo);
    }
}
