using System.Collections.Immutable;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Scripting.Images;
using GdScript.Scripting.Recording;

namespace GdScript.Scripting.Losses;

/// <summary>A condition of the script that a formula depends on.</summary>
/// <param name="Node">Its node in the formula.</param>
/// <param name="Taken">How it came out at the point of the recording: the formula holds where it comes out so.</param>
/// <param name="Span">Where it stands.</param>
/// <param name="Silent">A condition inside one of our functions: nothing the user wrote as a branch.</param>
public readonly record struct TracedGuard(int Node, bool Taken, SourceSpan? Span, bool Silent);

/// <summary>A loss as a formula, and where it is the loss: wherever every guard comes out as it did at the point of the recording.</summary>
public sealed class TracedFormula
{
    private readonly Places places;
    private readonly ImmutableArray<int> placeOf;
    private readonly string? file;
    private readonly Lazy<Kernel> conditions;

    internal TracedFormula(Recording.Recording recording, Places places)
    {
        (this.places, placeOf) = (places, recording.Places);
        var source = places.SourceOf(placeOf);
        file = source?.File;
        Formula = source is { } known ? Sketch.From(recording.Formula).Finish(known.Source, recording.Formula.Root) : recording.Formula;
        Guards = [.. recording.Guards.Select(g => new TracedGuard(g.Node, g.Taken, places.SpanOf(g.Place), g.Silent))];
        (Steps, Recorded, IsOfPoint) = (recording.Steps, recording.Value, !recording.Registered.IsEmpty);
        Notes = TraceNotes.Of(this, recording, places);
        conditions = new(() => Kernel.For(Formula.WithRoots([.. Guards.Select(g => g.Node)])));
    }

    /// <summary>One root, the loss. Its parameters are those of the loss, in order and in their shapes, read or not.</summary>
    public Formula Formula { get; }

    /// <summary>The conditions, each once, in the order they were met.</summary>
    public ImmutableArray<TracedGuard> Guards { get; }

    /// <summary>
    /// What the user should know: branches (GDS3001), parameters that are not used (GDS3003) and slopes the script gives (GDS3006), each with
    /// its place; a formula that is not quite the loss (GDS3004).
    /// </summary>
    public ImmutableArray<Problem> Notes { get; private set; }

    /// <summary>The loss at the point of the recording, computed along the way; over rows it is the sum from the left.</summary>
    internal double Recorded { get; }

    /// <summary>One more thing to know.</summary>
    internal void Note(Problem note) => Notes = Notes.Add(note);

    /// <summary>
    /// True where a method with registered slopes is in it: it is the loss, with its slopes, at the point of the recording only, and says nothing
    /// about second derivatives.
    /// </summary>
    public bool IsOfPoint { get; }

    /// <summary>How many statements and operations were recorded.</summary>
    public long Steps { get; }

    /// <summary>The piece of the script that made a node; null when none did.</summary>
    public SourceSpan? SpanOf(int node) => node < placeOf.Length ? places.SpanOf(placeOf[node]) : null;

    /// <summary>True where the formula is the loss.</summary>
    public bool Holds(ReadOnlySpan<double> point)
    {
        if (Guards.IsEmpty)
            return true;
        var results = new double[Guards.Length];
        conditions.Value.Run(point, results);
        return Came(results);
    }

    /// <summary>The conditions, evaluated, came out as they did at the point of the recording.</summary>
    internal bool Came(ReadOnlySpan<double> conditions)
    {
        for (var i = 0; i < conditions.Length; i++)
            if (conditions[i] != 0 != Guards[i].Taken)
                return false;
        return true;
    }

    /// <summary>The loss at a point by the formula; a problem that says where in the script a value left the finite numbers.</summary>
    public Result<double> Value(ReadOnlySpan<double> point) =>
        Evaluation.At(Formula, point).Select(values => values[0]).Else(p => p.Place is null ? p : p with { File = file });
}
