using System.Runtime.InteropServices;

namespace GdScript.Descent;

/// <summary>Looks at each point a run reaches: keeps the best, and says whether a reason to stop has come.</summary>
internal sealed partial class Judge
{
    private const int Window = 11;
    private readonly Stops stops;
    private readonly Walker walker;
    private readonly bool asks;
    private readonly bool looks;
    private readonly long most;
    private readonly double tolerance;
    private readonly long settled;
    private readonly long first;
    private readonly double firstLoss;
    private readonly double firstNorm;
    private readonly double far;
    private readonly double[] losses;
    private readonly double[] lengths;
    private readonly double[] anchor;
    private readonly Smoothed smooth;
    private readonly List<Stop> warnings;
    private readonly List<Event> fresh = [];
    private double bestLoss;
    private long bestStep;
    private long anchorStep;
    private readonly double[] examined;
    private double examinedLoss = double.NaN;
    private long examinedStep = -1;
    private double seen = double.NaN;

    /// <summary>For a run that begins.</summary>
    public Judge(Stops stops, Method method, Walker start)
        : this(stops, method, start, start.Step, (start.Loss, start.GradientNorm))
    {
        (losses, lengths) = (NaNs(Window), NaNs(Window));
        (bestLoss, bestStep) = (start.Loss, start.Step);
        anchor = NaNs(start.Point.Length + start.Memory.Length);
        examined = stops.Exam is null ? [] : start.Point.ToArray();
        warnings = [];
        smooth = new Smoothed([]);
    }

    /// <summary>For a run that goes on; the steps asked for are counted from <paramref name="origin"/>.</summary>
    public Judge(Stops stops, Method method, Walker walker, State from, long origin)
        : this(stops, method, walker, origin, (from.FirstLoss, from.FirstNorm))
    {
        (losses, lengths) = ([.. from.Window[..Window]], [.. from.Window[Window..]]);
        (bestLoss, bestStep) = (from.Best.Loss, from.Best.Step);
        walker.Keep(from.Best.Point.AsSpan());
        (anchor, anchorStep) = ([.. from.Anchor], from.AnchorStep);
        (examined, examinedLoss, examinedStep) = ([.. from.Examined.Point], from.Examined.Loss, from.Examined.Step);
        if (examined.Length == 0 && stops.Exam is not null)
            examined = [.. from.Last.Point];
        warnings = [.. from.Warnings];
        smooth = new Smoothed(from.Smooth.AsSpan());
        if (stops.Exam is { } exam)
            Ask(walker, exam);
    }

    private Judge(Stops stops, Method method, Walker walker, long first, (double Loss, double Norm) start)
    {
        (this.stops, this.walker, this.first, most, asks) = (stops, walker, first, stops.Most, !stops.Only && stops.Asks);
        looks = asks || stops.Exam is not null || walker.Oracle.Varies;
        (tolerance, settled) = (method.Rule.GradientTolerance ?? double.NaN, method.Rate.Settled ?? long.MaxValue);
        (firstLoss, firstNorm) = start;
        far = 1e3 * Math.Max(1, Math.Abs(firstLoss));
        (losses, lengths, anchor, examined, warnings, smooth) = ([], [], [], [], [], new Smoothed([]));
    }

    /// <summary>What happened on the way to the present point, or was passed over there for the first time.</summary>
    public ReadOnlySpan<Event> Events => CollectionsMarshal.AsSpan(fresh);

    /// <summary>True when there was a reason to stop at the present point.</summary>
    public bool Ends { get; private set; }

    public ReadOnlySpan<double> BestPoint => examinedStep >= 0 ? examined : walker.Best;

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
        if (fresh.Count > 0)
            fresh.Clear();
        if (at.Report.Any)
            fresh.AddRange(at.Report.Events);
        KeepBest(at);
        if (Calm(at))
        {
            Note(at);
            return null;
        }
        if (stops.Exam is { } exam)
            Examine(at, exam);
        var stop =
            Obeyed(Broken(at))
            ?? Obeyed(Done(at))
            ?? Obeyed(Rest(at))
            ?? Obeyed(Divergence(at))
            ?? Obeyed(Circle(at))
            ?? Enough(at, made: at.Step > 0);
        Note(at);
        return stop is Stop.Flat or Stop.Unchanged ? Flatness.Judged(stop, at.Oracle, at.Point, at.GradientNorm) : stop;
    }

    /// <summary>True for a step like most others, which none of the questions below would answer with a reason: one look for all of them.</summary>
    private bool Calm(Walker at) =>
        !looks
        && double.IsFinite(at.Loss)
        && at.HasSoundSlopes
        && double.IsFinite(at.Length)
        && !(tolerance >= 0 && at.GradientNorm <= tolerance)
        && !at.Unchanged
        && at.Report.Enough is null
        && at.Loss <= bestLoss + far
        && at.Loss <= losses[Slot(at.Step + 1)]
        && (at.Step & (at.Step - 1)) != 0
        && BitConverter.DoubleToInt64Bits(anchor[0]) != BitConverter.DoubleToInt64Bits(at.Point[0])
        && at.Step - first < most;

    private void Note(Walker at) => (losses[Slot(at.Step)], lengths[Slot(at.Step)]) = (at.Loss, at.Length);

    private static int Slot(long step) => (int)((ulong)step % Window);

    /// <summary>The reasons that need no step to have been made: a gradient short enough, steps enough.</summary>
    public Stop? Enough(Walker at) => Enough(at, made: false);

    private Stop? Enough(Walker at, bool made)
    {
        var (step, norm) = (at.Step, at.GradientNorm);
        if (asks)
        {
            if (norm <= stops.GradientNorm)
                return new Stop.Flat(step, norm, stops.GradientNorm.Value);
            if (stops.RelativeGradient * firstNorm is { } relative && norm <= relative)
                return new Stop.Flat(step, norm, relative);
            if (BestMark.Loss <= stops.Target)
                return new Stop.Target(step, BestMark.Loss, stops.Target.Value);
            if (made && stops.Change(at, losses[Slot(step + 1)]) is { } small)
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
        return step - first >= most ? new Stop.Steps(step, step - first, stops.Steps is null) : null;
    }

    public State State(Walker at) =>
        new(at.Frame(), new Spot(bestStep, bestLoss, [.. walker.Best]), firstLoss, at.Asked, [.. warnings], [.. losses, .. lengths])
        {
            FirstNorm = firstNorm,
            Examined = examinedStep < 0 ? Spot.None : new Spot(examinedStep, examinedLoss, [.. examined]),
            Anchor = [.. anchor],
            AnchorStep = anchorStep,
            Smooth = smooth.State,
        };

    private void KeepBest(Walker at)
    {
        if (!double.IsFinite(at.Loss) || (double.IsFinite(bestLoss) && at.Loss >= bestLoss))
            return;
        if (!double.IsFinite(at.Length) && FirstOutside(at.Point) >= 0)
            return;
        at.Keep();
        (bestLoss, bestStep) = (at.Loss, at.Step);
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

    private Stop.NonFinite? Broken(Walker at)
    {
        if (double.IsFinite(at.Loss) && double.IsFinite(at.GradientNorm) && double.IsFinite(at.Length))
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
        var enough =
            at.Report.Enough?.At(at.GradientNorm)
            ?? (at.GradientNorm <= tolerance ? new Stop.Flat(at.Step, at.GradientNorm, tolerance) : null);
        return enough is not null && !Told(Kind.Done) ? enough : null;
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
