using System.Runtime.CompilerServices;
using static GdScript.Kernels.Pairs;

namespace GdScript.Kernels;

/// <summary>The core of the inverse trigonometric functions; polynomials are Chebyshev interpolations computed with 90 digits.</summary>
internal static class ArcCore
{
    public const double HalfPi = 1.5707963267948966;
    public const double HalfPiLo = 6.123233995736766e-17;

    /// <summary>asin(s)/s - 1 for s up to 1/2 and z = s^2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T AsinSeries<T>(T z)
        where T : struct, ILane<T>
    {
        var z2 = z * z;
        var z4 = z2 * z2;
        var low = T.Fma(z2, T.Fma(z, 0.03038194447553234, 0.044642857142551895), T.Fma(z, 0.07500000000000118, 0.16666666666666666));
        var middle = T.Fma(z2, T.Fma(z, 0.011566459612121669, 0.01396378001220357), T.Fma(z, 0.017352816540325496, 0.02237215744350722));
        var high = T.Fma(z2, T.Fma(z, 0.019554513336123378, 0.0030448799094556773), T.Fma(z, 0.009319560794767446, 0.009621842970100282));
        var top = T.Fma(z, 0.02961201126495512, -0.01924167174674304);
        return z * T.Fma(z4, T.Fma(z4, T.Fma(z4, top, high), middle), low);
    }

    /// <summary>For |x| from 1/2 to 1 the root of (1 - |x|)/2 as a pair, below that |x| itself, and its square.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T S, T SLo, T Z) Fold<T>(T size)
        where T : struct, ILane<T>
    {
        var half = 0.5 * (1.0 - size);
        var (root, rest) = Root<T>(half, 0.0);
        return (T.IfLess(size, 0.5, size, root), T.IfLess(size, 0.5, 0.0, rest), T.IfLess(size, 0.5, size * size, half));
    }

    /// <summary>
    /// atan(a/b) for 0 &lt;= a &lt;= b as a leading part and the rest: above tan(pi/8) the quotient (a - b)/(a + b) is
    /// taken and pi/4 added, so that one polynomial serves.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T Hi, T Lo) OfRatio<T>(T a, T b)
        where T : struct, ILane<T>
    {
        var bar = b * 0.41421356237309503;
        var (less, lessLo) = TwoSum(a, -b);
        var (more, moreLo) = TwoSum(b, a);
        var (t, tLo) = Over(
            T.IfLess(bar, a, less, a),
            T.IfLess(bar, a, lessLo, 0.0),
            T.IfLess(bar, a, more, b),
            T.IfLess(bar, a, moreLo, 0.0)
        );
        var z = t * t;
        var z2 = z * z;
        var z4 = z2 * z2;
        var low = T.Fma(z2, T.Fma(z, 0.11111111105155261, -0.14285714285659826), T.Fma(z, 0.19999999999999804, -0.3333333333333333));
        var middle = T.Fma(z2, T.Fma(z, 0.05878928942783001, -0.06666424880950304), T.Fma(z, 0.07692296374765566, -0.09090908753491657));
        var high = T.Fma(z2, T.Fma(z, 0.01628570414111085, -0.03457051441537921), T.Fma(z, 0.045515913711024585, -0.052304538651892704));
        var series = z * T.Fma(z4, T.Fma(z4, high, middle), low);
        var (hi, lo) = FastTwoSum(T.IfLess(bar, a, 0.7853981633974483, 0.0), t);
        return (hi, lo + (T.IfLess(bar, a, 3.061616997868383e-17, 0.0) + (tLo - z * tLo) + t * series));
    }

    /// <summary>base +- (hi + lo), for base 0, pi/2 or pi given as a number of quarter turns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T From<T>(T quarters, T sign, T hi, T lo)
        where T : struct, ILane<T>
    {
        var (sum, error) = FastTwoSum(quarters * HalfPi, sign * hi);
        return sum + (error + (quarters * HalfPiLo + sign * lo));
    }
}

