using GdScript.Graphs;

namespace GdScript.Reals;

/// <summary>The operations that look at whole arrays, made of elementwise ones of any kind of number.</summary>
internal static class GraphArrays
{
    public static T Sum<T>(ReadOnlySpan<T> x)
        where T : struct, IReal<T>
    {
        var sum = T.Of(0);
        foreach (ref readonly var one in x)
            sum = T.Apply(Op.Add, sum, one, default);
        return sum;
    }

    /// <summary>√Σx², with every x divided by one power of two so that no square overflows or vanishes.</summary>
    public static T Norm<T>(ReadOnlySpan<T> x)
        where T : struct, IReal<T>
    {
        var power = Exponent(x);
        var (down, up) = (T.Of(Math.ScaleB(1, -power)), T.Of(Math.ScaleB(1, power)));
        var sum = T.Of(0);
        foreach (ref readonly var one in x)
        {
            var scaled = T.Apply(Op.Mul, one, down, default);
            sum = T.Apply(Op.Add, sum, T.Apply(Op.Pow, scaled, T.Of(2), default), default);
        }
        return T.Apply(Op.Mul, T.Apply(Op.Sqrt, sum, default, default), up, default);
    }

    public static void Softmax<T>(ReadOnlySpan<T> x, Span<T> to)
        where T : struct, IReal<T>
    {
        var largest = T.Of(Largest(x));
        for (var k = 0; k < to.Length; k++)
            to[k] = T.Apply(Op.Exp, T.Apply(Op.Sub, x[k], largest, default), default, default);
        var sum = Sum<T>(to);
        for (var k = 0; k < to.Length; k++)
            to[k] = T.Apply(Op.Div, to[k], sum, default);
    }

    public static T LogSumExp<T>(ReadOnlySpan<T> x)
        where T : struct, IReal<T>
    {
        var largest = T.Of(Largest(x));
        var sum = T.Of(0);
        foreach (ref readonly var one in x)
            sum = T.Apply(Op.Add, sum, T.Apply(Op.Exp, T.Apply(Op.Sub, one, largest, default), default, default), default);
        return T.Apply(Op.Add, largest, T.Apply(Op.Log, sum, default, default), default);
    }

    /// <summary>What an index names of an array; nothing is known where that cannot be told.</summary>
    public static void Gather<T>(ReadOnlySpan<T> x, in T index, Span<T> to)
        where T : struct, IReal<T>
    {
        if (T.Place(index, x.Length / to.Length) is { } at and >= 0)
            x.Slice(at * to.Length, to.Length).CopyTo(to);
        else
            to.Fill(T.Of(double.NaN));
    }

    /// <summary>Zeros but at the place an index names; nothing is known where that cannot be told.</summary>
    public static void Scatter<T>(ReadOnlySpan<T> x, in T index, Span<T> to)
        where T : struct, IReal<T>
    {
        var at = T.Place(index, to.Length / x.Length);
        to.Fill(T.Of(at is null ? double.NaN : 0));
        if (at >= 0)
            x.CopyTo(to[(at.Value * x.Length)..]);
    }

    /// <summary>Dot, matrix and outer products.</summary>
    public static void OfTwo<T>(Op op, Shape left, Shape right, ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> to)
        where T : struct, IReal<T>
    {
        if (op == Op.Outer)
        {
            for (var k = 0; k < to.Length; k++)
                to[k] = T.Apply(Op.Mul, x[k / y.Length], y[k % y.Length], default);
            return;
        }
        var rows = op == Op.MatMul && left.IsMatrix ? left.Rows : 1;
        var columns = op == Op.MatMul && right.IsMatrix ? right.Columns : 1;
        var inner = x.Length / rows;
        if (T.Products(x, y, rows, columns, to))
            return;
        for (var i = 0; i < rows; i++)
        for (var j = 0; j < columns; j++)
        {
            var sum = T.Of(0);
            for (var k = 0; k < inner; k++)
                sum = T.Apply(Op.Add, sum, T.Apply(Op.Mul, x[i * inner + k], y[k * columns + j], default), default);
            to[i * columns + j] = sum;
        }
    }

    private static int Exponent<T>(ReadOnlySpan<T> x)
        where T : struct, IReal<T>
    {
        var largest = 0.0;
        foreach (ref readonly var one in x)
            largest = Math.Max(largest, Math.Abs(one.Near));
        return largest > 0 && double.IsFinite(largest) ? Math.Clamp(Math.ILogB(largest), -1000, 1000) : 0;
    }

    private static double Largest<T>(ReadOnlySpan<T> x)
        where T : struct, IReal<T>
    {
        var largest = double.NegativeInfinity;
        foreach (ref readonly var one in x)
            largest = Math.Max(largest, one.Near);
        return double.IsFinite(largest) ? largest : 0;
    }
}
