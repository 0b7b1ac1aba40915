namespace GdScript.Numerics;

/// <summary>A number to be made small, at a flat point. <c>kernel.Value</c> is one, and so is any lambda.</summary>
public delegate double Loss(ReadOnlySpan<double> x);

/// <summary>Writes the gradient at a flat point, as long as the point.</summary>
public delegate void GradientOf(ReadOnlySpan<double> x, Span<double> gradient);

/// <summary>Which two points a difference quotient compares.</summary>
public enum DifferenceKind
{
    /// <summary>(f(x+h) − f(x−h)) / 2h: the error shrinks with h².</summary>
    Central,

    /// <summary>(f(x+h) − f(x)) / h: the error shrinks with h.</summary>
    Forward,

    /// <summary>(f(x) − f(x−h)) / h: the error shrinks with h.</summary>
    Backward,
}
