using GdScript.Text;
using Xunit;
using static GdScript.MathNet.Tests.Expressions;

namespace GdScript.MathNet.Tests;

public sealed class ReadingTests
{
    [Fact]
    public void An_expression_of_a_user_is_a_formula()
    {
        var x = Variable("x");
        var expression = Add(Times(Whole(2), Call(x, "Pow", Whole(2))), Call(Variable("a"), "Sin"));

        var formula = MathNetEngine.Read(expression)!.Value.Value;

        Assert.Equal("2*x^2 + sin(a)", formula.Infix);
        Assert.Equal(["a", "x"], formula.Parameters.Select(p => p.Name));
    }

    [Fact]
    public void What_it_writes_as_doubles_is_those_doubles() =>
        Assert.Equal("0.1*x", MathNetEngine.Read(Times(Real(0.1), Variable("x")))!.Value.Value.Infix);

    [Fact]
    public void Functions_that_we_have_not_are_said_with_those_we_have() =>
        Assert.Equal("1/tan(x)", MathNetEngine.Read(Call(Variable("x"), "Cot"))!.Value.Value.Infix);

    [Fact]
    public void Its_absolute_value_is_ours() => Assert.Equal("abs(x)", MathNetEngine.Read(Call(Variable("x"), "Abs"))!.Value.Value.Infix);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Numbers_that_are_none_are_refused(double value) =>
        Assert.Equal("GDS7106", MathNetEngine.Read(Real(value))!.Value.Problem!.Id);

    [Fact]
    public void Anything_else_is_not_read() => Assert.Null(MathNetEngine.Read("x^2"));

    [Fact]
    public void A_tree_as_deep_as_it_is_long_is_read()
    {
        var x = Variable("x");
        var sum = x;
        for (var i = 0; i < 50_000; i++)
            sum = Add(sum, x);

        Assert.Null(MathNetEngine.Read(sum)!.Value.Problem);
    }

    [Fact]
    public void A_part_that_is_shared_is_read_once()
    {
        var doubled = Variable("x");
        for (var i = 0; i < 60; i++)
            doubled = Add(doubled, doubled);

        Assert.Equal("1152921504606846976*x", GdScript.Algebra.Simplify.Of(MathNetEngine.Read(doubled)!.Value.Value).Infix);
    }
}
