using GdScript.Calculus;
using GdScript.Checking;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Numerics;
using GdScript.Tests.Laws;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Kernels;

/// <summary>What holds for every loss whose rows hold arrays, whatever the number of rows is.</summary>
public class WideRowLaws
{
    private static readonly int[] Numbers = [1, 7, 16, 100, 255, 256, 257, 300];

    public static TheoryData<string> Losses => [.. Texts];

    internal static readonly string[] Texts =
    [
        "rowmean((dot(u, x) - y)^2)",
        "rowmean(logsumexp(W*x + u[0]) - y*sum(x))",
        "h = sigmoid(W*x + u); rowmean((dot(h, u) - y)^2)",
        "h = tanh(W*x); p = softmax(V*h + v); -rowmean(log(p[1] + 1e-7)*y)",
        "rowsum(norm(x*transpose(W) - u))",
        "v1 = rowmean(outer(u, x)); sum(v1 .* W) + rowmax(x[1]*y)",
        "rowmean(sum(V*(W*x)*(u[1] + y)))",
        "rowsum(dot(x, W[1])*u[2]) - rowmin(sum(x .* W[0]))",
        "rowmean(sum(m .* V) + dot(m*u, [y, 1])*v[0])",
        "rowmean(sum(transpose(m)*v) + mean(V*transpose(m)))",
        "z = lowertimes(exp(u), W[0], x - u); rowsum(logsumexp(z) - dot(z, z)/2)",
        "rowmean(sum(lower(v, [u[0]])*m) + dot(x*lower(x .* u, W[1]), u))",
    ];

    private static readonly Dictionary<string, Shape> Shapes = new()
    {
        ["u"] = Shape.Vector(3),
        ["v"] = Shape.Vector(2),
        ["W"] = Shape.Matrix(3, 3),
        ["V"] = Shape.Matrix(2, 3),
    };

    internal static readonly Column[] Columns = [new("x") { Shape = Shape.Vector(3) }, new("y"), new("m") { Shape = Shape.Matrix(2, 3) }];

    internal static Table Rows(int count)
    {
        double[] Of(int n, double a) => [.. Enumerable.Range(0, n).Select(i => Math.Round(Math.Cos(a * i + 0.3) * 1.5, 6))];
        return Table.Of(
            ("m", Shape.Matrix(2, 3), Of(6 * count, 1.7)),
            ("y", Shape.Scalar, Of(count, 2.3)),
            ("x", Shape.Vector(3), Of(3 * count, 1.1))
        );
    }

    internal static Formula Loss(string text, int count) =>
        FormulaText.Parse("param u[3], v[2], W[3,3], V[2,3]; " + text, Shapes, Columns).Value.With(Rows(count));

    internal static double[] Point(Formula loss) =>
        [.. Enumerable.Range(0, loss.PointSize).Select(i => Math.Round(Math.Sin(1.3 * i + 0.4), 6))];

