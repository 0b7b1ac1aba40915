using GdScript.Graphs;

namespace GdScript.Kernels;

/// <summary>
/// Outer products summed over rows, <c>rowsum(outer(a, b))</c>: the slope of every matrix that multiplies what a row has, and a product of
/// matrices whose inner index is the row. Its order is defined like that of <see cref="Products"/>: 256 rows are one chain of
/// fused multiply-adds from +0; the chains of 4,096 rows are added one after the other, and so are these sums. For a mean
/// every a is divided by the number of rows before. Small outer products are left to <see cref="Sums"/>: they fit no tile well, and a loop that
/// has the rows side by side in registers adds their elements as it goes.
/// </summary>
internal static unsafe class Ranks
{
    public const int ChainLength = 256;
    public const int BlockLength = 4096;

    /// <summary>How many doubles the running sum of an element takes beside the result.</summary>
    public const int StateSize = 2;

    /// <summary>An outer product of at most so many rows and columns is summed element by element, in the order of <see cref="Sums"/>.</summary>
    public const int SmallSide = 16;

    /// <summary>True for a reduction that is worked out so.</summary>
    public static bool Is(ReadOnlySpan<Node> nodes, in Node reduction) =>
        reduction.Op is Op.RowSum or Op.RowMean && nodes[reduction.A] is { Op: Op.Outer } outer && Is(outer.Shape);

    /// <summary>True for an outer product whose sum over rows is worked out so.</summary>
    public static bool Is(Shape outer) => outer.Rows > SmallSide || outer.Columns > SmallSide;

    /// <summary>Takes the rows of a strip in.</summary>
    /// <param name="shape">The shape of the sum.</param>
    /// <param name="step">The step: its state, its two factors, and for a mean room for the first of them.</param>
    /// <param name="at">The strip.</param>
    public static void TakeIn(Shape shape, in RowStep step, in StripAt at)
    {
        var strips = at.Strips;
        var a = strips.Rows(step.A, shape.Rows);
        if (step.Op == Op.RowMean)
            a = Divided(a, at.To(step.C.At), shape.Rows, at.Count, at.Rows);
        var b = strips.Rows(step.B, shape.Columns).Turned;
        var to = step.Given >= 0 && at.Columns[-2] != null ? at.Columns[-2] + step.Given : at.Work + step.Place;
        for (int done = 0, part; done < at.Taken; done += part)
        {
            part = Math.Min(ChainLength - (at.Row + done) % ChainLength, at.Taken - done);
            TakeIn(to, at.Work + step.To, a.From(0, done), b.From(done, 0), shape, at.Row + done, part, at.Rows);
        }
    }

    /// <summary>What the sum or the mean over no rows is.</summary>
    public static void OfNone(in Node reduction, double* to) =>
        new Span<double>(to, reduction.Shape.Count).Fill(reduction.Op == Op.RowSum ? 0 : double.NaN);

    /// <summary>What the last block that was taken in comes to, where the walk has several.</summary>
    public static ReadOnlySpan<double> OfBlock(Shape shape, double* state) => new(state + shape.Count, shape.Count);

    /// <summary>Takes the sum of a block in, which another thread may have found; blocks come in order.</summary>
    public static void JoinBlock(Span<double> total, Span<double> block, bool first) => Fold(total, block, first);

    private static Grid Divided(Grid a, double* to, int elements, int count, double rows)
    {
        for (var k = 0; k < elements; k++)
            Elementwise.Run(to + (long)k * count, a.From(k, 0).At, (int)a.Column, &rows, 0, to, 0, count, Op.Div);
        return new(to, count, 1);
    }

    /// <summary>Takes rows of one chain in; what ends up in the result is made there from the start, as far as the rows go.</summary>
    private static void TakeIn(double* to, double* state, Grid a, Grid b, Shape size, int start, int count, int rows)
    {
        var total = new Span<double>(to, size.Count);
        var block = rows <= BlockLength ? total : new Span<double>(state + size.Count, size.Count);
        var chain = rows <= ChainLength ? total : new Span<double>(state, size.Count);
        fixed (double* c = chain)
            Products.Chain(start % ChainLength != 0, c, size.Columns, a, b, size.Rows, count, size.Columns);
        var end = start + count;
        if (rows <= ChainLength || (end % ChainLength != 0 && end != rows))
            return;
        Fold(block, chain, (end - 1) % BlockLength < ChainLength);
        if (rows > BlockLength && (end % BlockLength == 0 || end == rows))
            Fold(total, block, end <= BlockLength);
    }

    private static void Fold(Span<double> to, Span<double> from, bool first)
    {
        if (first)
            from.CopyTo(to);
        else
            fixed (double* x = to)
            fixed (double* y = from)
                Elementwise.Run(x, x, 1, y, 1, x, 0, to.Length, Op.Add);
    }
}
