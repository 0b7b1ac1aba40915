using System.Collections.Immutable;
using GdScript.Algebra;
using GdScript.Calculus;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Text;

namespace GdScript.Cli.Repl;

/// <summary>
/// A formula of the session. The names it used of the session are put in already, so what is defined later changes nothing in it;
/// its open names are its parameters. A formula without any is a number, a vector or a matrix.
/// </summary>
/// <param name="Names">The open names in their order.</param>
/// <param name="Known">The formula where its text alone says which names are arrays; else null.</param>
internal sealed record Expression(ImmutableArray<string> Names, Formula? Known)
{
    /// <summary>The formula read anew with the shapes of its names.</summary>
    public required Func<IReadOnlyDictionary<string, Shape>, Result<Formula>> Reread { get; init; }

    /// <summary>The text it was read from, shown where no formula is known yet.</summary>
    public string Text { get; init; } = "";

    /// <summary>What to warn its reader of.</summary>
    public ImmutableArray<Problem> Warnings { get; init; } = [];

    public static Expression Of(Formula formula) =>
        new([.. formula.Parameters.Select(p => p.Name)], formula) { Reread = _ => formula, Text = "" };

    public static Expression Of(Shape shape, ReadOnlySpan<double> data)
    {
        var g = new Sketch();
        if (shape.IsScalar)
            return Of(g.Finish(g.Const(data[0])));
        var elements = new int[data.Length];
        for (var i = 0; i < elements.Length; i++)
            elements[i] = g.Const(data[i]);
        return Of(g.Finish(g.Array(elements, shape)));
    }

    public static Expression Of(double number) => Of(Shape.Scalar, [number]);

    public bool IsNumber => Names.IsEmpty;

    /// <summary>The formula with some shapes given; one of numbers alone needs none.</summary>
    public Result<Formula> With(IReadOnlyDictionary<string, Shape> shapes) =>
        Known is { } known && known.Parameters.All(p => !shapes.TryGetValue(p.Name, out var shape) || shape == p.Shape)
            ? known
            : Reread(shapes);

    /// <summary>The formula as it is; the problem that says which shapes are missing, where some are.</summary>
    public Result<Formula> Formula => Known is { } known ? known : Reread(new Dictionary<string, Shape>());

    /// <summary>The value of a formula without open names.</summary>
    public Result<Tensor> Value => Formula.SelectMany(f => Evaluation.At(f, []).Select(v => new Tensor(f.Top.Shape, [.. v])));

    /// <summary>The partial derivatives as one value: a vector of them, or for one array an array of its shape.</summary>
    public static Result<Expression> Gradient(Formula loss, Formula? derived = null)
    {
        if (Losses.Scalar(loss).Problem is { } problem)
            return problem;
        var partials = derived ?? Calculus.Gradient.Partials(loss);
        if (loss.Parameters is [{ Shape.IsScalar: false }])
            return Of(partials.WithRoots(partials.Root));
        return loss.Parameters.IsEmpty || loss.Parameters.Any(p => !p.Shape.IsScalar)
            ? Problem.Input("GDS0207", "a gradient toward several arrays is no vector", "take them one by one: D(f, W)")
            : Of(Gathered(partials, partials.Roots, Shape.Vector(partials.Roots.Length)));
    }

    /// <summary>The matrix of second derivatives as one value.</summary>
    public static Result<Expression> Hessian(Formula loss, IDerivativeEngine by)
    {
        if (Losses.Scalar(loss).Problem is { } problem)
            return problem;
        if (loss.PointSize is 0 or > 64)
            return Problem.Input("GDS0207", "a matrix of second derivatives takes 1 to 64 numbers here", "use 'hess f at …'");
        if (!by.Hessian(loss).Select(Simplify.Of).Is(out var entries, out problem))
            return problem;
        var n = loss.PointSize;
        var roots = from i in Enumerable.Range(0, n) from j in Enumerable.Range(0, n) select entries.Roots[Calculus.Hessian.At(i, j)];
        return Of(Gathered(entries, [.. roots], Shape.Matrix(n, n)));
    }

    /// <summary>The first derivatives of a vector as one value.</summary>
    public static Result<Expression> Jacobian(Formula formula, IDerivativeEngine by)
    {
        if (formula.PointSize == 0 || (long)formula.PointSize * formula.Top.Shape.Count > 4096)
            return Problem.Input("GDS0207", "a matrix of first derivatives takes 1 to 4096 numbers here", "use 'jac f at …'");
        return by.Jacobian(formula)
            .Select(entries => Of(Gathered(entries, entries.Roots, Shape.Matrix(formula.Top.Shape.Count, formula.PointSize))));
    }

    private static Formula Gathered(Formula f, ImmutableArray<int> roots, Shape shape)
    {
        var g = Sketch.From(f);
        return g.Finish(g.Array(roots.AsSpan(), shape));
    }
}
