using GdScript.Kernels;

namespace GdScript.Scripting.Emitting;

public static partial class FormulaMath
{
    /// <summary>Σ a·b over rows, each product rounded with the sum of its lane: 16 lanes, blocks of 4,096, added in pairs.</summary>
    public static double RowSum(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var blocks = new List<double>();
        for (var start = 0; start < a.Length; start += 4096)
        {
            var lanes = new double[16];
            for (var row = start; row < Math.Min(a.Length, start + 4096); row++)
                lanes[row % 16] = Math.FusedMultiplyAdd(a[row], b[row], lanes[row % 16]);
            blocks.Add(Sums.Of(lanes));
        }
        for (; blocks.Count > 1; blocks = [.. blocks.Chunk(2).Select(pair => pair.Length == 2 ? pair[0] + pair[1] : pair[0])]) { }
        return blocks.FirstOrDefault();
    }

    /// <summary>The same divided by the number of rows; NaN where there are none.</summary>
    public static double RowMean(ReadOnlySpan<double> a, ReadOnlySpan<double> b) => RowSum(a, b) / a.Length;

    /// <summary>Σ a·b over rows for arrays, of which a factor may be one number for each row.</summary>
    public static void RowSum(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int rows, Span<double> to)
    {
        for (var i = 0; i < to.Length; i++)
            to[i] = RowSum(a.Length == rows ? a : a.Slice(i * rows, rows), b.Length == rows ? b : b.Slice(i * rows, rows));
    }

    /// <summary>The same divided by the number of rows; NaN where there are none.</summary>
    public static void RowMean(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int rows, Span<double> to)
    {
        RowSum(a, b, rows, to);
        foreach (ref var x in to)
            x /= rows;
    }
}
