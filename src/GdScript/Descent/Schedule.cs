namespace GdScript.Descent;

/// <summary>
/// The rate as a function of the step and of nothing else, so that a walk can be resumed anywhere. Losses it does not see:
/// a rule that cuts its own rate keeps the cut in its memory.
/// </summary>
/// <param name="Text">As it is written in a method: <c>0.1</c>, <c>cosine(0.1, steps=200)</c>.</param>
/// <param name="At">The rate of a step; steps count from 0.</param>
/// <param name="Settled">The step from which on the rate stays the same; null for a schedule that never settles.</param>
public sealed record Schedule(string Text, Func<long, double> At, long? Settled = null)
{
    /// <summary>A rate is its own constant schedule.</summary>
    public static implicit operator Schedule(double rate) => Schedules.Constant(rate);

    public bool Equals(Schedule? other) => other is not null && Text == other.Text;

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;
}

/// <summary>The schedules there are.</summary>
public static class Schedules
{
    /// <summary>The same rate at every step.</summary>
    public static Schedule Constant(double rate) => new(Digits.Of(rate), _ => rate, Settled: 0);
}
