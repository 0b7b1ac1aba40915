using GdScript.Graphs;

namespace GdScript.Tests.Laws;

/// <summary>
/// A second opinion: formulas evaluated in the plainest way, with the runtime's own functions and loops over arrays.
/// Agrees with the kernels to rounding, not to the bit.
/// </summary>
public static class Plain
{
    /// <summary>All roots at a flat point, one after the other.</summary>
    public static double[] At(Formula f, params double[] point)
    {
        var values = new double[f.Nodes.Length][];
        for (var i = 0; i < values.Length; i++)
            values[i] = Rowwise(f, i, values, point);
        return [.. f.Roots.SelectMany(r => values[r])];
    }

    /// <summary>A reduction evaluates all that stands before it once more for every row of its table.</summary>
    private static double[] Rowwise(Formula f, int i, double[][] values, double[] point)
    {
        var n = f.Nodes[i];
        if (n.Op.Family() != Family.Rows)
            return f.TableOf(i) >= 0 ? [] : Node(f, n, values, point);
        var rows = Enumerable.Range(0, f.Data[n.B].Count).Select(row => OfRow(f, n.A, n.B, row, values, point)).ToArray();
        return Each(n, k => Reduced(n.Op, [.. rows.Select(r => r[k])]));
    }

    private static double[] OfRow(Formula f, int wanted, int table, int row, double[][] known, double[] point)
    {
        var values = (double[][])known.Clone();
        for (var i = 0; i <= wanted; i++)
            if (f.TableOf(i) == table)
                values[i] =
                    f.Nodes[i].Op == Op.Column
                        ? f.Data[table][f.Columns[f.Nodes[i].A].Name].Slice(row * f.Nodes[i].Shape.Count, f.Nodes[i].Shape.Count).ToArray()
                        : Node(f, f.Nodes[i], values, point);
        return values[wanted];
    }

    private static double Reduced(Op op, double[] rows) =>
        op == Op.RowSum ? rows.Sum()
        : op == Op.RowMean ? rows.Average()
        : op == Op.RowMax ? rows.Max()
        : rows.Min();

    internal static double[] Node(Formula f, Node n, double[][] v, double[] point) =>
        n.Op switch
        {
            Op.Const => [f.ConstantOf(n).ToDouble()],
            Op.Pi => [Math.PI],
            Op.E => [Math.E],
            Op.Param => point[f.OffsetOf(n.A)..(f.OffsetOf(n.A) + n.Shape.Count)],
            Op.Column or Op.RowSum or Op.RowMean or Op.RowMax or Op.RowMin => throw new NotSupportedException("rows are reduced above"),
            Op.OneHot => Each(n, i => i == (n.Shape.IsMatrix ? n.A * n.Shape.Columns + n.B : n.A) ? 1 : 0),
            Op.Array => [.. f.ListOf(n).ToArray().Select(e => v[e][0])],
            Op.At => Pick(f, n, v),
            Op.Gather => Each(
                n,
                i =>
                    v[n.B][0] is var at && at >= 0 && at < f.Nodes[n.A].Shape.Rows && at == Math.Floor(at)
                        ? v[n.A][(int)at * n.Shape.Count + i]
                        : double.NaN
            ),
            Op.Scatter => Each(n, i => v[n.B][0] == i / v[n.A].Length ? v[n.A][i % v[n.A].Length] : 0),
            Op.Fill => Each(n, _ => v[n.A][0]),
            Op.Sum => [v[n.A].Sum()],
            Op.Mean => [v[n.A].Average()],
            Op.Dot => [v[n.A].Zip(v[n.B], (a, b) => a * b).Sum()],
            Op.Norm => [Math.Sqrt(v[n.A].Sum(a => a * a))],
            Op.MatMul => Product(f.Nodes[n.A].Shape, v[n.A], f.Nodes[n.B].Shape, v[n.B]),
            Op.Outer => Each(n, i => v[n.A][i / n.Shape.Columns] * v[n.B][i % n.Shape.Columns]),
            Op.Transpose => Each(n, i => v[n.A][i % n.Shape.Columns * n.Shape.Rows + i / n.Shape.Columns]),
            Op.Softmax => Softmax(v[n.A]),
            Op.LogSumExp => [v[n.A].Max() + Math.Log(v[n.A].Sum(a => Math.Exp(a - v[n.A].Max())))],
            Op.Argmax => [Array.IndexOf(v[n.A], v[n.A].Max())],
            _ => Each(
                n,
                i =>
                    Scalar(
                        n,
                        k =>
                            Spread(
                                v[
                                    k == 0 ? n.A
                                    : k == 1 ? n.B
                                    : n.C
                                ],
                                i
                            )
                    )
            ),
        };

    private static double Spread(double[] a, int i) => a[a.Length == 1 ? 0 : i];

    private static double[] Each(Node n, Func<int, double> element) => [.. Enumerable.Range(0, n.Shape.Count).Select(element)];

    private static double[] Pick(Formula f, Node n, double[][] v)
    {
        var columns = Math.Max(1, f.Nodes[n.A].Shape.Columns);
        return n.Shape.IsVector ? v[n.A][(n.B * columns)..((n.B + 1) * columns)] : [v[n.A][n.B * columns + Math.Max(0, n.C)]];
    }

