using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Text;

/// <summary>Lower triangular matrices by the numbers that are not 0; lists over an index; rows that an index names.</summary>
public class TriangleTests
{
    [Theory]
    [InlineData("lower([a, b, c], [d, e1, f])", "[[a, 0, 0], [d, b, 0], [e1, f, c]]")]
    [InlineData("lowertimes([a, b, c], [d, e1, f], [x, y, z])", "[[a, 0, 0], [d, b, 0], [e1, f, c]]*[x, y, z]")]
    [InlineData("param p[2]; lower(exp(p), [c])", "param p[2]; [[exp(p)[0], 0], [c, exp(p)[1]]]")]
    [InlineData("list(i = 0, 2, a^i)", "[a^0, a^1, a^2]")]
    [InlineData("list(i = 1, 2, [i*a, b])", "[[1*a, b], [2*a, b]]")]
    [InlineData("list(i = 0, 1, list(j = 0, i, a + j))[1]", null)]
    [InlineData("list(a, b, 2)", "[a, b, 2]")]
    [InlineData("logsumexp(list(k = 3, 4, k*list)) + list", "logsumexp([3*list, 4*list]) + list")]
    [InlineData("sum(list(i = 0, 1, sum(j = 0, i, a*j)))", "sum([a*0, a*0 + a*1])")]
    [InlineData("i + sum(list(i = 5, 5, i)) + i", "i + sum([5]) + i")]
    public void What_is_short_to_write_is_what_is_long_to_write(string text, string? written)
    {
        var read = FormulaText.Parse(text);
        if (written is null)
            Assert.Contains("the elements of an array differ", read.Problem!.What, StringComparison.Ordinal);
        else
            Assert.Equal(FormulaText.Parse(written).Value.Infix, read.Value.Infix);
    }

    [Fact]
    public void The_product_with_a_lower_triangle_is_that_of_the_matrix()
    {
        const string shapes = "param d[5], l[10], v[5]; ";
        var point = Enumerable.Range(0, 20).Select(i => Math.Cos(3 * i)).ToArray();
        var (one, other) = (Values(shapes + "lowertimes(d, l, v)", point), Values(shapes + "lower(d, l)*v", point));
        for (var i = 0; i < 5; i++)
            Assert.Equal(other[i], one[i], 1e-14);
    }

    [Fact]
    public void A_row_of_a_matrix_may_be_named_by_a_column()
    {
        var loss = FormulaText.Parse("column which, x; param W[3,2]; r = W[which]; rowsum(r[0]*x + r[1])").Value;
        var kernel = Kernel.For(loss.With(Table.Of(("which", [2, 0, 2]), ("x", [1, 10, 100]))));
        Assert.Equal(5 + 6 + (1 * 10 + 2) + (5 * 100 + 6), kernel.Value([1, 2, 3, 4, 5, 6]));
        Assert.True(double.IsNaN(Kernel.For(FormulaText.Parse("param W[3,2], k; W[k][1]").Value).Value([1, 2, 3, 4, 5, 6, 3])));
    }

    [Theory]
    [InlineData("lower(a, b)", "lower takes n numbers")]
    [InlineData("param a[3], b[2]; lower(a, b)", "not a vector of 3 and a vector of 2")]
    [InlineData("param a[3], b[3], v[2]; lowertimes(a, b, v)", "lowertimes takes n numbers")]
    [InlineData("list(i = 2, 1, i)", "the list over 'i'")]
    [InlineData("list(i = 0, 1)", "a list over an index has")]
    public void Mistakes_are_told(string text, string what)
    {
        var problem = FormulaText.Parse(text).Problem!;
        Assert.NotEmpty(problem.Hint);
        Assert.Contains(what, problem.What, StringComparison.Ordinal);
    }

    private static double[] Values(string text, double[] point)
    {
        var kernel = Kernel.For(FormulaText.Parse(text).Value);
        var values = new double[5];
        kernel.Run(point, values);
        return values;
    }
}
