using System.Runtime.Intrinsics;
using GdScript.Graphs;

namespace GdScript.Kernels;

/// <summary>
/// The running values of reductions: sixteen lanes each, and for sums the tree of blocks behind them. Row i of a block feeds
/// lane i mod 16; the largest of all rows is the largest of the lanes, whichever lane each row went to.
/// </summary>
internal static unsafe class RowReductions
{
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
            Vector512.Create(nothing).Store(state + Sums.Lanes / 2);
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

    /// <summary>What the reduction comes to after that many blocks and rows.</summary>
    public static void End(in Node reduction, double* state, double* to, uint blocks, int rows, bool[]? read = null)
    {
        for (var k = 0; k < reduction.Shape.Count; k++, state += Sums.StateSize)
            to[k] =
                read != null && !read[k] ? 0
                : reduction.Op == Op.RowSum ? Sums.Ended(state, blocks)
                : reduction.Op == Op.RowMean ? Sums.Ended(state, blocks) / rows
                : Extreme(reduction.Op, state);
    }

    /// <summary>Takes the first <paramref name="rows"/> lanes of another running value over, which went on from this one.</summary>
    public static void Join(in Node reduction, double* state, double* other, int rows)
    {
        for (var k = 0; k < reduction.Shape.Count; k++, state += Sums.StateSize, other += Sums.StateSize)
            Arrays.Copy(state, other, rows);
    }

    /// <summary>Copies lanes only, from one set of running values to another.</summary>
    public static void Copy(in Node reduction, double* to, double* from)
    {
        for (var k = 0; k < reduction.Shape.Count; k++, to += Sums.StateSize, from += Sums.StateSize)
            Arrays.Copy(to, from, Sums.Lanes);
    }

    private static double Extreme(Op op, double* lanes)
    {
        var extreme = lanes[0];
        for (var lane = 1; lane < Sums.Lanes; lane++)
            extreme = op == Op.RowMax ? Math.Max(extreme, lanes[lane]) : Math.Min(extreme, lanes[lane]);
        return extreme;
    }
}
