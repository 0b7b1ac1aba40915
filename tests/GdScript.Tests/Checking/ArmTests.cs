using GdScript.Checking;
using GdScript.Graphs;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Checking;

/// <summary>Every side of every choice is entered, and a claim that is no number does not get by.</summary>
public class ArmTests
{
    [Theory]
    [InlineData("where(x > 5, x^2, 3*x)", "x: 3", new double[] { 1 }, "x")]
    [InlineData("relu(x-2)^2 + y", "x: 0, y: 1", new double[] { 1, 1 }, "x")]
    [InlineData("relu(x-20)^2 + y", "x: 0, y: 1", new double[] { 1, 1 }, "x")]
    [InlineData("where(x > 5 && y < -30, x^2*y, 3*x)", "x: 3, y: 0", new double[] { 1, 1 }, "x y")]
    [InlineData("where(x > 50 && x < 50.1, x^2*y, 3*x)", "x: 3, y: 0", new double[] { 1, 1 }, "x y")]
    [InlineData("where(x > 50, where(y > 20, x*y, x), 3*x)", "x: where(x > 50, 1, 3), y: 0", new double[] { 1, 1 }, "x y")]
    [InlineData("where(!(x <= 12) || y > 90, x^2, 3*x)", "x: 3, y: 0", new double[] { 1, 1 }, "x")]
    [InlineData("where(x > 1e6, x^2, 3*x)", "x: 3", new double[] { 1 }, "x")]
    [InlineData("where(abs(x - 3.3) < 1e-6, x^2, 3*x)", "x: 3", new double[] { 1 }, "x")]
    [InlineData("max(x*y, 100)", "x: where(x*y > 100, x, 0), y: where(x*y > 100, y, 0)", new double[] { 1, 1 }, "x y")]
    [InlineData("min(x^2 + y^2, 1000)", "x: 2*x, y: 2*y", new double[] { 1, 1 }, "x y")]
    [InlineData("abs(x + 40)*y", "x: y, y: x + 40", new double[] { 1, 1 }, "x y")]
    [InlineData("floor(x/300)*y", "x: 0, y: 0", new double[] { 1, 1 }, "y")]
    [InlineData("sum(relu(v - 20)) + sum(v)", "v: [1, 1, 1]", new double[] { 1, 2, 3 }, "v[0] v[1] v[2]")]
    [InlineData("x^2", "x: where(x > 70, 3*x, 2*x)", new double[] { 1 }, "x")]
    [InlineData("log(x) + relu(x - 30)", "x: 1/x", new double[] { 1 }, "x")]
    public void A_claim_that_is_wrong_where_no_nearby_point_comes_is_found(string loss, string claim, double[] point, string wrong)
    {
        var formula = Cases.Loss(loss.Contains('v') ? "param v[3]\n" + loss : loss);
        var partials = ClaimText.Parse(claim, formula).Value;
        Assert.False(Check.Gradient(formula, partials, point).Fails);
        var report = Check.Gradient(formula, partials, CheckOptions.Thorough, point);
        Assert.Equal(wrong, string.Join(" ", report.Components.Where(c => c.Verdict.Fails).Select(c => c.Name).Distinct().Order()));
        Assert.InRange(report.Hunt!.Entered, 0, 8);
        Assert.Equal(0, report.Hunt.NotEntered);
        Assert.InRange(report.Evaluations, 1, point.Length * 4000);
    }

    [Fact]
    public void Over_rows_a_side_is_entered_when_one_row_enters_it()
    {
        var rows = Table.Of(("t", [1.0, 2.0, 3.0]));
        var formula = FormulaText.Parse("param w\ncolumn t\nrowsum(where(w*t > 50, (w*t)^2, w*t))").Value.With(rows);
        var claim = ClaimText.Parse("w: rowsum(t)", formula).Value;
        Assert.False(Check.Gradient(formula, claim, [0.5]).Fails);
        Assert.Equal("mismatch", Check.Gradient(formula, claim, CheckOptions.Thorough, [0.5]).Word);
    }

    [Theory]
    [InlineData("where(x > 5, x^2, 3*x)", new double[] { 1 })]
    [InlineData("max(x*y, 100) + min(x, abs(y + 30))", new double[] { 1, 2 })]
    [InlineData("where(x > 5 && y < -30, x^2*y, 3*x) + relu(y - 12)", new double[] { 1, 1 })]
    [InlineData("floor(x/3)*y + round(y)*x + ceil(x*y)", new double[] { 1.2, 1.3 })]
    [InlineData("where(x == 3, 9, x^2) + sign(y)*x", new double[] { 1, 1 })]
    [InlineData("sqrt(relu(x - 3)) + log(1 + relu(y - 8))", new double[] { 4, 1 })]
    [InlineData("x^2 + 0*relu(x^2 + 1)", new double[] { 4 })]
    public void A_right_gradient_survives_in_every_arm(string loss, double[] point)
    {
        var report = Check.Gradient(Cases.Loss(loss), null, CheckOptions.Thorough, point);
        Assert.False(report.Fails, CheckText.Of(report));
    }

