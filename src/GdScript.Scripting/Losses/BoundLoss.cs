using System.Collections.Immutable;
using GdScript.Graphs;
using GdScript.Scripting.Recording;

namespace GdScript.Scripting.Losses;

/// <summary>
/// A loss over flat points of settled shapes: its value by the compiled method, its formula by recording. Recordings are kept
/// with the conditions they hold under; a point that breaks those of all kept ones is recorded anew.
/// </summary>
public sealed class BoundLoss
{
    /// <summary>So many recordings are kept; then the one that was not used for longest goes.</summary>
    public const int MaxRegions = 64;

    /// <summary>
    /// So many of those are recordings of one point only (registered slopes): a walk asks for a point's value and then its
    /// slopes, or compares it with the last one.
    /// </summary>
    public const int MaxPoints = 2;

    private readonly PlainCall call;
    private readonly TwinProgram? twin;
    private readonly Limits limits;
    private readonly Lock gate = new();

    /// <summary>The most recently used first.</summary>
    private ImmutableArray<Region> regions = [];

    internal BoundLoss(ScriptLoss loss, PlainCall call, TwinProgram? twin, ImmutableArray<Parameter> parameters, Limits limits)
    {
        (Loss, this.call, this.twin, Parameters, this.limits) = (loss, call, twin, parameters, limits);
        PointSize = parameters.Sum(p => p.Shape.Count);
        var g = new Sketch();
        foreach (var parameter in parameters)
            g.Param(parameter.Name, parameter.Shape);
        Signature = g.Finish(g.Const(0L));
    }

    public ScriptLoss Loss { get; }

    /// <summary>Names and shapes, in the order a point gives them.</summary>
    public ImmutableArray<Parameter> Parameters { get; }

    /// <summary>How many numbers a point has.</summary>
    public int PointSize { get; }

    /// <summary>A formula with the parameters of the loss and nothing else: for reading points.</summary>
    public Formula Signature { get; }

    /// <summary>How often the loss was recorded.</summary>
    public int Recordings { get; private set; }

    /// <summary>GDS3004 of the first recording whose formula was not quite the loss; null while every one was.</summary>
    public Problem? Doubt { get; private set; }

    /// <summary>How many of these were for one point only.</summary>
    private int pointRecordings;

    /// <summary>GDS3002 when so many recordings were made that older ones had to go; else null.</summary>
    public Problem? Crowded =>
        Recordings - pointRecordings <= MaxRegions
            ? null
            : Problem.Input(
                "GDS3002",
                $"the loss was recorded {Recordings} times, because its branches keep coming out differently; {MaxRegions} recordings are kept",
                "choose between values with c ? a : b, which stays in the formula, instead of branching or looping until"
            );

    /// <summary>The loss as compiled.</summary>
    /// <exception cref="Exception">Whatever the loss throws.</exception>
    public double Value(ReadOnlySpan<double> point)
    {
        if (point.Length != PointSize)
            throw new ArgumentException($"{point.Length} numbers where {PointSize} are expected", nameof(point));
        return call.At(Parameters, point);
    }

    /// <summary>The loss as a formula around a point.</summary>
    /// <returns>
    /// The formula, or why there is none: GDS1xxx what the rewriter refuses, GDS1020 no parameter is read, GDS2xxx something that
    /// happens while recording, each with its place in the script.
    /// </returns>
    public Result<TracedFormula> At(ReadOnlySpan<double> point)
    {
        if (point.Length != PointSize)
            throw new ArgumentException($"{point.Length} numbers where {PointSize} are expected", nameof(point));
        foreach (var region in regions)
            if (region.Traced.Holds(point))
                return Used(region).Traced;
        return Recorded(point).Select(region => region.Traced);
    }

    /// <summary>
    /// The loss as compiled beside its formula: they have the same bits, or, where rows are reduced, differ by less than the
    /// running error.
    /// </summary>
    /// <returns>The two values, or why there is no formula at the point.</returns>
    /// <exception cref="Exception">Whatever the loss throws.</exception>
    public Result<Agreement> Compare(ReadOnlySpan<double> point)
    {
        if (!At(point).Is(out var traced, out var problem))
            return problem;
        new Region(traced).TryValue(point, out var value);
        return Agreement.At(traced, Value(point), value, point);
    }

    /// <summary>Who answers a walk: exact slopes, recorded anew where a branch comes out otherwise.</summary>
    public LossOracle Oracle() => new(this);

    /// <summary>The kept recordings, the one used last first.</summary>
    internal ImmutableArray<Region> Regions => regions;

    /// <summary>Moves a recording to the front.</summary>
    internal Region Used(Region region)
    {
        lock (gate)
            if (regions.IsEmpty || regions[0] != region)
                regions = [region, .. Kept(regions.Where(r => r != region), region.Traced.IsOfPoint ? MaxPoints - 1 : MaxPoints)];
        return region;
    }

    private static IEnumerable<Region> Kept(IEnumerable<Region> others, int points) =>
        others.Where(r => !r.Traced.IsOfPoint || points-- > 0).Take(MaxRegions - 1);

    /// <summary>A new recording at a point.</summary>
    internal Result<Region> Recorded(ReadOnlySpan<double> point)
    {
        if (twin is null)
            return Loss.Problems.IsEmpty ? Problem.Input("GDS2009", $"'{Loss.Title}' has no recording") : Loss.Problems[0];
        if (!Formed(point, rows: true).Is(out var region, out var problem))
            return problem;
        var agreement = Tried(region, point);
        if (agreement is { Holds: false } && region.Traced.Formula.Data.Length > 0)
        {
            if (!Formed(point, rows: false).Is(out region, out problem))
                return problem;
            agreement = Tried(region, point);
        }
        if (agreement is { Holds: false } differs)
        {
            var doubt = TraceNotes.Differs(differs);
            region.Traced.Note(doubt);
            Doubt ??= doubt;
        }
        lock (gate)
        {
            Recordings++;
            if (region.Traced.IsOfPoint)
                pointRecordings++;
        }
        return Used(region);
    }

    private Result<Region> Formed(ReadOnlySpan<double> point, bool rows)
    {
        if (!twin!.Record(Parameters, point, limits, rows).Is(out var recorded, out var problem))
            return Loss.Places.AtName(problem, TwinProgram.NameIn(problem));
        if (recorded.Error is { } error)
            return Loss.Places.Of(error);
        var traced = new TracedFormula(recorded.Recording!, Loss.Places);
        return TraceNotes.Constant(traced, recorded.Recording!, Loss.Places) is { } constant ? constant : new Region(traced);
    }

    /// <summary>
    /// The formula is tried against the loss before it is used: no wrong number without a word. One formula for all rows rests on what
    /// the code does to a few of them; code that changes what is around it, in a way that could not be seen, shows here.
    /// </summary>
    /// <returns>The two values; null when there is nothing to compare, because the loss throws.</returns>
    private Agreement? Tried(Region region, ReadOnlySpan<double> point)
    {
        var value =
            region.Traced.Formula.Data.IsEmpty ? region.Traced.Recorded
            : region.TryValue(point, out var found) ? found
            : double.NaN;
        try
        {
            return Agreement.At(region.Traced, Value(point), value, point);
        }
#pragma warning disable CA1031 // whatever the loss throws, it throws where it is asked for its value
        catch (Exception)
        {
            return null;
        }
#pragma warning restore CA1031
    }
}
