using System.Collections.Immutable;
using System.Globalization;
using GdScript.Cli.Commands;
using GdScript.Cli.Edge;
using GdScript.Descent;
using GdScript.Traces;

namespace GdScript.Cli.Walking;

/// <summary>
/// The walks of a contest, one after the other: a terminal sees how far they are, and an interrupt finds what is there by then,
/// the best point of the walk under way included.
/// </summary>
internal sealed class ContestWalks(WalkOrder order, Contest contest) : IWalks
{
    private readonly Lock gate = new();
    private readonly List<Entry> entries = [];
    private Lookout lookout = new();
    private (Method Method, int Start) under;
    private int done;
    private bool closed;

    private int Planned => contest.Starts * contest.Methods.Length;

    /// <summary>Lets every method walk from every start. A drawn start where the loss cannot be computed is passed over.</summary>
    public Result<(ImmutableArray<Entry> Entries, int Missing)> Made(Io io)
    {
        using var progress = new Progress(io, Line);
        if (io.Signals is null)
            return Walked(io.Cancel).Select(_ => Known());
        var walking = Attended.Begin(() => Walked(io.Cancel));
        return Attended.Ended(io, walking) ? walking.GetAwaiter().GetResult().Select(_ => Known()) : Known();
    }

    private Result<bool> Walked(CancellationToken cancel)
    {
        for (var start = 0; start < contest.Starts && !cancel.IsCancellationRequested; start++)
            foreach (var method in contest.Methods.TakeWhile(_ => !cancel.IsCancellationRequested))
            {
                lock (gate)
                    (under, lookout) = ((method, start), new Lookout());
                var walk = Order(method, start);
                var went = walk.Go(cancel, this).Is(out var walked, out var problem);
                if ((walk.Watchman?.Found ?? (problem is { Kind: ProblemKind.Check } ? problem : null)) is { } wrong)
                    return wrong;
                if (went)
                    Added(new Entry(method, start, walked.Run));
                else if (start == 0)
                    return problem!;
                done++;
            }
        return true;
    }

    private WalkOrder Order(Method method, int start) =>
        order with
        {
            Method = method,
            Detail = Detail.None,
            Watchman = order.Watchman is { Every: var every } ? new Watchman(every) : null,
            Question = order.Question with { Point = From(start) },
        };

    private double[] From(int start) =>
        [.. order.Question.Point!.Select((x, i) => start == 0 ? x : x + contest.Spread * Chance.Normal(contest.Seed, start, i))];

    private void Added(Entry entry)
    {
        lock (gate)
            if (!closed)
                entries.Add(entry);
    }

    /// <summary>What is there; of a walk under way its last point and its best one.</summary>
    private (ImmutableArray<Entry> Entries, int Missing) Known()
    {
        lock (gate)
        {
            closed = true;
            if (done < Planned && lookout.Broken() is { } run && !entries.Any(e => (e.Method, e.Start) == under))
                entries.Add(new Entry(under.Method, under.Start, run));
            return ([.. entries], Planned - done);
        }
    }

    public Result<(Trace Trace, Run Run)> Walk(
        TraceHeader header,
        Oracle oracle,
        double[] start,
        Method method,
        Stops stops,
        Detail detail,
        CancellationToken cancel
    )
    {
        using var rows = new RowSink();
        using var recorder = new Recorder(Detail.None, header.ElementNames, rows);
        var run = Descend.Run(oracle, start, method, stops, See, cancel);
        return (new Trace(header, [], recorder.End(run)), run);
    }

    private void See(in Glance at)
    {
        lock (gate)
            if (!closed)
                lookout.See(at);
    }

    private string Line(TimeSpan elapsed)
    {
        lock (gate)
        {
            var left = done > 0 ? $", about {Progress.Left(elapsed.TotalSeconds * (Planned - done) / done)} left" : "";
            var low =
                entries.Count > 0
                    ? string.Create(CultureInfo.InvariantCulture, $", lowest loss {entries.Min(e => e.Run.Best.Loss):G6}")
                    : "";
            return string.Create(CultureInfo.InvariantCulture, $"walk {done + 1:N0} of {Planned:N0} ({100L * done / Planned}%){low}{left}");
        }
    }
}
