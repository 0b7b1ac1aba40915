using System.Diagnostics;
using GdScript.Graphs;

namespace GdScript.Kernels;

/// <summary>Some rows next to each other of the first table a formula reads: a mini-batch.</summary>
public readonly record struct Window(int First, int Count);

/// <summary>
/// Runs a formula over rows: what rows have in common once, then walks over the rows. At first strip by strip, each
/// operation over a whole strip; compiled, in fused loops. Sums keep the order of <see cref="Sums"/> either way.
/// </summary>
internal sealed unsafe partial class RowEngine : Engine
{
    /// <summary>Doubles in a line of the cache; running sums stand on such lines.</summary>
    private const int Line = 8;

    private readonly RowPlan plan;
    private readonly Schedule schedule;
    private readonly Table[] data;
    private readonly int[] columnOf;
    private readonly FusedLoops? fused;
    private readonly int threads = 1;
    private readonly int[] trees;
    private readonly int treesEnd;

    /// <exception cref="NotSupportedException">A column has no data.</exception>
    public RowEngine(RowPlan plan, ReadOnlySpan<Table> data)
    {
        (this.plan, schedule, this.data) = (plan, plan.Schedule, data.ToArray());
        columnOf = new int[schedule.Columns.Length];
        for (var c = 0; c < columnOf.Length; c++)
        {
            var (name, table) = schedule.Columns[c];
            columnOf[c] = table < data.Length ? data[table].IndexOf(name) : -1;
            if (columnOf[c] >= 0 && data[table].Shapes[columnOf[c]] != schedule.Columns[c].Shape)
                throw new NotSupportedException(
                    $"the column '{name}' is {schedule.Columns[c].Shape}, and the data have {data[table].Shapes[columnOf[c]]}"
                );
        }
        foreach (var node in schedule.Nodes)
            if (node.Op == Op.Column && columnOf[node.A] < 0)
                throw new NotSupportedException(
                    $"the column '{schedule.Columns[node.A].Name}' has no data: bind the formula with Formula.With(table)"
                );
            else if (node.Op.Family() == Family.Rows && node.B >= data.Length)
                throw new NotSupportedException("the formula reduces rows and has no data: bind it with Formula.With(table)");
        trees = TreesBehind(plan.Size, out treesEnd);
    }

    private RowEngine(RowEngine other, FusedLoops? fused, int threads)
    {
        (plan, schedule, data, columnOf) = (other.plan, other.schedule, other.data, other.columnOf);
        (this.fused, this.threads) = (fused, threads);
        trees = TreesBehind(checked(plan.Size + (fused?.Size ?? 0)), out treesEnd);
    }

    public override int WorkSize => checked(treesEnd + Line);

    /// <summary>How many doubles a thread takes for its part of a walk: everything but the trees of scattered sums, which blocks meet in later.</summary>
    public int PartSize => checked(plan.Size + (fused?.Size ?? 0) + Line);

    /// <summary>Where the trees of scattered sums are: as many levels as the rows have blocks take, behind all other memory.</summary>
    private int[] TreesBehind(int size, out int end)
    {
        var places = new int[plan.Trees.Length];
        for (var t = 0; t < places.Length; t++)
        {
            places[t] = size;
            var (shape, table) = plan.Trees[t];
            size = checked(size + ScatterSums.TreeSize(shape, (uint)BlocksOf(table < data.Length ? data[table].Count : 0)));
        }
        end = size;
        return places;
    }

    /// <summary>How many blocks so many rows have.</summary>
    public static int BlocksOf(int rows) => (int)((rows + Sums.BlockLength - 1L) / Sums.BlockLength);

    /// <summary>What kernels of one formula over other rows share.</summary>
    public RowPlan Plan => plan;

    /// <summary>True when walks over rows are fused loops, where they can be.</summary>
    public bool IsFused => fused != null;

    /// <summary>How many rows the longest walk has.</summary>
    public int MostRows(Window window)
    {
        var most = window.Count;
        for (var t = 1; t < data.Length; t++)
            most = Math.Max(most, data[t].Count);
        return most;
    }

    /// <summary>The same plan over other tables; nothing is planned anew.</summary>
    public RowEngine On(ReadOnlySpan<Table> tables)
    {
        var on = new RowEngine(plan, tables).OnThreads(threads);
        return fused is null ? on : on.Compiled();
    }

    /// <summary>The same with walks over many rows shared among threads, which changes no bit.</summary>
    public RowEngine OnThreads(int count) => new(this, fused, count);

