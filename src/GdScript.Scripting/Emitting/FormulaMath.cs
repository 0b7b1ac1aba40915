using System.Runtime.CompilerServices;
using GdScript.Kernels;

namespace GdScript.Scripting.Emitting;

/// <summary>
/// What emitted C# calls beside <see cref="Elementary"/> and <see cref="Sums"/>: small powers, functions with kinks, and whole
/// arrays. Written a second time on purpose, from their definitions and not over the kernels of the core, so that a formula
/// run through Roslyn is an independent witness; the bits must be the same.
/// </summary>
public static partial class FormulaMath
{
    /// <summary>x·x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Square(double x) => x * x;

    /// <summary>(x·x)·x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Cube(double x) => x * x * x;

    /// <summary>(x·x)·(x·x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Fourth(double x) => Square(x * x);

    /// <summary>−1, 0 or 1; ±0 gives +0, NaN stays NaN.</summary>
    public static double Sign(double x) =>
        double.IsNaN(x) ? x
        : x == 0 ? 0
        : x < 0 ? -1
        : 1;

    /// <summary>x above 0, else +0; NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Relu(double x) => x <= 0 ? 0 : x;

    /// <summary>√Σx², in the range of doubles wherever the answer is: large and small elements are scaled by a power of two.</summary>
    public static double Norm(ReadOnlySpan<double> a)
    {
        var squares = Sums.OfSquares(a);
        if (double.IsNaN(squares) || (squares > 1e-280 && double.IsFinite(squares)))
            return Math.Sqrt(squares);
        var largest = 0.0;
        foreach (var x in a)
            largest = Math.Max(largest, Math.Abs(x));
        if (largest == 0 || !double.IsFinite(largest))
            return largest;
        var power = Math.Clamp(Math.ILogB(largest), -1000, 1000);
        return Math.Sqrt(Sums.OfSquares(a, Math.ScaleB(1, -power))) * Math.ScaleB(1, power);
    }

    /// <summary>max a + log Σ exp(a − max a); the largest itself when it is not finite.</summary>
    public static double LogSumExp(ReadOnlySpan<double> a)
    {
        var largest = Largest(a);
        return double.IsFinite(largest) ? largest + Elementary.Log(Sums.OfExps(a, largest)) : largest;
    }

    /// <summary>The index of the first largest element; NaN when an element is NaN.</summary>
    public static double Argmax(ReadOnlySpan<double> a)
    {
        var largest = Largest(a);
        if (double.IsNaN(largest))
            return double.NaN;
        for (var i = 0; i < a.Length; i++)
            if (a[i] == largest)
                return i;
        return 0;
    }

    /// <summary>exp(a − max a), divided by its sum.</summary>
    public static void Softmax(ReadOnlySpan<double> a, Span<double> to)
    {
        var largest = Largest(a);
        for (var i = 0; i < a.Length; i++)
            to[i] = Elementary.Exp(a[i] - largest);
        var sum = Sums.Of(to);
        for (var i = 0; i < a.Length; i++)
            to[i] /= sum;
    }

    /// <summary>Zeros with a one at <paramref name="at"/>.</summary>
    public static void OneHot(int at, Span<double> to)
    {
        to.Clear();
        to[at] = 1;
    }

    /// <summary>The element that the index names: NaN where it is no whole number, or no place of a.</summary>
    public static double Gather(ReadOnlySpan<double> a, double index)
    {
        for (var i = 0; i < a.Length; i++)
            if (i == index)
                return a[i];
        return double.NaN;
    }

    /// <summary>The row that the index names: NaN where there is none.</summary>
    public static void Gather(ReadOnlySpan<double> a, double index, Span<double> to)
    {
        to.Fill(double.NaN);
        for (var i = 0; i < a.Length / to.Length; i++)
            if (i == index)
                a.Slice(i * to.Length, to.Length).CopyTo(to);
    }

    /// <summary>Zeros but for the element that the index names.</summary>
    public static void Scatter(double value, double index, Span<double> to) => Scatter(new ReadOnlySpan<double>(in value), index, to);

