using GdScript.Calculus;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Numerics;
using GdScript.Tests.Laws;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Kernels;

/// <summary>What holds for every loss over rows, whatever the number of rows is.</summary>
public class RowLaws
{
    private static readonly int[] Numbers = [1, 15, 16, 17, 255, 256, 257, 4095, 4096, 4097, 10_000];

    public static TheoryData<int> Counts => [.. Numbers];

    /// <summary>Losses with one walk over the rows and with several, with arrays in the rows and without.</summary>
    public static TheoryData<string> Losses => [.. Texts];

    internal static readonly string[] Texts =
    [
        "rowmean((w*x + b - y)^2)",
        "rowsum(abs(w*x - y))/rowsum(1)",
        "log(rowsum(exp(w*x + b)))",
        "rowmean((w*x - rowmean(w*x))^2)",
        "rowmax(w*x + b*y) - rowmin(w*x + b*y)",
        "rowmean(where(y > 0, softplus(-w*x), softplus(w*x))) + b^2",
        "rowmean(logsumexp([w*x, b*y, x]) - [w*x, b*y, x][1])",
        "p = softmax([w*x, b*y, x + y]); -rowmean(log(p[2] + 1e-7))",
        "h = tanh([[w, b], [b, 0.5]]*[x, y]); rowmean((dot(h, [1, 0.5]) - y)^2)",
        "rowmean(norm([w, x, b*y]) + hypot(w, x))",
        "v = rowsum([w*x, b*y]); dot(v, v)/rowsum(1)^2 + rowmean(v[0]*x)",
        "rowmean(sum(outer([w, x], [b, y])) + dot([x, w], [y, b]))",
        "rowsum(3*w) + rowmean(b) + rowmax(w*b)",
        "rowsum(w*x*y)/rowsum(1) + rowmean((w*x)^2 + tanh(w*x)*b)",
        "rowmean((w*x)^2 + b*y) + rowsum(w*x*y)/rowsum(1)",
        "v = [w*x, b*y]; rowsum(v[0]*v[1])/rowsum(1) + rowmean(v[0]^2 + v[1])",
        "rowmean(sum(transpose(outer([w, x], [b, y, 1]))*[b, w]))",
        "rowmean(sum([w, b]*outer([x, y], [x, w])) + mean([x, y, w])*argmax([w, x, y]))",
        "rowmean(dot([w, b, w*b], [x, y, x*y])^2) + dot(rowsum([x, y, 0.1, 1]*(w*x - y)), [b, w, 2, 3])",
        $"rowmean({Dot(15)} + {Dot(16)}*w - {Dot(17)})",
        "rowmean((w^2)*x) - rowmean(fill(w*x, 3)[1])*b + lgamma(2 + abs(b)) + rowsum(digamma(1 + x^2 + w^2))/rowsum(1)",
    ];

    private static string Dot(int n)
    {
        string Each(Func<int, string> element) => string.Join(", ", Enumerable.Range(1, n).Select(element));
        return $"dot([{Each(k => $"{k}*x + w")}], [{Each(k => $"{k}*y - b*x")}])";
    }

    internal static readonly Column[] Columns = [new("x"), new("y")];

    internal static Table Rows(int count)
    {
        double At(int i, double a, double b) => Math.Round(Math.Cos(a * i + b) * 1.5, 6);
        return Table.Of(
            ("y", [.. Enumerable.Range(0, count).Select(i => At(i, 2.3, 0.7))]),
            ("unread", new double[count]),
            ("x", [.. Enumerable.Range(0, count).Select(i => At(i, 1.1, 0.1))])
        );
    }

    internal static Formula Loss(string text, int count) => FormulaText.Parse("param w, b; " + text, null, Columns).Value.With(Rows(count));

