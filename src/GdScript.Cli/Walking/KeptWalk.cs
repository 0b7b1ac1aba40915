using System.Collections.Immutable;
using GdScript.Cli.Edge;
using GdScript.Descent;
using GdScript.Traces;

namespace GdScript.Cli.Walking;

/// <summary>
/// One walk with everything it holds open. What is known of it is guarded by one lock, which is never held while the disk is
/// waited for; the disk has a lock of its own.
/// </summary>
internal sealed class KeptWalk : IDisposable
{
    private static readonly TimeSpan BetweenCheckpoints = TimeSpan.FromSeconds(1);

    private readonly Io io;
    private readonly Keeping keeping;
    private readonly TraceHeader header;
    private readonly ImmutableArray<string> order;
    private readonly Checkpoint? from;
    private readonly TraceFile? file;
    private readonly TraceSink sink;
    private readonly Recorder recorder;
    private readonly Lookout lookout = new();
    private readonly Lock disk = new();
    private volatile bool due = true;
    private bool over;
    private Run? ended;
    private byte[]? last;

    /// <param name="io">A terminal, and the signals.</param>
    /// <param name="keeping">What is kept, and where.</param>
    /// <param name="header">What is walked on.</param>
    /// <param name="order">What a checkpoint belongs to.</param>
    /// <param name="detail">Which points the trace keeps.</param>
    /// <param name="from">Where the walk goes on; null for the start.</param>
    public KeptWalk(Io io, Keeping keeping, TraceHeader header, ImmutableArray<string> order, Detail detail, Checkpoint? from)
    {
        (this.io, this.keeping, this.header, this.order, this.from) = (io, keeping, header, order, from);
        file = keeping.Target is { } path ? new TraceFile(path, from?.Length ?? 0, keep: keeping.Checkpoint is not null) : null;
        sink = file is null ? new RowSink(from?.Sink) : TraceSink.For(keeping.Format, header, file.Stream, from?.Sink);
        recorder = new Recorder(detail, header.ElementNames, sink, keeping.Checkpoint is not null, from?.Recorder);
    }

    /// <summary>True once the loss at the start is known.</summary>
    public bool Began
    {
        get
        {
            lock (lookout)
                return lookout.Knows;
        }
    }

    /// <summary>Walks. An interrupted walk has written nothing yet that the disk is waited for: <see cref="Settle"/> does.</summary>
    public (Trace Trace, Run Run) Walk(Oracle oracle, double[] start, Method method, Stops stops, CancellationToken cancel)
    {
        using (keeping.Checkpoint is null ? null : new Timer(_ => due = true, null, BetweenCheckpoints, BetweenCheckpoints))
        using (new Progress(io, lookout.Progress(stops.Steps, from?.State.Last.Step ?? 0)))
        {
            var run = Watched(() =>
                from is null
                    ? Descend.Run(oracle, start, method, stops, See, cancel)
                    : Descend.Resume(oracle, from.State, method, stops, See, cancel)
            );
            if (run.Why is not Stop.Interrupted)
                return (Finished(run), run);
            (ended, last) = (run, keeping.Checkpoint is null || lookout.Closed ? null : Ready(run.State));
            return (file is null ? Whole(run) : new Trace(header, [], Provisional(run)), run);
        }
    }

    /// <summary>What an interrupted walk still has to write, once its answer is out.</summary>
    public void Settle()
    {
        if (ended is not { } run)
            return;
        lock (disk)
        {
            file?.Settle();
            if (last is not null)
                Durable.Write(keeping.Checkpoint!, last);
            if (file is not null)
                Finished(run);
        }
    }

    /// <summary>Gives up what it holds, wherever the walk is; a trace that is not finished and that nobody can go on with is gone.</summary>
    public void Dispose()
    {
        lock (lookout)
        {
            if (over)
                return;
            over = true;
            lookout.Close();
        }
        recorder.Dispose();
        sink.Dispose();
        file?.Dispose();
    }

    private void See(in Glance at)
    {
        byte[]? checkpoint = null;
        lock (lookout)
        {
            if (lookout.Closed)
                return;
            lookout.See(at);
            recorder.See(at);
            if (due && keeping.Checkpoint is not null && !at.Ends)
            {
                due = false;
                checkpoint = Ready(at.State());
            }
        }
        if (checkpoint is null)
            return;
        lock (disk)
        {
            if (lookout.Closed)
                return;
            file?.Settle();
            Durable.Write(keeping.Checkpoint!, checkpoint);
        }
    }

    /// <summary>The bytes of a checkpoint that points behind what has been written of the trace; they may be saved once that is on the disk.</summary>
    private byte[] Ready(State state) => new Checkpoint(order, file?.Written() ?? 0, state, recorder.State, sink.State).ToBytes();

    private Trace Finished(Run run)
    {
        var end = recorder.End(run);
        file?.Finish();
        return new Trace(header, sink is RowSink kept ? kept.Rows : [], end);
    }

    /// <summary>The trace of an interrupted walk that is in memory; the walk that goes on notices nothing of it.</summary>
    private Trace Whole(Run run)
    {
        lock (lookout)
        {
            var end = recorder.End(run);
            return new Trace(header, ((RowSink)sink).Rows, end);
        }
    }

    /// <summary>The end without its hash, which is known once the file is finished.</summary>
    private TraceEnd Provisional(Run run) =>
        new(
            run.Why.Name,
            run.Why.Sentence(header.ElementNames),
            run.Steps,
            run.Evaluations,
            new Spot(run.Last.Step, run.Last.Loss, run.Last.Point),
            run.Best,
            ""
        );

    /// <summary>The run; where it does not heed an interrupt at once, what is known of it by then.</summary>
    private Run Watched(Func<Run> walk)
    {
        if (io.Signals is null)
            return walk();
        var walking = Attended.Begin(walk);
        if (Attended.Ended(io, walking))
            return walking.GetAwaiter().GetResult();
        Run? known;
        lock (lookout)
            known = lookout.Broken();
        return known ?? walking.GetAwaiter().GetResult(); // where not even the start is known, whoever asked does not wait
    }
}
