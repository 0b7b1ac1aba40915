using GdScript.Graphs;
using MathNet.Numerics;

namespace GdScript.Kernels;

/// <summary>
/// The functions of Bessel and Airy, as MathNet.Numerics computes them (after Amos, ACM TOMS 644, 1986). They are the only values in a
/// kernel that are not ours: MathNet calls the exponentials and sines of the machine's C library, so that their last bits may differ
/// from machine to machine, as no other function's do. What they are off by is measured in <c>Checking/BesselErrors</c>.
/// </summary>
/// <remarks>
/// Orders are whole and at least 0. Y and K are NaN below 0. NaN also where MathNet gives up: for arguments beyond 10⁹ or so (Y beyond
/// 7·10⁸, the Airy functions below −10⁶, where it gives 0 for some). Below 10⁻²⁹⁰ a value may be 0 already.
/// </remarks>
public static class Bessels
{
    /// <summary>Beyond it Bi and Bi′ are larger than any double; MathNet gives NaN there.</summary>
    private const double BiOverflows = 105;

    /// <summary>Beyond it Y of a high order is 0 in MathNet, at 7.2·10⁸; and so are Ai and Ai′ from −1.05·10⁶ downward.</summary>
    private const double YLost = 7e8;
    private const double AiryLost = -1e6;

    /// <summary>The function of the first kind, Jₙ(x).</summary>
    public static double J(int n, double x) => Of(new(BesselKind.J, n), x);

    /// <summary>The function of the second kind, Yₙ(x).</summary>
    public static double Y(int n, double x) => Of(new(BesselKind.Y, n), x);

    /// <summary>The modified function of the first kind, Iₙ(x).</summary>
    public static double I(int n, double x) => Of(new(BesselKind.I, n), x);

    /// <summary>The modified function of the second kind, Kₙ(x).</summary>
    public static double K(int n, double x) => Of(new(BesselKind.K, n), x);

    /// <summary>The Airy function Ai(x).</summary>
    public static double Ai(double x) => Of(new(BesselKind.Ai), x);

    /// <summary>Ai′(x).</summary>
    public static double AiPrime(double x) => Of(new(BesselKind.AiPrime), x);

    /// <summary>The Airy function Bi(x).</summary>
    public static double Bi(double x) => Of(new(BesselKind.Bi), x);

    /// <summary>Bi′(x).</summary>
    public static double BiPrime(double x) => Of(new(BesselKind.BiPrime), x);

    /// <summary>The functions behind the numbers of a loss, for the head of a trace: the version of ours, and which are not.</summary>
    public static string VersionFor(Formula? loss)
    {
        if (loss is null)
            return Elementary.Version;
        var live = loss.Reached();
        string[] names = [.. loss.Nodes.Where((n, i) => live[i] && n.Op == Op.Bessel).Select(n => Bessel.Of(n.B).Name).Distinct()];
        return names.Length == 0
            ? Elementary.Version
            : $"{Elementary.Version}; {string.Join(", ", names)} of MathNet.Numerics, whose last digits may differ between machines";
    }

    /// <summary>The slope of any of them (DLMF 10.6.1, 10.29.1, 9.2.1).</summary>
    internal static double Slope(Bessel function, double x)
    {
        double At(int order) => Of(function with { Order = order }, x);
        var n = function.Order;
        return function.Kind switch
        {
            BesselKind.J or BesselKind.Y => n == 0 ? -At(1) : (At(n - 1) - At(n + 1)) / 2,
            BesselKind.I => n == 0 ? At(1) : (At(n - 1) + At(n + 1)) / 2,
            BesselKind.K => n == 0 ? -At(1) : -(At(n - 1) + At(n + 1)) / 2,
            BesselKind.Ai => AiPrime(x),
            BesselKind.AiPrime => x * Ai(x),
            BesselKind.Bi => BiPrime(x),
            BesselKind.BiPrime => x * Bi(x),
        };
    }

    /// <summary>Any of them.</summary>
    public static double Of(Bessel function, double x)
    {
        if (double.IsNaN(x) || (x < AiryLost && !function.HasOrder))
            return double.NaN;
#pragma warning disable RS0030 // The one place that may: nobody else has these functions, and what they are is said above.
        return function.Kind switch
        {
            BesselKind.J => SpecialFunctions.BesselJ(function.Order, x),
            BesselKind.Y => x is < 0 or > YLost ? double.NaN : SpecialFunctions.BesselY(function.Order, x),
            BesselKind.I => SpecialFunctions.BesselI(function.Order, x),
            BesselKind.K => x < 0 ? double.NaN : SpecialFunctions.BesselK(function.Order, x),
            BesselKind.Ai => SpecialFunctions.AiryAi(x),
            BesselKind.AiPrime => SpecialFunctions.AiryAiPrime(x),
            BesselKind.Bi => x > BiOverflows ? double.PositiveInfinity : SpecialFunctions.AiryBi(x),
            BesselKind.BiPrime => x > BiOverflows ? double.PositiveInfinity : SpecialFunctions.AiryBiPrime(x),
        };
#pragma warning restore RS0030
    }
}
