using GdScript.Graphs;

namespace GdScript.Kernels;

/// <summary>
/// What each array operation does, for the interpreter and for compiled code alike. Arrays are row-major, given by where
/// they start; results are apart from arguments. Sums follow <see cref="Sums"/>.
/// </summary>
internal static unsafe class Arrays
{
    public static void Copy(double* to, double* from, int n) => new ReadOnlySpan<double>(from, n).CopyTo(new(to, n));

    public static void Fill(double* to, double* value, int n) => new Span<double>(to, n).Fill(*value);

    public static double Sum(double* a, int n) => Sums.Of(new(a, n));

    public static double Mean(double* a, int n) => Sums.Of(new(a, n)) / n;

    public static double Dot(double* a, double* b, int n) => Sums.Dot(new(a, n), new(b, n));

    /// <summary>
    /// √Σx². When the squares overflow or underflow, every x is first multiplied by the power of two that brings the
    /// largest near 1, which is exact, and the root is multiplied back. Infinite when an x is (and none is NaN).
    /// </summary>
    public static double Norm(double* a, int n)
    {
        var squares = Sums.OfSquares(new(a, n));
        if (squares is > 1e-280 and < double.PositiveInfinity || double.IsNaN(squares))
            return Math.Sqrt(squares);
        var largest = Largest(a, n, absolute: true);
        if (largest == 0 || !double.IsFinite(largest))
            return largest;
        var exponent = Math.Clamp(Math.ILogB(largest), -1000, 1000);
        return Math.Sqrt(Sums.OfSquares(new(a, n), Math.ScaleB(1, -exponent))) * Math.ScaleB(1, exponent);
    }

    /// <summary>(m×k)·(k×n) in the order of <see cref="Products"/>; a vector is a matrix of one row on the left, of one column on the right.</summary>
    public static void MatMul(double* to, double* a, double* b, int m, int k, int n) =>
        Products.Of(to, n, new(a, k, 1), new(b, n, 1), m, k, n);

    /// <summary>A triangle of k rows times k×n.</summary>
    public static void LowerTimes(double* to, double* a, double* b, int k, int n) =>
        Triangles.Lower(to, n, new(a, k, 1), new(b, n, 1), k, n);

    /// <summary>A vector times a triangle of k rows.</summary>
    public static void TimesLower(double* to, double* a, double* b, int k) => Triangles.Upper(to, 1, new(b, 1, k), new(a, 1, 1), k, 1);

    /// <summary>m×n from a vector of m and a vector of n.</summary>
    public static void Outer(double* to, double* a, double* b, int m, int n)
    {
        for (var i = 0; i < m; i++)
            Elementwise.Run(to + (long)i * n, a + i, 0, b, 1, a, 0, n, Op.Mul);
    }

    /// <summary>n×m from m×n.</summary>
    public static void Transpose(double* to, double* a, int m, int n)
    {
        for (var i = 0; i < m; i++)
        for (var j = 0; j < n; j++)
            to[(long)j * m + i] = a[(long)i * n + j];
    }

    /// <summary>exp(x − max x), divided by its sum: no exponential overflows.</summary>
    public static void Softmax(double* to, double* a, int n)
    {
        var largest = Largest(a, n, absolute: false);
        Elementwise.Run(to, a, 1, &largest, 0, a, 0, n, Op.Sub);
        Elementary.Exp(new(to, n), new(to, n));
        var sum = Sum(to, n);
        Elementwise.Run(to, to, 1, &sum, 0, a, 0, n, Op.Div);
    }

    /// <summary>max x + log Σ exp(x − max x); the largest itself when it is infinite.</summary>
    public static double LogSumExp(double* a, int n)
    {
        var largest = Largest(a, n, absolute: false);
        return double.IsFinite(largest) ? largest + Elementary.Log(Sums.OfExps(new(a, n), largest)) : largest;
    }

    /// <summary>The index of the first largest element; NaN when any is NaN, as nothing is largest then.</summary>
    public static double Argmax(double* a, int n)
    {
        var at = 0;
        for (var i = 0; i < n; i++)
        {
            if (double.IsNaN(a[i]))
                return double.NaN;
            if (a[i] > a[at])
                at = i;
        }
        return at;
    }

    /// <summary>The place an index names among so many; −1 where it is no whole number or there is no such place.</summary>
    public static int Place(double index, int places)
    {
        var at = (int)index; // what no int holds becomes the nearest one, NaN 0: neither is equal to the index then
        return at == index && (uint)at < (uint)places ? at : -1;
    }

    /// <summary>The element that the index names; NaN where there is none.</summary>
    public static double Element(double* a, double* index, int n) => Place(*index, n) is var at and >= 0 ? a[at] : double.NaN;

    /// <summary>The row that the index names; NaN where there is none.</summary>
    public static void Row(double* to, double* a, double* index, int rows, int columns)
    {
        if (Place(*index, rows) is var at and >= 0)
            Copy(to, a + (long)at * columns, columns);
        else
            new Span<double>(to, columns).Fill(double.NaN);
    }

    /// <summary>Zeros but for the row that the index names; zeros alone where there is none.</summary>
    public static void Scatter(double* to, double* row, double* index, int rows, int columns)
    {
        new Span<double>(to, checked(rows * columns)).Clear();
        if (Place(*index, rows) is var at and >= 0)
            Copy(to + (long)at * columns, row, columns);
    }

    /// <summary>The largest element, or the largest absolute value; NaN when any is NaN.</summary>
    private static double Largest(double* a, int n, bool absolute)
    {
        var largest = double.NegativeInfinity;
        for (var i = 0; i < n; i++)
            largest = Math.Max(largest, absolute ? Math.Abs(a[i]) : a[i]);
        return largest;
    }
}