    private static double[] Product(Shape a, double[] x, Shape b, double[] y)
    {
        var (rows, inner, columns) = (a.IsMatrix ? a.Rows : 1, a.IsMatrix ? a.Columns : a.Rows, b.IsMatrix ? b.Columns : 1);
        return
        [
            .. from i in Enumerable.Range(0, rows)
            from j in Enumerable.Range(0, columns)
            select Enumerable.Range(0, inner).Sum(k => x[i * inner + k] * y[k * columns + j]),
        ];
    }

    private static double[] Softmax(double[] a)
    {
        var exp = a.Select(e => Math.Exp(e - a.Max())).ToArray();
        return [.. exp.Select(e => e / exp.Sum())];
    }

    private static double Scalar(Node n, Func<int, double> a) =>
        n.Op switch
        {
            Op.Neg => -a(0),
            Op.Add => a(0) + a(1),
            Op.Sub => a(0) - a(1),
            Op.Mul => a(0) * a(1),
            Op.Div => a(0) / a(1),
            Op.Pow => Math.Pow(a(0), a(1)),
            Op.Exp => Math.Exp(a(0)),
            Op.Expm1 => Math.Abs(a(0)) < 1e-5 ? a(0) + a(0) * a(0) / 2 : Math.Exp(a(0)) - 1,
            Op.Log => Math.Log(a(0)),
            Op.Log1p => Math.Abs(a(0)) < 1e-5 ? a(0) - a(0) * a(0) / 2 : Math.Log(1 + a(0)),
            Op.Log2 => Math.Log2(a(0)),
            Op.Log10 => Math.Log10(a(0)),
            Op.Sqrt => Math.Sqrt(a(0)),
            Op.Cbrt => Math.Cbrt(a(0)),
            Op.Sin => Math.Sin(a(0)),
            Op.Cos => Math.Cos(a(0)),
            Op.Tan => Math.Tan(a(0)),
            Op.Asin => Math.Asin(a(0)),
            Op.Acos => Math.Acos(a(0)),
            Op.Atan => Math.Atan(a(0)),
            Op.Sinh => Math.Sinh(a(0)),
            Op.Cosh => Math.Cosh(a(0)),
            Op.Tanh => Math.Tanh(a(0)),
            Op.Asinh => Math.Asinh(a(0)),
            Op.Acosh => Math.Acosh(a(0)),
            Op.Atanh => Math.Atanh(a(0)),
            Op.Sigmoid => 1 / (1 + Math.Exp(-a(0))),
            Op.Softplus => Math.Max(a(0), 0) + Math.Log(1 + Math.Exp(-Math.Abs(a(0)))),
            Op.Erf => MathNet.Numerics.SpecialFunctions.Erf(a(0)),
            Op.Lgamma => MathNet.Numerics.SpecialFunctions.GammaLn(a(0)),
            Op.Polygamma => Polygamma(n.B, a(0)),
            Op.Erfc => MathNet.Numerics.SpecialFunctions.Erfc(a(0)),
            Op.Gamma => MathNet.Numerics.SpecialFunctions.Gamma(a(0)),
            Op.Bessel => PlainBessel.Of(Bessel.Of(n.B), a(0)),
            Op.Abs => Math.Abs(a(0)),
            Op.Sign => double.IsNaN(a(0)) ? a(0) : Math.Sign(a(0)),
            Op.Relu => a(0) > 0 ? a(0) : 0,
            Op.Floor => Math.Floor(a(0)),
            Op.Ceil => Math.Ceiling(a(0)),
            Op.Round => Math.Round(a(0), MidpointRounding.ToEven),
            Op.Atan2 => Math.Atan2(a(0), a(1)),
            Op.Hypot => Math.Sqrt(a(0) * a(0) + a(1) * a(1)),
            Op.Min => Math.Min(a(0), a(1)),
            Op.Max => Math.Max(a(0), a(1)),
            Op.Lt => a(0) < a(1) ? 1 : 0,
            Op.Le => a(0) <= a(1) ? 1 : 0,
            Op.Gt => a(0) > a(1) ? 1 : 0,
            Op.Ge => a(0) >= a(1) ? 1 : 0,
            Op.Eq => a(0) == a(1) ? 1 : 0,
            Op.Ne => a(0) != a(1) ? 1 : 0,
            Op.And => a(0) != 0 && a(1) != 0 ? 1 : 0,
            Op.Or => a(0) != 0 || a(1) != 0 ? 1 : 0,
            Op.Not => a(0) == 0 ? 1 : 0,
            Op.Fma => a(0) * a(1) + a(2),
            Op.Where => a(0) != 0 ? a(1) : a(2),
            _ => throw new NotSupportedException($"{n.Op}"),
        };

    /// <summary>ψ₀ from MathNet; higher orders by recurrence up and the asymptotic series (Abramowitz &amp; Stegun 6.4.6, 6.4.11).</summary>
    private static double Polygamma(int order, double x)
    {
        if (order == 0)
            return MathNet.Numerics.SpecialFunctions.DiGamma(x);
        var (sum, factorial) = (0.0, Enumerable.Range(1, order).Aggregate(1.0, (p, k) => p * k));
        for (; x < 40; x++)
            sum += factorial / Math.Pow(x, order + 1);
        sum += factorial / order / Math.Pow(x, order) + factorial / (2 * Math.Pow(x, order + 1));
        double[] bernoulli = [1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30];
        for (var k = 1; k <= bernoulli.Length; k++)
        {
            var ratio = 1.0;
            for (var j = 2 * k + 1; j < 2 * k + order; j++)
                ratio *= j;
            sum += bernoulli[k - 1] * ratio / Math.Pow(x, 2 * k + order);
        }
        return order % 2 == 0 ? -sum : sum;
    }
}