    [Theory]
    [InlineData("where(x, abs(x + 50), 3*x)", "x: where(x, 1, 3)")]
    [InlineData("where(!(x - 4 && y), 3*x, where(x, abs(x + 50), y))", "x: where(!(x - 4 && y), 3, where(x, 1, 0)), y: 0")]
    public void A_number_is_true_also_below_zero(string loss, string claim)
    {
        var formula = Cases.Loss(loss);
        double[] point = formula.Parameters.Length == 1 ? [1] : [1, 1];
        var partials = ClaimText.Parse(claim, formula).Value;
        Assert.False(Check.Gradient(formula, partials, point).Fails);
        Assert.Equal("mismatch", Check.Gradient(formula, partials, CheckOptions.Thorough, point).Word);
    }

    [Fact]
    public void More_choices_than_are_followed_are_checked_all_the_same()
    {
        var loss = Cases.Loss(string.Join(" + ", Enumerable.Range(1, 40).Select(k => $"abs(x - {k}) + max(x, y - {k})")));
        Assert.False(Check.Gradient(loss, null, CheckOptions.Thorough, [0.5, 0.25]).Fails);
        Assert.True(Check.Gradient(loss, ClaimText.Parse("x: 3, y: 0", loss).Value, CheckOptions.Thorough, [0.5, 0.25]).Fails);
    }

    [Fact]
    public void The_counter_example_of_an_arm_has_small_numbers()
    {
        var formula = Cases.Loss("relu(x - 2)^2 + y");
        var report = Check.Gradient(formula, ClaimText.Parse("x: 0, y: 1", formula).Value, CheckOptions.Thorough, [1, 1]);
        Assert.Equal([3, 0], report.Counterexample!.Point.AsEnumerable());
        Assert.Contains("on sides of choices", CheckText.Of(report), StringComparison.Ordinal);
    }

    [Fact]
    public void A_side_that_nothing_reaches_is_counted()
    {
        var report = Check.Gradient(Cases.Loss("x + relu(-1 - x^2)"), null, CheckOptions.Thorough, [1]);
        Assert.Equal(1, report.Hunt!.NotEntered);
        Assert.Contains("1 side of a choice", CheckText.Of(report), StringComparison.Ordinal);
        Assert.False(report.FailsStrictly);
    }

    [Theory]
    [InlineData("x^2", "x: 2*sqrt(x)^2", new double[] { 1 })]
    [InlineData("where(x > 5, x^2, 3*x)", "x: where(x > 5, 2*sqrt(20 - x)^2, 3)", new double[] { 1 })]
    [InlineData("exp(-x^2)", "x: -2*x*exp(-x^2) + 0*log(2 - x)", new double[] { 0.5 })]
    public void A_claim_that_is_no_number_where_the_loss_is_smooth_is_wrong(string loss, string claim, double[] point)
    {
        var formula = Cases.Loss(loss);
        var report = Check.Gradient(formula, ClaimText.Parse(claim, formula).Value, CheckOptions.Thorough with { Hunt = 48 }, point);
        Assert.Equal("mismatch", report.Word);
    }

    [Theory]
    [InlineData("sqrt(x)", "x: 1/(2*sqrt(x))", new double[] { 1 })]
    [InlineData("norm([x, y])", "x: x/norm([x, y]), y: y/norm([x, y])", new double[] { 1, -1 })]
    [InlineData("abs(x)", "x: x/abs(x)", new double[] { 1 })]
    [InlineData("log(x*y)", "x: 1/x, y: 1/y", new double[] { 1, 2 })]
    [InlineData("softplus(20*x)", "x: 20*exp(20*x)/(1 + exp(20*x))", new double[] { 3 })]
    [InlineData("x^y", "x: y*x^(y - 1), y: x^y*log(x)", new double[] { 2, 3 })]
    [InlineData("sigmoid(30*x)", "x: 30*exp(-30*x)/(1 + exp(-30*x))^2", new double[] { 2 })]
    public void A_claim_may_be_no_number_where_the_loss_has_no_slope_or_doubles_end(string loss, string claim, double[] point)
    {
        var formula = Cases.Loss(loss);
        var partials = ClaimText.Parse(claim, formula).Value;
        var report = Check.Gradient(formula, partials, CheckOptions.Thorough with { Hunt = 48 }, point);
        Assert.False(report.Fails, CheckText.Of(report));
    }
}
