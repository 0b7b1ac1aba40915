using FsCheck;
using FsCheck.Fluent;
using GdScript.Plots;
using GdScript.Plots.Svg;
using Xunit;

namespace GdScript.Tests.Plots.Svg;

public class ThinTests
{
    private static Config Some(int count) => Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(2026, 9);

    /// <summary>A walk that jumps from side to side of a ravine and hardly loses height: each cut would take one place off.</summary>
    private static List<Vertex> Hops(int count) =>
        [.. Enumerable.Range(0, count).Select(k => new Vertex(k, (k % 2 == 0 ? 1 : -1) * (200 - k * 1e-3)))];

    [Fact]
    public void What_is_left_out_lies_as_near_to_the_line_as_was_asked() =>
        Check.One(Some(200), Prop.ForAll<(int, int[], int)>(c => IsNear(c.Item1, c.Item2, c.Item3)));

    private static void IsNear(int steepness, int[] turns, int size)
    {
        var (tolerance, x) = (0.1 + Math.Abs(size % 20), 0.0);
        Vertex[] places =
        [
            .. turns
                .Concat(Enumerable.Range(0, 200))
                .Select((t, k) => new Vertex(x += Math.Abs(t % 3), t % 7 * (steepness % 50) + k % 2 * 9)),
        ];
        var kept = Thin.Line(places, tolerance);

        Assert.Equal((places[0], places[^1]), (kept[0], kept[^1]));
        Assert.All(places, p => Assert.True(kept.Zip(kept.Skip(1)).Min(s => Distance(p, s.First, s.Second)) <= tolerance + 1e-9));
    }

    private static double Distance(Vertex p, Vertex a, Vertex b)
    {
        var (x, y) = (b.X - a.X, b.Y - a.Y);
        var square = x * x + y * y;
        var part = square > 0 ? Math.Clamp(((p.X - a.X) * x + (p.Y - a.Y) * y) / square, 0, 1) : 0;
        return Math.Sqrt(Math.Pow(p.X - a.X - part * x, 2) + Math.Pow(p.Y - a.Y - part * y, 2));
    }

    /// <summary>Each of them is seen; with work that grows as the square of the places this would take a minute.</summary>
    [Fact]
    public void Of_many_hops_all_that_are_seen_are_kept() => Assert.Equal(100_000, Thin.Line([.. Hops(100_000)], 0.15).Count);

    [Theory]
    [InlineData(300)]
    [InlineData(3000)]
    [InlineData(20_001)]
    public void A_walk_to_and_fro_without_end_has_room_in_a_picture(int count)
    {
        var path = MarkSvg.Outlined([Hops(count)]);

        Assert.InRange(path.Length, 1000, 16_000);
        Assert.Contains("-", path, StringComparison.Ordinal);
    }
}
