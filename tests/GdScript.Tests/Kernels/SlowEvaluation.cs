using GdScript.Graphs;
using GdScript.Kernels;

namespace GdScript.Tests.Kernels;

/// <summary>
/// What a formula means, said as plainly as possible: every node of the formula in its order, one array each, no plan, no
/// folding, no registers. The kernels are measured against it.
/// </summary>
internal static class SlowEvaluation
{
    public static double[] Of(Formula f, double[] point)
    {
        var fuses = f.Source is { IsProgram: false };
        f = Chains.Of(f).Formula;
        var values = new double[f.Nodes.Length][];
        for (var i = 0; i < values.Length; i++)
            values[i] = (fuses ? SlowContraction.Of(f, i, values) : null) ?? NodeOf(f, f.Nodes[i], values, point);
        return [.. f.Roots.SelectMany(root => values[root])];
    }

    private static double[] NodeOf(Formula f, Node node, double[][] values, double[] point)
    {
        double[] a = node.Op.Arity() > 0 ? values[node.A] : [];
        double[] b = node.Op.Arity() > 1 ? values[node.B] : [];
        double[] c = node.Op.Arity() > 2 ? values[node.C] : [];
        var (count, from) = (node.Shape.Count, node.Op.Arity() > 0 ? f.Nodes[node.A].Shape : default);
        return node.Op switch
        {
            Op.Const => [f.ConstantOf(node).ToDouble()],
            Op.Pi => [Math.PI],
            Op.E => [Math.E],
            Op.Param => point[f.OffsetOf(node.A)..][..count],
            Op.OneHot =>
            [
                .. Enumerable
                    .Range(0, count)
                    .Select(k => k == (node.Shape.IsMatrix ? node.A * node.Shape.Columns + node.B : node.A) ? 1.0 : 0),
            ],
            Op.Array => [.. f.ListOf(node).ToArray().Select(element => values[element][0])],
            Op.At when node.C < 0 && from.IsMatrix => a[(node.B * from.Columns)..][..from.Columns],
            Op.At => [a[from.IsMatrix ? node.B * from.Columns + node.C : node.B]],
            Op.Gather => [.. Enumerable.Range(0, count).Select(k => Places(b[0], from.Rows) is { } at ? a[at * count + k] : double.NaN)],
            Op.Scatter => [.. Enumerable.Range(0, count).Select(k => Places(b[0], node.Shape.Rows) == k / a.Length ? a[k % a.Length] : 0)],
            Op.Fill => [.. Enumerable.Repeat(a[0], count)],
            Op.Sum => [SumsTests.Reference(a)],
            Op.Mean => [SumsTests.Reference(a) / a.Length],
            Op.Dot => [a.Length <= 16 ? Element(a, b) : Product(a, b)],
            Op.Norm => [Norm(a)],
            Op.Outer => [.. a.SelectMany(x => b.Select(y => x * y))],
            Op.Transpose => [.. Enumerable.Range(0, from.Columns).SelectMany(j => Column(a, from, j))],
            Op.MatMul when IsTriangle(f, node.A) => [.. LowerTimes(a, b, f.Nodes[node.B].Shape)],
            Op.MatMul when IsTriangle(f, node.B) && from.IsVector => [.. TimesLower(a, b)],
            Op.MatMul => [.. Rows(a, from).SelectMany(row => Columns(b, f.Nodes[node.B].Shape).Select(column => Element(row, column)))],
            Op.Softmax => Softmax(a),
            Op.LogSumExp => [LogSumExp(a)],
            Op.Argmax => [a.Any(double.IsNaN) ? double.NaN : Array.IndexOf(a, a.Max())],
            Op.Pow when Literal(f, f.Nodes[node.B]) is { } exponent =>
            [
                .. a.SelectMany(x => Enumerable.Repeat(Power(x, exponent), count / a.Length)),
            ],
            _ =>
            [
                .. Enumerable
                    .Range(0, count)
                    .Select(k => Scalar.Apply(node.Op, Pick(a, k), node.Op is Op.Polygamma or Op.Bessel ? node.B : Pick(b, k), Pick(c, k))),
            ],
        };
    }

    /// <summary>A square matrix of 2 to 256 rows, written out with the number 0 wherever the column is greater than the row.</summary>
    private static bool IsTriangle(Formula f, int node) =>
        f.Nodes[node] is { Op: Op.Array, Shape: { IsMatrix: true, Rows: >= 2 and <= 256 } shape } n
        && shape.Rows == shape.Columns
        && f.ListOf(n)
            .ToArray()
            .Where((_, k) => k % shape.Columns > k / shape.Columns)
            .All(e => f.Nodes[e].Op == Op.Const && f.ConstantOf(f.Nodes[e]).ToDouble() == 0);

