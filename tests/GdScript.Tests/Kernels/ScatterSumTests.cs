using GdScript.Calculus;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Kernels;

/// <summary>Gathering by index and its transpose: what rows scatter is summed as if each row added zeros everywhere else, to the bit.</summary>
public class ScatterSumTests
{
    private static readonly double[] Odd =
    [
        0.0,
        -0.0,
        double.NaN,
        double.PositiveInfinity,
        double.NegativeInfinity,
        double.Epsilon,
        -double.Epsilon,
        1e308,
        -1e308,
    ];

    private static readonly double[] NoPlace =
    [
        -1,
        0.5,
        double.NaN,
        double.PositiveInfinity,
        double.NegativeInfinity,
        -double.Epsilon,
        2147483648,
        4294967296,
        -2147483648,
        1e300,
    ];

    /// <summary>Vectors and matrices, short ones that stay in registers and long ones, few rows and many blocks.</summary>
    [Theory]
    [InlineData(3, 0, 5)]
    [InlineData(40, 0, 1)]
    [InlineData(40, 0, 300)]
    [InlineData(17, 0, 9000)]
    [InlineData(2000, 0, 30_000)]
    [InlineData(5, 2, 4097)]
    [InlineData(7, 5, 200)]
    [InlineData(600, 3, 21_000)]
    public void Every_engine_gives_the_bits_of_adding_zeros(int places, int width, int rows)
    {
        var shape = width == 0 ? Shape.Vector(places) : Shape.Matrix(places, width);
        var (formula, table) = Sums(shape, rows, seed: places + rows);
        var expected = Defined(table, shape);
        foreach (var kernel in Engines(formula))
        {
            var actual = new double[formula.ResultSize];
            for (var again = 0; again < 2; again++)
            {
                kernel.Run([], actual);
                Same.Bits(expected, actual, $"{shape} over {rows} rows");
            }
        }
    }

    [Fact]
    public void The_mean_over_no_rows_is_no_number_wherever_an_index_points()
    {
        var (formula, table) = Sums(Shape.Vector(20), 5, seed: 1);
        foreach (var kernel in Engines(formula))
        {
            var actual = new double[formula.ResultSize];
            kernel.On(table.Slice(0, 0)).Run([], actual);
            Assert.All(actual[..20], sum => Assert.Equal(0, sum));
            Assert.All(actual[20..], mean => Assert.Equal(double.NaN, mean));
        }
    }

    [Fact]
    public void A_batch_is_summed_by_itself()
    {
        var (_, table) = Sums(Shape.Vector(100), 9000, seed: 3);
        var kernel = Kernel.For(Gradient.Of(FormulaText.Parse("param p[100]; column i, v; rowsum(v*p[i])").Value.With(table)), Tier.Il);
        foreach (var (first, count) in new[] { (0, 9000), (17, 4100), (4000, 5000), (8999, 1) })
        {
            var gradient = new double[100];
            kernel.ValueAndGradient(new double[100], gradient, new Window(first, count));
            var part = Table.Of(("i", table["i"].Slice(first, count).ToArray()), ("v", table["v"].Slice(first, count).ToArray()));
            Same.Bits([.. Defined(part, Shape.Vector(100)).Take(100)], gradient, $"{count} rows from {first}");
        }
    }

    [Fact]
    public void An_index_that_names_no_place_is_no_number_and_adds_nothing()
    {
        foreach (var tier in new[] { Tier.Interpreter, Tier.Il })
        foreach (var text in new[] { "param p[3], i; p[i]", "param p[40], i; p[i]", "param p[3], i; sum(gather([[1, 2], [3, p[0]]], i))" })
        {
            var loss = FormulaText.Parse(text).Value;
            double[] point = [.. Enumerable.Range(1, loss.PointSize).Select(k => (double)k)];
            var (value, gradient) = (Kernel.For(Gradient.Of(loss), tier), new double[point.Length]);
            foreach (var index in NoPlace.Append(40))
            {
                point[^1] = index;
                Assert.True(double.IsNaN(value.ValueAndGradient(point, gradient)), $"{text} at {index}");
                Assert.All(gradient, slope => Assert.Equal(0, slope));
            }
            point[^1] = -0.0;
            Assert.False(double.IsNaN(value.ValueAndGradient(point, gradient)));
        }
    }

    [Fact]
    public void What_is_hidden_by_a_choice_stays_hidden_where_an_index_names_nothing()
    {
        var loss = FormulaText
            .Parse("param p[20]; column i; rowsum(where(i < 0, 0, log(p[i])))")
            .Value.With(Table.Of(("i", [3, -1, 5, -7, 3])));
        double[] point = [.. Enumerable.Range(1, 20).Select(k => (double)k)];
        var gradient = new double[20];
        Assert.Equal(2 * Math.Log(4) + Math.Log(6), Kernel.For(Gradient.Of(loss)).ValueAndGradient(point, gradient), 1e-12);
        Assert.Equal([0, 0, 0, 0.5, 0, 1 / 6.0, 0], gradient[..7]);
    }

