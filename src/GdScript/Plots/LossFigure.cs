using System.Collections.Immutable;
using GdScript.Kernels;
using GdScript.Traces;

namespace GdScript.Plots;

/// <summary>How walks went, step by step: the loss, the length of the gradient, and the rate where it changed.</summary>
public static class LossFigure
{
    /// <summary>From so many times on, numbers are told apart better by their factors.</summary>
    private const double Wide = 50;

    /// <summary>What is smaller by this factor than what walks begin with is rounding, and not drawn.</summary>
    private const double Least = 1e-24;

    /// <summary>The figure; null where no row has a finite loss.</summary>
    /// <param name="title">What it is of.</param>
    /// <param name="walks">Each walk's name and rows.</param>
    /// <param name="isLog">Whether the loss is drawn logarithmically; null to let the numbers decide.</param>
    /// <param name="isLogAcross">Whether the steps are.</param>
    public static Figure? Of(
        string title,
        IReadOnlyList<(string Name, ImmutableArray<TraceRow> Rows)> walks,
        bool? isLog = null,
        bool isLogAcross = false
    )
    {
        double last = walks.SelectMany(w => w.Rows).Select(r => r.Step).DefaultIfEmpty(0).Max();
        var across = new Axis("step", isLogAcross ? new(1, Math.Max(2, last)) : new(0, Math.Max(1, last)), isLogAcross);
        var loss = Panel(walks, across, "loss", r => r.Loss, isLog, 2);
        if (loss is null)
            return null;
        var slope = Panel(walks, across, "‖gradient‖", r => r.GradientNorm, isLog, 1.2);
        var rate = walks.Any(w => Changes(w.Rows)) ? Panel(walks, across, "rate", r => r.Rate ?? double.NaN, null, 1) : null;
        return new Figure(title, [.. new[] { loss, slope, rate }.OfType<Panel>()]);
    }

    private static bool Changes(ImmutableArray<TraceRow> rows) => rows.Select(r => r.Rate).OfType<double>().Distinct().Skip(1).Any();

    private static Panel? Panel(
        IReadOnlyList<(string Name, ImmutableArray<TraceRow> Rows)> walks,
        Axis across,
        string name,
        Func<TraceRow, double> number,
        bool? isLog,
        double share
    )
    {
        // A logarithmic axis has no place for step 0.
        var seen = walks.SelectMany(w => w.Rows).Where(r => r.Step >= across.Range.Low);
        double[] all = [.. seen.Select(number).Where(double.IsFinite)];
        if (all.Length == 0)
            return null;
        // Nor has one for a number that is not above 0: where there is no other, the axis is even, whatever was asked for.
        var log =
            all.Any(x => x > 0) && (isLog ?? (all.Min() >= 0 && all.Max() > Wide * all.Where(x => x > 0).DefaultIfEmpty(all.Max()).Min()));
        var begins = walks.Where(w => !w.Rows.IsEmpty).Select(w => number(w.Rows[0])).Where(x => x > 0 && double.IsFinite(x));
        var up = log ? Factors(all, begins.DefaultIfEmpty(all.Max()).Min()) : Evenly(all);
        if (up is not { } range)
            return null;
        var lines = walks.Select(
            (w, k) => (Mark)new Mark.Line(walks.Count > 1 ? w.Name : "", [.. w.Rows.Select(r => new Vertex(r.Step, number(r)))], k)
        );
        return new Panel(across, new Axis(name, range, log), [.. lines], share);
    }

    /// <summary>The range of a logarithmic axis, with a little air; null without a number above 0.</summary>
    private static Extent? Factors(double[] all, double begin)
    {
        var high = all.Max();
        double[] shown = [.. all.Where(x => x > 0 && x >= begin * Least)];
        if (shown.Length == 0)
            return null;
        var low = shown.Min();
        var air = low < high ? Elementary.Pow(high / low, 0.04) : 2;
        return new(Math.Max(low / air, double.Epsilon), Math.Min(high * air, double.MaxValue));
    }

    private static Extent? Evenly(double[] all) =>
        Heights.Of([all.Min(), all.Max()]) is not { } range
            ? null
            : new Extent(range.Low - 0.04 * (range.High - range.Low), range.High + 0.04 * (range.High - range.Low));
}
