using System.Runtime.InteropServices;

namespace GdScript.Descent;

/// <summary>Looks at each point a run reaches: keeps the best, and says whether a reason to stop has come.</summary>
internal sealed class Judge
{
    private const int Window = 11;
    private readonly Stops stops;
    private readonly double? tolerance;
    private readonly long? settled;
    private readonly long first;
    private readonly double firstLoss;
    private readonly double firstNorm;
    private readonly double[] losses;
    private readonly double[] lengths;
    private readonly double[] best;
    private readonly double[] anchor;
    private readonly List<Stop> warnings;
    private readonly List<Event> fresh = [];
    private double bestLoss;
    private long bestStep;
    private long anchorStep;
    private readonly double[] examined;
    private double examinedLoss = double.NaN;
    private long examinedStep = -1;

    /// <summary>For a run that begins.</summary>
    public Judge(Stops stops, Method method, Walker start)
    {
        (this.stops, tolerance, settled, first) = (stops, method.Rule.GradientTolerance, method.Rate.Settled, start.Step);
        (firstLoss, firstNorm) = (start.Loss, start.GradientNorm);
        (losses, lengths) = (NaNs(Window), NaNs(Window));
        (best, bestLoss, bestStep) = (start.Point.ToArray(), start.Loss, start.Step);
        anchor = NaNs(start.Point.Length + start.Memory.Length);
        examined = stops.Exam is null ? [] : start.Point.ToArray();
        warnings = [];
    }

    /// <summary>For a run that goes on.</summary>
    public Judge(Stops stops, Method method, State from, long? origin = null)
    {
        (this.stops, tolerance, settled, first) = (stops, method.Rule.GradientTolerance, method.Rate.Settled, origin ?? from.Last.Step);
        (firstLoss, firstNorm) = (from.FirstLoss, from.FirstNorm);
        (losses, lengths) = ([.. from.Window[..Window]], [.. from.Window[Window..]]);
        (best, bestLoss, bestStep) = ([.. from.Best.Point], from.Best.Loss, from.Best.Step);
        (anchor, anchorStep) = ([.. from.Anchor], from.AnchorStep);
        (examined, examinedLoss, examinedStep) = ([.. from.Examined.Point], from.Examined.Loss, from.Examined.Step);
        if (examined.Length == 0 && stops.Exam is not null)
            examined = [.. from.Last.Point];
        warnings = [.. from.Warnings];
    }

    /// <summary>What happened on the way to the present point, or was passed over there for the first time.</summary>
    public ReadOnlySpan<Event> Events => CollectionsMarshal.AsSpan(fresh);

    /// <summary>True when there was a reason to stop at the present point.</summary>
    public bool Ends { get; private set; }

    public ReadOnlySpan<double> BestPoint => examinedStep >= 0 ? examined : best;

