using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace GdScript.Kernels;

/// <summary>
/// Products of matrices by tiles: the right side goes panel by panel, as wide as four registers and a block of steps high, copied side by
/// side where it would be read more than once (or stands the other way); down each panel go tiles of up to six rows.
/// </summary>
internal static unsafe class ProductPanels<W, V>
    where W : IRegister<V>
    where V : struct
{
    private const int Registers = 4;
    private const int Rows = 6;

    /// <summary>How many doubles a line of the cache holds.</summary>
    private const int Line = 8;

    /// <summary>A panel is copied when at least so many rows are multiplied with it: with fewer it is read where it lies (measured: 8% faster at 50).</summary>
    private const int WorthCopying = 64;

    /// <summary>See <see cref="Products.Of(double*, nint, Grid, Grid, int, int, int)"/>.</summary>
    [SkipLocalsInit]
    public static void Multiply(double* to, nint toRow, Grid a, Grid b, int m, int k, int n)
    {
        var space = stackalloc double[(Products.BlockLength + 3 * Rows) * Registers * W.Width + Line];
        var panel = Aligned(space);
        var tile = panel + Products.BlockLength * Registers * W.Width;
        var room = tile + Rows * Registers * W.Width;
        for (int j = 0, width; j < n; j += width)
        {
            width = Width(n - j);
            var padded = Padded(width);
            for (var start = 0; start < k; start += Products.BlockLength)
            {
                var steps = Math.Min(k - start, Products.BlockLength);
                var right = Panel(b.From(start, j), steps, width, m, panel, Products.Lanes);
                for (var i = 0; i < m; )
                {
                    var rows = Height(m - i);
                    double* at = to + i * toRow + j,
                        own = width == padded ? at : tile;
                    var ownRow = width == padded ? toRow : padded;
                    if (start > 0 && own == tile)
                        Copy(tile, padded, at, toRow, rows, width);
                    Tile(rows, padded / W.Width, new(steps, a.From(i, start), right, own, ownRow, start > 0, room));
                    if (own == tile)
                        Copy(at, toRow, tile, padded, rows, width);
                    i += rows;
                }
            }
        }
    }

    /// <summary>See <see cref="Products.Chain(bool, double*, nint, Grid, Grid, int, int, int)"/>.</summary>
    [SkipLocalsInit]
    public static void Chain(bool goesOn, double* to, nint toRow, Grid a, Grid b, int m, int steps, int n)
    {
        var space = stackalloc double[(Products.BlockLength + Rows) * Registers * W.Width + Line];
        var panel = Aligned(space);
        var tile = panel + Products.BlockLength * Registers * W.Width;
        for (int j = 0, width; j < n; j += width)
        {
            width = Width(n - j);
            var padded = Padded(width);
            var right = Panel(b.From(0, j), steps, width, m, panel, 1);
            for (var i = 0; i < m; )
            {
                var rows = Height(m - i);
                double* at = to + i * toRow + j,
                    own = width == padded ? at : tile;
                var ownRow = width == padded ? toRow : padded;
                if (goesOn && own == tile)
                    Copy(tile, padded, at, toRow, rows, width);
                Tile(rows, padded / W.Width, new(steps, a.From(i, 0), right, own, ownRow, goesOn, null));
                if (own == tile)
                    Copy(at, toRow, tile, padded, rows, width);
                i += rows;
            }
        }
    }

    /// <summary>The width of the next panel: registers are dealt out evenly, for a panel of one or two has too few sums to be quick.</summary>
    internal static int Width(int left)
    {
        var registers = (left + W.Width - 1) / W.Width;
        var panels = (registers + Registers - 1) / Registers;
        return Math.Min(left, (registers + panels - 1) / panels * W.Width);
    }

    /// <summary>The next place where a line of the cache starts: a register loaded across two of them costs twice.</summary>
    internal static double* Aligned(double* room) => (double*)(((nint)room + Line * sizeof(double) - 1) & -(nint)(Line * sizeof(double)));

    internal static int Padded(int width) => (width + W.Width - 1) / W.Width * W.Width;

    internal static int Height(int left) =>
        left >= 6 ? 6
        : left >= 4 ? 4
        : left >= 2 ? 2
        : 1;

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

    /// <summary>One tile of the work: a block with lanes where there is room for them, else a chain.</summary>
    private readonly struct Piece(int steps, Grid left, Grid right, double* to, nint toRow, bool goesOn, double* room)
    {
        public void Run<M, N>()
            where M : ICount
            where N : ICount
        {
            if (room != null)
                ProductTile<W, V, M, N>.Block(steps, left, right.At, right.Row, right.Column, to, toRow, room, goesOn);
            else
                ProductTile<W, V, M, N>.GoOn(steps, left, right.At, right.Row, to, toRow, goesOn);
        }
    }

    private static void Tile(int rows, int registers, in Piece piece)
    {
        switch (registers)
        {
            case 1:
                Tile<One>(rows, piece);
                break;
            case 2:
                Tile<Two>(rows, piece);
                break;
            case 3:
                Tile<Three>(rows, piece);
                break;
            default:
                Tile<Four>(rows, piece);
                break;
        }
    }

    private static void Tile<N>(int rows, in Piece piece)
        where N : ICount
    {
        switch (rows)
        {
            case 1:
                piece.Run<One, N>();
                break;
            case 2:
                piece.Run<Two, N>();
                break;
            case 4:
                piece.Run<Four, N>();
                break;
            default:
                piece.Run<Six, N>();
                break;
        }
    }
}