    /// <summary>The same with fused loops, which all kernels of one plan share.</summary>
    public RowEngine Compiled(Sums.Width? width = null)
    {
        var singles = new bool[columnOf.Length];
        for (var c = 0; c < singles.Length; c++)
            singles[c] = columnOf[c] >= 0 && data[schedule.Columns[c].Table].IsSingle(columnOf[c]);
        return new(this, plan.Fused(width ?? Sums.Widest, singles), threads);
    }

    public override void Run(double* point, double* first, double* rest, double* work) => Run(point, first, rest, work, All);

    /// <summary>All rows of the first table.</summary>
    public Window All => new(0, data.Length > 0 ? data[0].Count : 0);

    /// <summary>The same over some rows of the first table.</summary>
    public void Run(double* point, double* first, double* rest, double* work, Window window)
    {
        work = Aligned(work);
        var shortcuts = fused is null ? plan.Shortcuts : RowShortcuts.None;
        Fill(point, work, window, fused is null ? rest : null);
        Arrays.Copy(first, work + plan.Plan.Places[schedule.Roots[0]], schedule.Nodes[schedule.Roots[0]].Shape.Count);
        foreach (var root in schedule.Roots.AsSpan(1))
        {
            var count = schedule.Nodes[root].Shape.Count;
            if (shortcuts.Written(root) < 0)
                Arrays.Copy(rest, work + plan.Plan.Places[root], count);
            rest += count;
        }
    }

    /// <summary>The workspace from the next line of the cache on.</summary>
    public static double* Aligned(double* work) => (double*)(((nint)work + Line * sizeof(double) - 1) & -(Line * sizeof(double)));

    /// <summary>Puts every value that is one for all rows into its place.</summary>
    public void Fill(double* point, double* work, Window window) => Fill(point, work, window, null);

    /// <summary>The same, where what need not be copied is written straight to the answer.</summary>
    private void Fill(double* point, double* work, Window window, double* answer)
    {
        var addresses = (double**)(work + plan.Addresses);
        addresses[-2] = answer;
        addresses[-1] = point;
        if (answer == null)
            Arrays.Copy(work, point, schedule.PointSize);
        else
            foreach (var (from, count) in plan.Shortcuts.Copied)
                Arrays.Copy(work + from, point + from, count);
        schedule.Constants.CopyTo(new Span<double>(work + schedule.PointSize, schedule.Constants.Length));
        for (var s = 0; s < plan.Stages.Length; s++)
        {
            var stage = plan.Stages[s];
            Interpreter.Walk(schedule, stage.Steps, work);
            foreach (ref readonly var counted in stage.Counted.AsSpan())
                Count(counted, work, RowsOf(counted.Table, window));
            for (var l = 0; l < stage.Loops.Length; l++)
                Walk(stage, l, fused?.Loops[s][l], work, window);
        }
    }

    /// <exception cref="ArgumentOutOfRangeException">The first table has not all of the rows.</exception>
    public void Expect(Window rows)
    {
        if (data.Length == 0 || rows.First < 0 || rows.Count < 0 || rows.First > data[0].Count - rows.Count)
            throw new ArgumentOutOfRangeException(nameof(rows), rows, "the data have not all of these rows");
    }

    /// <summary>How many rows a table has, seen through the window.</summary>
    public int RowsOf(int table, Window window) => table == 0 ? window.Count : data[table].Count;

    /// <summary>Every value of one row, each in the slot the loop gives it.</summary>
    public void Inspect(RowLoop loop, int row, double* work, double* values, Window window)
    {
        var columns = Point(loop, work, window);
        RowSteps.Do(schedule, loop.Steps, new(work, columns, values, work + plan.Scratch, row, 1, 1, row, 1));
    }

    private static void Count(in Counted counted, double* work, int rows)
    {
        for (var k = 0; k < counted.Count; k++)
        {
            var value = work[counted.From + k];
            work[counted.To + k] = counted.Op switch
            {
                Op.RowSum => rows * value,
                Op.RowMean => rows == 0 ? double.NaN : value,
                Op.RowMax => rows == 0 ? double.NegativeInfinity : value,
                Op.RowMin => rows == 0 ? double.PositiveInfinity : value,
                _ => throw new UnreachableException($"{counted.Op} does not reduce rows"),
            };
        }
    }

