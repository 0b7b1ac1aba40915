using GdScript.Algebra;
using GdScript.Graphs;
using GdScript.Tests.Laws;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Algebra;

public class SubstituteTests
{
    [Fact]
    public void A_fixed_parameter_is_gone_and_the_others_keep_their_order()
    {
        var fixedA = Fix("a*x^2 + b*y + x", "a=2").Value;
        Assert.Equal(["x", "b", "y"], fixedA.Parameters.Select(p => p.Name));
        Assert.Equal("2*x^2 + b*y + x", fixedA.Infix);
    }

    [Fact]
    public void A_decimal_is_what_was_typed()
    {
        var f = Simplify.Of(Fix("3*a*x", "a=0.1").Value);
        Assert.Equal("0.3*x", f.Infix);
        Assert.Contains(Number.Ratio(3, 10), f.Constants);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(-1.0 / 3)]
    [InlineData(5e-324)]
    [InlineData(double.MaxValue)]
    [InlineData(1e22)]
    [InlineData(123456.789e-12)]
    [InlineData(0)]
    public void A_fixed_value_is_the_same_double(double value)
    {
        var f = Substitute.Fix(Formulas.Read("a"), [new Given("a", Tensor.Of(value))]).Value;
        Assert.Equal(value, f.ConstantOf(f.Top).ToDouble());
    }

    [Fact]
    public void Arrays_are_fixed_element_by_element()
    {
        var f = Fix("dot(u, v)", "u=[1,2,3]").Value;
        Assert.Equal("dot([1, 2, 3], v)", f.Infix);
        Assert.Equal(32, Plain.At(f, 4, 5, 6)[0]);
    }

    [Fact]
    public void Values_without_a_name_go_in_order() => Assert.Equal("3 - y", Fix("x - y", "3").Value.Infix);

    [Fact]
    public void A_formula_takes_a_parameters_place_and_brings_its_own_parameters()
    {
        var by = new Dictionary<string, Formula> { ["y"] = Formulas.Read("x + t"), ["x"] = Formulas.Read("y^2") };
        var f = Substitute.Of(Formulas.Read("x*z - y"), by).Value;
        Assert.Equal("y^2*z - (x + t)", f.Infix);
        Assert.Equal(["z", "y", "x", "t"], f.Parameters.Select(p => p.Name));
    }

    [Theory]
    [InlineData("learning*x", "lerning=2", "the formula has no parameter 'lerning'", "did you mean 'learning'?")]
    [InlineData("x", "q=2", "the formula has no parameter 'q'", "its parameters are x")]
    [InlineData("x", "x=[1,2]", "'x' is a scalar, and what replaces it is a vector of 2", "give a scalar")]
    [InlineData("x", "1,2", "there are more values than parameters", "its parameters are x")]
    public void I_am_told_what_does_not_fit(string loss, string values, string what, string hint)
    {
        var problem = Fix(loss, values).Problem!;
        Assert.Equal((what, hint), (problem.What, problem.Hint));
    }

    [Fact]
    public void A_name_given_twice_is_a_problem()
    {
        var twice = Substitute.Fix(Formulas.Read("x"), [new Given("x", Tensor.Of(1)), new Given("x", Tensor.Of(2))]);
        Assert.Equal("'x' is given twice", twice.Problem!.What);
    }

    [Fact]
    public void One_name_cannot_have_two_shapes()
    {
        var by = new Dictionary<string, Formula> { ["y"] = FormulaText.Parse("param x[2]; norm(x)").Value };
        var problem = Substitute.Of(Formulas.Read("x + y + z"), by).Problem!;
        Assert.Equal("what replaces 'y' uses 'x' as a vector of 2, and elsewhere it has another shape", problem.What);
    }

    [Fact]
    public void The_places_in_the_text_are_kept()
    {
        var f = Formulas.Read("a + log(x)");
        var set = Substitute.Fix(f, [new Given("a", Tensor.Of(1))]).Value;
        var log = set.Nodes.ToList().FindIndex(n => n.Op == Op.Log);
        Assert.Equal("log", set.Source!.Text.Substring(set.Source.At[log], 3));
    }

    [Fact]
    public void Putting_a_value_in_is_taking_the_function_there()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var (f, point) = (RandomFormulas.Of(seed), RandomFormulas.Point(seed));
            var set = Substitute.Fix(f, [new Given("y", Tensor.Of(point[1]))]).Value;
            Assert.Equal(Plain.At(f, point), Plain.At(set, [point[0], .. point[2..]]));
        }
    }

    private static Result<Formula> Fix(string loss, string values) => Substitute.Fix(Formulas.Read(loss), PointText.Parse(values).Value);
}
