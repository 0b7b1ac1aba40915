using System.Runtime.Intrinsics;
using GdScript.Graphs;

namespace GdScript.Kernels;

/// <summary>
/// Products with a lower triangle: a square matrix of 2 to 256 rows that is written out with the number 0 everywhere above its diagonal, as
/// <c>lower(diagonal, below)</c> writes it. With a matrix or a vector on its right, or with a vector on its left, the products with these
/// zeros are left out: half of the work, and an infinite number meets no zero it should not meet. The order is fixed: an element is one
/// chain of fused multiply-adds from +0, along the inner index.
/// </summary>
internal static unsafe class Triangles
{
    /// <summary>More rows are multiplied with their zeros, in the order of <see cref="Products"/>: a chain should not be longer.</summary>
    public const int MostRows = 256;

    /// <summary>True for a node that writes such a matrix.</summary>
    public static bool Is(Formula formula, in Node node)
    {
        var n = node.Shape.Rows;
        if (node.Op != Op.Array || !node.Shape.IsMatrix || n != node.Shape.Columns || n is < 2 or > MostRows)
            return false;
        var elements = formula.ListOf(node);
        for (var i = 0; i < n; i++)
        for (var j = i + 1; j < n; j++)
            if (formula.Nodes[elements[i * n + j]] is not { Op: Op.Const } zero || !formula.ConstantOf(zero).IsZero)
                return false;
        return true;
    }

    /// <summary>The nodes of a formula that write such matrices.</summary>
    public static HashSet<int> Of(Formula formula) =>
        [.. Enumerable.Range(0, formula.Nodes.Length).Where(node => Is(formula, formula.Nodes[node]))];

    /// <summary>Which side of a product is a triangle whose zeros are left out.</summary>
    public static (bool Left, bool Right) Sides(HashSet<int> triangles, in Node product, bool leftIsMatrix) =>
        triangles.Contains(product.A) ? (true, false) : (false, !leftIsMatrix && triangles.Contains(product.B));

    /// <inheritdoc cref="Sides(HashSet{int}, in Node, bool)"/>
    public static (bool Left, bool Right) Sides(Schedule schedule, in Node product) =>
        Sides(schedule.Triangles, product, schedule.Nodes[product.A].Shape.IsMatrix);

    /// <summary>The triangle times k×n, each row of which is contiguous: element (i, j) is Σ a[i, l]·b[l, j] for l up to i.</summary>
    public static void Lower(double* to, nint toRow, Grid a, Grid b, int k, int n) => Lower(to, toRow, a, b, k, n, Products.Widest);

    internal static void Lower(double* to, nint toRow, Grid a, Grid b, int k, int n, Products.Width width)
    {
        if (n == 1)
            Down(to, toRow, a, b, k);
        else
            Tiled(true, to, toRow, a, b, k, n, width);
    }

    /// <summary>The triangle turned over times k×n: element (i, j) is Σ a[i, l]·b[l, j] for l from i on.</summary>
    public static void Upper(double* to, nint toRow, Grid a, Grid b, int k, int n) => Upper(to, toRow, a, b, k, n, Products.Widest);

    internal static void Upper(double* to, nint toRow, Grid a, Grid b, int k, int n, Products.Width width)
    {
        if (n == 1 && toRow == 1 && a.Row == 1)
            Along(to, a, b, k);
        else if (n == 1)
            for (var i = 0; i < k; i++)
                to[i * toRow] = Chain(0, a.From(i, 0), b, i, k);
        else
            Tiled(false, to, toRow, a, b, k, n, width);
    }

    /// <summary>A chain that goes on from <paramref name="sum"/> with the products from <paramref name="first"/> to before <paramref name="end"/>.</summary>
    private static double Chain(double sum, Grid a, Grid b, int first, int end)
    {
        for (var l = first; l < end; l++)
            sum = Math.FusedMultiplyAdd(a.At[l * a.Column], b.At[l * b.Row], sum);
        return sum;
    }

    /// <summary>The triangle times one vector: four chains side by side, for one waits for itself.</summary>
    private static void Down(double* to, nint toRow, Grid a, Grid b, int k)
    {
        var i = 0;
        for (; i + 4 <= k; i += 4)
        {
            double s0 = 0,
                s1 = 0,
                s2 = 0,
                s3 = 0;
            var row = a.At + i * a.Row;
            for (var l = 0; l <= i; l++)
            {
                var (x, y) = (l * a.Column, b.At[l * b.Row]);
                s0 = Math.FusedMultiplyAdd(row[x], y, s0);
                s1 = Math.FusedMultiplyAdd(row[a.Row + x], y, s1);
                s2 = Math.FusedMultiplyAdd(row[2 * a.Row + x], y, s2);
                s3 = Math.FusedMultiplyAdd(row[3 * a.Row + x], y, s3);
            }
            to[i * toRow] = s0;
            to[(i + 1) * toRow] = Chain(s1, a.From(i + 1, 0), b, i + 1, i + 2);
            to[(i + 2) * toRow] = Chain(s2, a.From(i + 2, 0), b, i + 1, i + 3);
            to[(i + 3) * toRow] = Chain(s3, a.From(i + 3, 0), b, i + 1, i + 4);
        }
        for (; i < k; i++)
            to[i * toRow] = Chain(0, a.From(i, 0), b, 0, i + 1);
    }

    /// <summary>A vector times a triangle that lies row by row: each row goes into all the chains it belongs to.</summary>
    private static void Along(double* to, Grid a, Grid b, int k)
    {
        new Span<double>(to, k).Clear();
        for (var l = 0; l < k; l++)
        {
            var x = b.At[l * b.Row];
            var row = a.At + l * a.Column;
            var j = 0;
            for (; j + 4 <= l + 1; j += 4)
                Vector256.FusedMultiplyAdd(Vector256.Create(x), Vector256.Load(row + j), Vector256.Load(to + j)).Store(to + j);
            for (; j <= l; j++)
                to[j] = Math.FusedMultiplyAdd(x, row[j], to[j]);
        }
    }

    private static void Tiled(bool lower, double* to, nint toRow, Grid a, Grid b, int k, int n, Products.Width width)
    {
        switch (width)
        {
            case Products.Width.One:
                TrianglePanels<Narrow, double>.Multiply(lower, to, toRow, a, b, k, n);
                break;
            case Products.Width.Four:
                TrianglePanels<Fourfold, Vector256<double>>.Multiply(lower, to, toRow, a, b, k, n);
                break;
            case Products.Width.Eight:
                TrianglePanels<Eightfold, Vector512<double>>.Multiply(lower, to, toRow, a, b, k, n);
                break;
        }
    }
}