    [Theory]
    [MemberData(nameof(Losses))]
    public void The_value_is_that_of_a_plain_loop_over_the_rows(string text)
    {
        foreach (var count in Numbers)
        {
            var loss = Loss(text, count);
            var (plain, value) = (Plain.At(loss, Point(loss))[0], Kernel.For(loss).Value(Point(loss)));
            Assert.True(Math.Abs(plain - value) <= 1e-12 * Math.Max(1, Math.Abs(plain)), $"{count} rows: {plain} and {value}");
        }
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void The_gradient_is_the_measured_one_and_forward_mode_agrees(string text)
    {
        foreach (var count in (int[])[1, 19, 300])
        {
            var loss = Loss(text, count);
            var (point, exact) = (Point(loss), new double[loss.PointSize]);
            Kernel.For(Gradient.Of(loss)).ValueAndGradient(point, exact);
            var measured = new double[exact.Length];
            Difference.ValueAndGradient(Kernel.For(loss).Value, point, 1e-5, DifferenceKind.Central, measured, new double[exact.Length]);
            for (var i = 0; i < exact.Length; i++)
                Assert.True(
                    Math.Abs(exact[i] - measured[i]) <= 1e-6 * Math.Max(1, Math.Abs(exact[i])),
                    $"{count}, {i}: {exact[i]} and {measured[i]}"
                );
            var (direction, moved) = (point.Select((_, i) => 0.25 + 0.125 * i).ToArray(), new double[2]);
            Kernel.For(Tangent.Of(loss)).Run([.. point, .. direction], moved);
            Assert.Equal(exact.Zip(direction, (a, b) => a * b).Sum(), moved[1], 1e-9 * Math.Max(1, Math.Abs(moved[1])));
        }
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void A_window_is_a_table_of_these_rows(string text)
    {
        var loss = Gradient.Of(Loss(text, 400));
        var (whole, first, second) = (Kernel.For(loss), new double[loss.PointSize], new double[loss.PointSize]);
        foreach (var window in new Window[] { new(0, 400), new(7, 1), new(100, 290), new(390, 10) })
        {
            var value = whole.ValueAndGradient(Point(loss), first, window);
            var part = Kernel.For(loss.With(loss.Data[0].Slice(window.First, window.Count)));
            Assert.Equal(value, part.ValueAndGradient(Point(loss), second));
            Assert.Equal(first, second);
        }
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void What_prints_reads_back_with_the_same_bits(string text)
    {
        var gradient = Gradient.Of(Loss(text, 40));
        foreach (var root in gradient.Roots)
        {
            var printed = gradient.WithRoots(root).Infix;
            var read = FormulaText
                .Parse("param u[3], v[2], W[3,3], V[2,3]; " + printed, Shapes, Columns)
                .Value.With(gradient.Data.AsSpan());
            Assert.Equal(Bits(gradient.WithRoots(root)), Bits(read));
        }
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void The_simplified_gradient_and_the_running_error_agree_with_the_kernel(string text)
    {
        var loss = Loss(text, 40);
        var gradient = Gradient.Of(loss);
        var (full, simple) = (Run(gradient)[1..], Run(Gradient.Partials(loss)));
        for (var i = 0; i < simple.Length; i++)
            Assert.Equal(full[i], simple[i], 1e-11 * Math.Max(1, Math.Abs(full[i])));
        var error = new RunningError(gradient);
        var (values, bounds) = (new double[error.ResultSize], new double[error.ResultSize]);
        error.Run(Point(loss), values, bounds);
        Assert.Equal(Bits(gradient), values.Select(BitConverter.DoubleToInt64Bits));
        // Which row is the smallest may be hidden by rounding, and then nothing bounds what goes to it.
        if (!text.Contains("rowmin", StringComparison.Ordinal))
            Assert.All(bounds, b => Assert.InRange(b, 0, 1e-11));
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Fused_loops_and_strips_give_the_same_bits(string text)
    {
        foreach (var count in (int[])[.. Numbers, 4500])
        {
            var gradient = Gradient.Of(Loss(text, count));
            Same.Bits(Run(gradient, Tier.Interpreter), Run(gradient, Tier.Il), $"{count} rows");
        }
    }

    private static double[] Run(Formula formula, Tier tier)
    {
        var results = new double[formula.ResultSize];
        Kernel.For(formula, tier).Run(Point(formula), results);
        return results;
    }

    private static double[] Run(Formula formula)
    {
        var results = new double[formula.ResultSize];
        Kernel.For(formula).Run(Point(formula), results);
        return results;
    }

    [Theory]
    [InlineData(17, 2)]
    [InlineData(3, 40)]
    public void Outer_products_are_summed_over_rows_in_chains_of_256_and_blocks_of_4096(int m, int n)
    {
        foreach (var count in (int[])[0, 1, 16, 255, 256, 257, 4095, 4096, 4097, 9000])
        foreach (var op in (Op[])[Op.RowSum, Op.RowMean])
            Summed(m, n, count, op, (a, b) => Rank(i => a(i) / (op == Op.RowMean ? count : 1), b, count));
    }

    [Fact]
    public void Small_outer_products_are_summed_over_rows_as_their_elements_are()
    {
        foreach (var count in (int[])[0, 1, 16, 257, 4097])
        foreach (var op in (Op[])[Op.RowSum, Op.RowMean])
            Summed(16, 3, count, op, (a, b) => Sum(a, b, count) / (op == Op.RowMean ? count : 1));
    }

    private static double Sum(Func<int, double> a, Func<int, double> b, int count) =>
        SumsTests.Reference([.. Enumerable.Range(0, count).Select(i => a(i) * b(i))]);

    private static void Summed(int m, int n, int count, Op op, Func<Func<int, double>, Func<int, double>, double> defined)
    {
        var g = new Sketch();
        var (u, x) = (g.Param("u", Shape.Vector(m)), g.Column("x", 0, Shape.Vector(n)));
        var outer = g.Make(Op.Outer, g.Make(Op.Mul, g.Column("y"), u), x);
        double[] Of(int size, double a) => [.. Enumerable.Range(0, size).Select(i => Math.Round(Math.Cos(a * i + 0.3) * 1.5, 6))];
        var rows = Table.Of(("y", Shape.Scalar, Of(count, 2.3)), ("x", Shape.Vector(n), Of(n * count, 1.1)));
        double[] point = [.. Enumerable.Range(0, m).Select(i => i + 0.7)];
        double[] expected =
        [
            .. Enumerable.Range(0, m * n).Select(k => defined(i => rows["y"][i] * point[k / n], i => rows["x"][n * i + k % n])),
        ];
        if (count == 0 && op == Op.RowMean)
            Array.Fill(expected, double.NaN);
        foreach (var tier in (Tier[])[Tier.Interpreter, Tier.Il])
        {
            var (kernel, actual) = (Kernel.For(g.Finish(g.Rows(op, outer)).With(rows), tier), new double[m * n]);
            kernel.Run(point, actual);
            Same.Bits(expected, actual, $"{op} of {count} rows, {tier}");
        }
    }

    private static double Rank(Func<int, double> a, Func<int, double> b, int count) =>
        Enumerable
            .Range(0, count)
            .Chunk(4096)
            .Select(block =>
                block
                    .Chunk(256)
                    .Select(chain => chain.Aggregate(0.0, (sum, i) => Math.FusedMultiplyAdd(a(i), b(i), sum)))
                    .Aggregate((sum, next) => sum + next)
            )
            .DefaultIfEmpty(0)
            .Aggregate((sum, next) => sum + next);

    private static long[] Bits(Formula formula) => [.. Run(formula).Select(BitConverter.DoubleToInt64Bits)];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(300)]
    public void A_large_matrix_is_read_where_the_point_lies_and_its_slope_written_where_the_answer_goes(int rows)
    {
        const string Head = "param u[40], W[40,40], v[40]; column x[40]; h = tanh(W*x + u); ";
        var data = Table.Of(("x", Shape.Vector(40), Enumerable.Range(0, 40 * rows).Select(i => i % 17 * 0.1 - 0.8).ToArray()));
        var direct = Slopes("rowmean(dot(h, v)^2)");
        var copied = Slopes("rowmean(dot(h, v)^2) + where(u[0] > 1e300, sum(W), 0)"); // W is more than a factor, and its slope more than a sum
        Assert.Equal(copied, direct);

        double[] Slopes(string loss)
        {
            var kernel = Kernel.For(Gradient.Of(FormulaText.Parse(Head + loss).Value.With(data)));
            var both = Enumerable.Range(0, kernel.PointSize).Select(i => i % 13 * 0.01 - 0.06).ToArray();
            var apart = new double[both.Length];
            kernel.ValueAndGradient(both, apart);
            kernel.ValueAndGradient(both, both, new(0, rows));
            Assert.Equal(apart, both);
            return apart;
        }
    }
}
