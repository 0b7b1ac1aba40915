using System.Collections.Immutable;
using GdScript.Descent;

namespace GdScript.Traces;

/// <summary>
/// Writes a walk down as it happens, into a sink, in constant memory: a thin trace holds the last 20 points in a ring until
/// it is clear whether they are kept, everything else has been handed on.
/// </summary>
public sealed class Recorder : IDisposable
{
    private const int Ends = 20;
    private readonly Detail detail;
    private readonly ImmutableArray<string> names;
    private readonly TraceSink sink;
    private readonly RecorderRing ring;
    private readonly StepHash hash;
    private long first = -1;
    private double power = 1;

    /// <param name="detail">Which points are kept.</param>
    /// <param name="names">The names of the numbers of a point.</param>
    /// <param name="sink">Where they go, in order.</param>
    /// <param name="resumable">True where <see cref="State"/> will be asked for.</param>
    /// <param name="from">Where an earlier recorder stood; null for the beginning.</param>
    public Recorder(Detail detail, ImmutableArray<string> names, TraceSink sink, bool resumable = false, RecorderState? from = null)
    {
        (this.detail, this.names, this.sink) = (detail, names, sink);
        hash = new StepHash(resumable, from?.Hash);
        ring = new RecorderRing(detail == Detail.Thin ? Ends : 0, names.Length);
        if (from is null)
            return;
        (first, power) = (from.First, from.Power);
        foreach (var waiting in from.Waiting)
            ring.Put(waiting);
    }

    /// <summary>Takes note of a point; it is a <see cref="Watch"/>.</summary>
    public void See(in Glance at)
    {
        if (first < 0)
            first = at.Step;
        hash.Add(at);
        if (detail == Detail.None)
            return;
        if (detail == Detail.Full)
        {
            sink.Row(RecorderRing.RowOf(at, Noted(at)));
            return;
        }
        if (ring.Oldest is { } leaving)
            sink.Row(leaving);
        ring.Put(at, Keeps(at), Noted(at));
    }

    /// <summary>What is still held goes into the sink, and how the walk ended.</summary>
    public TraceEnd End(Run run)
    {
        var (why, last) = (run.Why, run.Last);
        return End(why, run.Steps, run.Evaluations, new Spot(last.Step, last.Loss, last.Point), run.Best);
    }

    /// <summary>The same for a walk that could not say it itself.</summary>
    public TraceEnd End(Stop why, long steps, Evaluations evaluations, Spot last, Spot best)
    {
        foreach (var row in ring.Rows(all: true))
            sink.Row(row);
        var end = new TraceEnd(why.Name, why.Sentence(names), steps, evaluations, last, best, hash.End());
        sink.End(end);
        return end;
    }

    /// <summary>All it takes for another recorder to go on from here.</summary>
    public RecorderState State => new(first, power, [.. ring.Waiting()], hash.State);

    public void Dispose() => hash.Dispose();

    private bool Keeps(in Glance at) => at.Step - first < Ends || IsPower(at.Step) || !at.Events.IsEmpty;

    /// <summary>True for ⌊1.1^k⌋, the powers made by multiplying over and over.</summary>
    private bool IsPower(long step)
    {
        while (Math.Floor(power) < step)
            power *= 1.1;
        return Math.Floor(power) == step;
    }

    private ImmutableArray<TraceEvent> Noted(in Glance at)
    {
        if (at.Events.IsEmpty)
            return [];
        var noted = ImmutableArray.CreateBuilder<TraceEvent>(at.Events.Length);
        foreach (var e in at.Events)
            noted.Add(new TraceEvent(e.Name, e.Stop?.Sentence(names) ?? e.Sentence));
        return noted.MoveToImmutable();
    }
}

/// <summary>A recorder in the middle of its work.</summary>
/// <param name="First">The step it began with.</param>
/// <param name="Power">The power of 1.1 it has come to.</param>
/// <param name="Waiting">The last points, of which it is not yet known whether they are kept.</param>
/// <param name="Hash">Where the hash stands.</param>
public sealed record RecorderState(long First, double Power, ImmutableArray<WaitingRow> Waiting, HashState Hash);

/// <summary>One of the last points; <paramref name="Kept"/> when it is kept however long the walk goes on.</summary>
public sealed record WaitingRow(TraceRow Row, bool Kept);
