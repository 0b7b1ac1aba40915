using System.Runtime.CompilerServices;
using static GdScript.Kernels.Pairs;

namespace GdScript.Kernels;

/// <summary>
/// The error function and its complement. Below 1/2 a polynomial in x^2; above it erfc(x) = e^(-x^2) w(x) with x^2 exact
/// and w smooth: one polynomial for each quarter of each binade (<see cref="ErfTable"/>). The choice of a row is made for
/// each number by itself.
/// </summary>
internal static class ErfCore
{
    /// <summary>From here on erfc is below half the smallest subnormal.</summary>
    public const double Vanishes = 27.25;

    /// <summary>erf(x)/x - 1 for |x| up to 1/2.</summary>
    public static double Small(double x) => GammaCore.Horner(Series, x * x);

    /// <summary>Coefficients of x^0, x^2, ... of erf(x)/x - 1: Chebyshev interpolation computed with 90 digits.</summary>
    private static ReadOnlySpan<double> Series =>
        [
            0.1283791670955126,
            -0.3761263890318375,
            0.1128379167095487,
            -0.02686617064499972,
            0.0052239776220169365,
            -0.0008548326510724796,
            0.00012055286202005714,
            -1.4923003368152099e-05,
            1.637123442577e-06,
            -1.462091340945175e-07,
        ];

    /// <summary>erfc(x) = (Hi + Lo) 2^N for x from 1/2 to 28, relative error about 2^-56.</summary>
    [MethodImpl(Jit.Once)]
    public static (double Hi, double Lo, double N) Complement(double x)
    {
        var (square, squareLo) = Square<Lane1>(x);
        var (e, eLo, n) = ExpCore.Parts(-square, -squareLo);
        (e, eLo) = FastTwoSum(e, eLo);
        var (w, wLo) = Slow(x);
        var (hi, lo) = Times<Lane1>(e, eLo, w, wLo);
        return (hi.Value, lo.Value, n.Value);
    }

    /// <summary>w(x) = erfc(x) e^(x^2) as a pair.</summary>
    private static (double Hi, double Lo) Slow(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var row = ErfTable.Row((int)((bits >>> 50) - (0x3FE0_0000_0000_0000 >>> 50)));
        var start = BitConverter.Int64BitsToDouble(bits >>> 50 << 50);
        var u = x - (start + BitConverter.Int64BitsToDouble((bits >>> 52) - 3 << 52));
        var rest = row[^1];
        for (var i = row.Length - 2; i >= 2; i--)
            rest = rest * u + row[i];
        rest = rest * u + row[1];
        var sum = row[0] + rest;
        return (sum, rest - (sum - row[0]));
    }
}

/// <summary>The error function, 2/sqrt(pi) times the integral of e^(-t^2) from 0 to x.</summary>
internal readonly struct ErfFormula : IScalarFormula
{
    [MethodImpl(Jit.Once)]
    public static double Of(double x)
    {
        var size = Math.Abs(x);
        if (!(size >= 0.5))
            return x + x * ErfCore.Small(x);
        if (size >= 6.0)
            return Math.CopySign(1.0, x);
        var (hi, lo, n) = ErfCore.Complement(size);
        var scale = Lane1.PowerOfTwo(n);
        var (one, rest) = FastTwoSum<Lane1>(1.0, -hi * scale);
        return Math.CopySign((one + (rest - lo * scale)).Value, x);
    }
}

/// <summary>1 - erf(x), accurate far into its tail.</summary>
internal readonly struct ErfcFormula : IScalarFormula
{
    [MethodImpl(Jit.Once)]
    public static double Of(double x)
    {
        var size = Math.Abs(x);
        if (!(size >= 0.5))
            return Near(x);
        if (x >= ErfCore.Vanishes)
            return 0.0;
        if (x <= -6.0)
            return 2.0;
        var (hi, lo, n) = ErfCore.Complement(size);
        if (x > 0.0)
            return Lane1.Scale(hi + lo, n).Value;
        var scale = Lane1.PowerOfTwo(n);
        var (two, rest) = FastTwoSum<Lane1>(2.0, -hi * scale);
        return (two + (rest - lo * scale)).Value;
    }

    private static double Near(double x)
    {
        var (one, rest) = FastTwoSum<Lane1>(1.0, -x);
        return (one + (rest - x * ErfCore.Small(x))).Value;
    }
}
