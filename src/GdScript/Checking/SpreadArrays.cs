using System.Buffers;
using GdScript.Graphs;
using GdScript.Kernels;

namespace GdScript.Checking;

/// <summary>Values and error bounds of the operations that look at whole arrays, in the fixed order of <see cref="Sums"/>.</summary>
internal static class SpreadArrays
{
    private const double U = RunningError.U;

    /// <summary>Operations of one array; <paramref name="v"/> and <paramref name="e"/> receive values and bounds.</summary>
    public static void OfOne(in Node n, Shape from, ReadOnlySpan<double> x, ReadOnlySpan<double> ex, Span<double> v, Span<double> e)
    {
        switch (n.Op)
        {
            case Op.At:
                var start = from.IsMatrix ? n.B * from.Columns + Math.Max(0, n.C) : n.B;
                x.Slice(start, v.Length).CopyTo(v);
                ex.Slice(start, v.Length).CopyTo(e);
                break;
            case Op.Fill:
                v.Fill(x[0]);
                e.Fill(ex[0]);
                break;
            case Op.Transpose:
                Turn(from, x, v);
                Turn(from, ex, e);
                break;
            case Op.Sum:
                (v[0], e[0]) = Sum(x, ex);
                break;
            case Op.Mean:
                (v[0], e[0]) = Sum(x, ex);
                v[0] /= x.Length;
                e[0] = e[0] / x.Length + Rounding.Of(v[0]);
                break;
            case Op.Norm:
                (v[0], e[0]) = Norm(x, ex);
                break;
            case Op.Softmax:
                Softmax(x, ex, v, e);
                break;
            case Op.LogSumExp:
                (v[0], e[0]) = LogSumExp(x, ex);
                break;
            case Op.Argmax:
                (v[0], e[0]) = Argmax(x, ex);
                break;
            default:
                throw new System.Diagnostics.UnreachableException($"{n.Op} is no operation of one array");
        }
    }

    /// <summary>Operations of two arrays; products of matrices are <see cref="SpreadProducts"/>.</summary>
    public static void OfTwo(
        Op op,
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> ex,
        ReadOnlySpan<double> y,
        ReadOnlySpan<double> ey,
        Span<double> v,
        Span<double> e
    )
    {
        if (op == Op.Outer)
            for (var k = 0; k < v.Length; k++)
                (v[k], e[k]) = Product(x[k / y.Length], ex[k / y.Length], y[k % y.Length], ey[k % y.Length]);
        else if (op is Op.Gather or Op.Scatter)
            Placed(op, x, ex, y[0], ey[0], v, e);
        else
            (v[0], e[0]) = Dot(x, ex, y, ey);
    }

    /// <summary>What an index names keeps its bound; an index that may be another one names nothing for certain.</summary>
    private static void Placed(
        Op op,
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> ex,
        double index,
        double doubt,
        Span<double> v,
        Span<double> e
    )
    {
        var (from, to) = op == Op.Gather ? (v.Length, 0) : (0, x.Length);
        var at = Arrays.Place(index, Math.Max(x.Length, v.Length) / Math.Max(from, to));
        v.Fill(op == Op.Gather ? double.NaN : 0);
        e.Fill(doubt > 0 || double.IsNaN(index) ? double.PositiveInfinity : 0);
        if (at < 0)
            return;
        var count = Math.Min(x.Length, v.Length);
        x.Slice(at * from, count).CopyTo(v[(at * to)..]);
        if (!(doubt > 0))
            ex.Slice(at * from, count).CopyTo(e[(at * to)..]);
    }

    /// <summary>How many additions an element passes through at most: its lane, the tree of lanes, the tree of blocks.</summary>
    internal static double Depth(int n)
    {
        var inLane = (Math.Min(n, Sums.BlockLength) + Sums.Lanes - 1) / Sums.Lanes;
        var blocks = (n + Sums.BlockLength - 1) / Sums.BlockLength;
        return Math.Min(Math.Max(n - 1, 0), inLane + 4 + Math.ILogB(Math.Max(1, blocks)) + 1);
    }

