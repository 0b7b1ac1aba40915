using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GdScript.Kernels;

/// <summary>
/// The inner loop of <see cref="ProductPairs"/>: the lanes of up to five pairs of rows by five columns stay in registers. Written once for the
/// largest tile; what a smaller one does not have is gone when it is compiled.
/// </summary>
internal static unsafe class ProductPairTile<M, N>
    where M : ICount
    where N : ICount
{
    /// <summary>
    /// Lanes of a block: to[p·toRow + 8·j] are those of pair p and column j. Four steps at a time are taken from <paramref name="a"/>, a register
    /// for each pair, and from every column of <paramref name="b"/>; of the last ones only those that <paramref name="rest"/> has.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(int steps, Vector256<double> rest, double* a, double* b, nint column, double* to, nint toRow)
    {
        var zero = Vector512<double>.Zero;
        Vector512<double> c00 = zero,
            c01 = zero,
            c02 = zero,
            c03 = zero,
            c04 = zero,
            c10 = zero,
            c11 = zero,
            c12 = zero,
            c13 = zero,
            c14 = zero,
            c20 = zero,
            c21 = zero,
            c22 = zero,
            c23 = zero,
            c24 = zero,
            c30 = zero,
            c31 = zero,
            c32 = zero,
            c33 = zero,
            c34 = zero,
            c40 = zero,
            c41 = zero,
            c42 = zero,
            c43 = zero,
            c44 = zero;
        double* b1 = N.Value > 1 ? b + column : b,
            b2 = N.Value > 2 ? b1 + column : b,
            b3 = N.Value > 3 ? b2 + column : b,
            b4 = N.Value > 4 ? b3 + column : b;
        nint at = 0;
        for (; at + 4 <= steps; at += 4, a += 8 * M.Value)
        {
            var a0 = Vector512.Load(a);
            var a1 = M.Value > 1 ? Vector512.Load(a + 8) : zero;
            var a2 = M.Value > 2 ? Vector512.Load(a + 16) : zero;
            var a3 = M.Value > 3 ? Vector512.Load(a + 24) : zero;
            var a4 = M.Value > 4 ? Vector512.Load(a + 32) : zero;
            var y0 = Avx512F.BroadcastVector256ToVector512(b + at);
            c00 = Vector512.FusedMultiplyAdd(a0, y0, c00);
            c10 = M.Value > 1 ? Vector512.FusedMultiplyAdd(a1, y0, c10) : zero;
            c20 = M.Value > 2 ? Vector512.FusedMultiplyAdd(a2, y0, c20) : zero;
            c30 = M.Value > 3 ? Vector512.FusedMultiplyAdd(a3, y0, c30) : zero;
            c40 = M.Value > 4 ? Vector512.FusedMultiplyAdd(a4, y0, c40) : zero;
            if (N.Value > 1)
            {
                var y1 = Avx512F.BroadcastVector256ToVector512(b1 + at);
                c01 = Vector512.FusedMultiplyAdd(a0, y1, c01);
                c11 = M.Value > 1 ? Vector512.FusedMultiplyAdd(a1, y1, c11) : zero;
                c21 = M.Value > 2 ? Vector512.FusedMultiplyAdd(a2, y1, c21) : zero;
                c31 = M.Value > 3 ? Vector512.FusedMultiplyAdd(a3, y1, c31) : zero;
                c41 = M.Value > 4 ? Vector512.FusedMultiplyAdd(a4, y1, c41) : zero;
            }
            if (N.Value > 2)
            {
                var y2 = Avx512F.BroadcastVector256ToVector512(b2 + at);
                c02 = Vector512.FusedMultiplyAdd(a0, y2, c02);
                c12 = M.Value > 1 ? Vector512.FusedMultiplyAdd(a1, y2, c12) : zero;
                c22 = M.Value > 2 ? Vector512.FusedMultiplyAdd(a2, y2, c22) : zero;
                c32 = M.Value > 3 ? Vector512.FusedMultiplyAdd(a3, y2, c32) : zero;
                c42 = M.Value > 4 ? Vector512.FusedMultiplyAdd(a4, y2, c42) : zero;
            }
            if (N.Value > 3)
            {
                var y3 = Avx512F.BroadcastVector256ToVector512(b3 + at);
                c03 = Vector512.FusedMultiplyAdd(a0, y3, c03);
                c13 = M.Value > 1 ? Vector512.FusedMultiplyAdd(a1, y3, c13) : zero;
                c23 = M.Value > 2 ? Vector512.FusedMultiplyAdd(a2, y3, c23) : zero;
                c33 = M.Value > 3 ? Vector512.FusedMultiplyAdd(a3, y3, c33) : zero;
                c43 = M.Value > 4 ? Vector512.FusedMultiplyAdd(a4, y3, c43) : zero;
            }
            if (N.Value > 4)
            {
                var y4 = Avx512F.BroadcastVector256ToVector512(b4 + at);
                c04 = Vector512.FusedMultiplyAdd(a0, y4, c04);
                c14 = M.Value > 1 ? Vector512.FusedMultiplyAdd(a1, y4, c14) : zero;
                c24 = M.Value > 2 ? Vector512.FusedMultiplyAdd(a2, y4, c24) : zero;
                c34 = M.Value > 3 ? Vector512.FusedMultiplyAdd(a3, y4, c34) : zero;
                c44 = M.Value > 4 ? Vector512.FusedMultiplyAdd(a4, y4, c44) : zero;
            }
        }
        if (at < steps)
        {
            var only = Vector512.Create(rest, rest);
            var y0 = Both(Avx.MaskLoad(b + at, rest));
            c00 = Last(only, a, y0, c00);
            c10 = M.Value > 1 ? Last(only, a + 8, y0, c10) : zero;
            c20 = M.Value > 2 ? Last(only, a + 16, y0, c20) : zero;
            c30 = M.Value > 3 ? Last(only, a + 24, y0, c30) : zero;
            c40 = M.Value > 4 ? Last(only, a + 32, y0, c40) : zero;
            if (N.Value > 1)
            {
                var y1 = Both(Avx.MaskLoad(b1 + at, rest));
                c01 = Last(only, a, y1, c01);
                c11 = M.Value > 1 ? Last(only, a + 8, y1, c11) : zero;
                c21 = M.Value > 2 ? Last(only, a + 16, y1, c21) : zero;
                c31 = M.Value > 3 ? Last(only, a + 24, y1, c31) : zero;
                c41 = M.Value > 4 ? Last(only, a + 32, y1, c41) : zero;
            }
            if (N.Value > 2)
            {
                var y2 = Both(Avx.MaskLoad(b2 + at, rest));
                c02 = Last(only, a, y2, c02);
                c12 = M.Value > 1 ? Last(only, a + 8, y2, c12) : zero;
                c22 = M.Value > 2 ? Last(only, a + 16, y2, c22) : zero;
                c32 = M.Value > 3 ? Last(only, a + 24, y2, c32) : zero;
                c42 = M.Value > 4 ? Last(only, a + 32, y2, c42) : zero;
            }
            if (N.Value > 3)
            {
                var y3 = Both(Avx.MaskLoad(b3 + at, rest));
                c03 = Last(only, a, y3, c03);
                c13 = M.Value > 1 ? Last(only, a + 8, y3, c13) : zero;
                c23 = M.Value > 2 ? Last(only, a + 16, y3, c23) : zero;
                c33 = M.Value > 3 ? Last(only, a + 24, y3, c33) : zero;
                c43 = M.Value > 4 ? Last(only, a + 32, y3, c43) : zero;
            }
            if (N.Value > 4)
            {
                var y4 = Both(Avx.MaskLoad(b4 + at, rest));
                c04 = Last(only, a, y4, c04);
                c14 = M.Value > 1 ? Last(only, a + 8, y4, c14) : zero;
                c24 = M.Value > 2 ? Last(only, a + 16, y4, c24) : zero;
                c34 = M.Value > 3 ? Last(only, a + 24, y4, c34) : zero;
                c44 = M.Value > 4 ? Last(only, a + 32, y4, c44) : zero;
            }
        }
        Keep(to, c00, c01, c02, c03, c04);
        if (M.Value > 1)
            Keep(to + toRow, c10, c11, c12, c13, c14);
        if (M.Value > 2)
            Keep(to + 2 * toRow, c20, c21, c22, c23, c24);
        if (M.Value > 3)
            Keep(to + 3 * toRow, c30, c31, c32, c33, c34);
        if (M.Value > 4)
            Keep(to + 4 * toRow, c40, c41, c42, c43, c44);
    }

    private static Vector512<double> Both(Vector256<double> four) => Vector512.Create(four, four);

    /// <summary>One more product in the lanes that have one; the others stay as they are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Last(Vector512<double> only, double* a, Vector512<double> b, Vector512<double> c) =>
        Vector512.ConditionalSelect(only, Vector512.FusedMultiplyAdd(Vector512.Load(a), b, c), c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Keep(
        double* to,
        Vector512<double> c0,
        Vector512<double> c1,
        Vector512<double> c2,
        Vector512<double> c3,
        Vector512<double> c4
    )
    {
        c0.Store(to);
        if (N.Value > 1)
            c1.Store(to + 8);
        if (N.Value > 2)
            c2.Store(to + 16);
        if (N.Value > 3)
            c3.Store(to + 24);
        if (N.Value > 4)
            c4.Store(to + 32);
    }
}
