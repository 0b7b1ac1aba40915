using System.Collections.Immutable;
using GdScript.Data;
using GdScript.Descent;
using GdScript.Graphs;

namespace GdScript.Traces;

/// <summary>How much of a walk a trace keeps; its hash covers every step all the same.</summary>
public enum Detail
{
    /// <summary>No rows, only the header and the end.</summary>
    None,

    /// <summary>The first 20 points, the last 20, those at step ⌊1.1^k⌋, and those where something happened.</summary>
    Thin,

    /// <summary>Every point.</summary>
    Full,
}

/// <summary>
/// What happened, word for word: a walk as a value. It holds nothing that changes by itself (no time, no machine), so the
/// same walk gives the same trace everywhere.
/// </summary>
public sealed record Trace(TraceHeader Header, ImmutableArray<TraceRow> Rows, TraceEnd End)
{
    /// <summary>Runs a descent and writes it down.</summary>
    /// <param name="header">What is walked on, and how; <see cref="TraceHeader.Of"/> fills it.</param>
    /// <param name="oracle">The loss and its gradient.</param>
    /// <param name="start">The point the walk begins at.</param>
    /// <param name="method">How to walk.</param>
    /// <param name="stops">When to end.</param>
    /// <param name="detail">Which points are kept.</param>
    /// <param name="cancel">Ends the walk at the next point.</param>
    public static (Trace Trace, Run Run) Of(
        TraceHeader header,
        Oracle oracle,
        ReadOnlySpan<double> start,
        Method method,
        Stops? stops = null,
        Detail detail = Detail.Thin,
        CancellationToken cancel = default
    )
    {
        using var rows = new RowSink();
        using var recorder = new Recorder(detail, header.ElementNames, rows);
        var run = Descend.Run(oracle, start, method, stops, recorder.See, cancel);
        var end = recorder.End(run);
        return (new Trace(header, rows.Rows, end), run);
    }
}

/// <summary>What a trace is of.</summary>
public sealed record TraceHeader
{
    /// <summary>The version of what traces hold and how they are written.</summary>
    public const int CurrentFormat = 2;

    public int Format { get; init; } = CurrentFormat;

    /// <summary>The loss as text.</summary>
    public required string Loss { get; init; }

    /// <summary>The names and shapes that the numbers of a point fill.</summary>
    public required ImmutableArray<Parameter> Parameters { get; init; }

    /// <summary>The partial derivative toward each parameter as text; empty where nobody derived them.</summary>
    public ImmutableArray<string> Partials { get; init; } = [];

    /// <summary>The method as text; it reads back.</summary>
    public required string Method { get; init; }

    /// <summary>Where the gradient came from: <c>exact</c> or how it was measured.</summary>
    public required string Gradient { get; init; }

    /// <summary>Which rows of data the walk saw, in words; empty where that was all of them, or there were none.</summary>
    public string Rows { get; init; } = "";

    /// <summary>How rows were dealt out to the steps; then each row says its batch. Null where each step saw the same ones.</summary>
    public Batching? Batching { get; init; }

    /// <summary>What else decides the walk, as keys and values: bounds, fixed parameters, the hash of the data, tolerances; in order.</summary>
    public ImmutableArray<(string Key, string Value)> More { get; init; } = [];

    /// <summary>Everything the header says of the walk, a line each, key first; two walks with the same facts are the same walk.</summary>
    public ImmutableArray<string> Facts => [.. TraceFacts.Head(this).Skip(1).Select(fact => $"{fact.Key} {fact.Value}")];

    /// <summary>The version of the elementary functions, on which the last bits depend.</summary>
    public required string Functions { get; init; }

    /// <summary>The point the walk began at.</summary>
    public required ImmutableArray<double> Start { get; init; }

    /// <summary>The header of a walk about to be made.</summary>
    public static TraceHeader Of(
        string loss,
        IEnumerable<Parameter> parameters,
        IEnumerable<string> partials,
        Oracle oracle,
        ReadOnlySpan<double> start,
        Method method,
        string functions
    ) =>
        new()
        {
            Loss = loss,
            Parameters = [.. parameters],
            Partials = [.. partials],
            Method = method.Text,
            Gradient = oracle.Text,
            Batching = oracle.Batching,
            Functions = functions,
            Start = [.. start],
        };

    /// <summary>The name of each number of a point: <c>x</c>, <c>w[2]</c>, <c>W[0,1]</c>.</summary>
    public ImmutableArray<string> ElementNames =>
        [.. from p in Parameters from i in Enumerable.Range(0, p.Shape.Count) select p.Name + p.Shape.ElementText(i)];
}

/// <summary>One point of a walk: loss and gradient belong to it, the rate and the update to the step that arrived there.</summary>
/// <param name="Step">How many steps were made.</param>
/// <param name="Rate">The rate of the step; null at the start.</param>
/// <param name="Loss">The loss.</param>
/// <param name="Gradient">The gradient.</param>
/// <param name="GradientNorm">‖gradient‖₂.</param>
/// <param name="Point">The point.</param>
/// <param name="Events">What happened here.</param>
/// <param name="Update">The step itself; empty at the start.</param>
/// <param name="Moved">Its length ‖update‖₂; null at the start.</param>
/// <param name="Evaluations">What had been asked of the oracle by then.</param>
public sealed record TraceRow(
    long Step,
    double? Rate,
    double Loss,
    ImmutableArray<double> Gradient,
    double GradientNorm,
    ImmutableArray<double> Point,
    ImmutableArray<TraceEvent> Events,
    ImmutableArray<double> Update,
    double? Moved,
    Evaluations Evaluations
)
{
    /// <summary>‖gradient‖∞, the largest slope by size; NaN where one is.</summary>
    public double GradientLargest => Gradient.Aggregate(0.0, (largest, slope) => Math.Max(largest, Math.Abs(slope)));
}

/// <summary>Something that happened at a point.</summary>
/// <param name="Name">As programs read it: <c>diverged</c>.</param>
/// <param name="Text">In one sentence.</param>
public readonly record struct TraceEvent(string Name, string Text);

/// <summary>How a walk ended.</summary>
/// <param name="Stop">Why, as programs read it.</param>
/// <param name="Why">Why, in one sentence.</param>
/// <param name="Steps">How many steps were made.</param>
/// <param name="Evaluations">What was asked of the oracle.</param>
/// <param name="Last">The last point.</param>
/// <param name="Best">The point of the lowest loss.</param>
/// <param name="Sha256">Over the full bits of every point, kept or not; see <see cref="StepHash"/>.</param>
public sealed record TraceEnd(string Stop, string Why, long Steps, Evaluations Evaluations, Spot Last, Spot Best, string Sha256);
