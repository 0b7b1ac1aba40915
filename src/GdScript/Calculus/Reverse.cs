using GdScript.Algebra;
using GdScript.Graphs;

namespace GdScript.Calculus;

/// <summary>
/// Reverse mode: one walk back over the nodes gives the derivative of a root toward everything it depends on
/// (Griewank &amp; Walther, Evaluating Derivatives, 2nd ed., ch. 3). The adjoint of a node has the node's shape.
/// </summary>
internal sealed class Reverse
{
    private readonly Sketch g;
    private readonly bool[] active;
    private readonly Adjoints adjoints;

    /// <summary>The table and the kind of the adjoint that is being passed on.</summary>
    private (int Table, bool Mean) from = (-1, false);

    /// <summary>The condition all shares stand under while one node passes its adjoint on; -1 for none.</summary>
    private int condition = -1;

    private Reverse(Sketch g, bool[] active)
    {
        this.g = g;
        this.active = active;
        adjoints = new(g, active.Length);
    }

    /// <summary>
    /// The adjoints, in the sketch, of <paramref name="toward"/> (nodes up to the root) for a root of any shape with the
    /// adjoint <paramref name="seed"/>. Nodes the root does not depend on get zeros.
    /// </summary>
    public static int[] Sweep(Sketch g, int root, int seed, ReadOnlySpan<int> toward)
    {
        var sweep = new Reverse(g, Active(g, root, toward));
        sweep.Add(root, seed);
        for (var node = root; node >= 0; node--)
            if (sweep.active[node])
                sweep.Visit(node);
        var slopes = new int[toward.Length];
        for (var i = 0; i < slopes.Length; i++)
            slopes[i] = sweep.adjoints.Of(toward[i]);
        return slopes;
    }

    /// <summary>The derivative of a scalar root: a sweep that starts with 1.</summary>
    public static int[] Sweep(Sketch g, int root, ReadOnlySpan<int> toward) => Sweep(g, root, g.Const(1), toward);

    /// <summary>Which nodes up to the root the root depends on and that depend on what we differentiate toward.</summary>
    private static bool[] Active(Sketch g, int root, ReadOnlySpan<int> toward)
    {
        var depends = new bool[root + 1];
        foreach (var node in toward)
            if (node <= root)
                depends[node] = true;
        for (var node = 0; node <= root; node++)
        {
            var arguments = g.Arguments(node);
            for (var k = 0; k < arguments.Count && !depends[node]; k++)
                depends[node] = depends[arguments[k]] && !Slopes.IsFlat(g[node].Op, k);
        }
        var needed = new bool[root + 1];
        needed[root] = true;
        for (var node = root; node >= 0; node--)
        {
            needed[node] &= depends[node];
            if (needed[node])
                foreach (var argument in g.Arguments(node))
                    needed[argument] = true;
        }
        return needed;
    }

    private void Visit(int node)
    {
        var d = adjoints.Gathered(node);
        if (d < 0 || g.IsZero(d))
            return;
        var n = g[node];
        from = (g.TableOf(node), adjoints.IsMean(node));
        if (Slopes.SquaredNorm(g, node) is var inside and >= 0)
            Add(inside, g.Times(g.Times(g.Const(2), d), inside));
        else if (n.Op.Family() == Family.Elementwise)
        {
            for (var k = 0; k < n.Op.Arity(); k++)
                if (Wants(g.Arguments(node)[k]) && !Slopes.IsFlat(n.Op, k))
                    Add(g.Arguments(node)[k], Passed(node, k, d));
        }
        else if (n.Op.Family() is Family.Structural or Family.Rows)
            PassUnder(node, n, d);
    }

    /// <summary>d · slope, and summed where a scalar argument went with every element.</summary>
    private int Passed(int node, int k, int d)
    {
        var n = g[node];
        // d * (a/b) / b: the quotient at hand is used, b^2 is never formed.
        var share =
            n.Op == Op.Div
                ? k == 0
                    ? g.Over(d, n.B)
                    : g.Negate(g.Over(g.Times(d, node), n.B))
                : g.Times(d, Slopes.Of(g, node, k));
        if (!g.ShapeOf(g.Arguments(node)[k]).IsScalar || n.Shape.IsScalar)
            return share;
        return g.ShapeOf(share).IsScalar ? g.Times(g.Const(n.Shape.Count), share) : g.Total(share);
    }

    /// <summary>
    /// An adjoint that holds only under a condition passes through as what it is then, and every share gets the condition
    /// back: the infinities and NaN of a side not taken cannot come in on the way.
    /// </summary>
    private void PassUnder(int node, Node n, int d)
    {
        if (!g.IsMask(d) || !g.ShapeOf(g[d].A).IsScalar)
        {
            PassArrays(node, n, d);
            return;
        }
        (condition, var kept) = g.Opened(d);
        PassArrays(node, n, kept);
        condition = -1;
    }

    /// <summary>A share under the condition at hand, if there is one.</summary>
    private int Under(int share) => condition < 0 || g.IsZero(share) ? share : g.Where(condition, share, g.Zero(g.ShapeOf(share)));