    [Fact]
    public void The_transpose_of_gathering_is_scattering()
    {
        // <gather(a, i), v> = <a, scatter(v, i)>, for numbers and for rows.
        foreach (var (a, v) in new[] { ("a[5]", "v"), ("a[5,3]", "v[3]") })
        {
            var dot = v == "v" ? "*" : ".*";
            var size = v == "v" ? "5" : "5, 3";
            var sum = v == "v" ? "" : "sum";
            var left = FormulaText.Parse($"param {a}, {v}, i; {sum}(gather(a, i) {dot} v)").Value;
            var right = FormulaText.Parse($"param {a}, {v}, i; sum(a .* scatter(v, i, {size}))").Value;
            double[] point = [.. Enumerable.Range(0, left.PointSize).Select(k => Math.Sin(k + 1))];
            for (var i = 0; i < 5; i++)
            {
                point[^1] = i;
                var (one, other) = (new double[point.Length], new double[point.Length]);
                var values = (
                    Kernel.For(Gradient.Of(left)).ValueAndGradient(point, one),
                    Kernel.For(Gradient.Of(right)).ValueAndGradient(point, other)
                );
                Assert.Equal(values.Item1, values.Item2, 1e-15);
                Assert.Equal(one, other);
            }
        }
    }

    [Fact]
    public void It_is_the_product_with_a_vector_of_zeros_and_a_one()
    {
        var rows = Table.Of(
            ("i", [.. Enumerable.Range(0, 500).Select(k => (double)(k * 7 % 30))]),
            ("y", [.. Enumerable.Range(0, 500).Select(k => Math.Cos(k))])
        );
        var numbers = string.Join(", ", Enumerable.Range(0, 30));
        var named = FormulaText.Parse("param W[30,4]; column i, y; rowmean((sum(W[i].^2) - y)^2)").Value.With(rows);
        var product = FormulaText
            .Parse($"param W[30,4]; column i, y; hot = i == [{numbers}]; rowmean((sum((hot*W).^2) - y)^2)")
            .Value.With(rows);
        double[] point = [.. Enumerable.Range(0, 120).Select(k => Math.Sin(k))];
        double[] one = new double[120],
            other = new double[120];
        Assert.Equal(
            Kernel.For(Gradient.Of(product)).ValueAndGradient(point, other),
            Kernel.For(Gradient.Of(named)).ValueAndGradient(point, one),
            1e-13
        );
        for (var k = 0; k < 120; k++)
            Assert.Equal(other[k], one[k], 1e-14);
    }

    [Theory]
    [InlineData("rowsum(dot(c, c)*w[j] + c[1]^3*w[j]^2)")]
    [InlineData("rowmean(where(c[0] > 0.2, sin(c[0])*w[j], exp(c[1])) + w[j]*w[k])")]
    [InlineData("rowsum((W[i] - W[j])[0]^2 + w[round(abs(y))])")]
    public void Derivatives_of_every_kind_agree(string text)
    {
        var rows = Table.Of(
            ("i", [.. Enumerable.Range(0, 50).Select(k => (double)(k * 3 % 9))]),
            ("j", [.. Enumerable.Range(0, 50).Select(k => (double)(k * 5 % 7))]),
            ("k", [.. Enumerable.Range(0, 50).Select(k => (double)(k % 6))]),
            ("y", [.. Enumerable.Range(0, 50).Select(k => Math.Cos(k) * 3)])
        );
        var loss = FormulaText.Parse($"param W[9,2], w[7]; column i, j, k, y; c = W[i]; {text}").Value.With(rows);
        var n = loss.PointSize;
        double[] point = [.. Enumerable.Range(0, n).Select(k => Math.Sin(k * 1.7))];
        var gradient = new double[n];
        Kernel.For(Gradient.Of(loss)).ValueAndGradient(point, gradient);
        var value = Kernel.For(loss);
        for (var k = 0; k < n; k++)
            Assert.Equal(Slope(x => value.Value(x), point, k), gradient[k], 1e-5);
        var hessian = Kernel.For(Hessian.Of(loss));
        var all = new double[hessian.ResultSize];
        hessian.Run(point, all);
        var tangent = Tangent.Of(Gradient.Of(loss));
        var moved = new double[tangent.ResultSize];
        double[] direction = [.. Enumerable.Range(0, n).Select(k => Math.Cos(k))];
        Kernel.For(tangent).Run([.. point, .. direction], moved);
        for (var row = 0; row < n; row++)
            Assert.Equal(Enumerable.Range(0, n).Sum(column => all[Hessian.At(row, column)] * direction[column]), moved[^n..][row], 1e-9);
    }

