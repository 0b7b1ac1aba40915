using System.Collections.Immutable;

namespace GdScript.Graphs;

/// <summary>
/// A formula is a flat list of nodes, arguments before the nodes that use them. Values compare by content of the nodes
/// their roots reach, never by walking a tree. Made by a <see cref="Sketch"/>.
/// </summary>
public sealed class Formula
{
    internal Formula() { }

    public required ImmutableArray<Node> Nodes { get; init; }

    /// <summary>The elements of every <see cref="Op.Array"/> node, as node numbers, back to back.</summary>
    public required ImmutableArray<int> Lists { get; init; }

    public required ImmutableArray<Number> Constants { get; init; }

    /// <summary>The names left open, in the order a point gives them.</summary>
    public required ImmutableArray<Parameter> Parameters { get; init; }

    /// <summary>The data columns it reads, each with the number of the table it stands in.</summary>
    public ImmutableArray<Column> Columns { get; init; } = [];

    /// <summary>The tables the columns are read from, by number; empty while the formula is not bound to data.</summary>
    public ImmutableArray<Table> Data { get; init; } = [];

    /// <summary>Named lines, in the order they were written.</summary>
    public ImmutableArray<Layer> Layers { get; init; } = [];

    /// <summary>What the formula computes: one root for a loss, several for a gradient or a Jacobian.</summary>
    public required ImmutableArray<int> Roots { get; init; }

    /// <summary>The text it was read from, when it was read.</summary>
    public Source? Source { get; init; }

    /// <summary>The first root: the loss itself.</summary>
    public int Root => Roots[0];

    /// <summary>The node of the first root.</summary>
    public Node Top => Nodes[Root];

    /// <summary>How many numbers a point has: the elements of all parameters, each row-major, one after the other.</summary>
    public int PointSize => Parameters.Sum(p => p.Shape.Count);

    /// <summary>How many numbers all roots give together.</summary>
    public int ResultSize => Roots.Sum(r => Nodes[r].Shape.Count);

    /// <summary>Where the elements of a parameter start in a flat point.</summary>
    public int OffsetOf(int parameter) => Parameters.Take(parameter).Sum(p => p.Shape.Count);

    /// <summary>The name of each number of a flat point: <c>x</c>, <c>w[2]</c>, <c>W[0,1]</c>.</summary>
    public IEnumerable<string> ElementNames =>
        from p in Parameters
        from i in Enumerable.Range(0, p.Shape.Count)
        select p.Name + p.Shape.ElementText(i);

    public ReadOnlySpan<int> ListOf(in Node array) => Lists.AsSpan().Slice(array.A, array.Shape.Count);

    /// <summary>The constant of a <see cref="Op.Const"/> node.</summary>
    public Number ConstantOf(in Node node) => Constants[node.A];

    /// <summary>The same nodes seen from other roots.</summary>
    public Formula WithRoots(params ReadOnlySpan<int> roots) =>
        new()
        {
            Nodes = Nodes,
            Lists = Lists,
            Constants = Constants,
            Parameters = Parameters,
            Columns = Columns,
            Data = Data,
            Layers = Layers,
            Source = Source,
            Roots = [.. roots],
        };

    /// <summary>The same formula over other rows: a mini-batch, held-out rows, new data. Derivatives keep the data of their loss.</summary>
    /// <param name="data">The tables by number; each has the columns the formula reads from it, in any order.</param>
    /// <exception cref="ArgumentException">A column of the formula is in none of them, or has another shape there.</exception>
    public Formula With(params ReadOnlySpan<Table> data)
    {
        foreach (var column in Columns)
        {
            var (name, table) = column;
            var at = table < data.Length ? data[table].IndexOf(name) : -1;
            if (at < 0)
                throw new ArgumentException($"the data have no column '{name}'", nameof(data));
            if (data[table].Shapes[at] != column.Shape)
                throw new ArgumentException(
                    $"the column '{name}' is {column.Shape}, and the data have {data[table].Shapes[at]}",
                    nameof(data)
                );
        }
        return new()
        {
            Nodes = Nodes,
            Lists = Lists,
            Constants = Constants,
            Parameters = Parameters,
            Columns = Columns,
            Data = [.. data],
            Layers = Layers,
            Source = Source,
            Roots = Roots,
        };
    }

    /// <summary>
    /// The number of the table whose rows a node's value depends on: it has one value for every row. −1 for a node that has
    /// one value in all, among them what a reduction makes of rows.
    /// </summary>
    public int TableOf(int node) => Columns.IsEmpty ? -1 : (tables ??= Dependence.Of(this))[node];

    private int[]? tables;

    /// <summary>True for every node some root needs; a loop from the back, so depth does not matter.</summary>
    public bool[] Reached()
    {
        var live = new bool[Nodes.Length];
        foreach (var root in Roots)
            live[root] = true;
        for (var i = Nodes.Length - 1; i >= 0; i--)
            if (live[i])
                foreach (var argument in Arguments(i))
                    live[argument] = true;
        return live;
    }

    /// <summary>How many nodes the roots need.</summary>
    public int Size => Reached().Count(live => live);

    /// <summary>The nodes a node reads, in order.</summary>
    public ArgumentList Arguments(int node) => new(Nodes[node], Lists.AsSpan());

    public override string ToString() => $"formula of {Nodes.Length} nodes and {Roots.Length} roots";
}

/// <summary>The argument nodes of one node, walked without allocating.</summary>
public ref struct ArgumentList
{
    private readonly Node node;
    private readonly ReadOnlySpan<int> list;
    private int at;

    public ArgumentList(Node node, ReadOnlySpan<int> lists)
    {
        this.node = node;
        list = node.Op == Op.Array ? lists.Slice(node.A, node.Shape.Count) : default;
        Count = node.Op == Op.Array ? list.Length : node.Op.Arity();
        at = -1;
    }

    public int Count { get; }

    public readonly int this[int k] =>
        node.Op == Op.Array ? list[k]
        : k == 0 ? node.A
        : k == 1 ? node.B
        : node.C;

    public readonly int Current => this[at];

    public bool MoveNext() => ++at < Count;

    public readonly ArgumentList GetEnumerator() => this;
}