    private void PassArrays(int node, Node n, int d)
    {
        switch (n.Op)
        {
            case Op.Array:
                for (var i = 0; i < n.Shape.Count; i++)
                    if (Wants(g.ListOf(n)[i]))
                        Add(g.ListOf(n)[i], g.Element(d, i));
                break;
            case Op.At:
                PassElements(n, d);
                break;
            case Op.Gather:
                Pass(n.A, () => g.Scattered(g.Whole(d, n.Shape), n.B, g.ShapeOf(n.A)));
                break;
            case Op.Scatter:
                Pass(n.A, () => g.Gather(g.Whole(d, n.Shape), n.B));
                break;
            case Op.Fill:
                Add(n.A, g.Total(d));
                break;
            case Op.Sum:
                Add(n.A, g.Whole(d, g.ShapeOf(n.A)));
                break;
            case Op.Mean:
                Add(n.A, g.Whole(g.Over(d, g.Const(g.ShapeOf(n.A).Count)), g.ShapeOf(n.A)));
                break;
            case Op.Dot when n.A == n.B:
                Add(n.A, g.Times(g.Times(g.Const(2), d), n.A));
                break;
            case Op.Dot:
                Pass(n.A, () => g.Times(d, n.B));
                Pass(n.B, () => g.Times(d, n.A));
                break;
            case Op.Norm:
                Add(n.A, g.Times(g.Over(d, node), n.A));
                break;
            case Op.MatMul:
                Pass(n.A, () => TowardLeft(n, d));
                Pass(n.B, () => TowardRight(n, d));
                break;
            case Op.Outer:
                Pass(n.A, () => g.Make(Op.MatMul, d, n.B));
                Pass(n.B, () => g.Make(Op.MatMul, n.A, d));
                break;
            case Op.Transpose:
                Add(n.A, Turned(d));
                break;
            case Op.Softmax:
                Add(n.A, g.Times(node, g.Minus(d, g.Total(g.Times(d, node)))));
                break;
            case Op.LogSumExp:
                Add(n.A, g.Times(d, g.Make(Op.Softmax, n.A)));
                break;
            case Op.RowSum or Op.RowMean or Op.RowMax or Op.RowMin:
                PassRows(node, n, d);
                break;
        }
    }

    /// <summary>
    /// Every row of a sum gets the adjoint itself, every row of a mean too (and remembers that it is a mean's); of the
    /// largest or smallest, the rows that attain it share it evenly.
    /// </summary>
    private void PassRows(int node, Node n, int d)
    {
        if (g.TableOf(n.A) < 0)
        {
            Add(n.A, n.Op == Op.RowSum ? g.Times(g.RowCount(n.B), d) : d);
            return;
        }
        from = (n.B, n.Op == Op.RowMean);
        if (n.Op is Op.RowSum or Op.RowMean)
        {
            Add(n.A, d);
            return;
        }
        var attained = g.Make(Op.Eq, n.A, node);
        Add(n.A, g.Where(attained, g.Over(d, g.RowTotal(attained, n.B)), g.Zero(n.Shape)));
    }

    private int TowardLeft(Node product, int d)
    {
        var (left, right) = (g.ShapeOf(product.A), g.ShapeOf(product.B));
        if (left.IsVector)
            return g.Make(Op.MatMul, product.B, g.Whole(d, product.Shape));
        return right.IsVector
            ? g.Make(Op.Outer, g.Whole(d, product.Shape), product.B)
            : g.Make(Op.MatMul, g.Whole(d, product.Shape), Turned(product.B));
    }

    private int TowardRight(Node product, int d)
    {
        var (left, right) = (g.ShapeOf(product.A), g.ShapeOf(product.B));
        if (left.IsVector)
            return g.Make(Op.Outer, product.A, g.Whole(d, product.Shape));
        return right.IsVector
            ? g.Make(Op.MatMul, g.Whole(d, product.Shape), product.A)
            : g.Make(Op.MatMul, Turned(product.A), g.Whole(d, product.Shape));
    }

    private int Turned(int a) =>
        g[a].Op switch
        {
            Op.Transpose => g[a].A,
            Op.Outer => g.Make(Op.Outer, g[a].B, g[a].A),
            Op.Fill => g.Fill(g[a].A, g.ShapeOf(a).Transposed),
            _ => g.Make(Op.Transpose, a),
        };

    private void PassElements(Node at, int d)
    {
        var (shape, mean) = (g.ShapeOf(at.A), from.Mean && g.TableOf(at.A) >= 0);
        if (at.Shape.IsScalar)
            adjoints.AddElement(at.A, shape.IsMatrix ? at.B * shape.Columns + at.C : at.B, Under(d), mean);
        else
            for (var j = 0; j < shape.Columns; j++)
                adjoints.AddElement(at.A, at.B * shape.Columns + j, Under(g.Element(d, j)), mean);
    }

    private bool Wants(int node) => active[node];

    private void Pass(int node, Func<int> share)
    {
        if (Wants(node))
            Add(node, share());
    }

    /// <summary>Adds a share of the adjoint at hand; from rows to what they have in common it waits to be summed.</summary>
    private void Add(int node, int share)
    {
        if (!Wants(node))
            return;
        share = Under(g.Whole(share, g.ShapeOf(node)));
        if (from.Table >= 0 && g.TableOf(node) < 0)
            adjoints.Hold(node, share, from);
        else
            adjoints.Add(node, share, from is { Table: >= 0, Mean: true });
    }
}
