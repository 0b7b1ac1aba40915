namespace GdScript.Checking;

/// <summary>A measured slope: the true one lies within <paramref name="Bar"/> of <paramref name="Value"/>.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="Bar">The half width of the error bar: truncation and rounding together.</param>
/// <param name="Step">The smallest step that went into it.</param>
/// <param name="Order">How many powers of the step the error begins with.</param>
public readonly record struct Slope(double Value, double Bar, double Step, int Order);

/// <summary>On which side of a point a loss is defined.</summary>
public enum Side
{
    Left,
    Right,
}

/// <summary>What the evaluations along one coordinate say, whoever claims what.</summary>
public abstract record Measured
{
    private Measured() { }

    /// <summary>Both sides give one slope.</summary>
    public sealed record Smooth(Slope Slope) : Measured;

    /// <summary>The loss is defined on one side only, at the edge of its domain or next to it.</summary>
    public sealed record OneSided(Slope Slope, Side Side) : Measured;

    /// <summary>Both sides have a slope, and they differ.</summary>
    public sealed record Kink(Slope Left, Slope Right) : Measured;

    /// <summary>The loss jumps, or its slope grows without end as the step shrinks.</summary>
    public sealed record Singular(string Why) : Measured;

    /// <summary>The loss is not finite at the point itself.</summary>
    public sealed record Undefined(double Value) : Measured;

    /// <summary>No step gives a slope that smaller steps confirm.</summary>
    public sealed record Unresolved(string Why) : Measured;

    /// <summary>The same point gave two different losses.</summary>
    public sealed record Unsteady(double First, double Second) : Measured;
}

/// <summary>A measurement along one coordinate.</summary>
/// <param name="What">What was found.</param>
/// <param name="Value">The loss at the point.</param>
/// <param name="Scale">How steep the loss is around the point, at the widest step: what counts as small is judged by it.</param>
/// <param name="Evaluations">How many losses it took.</param>
public readonly record struct Measurement(Measured What, double Value, double Scale, int Evaluations)
{
    /// <summary>True when nothing is known of the loss but its values: it may be rounded inside.</summary>
    public bool IsBox { get; init; }

    /// <summary>Where else the slope of a box may lie.</summary>
    internal Band? Band { get; init; }
}
