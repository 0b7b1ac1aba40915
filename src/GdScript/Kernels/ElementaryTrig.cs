using System.Runtime.CompilerServices;
using static GdScript.Kernels.Pairs;

namespace GdScript.Kernels;

/// <summary>
/// The core of sin, cos and tan: x = n pi/2 + r + tail with |r| at most pi/4, then odd and even polynomials in r^2
/// (Chebyshev interpolation computed with 90 digits, relative error below 2^-57).
/// </summary>
internal static class TrigCore
{
    /// <summary>Up to here n has 20 bits and the first remainder is exact; beyond, <see cref="PayneHanek"/>.</summary>
    public const double Reach = 1e6;

    private const double HalfPi = 1.5707963267948966;
    private const double HalfPiLo = 6.12323399538461e-17;
    private const double HalfPiLast = 3.5215598651832e-27;

    /// <summary>
    /// Cody and Waite's reduction with pi/2 in parts of 53, 33 and 53 bits, and n with <see cref="LaneBits.Magic"/> in it. x minus n times the
    /// first is exact where it is fused (both are multiples of 2^-53). What taking away n times the second rounds away is found exactly: below
    /// 2^-33 nothing is, since all are multiples of 2^-86, and above it the first difference is the larger of the two (n times the second stays below 2^-34).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T R, T Tail, T N) Reduce<T>(T x)
        where T : struct, ILane<T>
    {
        var held = T.Fma(x, 0.6366197723675814, LaneBits.Magic);
        var n = held - LaneBits.Magic;
        var first = T.Fma(n, -HalfPi, x);
        var r = T.Fma(n, -HalfPiLo, first);
        return (r, T.Fma(n, -HalfPiLast, T.Fma(n, -HalfPiLo, first - r)), held);
    }

    /// <summary>sin(r + tail) - r, where turned is tail cos r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T SinRest<T>(T r, T turned, T z)
        where T : struct, ILane<T>
    {
        var zz = z * z;
        var low = T.Fma(z, 0.008333333333333331, -0.16666666666666666);
        var middle = T.Fma(z, 2.7557319219339095e-06, -0.00019841269841265065);
        var high = T.Fma(zz, -7.586696887928201e-13, T.Fma(z, 1.6058531615088156e-10, -2.5052106232422984e-08));
        return T.Fma(r * z, T.Fma(zz, T.Fma(zz, high, middle), low), turned);
    }

    /// <summary>cos(r + tail) as 1 - z/2 rounded and the rest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T Hi, T Lo) Cos<T>(T r, T tail, T z)
        where T : struct, ILane<T>
    {
        var zz = z * z;
        var low = T.Fma(z, -0.0013888888888887398, 0.041666666666666664);
        var middle = T.Fma(z, -2.7557317271707495e-07, 2.4801587298735645e-05);
        var high = T.Fma(z, -1.1382632090665673e-11, 2.0876146263755416e-09);
        var hi = T.Fma(z, -0.5, 1.0);
        var lo = T.Fma(z, -0.5, 1.0 - hi); // exact
        return (hi, T.Fma(zz, T.Fma(zz, T.Fma(zz, high, middle), low), T.Fma(-r, tail, lo)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sine<T>(T r, T tail, T n)
        where T : struct, ILane<T>
    {
        var z = r * r;
        var (hi, lo) = Cos(r, tail, z);
        return T.FlipIfBit(n, 1, T.IfBit(n, 0, hi, r) + T.IfBit(n, 0, lo, SinRest(r, tail * hi, z)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Tangent<T>(T r, T tail, T n)
        where T : struct, ILane<T>
    {
        var (z, zLo) = Square(r);
        var (cos, cosLo) = Cos(r, tail, z);
        var cubeLo = T.Fma(r, zLo, T.Fma(r, z, -(r * z)));
        var (sin, sinLo) = FastTwoSum(r, SinRest(r, T.Fma(cubeLo, -0.16666666666666666, tail * cos), z));
        (cos, cosLo) = FastTwoSum(cos, cosLo - 0.5 * zLo);
        var (y, rest) = Over(T.IfBit(n, 0, cos, sin), T.IfBit(n, 0, cosLo, sinLo), T.IfBit(n, 0, sin, cos), T.IfBit(n, 0, sinLo, cosLo));
        return T.FlipIfBit(n, 0, y + rest);
    }
}

/// <summary>The sine.</summary>
internal readonly struct SinFormula : IFormula
{
    public static double Reach => TrigCore.Reach;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x)
        where T : struct, ILane<T>
    {
        var (r, tail, n) = TrigCore.Reduce(x);
        return T.IfEqual(x, 0.0, x, TrigCore.Sine(r, tail, n));
    }

    [MethodImpl(Jit.Once)]
    public static double Far(double x)
    {
        var (r, tail, n) = PayneHanek.Reduce(x);
        return TrigCore.Sine<Lane1>(r, tail, n).Value;
    }
}

/// <summary>The cosine: the sine one quadrant on.</summary>
internal readonly struct CosFormula : IFormula
{
    public static double Reach => TrigCore.Reach;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x)
        where T : struct, ILane<T>
    {
        var (r, tail, n) = TrigCore.Reduce(x);
        return TrigCore.Sine(r, tail, n + 1.0);
    }

    [MethodImpl(Jit.Once)]
    public static double Far(double x)
    {
        var (r, tail, n) = PayneHanek.Reduce(x);
        return TrigCore.Sine<Lane1>(r, tail, n + 1.0).Value;
    }
}

/// <summary>The tangent.</summary>
internal readonly struct TanFormula : IFormula
{
    public static double Reach => TrigCore.Reach;

    [MethodImpl(Jit.Once)]
    public static T Of<T>(T x)
        where T : struct, ILane<T>
    {
        var (r, tail, n) = TrigCore.Reduce(x);
        return T.IfEqual(x, 0.0, x, TrigCore.Tangent(r, tail, n));
    }

    [MethodImpl(Jit.Once)]
    public static double Far(double x)
    {
        var (r, tail, n) = PayneHanek.Reduce(x);
        return TrigCore.Tangent<Lane1>(r, tail, n).Value;
    }
}
