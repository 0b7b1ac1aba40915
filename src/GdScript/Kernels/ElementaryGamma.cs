using System.Runtime.CompilerServices;
using static GdScript.Kernels.Pairs;

namespace GdScript.Kernels;

/// <summary>What the gamma family shares: polynomial evaluation and the sine and cosine of pi t.</summary>
internal static class GammaCore
{
    public static double Horner(ReadOnlySpan<double> coefficients, double x)
    {
        var y = coefficients[^1];
        for (var i = coefficients.Length - 2; i >= 0; i--)
            y = y * x + coefficients[i];
        return y;
    }

    /// <summary>sin(pi x) and cos(pi x) as pairs, up to a common sign; the distance to the nearest integer is exact.</summary>
    public static (Lane1 Sin, Lane1 SinLo, Lane1 Cos, Lane1 CosLo) OfPi(double x)
    {
        var t = x - Math.Round(x, MidpointRounding.ToEven);
        var swap = Math.Abs(t) > 0.25;
        var (r, tail) = Times<Lane1>(swap ? 0.5 - Math.Abs(t) : Math.Abs(t), 0.0, 3.141592653589793, 1.2246467991473532e-16);
        var (z, zLo) = Square(r);
        var (hi, lo) = TrigCore.Cos(r, tail, z);
        var (sin, sinLo) = FastTwoSum(r, TrigCore.SinRest(r, tail * hi, z));
        var (cos, cosLo) = FastTwoSum(hi, lo - 0.5 * zLo);
        if (swap)
            (sin, sinLo, cos, cosLo) = (cos, cosLo, sin, sinLo);
        return t < 0.0 ? (-sin, -sinLo, cos, cosLo) : (sin, sinLo, cos, cosLo);
    }

    /// <summary>cot(pi x).</summary>
    public static double Cotangent(double x)
    {
        var (sin, sinLo, cos, cosLo) = OfPi(x);
        var (hi, lo) = Over(cos, cosLo, sin, sinLo);
        return (hi + lo).Value;
    }

    public static bool IsPole(double x) => x <= 0.0 && x == Math.Floor(x);

    /// <summary>log(x) as a pair, for x above zero.</summary>
    [MethodImpl(Jit.Once)]
    public static (double Hi, double Lo) Log(double x)
    {
        var (m, k) = LogCore.Split<Lane1>(x);
        var (hi, lo) = LogPair.Of(m, k);
        return (hi.Value, lo.Value);
    }
}

