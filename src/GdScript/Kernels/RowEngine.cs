using System.Diagnostics;
using GdScript.Graphs;

namespace GdScript.Kernels;

/// <summary>Some rows next to each other of the first table a formula reads: a mini-batch.</summary>
public readonly record struct Window(int First, int Count);

/// <summary>
/// Runs a formula over rows: what rows have in common once, then walks over the rows strip by strip, each operation over a
/// whole strip. Sums keep the order of <see cref="Sums"/>, whatever the strips are.
/// </summary>
internal sealed unsafe class RowEngine : Engine
{
    private readonly RowPlan plan;
    private readonly Schedule schedule;
    private readonly Table[] data;
    private readonly int[] columnOf;

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
    }

    public override int WorkSize => plan.Size;

    /// <summary>The same plan over other tables; nothing is planned anew.</summary>
    public RowEngine On(ReadOnlySpan<Table> tables) => new(plan, tables);

    public override void Run(double* point, double* first, double* rest, double* work) => Run(point, first, rest, work, All);

    /// <summary>All rows of the first table.</summary>
    public Window All => new(0, data.Length > 0 ? data[0].Count : 0);

    /// <summary>The same over some rows of the first table.</summary>
    public void Run(double* point, double* first, double* rest, double* work, Window window)
    {
        Fill(point, work, window);
        Interpreter.Give(plan.Plan, first, rest, work);
    }

    /// <summary>Puts every value that is one for all rows into its place.</summary>
    public void Fill(double* point, double* work, Window window)
    {
        Arrays.Copy(work, point, schedule.PointSize);
        schedule.Constants.CopyTo(new Span<double>(work + schedule.PointSize, schedule.Constants.Length));
        foreach (var stage in plan.Stages)
        {
            Interpreter.Walk(schedule, stage.Steps, work);
            foreach (ref readonly var counted in stage.Counted.AsSpan())
                Count(counted, work, RowsOf(counted.Table, window));
            for (var l = 0; l < stage.Loops.Length; l++)
                Walk(stage.Loops[l], stage.Results[l], work, window);
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
        foreach (ref readonly var step in loop.Steps.AsSpan())
            Do(step, columns, row, 1, work, values);
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

    private void Walk(RowLoop loop, (int Node, int State)[] results, double* work, Window window)
    {
        var rows = RowsOf(loop.Table, window);
        foreach (var (node, state) in results)
            Begin(schedule.Nodes[node], work + state);
        var columns = Point(loop, work, window);
        for (var start = 0; start < rows; start += plan.Strip)
        {
            var count = Math.Min(plan.Strip, rows - start);
            foreach (ref readonly var step in loop.Steps.AsSpan())
                Do(step, columns, start, count, work, work + plan.Slots);
            if (start + count == rows || (start + count) % Sums.BlockLength == 0)
                foreach (var (node, state) in results)
                    EndBlock(schedule.Nodes[node], work + state, (uint)(start / Sums.BlockLength));
        }
        var blocks = (uint)((rows + Sums.BlockLength - 1L) / Sums.BlockLength);
        foreach (var (node, state) in results)
            End(schedule.Nodes[node], work + state, work + plan.Plan.Places[node], blocks, rows);
    }

    /// <summary>The addresses of the loop's columns, kept in the workspace.</summary>
    private double** Point(RowLoop loop, double* work, Window window)
    {
        var columns = (double**)(work + plan.Addresses);
        for (var c = 0; c < loop.Columns.Length; c++)
        {
            var column = columnOf[loop.Columns[c]];
            columns[c] = data[loop.Table].Address(column) + (loop.Table == 0 ? (long)window.First * data[loop.Table].Width(column) : 0);
        }
        return columns;
    }

    private static void Begin(in Node reduction, double* state)
    {
        for (var k = 0; k < reduction.Shape.Count; k++, state += Sums.StateSize)
            if (reduction.Op is Op.RowSum or Op.RowMean)
                new Span<double>(state, Sums.Lanes).Clear();
            else
                *state = reduction.Op == Op.RowMax ? double.NegativeInfinity : double.PositiveInfinity;
    }

    private static void EndBlock(in Node reduction, double* state, uint block)
    {
        if (reduction.Op is Op.RowSum or Op.RowMean)
            for (var k = 0; k < reduction.Shape.Count; k++, state += Sums.StateSize)
                Sums.EndBlock(state, block);
    }

    private static void End(in Node reduction, double* state, double* to, uint blocks, int rows)
    {
        for (var k = 0; k < reduction.Shape.Count; k++, state += Sums.StateSize)
            to[k] =
                reduction.Op == Op.RowSum ? Sums.Ended(state, blocks)
                : reduction.Op == Op.RowMean ? Sums.Ended(state, blocks) / rows
                : *state;
    }

    /// <summary>One step for <paramref name="count"/> rows from <paramref name="start"/> on.</summary>
    private void Do(in RowStep step, double** columns, int start, int count, double* work, double* slots)
    {
        var strips = new Strips(work, columns, slots, start, count);
        if (step.Op.Family() == Family.Rows)
            TakeIn(step, strips, work + step.To);
        else if (step.Op == Op.Column)
            RowArrays.Spread(slots + (long)step.To * count, columns[step.A.At] + (long)start * step.Count, step.Count, count);
        else if (step.Op == Op.Array)
            Copy(slots + (long)step.To * count, strips.At(step.A, 0), Strips.Stride(step.A), count);
        else if (step.Op.Family() == Family.Elementwise)
            Elements(step, strips, slots + (long)step.To * count);
        else
            RowArrays.Run(schedule, step, strips, slots + (long)step.To * count, work + plan.Scratch);
    }

    private static void TakeIn(in RowStep step, in Strips strips, double* state)
    {
        for (var k = 0; k < step.Count; k++, state += Sums.StateSize)
            if (step.Op is Op.RowSum or Op.RowMean)
                Sums.Add(state, strips.At(step.A, k), strips.Count);
            else
                *state = Extreme(step.Op, *state, strips.At(step.A, k), strips.Count);
    }

    private static double Extreme(Op op, double extreme, double* strip, int count)
    {
        for (var i = 0; i < count; i++)
            extreme = op == Op.RowMax ? Math.Max(extreme, strip[i]) : Math.Min(extreme, strip[i]);
        return extreme;
    }

    private static void Copy(double* to, double* from, int stride, int count)
    {
        if (stride == 0)
            Arrays.Fill(to, from, count);
        else
            Arrays.Copy(to, from, count);
    }

    /// <summary>Strip by strip; all at once where every argument is strips of the same number.</summary>
    private static void Elements(in RowStep step, in Strips strips, double* to)
    {
        var whole = step.Count == 1 || (Strips.IsWhole(step.A) && Strips.IsWhole(step.B) && Strips.IsWhole(step.C));
        var rounds = whole ? 1 : step.Count;
        var length = whole ? step.Count * strips.Count : strips.Count;
        for (var k = 0; k < rounds; k++, to += length)
            Elementwise.Run(
                to,
                strips.At(step.A, k),
                Strips.Stride(step.A),
                strips.At(step.B, k),
                Strips.Stride(step.B),
                strips.At(step.C, k),
                Strips.Stride(step.C),
                length,
                step.Op
            );
    }
}

/// <summary>Where the arguments of row steps are for the strip at hand.</summary>
internal readonly unsafe struct Strips(double* work, double** columns, double* slots, int start, int count)
{
    /// <summary>How many rows the strip has.</summary>
    public int Count => count;

    /// <summary>Where element k of an argument starts: a run of rows, or one number for all of them.</summary>
    public double* At(in Operand operand, int k) =>
        operand.Source switch
        {
            Source.None => work,
            Source.Same => work + operand.At + (operand.IsArray ? k : 0),
            Source.Column => columns[operand.At] + start,
            Source.Slot => slots + (long)(operand.At + (operand.IsArray ? k : 0)) * count,
        };

    /// <summary>1 for a run of rows, 0 for one number.</summary>
    public static int Stride(in Operand operand) => operand.Source is Source.Column or Source.Slot ? 1 : 0;

    /// <summary>True when all elements can be taken in one go: strips of an array, or one number for all.</summary>
    public static bool IsWhole(in Operand operand) =>
        operand.Source switch
        {
            Source.None => true,
            Source.Same => !operand.IsArray,
            Source.Column => false,
            Source.Slot => operand.IsArray,
        };
}