/// <summary>The arc sine.</summary>
internal readonly struct AsinFormula : IFormula
{
    [MethodImpl(Jit.Once)]
    public static T Of<T>(T x)
        where T : struct, ILane<T>
    {
        var size = T.Abs(x);
        var (s, sLo, z) = ArcCore.Fold(size);
        var rest = sLo + s * ArcCore.AsinSeries(z);
        var big = ArcCore.From<T>(1.0, -2.0, s, rest);
        return T.CopySign(T.IfLess(size, 0.5, s + rest, big), x);
    }
}

/// <summary>The arc cosine.</summary>
internal readonly struct AcosFormula : IFormula
{
    [MethodImpl(Jit.Once)]
    public static T Of<T>(T x)
        where T : struct, ILane<T>
    {
        var size = T.Abs(x);
        var (s, sLo, z) = ArcCore.Fold(size);
        var rest = sLo + s * ArcCore.AsinSeries(z);
        var quarters = T.IfLess(size, 0.5, 1.0, T.IfNegative(x, 2.0, 0.0));
        var sign = T.IfLess(size, 0.5, T.IfNegative(x, 1.0, -1.0), T.IfNegative(x, -2.0, 2.0));
        return ArcCore.From(quarters, sign, s, rest);
    }
}

/// <summary>The arc tangent.</summary>
internal readonly struct AtanFormula : IFormula
{
    [MethodImpl(Jit.Once)]
    public static T Of<T>(T x)
        where T : struct, ILane<T>
    {
        var size = T.IfLess(1e300, T.Abs(x), 1e300, T.Abs(x));
        var (hi, lo) = ArcCore.OfRatio(T.IfLess(1.0, size, 1.0, size), T.IfLess(1.0, size, size, 1.0));
        return T.CopySign(ArcCore.From(T.IfLess(1.0, size, 1.0, 0.0), T.IfLess(1.0, size, -1.0, 1.0), hi, lo), x);
    }
}

/// <summary>The angle of the point (x, y).</summary>
internal readonly struct Atan2Formula : IFormula2
{
    [MethodImpl(Jit.Once)]
    public static T Of<T>(T y, T x)
        where T : struct, ILane<T>
    {
        var (ax, ay) = Scaled(T.Abs(x), T.Abs(y));
        T a = T.IfLess(ax, ay, ax, ay),
            b = T.IfLess(ax, ay, ay, ax);
        var (hi, lo) = ArcCore.OfRatio(a, T.IfEqual(b, 0.0, 1.0, b));
        var quarters = T.IfLess(ax, ay, 1.0, T.IfNegative(x, 2.0, 0.0));
        var sign = T.IfLess(ax, ay, T.IfNegative(x, 1.0, -1.0), T.IfNegative(x, -1.0, 1.0));
        var angle = ArcCore.From(quarters, sign, hi, lo);
        var direct = T.Abs(y) / T.IfEqual(x, 0.0, 1.0, T.Abs(x));
        angle = T.IfEqual(quarters, 0.0, T.IfLess(direct, 3.7e-9, direct, angle), angle);
        return T.IfEqual(x, x, T.IfEqual(y, y, T.CopySign(angle, y), y), x);
    }

    /// <summary>Both sizes moved to where products neither overflow nor vanish; infinities become 1 against 0 or 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (T X, T Y) Scaled<T>(T ax, T ay)
        where T : struct, ILane<T>
    {
        T infinity = double.PositiveInfinity;
        var x = T.IfEqual(ax, infinity, 1.0, T.IfEqual(ay, infinity, 0.0, ax));
        var y = T.IfEqual(ay, infinity, 1.0, T.IfEqual(ax, infinity, 0.0, ay));
        var top = T.IfLess(x, y, y, x);
        var factor = T.IfLess(1e150, top, T.PowerOfTwo(-600.0), T.IfLess(top, 1e-130, T.PowerOfTwo(600.0), 1.0));
        return (x * factor, y * factor);
    }
}
