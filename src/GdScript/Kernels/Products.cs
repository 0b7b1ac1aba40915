using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GdScript.Kernels;

/// <summary>Where the numbers of a matrix stand: element (i, j) at i·<see cref="Row"/> + j·<see cref="Column"/>.</summary>
internal readonly unsafe struct Grid(double* at, nint row, nint column)
{
    public double* At => at;
    public nint Row => row;
    public nint Column => column;
    public Grid Turned => new(at, column, row);

    public Grid From(nint i, nint j) => new(at + i * row + j * column, row, column);
}

/// <summary>
/// Products of matrices whose order is fixed, so that they repeat to the last bit on every machine. An element is Σ a·b along the inner
/// index k: products go to lane k mod 4 of their block of 256; every lane starts at +0 and takes its products in order, each with one
/// fused multiply-add (rounded once, on every hardware); (lane 0 + lane 2) + (lane 1 + lane 3) is the sum of the block, and block
/// sums are added one after the other. The width of the registers and the shapes of tiles change the speed, never a bit.
/// </summary>
/// <remarks>
/// Four lanes are what both forms of the work can bear: where rows stand side by side a register takes four products of one element at
/// a time, and where columns do, tiles of elements stay in registers while the inner index steps by four.
/// </remarks>
internal static unsafe class Products
{
    /// <summary>How many products share one set of lanes.</summary>
    public const int BlockLength = 256;

    public const int Lanes = 4;

    /// <summary>Which registers do the multiplying; the tests call each of them.</summary>
    internal enum Width
    {
        One,
        Four,
        Eight,
    }

    internal static Width Widest =>
        Vector512.IsHardwareAccelerated ? Width.Eight
        : Vector256.IsHardwareAccelerated ? Width.Four
        : Width.One;

    /// <summary>to[i, j] = Σ a[i, l]·b[l, j] for m×k by k×n; the result stands apart from both, each row contiguous.</summary>
    public static void Of(double* to, nint toRow, Grid a, Grid b, int m, int k, int n) => Of(to, toRow, a, b, m, k, n, Widest);

    internal static void Of(double* to, nint toRow, Grid a, Grid b, int m, int k, int n, Width width)
    {
        if (n == 1 && a.Column == 1 && b.Row == 1)
            Dots(to, toRow, a, b.At, m, k, width);
        else if (m == 1 && a.Column == 1 && b.Row == 1)
            Dots(to, 1, b.Turned, a.At, n, k, width);
        else if (n == 1 && toRow == 1)
            Tiled(to, m, b.Turned, a.Turned, 1, k, m, width);
        else
            Tiled(to, toRow, a, b, m, k, n, width);
    }

    private static void Tiled(double* to, nint toRow, Grid a, Grid b, int m, int k, int n, Width width)
    {
        switch (width)
        {
            case Width.One:
                ProductPanels<Narrow, double>.Multiply(to, toRow, a, b, m, k, n);
                break;
            case Width.Four:
                ProductPanels<Fourfold, Vector256<double>>.Multiply(to, toRow, a, b, m, k, n);
                break;
            case Width.Eight when ProductPairs.Takes(a, b, m, k, n):
                ProductPairs.Multiply(to, toRow, a, b, m, k, n);
                break;
            case Width.Eight:
                ProductPanels<Eightfold, Vector512<double>>.Multiply(to, toRow, a, b, m, k, n);
                break;
        }
    }

    /// <summary>
    /// A chain of at most 256 products for each element, without lanes: to[i, j] (from where it stands when the chain goes on, else from +0)
    /// takes a[i, r]·b[r, j] in order.
    /// </summary>
    public static void Chain(bool goesOn, double* to, nint toRow, Grid a, Grid b, int m, int steps, int n) =>
        Chain(goesOn, to, toRow, a, b, m, steps, n, Widest);

    internal static void Chain(bool goesOn, double* to, nint toRow, Grid a, Grid b, int m, int steps, int n, Width width)
    {
        switch (width)
        {
            case Width.One:
                ProductPanels<Narrow, double>.Chain(goesOn, to, toRow, a, b, m, steps, n);
                break;
            case Width.Four:
                ProductPanels<Fourfold, Vector256<double>>.Chain(goesOn, to, toRow, a, b, m, steps, n);
                break;
            case Width.Eight:
                ProductPanels<Eightfold, Vector512<double>>.Chain(goesOn, to, toRow, a, b, m, steps, n);
                break;
        }
    }

