using System.Runtime.CompilerServices;

namespace GdScript.Kernels;

/// <summary>
/// The inner loop of every product of matrices: a tile of sums stays in registers while one row of the right side after the other
/// is multiplied into it. Written once for six rows of four registers; rows and registers that a tile does not have, and the branches
/// that ask, are gone when it is compiled.
/// </summary>
internal static unsafe class ProductTile<W, V, M, N>
    where W : IRegister<V>
    where V : struct
    where M : ICount
    where N : ICount
{
    /// <summary>
    /// A block of products with lanes: lane l begins <paramref name="lane"/>·l further on in <paramref name="b"/>. The block comes to
    /// <paramref name="to"/>, or is added to it; <paramref name="room"/> is scratch for two tiles.
    /// </summary>
    public static void Block(int steps, Grid a, double* b, nint bStep, nint lane, double* to, nint toRow, double* room, bool adds)
    {
        var row = N.Value * W.Width;
        double* even = room,
            odd = room + M.Value * row;
        nint step = Products.Lanes * a.Column;
        Chain((steps + 3) / 4, a.At, a.Row, step, b, bStep, even, row, default, default, default);
        Chain((steps + 1) / 4, a.At + 2 * a.Column, a.Row, step, b + 2 * lane, bStep, even, row, new(even, row, 1), default, default);
        Chain((steps + 2) / 4, a.At + a.Column, a.Row, step, b + lane, bStep, odd, row, default, default, default);
        var (first, second) = (new Grid(even, row, 1), adds ? new Grid(to, toRow, 1) : default);
        Chain(steps / 4, a.At + 3 * a.Column, a.Row, step, b + 3 * lane, bStep, to, toRow, new(odd, row, 1), first, second);
    }

    /// <summary>One chain: to[r, j] = Σ a[r·aRow + s·aStep]·b[s·bStep + j], fused, in order, from +0 on or from where <paramref name="start"/> is.</summary>
    public static void GoOn(int steps, Grid a, double* b, nint bStep, double* to, nint toRow, bool start)
    {
        if (start)
            Chain(steps, a.At, a.Row, a.Column, b, bStep, to, toRow, default, default, default, to);
        else
            Chain(steps, a.At, a.Row, a.Column, b, bStep, to, toRow, default, default, default);
    }

    /// <summary>The chain, and then what is at up to three other places added to it one after the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Chain(
        int steps,
        double* a,
        nint aRow,
        nint aStep,
        double* b,
        nint bStep,
        double* to,
        nint toRow,
        Grid plus,
        Grid then,
        Grid last,
        double* start = null
    )
    {
        var zero = W.All(0);
        V c00 = zero,
            c01 = zero,
            c02 = zero,
            c03 = zero,
            c10 = zero,
            c11 = zero,
            c12 = zero,
            c13 = zero,
            c20 = zero,
            c21 = zero,
            c22 = zero,
            c23 = zero,
            c30 = zero,
            c31 = zero,
            c32 = zero,
            c33 = zero,
            c40 = zero,
            c41 = zero,
            c42 = zero,
            c43 = zero,
            c50 = zero,
            c51 = zero,
            c52 = zero,
            c53 = zero;
        var (second, third, fourth) = (W.Width, 2 * W.Width, 3 * W.Width);
        if (start != null)
        {
            var startRow = toRow;
            c00 = W.Load(start);
            c01 = N.Value > 1 ? W.Load(start + second) : zero;
            c02 = N.Value > 2 ? W.Load(start + third) : zero;
            c03 = N.Value > 3 ? W.Load(start + fourth) : zero;
            if (M.Value > 1)
            {
                c10 = W.Load(start + startRow);
                c11 = N.Value > 1 ? W.Load(start + startRow + second) : zero;
                c12 = N.Value > 2 ? W.Load(start + startRow + third) : zero;
                c13 = N.Value > 3 ? W.Load(start + startRow + fourth) : zero;
            }
            if (M.Value > 2)
            {
                c20 = W.Load(start + 2 * startRow);
                c21 = N.Value > 1 ? W.Load(start + 2 * startRow + second) : zero;
                c22 = N.Value > 2 ? W.Load(start + 2 * startRow + third) : zero;
                c23 = N.Value > 3 ? W.Load(start + 2 * startRow + fourth) : zero;
                c30 = W.Load(start + 3 * startRow);
                c31 = N.Value > 1 ? W.Load(start + 3 * startRow + second) : zero;
                c32 = N.Value > 2 ? W.Load(start + 3 * startRow + third) : zero;
                c33 = N.Value > 3 ? W.Load(start + 3 * startRow + fourth) : zero;
            }
            if (M.Value > 4)
            {
                c40 = W.Load(start + 4 * startRow);
                c41 = N.Value > 1 ? W.Load(start + 4 * startRow + second) : zero;
                c42 = N.Value > 2 ? W.Load(start + 4 * startRow + third) : zero;
                c43 = N.Value > 3 ? W.Load(start + 4 * startRow + fourth) : zero;
                c50 = W.Load(start + 5 * startRow);
                c51 = N.Value > 1 ? W.Load(start + 5 * startRow + second) : zero;
                c52 = N.Value > 2 ? W.Load(start + 5 * startRow + third) : zero;
                c53 = N.Value > 3 ? W.Load(start + 5 * startRow + fourth) : zero;
            }
        }
        for (; steps > 0; steps--, a += aStep, b += bStep)
        {
            var b0 = W.Load(b);
            var b1 = N.Value > 1 ? W.Load(b + second) : zero;
            var b2 = N.Value > 2 ? W.Load(b + third) : zero;
            var b3 = N.Value > 3 ? W.Load(b + fourth) : zero;
            var x0 = W.All(*a);
            c00 = W.Fused(x0, b0, c00);
            c01 = N.Value > 1 ? W.Fused(x0, b1, c01) : zero;
            c02 = N.Value > 2 ? W.Fused(x0, b2, c02) : zero;
            c03 = N.Value > 3 ? W.Fused(x0, b3, c03) : zero;
            if (M.Value > 1)
            {
                var x1 = W.All(a[aRow]);
                c10 = W.Fused(x1, b0, c10);
                c11 = N.Value > 1 ? W.Fused(x1, b1, c11) : zero;
                c12 = N.Value > 2 ? W.Fused(x1, b2, c12) : zero;
                c13 = N.Value > 3 ? W.Fused(x1, b3, c13) : zero;
            }
            if (M.Value > 2)
            {
                var x2 = W.All(a[2 * aRow]);
                c20 = W.Fused(x2, b0, c20);
                c21 = N.Value > 1 ? W.Fused(x2, b1, c21) : zero;
                c22 = N.Value > 2 ? W.Fused(x2, b2, c22) : zero;
                c23 = N.Value > 3 ? W.Fused(x2, b3, c23) : zero;
                var x3 = W.All(a[3 * aRow]);
                c30 = W.Fused(x3, b0, c30);
                c31 = N.Value > 1 ? W.Fused(x3, b1, c31) : zero;
                c32 = N.Value > 2 ? W.Fused(x3, b2, c32) : zero;
                c33 = N.Value > 3 ? W.Fused(x3, b3, c33) : zero;
            }
            if (M.Value > 4)
            {
                var x4 = W.All(a[4 * aRow]);
                c40 = W.Fused(x4, b0, c40);
                c41 = N.Value > 1 ? W.Fused(x4, b1, c41) : zero;
                c42 = N.Value > 2 ? W.Fused(x4, b2, c42) : zero;
                c43 = N.Value > 3 ? W.Fused(x4, b3, c43) : zero;
                var x5 = W.All(a[5 * aRow]);
                c50 = W.Fused(x5, b0, c50);
                c51 = N.Value > 1 ? W.Fused(x5, b1, c51) : zero;
                c52 = N.Value > 2 ? W.Fused(x5, b2, c52) : zero;
                c53 = N.Value > 3 ? W.Fused(x5, b3, c53) : zero;
            }
        }
        for (; plus.At != null; (plus, then, last) = (then, last, default))
        {
            var more = plus.At;
            var moreRow = plus.Row;
            c00 = W.Plus(W.Load(more), c00);
            c01 = N.Value > 1 ? W.Plus(W.Load(more + second), c01) : zero;
            c02 = N.Value > 2 ? W.Plus(W.Load(more + third), c02) : zero;
            c03 = N.Value > 3 ? W.Plus(W.Load(more + fourth), c03) : zero;
            if (M.Value > 1)
            {
                c10 = W.Plus(W.Load(more + moreRow), c10);
                c11 = N.Value > 1 ? W.Plus(W.Load(more + moreRow + second), c11) : zero;
                c12 = N.Value > 2 ? W.Plus(W.Load(more + moreRow + third), c12) : zero;
                c13 = N.Value > 3 ? W.Plus(W.Load(more + moreRow + fourth), c13) : zero;
            }
            if (M.Value > 2)
            {
                c20 = W.Plus(W.Load(more + 2 * moreRow), c20);
                c21 = N.Value > 1 ? W.Plus(W.Load(more + 2 * moreRow + second), c21) : zero;
                c22 = N.Value > 2 ? W.Plus(W.Load(more + 2 * moreRow + third), c22) : zero;
                c23 = N.Value > 3 ? W.Plus(W.Load(more + 2 * moreRow + fourth), c23) : zero;
                c30 = W.Plus(W.Load(more + 3 * moreRow), c30);
                c31 = N.Value > 1 ? W.Plus(W.Load(more + 3 * moreRow + second), c31) : zero;
                c32 = N.Value > 2 ? W.Plus(W.Load(more + 3 * moreRow + third), c32) : zero;
                c33 = N.Value > 3 ? W.Plus(W.Load(more + 3 * moreRow + fourth), c33) : zero;
            }
            if (M.Value > 4)
            {
                c40 = W.Plus(W.Load(more + 4 * moreRow), c40);
                c41 = N.Value > 1 ? W.Plus(W.Load(more + 4 * moreRow + second), c41) : zero;
                c42 = N.Value > 2 ? W.Plus(W.Load(more + 4 * moreRow + third), c42) : zero;
                c43 = N.Value > 3 ? W.Plus(W.Load(more + 4 * moreRow + fourth), c43) : zero;
                c50 = W.Plus(W.Load(more + 5 * moreRow), c50);
                c51 = N.Value > 1 ? W.Plus(W.Load(more + 5 * moreRow + second), c51) : zero;
                c52 = N.Value > 2 ? W.Plus(W.Load(more + 5 * moreRow + third), c52) : zero;
                c53 = N.Value > 3 ? W.Plus(W.Load(more + 5 * moreRow + fourth), c53) : zero;
            }
        }
        W.Store(c00, to);
        if (N.Value > 1)
            W.Store(c01, to + second);
        if (N.Value > 2)
            W.Store(c02, to + third);
        if (N.Value > 3)
            W.Store(c03, to + fourth);
        if (M.Value > 1)
        {
            W.Store(c10, to + toRow);
            if (N.Value > 1)
                W.Store(c11, to + toRow + second);
            if (N.Value > 2)
                W.Store(c12, to + toRow + third);
            if (N.Value > 3)
                W.Store(c13, to + toRow + fourth);
        }
        if (M.Value > 2)
        {
            W.Store(c20, to + 2 * toRow);
            if (N.Value > 1)
                W.Store(c21, to + 2 * toRow + second);
            if (N.Value > 2)
                W.Store(c22, to + 2 * toRow + third);
            if (N.Value > 3)
                W.Store(c23, to + 2 * toRow + fourth);
            W.Store(c30, to + 3 * toRow);
            if (N.Value > 1)
                W.Store(c31, to + 3 * toRow + second);
            if (N.Value > 2)
                W.Store(c32, to + 3 * toRow + third);
            if (N.Value > 3)
                W.Store(c33, to + 3 * toRow + fourth);
        }
        if (M.Value > 4)
        {
            W.Store(c40, to + 4 * toRow);
            if (N.Value > 1)
                W.Store(c41, to + 4 * toRow + second);
            if (N.Value > 2)
                W.Store(c42, to + 4 * toRow + third);
            if (N.Value > 3)
                W.Store(c43, to + 4 * toRow + fourth);
            W.Store(c50, to + 5 * toRow);
            if (N.Value > 1)
                W.Store(c51, to + 5 * toRow + second);
            if (N.Value > 2)
                W.Store(c52, to + 5 * toRow + third);
            if (N.Value > 3)
                W.Store(c53, to + 5 * toRow + fourth);
        }
    }
}
