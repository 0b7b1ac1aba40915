using System.Runtime.CompilerServices;

namespace GdScript.Kernels;

/// <summary>
/// The inner loop of products of matrices: a tile of sums stays in registers while one row of the right side after the other
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
    /// to[r, j] = Σ a[r·aRow + s·aStep]·b[s·bStep + j], fused, in order, from +0 on or from where it stands. Plain numbers and
    /// addresses, nothing to take apart: copying a struct that was just written waits until all stores before it are done.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Chain(int steps, double* a, nint aRow, nint aStep, double* b, nint bStep, double* to, nint toRow, bool goesOn)
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
        if (goesOn)
        {
            c00 = W.Load(to);
            c01 = N.Value > 1 ? W.Load(to + second) : zero;
            c02 = N.Value > 2 ? W.Load(to + third) : zero;
            c03 = N.Value > 3 ? W.Load(to + fourth) : zero;
            if (M.Value > 1)
            {
                c10 = W.Load(to + toRow);
                c11 = N.Value > 1 ? W.Load(to + toRow + second) : zero;
                c12 = N.Value > 2 ? W.Load(to + toRow + third) : zero;
                c13 = N.Value > 3 ? W.Load(to + toRow + fourth) : zero;
            }
            if (M.Value > 2)
            {
                c20 = W.Load(to + 2 * toRow);
                c21 = N.Value > 1 ? W.Load(to + 2 * toRow + second) : zero;
                c22 = N.Value > 2 ? W.Load(to + 2 * toRow + third) : zero;
                c23 = N.Value > 3 ? W.Load(to + 2 * toRow + fourth) : zero;
            }
            if (M.Value > 3)
            {
                c30 = W.Load(to + 3 * toRow);
                c31 = N.Value > 1 ? W.Load(to + 3 * toRow + second) : zero;
                c32 = N.Value > 2 ? W.Load(to + 3 * toRow + third) : zero;
                c33 = N.Value > 3 ? W.Load(to + 3 * toRow + fourth) : zero;
            }
            if (M.Value > 4)
            {
                c40 = W.Load(to + 4 * toRow);
                c41 = N.Value > 1 ? W.Load(to + 4 * toRow + second) : zero;
                c42 = N.Value > 2 ? W.Load(to + 4 * toRow + third) : zero;
                c43 = N.Value > 3 ? W.Load(to + 4 * toRow + fourth) : zero;
            }
            if (M.Value > 5)
            {
                c50 = W.Load(to + 5 * toRow);
                c51 = N.Value > 1 ? W.Load(to + 5 * toRow + second) : zero;
                c52 = N.Value > 2 ? W.Load(to + 5 * toRow + third) : zero;
                c53 = N.Value > 3 ? W.Load(to + 5 * toRow + fourth) : zero;
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
            }
            if (M.Value > 3)
            {
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
            }
            if (M.Value > 5)
            {
                var x5 = W.All(a[5 * aRow]);
                c50 = W.Fused(x5, b0, c50);
                c51 = N.Value > 1 ? W.Fused(x5, b1, c51) : zero;
                c52 = N.Value > 2 ? W.Fused(x5, b2, c52) : zero;
                c53 = N.Value > 3 ? W.Fused(x5, b3, c53) : zero;
            }
        }
        Keep(to, c00, c01, c02, c03);
        if (M.Value > 1)
            Keep(to + toRow, c10, c11, c12, c13);
        if (M.Value > 2)
            Keep(to + 2 * toRow, c20, c21, c22, c23);
        if (M.Value > 3)
            Keep(to + 3 * toRow, c30, c31, c32, c33);
        if (M.Value > 4)
            Keep(to + 4 * toRow, c40, c41, c42, c43);
        if (M.Value > 5)
            Keep(to + 5 * toRow, c50, c51, c52, c53);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Keep(double* to, V c0, V c1, V c2, V c3)
    {
        W.Store(c0, to);
        if (N.Value > 1)
            W.Store(c1, to + W.Width);
        if (N.Value > 2)
            W.Store(c2, to + 2 * W.Width);
        if (N.Value > 3)
            W.Store(c3, to + 3 * W.Width);
    }
}
