using GdScript.Algebra;
using GdScript.Graphs;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Algebra;

public class ExpandTests
{
    [Theory]
    [InlineData("(x + y)^2", "x^2 + 2*x*y + y^2")]
    [InlineData("(x + y)*(x - y)", "x^2 - y^2")]
    [InlineData("(a + b)*(c + d)", "a*c + a*d + b*c + b*d")]
    [InlineData("(x + 1)^3", "x^3 + 3*x^2 + 3*x + 1")]
    [InlineData("x*(x + 1)*(x + 2)", "x^3 + 3*x^2 + 2*x")]
    [InlineData("2*(x + y) - 2*x", "2*y")]
    [InlineData("(x + y)/z", "x/z + y/z")]
    [InlineData("(x + 1)^2 - x^2 - 2*x", "1")]
    [InlineData("sin((x + 1)*x)", "sin(x^2 + x)")]
    [InlineData("1/(x*(x + 1))", "1/(x*(x + 1))")]
    [InlineData("(u + v).*u", "u.^2 + u.*v")]
    public void Sums_are_multiplied_out(string text, string expanded) => Assert.Equal(expanded, Expand.Of(Formulas.Read(text)).Infix);

    [Fact]
    public void What_would_grow_past_the_bound_stays_a_product()
    {
        var text = "(a + b + c + d + x + y + z)^40";
        Assert.Equal(text, Expand.Of(Formulas.Read(text)).Infix);
    }

    [Fact]
    public void The_value_stays()
    {
        var compared = 0;
        for (var seed = 0; seed < 500; seed++)
        {
            var f = RandomFormulas.Of(seed);
            var difference = SimplifyLaws.Same(f, Expand.Of(f), RandomFormulas.Point(seed), out var both);
            Assert.True(difference is null, $"{seed}: {difference}\n{f.Infix}");
            compared += both ? 1 : 0;
        }
        Assert.True(compared > 100);
    }

    [Fact]
    public void Expanding_undoes_factoring()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var g = new Sketch();
            int[] names = [g.Param("x"), g.Param("y"), g.Param("z"), g.Const(random.Next(-3, 4))];
            int Sum() => g.Make(Op.Add, names[random.Next(4)], g.Make(Op.Mul, g.Const(random.Next(1, 4)), names[random.Next(4)]));
            var (a, b, c) = (Sum(), Sum(), Sum());
            var left = g.Make(Op.Mul, a, g.Make(Op.Add, b, c));
            var right = g.Make(Op.Add, g.Make(Op.Mul, a, b), g.Make(Op.Mul, c, a));
            Assert.Equal("0", Expand.Of(g.Finish(g.Make(Op.Sub, left, right))).Infix);
        }
    }
}