/// <summary>
/// log|gamma(x)|: polynomials around its zeros 1 and 2, the recurrence up to 8, Stirling's series above (Abramowitz and
/// Stegun 6.1.41), reflection (6.1.17) below -1/2. Poles are +Infinity, as C99 F.9.5.3 says.
/// </summary>
internal readonly struct LgammaFormula : IScalarFormula
{
    [MethodImpl(Jit.Once)]
    public static double Of(double x)
    {
        if (double.IsInfinity(x) || GammaCore.IsPole(x))
            return double.PositiveInfinity;
        if (x is 1.0 or 2.0)
            return 0.0;
        if (Math.Abs(x) <= 0.5)
            return x * GammaCore.Horner(AtOne, x) - Elementary.Log(Math.Abs(x));
        return x < 0.0 ? Reflected(-x) : Positive(x);
    }

    /// <summary>lgamma(-x) = log pi - log(x |sin(pi x)|) - lgamma(x), the first two in pairs, for x above 1/2.</summary>
    private static double Reflected(double x)
    {
        var (sin, sinLo, _, _) = GammaCore.OfPi(x);
        sinLo = sin.Value < 0.0 ? -sinLo : sinLo;
        var (product, productLo) = Times<Lane1>(x, 0.0, Lane1.Abs(sin), sinLo);
        var (log, logLo) = GammaCore.Log(product.Value);
        var (hi, lo) = TwoSum<Lane1>(1.1447298858494002, -log);
        lo += 1.0265951162707826e-17 - (logLo + (productLo / product).Value);
        (hi, var error) = TwoSum(hi, -Positive(x));
        return (hi + (lo + error)).Value;
    }

    private static double Positive(double x)
    {
        if (x <= 1.5)
            return (x - 1.0) * GammaCore.Horner(AtOne, x - 1.0);
        if (x >= 8.0)
            return Stirling(x);
        var product = 1.0;
        for (; x > 2.5; product *= x)
            x -= 1.0;
        var low = (x - 2.0) * GammaCore.Horner(AtTwo, x - 2.0);
        return product == 1.0 ? low : Elementary.Log(product) + low;
    }

    /// <summary>(x - 1/2)(log x - 1) + (log(2 pi) - 1)/2 + sum B2k / (2k (2k-1) x^(2k-1)).</summary>
    private static double Stirling(double x)
    {
        var (hi, lo) = StirlingPair(x);
        return double.IsFinite(hi) ? hi + lo : double.PositiveInfinity;
    }

    /// <summary>The same in a pair, from 8 on.</summary>
    public static (double Hi, double Lo) StirlingPair(double x)
    {
        var (log, logLo) = GammaCore.Log(x);
        var (a, aLo) = FastTwoSum<Lane1>(log, -1.0);
        var (b, bLo) = FastTwoSum<Lane1>(x, -0.5);
        var (hi, lo) = Times(b, bLo, a, aLo + logLo);
        if (!double.IsFinite(hi.Value))
            return (double.PositiveInfinity, 0); // from 2.56e305 on; what the overflow left in lo means nothing
        var series = x < 1e17 ? GammaCore.Horner(Terms, 1.0 / x / x) / x : 0.0;
        return (hi.Value, (lo + (0.4189385332046727 + series)).Value);
    }

    /// <summary>B2k / (2k (2k - 1)) for k = 1, 2, ...</summary>
    private static ReadOnlySpan<double> Terms =>
        [
            0.08333333333333333,
            -0.002777777777777778,
            0.0007936507936507937,
            -0.0005952380952380953,
            0.0008417508417508417,
            -0.0019175269175269176,
            0.00641025641025641,
            -0.029550653594771242,
            0.17964437236883057,
            -1.3924322169059011,
        ];

    /// <summary>lgamma(1 + t) / t for t from -1/2 to 1/2.</summary>
    public static ReadOnlySpan<double> AtOne =>
        [
            -0.5772156649015329,
            0.8224670334241132,
            -0.4006856343865307,
            0.27058080842778387,
            -0.2073855510288846,
            0.16955717699761294,
            -0.1440498967441441,
            0.1255096695007263,
            -0.11133426738296036,
            0.10009945898417442,
            -0.09095396147817056,
            0.08335378642428555,
            -0.07693384797749431,
            0.07143424085913012,
            -0.0666469660070385,
            0.06247981994150854,
            -0.059073275414740396,
            0.055798122160668526,
            -0.05059570584998663,
            0.048020858519722875,
            -0.059467630506988924,
            0.056971969494995923,
            0.004945338328244218,
            -0.005399712296235696,
            -0.17396451715070047,
            0.1686556126817108,
            0.19472176853583203,
            -0.18947756655876552,
            -0.24025245552681862,
            0.2331921266866054,
        ];

    /// <summary>lgamma(2 + t) / t for t from -1/2 to 1/2.</summary>
    public static ReadOnlySpan<double> AtTwo =>
        [
            0.42278433509846713,
            0.3224670334241132,
            -0.06735230105319814,
            0.02058080842778457,
            -0.0073855510286681535,
            0.002890510330738737,
            -0.0011927539120010226,
            0.0005096695248853096,
            -0.00022315475074520367,
            9.945750909889392e-05,
            -4.4926351103833334e-05,
            2.050726741605779e-05,
            -9.438458716242811e-06,
            4.374374916915131e-06,
            -2.0449201467015115e-06,
            9.578663334114758e-07,
            -4.303558760359961e-07,
            2.0304806751615227e-07,
            -1.3412819758517287e-07,
            6.379047507619774e-08,
        ];
}

