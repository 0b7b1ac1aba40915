using System.Runtime.Intrinsics;
using GdScript.Graphs;

namespace GdScript.Kernels;

/// <summary>
/// The running values of reductions: sixteen lanes each, and for sums the tree of blocks behind them. Row i of a block feeds
/// lane i mod 16; the largest of all rows is the largest of the lanes, whichever lane each row went to.
/// </summary>
internal static unsafe class RowReductions
{
    private const int Half = Sums.Lanes / 2;

    public static bool IsSum(in Node reduction) => reduction.Op is Op.RowSum or Op.RowMean;

    /// <summary>The lanes as they are before any row; elements that nobody reads have none.</summary>
    public static void Begin(in Node reduction, double* state, bool[]? read = null)
    {
        var nothing =
            IsSum(reduction) ? 0
            : reduction.Op == Op.RowMax ? double.NegativeInfinity
            : double.PositiveInfinity;
        for (var k = 0; k < reduction.Shape.Count; k++, state += Sums.StateSize)
        {
            if (read != null && !read[k])
                continue;
            Vector512.Create(nothing).Store(state);
            Vector512.Create(nothing).Store(state + Half);
        }
    }

    public static void EndBlock(in Node reduction, double* state, uint block, bool[]? read = null)
    {
        if (IsSum(reduction))
            for (var k = 0; k < reduction.Shape.Count; k++, state += Sums.StateSize)
                if (read is null || read[k])
                    Sums.EndBlock(state, block);
    }

    /// <summary>What the lanes of one block come to, for one number of a reduction.</summary>
    public static double Total(in Node reduction, double* lanes) => IsSum(reduction) ? Sums.Total(lanes) : Extreme(reduction.Op, lanes);

    /// <summary>Takes the total of a block in, which another thread may have found; blocks come in order.</summary>
    public static void JoinBlock(in Node reduction, double* state, double total, uint block)
    {
        if (IsSum(reduction))
            Sums.Push(state, total, block);
        else
            *state = reduction.Op == Op.RowMax ? Math.Max(*state, total) : Math.Min(*state, total);
    }

    /// <summary>What the reduction comes to after that many blocks and rows; the last block may still be <paramref name="open"/>, in the lanes.</summary>
    public static void End(in Node reduction, double* state, double* to, uint blocks, int rows, bool[]? read = null, bool open = false)
    {
        for (var k = 0; k < reduction.Shape.Count; k++, state += Sums.StateSize)
            to[k] =
                read != null && !read[k] ? 0
                : reduction.Op == Op.RowSum ? Ended(state, blocks, open)
                : reduction.Op == Op.RowMean ? Ended(state, blocks, open) / rows
                : Extreme(reduction.Op, state);
    }

    /// <summary>A single block needs no tree: of a walk with hundreds of sums over few rows that is a tenth of the time.</summary>
    private static double Ended(double* state, uint blocks, bool open)
    {
        if (open && blocks == 1)
            return Sums.Joined(state);
        if (open)
            Sums.EndBlock(state, blocks - 1);
        return Sums.Ended(state, blocks);
    }

    /// <summary>Takes the first <paramref name="rows"/> lanes of another running value over, which went on from this one.</summary>
    public static void Join(in Node reduction, double* state, double* other, int rows, bool[]? read = null)
    {
        var lanes = Vector512.Create(0L, 1, 2, 3, 4, 5, 6, 7);
        var low = Vector512.LessThan(lanes, Vector512.Create((long)rows)).AsDouble();
        var high = Vector512.LessThan(lanes, Vector512.Create((long)rows - Half)).AsDouble();
        for (var k = 0; k < reduction.Shape.Count; k++, state += Sums.StateSize, other += Sums.StateSize)
        {
            if (read != null && !read[k])
                continue;
            Vector512.ConditionalSelect(low, Vector512.Load(other), Vector512.Load(state)).Store(state);
            Vector512.ConditionalSelect(high, Vector512.Load(other + Half), Vector512.Load(state + Half)).Store(state + Half);
        }
    }

    /// <summary>Copies lanes only, from one set of running values to another.</summary>
    public static void Copy(in Node reduction, double* to, double* from, bool[]? read = null)
    {
        for (var k = 0; k < reduction.Shape.Count; k++, to += Sums.StateSize, from += Sums.StateSize)
        {
            if (read != null && !read[k])
                continue;
            Vector512.Load(from).Store(to);
            Vector512.Load(from + Half).Store(to + Half);
        }
    }

    private static double Extreme(Op op, double* lanes)
    {
        var extreme = lanes[0];
        for (var lane = 1; lane < Sums.Lanes; lane++)
            extreme = op == Op.RowMax ? Math.Max(extreme, lanes[lane]) : Math.Min(extreme, lanes[lane]);
        return extreme;
    }
}
