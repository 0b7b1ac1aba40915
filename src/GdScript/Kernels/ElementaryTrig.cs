using System.Runtime.CompilerServices;
using static GdScript.Kernels.Pairs;

namespace GdScript.Kernels;

/// <summary>
/// The core of sin, cos and tan: x = n pi/2 + r + tail with |r| at most pi/4, then odd and even polynomials in r^2
/// (Chebyshev interpolation computed with 90 digits, relative error below 2^-57).
/// </summary>
internal static class TrigCore
{
    /// <summary>Up to here n has 20 bits and its products with the 33-bit parts of pi/2 are exact; beyond, <see cref="PayneHanek"/>.</summary>
    public const double Reach = 1e6;

    /// <summary>Cody and Waite's reduction in four parts (33, 33, 33 and 53 bits of pi/2): every subtraction that can cancel is exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T R, T Tail, T N) Reduce<T>(T x)
        where T : struct, ILane<T>
    {
        var n = T.Round(x * 0.6366197723675814);
        var (r, error) = TwoSum(x - n * 1.5707963267341256, n * -6.077100506303966e-11);
        (r, var error2) = TwoSum(r, n * -2.0222662487111665e-21);
        (r, error) = FastTwoSum(r, (error + error2) - n * 8.4784276603689e-32);
        return (r, error, n);
    }

    /// <summary>sin(r + tail) - r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T SinRest<T>(T r, T tail, T z)
        where T : struct, ILane<T>
    {
        var zz = z * z;
        var series =
            (-0.16666666666666666 + z * (T)0.008333333333333331)
            + zz
                * (
                    (-0.00019841269841265065 + z * (T)2.7557319219339095e-06)
                    + zz * ((-2.5052106232422984e-08 + z * (T)1.6058531615088156e-10) + zz * -7.586696887928201e-13)
                );
        return r * (z * series) + (tail - 0.5 * z * tail);
    }

    /// <summary>cos(r + tail) as 1 - z/2 rounded and the rest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T Hi, T Lo) Cos<T>(T r, T tail, T z)
        where T : struct, ILane<T>
    {
        var zz = z * z;
        var series =
            (0.041666666666666664 + z * (T)(-0.0013888888888887398))
            + zz
                * (
                    (2.4801587298765645e-05 + z * (T)(-2.7557317271707495e-07))
                    + zz * (2.0876146263755416e-09 + z * (T)(-1.1382632090665673e-11))
                );
        var half = 0.5 * z;
        var hi = 1.0 - half;
        return (hi, ((1.0 - hi) - half) + (zz * series - r * tail));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sine<T>(T r, T tail, T n)
        where T : struct, ILane<T>
    {
        var z = r * r;
        var (hi, lo) = Cos(r, tail, z);
        var y = T.IfBit(n, 0, hi, r) + T.IfBit(n, 0, lo, SinRest(r, tail, z));
        return T.IfBit(n, 1, -y, y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Tangent<T>(T r, T tail, T n)
        where T : struct, ILane<T>
    {
        var (z, zLo) = Square(r);
        var (sin, sinLo) = FastTwoSum(r, SinRest(r, tail, z));
        var (cos, cosLo) = Cos(r, tail, z);
        (cos, cosLo) = FastTwoSum(cos, cosLo - 0.5 * zLo);
        var (y, rest) = Over(T.IfBit(n, 0, cos, sin), T.IfBit(n, 0, cosLo, sinLo), T.IfBit(n, 0, sin, cos), T.IfBit(n, 0, sinLo, cosLo));
        return T.IfBit(n, 0, -(y + rest), y + rest);
    }
}

/// <summary>The sine.</summary>
internal readonly struct SinFormula : IFormula
{
    public static double Reach => TrigCore.Reach;

    [MethodImpl(Jit.Once)]
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

    [MethodImpl(Jit.Once)]
    public static T Of<T>(T x)
        where T : struct, ILane<T>
    {
        var (r, tail, n) = TrigCore.Reduce(T.Abs(x));
        return TrigCore.Sine(r, tail, n + 1.0);
    }

    [MethodImpl(Jit.Once)]
    public static double Far(double x)
    {
        var (r, tail, n) = PayneHanek.Reduce(Math.Abs(x));
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