    public (long Step, double Loss) BestMark => examinedStep >= 0 ? (examinedStep, examinedLoss) : (bestStep, bestLoss);

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
        foreach (var happened in at.Report.Events)
            fresh.Add(happened);
        KeepBest(at);
        if (stops.Exam is { } exam && at.Step % exam.PerEpoch == 0)
            Examine(at, exam);
        var length = Norms.Two(at.Point);
        var stop =
            Obeyed(Broken(at, length))
            ?? Obeyed(Done(at))
            ?? Obeyed(Rest(at))
            ?? Obeyed(Divergence(at, length))
            ?? Obeyed(Circle(at))
            ?? Enough(at, made: at.Step > 0);
        (losses[at.Step % Window], lengths[at.Step % Window]) = (at.Loss, length);
        return stop is Stop.Flat or Stop.Unchanged ? Flatness.Judged(stop, at.Oracle, at.Point, at.GradientNorm) : stop;
    }

    /// <summary>The reasons that need no step to have been made: a gradient short enough, steps enough.</summary>
    public Stop? Enough(Walker at) => Enough(at, made: false);

    private Stop? Enough(Walker at, bool made)
    {
        var (step, norm) = (at.Step, at.GradientNorm);
        if (!stops.Only && stops.Asks)
        {
            if (norm <= stops.GradientNorm)
                return new Stop.Flat(step, norm, stops.GradientNorm.Value);
            if (stops.RelativeGradient * firstNorm is { } relative && norm <= relative)
                return new Stop.Flat(step, norm, relative);
            if (BestMark.Loss <= stops.Target)
                return new Stop.Target(step, BestMark.Loss, stops.Target.Value);
            if (made && stops.Change(at, losses[(step + 1) % Window]) is { } small)
                return small;
            if (step - bestStep >= stops.Patience)
                return new Stop.NoProgress(step, stops.Patience.Value, bestLoss, bestStep);
            if (stops.Exam is { Patience: { } most } exam && step % exam.PerEpoch == 0 && step - examinedStep >= most * exam.PerEpoch)
                return new Stop.Unimproved(step, exam.What, most, examinedLoss, examinedStep);
            if (at.Asked.Total >= stops.Evaluations)
                return new Stop.Asked(step, at.Asked.Total, stops.Evaluations.Value);
            if (stops.Callback?.Invoke(step) is { } said)
                return said;
        }
        return step - first >= stops.Most ? new Stop.Steps(step, step - first, stops.Steps is null) : null;
    }

    public State State(Walker at) =>
        new(at.Frame(), new Spot(bestStep, bestLoss, [.. best]), firstLoss, at.Asked, [.. warnings], [.. losses, .. lengths])
        {
            FirstNorm = firstNorm,
            Examined = examinedStep < 0 ? Spot.None : new Spot(examinedStep, examinedLoss, [.. examined]),
            Anchor = [.. anchor],
            AnchorStep = anchorStep,
        };

    private void KeepBest(Walker at)
    {
        if (!double.IsFinite(at.Loss) || (double.IsFinite(bestLoss) && at.Loss >= bestLoss))
            return;
        at.Point.CopyTo(best);
        (bestLoss, bestStep) = (at.Loss, at.Step);
    }

    private void Examine(Walker at, Exam exam)
    {
        var loss = exam.Loss(at.Point);
        if (examinedStep >= 0 && (!double.IsFinite(loss) || (double.IsFinite(examinedLoss) && loss >= examinedLoss)))
            return;
        at.Point.CopyTo(examined);
        (examinedLoss, examinedStep) = (loss, at.Step);
    }

    /// <summary>A reason that ends the run, or null with the reason kept as a warning the first time it shows.</summary>
    private Stop? Obeyed(Stop? reason)
    {
        if (reason is null || stops.Obeys(reason))
            return reason;
        warnings.Add(reason);
        fresh.Add(new Event(reason.Name, reason.Sentence(), reason));
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
    /// A rate that still changes may move the point again, and so may the next batch, so rest is sure only once the
    /// schedule has settled; NaN, which no step changes, is not at rest.
    /// </summary>
    private Stop.Unchanged? Rest(Walker at) =>
        at.Unchanged && at.Step > settled && !at.Oracle.Varies && !Told(Kind.Resting) && !Told(Kind.Broken)
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

    /// <summary>
    /// Point and memory of an earlier step, bit for bit: from here on everything repeats (Brent's way: the step compared
    /// with is renewed at every power of two).
    /// </summary>
    private Stop.Cycle? Circle(Walker at)
    {
        var n = at.Point.Length;
        var again =
            BitConverter.DoubleToInt64Bits(anchor[0]) == BitConverter.DoubleToInt64Bits(at.Point[0])
            && anchorStep > settled
            && !at.Unchanged
            && !at.Oracle.Varies
            && Walker.SameBits(anchor.AsSpan(0, n), at.Point)
            && Walker.SameBits(anchor.AsSpan(n), at.Memory)
            && !Told(Kind.Circling)
            && !Told(Kind.Broken);
        if (again)
            return new Stop.Cycle(at.Step, at.Step - anchorStep, bestLoss);
        if ((at.Step & (at.Step - 1)) == 0)
        {
            at.Point.CopyTo(anchor);
            at.Memory.CopyTo(anchor.AsSpan(n));
            anchorStep = at.Step;
        }
        return null;
    }

    /// <summary>What the method itself says, or its tolerance; what holds for one batch does not hold for the next.</summary>
    private Stop? Done(Walker at)
    {
        if (at.Oracle.Varies)
            return null;
        var enough = at.Report.Enough ?? (at.GradientNorm <= tolerance ? new Stop.Flat(at.Step, at.GradientNorm, tolerance.Value) : null);
        return enough is not null && !Told(Kind.Done) ? enough : null;
    }

    private enum Kind
    {
        Broken,
        Resting,
        Diverging,
        Circling,
        Done,
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
                    Kind.Circling => warning is Stop.Cycle,
                    Kind.Done => warning is Stop.Flat or Stop.Converged or Stop.Stuck or Stop.Saddle or Stop.Plateau,
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

    private static double[] NaNs(int count)
    {
        var values = new double[count];
        Array.Fill(values, double.NaN);
        return values;
    }
}
