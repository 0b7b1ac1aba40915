using GdScript.Graphs;
using GdScript.Kernels;

namespace GdScript.Checking;

/// <summary>
/// The part of a running error that looks at rows: what a reduction makes of the values and bounds of every row. A sum has
/// the order of <see cref="Sums"/>, and so the value of a kernel to the last bit.
/// </summary>
internal sealed class RowErrors
{
    private readonly Formula formula;
    private readonly int[] places;
    private readonly double[] value;
    private readonly double[] error;
    private readonly int[] columnOf;
    private readonly (int A, int B)?[] factors;
    private Loop loop = new(-1, [], []);
    private int row;
    private double[] states = [];
    private double[] sizes = [];
    private double[] errors = [];

    public RowErrors(Formula formula, Staging staging, int[] places, double[] value, double[] error)
    {
        (this.formula, this.places, this.value, this.error) = (formula, places, value, error);
        // Refuses what no kernel takes, with the same words.
        _ = new RowEngine(RowPlan.Of(Lowering.Of(formula)), formula.Data.AsSpan());
        columnOf = [.. formula.Columns.Select(c => c.Table < formula.Data.Length ? formula.Data[c.Table].IndexOf(c.Name) : -1)];
        factors = new (int, int)?[places.Length];
        foreach (var reduction in staging.Stages.SelectMany(s => s.Loops).SelectMany(l => l.Reductions))
            factors[reduction] = RowProducts.FactorsOf(formula, formula.Nodes[reduction]);
        var numbers = staging.Stages.SelectMany(s => s.Loops).Select(l => l.Reductions.Sum(Numbers)).DefaultIfEmpty(0).Max();
        (states, sizes, errors) = (new double[numbers * Sums.StateSize], new double[numbers], new double[numbers]);
    }

    /// <summary>The numbers of a column in the row at hand.</summary>
    public ReadOnlySpan<double> Of(int column)
    {
        var width = formula.Columns[column].Shape.Count;
        return formula.Data[formula.Columns[column].Table][columnOf[column]].Slice(row * width, width);
    }

    /// <summary>A reduction whose rows are all the same.</summary>
    public void Count(int node)
    {
        var n = formula.Nodes[node];
        var rows = formula.Data[n.B].Count;
        for (var k = 0; k < n.Shape.Count; k++)
        {
            var (from, to) = (places[n.A] + k, places[node] + k);
            (value[to], error[to]) =
                n.Op == Op.RowSum ? (rows * value[from], rows * error[from] + Rounding.Of(rows * value[from]))
                : rows == 0 ? (double.NaN, double.PositiveInfinity)
                : (value[from], error[from]);
        }
    }

    /// <summary>Starts a walk over the rows.</summary>
    public void Begin(Loop walk)
    {
        (loop, row) = (walk, -1);
        Array.Clear(states);
        Array.Clear(sizes);
        Array.Clear(errors);
    }

    /// <summary>Goes to the next row; false after the last one.</summary>
    public bool Next() => ++row < formula.Data[loop.Table].Count;

    /// <summary>Adds the row at hand to every reduction.</summary>
    public void TakeIn()
    {
        var i = 0;
        foreach (var reduction in loop.Reductions)
        {
            var n = formula.Nodes[reduction];
            var isRank = Ranks.Is(formula.Nodes.AsSpan(), n);
            for (var k = 0; k < n.Shape.Count; k++, i++)
                if (isRank)
                    Multiply(n, i, k);
                else if (factors[reduction] is var (a, b))
                    TakeIn(n.Op, i, value[places[n.A] + k], error[places[n.A] + k], Element(a, k), Element(b, k));
                else
                    TakeIn(n.Op, i, value[places[n.A] + k], error[places[n.A] + k]);
        }
    }

    /// <summary>Element k of a node's value; a scalar is every element.</summary>
    private double Element(int node, int k) => value[places[node] + (formula.Nodes[node].Shape.IsScalar ? 0 : k)];

