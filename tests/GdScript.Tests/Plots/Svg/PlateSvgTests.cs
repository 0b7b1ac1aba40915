using System.Xml.Linq;
using GdScript.Plots;
using GdScript.Plots.Space;
using GdScript.Plots.Svg;
using Xunit;

namespace GdScript.Tests.Plots.Svg;

public class PlateSvgTests
{
    private static (Panel Panel, Mark.Plate Plate, Relief Relief, View View) Touched(string name, double x, double y)
    {
        var (_, f, across, up) = Array.Find(PlotExamples.Maps, m => m.Name == name);
        const double h = 1e-5;
        (double, double) Slope(double u, double v) => ((f(u + h, v) - f(u - h, v)) / 2 / h, (f(u, v + h) - f(u, v - h)) / 2 / h);
        var panel = SurfaceFigure.Of(name, f, new("x", across), new("y", up), slope: Slope, touching: [new(x, y)])!.Panels[0];
        var relief = Relief.Of(panel);
        return (panel, panel.Marks.OfType<Mark.Plate>().Single(), relief, SurfaceSvg.ViewOf(panel, relief));
    }

    [Theory]
    [InlineData("bowl", 0, 0)]
    [InlineData("waves", 1, 1)]
    [InlineData("saddle", 1, 0.5)]
    [InlineData("root", 1, 1)]
    public void A_plane_ends_where_the_box_does(string name, double x, double y)
    {
        var (_, plate, relief, view) = Touched(name, x, y);
        var (seen, hidden) = PlateSvg.Split(plate, relief, view);
        Assert.NotEmpty(seen.Concat(hidden));
        Assert.All(
            seen.Concat(hidden).SelectMany(p => p),
            p => Assert.True(Math.Abs(p.X) < 1.02 && Math.Abs(p.Y) < 1.02 && p.Z is > -0.2 and < Relief.High + 0.2, $"{p}")
        );
    }

    [Fact]
    public void What_the_eye_meets_behind_the_surface_is_hidden_and_what_lies_above_the_surface_is_not()
    {
        // A plane lies under a bowl and above a dome; the dome's own far side is not before it.
        var (_, under, bowl, view) = Touched("bowl", 0.5, 0.5);
        var (seen, hidden) = PlateSvg.Split(under, bowl, view);
        Assert.True(hidden.Count > 4 * seen.Count, $"{seen.Count} seen, {hidden.Count} hidden");
        var (_, above, dome, over) = Touched("root", 0, 0);
        (seen, hidden) = PlateSvg.Split(above, dome, over);
        Assert.Empty(hidden);
        Assert.NotEmpty(seen);
    }

    [Fact]
    public void What_is_hidden_is_a_shade_with_a_dashed_outline_and_the_rest_a_plane()
    {
        var (panel, _, _, _) = Touched("waves", 1, 1);
        var drawn = XDocument.Parse(FigureSvg.Of(new("", [panel]))).Descendants();
        var names = drawn.Select(e => (string?)e.Attribute("class")).Where(c => c?.StartsWith("plate", StringComparison.Ordinal) == true);
        // The first one is the sample of the legend.
        Assert.Equal(["plate", "plate hid", "plate"], names);
    }
}
