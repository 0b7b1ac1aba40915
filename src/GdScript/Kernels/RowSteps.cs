using GdScript.Graphs;

namespace GdScript.Kernels;

/// <summary>The strip at hand and the memory around it.</summary>
/// <param name="work">What all rows share, and the running sums.</param>
/// <param name="columns">Where the columns of the loop start.</param>
/// <param name="slots">The strips of values.</param>
/// <param name="scratch">Room for the arrays of one row.</param>
/// <param name="start">The first row of the strip, counted from where the columns start.</param>
/// <param name="count">How many rows the strip has.</param>
/// <param name="taken">How many of them reductions take in: the others are there to fill a register.</param>
/// <param name="row">The number of the strip's first row among all of the walk.</param>
/// <param name="rows">How many rows the walk has.</param>
internal readonly unsafe ref struct StripAt(
    double* work,
    double** columns,
    double* slots,
    double* scratch,
    int start,
    int count,
    int taken,
    int row,
    int rows
)
{
    public int Row => row;

    public int Rows => rows;

    public double* Work => work;

    public double** Columns => columns;

    public double* Scratch => scratch;

    public int Start => start;

    public int Count => count;

    public int Taken => taken;

    public Strips Strips => new(work, columns, slots, start, count);

    /// <summary>Where the strips of a slot start.</summary>
    public double* To(int slot) => slots + (long)slot * count;
}

/// <summary>Row steps done one after the other, each over a whole strip.</summary>
internal static unsafe class RowSteps
{
    public static void Do(Schedule schedule, RowStep[] steps, in StripAt at)
    {
        foreach (ref readonly var step in steps.AsSpan())
            Do(schedule, step, at);
    }

    private static void Do(Schedule schedule, in RowStep step, in StripAt at)
    {
        var strips = at.Strips;
        if (step.Op.Family() == Family.Rows && ScatterSums.Is(schedule.Nodes, schedule.Nodes[step.Node]))
            ScatterSums.TakeIn(schedule.Nodes[step.Node].Shape, step, at);
        else if (step.Op.Family() == Family.Rows && Ranks.Is(schedule.Nodes, schedule.Nodes[step.Node]))
            Ranks.TakeIn(schedule.Nodes[step.Node].Shape, step, at);
        else if (step.Op.Family() == Family.Rows)
            TakeIn(step, strips, at.Work + step.To, at.Taken);
        else if (step.Op == Op.Column)
            RowArrays.Spread(at.To(step.To), at.Columns[step.A.At] + (long)at.Start * step.Count, step.Count, at.Count);
        else if (step.Op == Op.Array)
            Copy(at.To(step.To), strips.At(step.A, 0), Strips.Stride(step.A), at.Count);
        else if (step is { Op: Op.Sigmoid, B.Source: Source.Slot })
            SigmoidPairs.Run(strips.At(step.A, 0), at.To(step.To), strips.At(step.B, 0), step.Count * at.Count);
        else if (step.Op.Family() == Family.Elementwise)
            Elements(step, strips, at.To(step.To));
        else
            RowArrays.Run(schedule, step, strips, at.To(step.To), at.Scratch);
    }

    private static void TakeIn(in RowStep step, in Strips strips, double* state, int taken)
    {
        for (var k = 0; k < step.Count; k++, state += Sums.StateSize)
            if (step.B.Source != Source.None)
                Sums.AddProducts(state, strips.At(step.A, k), Strips.Stride(step.A), strips.At(step.B, k), Strips.Stride(step.B), taken);
            else if (step.Op is Op.RowSum or Op.RowMean)
                Sums.Add(state, strips.At(step.A, k), taken);
            else
                *state = Extreme(step.Op, *state, strips.At(step.A, k), taken);
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
