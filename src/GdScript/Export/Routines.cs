using System.Collections.Immutable;
using GdScript.Algebra;
using GdScript.Calculus;
using GdScript.Graphs;

namespace GdScript.Export;

/// <summary>Which functions are written of a loss.</summary>
internal static class Routines
{
    /// <summary>Formulas up to this many nodes are simplified for their readers.</summary>
    private const int Readable = 400;

    /// <summary>A Hessian of more numbers along each side is refused: every entry is a line of its own.</summary>
    private const int Widest = 200;

    /// <summary>More derivatives of one kind are not written out.</summary>
    public const int MostEntries = Widest * Widest;

    public static Result<ImmutableArray<Routine>> Of(Formula loss, ExportOptions options) =>
        loss.Top.Shape.IsScalar
            ? from scalar in Losses.Scalar(loss)
            from curved in options.Hessian ? Curvature(loss) : None
            from squared in options.Residuals || options.Jacobian ? LeastSquares.Of(loss, options) : None
            select (ImmutableArray<Routine>)[Slopes(loss), .. curved, .. squared]
        : options.Residuals || options.Hessian
            ? Squares.Lacking(
                $"the formula is an array ({loss.Top.Shape}), and {(options.Hessian ? "a Hessian" : "residuals")} can be had of a loss",
                "without that, its value and its Jacobian are written"
            )
        : Rows(loss);

    /// <summary>The value of an array and its Jacobian.</summary>
    private static Result<ImmutableArray<Routine>> Rows(Formula array)
    {
        var (m, n) = (array.Top.Shape.Count, array.PointSize);
        if (array.TableOf(array.Root) >= 0)
            return Losses.Scalar(array).Problem!;
        if ((long)m * n > MostEntries)
            return Problem.Input(
                "GDS0161",
                $"a Jacobian of {About.Count(m)}x{About.Count(n)} is too large to write out",
                "fix some parameters with --set"
            );
        var jacobian = Jacobian.Of(array);
        return (ImmutableArray<Routine>)
            [
                new(
                    Told.Jacobian,
                    Readably(jacobian.WithRoots([array.Root, .. jacobian.Roots])),
                    false,
                    [
                        new("value", m, $"the value: {array.Top.Shape}"),
                        new("jacobian", m * n, $"a row of slopes for each number of the value ({About.Count(m)}x{About.Count(n)})")
                        {
                            Width = n,
                        },
                    ],
                    "An array and its derivatives."
                ),
            ];
    }

    private static Result<ImmutableArray<Routine>> None => ImmutableArray<Routine>.Empty;

    private static Routine Slopes(Formula loss) =>
        new(
            Told.Gradient,
            Readably(Gradient.Of(loss)),
            true,
            [new("gradient", loss.PointSize, About.Gradient(loss))],
            "The value of a loss and its gradient."
        );

    private static Result<ImmutableArray<Routine>> Curvature(Formula loss)
    {
        var n = loss.PointSize;
        if (n > Widest)
            return Problem.Input(
                "GDS0161",
                $"the Hessian of {About.Count(n)} numbers is too large to write out",
                "fix some parameters with --set"
            );
        var half = Readably(Hessian.Of(loss));
        var roots = from i in Enumerable.Range(0, n) from j in Enumerable.Range(0, n) select half.Roots[Hessian.At(i, j)];
        return (ImmutableArray<Routine>)
            [
                new(
                    Told.Hessian,
                    half.WithRoots([.. roots]),
                    false,
                    [new("hessian", n * n, $"the second derivatives, row by row ({About.Count(n)}x{About.Count(n)})") { Width = n }],
                    "All second derivatives of a loss."
                ),
            ];
    }

    /// <summary>
    /// The formula for a reader, where that makes it no longer and cannot cost digits: simplification writes sigmoid(x)*sigmoid(-x) as
    /// s*(1 - s), and takes functions apart; beside plain arithmetic there are no such forms.
    /// </summary>
    public static Formula Readably(Formula formula)
    {
        var live = formula.Reached();
        if (formula.Size > Readable || formula.Nodes.Where((n, i) => live[i] && !IsPlain(n.Op)).Any())
            return formula;
        var simple = Simplify.Of(formula);
        return simple.Size <= formula.Size ? Numbered(simple, formula) : formula;
    }

    /// <summary>With the columns of the other formula, under their numbers there: a slope may have lost some of them.</summary>
    private static Formula Numbered(Formula formula, Formula other)
    {
        if (formula.Columns.SequenceEqual(other.Columns))
            return formula;
        var (g, live) = (new Sketch(), formula.Reached());
        foreach (var p in other.Parameters)
            g.Param(p.Name, p.Shape);
        foreach (var c in other.Columns)
            g.Column(c.Name, c.Table, c.Shape);
        Layer[] layers = [.. formula.Layers.Where(l => live[l.Node])];
        var copies = Graft.Onto(g, formula, [.. formula.Roots, .. layers.Select(l => l.Node)], _ => null);
        foreach (var (k, layer) in layers.Index())
            g.Name(layer.Name, copies[formula.Roots.Length + k]);
        return g.Finish(copies.AsSpan(0, formula.Roots.Length));
    }

    private static bool IsPlain(Op op) =>
        op.Family() switch
        {
            Family.Leaf => true,
            Family.Rows => op is Op.RowSum or Op.RowMean,
            Family.Structural => op is not (Op.Softmax or Op.LogSumExp or Op.Argmax or Op.Norm),
            Family.Elementwise => op is Op.Neg or Op.Add or Op.Sub or Op.Mul or Op.Div or Op.Pow or Op.Exp or Op.Sin or Op.Cos or Op.Sqrt,
        };
}
