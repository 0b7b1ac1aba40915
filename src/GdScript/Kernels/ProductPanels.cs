using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace GdScript.Kernels;

/// <summary>
/// Products of matrices by tiles: the right side goes panel by panel, as wide as a tile and a block of steps high, copied side by
/// side where it would be read more than once (or stands the other way); down each panel go tiles (<see cref="ProductTiles{W, V}"/>).
/// </summary>
internal static unsafe class ProductPanels<W, V>
    where W : IRegister<V>
    where V : struct
{
    /// <summary>How many doubles a line of the cache holds.</summary>
    private const int Line = 8;

    /// <summary>A panel is copied when at least so many rows are multiplied with it: with fewer it is read where it lies (measured: 8% faster at 50).</summary>
    private const int WorthCopying = 64;

    /// <summary>See <see cref="Products.Of(double*, nint, Grid, Grid, int, int, int)"/>.</summary>
    [SkipLocalsInit]
    public static void Multiply(double* to, nint toRow, Grid a, Grid b, int m, int k, int n)
    {
        var most = ProductTiles<W, V>.Registers * W.Width;
        var space = stackalloc double[(Products.BlockLength + Products.Lanes * ProductTiles<W, V>.Rows) * most + Line];
        var panel = Aligned(space);
        var lanes = panel + Products.BlockLength * most;
        for (int j = 0, width; j < n; j += width)
        {
            width = ProductTiles<W, V>.Width(n - j);
            var padded = Padded(width);
            for (var start = 0; start < k; start += Products.BlockLength)
            {
                var steps = Math.Min(k - start, Products.BlockLength);
                var right = Panel(b.From(start, j), steps, width, m, panel, Products.Lanes);
                for (int i = 0, rows; i < m; i += rows)
                {
                    rows = ProductTiles<W, V>.Height(m - i);
                    Block(lanes, rows, padded, a.From(i, start), right, steps);
                    for (var row = 0; row < rows; row++)
                        AddUp(to + (i + row) * toRow + j, lanes + row * padded, rows * padded, width, start > 0);
                }
            }
        }
    }

    /// <summary>The lanes of a tile, one after the other: lane l begins l steps of <paramref name="a"/> and l columns of <paramref name="b"/> further on.</summary>
    private static void Block(double* to, int rows, int padded, Grid a, Grid b, int steps)
    {
        var tile = ProductTiles<W, V>.Of(rows, padded / W.Width);
        for (var lane = 0; lane < Products.Lanes; lane++, to += rows * padded)
        {
            var own = (steps - lane + Products.Lanes - 1) / Products.Lanes;
            tile(own, a.At + lane * a.Column, a.Row, Products.Lanes * a.Column, b.At + lane * b.Column, b.Row, to, padded, false);
        }
    }

    /// <summary>(0 + 2) + (1 + 3) of the lanes of a row, which stand <paramref name="next"/> apart.</summary>
    private static void AddUp(double* to, double* lanes, int next, int width, bool adds)
    {
        var j = 0;
        for (; j + W.Width <= width; j += W.Width, lanes += W.Width)
        {
            var even = W.Plus(W.Load(lanes), W.Load(lanes + 2 * next));
            var sum = W.Plus(even, W.Plus(W.Load(lanes + next), W.Load(lanes + 3 * next)));
            W.Store(adds ? W.Plus(W.Load(to + j), sum) : sum, to + j);
        }
        for (; j < width; j++, lanes++)
        {
            var sum = lanes[0] + lanes[2 * next] + (lanes[next] + lanes[3 * next]);
            to[j] = adds ? to[j] + sum : sum;
        }
    }

    /// <summary>See <see cref="Products.Chain(bool, double*, nint, Grid, Grid, int, int, int)"/>.</summary>
    [SkipLocalsInit]
    public static void Chain(bool goesOn, double* to, nint toRow, Grid a, Grid b, int m, int steps, int n)
    {
        var most = ProductTiles<W, V>.Registers * W.Width;
        var space = stackalloc double[(Products.BlockLength + ProductTiles<W, V>.Rows) * most + Line];
        var panel = Aligned(space);
        var room = panel + Products.BlockLength * most;
        for (int j = 0, width; j < n; j += width)
        {
            width = ProductTiles<W, V>.Width(n - j);
            var padded = Padded(width);
            var right = Panel(b.From(0, j), steps, width, m, panel, 1);
            for (int i = 0, rows; i < m; i += rows)
            {
                rows = ProductTiles<W, V>.Height(m - i);
                var tile = ProductTiles<W, V>.Of(rows, padded / W.Width);
                double* at = to + i * toRow + j,
                    own = width == padded ? at : room;
                var ownRow = width == padded ? toRow : padded;
                if (goesOn && own == room)
                    Copy(room, padded, at, toRow, rows, width);
                tile(steps, a.At + i * a.Row, a.Row, a.Column, right.At, right.Row, own, ownRow, goesOn);
                if (own == room)
                    Copy(at, toRow, room, padded, rows, width);
            }
        }
    }

    /// <summary>The next place where a line of the cache starts: a register loaded across two of them costs twice.</summary>
    internal static double* Aligned(double* room) => (double*)(((nint)room + Line * sizeof(double) - 1) & -(nint)(Line * sizeof(double)));

    internal static int Padded(int width) => (width + W.Width - 1) / W.Width * W.Width;

    private static void Copy(double* to, nint toRow, double* from, nint fromRow, int rows, int width)
    {
        for (var i = 0; i < rows; i++)
            Arrays.Copy(to + i * toRow, from + i * fromRow, width);
    }

    /// <summary>
    /// The steps of the right side that belong to a panel, every one contiguous and filled up to whole registers: the steps of lane l begin at
    /// l times <see cref="Grid.Column"/> and follow one another by <see cref="Grid.Row"/>.
    /// </summary>
    internal static Grid Panel(Grid b, int steps, int width, int rows, double* panel, int lanes)
    {
        var padded = Padded(width);
        if (b.Column == 1 && width == padded && rows < WorthCopying)
            return new(b.At, lanes * b.Row, b.Row);

        if (b.Column == 1)
            for (var s = 0; s < steps; s++)
            {
                var to = panel + s * padded;
                var from = b.At + s * b.Row;
                var j = 0;
                for (; j + W.Width <= width; j += W.Width)
                    W.Store(W.Load(from + j), to + j);
                for (; j < padded; j++)
                    to[j] = j < width ? from[j] : 0;
            }
        else
            Turn(panel, padded, b, steps, width);
        return new(panel, lanes * padded, padded);
    }

    private static void Turn(double* panel, int padded, Grid b, int steps, int width)
    {
        var j = 0;
        if (b.Row == 1 && Avx512F.IsSupported)
            for (; j + 8 <= width; j += 8)
                ProductTurns.EightColumns(panel + j, padded, b.From(0, j), steps);
        if (b.Row == 1 && Avx.IsSupported)
            for (; j + 4 <= width; j += 4)
                ProductTurns.FourColumns(panel + j, padded, b.From(0, j), steps);
        for (; j < padded; j++)
        for (var s = 0; s < steps; s++)
            panel[s * padded + j] = j < width ? b.At[s * b.Row + j * b.Column] : 0;
    }
}
