using GdScript.Algebra;
using GdScript.Graphs;

namespace GdScript.Calculus;

/// <summary>The gradient is a formula too: the loss first, then one partial derivative per parameter.</summary>
public static class Gradient
{
    /// <summary>
    /// Roots: the loss, then ∂loss/∂p for every parameter in order, each in the parameter's own shape. Made in one reverse
    /// sweep; value and gradient share their subterms.
    /// </summary>
    /// <exception cref="ArgumentException">The loss is not a scalar: see <see cref="Losses.Scalar"/>.</exception>
    public static Formula Of(Formula loss)
    {
        Losses.Demand(loss);
        var g = Sketch.From(loss);
        int[] parameters = [.. Enumerable.Range(0, loss.Parameters.Length).Select(g.Param)];
        return g.Finish([loss.Root, .. Reverse.Sweep(g, loss.Root, parameters)]);
    }

    /// <summary>The partial derivatives alone, simplified for a reader: one root per parameter.</summary>
    public static Formula Partials(Formula loss)
    {
        var gradient = Of(loss);
        return Simplify.Of(gradient.WithRoots(gradient.Roots.AsSpan()[1..]));
    }

    /// <summary>
    /// A higher partial derivative, simplified for a reader: toward the named scalars one after the other, <c>x, x, y</c>
    /// for ∂³loss/∂x²∂y.
    /// </summary>
    /// <exception cref="ArgumentException">A name is no scalar parameter of the loss.</exception>
    public static Formula Partial(Formula loss, params ReadOnlySpan<string> names)
    {
        Losses.Demand(loss);
        var g = Sketch.From(loss);
        var root = loss.Root;
        foreach (var name in names)
            if (!loss.Parameters.Any(p => p.Name == name && p.Shape.IsScalar))
                throw new ArgumentException($"'{name}' is no scalar parameter of the loss", nameof(names));
        foreach (var name in names)
            root = Reverse.Sweep(g, root, [g.Param(name)])[0];
        return Simplify.Of(g.Finish(root));
    }
}
