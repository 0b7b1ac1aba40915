using GdScript.Calculus;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Kernels;

/// <summary>Blocks of rows shared among threads come to the bits of one thread, in fused loops and on strips.</summary>
public class FusedThreadTests
{
    [Theory]
    [InlineData(4096)]
    [InlineData(8192)]
    [InlineData(12_800)]
    [InlineData(20_011)]
    public void Large_outer_sums_have_the_bits_of_one_thread_on_any_number(int count)
    {
        const string Text = """
            param W[20,18], V[40,20], u[20], p[50]
            column x[18], k
            h = sigmoid(W*x)
            rowmean(sum(tanh(V*h)) + p[k]) + rowsum(dot(u, h)^2) + sum(rowmean(outer(h, x)))
            """;
        double[] x = [.. Enumerable.Range(0, 18 * count).Select(i => Math.Sin(i * 0.7))];
        double[] k = [.. Enumerable.Range(0, count).Select(i => (double)(i * 7 % 50))];
        var f = Gradient.Of(FormulaText.Parse(Text).Value).With(Table.Of(("x", Shape.Vector(18), x), ("k", Shape.Scalar, k)));
        double[] point = [.. Enumerable.Range(0, f.PointSize).Select(i => Math.Cos(i) / 4)];
        var (expected, actual) = (new double[f.ResultSize], new double[f.ResultSize]);
        Kernel.For(f, Tier.Interpreter).Run(point, expected);
        foreach (var tier in (Tier[])[Tier.Interpreter, Tier.Il])
        foreach (var threads in (int[])[1, 2, 3, 8])
        {
            var kernel = Kernel.For(f, tier).OnThreads(threads);
            for (var again = 0; again < 2; again++)
            {
                Array.Fill(actual, 7);
                kernel.Run(point, actual);
                Same.Bits(expected, actual, $"{threads} threads, {tier}, run {again}");
            }
        }
    }

    [Theory]
    [InlineData(4097)]
    [InlineData(30_011)]
    [InlineData(70_000)]
    public void Any_number_of_threads_gives_the_bits_of_one(int count)
    {
        var loss = Gradient.Of(
            RowLaws.Loss("rowmean((exp(w*x) + b - y)^2) + rowmax(w*x*y) - rowmin(b*y) + rowsum(erf(w*x))/rowsum(1)", count)
        );
        double[] point = [0.7, -0.3];
        var (expected, actual) = (new double[3], new double[3]);
        Kernel.For(loss, Tier.Interpreter).Run(point, expected);
        foreach (var tier in (Tier[])[Tier.Interpreter, Tier.Il])
        foreach (var threads in (int[])[1, 2, 3, 8, 100])
        {
            Kernel.For(loss, tier).OnThreads(threads).Run(point, actual);
            Same.Bits(expected, actual, $"{threads} threads, {tier}");
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => Kernel.For(loss).OnThreads(0));
    }
}
