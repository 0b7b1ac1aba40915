using GdScript.Algebra;
using GdScript.Graphs;

namespace GdScript.Calculus;

/// <summary>What every engine can be asked, made of its gradients alone.</summary>
public static class Engines
{
    /// <summary>This library: the gradient by one reverse sweep.</summary>
    public static IDerivativeEngine Own { get; } = new OwnEngine();

    extension(IDerivativeEngine engine)
    {
        /// <summary>True for this library's own engine.</summary>
        public bool IsOwn => ReferenceEquals(engine, Own);

        /// <summary>The partial derivatives alone, simplified for a reader: one root per parameter.</summary>
        public Result<Formula> Partials(Formula loss, params ReadOnlySpan<double[]> points) =>
            engine.Gradient(loss, points).Select(g => Simplify.Of(g.WithRoots(g.Roots.AsSpan()[1..])));

        /// <summary>A higher partial derivative, toward the named scalars one after the other, simplified; see <see cref="Gradient.Partial"/>.</summary>
        public Result<Formula> Partial(Formula loss, ReadOnlySpan<string> names, params ReadOnlySpan<double[]> points)
        {
            if (engine.IsOwn)
                return Gradient.Partial(loss, names);
            var current = loss;
            foreach (var name in names)
            {
                var index = loss.Parameters.IndexOf(loss.Parameters.First(p => p.Name == name && p.Shape.IsScalar));
                if (!engine.Gradient(current, points).Is(out var gradient, out var problem))
                    return problem;
                current = gradient.WithRoots(gradient.Roots[1 + index]);
            }
            return Simplify.Of(current);
        }

        /// <summary>The entries of the Hessian, packed as <see cref="Hessian.Of"/> has them: each row is a gradient of a partial.</summary>
        public Result<Formula> Hessian(Formula loss, params ReadOnlySpan<double[]> points)
        {
            if (engine.IsOwn)
                return Calculus.Hessian.Of(loss);
            if (!engine.Gradient(loss, points).Is(out var gradient, out var problem))
                return problem;
            var g = Sketch.From(gradient);
            var entries = new List<int>();
            foreach (var (row, slope) in Elements(g, gradient.Roots.AsSpan()[1..]).Index())
            {
                if (!engine.Gradient(g.Finish(slope), points).Is(out var slopes, out problem))
                    return problem;
                var roots = Graft.Onto(g, slopes, slopes.Roots.AsSpan()[1..], _ => null);
                entries.AddRange(Elements(g, roots).Take(row + 1));
            }
            return g.Finish([.. entries]);
        }

        /// <summary>The entries of the Jacobian as <see cref="Jacobian.Entries"/> has them: a gradient for each number of the value.</summary>
        public Result<Formula> Jacobian(Formula formula, params ReadOnlySpan<double[]> points)
        {
            if (engine.IsOwn)
                return Calculus.Jacobian.Entries(formula);
            var g = Sketch.From(formula);
            var entries = new List<int>();
            for (var i = 0; i < formula.Top.Shape.Count; i++)
            {
                if (!engine.Gradient(g.Finish(g.Element(formula.Root, i)), points).Is(out var slopes, out var problem))
                    return problem;
                entries.AddRange(Elements(g, Graft.Onto(g, slopes, slopes.Roots.AsSpan()[1..], _ => null)));
            }
            return Simplify.Of(g.Finish([.. entries]));
        }
    }

    private static List<int> Elements(Sketch g, ReadOnlySpan<int> arrays)
    {
        var elements = new List<int>();
        foreach (var array in arrays)
            for (var i = 0; i < g.ShapeOf(array).Count; i++)
                elements.Add(g.Element(array, i));
        return elements;
    }

    private sealed class OwnEngine : IDerivativeEngine
    {
        public string Name => "own";

        public Result<Formula> Gradient(Formula loss, params ReadOnlySpan<double[]> points) => Calculus.Gradient.Of(loss);
    }
}
