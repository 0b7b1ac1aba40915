using GdScript.Checking;
using GdScript.Plots;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Plots;

public class VCurveFigureTests
{
    private static Panel Drawn(string loss, double at, double claimed) =>
        VCurveFigure.Of(loss, [("x", VCurve.Of(FormulaText.Parse(loss).Value, [at], 0, claimed))])!.Panels[0];

    private static Mark.Line Line(Panel panel) => panel.Marks.OfType<Mark.Line>().Single();

    [Fact]
    public void A_right_slope_is_a_V_whose_right_arm_has_the_slope_two()
    {
        var panel = Drawn("exp(x)", 1, Math.E);
        Assert.True(panel.Across.IsLog && panel.Up.IsLog);
        var guide = panel.Marks.OfType<Mark.Aid>().Single(a => a.Name == "∝ h²").Points;
        Assert.Equal(2, Math.Log(guide[1].Y / guide[0].Y) / Math.Log(guide[1].X / guide[0].X), 9);
        foreach (var point in Line(panel).Points.Where(p => p.X is > 1e-3 and < 0.3))
            Assert.InRange(point.Y / (Math.E / 6 * point.X * point.X), 0.9, 1.1);
    }

    [Fact]
    public void The_least_error_lies_at_the_bottom_of_the_V()
    {
        var panel = Drawn("exp(x)", 1, Math.E);
        var best = panel.Marks.OfType<Mark.Spots>().Single(s => s.Name == "least error").Points.Single();
        Assert.Equal(Line(panel).Points.Where(p => p.Y > 0).Min(p => p.Y), best.Y);
        Assert.InRange(best.X, 1e-7, 1e-3);
    }

    [Fact]
    public void A_wrong_slope_has_a_floor()
    {
        var points = Line(Drawn("exp(x)", 1, Math.E + 1e-3)).Points;
        Assert.All(points.Where(p => p.X is > 1e-9 and < 1e-3), p => Assert.InRange(p.Y, 0.99e-3, 1.01e-3));
    }

    [Fact]
    public void Errors_of_zero_have_a_row_of_their_own_below_the_others()
    {
        var panel = Drawn("x^2", 3, 6);
        var row = panel.Marks.OfType<Mark.Spots>().Single(s => s.Name == "error 0");
        Assert.Single(row.Points.Select(p => p.Y).Distinct());
        Assert.All(
            panel.Marks.OfType<Mark.Aid>().Single(a => a.Name.StartsWith("what", StringComparison.Ordinal)).Points,
            p => Assert.True(p.Y > row.Points[0].Y)
        );
        Assert.InRange(row.Points[0].Y, panel.Up.Range.Low, panel.Up.Range.High);
    }

    [Fact]
    public void Without_any_difference_quotient_there_is_no_picture() =>
        Assert.Null(VCurveFigure.Of("log(x)", [("x", VCurve.Of(FormulaText.Parse("log(x)").Value, [-2], 0, 1))]));
}
