using GdScript.Calculus;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Kernels;

/// <summary>Large matrices that are read where the point lies and slopes that are written where the answer goes: nothing else is seen of it.</summary>
public class RowShortcutsTests
{
    [Theory]
    [InlineData("param W[40,40], u; column x[40]; rowmean(sum(sigmoid(W*x)*u))")]
    [InlineData("param W[40,40], V[40,40]; column x[40]; rowsum(sum(tanh(V*tanh(W*x))))")]
    [InlineData("param W[40,40], V[40,40]; column x[40]; rowsum(sum(W*x) + sum(V*x)) + sum(W)")]
    // The formula sees a row here, and the schedule none: the slope of W is counted, not walked.
    [InlineData("param W[40,40], a, u[40]; column x[40]; rowmean(sum(W*([x[0], a][1]*u)))")]
    public void Every_slope_is_written_and_none_is_left_from_before(string text)
    {
        var random = new Random(5);
        double[] column = [.. Enumerable.Range(0, 40 * 300).Select(_ => random.NextDouble() - 0.5)];
        var gradient = Gradient.Of(FormulaText.Parse(text).Value).With(Table.Of(("x", Shape.Vector(40), column)));
        double[] point = [.. Enumerable.Range(0, gradient.PointSize).Select(_ => random.NextDouble() - 0.5)];
        var expected = Evaluation.At(gradient, point).Value;
        foreach (var tier in (Tier[])[Tier.Interpreter, Tier.Il])
        foreach (var threads in (int[])[1, 3])
        {
            var slopes = new double[point.Length];
            Array.Fill(slopes, 7);
            var kernel = Kernel.For(gradient, tier).OnThreads(threads);
            Same.Bits(expected[0], kernel.ValueAndGradient(point, slopes));
            Same.Bits(expected.AsSpan(1).ToArray(), slopes, text);
            var both = new double[gradient.ResultSize];
            point.CopyTo(both, 0);
            kernel.Run(both.AsSpan(0, point.Length), both);
            Same.Bits(expected, both, "the point and the answer in one place");
        }
    }
}
