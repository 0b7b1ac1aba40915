namespace GdScript.Descent;

/// <summary>The rate of a step for one who has seen the losses: it keeps what it needs of them in its memory.</summary>
/// <param name="step">The step, from 0.</param>
/// <param name="loss">The loss at the point the step leaves.</param>
/// <param name="memory">What it remembers.</param>
/// <param name="report">Where a cut is told; null where nobody listens.</param>
public delegate double Sighted(long step, double loss, Span<double> memory, Report? report);

/// <summary>The rate of a step by what it remembers alone.</summary>
internal delegate double Held(long step, ReadOnlySpan<double> memory);

/// <summary>
/// The rate as a function of the step and of nothing else, so that a walk can be resumed anywhere. The one that looks at
/// the losses too (<see cref="Schedules.Plateau"/>) keeps what it has seen in the memory of the walk.
/// </summary>
/// <param name="Text">As it is written in a method: <c>0.1</c>, <c>cosine(0.1, steps=200)</c>.</param>
/// <param name="At">The rate of a step; steps count from 0.</param>
/// <param name="Settled">The step from which on the rate stays the same; null for a schedule that never settles.</param>
public sealed record Schedule(string Text, Func<long, double> At, long? Settled = null)
{
    /// <summary>Numbers it remembers.</summary>
    public int Scalars { get; init; }

    /// <summary>The rate in the light of the losses; null for a schedule that does not look at them.</summary>
    public Sighted? Seeing { get; init; }

    /// <summary>The rate of a step at which there is no loss to look at: what was made of the earlier ones holds.</summary>
    internal Held? Holding { get; init; }

    /// <summary>The rate where it is one for all steps; null where it changes.</summary>
    public double? Fixed => Seeing is null && Settled == 0 ? At(0) : null;

    /// <summary>The rate of a step.</summary>
    internal double Of(long step, double loss, Span<double> memory, Report? report) =>
        Seeing is null ? At(step) : Seeing(step, loss, memory, report);

    /// <summary>A rate is its own constant schedule.</summary>
    public static implicit operator Schedule(double rate) => Schedules.Constant(rate);

    public bool Equals(Schedule? other) => other is not null && Text == other.Text;

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;
}
