using GdScript.Calculus;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Text;

/// <summary>Sums over an index are the terms written out; indexes may be worked out.</summary>
public class SumOverIndexTests
{
    [Theory]
    [InlineData("param x[3]; sum(i = 0, 2, x[i])", "param x[3]; x[0] + x[1] + x[2]")]
    [InlineData(
        "param x[4]; sum(i = 0, 2, 100*(x[i+1] - x[i]^2)^2 + (1 - x[i])^2)",
        "param x[4]; 100*(x[1] - x[0]^2)^2 + (1 - x[0])^2 + (100*(x[2] - x[1]^2)^2 + (1 - x[1])^2) + (100*(x[3] - x[2]^2)^2 + (1 - x[2])^2)"
    )]
    [InlineData("sum(i = 1, 3, i*a^i)", "1*a^1 + 2*a^2 + 3*a^3")]
    [InlineData(
        "param W[2,3]; sum(i = 0, 1, sum(j = 0, i + 1, W[i, j]*j))",
        "param W[2,3]; W[0,0]*0 + W[0,1]*1 + (W[1,0]*0 + W[1,1]*1 + W[1,2]*2)"
    )]
    [InlineData("i + sum(i = 2, 2, i)", "i + 2")]
    [InlineData("param W[2,3]; sum(sum(k = 0, 1, W[k]))", "param W[2,3]; sum(W[0] + W[1])")]
    [InlineData("x + sum(i = 1, 0, y^i)", "x + 0")]
    [InlineData("param x[5]; n = 2; sum(i = 0, n, x[2*i])", "param x[5]; x[0] + x[2] + x[4]")]
    [InlineData("param x[5]; n = 4; sum(i = 0, n/2, x[i^2/1 - i + 2^1])", "param x[5]; x[2] + x[2] + x[4]")]
    [InlineData("param x[5]; x[1+1]*x[(3)]*x[2-1]*x[2*2]*x[4/2]", "param x[5]; x[2]*x[3]*x[1]*x[4]*x[2]")]
    [InlineData("param W[2,3]; W[1-1, 2]*W[1, 1+1]", "param W[2,3]; W[0,2]*W[1,2]")]
    [InlineData("param W[2,3], k, j; W[k, 1]*W[1, k]*W[k, j + 1]", "param W[2,3], k, j; W[k][1]*W[1][k]*W[k][j + 1]")]
    public void The_terms_are_written_out_from_left_to_right(string text, string written) =>
        Assert.Equal(Parse(written).Infix, Parse(text).Infix);

    [Fact]
    public void An_index_may_come_from_data()
    {
        var loss = Parse("column label; param p[3]; rowmean(logsumexp(p) - p[label])").With(Table.Of(("label", [2, 0, 2, 1])));
        var (value, gradient) = (0.0, new double[3]);
        value = Kernel.For(Gradient.Of(loss)).ValueAndGradient([1, 2, 4], gradient);
        var log = Math.Log(Math.Exp(1) + Math.Exp(2) + Math.Exp(4));
        Assert.Equal(log - (4 + 1 + 4 + 2) / 4.0, value, 1e-14);
        for (var k = 0; k < 3; k++)
            Assert.Equal(Math.Exp((double[])[1, 2, 4] is var p ? p[k] - log : 0) - (k == 2 ? 0.5 : 0.25), gradient[k], 1e-14);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    [InlineData(0.5)]
    public void An_element_that_is_not_there_is_no_number(double label) =>
        Assert.True(double.IsNaN(Kernel.For(Parse("param p[3], label; p[label]")).Value([1, 2, 4, label])));

    [Theory]
    [InlineData("sum(i = 0, x)", "GDS5102", "a sum over an index has a first index, a last one and a term")]
    [InlineData("sum(i = 0, x, i)", "GDS5208", "the sum over 'i' takes whole numbers for its first and its last index")]
    [InlineData("sum(i = 0, 2000000, i*x)", "GDS5210", "the sums over an index have more than 1048576 terms")]
    [InlineData("sum(i = -2147483648, 2147483647, i*x)", "GDS5210", "the sums over an index have more than 1048576 terms")]
    [InlineData("sum(i = 1, 1025, sum(j = 1, 1024, x))", "GDS5210", "the sums over an index have more than 1048576 terms")]
    [InlineData(
        "sum(i = 1, 1000000, x + x*x + x^3 + sin(x) + cos(x) + exp(x) + i*x + i)",
        "GDS5210",
        "the sums over an index have more than 16777216 steps"
    )]
    [InlineData("param x[3]; sum(i = 0, 3, x[i])", "GDS5203", "[3] is outside 'x' (a vector of 3)")]
    [InlineData("param W[2,2]; W[a, 2]", "GDS5203", "[2] is outside")]
    [InlineData("param W[2,2]; W[2, a]", "GDS5203", "[2] is outside 'W'")]
    [InlineData("param x[2]; x[a, 1]", "GDS5204", "'x' (a vector of 2) takes one index")]
    [InlineData("param x[2], a[2]; x[a]", "GDS5204", "an index is a number, not a vector of 2")]
    [InlineData("param x[3]; x[1+2]", "GDS5203", "[3] is outside 'x'")]
    [InlineData("param x[3]; x[a, 1, 2]", "GDS5016", "an index is one or two numbers")]
    [InlineData("param x[3]; x[a", "GDS5005", "'[' is never closed")]
    [InlineData("param x[3]; x[a)", "GDS5007", "'[' is closed by ')'")]
    [InlineData("mean(i = 0, 3, i)", "GDS5011", "")]
    public void Mistakes_are_told(string text, string id, string what)
    {
        var problem = FormulaText.Parse(text).Problem!;
        Assert.Contains(what, problem.What, StringComparison.Ordinal);
        Assert.True(problem.Id == id || what.Length == 0, problem.Id);
    }

    [Theory]
    [InlineData("param x[3], n; sum(i = 0, n - 1, x[i])", "n")]
    [InlineData("param m; list(i = m, 3, i)", "m")]
    [InlineData("column k; param p; fold(h = p, t = 0, k, h/2)", "k")]
    public void A_bound_that_gets_its_value_later_is_told_by_name(string text, string name) =>
        Assert.StartsWith($"'{name}' gets its value later", FormulaText.Parse(text).Problem!.Hint, StringComparison.Ordinal);

    [Fact]
    public void One_element_of_a_matrix_is_looked_up_by_two_columns()
    {
        var loss = Parse("column k, j; param W[2,3]; rowsum(W[k, j]^2)").With(Table.Of(("k", [0, 1, 1]), ("j", [2, 0, 0])));
        var gradient = new double[6];
        Assert.Equal(9 + 16 + 16, Kernel.For(Gradient.Of(loss)).ValueAndGradient([1, 2, 3, 4, 5, 6], gradient));
        Assert.Equal([0, 0, 6, 16, 0, 0], gradient);
    }

    private static Formula Parse(string text) => FormulaText.Parse(text).Value;
}
