using GdScript.Calculus;
using GdScript.Graphs;
using GdScript.Tests.Laws;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Calculus;

public class StepsTests
{
    [Fact]
    public void The_rules_stand_in_the_order_a_person_applies_them() =>
        Assert.Equal(
            [
                "1 sum rule: d/dx(x^2/20 + y^2) = d/dx(x^2/20) + d/dx(y^2)",
                "2 constant factor: d/dx(x^2/20) = d/dx(x^2)/20",
                "3 power rule: d/dx(x^2) = 2*x",
                "4 so: d/dx(x^2/20) = x/10",
                "5 constant: d/dx(y^2) = 0, no x in it",
                "6 so: d/dx(x^2/20 + y^2) = x/10",
            ],
            Lines("x^2/20 + y^2", "x")
        );

    [Fact]
    public void The_chain_rule_names_the_outer_function() =>
        Assert.Equal(
            [
                "1 chain rule, derivative of sin: d/dx(sin(x^2)) = d/dx(x^2)*cos(x^2)",
                "2 power rule: d/dx(x^2) = 2*x",
                "3 so: d/dx(sin(x^2)) = 2*x*cos(x^2)",
            ],
            Lines("sin(x^2)", "x")
        );

    [Theory]
    [InlineData("x*exp(x)", "product rule")]
    [InlineData("sin(x)/x", "quotient rule")]
    [InlineData("3/x", "reciprocal rule")]
    [InlineData("2^x", "exponential rule")]
    [InlineData("-x", "sign")]
    [InlineData("exp(x) - x", "difference rule")]
    [InlineData("x^y", "power rule")]
    [InlineData("max(x, 2*x)", "the larger one")]
    [InlineData("where(x > 0, x, -x)", "the side that is taken")]
    public void Every_rule_goes_by_its_name(string text, string rule) =>
        Assert.StartsWith($"1 {rule}:", Lines(text, "x")[0], StringComparison.Ordinal);

    [Fact]
    public void The_last_line_is_the_derivative()
    {
        foreach (var text in new[] { "(1 - x)^2 + 100*(y - x^2)^2", "x*sin(x)/exp(x)", "log(1 + exp(-x*y))", "atan2(x, y)*x" })
        {
            var f = FormulaText.Parse(text).Value;
            var last = Steps.Of(f, "x")[^1].Right;
            var (stated, exact) = (FormulaText.Parse(last).Value, Gradient.Of(f));
            foreach (var (x, y) in new[] { (0.3, 1.7), (2.5, 0.4) })
                Assert.Equal(Plain.At(exact, x, y)[1], Plain.At(stated, [.. stated.Parameters.Select(p => p.Name == "x" ? x : y)])[0], 10);
        }
    }

    [Fact]
    public void A_term_that_occurs_twice_is_explained_once() =>
        Assert.Single(Lines("sin(x^2) + cos(x^2)", "x"), l => l.Contains("power rule: d/dx(x^2)", StringComparison.Ordinal));

    [Fact]
    public void What_does_not_depend_is_one_line() => Assert.Equal(["1 constant: d/dx(y^2) = 0, no x in it"], Lines("y^2", "x", "x"));

    [Fact]
    public void A_formula_nested_deeply_ends_with_and_so_on()
    {
        var g = new Sketch();
        var top = g.Param("x");
        for (var i = 0; i < 2_000; i++)
            top = g.Make(Op.Sin, top);
        var lines = Steps.Of(g.Finish(top), "x", limit: 20);
        Assert.Equal(21, lines.Length);
        Assert.Equal("and so on", lines[^1].Rule);
    }

    private static string[] Lines(string text, string name, params string[] also)
    {
        var declared = also.Length > 0 ? $"param {string.Join(", ", also)}\n" : "";
        return [.. Steps.Of(FormulaText.Parse(declared + text).Value, name).Select(l => $"{l.Number} {l.Rule}: {l.Left} = {l.Right}")];
    }
}
