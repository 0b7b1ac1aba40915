using System.Runtime.CompilerServices;

namespace GdScript.Kernels;

/// <summary>
/// Products with triangles by tiles: what all rows of a tile multiply goes through the loops of <see cref="ProductTile{W, V, M, N}"/>; what only some
/// of them do, a few products at the diagonal, is done row by row before or behind it.
/// </summary>
internal static unsafe class TrianglePanels<W, V>
    where W : IRegister<V>
    where V : struct
{
    /// <summary>See <see cref="Triangles"/>; <paramref name="lower"/> tells the triangle from the one turned over.</summary>
    [SkipLocalsInit]
    public static void Multiply(bool lower, double* to, nint toRow, Grid a, Grid b, int k, int n)
    {
        var most = ProductTiles<W, V>.Registers * W.Width;
        var space = stackalloc double[(Triangles.MostRows + ProductTiles<W, V>.Rows) * most + 8];
        var panel = ProductPanels<W, V>.Aligned(space);
        var tile = panel + Triangles.MostRows * most;
        for (int j = 0, width; j < n; j += width)
        {
            width = ProductTiles<W, V>.Width(n - j);
            var padded = ProductPanels<W, V>.Padded(width);
            var right = ProductPanels<W, V>.Panel(b.From(0, j), k, width, k, panel, 1);
            for (int i = 0, rows; i < k; i += rows)
            {
                rows = ProductTiles<W, V>.Height(k - i);
                double* at = to + i * toRow + j,
                    own = width == padded ? at : tile;
                var sums = new Grid(own, width == padded ? toRow : padded, 1);
                var left = a.From(i, 0);
                if (lower)
                    Common(0, i + 1, left, right, sums, rows, padded, false);
                else
                    Clear(sums, rows, padded);
                for (var r = 0; r < rows; r++)
                    AtDiagonal(sums.From(r, 0), left.From(r, 0), right, lower ? i + 1 : i + r, lower ? i + r + 1 : i + rows - 1, padded);
                if (!lower)
                    Common(i + rows - 1, k, left, right, sums, rows, padded, true);
                for (var r = 0; own == tile && r < rows; r++)
                    Arrays.Copy(at + r * toRow, tile + r * padded, width);
            }
        }
    }

    private static void Clear(Grid sums, int rows, int padded)
    {
        for (var r = 0; r < rows; r++)
            new Span<double>(sums.From(r, 0).At, padded).Clear();
    }

    /// <summary>The products of one row that not all rows of its tile have.</summary>
    private static void AtDiagonal(Grid sums, Grid left, Grid right, int first, int end, int padded)
    {
        for (var l = first; l < end; l++)
        {
            var x = W.All(left.At[l * left.Column]);
            var from = right.At + l * right.Row;
            for (var c = 0; c < padded; c += W.Width)
                W.Store(W.Fused(x, W.Load(from + c), W.Load(sums.At + c)), sums.At + c);
        }
    }

    /// <summary>The products from <paramref name="first"/> to before <paramref name="end"/>, which all rows of a tile have.</summary>
    private static void Common(int first, int end, Grid left, Grid right, Grid sums, int rows, int padded, bool goesOn)
    {
        double* a = left.At + first * left.Column,
            b = right.At + first * right.Row;
        ProductTiles<W, V>.Of(rows, padded / W.Width)(end - first, a, left.Row, left.Column, b, right.Row, sums.At, sums.Row, goesOn);
    }
}
