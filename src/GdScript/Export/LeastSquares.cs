using System.Collections.Immutable;
using GdScript.Algebra;
using GdScript.Calculus;
using GdScript.Graphs;

namespace GdScript.Export;

/// <summary>The functions that a least-squares solver wants: the residuals, and their slopes.</summary>
internal static class LeastSquares
{
    public static Result<ImmutableArray<Routine>> Of(Formula loss, ExportOptions options) =>
        from squares in Squares.Of(loss)
        from fitting in Fitting(squares, loss.PointSize, options.Jacobian)
        select Asked(fitting, loss, options);

    private static Result<Squares> Fitting(Squares squares, int n, bool jacobian)
    {
        var m = squares.Residuals.Roots.Length;
        return (long)m * (jacobian ? n : 1) > Routines.MostEntries
            ? Problem.Input(
                "GDS0161",
                $"{About.Count(m)} residuals of {About.Count(n)} numbers are too many to write out",
                "read them from a table: gds export LOSS --data FILE writes a loop over its rows"
            )
            : squares;
    }

    private static ImmutableArray<Routine> Asked(Squares squares, Formula loss, ExportOptions options)
    {
        var routines = ImmutableArray.CreateBuilder<Routine>();
        if (options.Residuals)
            routines.Add(Values(squares));
        if (options.Jacobian)
            routines.Add(Slopes(squares, loss));
        return routines.ToImmutable();
    }

    private static Routine Values(Squares squares)
    {
        var (formula, m) = (squares.Residuals, squares.Residuals.Roots.Length);
        return new(
            Told.Residuals,
            Routines.Readably(formula),
            false,
            [new("residuals", m, (m == 1 ? "what is squared" : $"what is squared ({About.Count(m)} numbers)") + OfRows(squares))],
            $"What the loss squares: it is {Whole(squares)}."
        )
        {
            Table = squares.Table,
        };
    }

    private static Routine Slopes(Squares squares, Formula loss)
    {
        var (m, n) = (squares.Residuals.Roots.Length, loss.PointSize);
        return new(
            Told.Jacobian,
            Routines.Readably(squares.Table < 0 ? Alone(squares.Residuals) : OfRow(squares.Residuals)),
            false,
            [
                new("jacobian", m * n, $"a row of slopes for each residual ({About.Count(m)}x{About.Count(n)})" + OfRows(squares))
                {
                    Width = n,
                },
            ],
            "The derivatives of what the loss squares."
        )
        {
            Table = squares.Table,
        };
    }

    private static string OfRows(Squares squares) => squares.Table < 0 ? "" : " for each row";

    private static string Whole(Squares squares) =>
        squares.Table < 0 ? "the sum of all squares"
        : squares.IsMean ? "the mean over the rows of the sum of a row's squares"
        : "the sum of all rows' squares";

    private static Formula Alone(Formula residuals)
    {
        var g = Sketch.From(residuals);
        return Jacobian.Of(g.Finish(g.Array(residuals.Roots.AsSpan(), Shape.Vector(residuals.Roots.Length))));
    }

    /// <summary>The slopes within one row, among the nodes of the loss, so that columns and names stay what they were.</summary>
    private static Formula OfRow(Formula residuals)
    {
        var (g, roots) = (Sketch.From(residuals), new List<int>());
        foreach (var root in residuals.Roots)
        {
            var slopes = Jacobian.OfRows(residuals.WithRoots([root]));
            roots.AddRange(Graft.Onto(g, slopes, slopes.Roots.AsSpan()[1..], _ => null));
        }
        return g.Finish([.. roots]);
    }
}
