using GdScript.Graphs;

namespace GdScript.Export;

/// <summary>One walk over the rows of a table.</summary>
/// <param name="Table">The number of the table.</param>
/// <param name="Stage">After which stage it can be made.</param>
/// <param name="Nodes">What is worked out for every row, arguments first.</param>
/// <param name="Reductions">What is made of it; nothing where each row is told of itself.</param>
internal sealed record RowWalk(int Table, int Stage, int[] Nodes, int[] Reductions);

/// <summary>
/// A formula over rows in stages: what all rows share, then walks that work out something for every row and reduce it, then what
/// follows from the reductions. A value is of a row when it is so after the kernels' lowering, which takes elements out of written
/// arrays and makes ones of powers of zero: whether a sum is walked or multiplied out decides its last bits.
/// </summary>
internal sealed class RowWalks
{
    private readonly Formula formula;
    private readonly bool[] live;
    private readonly Dictionary<int, List<int>> walksOf = [];

    /// <param name="formula">Whose rows.</param>
    /// <param name="live">The nodes that its roots need.</param>
    /// <param name="told">The table of whose rows the roots tell, without a reduction; −1 for none.</param>
    public RowWalks(Formula formula, bool[] live, int told = -1)
    {
        (this.formula, this.live) = (formula, live);
        (TableOf, StageOf) = (new int[live.Length], new int[live.Length]);
        for (var i = 0; i < live.Length; i++)
        {
            TableOf[i] = Table(i);
            foreach (var argument in formula.Arguments(i))
                StageOf[i] = Math.Max(StageOf[i], StageOf[argument]);
            if (IsReduction(i) && TableOf[formula.Nodes[i].A] >= 0)
                StageOf[i]++;
        }
        Walks =
        [
            .. Reductions()
                .GroupBy(r => (Stage: StageOf[r] - 1, Table: formula.Nodes[r].B))
                .OrderBy(g => g.Key)
                .Select(g => Walk(g.Key.Table, g.Key.Stage, [.. g])),
            .. told >= 0 ? [new RowWalk(told, 0, Needed(formula.Roots), [])] : (RowWalk[])[],
        ];
        for (var w = 0; w < Walks.Count; w++)
            foreach (var node in Walks[w].Nodes)
                (walksOf.TryGetValue(node, out var list) ? list : walksOf[node] = []).Add(w);
        Deepest = live.Select((alive, i) => alive ? StageOf[i] : 0).DefaultIfEmpty(0).Max();
    }

    /// <summary>The table whose rows a node's value depends on; −1 for one value in all.</summary>
    public int[] TableOf { get; }

    /// <summary>How many walks must have been made before a node can be worked out.</summary>
    public int[] StageOf { get; }

    public IReadOnlyList<RowWalk> Walks { get; }

    public int Deepest { get; }

    public bool IsReduction(int node) => formula.Nodes[node].Op.Family() == Family.Rows;

    /// <summary>True for what a walk works out, or makes of it.</summary>
    public bool IsWalked(int node) => TableOf[node] >= 0 || (IsReduction(node) && TableOf[formula.Nodes[node].A] >= 0);

    /// <summary>The walks that work out a node; a value of a row may be needed in several.</summary>
    public IReadOnlyList<int> WalksOf(int node) => walksOf.TryGetValue(node, out var walks) ? walks : [];

    /// <summary>What all rows share though it is taken out of an array that has something of a row: the element itself.</summary>
    public int? Shared(int node) => formula.Nodes[node] is { Op: Op.At } at && TableOf[node] < 0 && TableOf[at.A] >= 0 ? Element(at) : null;

    private IEnumerable<int> Reductions() => Enumerable.Range(0, live.Length).Where(i => live[i] && TableOf[i] < 0 && IsWalked(i));

    private RowWalk Walk(int table, int stage, int[] reductions) =>
        new(table, stage, Needed(reductions.Select(r => formula.Nodes[r].A)), reductions);

    private int[] Needed(IEnumerable<int> values)
    {
        var needed = new SortedSet<int>();
        var open = new Stack<int>(values);
        while (open.TryPop(out var node))
            if (TableOf[node] >= 0 && needed.Add(node))
                foreach (var argument in formula.Arguments(node))
                    open.Push(argument);
        return [.. needed];
    }

    private int Table(int i)
    {
        var node = formula.Nodes[i];
        if (node.Op == Op.Column)
            return formula.Columns[node.A].Table;
        if (node.Op.Family() == Family.Rows || (node.Op == Op.Pow && IsZero(node.B)))
            return -1;
        if (node.Op == Op.At && Element(node) is { } element)
            return TableOf[element];
        var table = -1;
        foreach (var argument in formula.Arguments(i))
            table = Math.Max(table, TableOf[argument]);
        return table;
    }

    private bool IsZero(int exponent)
    {
        while (formula.Nodes[exponent].Op == Op.Neg)
            exponent = formula.Nodes[exponent].A;
        return formula.Nodes[exponent] is { Op: Op.Const } constant && formula.ConstantOf(constant).ToDouble() == 0;
    }

    /// <summary>The node that an element of a written or filled array is.</summary>
    private int? Element(Node at)
    {
        var (from, offset) = (formula.Nodes[at.A], Offset(at));
        while (from.Op == Op.At)
            (offset, from) = (offset + Offset(from), formula.Nodes[from.A]);
        return from.Op == Op.Fill ? from.A
            : from.Op == Op.Array && at.Shape.IsScalar ? formula.ListOf(from)[offset]
            : null;
    }

    private int Offset(Node at) => formula.Nodes[at.A].Shape is { IsMatrix: true } from ? at.B * from.Columns + Math.Max(0, at.C) : at.B;
}
