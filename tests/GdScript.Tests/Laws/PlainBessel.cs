using GdScript.Graphs;

namespace GdScript.Tests.Laws;

/// <summary>
/// The Bessel and Airy functions once more, from their integrals and series instead of the library: J and I by the trapezoidal rule over a
/// whole period, which is exact to rounding, K by the same rule over a double exponential (DLMF 10.9.2, 10.32.3, 10.32.9), Y by its
/// integral's two parts (10.8.1's companion 10.9.7), Airy by Maclaurin series (9.4).
/// </summary>
internal static class PlainBessel
{
    public static double Of(Bessel f, double x) =>
        f.Kind switch
        {
            BesselKind.J => J(f.Order, x),
            BesselKind.Y => Y(f.Order, x),
            BesselKind.I => I(f.Order, x),
            BesselKind.K => K(f.Order, x),
            _ => Math.Abs(x) < 6 ? Airy(f.Kind, x) : double.NaN,
        };

    private static double J(int n, double x) => Math.Abs(x) < 60 ? Period(t => Math.Cos(n * t - x * Math.Sin(t))) : double.NaN;

    private static double I(int n, double x) => Math.Abs(x) < 60 ? Period(t => Math.Exp(x * Math.Cos(t)) * Math.Cos(n * t)) : double.NaN;

    private static double Period(Func<double, double> f)
    {
        const int points = 256;
        return Enumerable.Range(0, points).Sum(k => f(2 * Math.PI * k / points)) / points;
    }

    private static double K(int n, double x) =>
        x is > 0.01 and < 60
            ? Enumerable.Range(0, 1000).Sum(k => (k == 0 ? 0.5 : 1) * Math.Exp(-x * Math.Cosh(k / 64.0)) * Math.Cosh(n * k / 64.0)) / 64
            : double.NaN;

    /// <summary>(1/π)∫ sin(x sin t − nt) dt over [0, π] by Simpson's rule, less (1/π)∫ (e^(nt) + (−1)ⁿ e^(−nt)) e^(−x sinh t) dt.</summary>
    private static double Y(int n, double x)
    {
        if (x is not (> 0.01 and < 60))
            return double.NaN;
        var sign = n % 2 == 0 ? 1 : -1;
        var near = Simpson(t => Math.Sin(x * Math.Sin(t) - n * t), Math.PI, 20000);
        var far = Simpson(t => (Math.Exp(n * t) + sign * Math.Exp(-n * t)) * Math.Exp(-x * Math.Sinh(t)), 12, 40000);
        return (near - far) / Math.PI;
    }

    private static double Simpson(Func<double, double> f, double end, int steps)
    {
        var h = end / steps;
        return Enumerable
                .Range(0, steps + 1)
                .Sum(k =>
                    (
                        k == 0 || k == steps ? 1
                        : k % 2 == 1 ? 4
                        : 2
                    ) * f(k * h)
                )
            * h
            / 3;
    }

    private static double Airy(BesselKind kind, double x)
    {
        const double c1 = 0.3550280538878172;
        const double c2 = 0.2588194037928068;
        var (f, g, df, dg) = (0.0, 0.0, 0.0, 0.0);
        var (a, b) = (1.0, 1.0);
        for (var k = 0; k < 120; k++)
        {
            f += a * Math.Pow(x, 3 * k);
            g += b * Math.Pow(x, 3 * k + 1);
            df += k == 0 ? 0 : a * 3 * k * Math.Pow(x, 3 * k - 1);
            dg += b * (3 * k + 1) * Math.Pow(x, 3 * k);
            a /= (3.0 * k + 2) * (3 * k + 3);
            b /= (3.0 * k + 3) * (3 * k + 4);
        }
        return kind switch
        {
            BesselKind.Ai => c1 * f - c2 * g,
            BesselKind.AiPrime => c1 * df - c2 * dg,
            BesselKind.Bi => Math.Sqrt(3) * (c1 * f + c2 * g),
            _ => Math.Sqrt(3) * (c1 * df + c2 * dg),
        };
    }
}
