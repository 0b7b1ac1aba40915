using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using unsafe Tile = delegate* <int, System.Runtime.Intrinsics.Vector256<double>, double*, double*, nint, double*, nint, void>;

namespace GdScript.Kernels;

/// <summary>
/// Products where the inner index runs side by side on both sides, as where a layer's matrix meets a batch that lies row after row: nothing
/// has to be turned. A register holds the four lanes of an element of one row and of the next; rows of the left side are
/// brought together in pairs once, and four numbers of the right side stand in both halves of a register by a mere load. In registers of 512 bits only.
/// </summary>
internal static unsafe class ProductPairs
{
    /// <summary>How many pairs of rows, and how many columns, a tile has at most: 25 sums, 5 pairs and a column are 31 registers.</summary>
    private const int Side = 5;

    /// <summary>So many columns have their lanes in the nearest cache before they are added up.</summary>
    private const int Columns = 40;

    private const int Lanes = Products.Lanes;
    private const int Width = 2 * Lanes;

    /// <summary>True where both sides have the inner index side by side, and enough of it.</summary>
    public static bool Takes(Grid a, Grid b, int m, int k, int n) =>
        a.Column == 1 && b.Row == 1 && m > 1 && n > 1 && k >= Width && Avx512F.IsSupported;

    /// <summary>See <see cref="Products.Of(double*, nint, Grid, Grid, int, int, int)"/>.</summary>
    [SkipLocalsInit]
    public static void Multiply(double* to, nint toRow, Grid a, Grid b, int m, int k, int n)
    {
        var space = stackalloc double[(Products.BlockLength / Lanes + Columns) * Side * Width + Width];
        var panel = (double*)(((nint)space + Width * sizeof(double) - 1) & -(nint)(Width * sizeof(double)));
        var sums = panel + Products.BlockLength / Lanes * Side * Width;
        for (var start = 0; start < k; start += Products.BlockLength)
        {
            var steps = Math.Min(k - start, Products.BlockLength);
            for (int i = 0, rows; i < m; i += rows)
            {
                var pairs = ProductTiles<Eightfold, Vector512<double>>.Share((m - i + 1) / 2, Side);
                rows = Math.Min(2 * pairs, m - i);
                Bring(panel, pairs, a.From(i, start), rows, steps);
                for (int j = 0, columns; j < n; j += columns)
                {
                    columns = Math.Min(n - j, Columns);
                    Multiply(sums, panel, pairs, b.From(start, j), columns, steps);
                    for (var row = 0; row < rows; row += 2)
                        AddUp(to + (i + row) * toRow + j, row + 1 < rows ? toRow : 0, sums + row / 2 * Columns * Width, columns, start > 0);
                }
            }
        }
    }

    /// <summary>Four steps of a row beside the same of the next, pair by pair; an odd row stands beside itself.</summary>
    private static void Bring(double* panel, int pairs, Grid a, int rows, int steps)
    {
        var mask = Rest(steps % Lanes);
        for (var pair = 0; pair < pairs; pair++)
        {
            double* to = panel + pair * Width,
                first = a.At + 2 * pair * a.Row,
                second = 2 * pair + 1 < rows ? first + a.Row : first;
            var s = 0;
            for (; s + Lanes <= steps; s += Lanes, to += pairs * Width)
                Store(to, Vector256.Load(first + s), Vector256.Load(second + s));
            if (s < steps)
                Store(to, Avx.MaskLoad(first + s, mask), Avx.MaskLoad(second + s, mask));
        }
    }

    /// <summary>Two halves of a register, by two stores: putting them together costs more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(double* to, Vector256<double> first, Vector256<double> second)
    {
        first.Store(to);
        second.Store(to + Lanes);
    }

    /// <summary>All bits of the first lanes, so many of them.</summary>
    private static Vector256<double> Rest(int count) => Vector256.LessThan(Vector256.Create(0.0, 1, 2, 3), Vector256.Create((double)count));

    private static void Multiply(double* sums, double* panel, int pairs, Grid b, int columns, int steps)
    {
        var rest = Rest(steps % Lanes);
        for (int j = 0, width; j < columns; j += width)
        {
            width = ProductTiles<Eightfold, Vector512<double>>.Share(columns - j, Side);
            Of(pairs, width)(steps, rest, panel, b.At + j * b.Column, b.Column, sums + j * Width, Columns * Width);
        }
    }

    private static Tile Of(int pairs, int columns) =>
        pairs switch
        {
            1 => Of<One>(columns),
            2 => Of<Two>(columns),
            3 => Of<Three>(columns),
            4 => Of<Four>(columns),
            _ => Of<Five>(columns),
        };

    private static Tile Of<M>(int columns)
        where M : ICount =>
        columns switch
        {
            1 => &ProductPairTile<M, One>.Run,
            2 => &ProductPairTile<M, Two>.Run,
            3 => &ProductPairTile<M, Three>.Run,
            4 => &ProductPairTile<M, Four>.Run,
            _ => &ProductPairTile<M, Five>.Run,
        };

    /// <summary>Lanes of a pair of rows, column after column, become the sums of the block: (0 + 2) + (1 + 3).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddUp(double* to, nint next, double* lanes, int columns, bool adds)
    {
        for (; columns >= Width; columns -= Width, to += Width, lanes += Width * Width)
        {
            var (first, second) = Eight(lanes);
            if (adds)
                (first, second) = (Vector512.Load(to) + first, Vector512.Load(to + next) + second);
            second.Store(to + next); // an odd row alone is overwritten by its own sums
            first.Store(to);
        }
        for (var j = 0; j < columns; j++, lanes += Width)
        {
            double first = lanes[0] + lanes[2] + (lanes[1] + lanes[3]),
                second = lanes[4] + lanes[6] + (lanes[5] + lanes[7]);
            if (adds)
                (first, second) = (to[j] + first, to[next + j] + second);
            (to[next + j], to[j]) = (second, first);
        }
    }

    /// <summary>The sums of eight columns, of the first row and of the second.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> First, Vector512<double> Second) Eight(double* lanes)
    {
        var (low, high) = (Four(lanes), Four(lanes + 4 * Width));
        return (Avx512F.Shuffle4x128(low, high, 0x44), Avx512F.Shuffle4x128(low, high, 0xEE));
    }

    /// <summary>
    /// The sums of four columns, of the first row and behind them of the second. What two registers add up crosswise takes one shuffle
    /// and one choice: there is one port for shuffles, and the order of two summands does not count.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Four(double* lanes)
    {
        var (even, odd) = (Two(lanes, lanes + 2 * Width), Two(lanes + Width, lanes + 3 * Width));
        var first = Vector512.Create(-1L, 0, -1, 0, -1, 0, -1, 0).AsDouble();
        return Vector512.ConditionalSelect(first, even, odd) + Avx512F.Shuffle(even, odd, 0x55);
    }

    /// <summary>Lanes 0 + 2 and 1 + 3 of two columns side by side, of the first row and of the second.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Two(double* one, double* other)
    {
        var (x, y) = (Vector512.Load(one), Vector512.Load(other));
        var first = Vector512.Create(-1L, -1, 0, 0, -1, -1, 0, 0).AsDouble();
        var crosswise = Vector512.Create(2L, 3, 8, 9, 6, 7, 12, 13);
        return Vector512.ConditionalSelect(first, x, y) + Avx512F.PermuteVar8x64x2(x, crosswise, y);
    }
}
