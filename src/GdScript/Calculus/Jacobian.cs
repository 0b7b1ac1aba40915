using GdScript.Algebra;
using GdScript.Graphs;

namespace GdScript.Calculus;

/// <summary>The derivative of a vector-valued formula: one row per number of the value, one column per number of the point.</summary>
public static class Jacobian
{
    /// <summary>
    /// Roots: for each element of the (first) root, row-major, the slope toward each parameter in the parameter's own shape.
    /// Flat results are so the Jacobian row by row. One reverse sweep per row.
    /// </summary>
    public static Formula Of(Formula formula)
    {
        var g = Sketch.From(formula);
        int[] parameters = [.. Enumerable.Range(0, formula.Parameters.Length).Select(g.Param)];
        var rows = new List<int>();
        for (var i = 0; i < formula.Top.Shape.Count; i++)
            rows.AddRange(Reverse.Sweep(g, g.Element(formula.Root, i), parameters));
        return g.Finish([.. rows]);
    }

    /// <summary>
    /// For a fit: roots are the residual of a row (one number, or an array of them) and, for each of its numbers, the slope toward
    /// each parameter, in the parameter's own shape, all with a value for every row; a <see cref="Kernels.RowKernel"/> works them
    /// out for all rows.
    /// </summary>
    /// <exception cref="ArgumentException">The residual reduces rows: then rows depend on one another.</exception>
    public static Formula OfRows(Formula residual)
    {
        var live = residual.Reached();
        if (residual.Nodes.Where((n, i) => live[i] && n.Op.Family() == Family.Rows).Any())
            throw new ArgumentException(
                "the residual of a row looks at other rows: its slopes are no rows of a Jacobian",
                nameof(residual)
            );
        var alone = AloneOf(residual);
        var (g, count) = (Sketch.From(alone), residual.Parameters.Length);
        int[] parameters = [.. Enumerable.Range(0, count).Select(g.Param)];
        var slopes = Enumerable
            .Range(0, residual.Top.Shape.Count)
            .SelectMany(i => Reverse.Sweep(g, g.Element(alone.Root, i), parameters))
            .ToArray();
        return WithColumns(g.Finish([alone.Root, .. slopes]), residual);
    }

    /// <summary>The formula of one row: its columns are parameters behind the others.</summary>
    private static Formula AloneOf(Formula residual)
    {
        var g = new Sketch();
        foreach (var p in residual.Parameters)
            g.Param(p.Name, p.Shape);
        var root = Graft.Onto(
            g,
            residual,
            [residual.Root],
            node => residual.Nodes[node] is { Op: Op.Column } n ? g.Param(StandIn(residual.Columns[n.A]), n.Shape) : null
        );
        return g.Finish(root);
    }

    private static Formula WithColumns(Formula alone, Formula residual)
    {
        var columns = residual.Columns.DistinctBy(StandIn).ToDictionary(StandIn);
        var g = new Sketch();
        foreach (var p in residual.Parameters)
            g.Param(p.Name, p.Shape);
        g.Bind(residual.Data.AsSpan());
        var roots = Graft.Onto(
            g,
            alone,
            alone.Roots.AsSpan(),
            node =>
                alone.Nodes[node] is { Op: Op.Param } n && columns.TryGetValue(alone.Parameters[n.A].Name, out var column)
                    ? g.Column(column.Name, column.Table, column.Shape)
                    : null
        );
        return g.Finish(roots);
    }

    /// <summary>A name that no text can give a parameter.</summary>
    private static string StandIn(Column column) => FormattableString.Invariant($"{column.Name} of a row of {column.Table}");

    /// <summary>The same, entry by entry as scalars and simplified for a reader: rows × columns roots.</summary>
    public static Formula Entries(Formula formula)
    {
        var jacobian = Of(formula);
        var g = Sketch.From(jacobian);
        var entries = new List<int>();
        foreach (var root in jacobian.Roots)
            for (var i = 0; i < g.ShapeOf(root).Count; i++)
                entries.Add(g.Element(root, i));
        return Simplify.Of(g.Finish([.. entries]));
    }
}