    /// <summary>The products with the zeros are left out; the others are one chain.</summary>
    private static IEnumerable<double> LowerTimes(double[] a, double[] b, Shape right) =>
        a.Chunk(right.Rows).SelectMany((row, i) => Columns(b, right).Select(column => Chain(row[..(i + 1)], column[..(i + 1)])));

    private static IEnumerable<double> TimesLower(double[] a, double[] b) =>
        Enumerable.Range(0, a.Length).Select(j => Chain(a[j..], Column(b, Shape.Matrix(a.Length, a.Length), j)[j..]));

    private static double Chain(double[] row, double[] column) =>
        row.Zip(column).Aggregate(0.0, (sum, pair) => Math.FusedMultiplyAdd(pair.First, pair.Second, sum));

    private static int? Places(double index, int places) =>
        Enumerable.Range(0, places).Where(place => place == index).Select(place => (int?)place).FirstOrDefault();

    /// <summary>Blocks of 256, in each four chains of fused multiply-adds.</summary>
    internal static double Element(double[] row, double[] column) =>
        row.Zip(column)
            .Chunk(256)
            .Select(block =>
            {
                var lanes = new double[4];
                for (var k = 0; k < block.Length; k++)
                    lanes[k % 4] = Math.FusedMultiplyAdd(block[k].First, block[k].Second, lanes[k % 4]);
                return lanes[0] + lanes[2] + (lanes[1] + lanes[3]);
            })
            .Aggregate((total, sum) => total + sum);

    private static double Pick(double[] values, int k) => values.Length == 0 ? 0 : values[values.Length == 1 ? 0 : k];

    /// <summary>An exponent written as a number, with or without a minus.</summary>
    private static double? Literal(Formula f, Node node) =>
        node.Op == Op.Const ? f.ConstantOf(node).ToDouble()
        : node.Op == Op.Neg && f.Nodes[node.A].Op == Op.Const ? -f.ConstantOf(f.Nodes[node.A]).ToDouble()
        : null;

    private static double Power(double x, double n) =>
        n switch
        {
            0 => 1,
            1 => x,
            2 => x * x,
            3 => x * x * x,
            4 => x * x * (x * x),
            -1 => 1 / x,
            _ => Elementary.Pow(x, n),
        };

    private static double Product(double[] a, double[] b) => SumsTests.Reference([.. a.Zip(b, (x, y) => x * y)]);

    private static double Norm(double[] a)
    {
        var (squares, largest) = (Product(a, a), a.Max(Math.Abs));
        if (a.Any(double.IsNaN))
            return double.NaN;
        if (squares is > 1e-280 and < double.PositiveInfinity || largest == 0 || double.IsInfinity(largest))
            return Math.Sqrt(squares);
        var power = Math.Clamp(Math.ILogB(largest), -1000, 1000);
        double[] scaled = [.. a.Select(x => x * Math.ScaleB(1, -power))];
        return Math.Sqrt(Product(scaled, scaled)) * Math.ScaleB(1, power);
    }

    private static double[] Softmax(double[] a)
    {
        var largest = a.Any(double.IsNaN) ? double.NaN : a.Max();
        double[] exps = [.. a.Select(x => Elementary.Exp(x - largest))];
        return [.. exps.Select(e => e / SumsTests.Reference(exps))];
    }

    private static double LogSumExp(double[] a)
    {
        var largest = a.Any(double.IsNaN) ? double.NaN : a.Max();
        return double.IsFinite(largest)
            ? largest + Elementary.Log(SumsTests.Reference([.. a.Select(x => Elementary.Exp(x - largest))]))
            : largest;
    }

    private static double[] Column(double[] m, Shape shape, int j) =>
        [.. Enumerable.Range(0, shape.Rows).Select(i => m[i * shape.Columns + j])];

    private static IEnumerable<double[]> Rows(double[] m, Shape shape) => m.Chunk(shape.IsMatrix ? shape.Columns : m.Length);

    private static IEnumerable<double[]> Columns(double[] m, Shape shape) =>
        shape.IsMatrix ? Enumerable.Range(0, shape.Columns).Select(j => Column(m, shape, j)) : [m];
}
