using GdScript.Graphs;
using GdScript.Kernels;

namespace GdScript.Checking;

/// <summary>
/// How far the Bessel and Airy functions of MathNet.Numerics are from the true ones, and what they make of the errors of their arguments.
/// The first was measured against fifty digits and more (11,000 arguments, orders 0 to 100) and is stated with three times the room
/// and more; near their zeros the waving ones are off by a share of the height of the wave, and their phase by a share of the argument.
/// The second is Taylor's theorem with the second derivative that the differential equation gives.
/// </summary>
internal static class BesselErrors
{
    private const double U = RunningError.U;

    /// <summary>The value and slope used here may themselves be off by this share of what they are bounded by.</summary>
    private const double Doubt = 1e-9;

    /// <summary>Values below it may be 0 already; measured, 1.3e-293 is.</summary>
    private const double Lost = 1e-290;

    /// <summary>The error of the library for this argument, whose result is <paramref name="r"/>.</summary>
    public static double Own(Bessel f, double x, double r)
    {
        var size = Math.Abs(x);
        var bound = f.Kind switch
        {
            BesselKind.J or BesselKind.Y => (64 + 64 * f.Order + 16 * size + Small(f, size)) * (Math.Abs(r) + Wave(f.Order, size)),
            BesselKind.I or BesselKind.K => (128 + 64 * f.Order + 8 * size + Small(f, size)) * Math.Abs(r),
            BesselKind.Ai or BesselKind.Bi => Airy(size) * (Math.Abs(r) + (x < 0 ? Math.Min(1, 1 / Root4(size)) : 0)),
            BesselKind.AiPrime or BesselKind.BiPrime => Airy(size) * (Math.Abs(r) + (x < 0 ? Math.Max(1, Root4(size)) : 0)),
        };
        return double.IsFinite(r) ? U * bound + Lost : double.PositiveInfinity;
    }

    /// <summary>What an argument that may be off by <paramref name="ea"/> does to the value.</summary>
    public static double Carried(Bessel f, double x, double ea)
    {
        var (low, high) = (x - ea, x + ea);
        var far = Math.Max(Math.Abs(low), Math.Abs(high));
        return f.Kind switch
        {
            BesselKind.J => Math.Min(2, Taylor(f, x, ea, 1, 1)),
            BesselKind.Y when low > 0 => Taylor(f, x, ea, Second(f, low), 1),
            BesselKind.I => ea * Math.Abs(Bessels.Slope(f, far)) * (1 + 1e-6),
            BesselKind.K when low > 0 => ea * Math.Abs(Bessels.Slope(f, low)) * (1 + 1e-6),
            BesselKind.Y or BesselKind.K => double.PositiveInfinity,
            BesselKind.Ai or BesselKind.Bi => Taylor(f, x, ea, far * Largest(f, low, high), Steepest(f, low, high)),
            BesselKind.AiPrime or BesselKind.BiPrime => Taylor(
                f,
                x,
                ea,
                Largest(f, low, high) + far * Steepest(f, low, high),
                far * Largest(f, low, high)
            ),
        };
    }

    /// <summary>|f(x + e) − f(x)| ≤ e·|f′(x)| + e²/2·max |f″|, with room for what f′ is off by.</summary>
    private static double Taylor(Bessel f, double x, double ea, double second, double height) =>
        ea * (Math.Abs(Bessels.Slope(f, x)) * (1 + 1e-6) + Doubt * height) + ea * ea / 2 * second;

    /// <summary>|Y″| from there on, by x²Y″ + xY′ + (x² − n²)Y = 0; Y and Y′ are steepest at the low end, or waves below 1.</summary>
    private static double Second(Bessel f, double low) =>
        Math.Max(1, Math.Abs(Bessels.Slope(f, low))) / low
        + (1 + f.Order * (double)f.Order / low / low) * Math.Max(1, Math.Abs(Bessels.Of(f, low)));

    /// <summary>The largest |Ai| or |Bi|: Ai falls above 0, Bi grows, and neither passes 0.62 below it.</summary>
    private static double Largest(Bessel f, double low, double high) =>
        f.Kind is BesselKind.Ai or BesselKind.AiPrime ? (low > 0 ? Bessels.Ai(low) : 0.62) : Math.Max(Bessels.Bi(Math.Max(0, high)), 0.62);

    /// <summary>The largest |Ai′| or |Bi′|; below 0 they are waves of height |x|^¼/√π.</summary>
    private static double Steepest(Bessel f, double low, double high)
    {
        var wave = low < 0 ? Math.Max(0.62, 0.62 * Root4(-low)) : 0;
        return f.Kind is BesselKind.Ai or BesselKind.AiPrime
            ? Math.Max(wave, Math.Abs(Bessels.AiPrime(Math.Max(0, low))))
            : Math.Max(wave, Bessels.BiPrime(Math.Max(0, high)));
    }

    /// <summary>The height of the wave beyond its turning point, √(2/π) (x² − n²)^(−¼) and at most 1 (Watson 1944, 13.74); none before it.</summary>
    private static double Wave(int order, double size) => size <= order ? 0 : Math.Min(1, 0.8 / Root4((size - order) * (size + order)));

    /// <summary>A small argument's power is an exponential of its logarithm, which is long.</summary>
    private static double Small(Bessel f, double size) => size is > 0 and < 1 ? -2.0 * (f.Order + 1) * Math.ILogB(size) : 0;

    private static double Airy(double size) => 1024 + 8 * size * Math.Sqrt(size);

    private static double Root4(double x) => Math.Sqrt(Math.Sqrt(x));
}
