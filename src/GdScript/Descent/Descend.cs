using System.Collections.Immutable;

namespace GdScript.Descent;

/// <summary>How a run ended: why, where, the best point on the way, and all it takes to go on from here.</summary>
/// <param name="Why">The reason it ended.</param>
/// <param name="State">What <see cref="Descend.On"/> resumes from.</param>
public sealed record Run(Stop Why, State State)
{
    /// <summary>The last point, the result of a run.</summary>
    public Frame Last => State.Last;

    /// <summary>The point of the lowest loss; where there was a <see cref="Stops.Exam"/>, of the lowest loss at that.</summary>
    public Spot Best => State.Examined.Step >= 0 ? State.Examined : State.Best;

    /// <summary>The mean of points the method kept beside the walk, and the loss there; null where it keeps none.</summary>
    public Spot? Average { get; init; }

    /// <summary>How many steps were made since the start.</summary>
    public long Steps => State.Last.Step;

    /// <summary>What was asked of the oracle.</summary>
    public Evaluations Evaluations => State.Evaluations;

    /// <summary>Reasons to stop that were passed over, each the first time it showed.</summary>
    public ImmutableArray<Stop> Warnings => State.Warnings;
}

/// <summary>Walks downhill until there is a reason to stop, and says which.</summary>
public static class Descend
{
    /// <summary>Walks from <paramref name="start"/>. The loop allocates nothing.</summary>
    /// <param name="oracle">The loss and its gradient.</param>
    /// <param name="start">As many numbers as the oracle takes.</param>
    /// <param name="method">How to walk.</param>
    /// <param name="stops">When to end; <see cref="Stops.Default"/> when null.</param>
    /// <param name="watch">Sees every point, the start included.</param>
    /// <param name="cancel">Ends the run at the next point.</param>
    public static Run Run(
        Oracle oracle,
        ReadOnlySpan<double> start,
        Method method,
        Stops? stops = null,
        Watch? watch = null,
        CancellationToken cancel = default
    )
    {
        var walker = new Walker(oracle, start, method);
        var judge = new Judge(stops ?? Stops.Default, method, walker);
        var stop = judge.Arrive(walker);
        watch?.Invoke(walker.Glance(judge));
        return Go(walker, judge, stop, method, watch, cancel);
    }

    /// <summary>Goes on from where a run ended, bit for bit as if it had not; the steps of <paramref name="stops"/> are new ones.</summary>
    /// <param name="oracle">The same loss.</param>
    /// <param name="from">Where the run ended.</param>
    /// <param name="method">The same method.</param>
    /// <param name="stops">When to end this time.</param>
    /// <param name="watch">Sees every new point.</param>
    /// <param name="cancel">Ends the run at the next point.</param>
    public static Run On(
        Oracle oracle,
        State from,
        Method method,
        Stops? stops = null,
        Watch? watch = null,
        CancellationToken cancel = default
    )
    {
        var walker = new Walker(oracle, from.Last, from.Evaluations, method);
        var judge = new Judge(stops ?? Stops.Default, method, walker, from, origin: from.Last.Step);
        return Go(walker, judge, judge.Enough(walker), method, watch, cancel);
    }

    /// <summary>
    /// The rest of a run that was broken off: as <see cref="On"/>, but the steps of <paramref name="stops"/> are counted from
    /// the very start, so that it ends as the whole run would have.
    /// </summary>
    public static Run Resume(
        Oracle oracle,
        State from,
        Method method,
        Stops? stops = null,
        Watch? watch = null,
        CancellationToken cancel = default
    )
    {
        var walker = new Walker(oracle, from.Last, from.Evaluations, method);
        var judge = new Judge(stops ?? Stops.Default, method, walker, from, origin: 0);
        return Go(walker, judge, judge.Enough(walker), method, watch, cancel);
    }

    private static Run Go(Walker walker, Judge judge, Stop? stop, Method method, Watch? watch, CancellationToken cancel)
    {
        while (stop is null)
        {
            if (cancel.IsCancellationRequested)
            {
                stop = new Stop.Interrupted(walker.Step);
                break;
            }
            walker.Advance();
            stop = judge.Arrive(walker);
            watch?.Invoke(walker.Glance(judge));
        }
        return new Run(stop, judge.State(walker)) { Average = Averaged(walker, method) };
    }

    /// <summary>The mean the method kept beside its walk, with the loss there.</summary>
    private static Spot? Averaged(Walker walker, Method method)
    {
        if (method.Rule.Mean is not { } averages)
            return null;
        var (n, mean) = (walker.Point.Length, new double[walker.Point.Length]);
        return averages(walker.Memory[..method.Rule.MemoryFor(n)], mean)
            ? new Spot(walker.Step, walker.Oracle.Value(mean), [.. mean])
            : null;
    }
}
