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
    private readonly int[] adjoint;

    /// <summary>Adjoints that arrived element by element (through indexing), kept apart until the array's turn comes.</summary>
    private readonly Dictionary<int, int[]> elements = [];

    /// <summary>The condition all shares stand under while one node passes its adjoint on; -1 for none.</summary>
    private int condition = -1;

    private Reverse(Sketch g, bool[] active)
    {
        this.g = g;
        this.active = active;
        adjoint = new int[active.Length];
        Array.Fill(adjoint, -1);
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
            slopes[i] = sweep.Of(toward[i]);
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

    private int Of(int node)
    {
        if (node >= adjoint.Length)
            return g.Zero(g.ShapeOf(node));
        Gather(node);
        return adjoint[node] >= 0 ? adjoint[node] : g.Zero(g.ShapeOf(node));
    }

    private void Visit(int node)
    {
        Gather(node);
        var d = adjoint[node];
        if (d < 0 || g.IsZero(d))
            return;
        var n = g[node];
        if (n.Op.Family() == Family.Elementwise)
        {
            for (var k = 0; k < n.Op.Arity(); k++)
                if (Wants(g.Arguments(node)[k]) && !Slopes.IsFlat(n.Op, k))
                    Add(g.Arguments(node)[k], Passed(node, k, d));
        }
        else if (n.Op.Family() == Family.Structural)
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
            case Op.Fill:
                Add(n.A, g.Total(d));
                break;
            case Op.Sum:
                Add(n.A, g.Whole(d, g.ShapeOf(n.A)));
                break;
            case Op.Mean:
                Add(n.A, g.Whole(g.Over(d, g.Const(g.ShapeOf(n.A).Count)), g.ShapeOf(n.A)));
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
        }
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
        var shape = g.ShapeOf(at.A);
        if (!elements.TryGetValue(at.A, out var slots))
        {
            elements.Add(at.A, slots = new int[shape.Count]);
            Array.Fill(slots, -1);
        }
        if (at.Shape.IsScalar)
            Collect(slots, shape.IsMatrix ? at.B * shape.Columns + at.C : at.B, d);
        else
            for (var j = 0; j < shape.Columns; j++)
                Collect(slots, at.B * shape.Columns + j, g.Element(d, j));
    }

    private void Collect(int[] slots, int flat, int d) => slots[flat] = slots[flat] < 0 ? Under(d) : g.Plus(slots[flat], Under(d));

    /// <summary>Elements that came one by one become one array, written out.</summary>
    private void Gather(int node)
    {
        if (!elements.Remove(node, out var slots))
            return;
        for (var i = 0; i < slots.Length; i++)
            slots[i] = slots[i] < 0 ? g.Const(0) : slots[i];
        Add(node, g.Array(slots, g.ShapeOf(node)));
    }

    private bool Wants(int node) => active[node];

    private void Pass(int node, Func<int> share)
    {
        if (Wants(node))
            Add(node, share());
    }

    private void Add(int node, int share)
    {
        if (!Wants(node))
            return;
        share = Under(g.Whole(share, g.ShapeOf(node)));
        adjoint[node] = adjoint[node] < 0 ? share : g.Plus(adjoint[node], share);
    }
}