    /// <summary>Zeros but for the row that the index names.</summary>
    public static void Scatter(ReadOnlySpan<double> row, double index, Span<double> to)
    {
        to.Clear();
        for (var i = 0; i < to.Length / row.Length; i++)
            if (i == index)
                row.CopyTo(to[(i * row.Length)..]);
    }

    /// <summary>Σ over rows of what each puts at the place it names: the sum of all rows with 0 for those that name another place.</summary>
    public static void RowSumScatter(ReadOnlySpan<double> each, ReadOnlySpan<double> index, int rows, Span<double> to)
    {
        var (width, here) = (rows == 0 ? 1 : each.Length / rows, new double[rows]);
        for (var i = 0; i < to.Length; i++)
        {
            for (var row = 0; row < rows; row++)
                here[row] = index[row] == i / width ? each[i % width * rows + row] : 0;
            to[i] = Sums.Of(here);
        }
    }

    /// <summary>The same divided by the number of rows; NaN where there are none.</summary>
    public static void RowMeanScatter(ReadOnlySpan<double> each, ReadOnlySpan<double> index, int rows, Span<double> to)
    {
        RowSumScatter(each, index, rows, to);
        foreach (ref var x in to)
            x /= rows;
    }

    /// <summary>n×m from m×n.</summary>
    public static void Transpose(ReadOnlySpan<double> a, int m, int n, Span<double> to)
    {
        for (var i = 0; i < m; i++)
        for (var j = 0; j < n; j++)
            to[j * m + i] = a[i * n + j];
    }

    /// <summary>Every product of an element of a and one of b: a row for each element of a.</summary>
    public static void Outer(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> to)
    {
        for (var i = 0; i < a.Length; i++)
        for (var j = 0; j < b.Length; j++)
            to[i * b.Length + j] = a[i] * b[j];
    }

    /// <summary>
    /// (m×k)·(k×n): blocks of 256 products, product l of a block fused into lane l mod 4, (0 + 2) + (1 + 3) of the lanes, blocks one after
    /// the other.
    /// </summary>
    public static void MatMul(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int m, int k, int n, Span<double> to)
    {
        Span<double> lanes = stackalloc double[4];
        for (var i = 0; i < m; i++)
        for (var j = 0; j < n; j++)
        for (var block = 0; block < k; block += 256)
        {
            lanes.Clear();
            for (var l = block; l < Math.Min(k, block + 256); l++)
                lanes[l % 4] = Math.FusedMultiplyAdd(a[i * k + l], b[l * n + j], lanes[l % 4]);
            var sum = lanes[0] + lanes[2] + (lanes[1] + lanes[3]);
            to[i * n + j] = block == 0 ? sum : to[i * n + j] + sum;
        }
    }

    /// <summary>A lower triangle of k rows times k×n without the products with its zeros: an element is one chain of fused multiply-adds.</summary>
    public static void LowerTimes(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int k, int n, Span<double> to)
    {
        for (var i = 0; i < k; i++)
        for (var j = 0; j < n; j++)
        {
            var sum = 0.0;
            for (var l = 0; l <= i; l++)
                sum = Math.FusedMultiplyAdd(a[i * k + l], b[l * n + j], sum);
            to[i * n + j] = sum;
        }
    }

    /// <summary>A vector of k times a lower triangle, in the same way.</summary>
    public static void TimesLower(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int k, Span<double> to)
    {
        for (var j = 0; j < k; j++)
        {
            var sum = 0.0;
            for (var l = j; l < k; l++)
                sum = Math.FusedMultiplyAdd(a[l], b[l * k + j], sum);
            to[j] = sum;
        }
    }

    /// <summary>Σ over rows.</summary>
    public static double RowSum(ReadOnlySpan<double> each) => Sums.Of(each);

    /// <summary>Σ over rows, divided by their number; NaN where there are none.</summary>
    public static double RowMean(ReadOnlySpan<double> each) => Sums.Of(each) / each.Length;

