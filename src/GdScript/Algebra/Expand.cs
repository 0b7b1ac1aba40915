using GdScript.Graphs;

namespace GdScript.Algebra;

/// <summary>Products of sums and whole powers of sums multiplied out, like terms collected.</summary>
public static class Expand
{
    /// <summary>A product that would have more terms than this stays a product.</summary>
    public const int MaxTerms = 10_000;

    /// <summary>Every root multiplied out: <c>(x + y)^2</c> becomes <c>x^2 + 2*x*y + y^2</c>.</summary>
    public static Formula Of(Formula f) => Simplify.Settled(f, Style.Expanded, 3).Simple;
}
