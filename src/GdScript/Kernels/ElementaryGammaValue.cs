using System.Runtime.CompilerServices;
using static GdScript.Kernels.Pairs;

namespace GdScript.Kernels;

/// <summary>
/// gamma(x): the exponential of what lgamma is made of, so that no digit is lost on the way; stepped down by gamma(x) = (x - 1) gamma(x - 1)
/// below 8 and for whole numbers while the products are exact; reflection (Abramowitz and Stegun 6.1.17) below -1/2.
/// </summary>
internal readonly struct GammaFormula : IScalarFormula
{
    /// <summary>From here on nothing is left of gamma above 0, or it is larger than any double.</summary>
    private const double Overflows = 172.0;
    private const double Vanishes = -185.0;

    /// <summary>Below it the reflection would meet an overflow.</summary>
    private const double Low = -170.0;

    /// <summary>22! is the last that a double holds exactly, 23! the first that it rounds.</summary>
    private const double LastExact = 23.0;

    [MethodImpl(Jit.Once)]
    public static double Of(double x)
    {
        if (double.IsNaN(x) || x >= Overflows)
            return x >= Overflows ? double.PositiveInfinity : x;
        if (GammaCore.IsPole(x))
            return x == 0.0 ? 1.0 / x : double.NaN;
        if (Math.Abs(x) <= 0.5)
            return Elementary.Exp(x * GammaCore.Horner(LgammaFormula.AtOne, x)) / x;
        return x > 0.0 ? Positive(x) : Negative(x);
    }

    private static double Positive(double x)
    {
        if (x <= 1.5)
            return Elementary.Exp((x - 1.0) * GammaCore.Horner(LgammaFormula.AtOne, x - 1.0));
        if (x >= 8.0 && !(x <= LastExact && x == Math.Floor(x)))
            return OfLogarithm(x);
        var product = 1.0;
        for (; x > 2.5; product *= x)
            x -= 1.0;
        return product * Elementary.Exp((x - 2.0) * GammaCore.Horner(LgammaFormula.AtTwo, x - 2.0));
    }

    private static double OfLogarithm(double x)
    {
        var (log, rest) = LgammaFormula.StirlingPair(x);
        var (hi, lo) = FastTwoSum<Lane1>(log, rest);
        var (e, eLo, n) = ExpCore.Parts(hi, lo);
        return Lane1.Scale(e + eLo, n).Value;
    }

    /// <summary>gamma(-y) = -pi / (y sin(pi y) gamma(y)); positive where the next whole number below is even.</summary>
    private static double Negative(double x)
    {
        var even = Math.IEEERemainder(Math.Floor(x), 2.0) == 0.0;
        if (x < Vanishes)
            return even ? 0.0 : -0.0;
        if (x < Low)
            return Stepped(x);
        var (sin, sinLo, _, _) = GammaCore.OfPi(-x);
        var size = 3.141592653589793 / (Math.Abs((sin + sinLo).Value) * (-x * Positive(-x)));
        return even ? size : -size;
    }

    /// <summary>gamma(x) = gamma(x + 16) / (x (x + 1) ... (x + 15)), one rounding where the result is subnormal.</summary>
    private static double Stepped(double x)
    {
        var product = 1.0;
        for (var k = 0; k < 16; k++)
            product *= x + k;
        return Negative(x + 16) / product;
    }
}
