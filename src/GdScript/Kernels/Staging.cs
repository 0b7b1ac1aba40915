using GdScript.Graphs;

namespace GdScript.Kernels;

/// <summary>One walk over the rows of a table: what is worked out for each row, and what is reduced from it.</summary>
/// <param name="Table">The number of the table.</param>
/// <param name="Nodes">The nodes with a value for every row, arguments first.</param>
/// <param name="Reductions">The reductions fed by them.</param>
internal sealed record Loop(int Table, int[] Nodes, int[] Reductions);

/// <summary>
/// What can be worked out once the reductions of the stages before are known: values that are the same for all rows, then
/// reductions of such values, then walks over the rows.
/// </summary>
internal sealed record Stage(int[] Same, int[] Counted, Loop[] Loops);

/// <summary>
/// A formula over rows taken apart into stages: a mean of squares has one walk over the rows, a variance (whose rows need
/// the mean) two. What rows have in common is worked out once, before the walk.
/// </summary>
internal sealed class Staging
{
    private readonly Node[] nodes;
    private readonly int[] lists;
    private readonly bool[] live;
    private readonly int[] depths;

    private Staging(ReadOnlySpan<Node> nodes, ReadOnlySpan<int> lists, ReadOnlySpan<Column> columns, bool[] live)
    {
        (this.nodes, this.lists, this.live) = (nodes.ToArray(), lists.ToArray(), live);
        (Tables, depths) = (new int[nodes.Length], new int[nodes.Length]);
        for (var node = 0; node < nodes.Length; node++)
        {
            Tables[node] = live[node] ? Dependence.Of(nodes[node], Arguments(node), columns, Tables) : -1;
            depths[node] = live[node] ? Depth(node) : 0;
        }
    }

    /// <summary>The table whose rows each node depends on; −1 for none.</summary>
    public int[] Tables { get; }

    public Stage[] Stages { get; private set; } = [];

    /// <summary>Every reduction that a walk feeds.</summary>
    public IEnumerable<int> Reductions => Stages.SelectMany(s => s.Loops).SelectMany(l => l.Reductions);

    /// <summary>True when some live node reads rows.</summary>
    public static bool IsNeeded(ReadOnlySpan<Node> nodes)
    {
        foreach (var node in nodes)
            if (node.Op == Op.Column || node.Op.Family() == Family.Rows)
                return true;
        return false;
    }

    /// <summary>The stages of the live nodes of a formula or a schedule.</summary>
    public static Staging Of(ReadOnlySpan<Node> nodes, ReadOnlySpan<int> lists, ReadOnlySpan<Column> columns, bool[] live)
    {
        var staging = new Staging(nodes, lists, columns, live);
        var count = 1 + (staging.depths.Length == 0 ? 0 : staging.depths.Max());
        var same = Lists(count);
        var counted = Lists(count);
        var reductions = new SortedDictionary<(int Depth, int Table), List<int>>();
        for (var node = 0; node < nodes.Length; node++)
            if (live[node] && staging.Tables[node] < 0)
                staging.Sort(node, same, counted, reductions);
        staging.Stages = new Stage[count];
        for (var d = 0; d < count; d++)
            staging.Stages[d] = new(
                [.. same[d]],
                [.. counted[d]],
                [
                    .. reductions
                        .Where(r => r.Key.Depth == d)
                        .Select(r => staging.LoopOf(r.Key.Table, r.Value, r.Value.Select(node => staging.nodes[node].A))),
                ]
            );
        return staging;
    }

    /// <summary>Every live node with a value for each row of the table, as a walk that reduces nothing.</summary>
    public Loop Whole(int table) => new(table, [.. Enumerable.Range(0, nodes.Length).Where(i => live[i] && Tables[i] == table)], []);

    /// <summary>The walk that works out what the nodes are in every row of a table.</summary>
    public Loop Toward(int[] roots, int table) => LoopOf(table, [], roots.Where(r => Tables[r] == table));

    private void Sort(int node, List<int>[] same, List<int>[] counted, SortedDictionary<(int, int), List<int>> reductions)
    {
        var n = nodes[node];
        if (n.Op.Family() != Family.Rows)
            same[depths[node]].Add(node);
        else if (Tables[n.A] < 0)
            counted[depths[node] - 1].Add(node);
        else if (reductions.TryGetValue((depths[node] - 1, n.B), out var list))
            list.Add(node);
        else
            reductions.Add((depths[node] - 1, n.B), [node]);
    }

    private Loop LoopOf(int table, List<int> reductions, IEnumerable<int> bodies)
    {
        var needed = new SortedSet<int>();
        var open = new Stack<int>(bodies);
        while (open.TryPop(out var node))
            if (Tables[node] >= 0 && needed.Add(node))
                foreach (var argument in Arguments(node))
                    open.Push(argument);
        return new(table, [.. needed], [.. reductions]);
    }

    private int Depth(int node)
    {
        var depth = 0;
        foreach (var argument in Arguments(node))
            depth = Math.Max(depth, depths[argument]);
        return nodes[node].Op.Family() == Family.Rows ? depth + 1 : depth;
    }

    private ArgumentList Arguments(int node) => new(nodes[node], lists);

    private static List<int>[] Lists(int count) => [.. Enumerable.Range(0, count).Select(_ => new List<int>())];
}