    /// <summary>The largest of all rows; −∞ where there are none, NaN where a row has none.</summary>
    public static double RowMax(ReadOnlySpan<double> each)
    {
        var largest = double.NegativeInfinity;
        foreach (var x in each)
            largest = Math.Max(largest, x);
        return largest;
    }

    /// <summary>The smallest of all rows; +∞ where there are none, NaN where a row has none.</summary>
    public static double RowMin(ReadOnlySpan<double> each)
    {
        var smallest = double.PositiveInfinity;
        foreach (var x in each)
            smallest = Math.Min(smallest, x);
        return smallest;
    }

    /// <summary>The same for arrays: the rows of element 0, then those of element 1, and so on.</summary>
    public static void RowSum(ReadOnlySpan<double> each, int rows, Span<double> to)
    {
        for (var i = 0; i < to.Length; i++)
            to[i] = RowSum(each.Slice(i * rows, rows));
    }

    /// <inheritdoc cref="RowSum(ReadOnlySpan{double}, int, Span{double})"/>
    public static void RowMean(ReadOnlySpan<double> each, int rows, Span<double> to)
    {
        for (var i = 0; i < to.Length; i++)
            to[i] = RowMean(each.Slice(i * rows, rows));
    }

    /// <inheritdoc cref="RowSum(ReadOnlySpan{double}, int, Span{double})"/>
    public static void RowMax(ReadOnlySpan<double> each, int rows, Span<double> to)
    {
        for (var i = 0; i < to.Length; i++)
            to[i] = RowMax(each.Slice(i * rows, rows));
    }

    /// <inheritdoc cref="RowSum(ReadOnlySpan{double}, int, Span{double})"/>
    public static void RowMin(ReadOnlySpan<double> each, int rows, Span<double> to)
    {
        for (var i = 0; i < to.Length; i++)
            to[i] = RowMin(each.Slice(i * rows, rows));
    }

    /// <summary>
    /// Σ over rows of outer(a, b): 256 rows are a chain of fused multiply-adds, the chains of 4,096 rows are added one after the other, and so
    /// are these. The rows of element 0 come first, then those of element 1, and so on.
    /// </summary>
    public static void RowSumOuter(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int rows, Span<double> to)
    {
        to.Clear();
        if (rows == 0)
            return;
        var (m, n) = (a.Length / rows, b.Length / rows);
        for (var i = 0; i < m; i++)
        for (var j = 0; j < n; j++)
        {
            double chain = 0,
                block = 0;
            for (var row = 0; row < rows; row++)
            {
                chain = Math.FusedMultiplyAdd(a[i * rows + row], b[j * rows + row], row % 256 == 0 ? 0 : chain);
                if (row % 256 == 255 || row == rows - 1)
                    block = row % 4096 < 256 ? chain : block + chain;
                if (row % 4096 == 4095 || row == rows - 1)
                    to[i * n + j] = row < 4096 ? block : to[i * n + j] + block;
            }
        }
    }

    /// <summary>The same with every a divided by the number of rows first; NaN where there are none.</summary>
    public static void RowMeanOuter(Span<double> a, ReadOnlySpan<double> b, int rows, Span<double> to)
    {
        foreach (ref var x in a)
            x /= rows;
        RowSumOuter(a, b, rows, to);
        if (rows == 0)
            to.Fill(double.NaN);
    }

    /// <summary>The sum of a value that is the same for all rows.</summary>
    public static double RowSum(int rows, double x) => rows * x;

    /// <summary>The mean of a value that is the same for all rows.</summary>
    public static double RowMean(int rows, double x) => rows == 0 ? double.NaN : x;

    /// <inheritdoc cref="RowMean(int, double)"/>
    public static double RowMax(int rows, double x) => rows == 0 ? double.NegativeInfinity : x;

    /// <inheritdoc cref="RowMean(int, double)"/>
    public static double RowMin(int rows, double x) => rows == 0 ? double.PositiveInfinity : x;

    private static double Largest(ReadOnlySpan<double> a)
    {
        var largest = a[0];
        foreach (var x in a)
            largest = Math.Max(largest, x);
        return largest;
    }
}
