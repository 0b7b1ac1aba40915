using GdScript.Plots;
using Xunit;

namespace GdScript.Tests.Plots;

public class LevelsTests
{
    private static IEnumerable<double> Bowl =>
        from i in Enumerable.Range(-30, 61)
        from j in Enumerable.Range(-30, 61)
        select (i * i + j * j) / 100.0;

    [Fact]
    public void Above_a_minimum_levels_grow_by_factors()
    {
        var levels = Levels.Of(Bowl, 0, isInside: true);
        Assert.InRange(levels.Length, 6, 16);
        var factors = levels.Zip(levels.Skip(1), (a, b) => b / a);
        Assert.All(factors, f => Assert.InRange(f, 1.3, 3.4));
    }

    [Fact]
    public void Where_a_map_only_ends_levels_are_equally_far_apart()
    {
        var levels = Levels.Of(Enumerable.Range(0, 1000).Select(k => k / 100.0), 0, isInside: false);
        var steps = levels.Zip(levels.Skip(1), (a, b) => Math.Round(b - a, 9)).Distinct();
        Assert.Single(steps);
    }

    [Fact]
    public void Levels_are_counted_from_the_minimum_wherever_it_lies()
    {
        var levels = Levels.Of(Bowl.Select(z => z - 959.64), -959.64, isInside: true);
        Assert.All(levels, l => Assert.InRange(l, -959.64, -941));
        Assert.True(levels[1] - levels[0] < (levels[^1] - levels[^2]) / 3);
    }

    [Theory]
    [InlineData(1e300)]
    [InlineData(1e-300)]
    [InlineData(1e-320)]
    public void Levels_of_any_size_are_finite_and_rise(double scale)
    {
        foreach (var isInside in (bool[])[true, false])
        {
            var levels = Levels.Of(Bowl.Select(z => z * scale).Append(1e-320), 0, isInside);
            Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.First < pair.Second && double.IsFinite(pair.Second)));
            Assert.NotEmpty(levels);
        }
    }

    [Fact]
    public void A_flat_map_has_no_levels()
    {
        Assert.Empty(Levels.Of([2, 2, 2], 2, true));
        Assert.Empty(Levels.Of([double.NaN], double.PositiveInfinity, true));
    }
}
