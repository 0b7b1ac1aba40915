using GdScript.Algebra;
using GdScript.Calculus;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Algebra;

/// <summary>What all rows share stands before their sum, and the sum stays what it was.</summary>
public class RowFoldsTests
{
    [Theory]
    [InlineData("2*x*a*y", "a*(2*rowmean(x*y))")]
    [InlineData("a*b*x*a", "a*(a*b*rowmean(x))")]
    [InlineData("x*y*2", "2*rowmean(x*y)")]
    [InlineData("x*(y*a)", "rowmean(x*(y*a))")]
    [InlineData("-(2*x*y)*a/b", "a*(-2*rowmean(x*y))/b")]
    [InlineData("where(x > 0, a*y, 0)*b", "b*rowmean(where(x > 0, a*y, 0))")]
    public void Factors_that_all_rows_share_stand_before_the_mean(string each, string mean) => Assert.Equal(mean, Mean(each).Infix);

    [Theory]
    [InlineData("2*x*a*y")]
    [InlineData("(x - y)*a*x*b*exp(x)")]
    [InlineData("-(2*x*y)*a/b*x*a")]
    public void A_mean_with_its_factors_before_it_is_the_mean(string each)
    {
        var direct = Read($"rowmean({each})");
        Assert.Equal(Value(direct), Value(Mean(each)), 1e-12);
    }

    [Fact]
    public void No_row_of_a_gradient_is_multiplied_by_what_all_rows_share()
    {
        var gradient = Gradient.Of(Read("rowmean((a*exp(-b*x) + b - y)^2)"));
        var (live, loss) = (gradient.Reached(), gradient.Roots[0]);
        var products = gradient.Nodes.Where(
            (n, i) => live[i] && n.Op == Op.Mul && gradient.TableOf(i) >= 0 && (gradient.TableOf(n.A) < 0 || gradient.TableOf(n.B) < 0)
        );
        Assert.Equal(2, products.Count()); // a*exp(…) and -b*x, which the loss itself asks for
    }

    private static Formula Read(string text) =>
        FormulaText
            .Parse("param a, b; " + text, null, [new("x"), new("y")])
            .Value.With(Table.Of(("x", [0.5, -1.25, 2, 0.75]), ("y", [3, 1, -0.5, 0.125])));

    private static Formula Mean(string each)
    {
        var f = Read(each);
        var g = Sketch.From(f);
        return g.Finish(g.RowAverage(f.Root, 0));
    }

    private static double Value(Formula f) => Kernel.For(f).Value([1.5, -0.75]);
}
