using System.Collections.Immutable;
using GdScript.Kernels;

namespace GdScript.Plots;

/// <summary>What came of one walk of a sweep.</summary>
/// <param name="Rate">The number that differs from walk to walk, mostly the rate.</param>
/// <param name="Last">The loss at the end.</param>
/// <param name="Best">The lowest loss on the way.</param>
/// <param name="HasFled">True where the walk diverged.</param>
public readonly record struct SweptWalk(double Rate, double Last, double Best, bool HasFled);

/// <summary>The loss that walks end with, by their rate: too small a rate hardly moves, the best one lies shortly before those that flee.</summary>
public static class SweepFigure
{
    /// <summary>From so many times on, numbers are told apart better by their factors.</summary>
    private const double Wide = 50;

    /// <summary>What is smaller than the loss at the start by this factor is rounding.</summary>
    private const double Least = 1e-20;

    /// <summary>The figure; null where no walk has a finite loss.</summary>
    /// <param name="title">What it is of.</param>
    /// <param name="across">What differs from walk to walk, and over which range.</param>
    /// <param name="up">What the loss at the end is called.</param>
    /// <param name="sweeps">Each method's name and walks, in the order of their rates.</param>
    /// <param name="start">The loss at the start.</param>
    /// <param name="isLog">Whether losses are drawn logarithmically; null to let the numbers decide.</param>
    public static Figure? Of(
        string title,
        Axis across,
        string up,
        IReadOnlyList<(string Name, ImmutableArray<SweptWalk> Walks)> sweeps,
        double start,
        bool? isLog = null
    )
    {
        var walks = sweeps.SelectMany(s => s.Walks).ToArray();
        var kept = walks.Where(w => !w.HasFled).ToArray();
        var lowest = sweeps.Count == 1 ? kept.Select(w => w.Best) : [];
        double[] seen = [.. kept.Select(w => w.Last).Concat(lowest).Append(start).Where(double.IsFinite)];
        if (seen.Length == 0)
            return null;
        var log = isLog ?? (seen.Min() >= 0 && seen.Max() > Wide * seen.Where(x => x > 0).DefaultIfEmpty(seen.Max()).Min());
        if ((log ? Factors(seen) : Evenly(seen)) is not { } range)
            return null;
        return new Figure(title, [new Panel(across, new Axis(up, range, log), [.. Marks(sweeps, across, range, start, log)])]);
    }

    private static Extent? Factors(double[] seen)
    {
        var high = seen.Max();
        double[] shown = [.. seen.Where(x => x > 0 && x >= high * Least)];
        if (shown.Length == 0)
            return null;
        var air = Elementary.Pow(Math.Max(10, high / shown.Min()), 0.09);
        return new(Math.Max(shown.Min() / air, double.Epsilon), Math.Min(high * air, double.MaxValue));
    }

    private static Extent? Evenly(double[] seen)
    {
        var (low, high) = (seen.Min(), seen.Max());
        var air = high > low ? 0.09 * (high - low) : Math.Max(1, Math.Abs(high)) / 10;
        return double.IsFinite(high - low) ? new(low - air, high + air) : null;
    }

    private static IEnumerable<Mark> Marks(
        IReadOnlyList<(string Name, ImmutableArray<SweptWalk> Walks)> sweeps,
        Axis across,
        Extent up,
        double start,
        bool log
    )
    {
        if (double.IsFinite(start))
            yield return new Mark.Aid("loss at the start", [new(across.Range.Low, start), new(across.Range.High, start)]);
        // A loss of 0 has no place on a logarithmic axis: its line leaves the picture downwards.
        double Placed(double loss) => log && loss <= up.Low * 1e-3 ? up.Low * 1e-3 : loss;
        ImmutableArray<Vertex> Of(ImmutableArray<SweptWalk> walks, Func<SweptWalk, double> loss) =>
            [.. walks.Select(w => new Vertex(w.Rate, Placed(loss(w))))];
        if (sweeps is [var one] && one.Walks.Any(w => Differ(w.Last, w.Best)))
            yield return new Mark.Line("lowest on the way", Of(one.Walks, w => w.HasFled ? double.NaN : w.Best), 1);
        foreach (var ((name, walks), k) in sweeps.Select((s, k) => (s, k)))
            yield return new Mark.Line(sweeps.Count > 1 ? name : "at the end", Of(walks, w => w.Last), k);
        foreach (var ((_, walks), k) in sweeps.Select((s, k) => (s, k)))
            if (
                walks.Where(w => w.HasFled).Select(w => new Vertex(w.Rate, Under(up, k, log))).ToImmutableArray() is { IsEmpty: false } fled
            )
                yield return new Mark.Spots("diverged", fled, k, Sign.Cross);
        foreach (var ((_, walks), k) in sweeps.Select((s, k) => (s, k)))
            if (walks.Where(w => !w.HasFled && double.IsFinite(w.Last)).OrderBy(w => w.Last).FirstOrDefault() is { Rate: > 0 } best)
                yield return new Mark.Spots("best", [new(best.Rate, Math.Max(best.Last, up.Low))], k);
    }

    /// <summary>Near the upper edge, a row for each method.</summary>
    private static double Under(Extent up, int row, bool log)
    {
        var part = Math.Max(0, 0.978 - 0.03 * row);
        return log ? up.Low * Elementary.Pow(up.High / up.Low, part) : up.At(part);
    }

    private static bool Differ(double last, double best) => double.IsFinite(last) && last - best > 0.01 * Math.Abs(best);
}
