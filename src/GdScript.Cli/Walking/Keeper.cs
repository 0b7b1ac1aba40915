using System.Collections.Immutable;
using GdScript.Cli.Edge;
using GdScript.Descent;
using GdScript.Traces;

namespace GdScript.Cli.Walking;

/// <summary>
/// A walk at the edge: its trace goes to a file as it goes, checkpoints are saved every second, a terminal sees how far it is,
/// and Ctrl-C is answered within a tenth of a second even while the loss is being computed or the disk is slow.
/// </summary>
internal sealed class Keeper(Io io, Keeping keeping) : IWalks, IDisposable
{
    private KeptWalk? kept;

    /// <summary>True once the walk has begun, so that an interrupt finds at least its start.</summary>
    public bool Began => kept?.Began ?? false;

    /// <summary>Walks, or goes on walking. What an interrupted walk has still to write waits for <see cref="Settle"/>.</summary>
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
        from checkpoint in Stored(header, oracle, stops)
        from walked in Files.Writing(
            keeping.Target ?? keeping.Checkpoint ?? "",
            () =>
            {
                kept = new KeptWalk(io, keeping, header, Order(header), detail, Usable(checkpoint, header));
                var walked = kept.Walk(oracle, start, method, stops, cancel);
                if (walked.Run.Why is not Stop.Interrupted)
                    kept.Dispose();
                return (Result<(Trace, Run)>)walked;
            }
        )
        select walked;

    /// <summary>
    /// After the answer of an interrupted walk is out: the trace takes its place, and the checkpoint stands where the walk ended. The
    /// disk may take its time; the person at the terminal has the answer.
    /// </summary>
    public Result<bool> Settle() =>
        Files.Writing(
            keeping.Target ?? keeping.Checkpoint ?? "",
            () =>
            {
                kept?.Settle();
                return (Result<bool>)true;
            }
        );

    public void Dispose() => kept?.Dispose();

    /// <summary>The checkpoint to go on from; null for none.</summary>
    private Result<Checkpoint?> Stored(TraceHeader header, Oracle oracle, Stops stops)
    {
        if (keeping.Resume is not { } path || (keeping.Begins && !File.Exists(path)))
            return (Checkpoint?)null;
        return from bytes in Files.ReadBytes(path)
            from checkpoint in Checkpoint.Of(bytes).Else(p => p with { File = path })
            from same in Same(checkpoint, path, Order(header))
            from there in StillThere(checkpoint, path, oracle)
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

    /// <summary>The first thing said of the walk that was said otherwise.</summary>
    private static Result<bool> Same(Checkpoint checkpoint, string path, ImmutableArray<string> order)
    {
        if (order.Except(checkpoint.Order).FirstOrDefault() is { } now)
            return Another(path, Changed(now, checkpoint.Order) is { } was ? $"'{now}' was '{was}'" : $"'{now}' is new");
        return checkpoint.Order.Except(order).FirstOrDefault() is { } gone ? Another(path, $"'{gone}' is missing") : true;
    }

    /// <summary>What begins with the same word.</summary>
    private static string? Changed(string fact, ImmutableArray<string> others) =>
        others.FirstOrDefault(other => other.Split(' ')[0] == fact.Split(' ')[0]);

    /// <summary>
    /// The loss where the walk stopped is, bit for bit, what it was: whatever changed behind its text (data that a script reads, a
    /// method it calls) shows here.
    /// </summary>
    private static Result<bool> StillThere(Checkpoint checkpoint, string path, Oracle oracle)
    {
        var last = checkpoint.State.Last;
        var slopes = new double[last.Point.Length];
        var loss = oracle.ValueAndGradient(last.Step, last.Point.AsSpan(), slopes);
        var same = SameBits(loss, last.Loss) && slopes.Zip(last.Gradient, SameBits).All(equal => equal);
        return Results.When(
            same,
            true,
            () =>
                Another(
                    path,
                    $"after {last.Step} steps its loss was {Text.NumberText.Of(last.Loss)}, at the same point it is {Text.NumberText.Of(loss)} now"
                        + (SameBits(loss, last.Loss) ? ", with another gradient" : "")
                )
        );
    }

    private static bool SameBits(double a, double b) =>
        BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b) || (double.IsNaN(a) && double.IsNaN(b));

    private static Problem Another(string path, string what) =>
        Problem.Input(
            "GDS7033",
            $"the checkpoint is of another walk: {Complaint.Clipped(what)}",
            "repeat the command line that wrote it"
        ) with
        {
            File = path,
        };

    internal ImmutableArray<string> Order(TraceHeader header) => [.. header.Facts, .. keeping.Order, $"format {keeping.Format}"];

    /// <summary>
    /// A checkpoint whose trace is gone cannot be gone on from: the same walk begins again and ends with the same bytes. Where the
    /// trace was finished, the walk goes on behind its first part.
    /// </summary>
    private Checkpoint? Usable(Checkpoint? checkpoint, TraceHeader header)
    {
        if (checkpoint is null || keeping.Target is not { } file || TraceFile.Holds(file, checkpoint.Length))
            return checkpoint;
        if (TraceFile.Reopened(file, checkpoint.Length, TraceSink.Beginning(keeping.Format, header)))
            return checkpoint;
        io.Say(
            Problem.Input("GDS7035", $"'{TraceFile.PartOf(file)}' is not there any more, so the walk begins again") with
            {
                File = keeping.Resume,
            },
            "note"
        );
        return null;
    }
}