    [Fact]
    public void A_formula_does_not_grow_with_the_arrays_that_rows_index()
    {
        int Nodes(int cameras) =>
            Gradient
                .Of(
                    FormulaText
                        .Parse($"param c[{cameras},11], w[{cameras * 100}]; column i, j; r = c[i]; rowsum(r[0]*r[1]*w[j] + r[2]^2)")
                        .Value
                )
                .Nodes.Length;
        Assert.Equal(Nodes(10), Nodes(1000));
        Assert.InRange(Nodes(10), 10, 100);
    }

    [Fact]
    public void Nothing_is_allocated_once_a_thread_has_run_it()
    {
        var loss = FormulaText
            .Parse("param p[500]; column i; rowsum(p[i]^2)")
            .Value.With(Table.Of(("i", [.. Enumerable.Range(0, 20_000).Select(k => (double)(k % 500))])));
        var (kernel, point, gradient) = (Kernel.For(Gradient.Of(loss), Tier.Il), new double[500], new double[500]);
        kernel.ValueAndGradient(point, gradient);
        var before = GC.GetAllocatedBytesForCurrentThread();
        kernel.ValueAndGradient(point, gradient);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData("param p[3]; column i; rowsum(p[i])", "a vector of 3 has no element 3 in row 2 (i=3)")]
    [InlineData("param p[2,2]; column i; rowsum(sum(p[i]))", "a 2x2 matrix has no row 3 in row 2 (i=3)")]
    public void An_index_that_is_not_there_is_told_with_its_row(string text, string what)
    {
        var loss = FormulaText.Parse(text).Value.With(Table.Of(("i", [1, 3, 0])));
        var problem = Evaluation.At(loss, [.. Enumerable.Repeat(1.0, loss.PointSize)]).Problem!;
        Assert.Equal("GDS6008", problem.Id);
        Assert.Contains(what, problem.What.Replace(",", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static double Slope(Func<double[], double> f, double[] point, int k)
    {
        double At(double step)
        {
            var moved = (double[])point.Clone();
            moved[k] += step;
            return f(moved);
        }
        return (At(1e-5) - At(-1e-5)) / 2e-5;
    }

    /// <summary>A sum and a mean of what rows scatter, with odd values and indexes that name nothing.</summary>
    private static (Formula, Table) Sums(Shape shape, int rows, int seed)
    {
        var random = new Random(seed);
        var width = Math.Max(1, shape.Columns);
        double Value() => random.Next(12) == 0 ? Odd[random.Next(rows > 1000 ? 2 : Odd.Length)] : random.NextDouble() * 4 - 2;
        double Index() => random.Next(9) == 0 ? NoPlace[random.Next(NoPlace.Length)] : random.Next(shape.Rows);
        var g = new Sketch();
        var value = g.Column("v", 0, shape.IsMatrix ? Shape.Vector(width) : Shape.Scalar);
        var scattered = g.Scatter(value, g.Column("i"), shape);
        var formula = g.Finish(g.Rows(Op.RowSum, scattered), g.Rows(Op.RowMean, scattered));
        var table = Table.Of(
            ("i", Shape.Scalar, [.. Enumerable.Range(0, rows).Select(_ => Index())]),
            ("v", shape.IsMatrix ? Shape.Vector(width) : Shape.Scalar, [.. Enumerable.Range(0, rows * width).Select(_ => Value())])
        );
        return (formula.With(table), table);
    }

    /// <summary>Every row adds a number to every element: the sum in its one order, slow and plain.</summary>
    private static double[] Defined(Table table, Shape shape)
    {
        var width = Math.Max(1, shape.Columns);
        var (index, value) = (table["i"].ToArray(), table["v"].ToArray());
        var here = new double[index.Length];
        var sums = new double[shape.Count];
        for (var k = 0; k < sums.Length; k++)
        {
            for (var row = 0; row < here.Length; row++)
                here[row] = index[row] == k / width ? value[row * width + k % width] : 0;
            sums[k] = GdScript.Kernels.Sums.Of(here);
        }
        return [.. sums, .. sums.Select(s => s / index.Length)];
    }

    private static IEnumerable<Kernel> Engines(Formula formula) =>
        [
            Kernel.For(formula, Tier.Interpreter),
            Kernel.For(formula, Tier.Il),
            Kernel.For(formula, Tier.Interpreter).OnThreads(3),
            Kernel.For(formula, Tier.Il).OnThreads(3),
        ];
}
