using GdScript.Plots;
using Xunit;

namespace GdScript.Tests.Plots;

public class ArrowsTests
{
    private static readonly Extent Range = new(-2, 2);

    [Fact]
    public void There_is_no_way_down_where_there_is_no_loss_although_its_derivative_has_a_value()
    {
        var curve = CurveFigure.Of("log(x)", Math.Log, x => 1 / x, new("x", Range))!;
        var arrows = curve.Panels[0].Marks.OfType<Mark.Arrows>().Single().Each;
        Assert.NotEmpty(arrows);
        Assert.All(arrows, a => Assert.True((a.Foot.X + a.Tip.X) / 2 > 0));
        var map = ContourFigure.Of("", (x, y) => Math.Log(x) + y * y, new("x", Range), new("y", Range), slope: (x, y) => (1 / x, 2 * y))!;
        var field = map.Panels[0].Marks.OfType<Mark.Arrows>().Single().Each;
        Assert.Equal(9 * 14, field.Length);
        Assert.All(field, a => Assert.True((a.Foot.X + a.Tip.X) / 2 > 0));
    }
}