    /// <summary>One element, as it is defined: what every other way has to equal.</summary>
    internal static double Defined(double* a, nint aStep, double* b, nint bStep, int k)
    {
        var total = 0.0;
        for (var start = 0; start < k; start += BlockLength)
        {
            double l0 = 0,
                l1 = 0,
                l2 = 0,
                l3 = 0;
            for (var i = start; i < Math.Min(k, start + BlockLength); i++)
            {
                var (x, y) = (a[i * aStep], b[i * bStep]);
                if (i % Lanes == 0)
                    l0 = Math.FusedMultiplyAdd(x, y, l0);
                else if (i % Lanes == 1)
                    l1 = Math.FusedMultiplyAdd(x, y, l1);
                else if (i % Lanes == 2)
                    l2 = Math.FusedMultiplyAdd(x, y, l2);
                else
                    l3 = Math.FusedMultiplyAdd(x, y, l3);
            }
            var sum = l0 + l2 + (l1 + l3);
            total = start == 0 ? sum : total + sum;
        }
        return total;
    }

    /// <summary>Products of rows with one vector, both contiguous: four rows at a time, four products of each in a register.</summary>
    private static void Dots(double* to, nint toStep, Grid a, double* b, int m, int k, Width width)
    {
        var i = 0;
        if (width != Width.One)
        {
            for (; i + 4 <= m; i += 4)
                FourDots(to + i * toStep, toStep, a.At + i * a.Row, a.Row, b, k);
            for (; i < m; i++)
                to[i * toStep] = OneDot(a.At + i * a.Row, b, k);
        }
        for (; i < m; i++)
            to[i * toStep] = Defined(a.At + i * a.Row, 1, b, 1, k);
    }

    private static double OneDot(double* a, double* b, int k)
    {
        var total = 0.0;
        for (var start = 0; start < k; start += BlockLength)
        {
            var (i, end) = (start, Math.Min(k, start + BlockLength));
            var lanes = Vector256<double>.Zero;
            for (; i + 4 <= end; i += 4)
                lanes = Vector256.FusedMultiplyAdd(Vector256.Load(a + i), Vector256.Load(b + i), lanes);
            var sum = Tree(Rest(lanes, a + i, b + i, end - i));
            total = start == 0 ? sum : total + sum;
        }
        return total;
    }

    private static void FourDots(double* to, nint toStep, double* a, nint row, double* b, int k)
    {
        double* a1 = a + row,
            a2 = a1 + row,
            a3 = a2 + row;
        for (var start = 0; start < k; start += BlockLength)
        {
            var (i, end) = (start, Math.Min(k, start + BlockLength));
            Vector256<double> s0 = default,
                s1 = default,
                s2 = default,
                s3 = default;
            for (; i + 4 <= end; i += 4)
            {
                var y = Vector256.Load(b + i);
                s0 = Vector256.FusedMultiplyAdd(Vector256.Load(a + i), y, s0);
                s1 = Vector256.FusedMultiplyAdd(Vector256.Load(a1 + i), y, s1);
                s2 = Vector256.FusedMultiplyAdd(Vector256.Load(a2 + i), y, s2);
                s3 = Vector256.FusedMultiplyAdd(Vector256.Load(a3 + i), y, s3);
            }
            Take(to, start, Tree(Rest(s0, a + i, b + i, end - i)));
            Take(to + toStep, start, Tree(Rest(s1, a1 + i, b + i, end - i)));
            Take(to + 2 * toStep, start, Tree(Rest(s2, a2 + i, b + i, end - i)));
            Take(to + 3 * toStep, start, Tree(Rest(s3, a3 + i, b + i, end - i)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Take(double* to, int start, double sum) => *to = start == 0 ? sum : *to + sum;

    /// <summary>The last, fewer than four products; lanes without one stay as they are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Rest(Vector256<double> lanes, double* a, double* b, int left)
    {
        for (var lane = 0; lane < left; lane++)
            lanes = lanes.WithElement(lane, Math.FusedMultiplyAdd(a[lane], b[lane], lanes.GetElement(lane)));
        return lanes;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Tree(Vector256<double> lanes)
    {
        var two = lanes.GetLower() + lanes.GetUpper();
        return two.GetElement(0) + two.GetElement(1);
    }
}
