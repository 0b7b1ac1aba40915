using System.Diagnostics;
using System.Globalization;

namespace GdScript.Benchmarks.Peers;

/// <summary>
/// Everybody runs the same work in turns, in short stretches, again and again; the least time of each counts, so that a
/// busy machine disturbs the ratios little.
/// </summary>
internal static class Race
{
    private const double Stretch = 0.02;
    private const double Agreement = 1e-9;

    /// <summary>Seconds for one call of each.</summary>
    public static double[] Run(IReadOnlyList<Contender> contenders, double seconds)
    {
        var calls = contenders.Select(Calibrated).ToArray();
        var least = contenders.Select(_ => double.PositiveInfinity).ToArray();
        for (var begin = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begin).TotalSeconds < seconds * contenders.Count; )
        for (var i = 0; i < least.Length; i++)
            least[i] = Math.Min(least[i], contenders[i].Seconds(calls[i]) / calls[i]);
        return least;
    }

    /// <summary>How two differ in what they compute, in a few words; null where they agree. A race between different works says nothing.</summary>
    public static string? Disagreement(Contender one, Contender other)
    {
        var (a, b) = (one.Answer(), other.Answer());
        if (a.Length != b.Length)
            return string.Create(CultureInfo.InvariantCulture, $"gives {b.Length} numbers, not {a.Length}");
        var size = a.Skip(1).Select(Math.Abs).DefaultIfEmpty().Max();
        var (worst, at) = (Agreement, -1);
        for (var i = 0; i < a.Length && !double.IsNaN(worst); i++)
            if (a[i] != b[i] && Math.Abs(a[i] - b[i]) / (i == 0 ? Math.Abs(a[0]) : size) is var off && !(off <= worst))
                (worst, at) = (off, i);
        return at < 0
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"disagrees by {worst:0.0e+0} ({(at == 0 ? "value" : $"slope {at - 1}")})");
    }

    private static int Calibrated(Contender contender)
    {
        var warm = Stopwatch.GetTimestamp();
        var calls = 1;
        for (double took; (took = contender.Seconds(calls)) < Stretch || Stopwatch.GetElapsedTime(warm).TotalSeconds < 0.3; )
            if (took < Stretch)
                calls = (int)Math.Min(int.MaxValue / 2, 1 + calls * Math.Clamp(1.2 * Stretch / Math.Max(took, 1e-9), 1.1, 100));
        return calls;
    }
}