/// <summary>
/// The derivative of lgamma: a polynomial around its root 1.4616..., the recurrence elsewhere up to 10, the asymptotic
/// series above (Abramowitz and Stegun 6.3.18), reflection (6.3.7) below -1. Poles are NaN.
/// </summary>
internal readonly struct DigammaFormula : IScalarFormula
{
    [MethodImpl(Jit.Once)]
    public static double Of(double x)
    {
        if (GammaCore.IsPole(x))
            return double.NaN;
        if (x > -1.0)
            return Positive(x);
        return Positive(-x) - 1.0 / x - 3.141592653589793 * GammaCore.Cotangent(x);
    }

    /// <summary>For x above -1.</summary>
    private static double Positive(double x)
    {
        if (x < 0.0)
            return Root(x + 1.0) - 1.0 / x - 1.0 / (x + 1.0);
        if (x < 1.0)
            return Root(x) - 1.0 / x;
        if (!(x < 10.0))
            return Asymptotic(x);
        var sum = 0.0;
        for (; x >= 2.0; sum += 1.0 / x)
            x -= 1.0;
        return Root(x - 1.0) + sum;
    }

    /// <summary>digamma(1 + t) for t from 0 to 1.</summary>
    private static double Root(double t) => ((t - 0.46163214496836236) + 1.5522348162858677e-17) * GammaCore.Horner(NearRoot, t - 0.5);

    private static double Asymptotic(double x)
    {
        var inverse = 1.0 / x;
        var z = inverse * inverse;
        return Elementary.Log(x) - (0.5 * inverse + z * GammaCore.Horner(Terms, z));
    }

    /// <summary>B2k / 2k for k = 1, 2, ...</summary>
    private static ReadOnlySpan<double> Terms =>
        [
            0.08333333333333333,
            -0.008333333333333333,
            0.003968253968253968,
            -0.004166666666666667,
            0.007575757575757576,
            -0.021092796092796094,
            0.08333333333333333,
            -0.4432598039215686,
            3.0539543302701198,
        ];

    /// <summary>digamma(1.5 + u) / (1.5 + u - root) for u from -1/2 to 1/2.</summary>
    private static ReadOnlySpan<double> NearRoot =>
        [
            0.9510558760318328,
            -0.4236274212814606,
            0.24054248424078697,
            -0.14840492305388092,
            0.09498872445289039,
            -0.06192213327548831,
            0.040760833940846085,
            -0.026975796659787055,
            0.017907248317313294,
            -0.011908220105959716,
            0.007927021796868154,
            -0.005279937255532708,
            0.003518106563802472,
            -0.0023454947397380833,
            0.0015633696313653504,
            -0.0010364584817312839,
            0.0006909255761282986,
            -0.00048595039220036254,
            0.00032395945401345196,
            -0.00014480643368061614,
            9.653646261410062e-05,
            -0.0001782188548855923,
            0.00011881232908510335,
        ];
}

/// <summary>
/// The second derivative of lgamma: recurrence up to 10, the asymptotic series above (Abramowitz and Stegun 6.4.12),
/// reflection (6.4.7) below zero. Poles are +Infinity, the limit from both sides.
/// </summary>
internal readonly struct TrigammaFormula : IScalarFormula
{
    [MethodImpl(Jit.Once)]
    public static double Of(double x)
    {
        if (GammaCore.IsPole(x))
            return double.PositiveInfinity;
        if (!(x < 0.0))
            return Positive(x);
        var (sin, sinLo, _, _) = GammaCore.OfPi(x);
        var (ratio, ratioLo) = Over(3.141592653589793, 1.2246467991473532e-16, sin, sinLo);
        var (square, squareLo) = Times(ratio, ratioLo, ratio, ratioLo);
        return (square + (squareLo - Positive(1.0 - x))).Value;
    }

    private static double Positive(double x)
    {
        var steps = x < 10.0 ? (int)(10.0 - x) + 1 : 0;
        var sum = Asymptotic(x + steps);
        for (var k = steps - 1; k >= 0; k--)
        {
            var inverse = 1.0 / (x + k);
            sum += inverse * inverse;
        }
        return sum;
    }

    private static double Asymptotic(double x)
    {
        var inverse = 1.0 / x;
        var z = inverse * inverse;
        return inverse + z * (0.5 + inverse * GammaCore.Horner(Terms, z));
    }

    /// <summary>B2k for k = 1, 2, ...</summary>
    private static ReadOnlySpan<double> Terms =>
        [
            0.16666666666666666,
            -0.03333333333333333,
            0.023809523809523808,
            -0.03333333333333333,
            0.07575757575757576,
            -0.2531135531135531,
            1.1666666666666667,
            -7.092156862745098,
            54.971177944862156,
        ];
}
