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
