using GdScript.Descent;
using GdScript.Tests.Algebra;
using Xunit;

namespace GdScript.Tests.Descent;

public class StationaryTests
{
    private static StationaryPoints Of(string loss, double box = 5, int starts = 100)
    {
        var formula = Formulas.Read(loss);
        var n = formula.PointSize;
        double[] high = [.. Enumerable.Repeat(box, n)];
        return Stationary.Of(formula, Stationary.Starts([.. high.Select(h => -h)], high, starts, 1));
    }

    [Fact]
    public void The_double_well_has_two_minima_and_a_saddle_between_them()
    {
        var found = Of("x^4/4 - x^2/2 + y^2");
        Assert.Equal(
            [(Terrain.Minimum, -0.25, -1.0), (Terrain.Minimum, -0.25, 1.0), (Terrain.Saddle, 0.0, 0.0)],
            found.Points.Select(p => (p.Terrain, p.Loss, p.Point[0]))
        );
        Assert.All(found.Points, p => Assert.True(p.Exact));
        Assert.Null(found.Lower);
    }

    [Fact]
    public void A_bowl_has_one_point_and_the_algebra_knows_it()
    {
        var found = Of("x^2 + x*y + y^2 - 3*x");
        Assert.Equal([2.0, -1.0], Assert.Single(found.Points).Point.ToArray());
        Assert.True(found.Only);
    }

    [Fact]
    public void Fractions_and_roots_of_higher_order_are_exact_too()
    {
        Assert.Equal([1 / 3.0], Assert.Single(Of("(3*x - 1)^4").Points).Point.ToArray());
        Assert.True(Assert.Single(Of("(3*x - 1)^4").Points).Exact);
        Assert.Equal([0.0, 0.0], Assert.Single(Of("x^6 + y^4").Points).Point.ToArray());
    }

    [Fact]
    public void What_is_no_fraction_is_found_by_newton()
    {
        var found = Of("x^4/4 - x^2");
        Assert.Equal(3, found.Points.Length);
        Assert.Equal(Math.Sqrt(2), Math.Abs(found.Points[0].Point[0]), 1e-12);
        Assert.False(found.Points[0].Exact);
    }

    [Fact]
    public void Himmelblau_has_nine_points_of_which_four_are_equal_minima()
    {
        var found = Of("(x^2 + y - 11)^2 + (x + y^2 - 7)^2", box: 6, starts: 300);
        Assert.Equal((9, 4), (found.Points.Length, found.Points.Count(p => p.Terrain == Terrain.Minimum)));
        Assert.Equal(1, found.Points.Count(p => p.Terrain == Terrain.Maximum));
        Assert.Contains(found.Points, p => p.Exact && p.Point.SequenceEqual([3.0, 2.0]));
    }

    [Fact]
    public void A_loss_without_a_floor_says_where_it_is_lower()
    {
        var found = Of("x^3 - 3*x");
        Assert.Equal([Terrain.Minimum, Terrain.Maximum], found.Points.Select(p => p.Terrain));
        Assert.True(found.Lower!.Loss < -2);
    }

    [Theory]
    [InlineData("exp(-x)")]
    [InlineData("x + y")]
    [InlineData("1/(1 + exp(x))")]
    public void A_slope_that_only_fades_is_no_point(string loss) => Assert.Empty(Of(loss).Points);
}
