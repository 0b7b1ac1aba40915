using System.Buffers;
using GdScript.Graphs;
using GdScript.Kernels;

namespace GdScript.Checking;

/// <summary>Values and error bounds of products of matrices, in the fixed order of <see cref="Products"/> and <see cref="Triangles"/>.</summary>
internal static class SpreadProducts
{
    /// <summary>The product of two matrices or vectors; <paramref name="triangle"/> says which of them is a triangle without its zeros.</summary>
    public static void Of(
        Shape left,
        Shape right,
        (bool Left, bool Right) triangle,
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> ex,
        ReadOnlySpan<double> y,
        ReadOnlySpan<double> ey,
        Span<double> v,
        Span<double> e
    )
    {
        var rows = left.IsMatrix ? left.Rows : 1;
        var columns = right.IsMatrix ? right.Columns : 1;
        var inner = x.Length / rows;
        var lent = ArrayPool<double>.Shared.Rent(2 * inner);
        var column = lent.AsSpan(0, inner);
        var columnErrors = lent.AsSpan(inner, inner);
        for (var j = 0; j < columns; j++)
        {
            for (var k = 0; k < inner; k++)
                (column[k], columnErrors[k]) = (y[k * columns + j], ey[k * columns + j]);
            for (var i = 0; i < rows; i++)
            {
                var (row, to) = (i * inner, i * columns + j);
                var some = (triangle.Right ? j : 0)..(triangle.Left ? i + 1 : inner);
                (v[to], e[to]) = Element(
                    x.Slice(row, inner)[some],
                    ex.Slice(row, inner)[some],
                    column[some],
                    columnErrors[some],
                    triangle.Left || triangle.Right
                );
            }
        }
        ArrayPool<double>.Shared.Return(lent);
    }

    /// <summary>An element: every fused multiply-add rounds once, and may round to nothing near 0.</summary>
    private static unsafe (double Value, double Error) Element(
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> ex,
        ReadOnlySpan<double> y,
        ReadOnlySpan<double> ey,
        bool isChain
    )
    {
        double size = 0,
            errors = 0,
            chain = 0;
        for (var k = 0; k < x.Length; k++)
        {
            var product = x[k] * y[k];
            size += Math.Abs(product);
            errors += Spread.Of(Op.Mul, x[k], ex[k], y[k], ey[k], 0, 0, product) + double.Epsilon;
            chain = Math.FusedMultiplyAdd(x[k], y[k], chain);
        }
        if (isChain)
            return (chain, errors + x.Length * RunningError.U * size);
        fixed (double* a = x)
        fixed (double* b = y)
            return (Products.Defined(a, 1, b, 1, x.Length), errors + Depth(x.Length) * RunningError.U * size);
    }

    /// <summary>How many roundings a product passes through at most: its lane, the tree of lanes, the blocks.</summary>
    private static double Depth(int n) =>
        (Math.Min(n, Products.BlockLength) + Products.Lanes - 1) / Products.Lanes
        + 2
        + (n + Products.BlockLength - 1) / Products.BlockLength;
}