    private static (double Value, double Error) Sum(ReadOnlySpan<double> x, ReadOnlySpan<double> ex)
    {
        double size = 0,
            errors = 0;
        for (var k = 0; k < x.Length; k++)
        {
            size += Math.Abs(x[k]);
            errors += ex[k];
        }
        return (Sums.Of(x), errors + Depth(x.Length) * U * size);
    }

    private static (double Value, double Error) Product(double a, double ea, double b, double eb) =>
        (a * b, Spread.Of(Op.Mul, a, ea, b, eb, 0, 0, a * b) + Rounding.Of(Op.Mul, a, b, a * b));

    private static (double Value, double Error) Dot(
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> ex,
        ReadOnlySpan<double> y,
        ReadOnlySpan<double> ey
    )
    {
        double size = 0,
            errors = 0;
        for (var k = 0; k < x.Length; k++)
        {
            var (product, error) = Product(x[k], ex[k], y[k], ey[k]);
            size += Math.Abs(product);
            errors += error;
        }
        return (Sums.Dot(x, y), errors + Depth(x.Length) * U * size);
    }

    /// <summary>The norm of the errors bounds what they do to the norm (triangle inequality); the squares and their sum round.</summary>
    private static unsafe (double Value, double Error) Norm(ReadOnlySpan<double> x, ReadOnlySpan<double> ex)
    {
        fixed (double* p = x)
        fixed (double* q = ex)
        {
            var norm = Arrays.Norm(p, x.Length);
            return (norm, Arrays.Norm(q, x.Length) * (1 + Depth(x.Length) * U) + Rounding.Relative(Depth(x.Length) / 2 + 3, norm));
        }
    }

    /// <summary>
    /// p = exp(x − max) / Σ: an error of the x moves p by the factor exp(eₖ + Σ p e) at most to first order, and by
    /// exp(2 max e) in all; x − max rounds absolutely, exp, sum and quotient relatively.
    /// </summary>
    private static unsafe void Softmax(ReadOnlySpan<double> x, ReadOnlySpan<double> ex, Span<double> v, Span<double> e)
    {
        fixed (double* from = x)
        fixed (double* to = v)
            Arrays.Softmax(to, from, x.Length);
        var largest = Largest(x);
        var average = 0.0;
        for (var k = 0; k < x.Length; k++)
        {
            e[k] = ex[k] + U * Math.Abs(x[k] - largest) + 2 * U;
            average += v[k] * e[k];
        }
        var growth = Elementary.Exp(2 * Largest(ex));
        for (var k = 0; k < x.Length; k++)
            e[k] = Math.Min(1, v[k] * (e[k] + average + (Depth(x.Length) + 2) * U) * growth) + double.Epsilon;
    }

    private static unsafe (double Value, double Error) LogSumExp(ReadOnlySpan<double> x, ReadOnlySpan<double> ex)
    {
        double value;
        fixed (double* p = x)
            value = Arrays.LogSumExp(p, x.Length);
        var largest = Largest(x);
        var errors = 0.0;
        for (var k = 0; k < x.Length; k++)
            errors += Elementary.Exp(x[k] - value) * (ex[k] + U * Math.Abs(x[k] - largest) + 2 * U);
        var growth = Elementary.Exp(2 * Largest(ex));
        return (value, errors * growth + Depth(x.Length) * U + Rounding.Relative(2, value - largest) + Rounding.Of(value));
    }

    private static unsafe (double Value, double Error) Argmax(ReadOnlySpan<double> x, ReadOnlySpan<double> ex)
    {
        double value;
        fixed (double* p = x)
            value = Arrays.Argmax(p, x.Length);
        var at = value >= 0 ? (int)value : 0;
        for (var k = 0; k < x.Length; k++)
            if (k != at && ex[k] + ex[at] > 0 && !(x[at] - x[k] > ex[k] + ex[at]))
                return (value, x.Length - 1);
        return (value, 0);
    }

    private static double Largest(ReadOnlySpan<double> x)
    {
        var largest = double.NegativeInfinity;
        foreach (var one in x)
            largest = Math.Max(largest, one);
        return largest;
    }

    private static void Turn(Shape from, ReadOnlySpan<double> x, Span<double> to)
    {
        for (var i = 0; i < from.Rows; i++)
        for (var j = 0; j < from.Columns; j++)
            to[j * from.Rows + i] = x[i * from.Columns + j];
    }
}
