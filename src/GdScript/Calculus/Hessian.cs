using GdScript.Algebra;
using GdScript.Graphs;

namespace GdScript.Calculus;

/// <summary>Second derivatives: the matrix entry by entry, or its product with a direction.</summary>
public static class Hessian
{
    /// <summary>
    /// Roots: the n(n+1)/2 entries ∂²loss/∂xᵢ∂xⱼ for j ≤ i, row by row, over the n numbers of a flat point (the elements of
    /// all parameters). A reverse sweep over each entry of the gradient; see <see cref="At"/> for where an entry stands.
    /// </summary>
    /// <exception cref="ArgumentException">The loss is not a scalar.</exception>
    public static Formula Of(Formula loss)
    {
        var gradient = Gradient.Of(loss);
        var g = Sketch.From(gradient);
        int[] parameters = [.. Enumerable.Range(0, loss.Parameters.Length).Select(g.Param)];
        int[] slopes = [.. gradient.Roots.Skip(1).SelectMany(r => Elements(g, r))];
        var entries = new List<int>(slopes.Length * (slopes.Length + 1) / 2);
        for (var i = 0; i < slopes.Length; i++)
            entries.AddRange(Row(g, slopes[i], parameters).Take(i + 1));
        return g.Finish([.. entries]);
    }

    /// <summary>Where entry (i, j) stands among the roots of <see cref="Of"/>.</summary>
    public static int At(int i, int j) => i >= j ? i * (i + 1) / 2 + j : At(j, i);

    /// <summary>The entries of <see cref="Of"/>, simplified for a reader.</summary>
    public static Formula Entries(Formula loss) => Simplify.Of(Of(loss));

    /// <summary>
    /// The Hessian times a direction, forward over reverse: parameters x then the direction dx (see <see cref="Tangent"/>);
    /// roots: the loss, its gradient, the slope along dx, then H·dx, one per parameter in the parameter's shape. Costs a
    /// small multiple of one gradient whatever n is.
    /// </summary>
    public static Formula Along(Formula loss) => Tangent.Of(Gradient.Of(loss));

    private static IEnumerable<int> Row(Sketch g, int slope, int[] parameters) =>
        Reverse.Sweep(g, slope, parameters).SelectMany(r => Elements(g, r));

    private static int[] Elements(Sketch g, int array)
    {
        var elements = new int[g.ShapeOf(array).Count];
        for (var i = 0; i < elements.Length; i++)
            elements[i] = g.Element(array, i);
        return elements;
    }
}
