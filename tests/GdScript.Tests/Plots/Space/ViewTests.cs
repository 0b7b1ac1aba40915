using GdScript.Plots;
using GdScript.Plots.Space;
using Xunit;

namespace GdScript.Tests.Plots.Space;

public class ViewTests
{
    private static Relief Of(Func<double, double, double> f) =>
        Relief.Of(SurfaceFigure.Of("", f, new("x", new(-1, 1)), new("y", new(-1, 1)))!.Panels[0]);

    [Fact]
    public void What_is_lower_and_nearer_is_seen_further_down()
    {
        var view = new View(30);
        var (near, right) = (view.Near, view.Right);
        var middle = view.Seen(default);
        Assert.Equal(new Vertex(0, 0), middle);
        Assert.True(view.Seen(new(near.X, near.Y, 0)).Y < 0 && Math.Abs(view.Seen(new(near.X, near.Y, 0)).X) < 1e-12);
        Assert.True(view.Seen(new(right.X, right.Y, 0)).X > 0 && Math.Abs(view.Seen(new(right.X, right.Y, 0)).Y) < 1e-12);
        Assert.True(view.Seen(new(0, 0, 1)).Y > 0);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(-60)]
    [InlineData(150)]
    public void A_ridge_hides_what_lies_behind_it_and_not_what_lies_before_it(double turn)
    {
        var view = new View(turn);
        // A wall through the middle, across the line of sight.
        var wall = Of((x, y) => Math.Exp(-200 * Math.Pow(x * view.Near.X + y * view.Near.Y, 2)));
        Vertex3 On(double toward) => new(toward * view.Near.X, toward * view.Near.Y, wall.Over(toward * view.Near.X, toward * view.Near.Y));
        Assert.True(view.Hides(wall, On(-0.5)));
        Assert.False(view.Hides(wall, On(0.5)));
    }

    [Fact]
    public void The_view_that_is_chosen_hides_little()
    {
        // A slope that only half of the views look down upon.
        var slope = Of((x, y) => -3 * x - y);
        var (above, _) = View.Of(slope, [], []).Lit(Slope(slope, 1, 0), Slope(slope, 0, 1));
        Assert.True(above);
        static double Slope(Relief r, double u, double v) => r.Over(u / 2, v / 2) * 2 - r.Over(0, 0) * 2;
    }

    [Fact]
    public void The_floor_lies_below_the_surface_and_what_is_beyond_a_pole_is_no_place_of_the_box()
    {
        var pole = Of((x, y) => 1 / (x * x + y * y + 1e-9));
        Assert.All(
            from i in Enumerable.Range(0, 5)
            select pole.Over(-1 + i * 0.1, -1),
            z => Assert.InRange(z, Relief.Low - 1e-9, Relief.High)
        );
        Assert.True(pole.Over(0, 0) > Relief.High);
        Assert.True(double.IsNaN(pole.Over(1.1, 0)));
    }
}