    [Theory]
    [MemberData(nameof(Losses))]
    public void The_value_is_that_of_a_plain_loop_over_the_rows(string text)
    {
        foreach (var count in Numbers.Append(3))
        foreach (var point in new double[][] { [0.7, -0.3], [-1.25, 2] })
        {
            var loss = Loss(text, count);
            var (plain, value) = (Plain.At(loss, point)[0], Kernel.For(loss).Value(point));
            Assert.True(Math.Abs(plain - value) <= 1e-12 * Math.Max(1, Math.Abs(plain)), $"{count} rows: {plain} and {value}");
        }
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Every_row_gives_the_bits_of_a_kernel_that_is_given_it_as_numbers(string text)
    {
        var loss = Loss(text, 300);
        foreach (var body in Bodies(loss))
        {
            var g = Sketch.From(loss);
            var rows = loss.Data[0];
            var (written, at) = Contraction.Of(loss);
            for (var row = 0; row < 300; row += 37)
            {
                var one = Kernel.For(g.Finish(g.Rows(Op.RowMax, body))).On(rows.Slice(row, 1));
                var h = new Sketch();
                foreach (var p in loss.Parameters)
                    h.Param(p.Name);
                var alone = Graft.Onto(
                    h,
                    written,
                    [at is null ? body : at[body]],
                    n => written.Nodes[n].Op == Op.Column ? h.Const(rows[written.Columns[written.Nodes[n].A].Name][row]) : null
                );
                var expected = Kernel.For(h.Finish(alone));
                Assert.Equal(Bits(expected, [0.7, -0.3]), Bits(one, [0.7, -0.3]));
            }
        }
    }

    /// <summary>What is reduced by a walk of the first stage.</summary>
    private static IEnumerable<int> Bodies(Formula loss) =>
        from node in loss.Nodes
        where node.Op.Family() == Family.Rows && loss.TableOf(node.A) >= 0
        let alone = loss.WithRoots(node.A).Reached()
        where !loss.Nodes.Where((_, i) => alone[i]).Any(n => n.Op.Family() == Family.Rows)
        select node.A;

    private static long[] Bits(Kernel kernel, double[] point)
    {
        var results = new double[kernel.ResultSize];
        kernel.Run(point, results);
        return [.. results.Select(BitConverter.DoubleToInt64Bits)];
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void A_sum_over_rows_has_the_bits_of_the_documented_order(int count)
    {
        var loss = Loss("rowsum(exp(w*x)*y + b)", count);
        var terms = new double[count];
        for (var row = 0; row < count; row++)
            terms[row] = Kernel.For(loss).On(loss.Data[0].Slice(row, 1)).Value([0.7, -0.3]);
        Assert.Equal(Sums.Of(terms), Kernel.For(loss).Value([0.7, -0.3]));
        Assert.Equal(Sums.Of(terms) / count, Kernel.For(Loss("rowmean(exp(w*x)*y + b)", count)).Value([0.7, -0.3]));
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Both_tiers_give_the_same_bits(string text)
    {
        foreach (var count in Numbers)
        {
            var gradient = Gradient.Of(Loss(text, count));
            Assert.Equal(Bits(Kernel.For(gradient, Tier.Interpreter), [0.7, -0.3]), Bits(Kernel.For(gradient, Tier.Il), [0.7, -0.3]));
        }
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void The_gradient_is_the_measured_one(string text)
    {
        foreach (var count in (int[])[1, 17, 600])
        {
            var loss = Loss(text, count);
            var (value, exact) = (Kernel.For(loss), new double[2]);
            Kernel.For(Gradient.Of(loss)).ValueAndGradient([0.7, -0.3], exact);
            var measured = new double[2];
            Difference.ValueAndGradient(value.Value, [0.7, -0.3], 1e-5, DifferenceKind.Central, measured, new double[2]);
            for (var i = 0; i < 2; i++)
                Assert.True(
                    Math.Abs(exact[i] - measured[i]) <= 1e-6 * Math.Max(1, Math.Abs(exact[i])),
                    $"{count} rows, {i}: {exact[i]} and {measured[i]}"
                );
        }
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Forward_mode_agrees_with_reverse_mode(string text)
    {
        var loss = Loss(text, 33);
        var (gradient, moved) = (new double[2], new double[2]);
        Kernel.For(Gradient.Of(loss)).ValueAndGradient([0.7, -0.3], gradient);
        Kernel.For(Tangent.Of(loss)).Run([0.7, -0.3, 0.25, 0.5], moved);
        Assert.Equal(0.25 * gradient[0] + 0.5 * gradient[1], moved[1], 1e-10 * Math.Max(1, Math.Abs(moved[1])));
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void The_hessian_is_the_measured_slope_of_the_gradient_and_symmetric(string text)
    {
        var loss = Loss(text, 33);
        var entries = new double[3];
        Kernel.For(Hessian.Of(loss)).Run([0.7, -0.3], entries);
        var gradient = Kernel.For(Gradient.Of(loss));
        for (var i = 0; i < 2; i++)
        {
            var (low, high) = (new double[2], new double[2]);
            double[] point = [0.7, -0.3];
            point[i] += 1e-5;
            gradient.ValueAndGradient(point, high);
            point[i] -= 2e-5;
            gradient.ValueAndGradient(point, low);
            for (var j = 0; j < 2; j++)
            {
                var measured = (high[j] - low[j]) / 2e-5;
                Assert.True(
                    Math.Abs(measured - entries[Hessian.At(i, j)]) <= 1e-5 * Math.Max(1, Math.Abs(measured)),
                    $"({i},{j}): {measured}, {entries[Hessian.At(i, j)]}"
                );
            }
        }
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void A_window_is_a_table_of_these_rows(string text)
    {
        var loss = Gradient.Of(Loss(text, 5000));
        var (whole, first, second) = (Kernel.For(loss), new double[2], new double[2]);
        foreach (var window in new Window[] { new(0, 5000), new(7, 1), new(100, 4200), new(4990, 10) })
        {
            var value = whole.ValueAndGradient([0.7, -0.3], first, window);
            Assert.Equal(value, whole.On(loss.Data[0].Slice(window.First, window.Count)).ValueAndGradient([0.7, -0.3], second));
            Assert.Equal(first, second);
            Assert.Equal(
                value,
                Kernel.For(loss.With(loss.Data[0].Slice(window.First, window.Count))).ValueAndGradient([0.7, -0.3], second)
            );
            Assert.Equal(first, second);
        }
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void The_simplified_gradient_has_the_same_value(string text)
    {
        var gradient = Gradient.Of(Loss(text, 40));
        var partials = Gradient.Partials(Loss(text, 40));
        var (first, second) = (new double[2], new double[2]);
        Kernel.For(gradient).ValueAndGradient([0.7, -0.3], first);
        Kernel.For(partials).Run([0.7, -0.3], second);
        for (var i = 0; i < 2; i++)
            Assert.Equal(first[i], second[i], 1e-11 * Math.Max(1, Math.Abs(first[i])));
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void What_prints_reads_back_as_the_same_loss_and_the_same_gradient(string text)
    {
        var gradient = Gradient.Of(Loss(text, 40));
        foreach (var root in gradient.Roots)
        {
            var printed = gradient.WithRoots(root).Infix;
            var read = FormulaText.Parse("param w, b; " + printed, null, Columns).Value.With(gradient.Data.AsSpan());
            Assert.Equal(Bits(Kernel.For(gradient.WithRoots(root)), [0.7, -0.3]), Bits(Kernel.For(read), [0.7, -0.3]));
            Assert.Equal(printed, read.Infix);
        }
    }
}
