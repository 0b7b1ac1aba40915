using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GdScript.Kernels;

/// <summary>
/// Moves numbers of a matrix from rows to columns in registers: columns whose steps stand side by side become rows, one
/// for each step.
/// </summary>
internal static unsafe class ProductTurns
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FourColumns(double* to, nint toRow, Grid from, int steps)
    {
        double* a = from.At,
            b = a + from.Column,
            c = b + from.Column,
            d = c + from.Column;
        var s = 0;
        for (; s + 4 <= steps; s += 4, to += 4 * toRow)
        {
            var (x, y, z, w) = (Vector256.Load(a + s), Vector256.Load(b + s), Vector256.Load(c + s), Vector256.Load(d + s));
            var (even, odd) = (Avx.UnpackLow(x, y), Avx.UnpackHigh(x, y));
            var (even2, odd2) = (Avx.UnpackLow(z, w), Avx.UnpackHigh(z, w));
            Avx.Permute2x128(even, even2, 0x20).Store(to);
            Avx.Permute2x128(odd, odd2, 0x20).Store(to + toRow);
            Avx.Permute2x128(even, even2, 0x31).Store(to + 2 * toRow);
            Avx.Permute2x128(odd, odd2, 0x31).Store(to + 3 * toRow);
        }
        for (; s < steps; s++, to += toRow)
            (to[0], to[1], to[2], to[3]) = (a[s], b[s], c[s], d[s]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void EightColumns(double* to, nint toRow, Grid from, int steps)
    {
        var s = 0;
        for (; s + 8 <= steps; s += 8, to += 8 * toRow)
        {
            var (even01, odd01) = Pair(from.From(s, 0));
            var (even23, odd23) = Pair(from.From(s, 2));
            var (even45, odd45) = Pair(from.From(s, 4));
            var (even67, odd67) = Pair(from.From(s, 6));
            EveryOther(to, toRow, even01, even23, even45, even67);
            EveryOther(to + toRow, toRow, odd01, odd23, odd45, odd67);
        }
        for (; s < steps; s++, to += toRow)
        for (var c = 0; c < 8; c++)
            to[c] = from.At[s + c * from.Column];
    }

    /// <summary>Two columns, their even steps beside one another and their odd steps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> Even, Vector512<double> Odd) Pair(Grid from)
    {
        var (x, y) = (Vector512.Load(from.At), Vector512.Load(from.At + from.Column));
        return (Avx512F.UnpackLow(x, y), Avx512F.UnpackHigh(x, y));
    }

    /// <summary>Steps 0, 2, 4 and 6 of eight columns from pairs of columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void EveryOther(
        double* to,
        nint toRow,
        Vector512<double> a,
        Vector512<double> b,
        Vector512<double> c,
        Vector512<double> d
    )
    {
        const byte Even = 0x88;
        const byte Odd = 0xDD;
        var (x, y) = (Avx512F.Shuffle4x128(a, b, Even), Avx512F.Shuffle4x128(c, d, Even));
        var (z, w) = (Avx512F.Shuffle4x128(a, b, Odd), Avx512F.Shuffle4x128(c, d, Odd));
        Avx512F.Shuffle4x128(x, y, Even).Store(to);
        Avx512F.Shuffle4x128(z, w, Even).Store(to + 2 * toRow);
        Avx512F.Shuffle4x128(x, y, Odd).Store(to + 4 * toRow);
        Avx512F.Shuffle4x128(z, w, Odd).Store(to + 6 * toRow);
    }
}
