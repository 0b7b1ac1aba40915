using System.Collections.Immutable;

namespace GdScript.Descent;

/// <summary>Where a walk stands, as a value that keeps: loss and gradient belong to the point, the rate to the step that arrived there.</summary>
/// <param name="Step">How many steps were made; 0 is the start.</param>
/// <param name="Rate">The rate of the step that arrived here; null at the start.</param>
/// <param name="Loss">The loss at the point.</param>
/// <param name="Gradient">The gradient at the point.</param>
/// <param name="GradientNorm">‖gradient‖₂.</param>
/// <param name="Point">The point.</param>
/// <param name="Memory">What the rule remembers.</param>
public sealed record Frame(
    long Step,
    double? Rate,
    double Loss,
    ImmutableArray<double> Gradient,
    double GradientNorm,
    ImmutableArray<double> Point,
    ImmutableArray<double> Memory
);

/// <summary>The same, seen in passing: it borrows the walk's own buffers and allocates nothing.</summary>
public readonly ref struct Glance
{
    private readonly Walker walker;
    private readonly Judge judge;

    internal Glance(Walker walker, Judge judge) => (this.walker, this.judge) = (walker, judge);

    public long Step => walker.Step;

    /// <summary>NaN at the start, where no step arrived.</summary>
    public double Rate => walker.Rate;

    public double Loss => walker.Loss;

    public ReadOnlySpan<double> Gradient => walker.Gradient;

    public double GradientNorm => walker.GradientNorm;

    public ReadOnlySpan<double> Point => walker.Point;

    /// <summary>What happened on the way here, and what was worth a warning; nearly always empty.</summary>
    public ReadOnlySpan<Event> Events => judge.Events;

    /// <summary>The step that arrived here; empty at the start.</summary>
    public ReadOnlySpan<double> Update => Step == 0 ? default : walker.Move;

    /// <summary>What was asked of the oracle so far.</summary>
    public Evaluations Evaluations => walker.Asked;

    /// <summary>True where the walk ends here, so that nothing is left to go on with.</summary>
    public bool Ends => judge.Ends;

    /// <summary>The best point so far, its loss and its step; where there is an exam, the best at that.</summary>
    public ReadOnlySpan<double> BestPoint => judge.BestPoint;

    public (long Step, double Loss) BestMark => judge.BestMark;

    /// <summary>All it takes to go on from here, copied out: what a checkpoint holds.</summary>
    public State State() => judge.State(walker);
}

/// <summary>Looks at every point a walk reaches, the start included.</summary>
public delegate void Watch(in Glance at);

/// <summary>A point of a walk and its loss; the best one is the first of the lowest loss.</summary>
public sealed record Spot(long Step, double Loss, ImmutableArray<double> Point)
{
    /// <summary>No point at all: step −1.</summary>
    public static Spot None { get; } = new(-1, double.NaN, []);
}

/// <summary>
/// Everything a run carries from one step to the next, visible: what resumes from it goes on bit for bit as if it had
/// never stopped.
/// </summary>
/// <param name="Last">Where the walk stands.</param>
/// <param name="Best">The best point so far.</param>
/// <param name="FirstLoss">The loss at the very start, the measure of a divergence.</param>
/// <param name="Evaluations">What the walk asked so far.</param>
/// <param name="Warnings">The reasons to stop that were passed over, each the first time it showed.</param>
/// <param name="Window">Losses and lengths of the last points, by step modulo 11: 11 losses, then 11 lengths; NaN before there were any.</param>
public sealed record State(
    Frame Last,
    Spot Best,
    double FirstLoss,
    Evaluations Evaluations,
    ImmutableArray<Stop> Warnings,
    ImmutableArray<double> Window
)
{
    /// <summary>‖gradient‖₂ at the very start.</summary>
    public double FirstNorm { get; init; }

    /// <summary>The point where the <see cref="Stops.Exam"/> found the lowest loss, and that loss; <see cref="Spot.None"/> where there was no exam.</summary>
    public Spot Examined { get; init; } = Spot.None;

    /// <summary>Point and memory of an earlier step, to notice when they come again; NaN before there was one.</summary>
    public ImmutableArray<double> Anchor { get; init; } = [];

    /// <summary>The step they belong to.</summary>
    public long AnchorStep { get; init; }

    /// <summary>Means of losses that vary from batch to batch: the last, the first and the least; empty where there are none.</summary>
    public ImmutableArray<double> Smooth { get; init; } = [];
}
