using System.Collections.Immutable;
using System.Globalization;
using GdScript.Kernels;

namespace GdScript.Plots;

/// <summary>
/// At which heights a map has its lines. Above a minimum that lies inside, their distances from it grow by equal factors, so that
/// the bottom of a steep valley is seen as well as its sides; else they are equally far apart.
/// </summary>
internal static class Levels
{
    private const int Most = 16;
    private const int Even = 12;

    /// <summary>Numbers within a power of ten, the finest first.</summary>
    private static readonly double[][] Grades =
    [
        [1, 1.5, 2, 3, 5, 7],
        [1, 2, 3, 5],
        [1, 2, 5],
        [1, 3],
        [1],
    ];

    /// <summary>The levels, rising; empty where all heights are the same.</summary>
    /// <param name="heights">The heights of the map, evenly spread; those that are not finite say nothing.</param>
    /// <param name="least">The lowest height known.</param>
    /// <param name="isInside">True where it lies inside and the highest does not, as of a loss; false where the map only ends there.</param>
    public static ImmutableArray<double> Of(IEnumerable<double> heights, double least, bool isInside)
    {
        double[] sorted = [.. heights.Where(double.IsFinite).Order()];
        if (sorted.Length == 0 || !(sorted[^1] > least) || !double.IsFinite(sorted[^1] - least))
            return [];
        // A zero that was computed is a tiny number.
        var ground = Math.Abs(least) < 1e-6 * (sorted[sorted.Length / 50] - least) ? 0 : least;
        var (near, far) = (sorted[sorted.Length / 150] - ground, sorted[^(1 + sorted.Length / 200)] - ground);
        // More than fifteen powers of ten apart the low ones are rounding.
        near = Math.Max(near, far * 1e-15);
        return isInside && near > 0 && far > 8 * near ? Growing(ground, near, far) : Evenly(sorted);
    }

    private static ImmutableArray<double> Growing(double ground, double near, double far)
    {
        foreach (var grades in Grades)
            if (Between(near, far, grades) is { Length: >= 4 and <= Most } steps)
                return [.. steps.Select(s => Sum(ground, s))];
        return [.. Enumerable.Range(0, Most).Select(k => ground + near * Elementary.Pow(far / near, (double)k / Most))];
    }

    private static double[] Between(double near, double far, double[] grades)
    {
        var (first, last) = ((int)Math.Floor(Elementary.Log10(near)), (int)Math.Ceiling(Elementary.Log10(far)));
        var all =
            from exponent in Enumerable.Range(first, Math.Max(0, last - first + 1))
            from grade in grades
            let step = double.Parse(string.Create(CultureInfo.InvariantCulture, $"{grade}e{exponent}"), CultureInfo.InvariantCulture)
            where step >= near && step <= far
            select step;
        return [.. all.Take(Most + 1)];
    }

    /// <summary>A level as a number that a reader can read: no more digits than its distance from the ground asks for.</summary>
    private static double Sum(double ground, double step)
    {
        if (ground == 0)
            return step;
        // A hundredth of the distance is as exact as a reader needs it.
        var grain = Elementary.Pow(10, Math.Floor(Elementary.Log10(step)) - 1);
        var whole = Math.Round((ground + step) / grain);
        var round = double.Parse(
            string.Create(CultureInfo.InvariantCulture, $"{whole:F0}e{(int)Math.Floor(Elementary.Log10(step)) - 1}"),
            CultureInfo.InvariantCulture
        );
        return round > ground && Math.Abs(round) < 1e15 * grain ? round + 0.0 : ground + step;
    }

    /// <summary>Without the few lowest and highest heights, among which a pole may be.</summary>
    private static ImmutableArray<double> Evenly(double[] sorted)
    {
        var cut = sorted.Length / 100;
        var (low, high) = (sorted[cut], sorted[^(1 + cut)]);
        if (!(high > low))
            (low, high) = (sorted[0], sorted[^1]);
        var inside = Ticks.Of(new(low, high), Even).Where(t => t > low && t < high).ToImmutableArray();
        return inside.IsEmpty ? [low + (high - low) / 2] : inside;
    }
}
