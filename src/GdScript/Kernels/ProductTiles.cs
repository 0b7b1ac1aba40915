using System.Runtime.Intrinsics;
using unsafe Tile = delegate* <int, double*, nint, nint, double*, nint, double*, nint, bool, void>;

namespace GdScript.Kernels;

/// <summary>Which tiles there are, and how a matrix is dealt out to them.</summary>
internal static unsafe class ProductTiles<W, V>
    where W : IRegister<V>
    where V : struct
{
    /// <summary>How many rows a tile has at most: its sums, a row of the right side and a number fill 32 registers, or 16.</summary>
    public static int Rows => Vector512.IsHardwareAccelerated ? 6 : 4;

    /// <summary>How many registers wide it is at most.</summary>
    public static int Registers => Vector512.IsHardwareAccelerated ? 4 : 3;

    /// <summary>The next share of what is left, dealt out evenly and none over a limit: a tile of one or two has too few sums to be quick.</summary>
    public static int Share(int left, int most)
    {
        var shares = (left + most - 1) / most;
        return (left + shares - 1) / shares;
    }

    /// <summary>How many rows the next tile has.</summary>
    public static int Height(int left) => Share(left, Rows);

    /// <summary>The width of the next panel.</summary>
    public static int Width(int left) => Math.Min(left, Share((left + W.Width - 1) / W.Width, Registers) * W.Width);

    /// <summary>See <see cref="ProductTile{W, V, M, N}.Chain"/>.</summary>
    public static Tile Of(int rows, int registers) =>
        registers switch
        {
            1 => Of<One>(rows),
            2 => Of<Two>(rows),
            3 => Of<Three>(rows),
            _ => Of<Four>(rows),
        };

    private static Tile Of<N>(int rows)
        where N : ICount =>
        rows switch
        {
            1 => &ProductTile<W, V, One, N>.Chain,
            2 => &ProductTile<W, V, Two, N>.Chain,
            3 => &ProductTile<W, V, Three, N>.Chain,
            4 => &ProductTile<W, V, Four, N>.Chain,
            5 => &ProductTile<W, V, Five, N>.Chain,
            _ => &ProductTile<W, V, Six, N>.Chain,
        };
}
