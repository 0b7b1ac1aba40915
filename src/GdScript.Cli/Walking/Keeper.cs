using System.Collections.Immutable;
using GdScript.Cli.Edge;
using GdScript.Descent;
using GdScript.Traces;

namespace GdScript.Cli.Walking;

/// <summary>
/// A walk at the edge: its trace goes to a file as it goes, checkpoints are saved every second, a terminal sees how far it is,
/// and Ctrl-C is answered within a tenth of a second even while the loss is being computed.
/// </summary>
internal sealed class Keeper(Io io, Keeping keeping)
{
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan BetweenCheckpoints = TimeSpan.FromSeconds(1);

    /// <summary>Walks, or goes on walking.</summary>
    /// <param name="header">What is walked on.</param>
    /// <param name="oracle">The loss and its gradient.</param>
    /// <param name="start">Where the walk begins.</param>
    /// <param name="method">How to walk.</param>
    /// <param name="stops">When to end.</param>
    /// <param name="detail">Which points the trace keeps.</param>
    /// <param name="cancel">Ends the walk at the next point: a signal, or something found wrong on the way.</param>
    public Result<(Trace Trace, Run Run)> Walk(
        TraceHeader header,
        Oracle oracle,
        double[] start,
        Method method,
        Stops stops,
        Detail detail,
        CancellationToken cancel
    ) =>
        from checkpoint in Stored(header, stops)
        from walked in Files.Writing(
            keeping.Target ?? keeping.Checkpoint ?? "",
            () =>
            {
                using var session = new Session(io, keeping, header, detail, Usable(checkpoint));
                return (Result<(Trace, Run)>)session.Walk(oracle, start, method, stops, cancel);
            }
        )
        select walked;

    /// <summary>The checkpoint to go on from; null for none.</summary>
    private Result<Checkpoint?> Stored(TraceHeader header, Stops stops)
    {
        if (keeping.Resume is not { } path || (keeping.Begins && !File.Exists(path)))
            return (Checkpoint?)null;
        return from bytes in Files.ReadBytes(path)
            from checkpoint in Checkpoint.Of(bytes).Else(p => p with { File = path })
            from same in Same(checkpoint, path, Order(header))
            from ahead in Results.When(
                !(checkpoint.State.Last.Step > stops.Steps),
                true,
                () =>
                    Problem.Input("GDS7034", $"the walk has already made {checkpoint.State.Last.Step} steps", "ask for more of them") with
                    {
                        File = path,
                    }
            )
            select (Checkpoint?)checkpoint;
    }

    private static Result<bool> Same(Checkpoint checkpoint, string path, ImmutableArray<string> order)
    {
        var other = checkpoint.Order.Except(order).Concat(order.Except(checkpoint.Order)).FirstOrDefault();
        return Results.When(
            other is null,
            true,
            () =>
                Problem.Input(
                    "GDS7033",
                    $"the checkpoint is of another walk: '{Complaint.Clipped(other!)}' is not the same",
                    "repeat the command line that wrote it"
                ) with
                {
                    File = path,
                }
        );
    }

    internal ImmutableArray<string> Order(TraceHeader header) =>
        [.. keeping.Order, .. from fact in Facts(header) select fact, $"format {keeping.Format}"];

    private static IEnumerable<string> Facts(TraceHeader header) =>
        [
            "loss " + header.Loss,
            "method " + header.Method,
            "gradient " + header.Gradient,
            "functions " + header.Functions,
            "start " + string.Join(' ', header.Start.Select(Text.NumberText.Of)),
        ];

    /// <summary>A checkpoint whose trace is gone cannot be gone on from: the same walk begins again and ends with the same bytes.</summary>
    private Checkpoint? Usable(Checkpoint? checkpoint)
    {
        if (checkpoint is null || keeping.Target is not { } file || TraceFile.Holds(file, checkpoint.Length))
            return checkpoint;
        io.Err.Write(
            Complaint.Of(
                Problem.Input("GDS7035", $"'{TraceFile.PartOf(file)}' is not there any more, so the walk begins again") with
                {
                    File = keeping.Resume,
                },
                "note"
            )
        );
        return null;
    }

    /// <summary>One walk with everything it holds open.</summary>
    private sealed class Session : IDisposable
    {
        private readonly Io io;
        private readonly Keeping keeping;
        private readonly TraceHeader header;
        private readonly Checkpoint? from;
        private readonly TraceFile? file;
        private readonly TraceSink sink;
        private readonly Recorder recorder;
        private readonly Lookout lookout = new();
        private readonly Keeper keeper;
        private volatile bool due = true;

        public Session(Io io, Keeping keeping, TraceHeader header, Detail detail, Checkpoint? from)
        {
            (this.io, this.keeping, this.header, this.from) = (io, keeping, header, from);
            keeper = new Keeper(io, keeping);
            file = keeping.Target is { } path ? new TraceFile(path, from?.Length ?? 0, keep: keeping.Checkpoint is not null) : null;
            sink = file is null ? new RowSink(from?.Sink) : TraceSink.For(keeping.Format, header, file.Stream, from?.Sink);
            recorder = new Recorder(detail, header.ElementNames, sink, keeping.Checkpoint is not null, from?.Recorder);
        }

        public (Trace, Run) Walk(Oracle oracle, double[] start, Method method, Stops stops, CancellationToken cancel)
        {
            using (keeping.Checkpoint is null ? null : new Timer(_ => due = true, null, BetweenCheckpoints, BetweenCheckpoints))
            using (new Progress(io, lookout.Progress(stops.Steps, from?.State.Last.Step ?? 0)))
            {
                var run = Attended(() =>
                    from is null
                        ? Descend.Run(oracle, start, method, stops, See, cancel)
                        : Descend.Resume(oracle, from.State, method, stops, See, cancel)
                );
                return (Ended(run), run);
            }
        }

        public void Dispose()
        {
            recorder.Dispose();
            sink.Dispose();
            file?.Dispose();
        }

        private void See(in Glance at)
        {
            lock (lookout)
            {
                if (lookout.Closed)
                    return;
                lookout.See(at);
                recorder.See(at);
                if (!due || keeping.Checkpoint is null || at.Ends)
                    return;
                Save(at.State());
                due = false;
            }
        }

        /// <summary>The trace first, then the checkpoint that points into it.</summary>
        private void Save(State state)
        {
            var length = file?.Settle() ?? 0;
            Durable.Write(keeping.Checkpoint!, new Checkpoint(keeper.Order(header), length, state, recorder.State, sink.State).ToBytes());
        }

        private Trace Ended(Run run)
        {
            if (run.Why is Stop.Interrupted && keeping.Checkpoint is not null && !lookout.Closed)
                Save(run.State);
            var end = recorder.End(run);
            file?.Finish();
            return new Trace(header, sink is RowSink kept ? kept.Rows : [], end);
        }

        /// <summary>The run; where it does not heed an interrupt at once, what is known of it by then.</summary>
        private Run Attended(Func<Run> walk)
        {
            if (io.Signals is null)
                return walk();
            var walking = Task.Factory.StartNew(walk, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            var interrupted = new TaskCompletionSource();
            using var registration = io.Cancel.Register(() => interrupted.TrySetResult());
            Task.WaitAny(walking, interrupted.Task);
            if (walking.IsCompleted || ((IAsyncResult)walking).AsyncWaitHandle.WaitOne(Grace))
                return walking.GetAwaiter().GetResult();
            Run? known;
            lock (lookout)
                known = lookout.Broken();
            return known ?? walking.GetAwaiter().GetResult(); // where not even the start is known there is nothing to show
        }
    }
}