    /// <summary>Gives every reduction its value and its bound.</summary>
    public void End()
    {
        var i = 0;
        foreach (var reduction in loop.Reductions)
            for (var k = 0; k < Numbers(reduction); k++, i++)
                (value[places[reduction] + k], error[places[reduction] + k]) = Ranks.Is(formula.Nodes.AsSpan(), formula.Nodes[reduction])
                    ? Multiplied(formula.Nodes[reduction].Op, i)
                    : Ended(formula.Nodes[reduction].Op, i);
    }

    /// <summary>One row of an element of a sum of outer products, in the order of <see cref="Ranks"/>: chain, block and total.</summary>
    private void Multiply(in Node n, int i, int k)
    {
        var rows = formula.Data[loop.Table].Count;
        var outer = formula.Nodes[n.A];
        var (a, b) = (value[places[outer.A] + k / n.Shape.Columns], value[places[outer.B] + k % n.Shape.Columns]);
        var state = states.AsSpan(i * Sums.StateSize, 3);
        var last = row + 1 == rows;
        state[0] = Math.FusedMultiplyAdd(n.Op == Op.RowMean ? a / rows : a, b, row % Ranks.ChainLength == 0 ? 0 : state[0]);
        sizes[i] += Math.Abs(value[places[n.A] + k]);
        errors[i] += error[places[n.A] + k] + double.Epsilon;
        if ((row + 1) % Ranks.ChainLength == 0 || last)
            state[1] = row % Ranks.BlockLength < Ranks.ChainLength ? state[0] : state[1] + state[0];
        if ((row + 1) % Ranks.BlockLength == 0 || last)
            state[2] = row < Ranks.BlockLength ? state[1] : state[2] + state[1];
    }

    private (double, double) Multiplied(Op op, int i)
    {
        var rows = formula.Data[loop.Table].Count;
        if (rows == 0)
            return op == Op.RowSum ? (0, 0) : (double.NaN, double.PositiveInfinity);
        var depth =
            Math.Min(rows, Ranks.ChainLength) + Math.Min(rows, Ranks.BlockLength) / Ranks.ChainLength + rows / Ranks.BlockLength + 2;
        var bound = errors[i] + depth * RunningError.U * sizes[i];
        // What is divided by the number of rows first may round to nothing near 0, once for each of them.
        return (states[i * Sums.StateSize + 2], op == Op.RowSum ? bound : bound / rows + rows * double.Epsilon * (1 + sizes[i]));
    }

    /// <summary>A product and the sum of all before it are rounded once, v's own rounding is still in e.</summary>
    private unsafe void TakeIn(Op op, int i, double v, double e, double? a = null, double b = 1)
    {
        fixed (double* state = &states[i * Sums.StateSize])
            if (op is Op.RowSum or Op.RowMean)
            {
                state[row % Sums.Lanes] = Math.FusedMultiplyAdd(a ?? v, b, state[row % Sums.Lanes]);
                sizes[i] += Math.Abs(v);
                errors[i] += e;
                if ((row + 1) % Sums.BlockLength == 0 || row + 1 == formula.Data[loop.Table].Count)
                    Sums.EndBlock(state, (uint)(row / Sums.BlockLength));
            }
            else
            {
                *state =
                    row == 0 ? v
                    : op == Op.RowMax ? Math.Max(*state, v)
                    : Math.Min(*state, v);
                // Each row moves by its own error at most, and so does the largest of them by the largest error.
                errors[i] = Math.Max(errors[i], e);
            }
    }

    private unsafe (double, double) Ended(Op op, int i)
    {
        var rows = formula.Data[loop.Table].Count;
        if (rows == 0)
            return op == Op.RowSum ? (0, 0) : (double.NaN, double.PositiveInfinity);
        fixed (double* state = &states[i * Sums.StateSize])
        {
            if (op is Op.RowMax or Op.RowMin)
                return (*state, errors[i]);
            var sum = Sums.Ended(state, (uint)((rows + Sums.BlockLength - 1L) / Sums.BlockLength));
            var bound = errors[i] + SpreadArrays.Depth(rows) * RunningError.U * sizes[i];
            return op == Op.RowSum ? (sum, bound) : (sum / rows, bound / rows + Rounding.Of(sum / rows));
        }
    }

    private int Numbers(int node) => formula.Nodes[node].Shape.Count;
}
