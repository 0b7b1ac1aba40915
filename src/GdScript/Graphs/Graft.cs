namespace GdScript.Graphs;

/// <summary>Nodes of one formula set into another sketch.</summary>
public static class Graft
{
    /// <summary>
    /// Copies what <paramref name="roots"/> need into the sketch and returns their new numbers. <paramref name="replace"/>
    /// may give the sketch's own node for a formula's node (a parameter, a layer); what it returns as null is copied,
    /// parameters by name.
    /// </summary>
    public static int[] Onto(Sketch g, Formula formula, ReadOnlySpan<int> roots, Func<int, int?> replace)
    {
        var copy = new int[formula.Nodes.Length];
        g.Bind(formula.Data.AsSpan());
        var live = Needed(formula, roots, replace, copy);
        for (var node = 0; node < copy.Length; node++)
            if (live[node] && copy[node] < 0)
                copy[node] = Copy(g, formula, node, copy);
        var made = new int[roots.Length];
        for (var i = 0; i < made.Length; i++)
            made[i] = copy[roots[i]];
        return made;
    }

    private static bool[] Needed(Formula formula, ReadOnlySpan<int> roots, Func<int, int?> replace, int[] copy)
    {
        var live = new bool[copy.Length];
        foreach (var root in roots)
            live[root] = true;
        for (var node = copy.Length - 1; node >= 0; node--)
        {
            copy[node] = live[node] ? replace(node) ?? -1 : -1;
            if (live[node] && copy[node] < 0)
                foreach (var argument in formula.Arguments(node))
                    live[argument] = true;
        }
        return live;
    }

    private static int Copy(Sketch g, Formula formula, int node, int[] copy)
    {
        var n = formula.Nodes[node];
        switch (n.Op)
        {
            case Op.Const:
                return g.Const(formula.ConstantOf(n));
            case Op.Param:
                return g.Param(formula.Parameters[n.A].Name, n.Shape);
            case Op.Column:
                return g.Column(formula.Columns[n.A].Name, formula.Columns[n.A].Table, n.Shape);
            case Op.Array:
                var elements = new int[n.Shape.Count];
                for (var i = 0; i < elements.Length; i++)
                    elements[i] = copy[formula.ListOf(n)[i]];
                return g.Array(elements, n.Shape);
            default:
                var arity = n.Op.Arity();
                return g.Add(n with { A = arity > 0 ? copy[n.A] : n.A, B = arity > 1 ? copy[n.B] : n.B, C = arity > 2 ? copy[n.C] : n.C });
        }
    }
}
