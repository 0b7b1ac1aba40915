using System.Collections.Immutable;
using GdScript.Plots;
using Xunit;

namespace GdScript.Tests.Plots;

public class RingsTests
{
    public static TheoryData<string> Names => [.. PlotExamples.Maps.Select(m => m.Name)];

    private static (Field Field, ImmutableArray<double> Levels) Refined(string name, int columns = 30, int rows = 24)
    {
        var (_, f, across, up) = Array.Find(PlotExamples.Maps, m => m.Name == name);
        var field = new Field(f, across, up, columns, rows, 8, 120_000);
        var (least, isInside) = field.Lowest();
        var levels = Levels.Of(field.Coarse(), least, isInside);
        field.Refine(levels);
        return (field, levels);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_vertex_lies_within_half_a_cell_of_its_level(string name)
    {
        var (field, levels) = Refined(name);
        var f = PlotExamples.Map(name);
        var (width, height) = (Side(field.Across, field.Columns), Side(field.Up, field.Rows));
        Assert.NotEmpty(levels);
        foreach (var level in levels)
        foreach (var vertex in new Rings(field).At(level).SelectMany(r => r).Where(v => IsInside(v, field)))
            Assert.True(IsNear(f, vertex, width / 2, height / 2, level), $"{name}: {vertex} is not at {level}");
    }

    private static double Side(Extent range, int places) => (range.High - range.Low) / (places - 1);

    private static bool IsInside(Vertex v, Field field) =>
        field.Across.PartOf(v.X) is > 1e-9 and < 1 - 1e-9 && field.Up.PartOf(v.Y) is > 1e-9 and < 1 - 1e-9;

    /// <summary>Around the place there are heights on both sides of the level, or places without any.</summary>
    private static bool IsNear(Func<double, double, double> f, Vertex v, double width, double height, double level)
    {
        var around = Enumerable
            .Range(0, 16)
            .Select(k => f(v.X + width * Math.Cos(k * Math.PI / 8), v.Y + height * Math.Sin(k * Math.PI / 8)));
        double[] all = [f(v.X, v.Y), .. around];
        return all.Any(z => !double.IsFinite(z)) || (all.Min() <= level && all.Max() >= level);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(1000)]
    public void The_rings_of_an_ellipse_have_its_area(double steep)
    {
        var (across, up) = (new Extent(-3, 3), new Extent(-2.9 / Math.Sqrt(steep), 2.9 / Math.Sqrt(steep)));
        var field = new Field((x, y) => x * x + steep * y * y, across, up, 60, 48, 8, 120_000);
        double[] levels = [0.002, 0.01, 0.1, 0.3, 1, 3, 8];
        field.Refine([.. levels]);
        foreach (var level in levels)
        {
            var rings = new Rings(field).At(level);
            var hole = Whole(field) - rings.Sum(Area);
            var exact = Math.PI * level / Math.Sqrt(steep);
            Assert.InRange(hole / exact, 0.999, 1.001);
            Assert.Single(rings, r => Area(r) < 0);
        }
    }

    private static double Whole(Field field) => (field.Across.High - field.Across.Low) * (field.Up.High - field.Up.Low);

    /// <summary>The area to the right of a ring (Gauss); that of a hole is below 0.</summary>
    private static double Area(ImmutableArray<Vertex> ring) =>
        ring.Select((a, k) => (A: a, B: ring[(k + 1) % ring.Length])).Sum(e => e.B.X * e.A.Y - e.A.X * e.B.Y) / 2;

    [Fact]
    public void The_narrow_valley_of_Rosenbrock_is_one_piece_at_every_level()
    {
        double[] levels = [-1000, -300, -100, -30, -10, -3, -1, -0.3, -0.1, -0.03];
        var field = new Field((x, y) => -PlotExamples.Map("rosenbrock")(x, y), new(-2, 2), new(-1, 3), 60, 48, 8, 120_000);
        field.Refine([.. levels]);
        foreach (var level in levels[2..])
        {
            // At its tips the valley is thinner than any cell.
            double[] areas = [.. new Rings(field).At(level).Select(Area).OrderDescending()];
            Assert.True(areas[0] >= 0.98 * areas.Where(a => a > 0).Sum(), $"below {-level}: {string.Join(", ", areas)}");
        }
    }

    [Fact]
    public void The_middle_of_a_saddle_decides_which_corners_are_joined()
    {
        foreach (var sign in (double[])[-1, 1])
        {
            // Between the places (0, 0) and (1, 1), both inside, the function has its saddle.
            var field = new Field((x, y) => (x - 0.5) * (y - 0.5) + sign * 0.1, new(0, 2), new(0, 2), 1, 1, 2, 1000);
            field.Refine([0]);
            var rings = new Rings(field).At(0);
            Assert.Equal(sign > 0 ? 1 : 2, rings.Count(r => Area(r) > 0));
        }
    }

    [Fact]
    public void Where_there_is_no_value_there_is_no_map()
    {
        var (field, _) = Refined("root");
        var rings = new Rings(field).At(double.NegativeInfinity);
        Assert.InRange(rings.Sum(Area) / (Math.PI * 4), 0.998, 1.002);
        Assert.All(rings.SelectMany(r => r), v => Assert.True(v.X * v.X + v.Y * v.Y <= 4 + 1e-9));
    }

    [Fact]
    public void A_smooth_function_is_asked_seldom_and_a_rough_one_where_it_is_rough()
    {
        var (smooth, rough) = (Asked("plane"), Asked("rosenbrock"));
        Assert.True(smooth < 45_000, $"the plane was asked {smooth} times");
        Assert.True(rough < 200_000, $"the valley was asked {rough} times");
    }

    [Fact]
    public void An_expensive_function_is_asked_a_few_times_the_budget_at_most()
    {
        Assert.True(Asked("rosenbrock", 1_000) < 6_000);
        Assert.True(Asked("rastrigin", 10) < 2_000);
    }

    [Fact]
    public void A_map_that_falls_without_end_has_levels_all_the_same()
    {
        var field = new Field((x, y) => Math.Log(x) + 1 / y, new(0, 1), new(0, 1), 10, 10, 8, 10_000);
        var (least, isValley) = field.Lowest();
        Assert.InRange(Levels.Of(field.Coarse(), least, isValley).Length, 4, 16);
    }

    private static int Asked(string name, int budget = ContourFigure.UsualBudget)
    {
        var (count, (_, f, across, up)) = (0, Array.Find(PlotExamples.Maps, m => m.Name == name));
        double Counted(double x, double y)
        {
            count++;
            return f(x, y);
        }
        Assert.NotNull(ContourFigure.Of(name, Counted, new("x", across), new("y", up), budget: budget));
        return count;
    }
}
