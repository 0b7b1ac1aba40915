using GdScript.Graphs;

namespace GdScript.Kernels;

/// <summary>
/// Walks a formula backwards from some elements of its values to the elements they were made from. It finds the first
/// operation that left the finite numbers, and the parameters that an operation depends on.
/// </summary>
internal sealed class Blame
{
    private readonly NodeValues values;
    private readonly Formula formula;
    private readonly bool onlyNotFinite;
    private readonly int[] starts;
    private readonly bool[] wanted;

    private Blame(NodeValues values, bool onlyNotFinite)
    {
        (this.values, formula, this.onlyNotFinite) = (values, values.Formula, onlyNotFinite);
        starts = new int[formula.Nodes.Length + 1];
        for (var i = 0; i < formula.Nodes.Length; i++)
            starts[i + 1] = checked(starts[i] + (values.Has(i) ? formula.Nodes[i].Shape.Count : 0));
        wanted = new bool[starts[^1]];
    }

    /// <summary>
    /// The first node, in the order of the formula, and its first element that is not finite though what it was made from
    /// is, among those that a root which is not finite was made from.
    /// </summary>
    public static (int Node, int Element) First(NodeValues values)
    {
        var blame = new Blame(values, onlyNotFinite: true);
        foreach (var root in values.Formula.Roots)
            for (var k = 0; k < values.Formula.Nodes[root].Shape.Count; k++)
                blame.Want(root, k);
        var first = (-1, -1);
        for (var i = values.Formula.Nodes.Length - 1; i >= 0; i--)
            if (blame.Spread(i) is var element and >= 0)
                first = (i, element);
        return first;
    }

    /// <summary>Which numbers of the flat point an element depends on.</summary>
    public static List<int> Depends(NodeValues values, int node, int element)
    {
        var blame = new Blame(values, onlyNotFinite: false);
        blame.Want(node, element);
        for (var i = node; i >= 0; i--)
            blame.Spread(i);
        var found = new SortedSet<int>();
        for (var i = 0; i <= node; i++)
            if (values.Has(i) && values.Formula.Nodes[i] is { Op: Op.Param } parameter)
                found.UnionWith(blame.Elements(i).Select(k => values.Formula.OffsetOf(parameter.A) + k));
        return [.. found];
    }

    /// <summary>The nodes of the data columns that an element depends on.</summary>
    public static List<int> Columns(NodeValues values, int node, int element)
    {
        var blame = new Blame(values, onlyNotFinite: false);
        blame.Want(node, element);
        for (var i = node; i >= 0; i--)
            blame.Spread(i);
        return
        [
            .. Enumerable
                .Range(0, node + 1)
                .Where(i => values.Formula.Nodes[i].Op == Op.Column && values.Has(i) && blame.Elements(i).Any()),
        ];
    }

    /// <summary>Passes the wish for a node's elements on to its arguments; the first element that nothing was passed on for, or −1.</summary>
    private int Spread(int i)
    {
        if (!values.Has(i))
            return -1;
        if (formula.Nodes[i].Op == Op.MatMul)
            return SpreadProduct(i);
        var alone = -1;
        foreach (var k in Elements(i))
        {
            var passed = false;
            foreach (var (argument, element) in Feeds(i, k))
                passed |= Want(argument, element);
            if (!passed && alone < 0)
                alone = k;
            if (formula.Nodes[i].Op == Op.Softmax)
                break;
        }
        return alone;
    }

    /// <summary>Rows and columns once each, not once for every element of a product.</summary>
    private int SpreadProduct(int i)
    {
        var node = formula.Nodes[i];
        var (_, inner, columns) = Wide.Sides(formula.Nodes[node.A].Shape, formula.Nodes[node.B].Shape);
        int[] asked = [.. Elements(i)];
        var rows = asked.Select(k => k / columns).Distinct().ToDictionary(r => r, r => WantAll(node.A, r * inner, 1, inner));
        var sides = asked.Select(k => k % columns).Distinct().ToDictionary(c => c, c => WantAll(node.B, c, columns, inner));
        return Array.FindIndex(asked, k => !rows[k / columns] && !sides[k % columns]) is var at and >= 0 ? asked[at] : -1;
    }

    private bool WantAll(int node, int first, int stride, int count)
    {
        var any = false;
        for (var k = 0; k < count; k++)
            any |= Want(node, first + k * stride);
        return any;
    }

    private bool Want(int node, int element)
    {
        if (formula.Nodes[node].Shape.IsScalar)
            element = 0;
        var follows = !onlyNotFinite || !double.IsFinite(values.At(node, element));
        return follows && (wanted[starts[node] + element] = true);
    }

    private IEnumerable<int> Elements(int i) => Enumerable.Range(0, starts[i + 1] - starts[i]).Where(k => wanted[starts[i] + k]);

    /// <summary>The elements that element k of a node is made from.</summary>
    private IEnumerable<(int Argument, int Element)> Feeds(int i, int k)
    {
        var node = formula.Nodes[i];
        var from = node.Op.Arity() > 0 ? formula.Nodes[node.A].Shape : default;
        return node.Op switch
        {
            Op.Array => [(formula.ListOf(node)[k], 0)],
            Op.At => [(node.A, k + (from.IsMatrix ? node.B * from.Columns + Math.Max(0, node.C) : node.B))],
            Op.Gather => [.. Named(node, k, from), (node.B, 0)],
            Op.Scatter => [.. Put(node, k), (node.B, 0)],
            Op.Fill => [(node.A, 0)],
            Op.Outer => [(node.A, k / node.Shape.Columns), (node.B, k % node.Shape.Columns)],
            Op.Transpose => [(node.A, k % from.Rows * from.Columns + k / from.Rows)],
            Op.Sum or Op.Mean or Op.Norm or Op.Softmax or Op.LogSumExp or Op.Argmax => All(node.A),
            Op.Dot => [.. All(node.A), .. All(node.B)],
            Op.Where => Chosen(node, k),
            Op.RowSum or Op.RowMean or Op.RowMax or Op.RowMin => values.Has(node.A) ? [(node.A, k)] : [],
            _ => node.Op.Arity() switch
            {
                0 => [],
                1 => [(node.A, k)],
                2 => [(node.A, k), (node.B, k)],
                _ => [(node.A, k), (node.B, k), (node.C, k)],
            },
        };
    }

    private (int, int)[] Named(Node gather, int k, Shape from) =>
        Arrays.Place(values.At(gather.B, 0), from.Rows) is var at and >= 0 ? [(gather.A, at * Math.Max(1, from.Columns) + k)] : [];

    private (int, int)[] Put(Node scatter, int k)
    {
        var width = Math.Max(1, scatter.Shape.Columns);
        return Arrays.Place(values.At(scatter.B, 0), scatter.Shape.Rows) == k / width ? [(scatter.A, k % width)] : [];
    }

    private IEnumerable<(int, int)> All(int node) => Enumerable.Range(0, formula.Nodes[node].Shape.Count).Select(k => (node, k));

    private (int, int)[] Chosen(Node node, int k)
    {
        var side = values.At(node.A, k) != 0 ? node.B : node.C;
        return onlyNotFinite ? [(side, k)] : [(node.A, k), (side, k)];
    }
}