    private void Walk(RowStage stage, int number, FusedLoop? fusedLoop, double* work, Window window)
    {
        var (results, scattered) = (stage.Results[number], stage.Scattered[number]);
        var walk = new RowWalk(stage.Loops[number], fusedLoop, results, stage.Ranked[number], scattered, window);
        var rows = RowsOf(walk.Loop.Table, window);
        foreach (var (node, state) in results)
            RowReductions.Begin(schedule.Nodes[node], work + state, plan.Read.GetValueOrDefault(node));
        foreach (var (node, state, tree) in scattered)
            ScatterSums.Begin(schedule.Nodes[node].Shape, work + state, work + trees[tree]);
        var blocks = BlocksOf(rows);
        var shared = threads > 1 && blocks > 1;
        if (shared)
            RowThreads.Walk(this, walk, work, threads);
        else
            for (var block = 0; block < blocks; block++)
            {
                Block(walk, work, block);
                foreach (var (node, state) in block < blocks - 1 ? results : [])
                    RowReductions.EndBlock(schedule.Nodes[node], work + state, (uint)block, plan.Read.GetValueOrDefault(node));
                foreach (var (node, state, tree) in scattered)
                    ScatterSums.EndBlock(schedule.Nodes[node].Shape, work + state, work + trees[tree], (uint)block);
            }
        foreach (var (node, state) in results)
            RowReductions.End(
                schedule.Nodes[node],
                work + state,
                work + plan.Plan.Places[node],
                (uint)blocks,
                rows,
                plan.Read.GetValueOrDefault(node),
                open: !shared && blocks > 0
            );
        foreach (var (node, _, tree) in scattered)
            ScatterSums.End(schedule.Nodes[node], work + trees[tree], work + plan.Plan.Places[node], (uint)blocks, rows);
        if (rows == 0)
            foreach (var (node, _) in walk.Ranked)
                Ranks.OfNone(schedule.Nodes[node], ResultOf(node, work));
    }

    /// <summary>Where a sum of outer products ends up.</summary>
    public double* ResultOf(int node, double* work) =>
        ((double**)(work + plan.Addresses))[-2] is var answer && answer != null && plan.Shortcuts.Written(node) is var at and >= 0
            ? answer + at
            : work + plan.Plan.Places[node];

    /// <summary>What all rows share, for a thread's own workspace; it writes no answers.</summary>
    public void TakeOver(double* own, double* work)
    {
        Arrays.Copy(own, work, plan.Addresses);
        ((double**)(own + plan.Addresses))[-2] = null;
    }

    /// <summary>Where the tree of a scattered sum is.</summary>
    public int TreeAt(in ScatterState scattered) => trees[scattered.Tree];

    /// <summary>The rows of one block into the lanes of the reductions.</summary>
    public void Block(in RowWalk walk, double* work, int block)
    {
        var start = block * Sums.BlockLength;
        var count = Math.Min(Sums.BlockLength, RowsOf(walk.Loop.Table, walk.Window) - start);
        if (walk.Fused is { } fusedLoop)
            fusedLoop.Run(this, walk.Results, walk.Window, start, count, work);
        else
            Strips(walk.Loop, walk.Window, start, count, work);
    }

    /// <summary>Some rows of one block, strip by strip; for the walk of the answers these go to <paramref name="to"/>.</summary>
    public void Strips(RowLoop loop, Window window, int start, int count, double* work, double* to = null, long stride = 0)
    {
        var columns = Point(loop, work, window);
        var all = RowsOf(loop.Table, window);
        for (var end = start + count; start < end; start += plan.Strip)
        {
            var rows = Math.Min(plan.Strip, end - start);
            RowSteps.Do(schedule, loop.Steps, new(work, columns, work + plan.Slots, work + plan.Scratch, start, rows, rows, start, all));
            if (to != null)
                Answer(loop, work, to + start, stride, rows);
        }
    }

    /// <summary>The addresses of the loop's columns, kept in the workspace.</summary>
    private double** Point(RowLoop loop, double* work, Window window)
    {
        var columns = (double**)(work + plan.Addresses);
        for (var c = 0; c < loop.Columns.Length; c++)
            columns[c] = Address(loop, c, false, window);
        return columns;
    }

    /// <summary>Where a column of a loop starts: singles as they lie, or doubles.</summary>
    public double* Address(RowLoop loop, int place, bool single, Window window)
    {
        var (table, column) = (data[loop.Table], columnOf[loop.Columns[place]]);
        var first = loop.Table == 0 ? (long)window.First * table.Width(column) : 0;
        return single ? (double*)(table.SingleAddress(column) + first) : table.Address(column) + first;
    }
}
