using GdScript.Algebra;
using GdScript.Graphs;

namespace GdScript.Calculus;

/// <summary>
/// Forward mode: how the value moves when the parameters move. The directional derivative is linear in the new
/// parameters <c>dx</c> that name the direction.
/// </summary>
public static class Tangent
{
    /// <summary>
    /// Parameters: the old ones, then one direction <c>d&lt;name&gt;</c> of the same shape for each. Roots: the old roots, then
    /// the derivative of each along the direction, in the root's shape.
    /// </summary>
    public static Formula Of(Formula formula)
    {
        var g = Sketch.From(formula);
        var tangent = Sweep(g, formula, Directions(g, formula));
        int[] moves = [.. formula.Roots.Select(r => tangent[r] < 0 ? g.Zero(g.ShapeOf(r)) : tangent[r])];
        return g.Finish([.. formula.Roots, .. moves]);
    }

    /// <summary>
    /// The tangent of every node the roots need, made in <paramref name="g"/>, when each parameter moves as the node in
    /// <paramref name="directions"/> says; -1 stands for "does not move".
    /// </summary>
    internal static int[] Sweep(Sketch g, Formula formula, int[] directions)
    {
        var tangent = new int[formula.Nodes.Length];
        var live = formula.Reached();
        int Known(int node) => tangent[node];
        Func<int, int> known = Known;
        for (var node = 0; node < tangent.Length; node++)
            tangent[node] =
                !live[node] ? -1
                : g[node].Op == Op.Param ? directions[g[node].A]
                : Moved(g, node, known);
        return tangent;
    }

    private static int[] Directions(Sketch g, Formula formula)
    {
        var taken = formula.Parameters.Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        var directions = new int[formula.Parameters.Length];
        for (var i = 0; i < directions.Length; i++)
        {
            var name = "d" + formula.Parameters[i].Name;
            while (!taken.Add(name))
                name = "d" + name;
            directions[i] = g.Param(name, formula.Parameters[i].Shape);
        }
        return directions;
    }

    /// <summary>The tangent of one node from those of its arguments; -1 stands for zero.</summary>
    internal static int Moved(Sketch g, int node, Func<int, int> tangent) =>
        g[node].Op.Family() switch
        {
            Family.Leaf => -1,
            Family.Elementwise => Elementwise(g, node, tangent),
            Family.Structural => Structural(g, node, g[node], tangent),
            Family.Rows => Rows(g, node, g[node], tangent(g[node].A)),
        };

    /// <summary>Sums and means move as their rows do; the largest and the smallest as the rows that attain it, on average.</summary>
    private static int Rows(Sketch g, int node, Node n, int moved)
    {
        if (moved < 0)
            return -1;
        if (n.Op is Op.RowSum or Op.RowMean)
            return n.Op == Op.RowSum ? g.RowTotal(moved, n.B) : g.RowAverage(moved, n.B);
        if (g.TableOf(n.A) < 0)
            return moved;
        var attained = g.Make(Op.Eq, n.A, node);
        return g.Over(g.RowTotal(g.Where(attained, moved, g.Zero(n.Shape)), n.B), g.RowTotal(attained, n.B));
    }

    private static int Elementwise(Sketch g, int node, Func<int, int> tangent)
    {
        if (Slopes.SquaredNorm(g, node) is var inside and >= 0)
            return tangent(inside) is var moved and >= 0 ? g.Times(g.Const(2), g.Total(g.Times(inside, moved))) : -1;
        var sum = -1;
        for (var k = 0; k < g.Arguments(node).Count; k++)
        {
            var t = tangent(g.Arguments(node)[k]);
            if (t < 0 || Slopes.IsFlat(g[node].Op, k))
                continue;
            var share = g.Times(t, Slopes.Of(g, node, k));
            sum = sum < 0 ? share : g.Plus(sum, share);
        }
        return sum < 0 ? -1 : g.Whole(sum, g.ShapeOf(node));
    }

    private static int Structural(Sketch g, int node, Node n, Func<int, int> tangent)
    {
        int T(int argument) => tangent(argument) < 0 ? g.Zero(g.ShapeOf(argument)) : tangent(argument);
        int Both(Op op) => Sum(g, tangent(n.A) < 0 ? -1 : g.Make(op, T(n.A), n.B), tangent(n.B) < 0 ? -1 : g.Make(op, n.A, T(n.B)));
        var arguments = g.Arguments(node);
        var moves = false;
        foreach (var argument in arguments)
            moves |= tangent(argument) >= 0;
        if (!moves)
            return -1;
        return n.Op switch
        {
            Op.Array => ArrayOf(g, n, T),
            Op.At => g.Pick(T(n.A), n.B, n.C),
            Op.Gather => tangent(n.A) < 0 ? -1 : g.Gather(T(n.A), n.B),
            Op.Scatter => tangent(n.A) < 0 ? -1 : g.Scattered(T(n.A), n.B, n.Shape),
            Op.Fill => g.Fill(T(n.A), n.Shape),
            Op.Sum => g.Total(T(n.A)),
            Op.Mean => g.Over(g.Total(T(n.A)), g.Const(g.ShapeOf(n.A).Count)),
            Op.Norm => g.Over(g.Total(g.Times(n.A, T(n.A))), node),
            Op.Transpose => g.Make(Op.Transpose, T(n.A)),
            Op.Softmax => g.Times(node, g.Minus(T(n.A), g.Total(g.Times(node, T(n.A))))),
            Op.LogSumExp => g.Total(g.Times(g.Make(Op.Softmax, n.A), T(n.A))),
            Op.Dot or Op.MatMul or Op.Outer => Both(n.Op),
            Op.Argmax => -1,
            _ => throw new System.Diagnostics.UnreachableException($"{n.Op} is not structural"),
        };
    }

    private static int Sum(Sketch g, int a, int b) =>
        a < 0 ? b
        : b < 0 ? a
        : g.Plus(a, b);

    private static int ArrayOf(Sketch g, Node n, Func<int, int> tangent)
    {
        var elements = new int[n.Shape.Count];
        for (var i = 0; i < elements.Length; i++)
            elements[i] = tangent(g.ListOf(n)[i]);
        return g.Array(elements, n.Shape);
    }
}
