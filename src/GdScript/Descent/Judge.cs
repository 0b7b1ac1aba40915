using System.Runtime.InteropServices;

namespace GdScript.Descent;

/// <summary>Looks at each point a run reaches: keeps the best, and says whether a reason to stop has come.</summary>
internal sealed class Judge
{
    private const int Window = 11;
    private readonly Stops stops;
    private readonly long? settled;
    private readonly long first;
    private readonly double firstLoss;
    private readonly double[] losses;
    private readonly double[] lengths;
    private readonly double[] best;
    private readonly List<Stop> warnings;
    private readonly List<Stop> fresh = [];
    private double bestLoss;
    private long bestStep;

    /// <summary>For a run that begins.</summary>
    public Judge(Stops stops, Schedule rate, Walker start)
    {
        (this.stops, settled, first, firstLoss) = (stops, rate.Settled, start.Step, start.Loss);
        (losses, lengths) = (NaNs(), NaNs());
        (best, bestLoss, bestStep) = (start.Point.ToArray(), start.Loss, start.Step);
        warnings = [];
    }

    /// <summary>For a run that goes on.</summary>
    public Judge(Stops stops, Schedule rate, State from, long? origin = null)
    {
        (this.stops, settled, first, firstLoss) = (stops, rate.Settled, origin ?? from.Last.Step, from.FirstLoss);
        (losses, lengths) = ([.. from.Window[..Window]], [.. from.Window[Window..]]);
        (best, bestLoss, bestStep) = ([.. from.Best.Point], from.Best.Loss, from.Best.Step);
        warnings = [.. from.Warnings];
    }

    /// <summary>What was passed over at the present point for the first time.</summary>
    public ReadOnlySpan<Stop> Events => CollectionsMarshal.AsSpan(fresh);

    /// <summary>True when there was a reason to stop at the present point.</summary>
    public bool Ends { get; private set; }

    public ReadOnlySpan<double> BestPoint => best;

    public (long Step, double Loss) BestMark => (bestStep, bestLoss);

    /// <summary>Takes note of a point just reached; the reason to stop there, if there is one.</summary>
    public Stop? Arrive(Walker at)
    {
        var stop = Judged(at);
        Ends = stop is not null;
        return stop;
    }

    private Stop? Judged(Walker at)
    {
        fresh.Clear();
        KeepBest(at);
        var length = Norms.Two(at.Point);
        var stop = Obeyed(Broken(at, length)) ?? Obeyed(Rest(at)) ?? Obeyed(Divergence(at, length));
        (losses[at.Step % Window], lengths[at.Step % Window]) = (at.Loss, length);
        return stop ?? Enough(at);
    }

    /// <summary>The reasons that need no step to have been made: a gradient short enough, steps enough.</summary>
    public Stop? Enough(Walker at) =>
        !stops.Only && at.GradientNorm <= stops.GradientNorm ? new Stop.Flat(at.Step, at.GradientNorm, stops.GradientNorm.Value)
        : at.Step - first >= stops.Most ? new Stop.Steps(at.Step, at.Step - first, stops.Steps is null)
        : null;

    public State State(Walker at) =>
        new(at.Frame(), new Spot(bestStep, bestLoss, [.. best]), firstLoss, at.Asked, [.. warnings], [.. losses, .. lengths]);

    private void KeepBest(Walker at)
    {
        if (!double.IsFinite(at.Loss) || (double.IsFinite(bestLoss) && at.Loss >= bestLoss))
            return;
        at.Point.CopyTo(best);
        (bestLoss, bestStep) = (at.Loss, at.Step);
    }

    /// <summary>A reason that ends the run, or null with the reason kept as a warning the first time it shows.</summary>
    private Stop? Obeyed(Stop? reason)
    {
        if (reason is null || stops.Obeys(reason))
            return reason;
        warnings.Add(reason);
        fresh.Add(reason);
        return null;
    }

    private Stop.NonFinite? Broken(Walker at, double length)
    {
        if (double.IsFinite(at.Loss) && double.IsFinite(at.GradientNorm) && double.IsFinite(length))
            return null;
        if (Told(Kind.Broken))
            return null;
        if (FirstOutside(at.Point) is var i and >= 0)
            return new Stop.NonFinite(at.Step, NotFinite.Point, i, at.Point[i]);
        if (!double.IsFinite(at.Loss))
            return new Stop.NonFinite(at.Step, NotFinite.Loss, 0, at.Loss);
        return FirstOutside(at.Gradient) is var j and >= 0 ? new Stop.NonFinite(at.Step, NotFinite.Gradient, j, at.Gradient[j]) : null;
    }

    /// <summary>
    /// A rate that still changes may move the point again, so rest is sure only once the schedule has settled; NaN, which
    /// no step changes, is not at rest.
    /// </summary>
    private Stop.Unchanged? Rest(Walker at) =>
        at.Unchanged && at.Step > settled && !Told(Kind.Resting) && !Told(Kind.Broken)
            ? new Stop.Unchanged(at.Step, at.GradientNorm)
            : null;

    private Stop? Divergence(Walker at, double length)
    {
        if (at.Loss > bestLoss + 1e3 * Math.Max(1, Math.Abs(firstLoss)))
            return Told(Kind.Diverging) ? null : new Stop.Diverged(at.Step, at.Loss, bestLoss, firstLoss);
        var (then, last) = ((at.Step + 1) % Window, (at.Step + Window - 1) % Window);
        var flees = lengths[then] > 0 && length >= 10 * lengths[then] && at.Loss > losses[then] && at.Loss > losses[last];
        return flees && !Told(Kind.Diverging) ? new Stop.Fled(at.Step, length, lengths[then], at.Loss, losses[then]) : null;
    }

    private enum Kind
    {
        Broken,
        Resting,
        Diverging,
    }

    private bool Told(Kind kind)
    {
        foreach (var warning in warnings)
            if (
                kind switch
                {
                    Kind.Broken => warning is Stop.NonFinite,
                    Kind.Resting => warning is Stop.Unchanged,
                    Kind.Diverging => warning is Stop.Diverged or Stop.Fled,
                }
            )
                return true;
        return false;
    }

    private static int FirstOutside(ReadOnlySpan<double> values)
    {
        for (var i = 0; i < values.Length; i++)
            if (!double.IsFinite(values[i]))
                return i;
        return -1;
    }

    private static double[] NaNs()
    {
        var values = new double[Window];
        Array.Fill(values, double.NaN);
        return values;
    }
}
