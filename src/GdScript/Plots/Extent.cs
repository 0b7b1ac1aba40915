namespace GdScript.Plots;

/// <summary>A stretch of numbers, both ends included.</summary>
public readonly record struct Extent(double Low, double High)
{
    /// <summary>The number a part of the way from the low end (0) to the high one (1).</summary>
    public double At(double part) => part >= 1 ? High : Low + (High - Low) * part;

    /// <summary>How far along a number lies: 0 at the low end, 1 at the high one.</summary>
    public double PartOf(double x) => High > Low ? (x - Low) / (High - Low) : 0.5;
}
