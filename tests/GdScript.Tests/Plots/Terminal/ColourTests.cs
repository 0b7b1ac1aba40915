using System.Text.RegularExpressions;
using GdScript.Plots;
using GdScript.Plots.Terminal;
using Xunit;

namespace GdScript.Tests.Plots.Terminal;

public partial class ColourTests
{
    public static TheoryData<Ink> Inks => [Ink.Sixteen, Ink.Colours, Ink.TrueColours];

    [GeneratedRegex("\u001b\\[[0-9;]*m")]
    private static partial Regex Code();

    private static string Seen(string line) => Code().Replace(line, "");

    private static string[] Map(Ink ink, params (double, double)[] path) =>
        [.. Contour.Of((x, y) => x * x + 10 * y * y, new(-3, 3), new(-2, 2), new(70, 10, ink), path)];

    [Theory]
    [MemberData(nameof(Inks))]
    public void No_coloured_line_is_wider_than_the_drawing_and_every_colour_ends_with_its_line(Ink ink)
    {
        string[] lines =
        [
            .. Map(ink, (-3, 2), (0, 0)),
            .. Curve.Of(x => x * x, new(-3, 3), new(70, 10, ink), [-3, 1]),
            .. LossCurve.Of([(0, 100), (5, 1), (9, 1e-6)], new(70, 10, ink)),
        ];
        foreach (var line in lines)
        {
            Assert.InRange(Seen(line).Length, 0, 70);
            Assert.DoesNotContain('\u001b', Seen(line));
            if (line.Contains('\u001b'))
                Assert.EndsWith(
                    "\u001b[0m",
                    line[..(line.LastIndexOf("\u001b[0m", StringComparison.Ordinal) + 4)],
                    StringComparison.Ordinal
                );
        }
    }

    [Theory]
    [MemberData(nameof(Inks))]
    public void A_line_joins_the_points_of_a_walk_and_its_ends_are_marked(Ink ink)
    {
        var (with, without) = (Map(ink, (-3, -2), (0, 0), (3, 2)), Map(ink));
        Assert.Equal("○●", string.Concat(with.SelectMany(Seen).Where(c => c is '○' or '●').OrderBy(c => c)));
        // A diagonal goes through every line of the picture.
        Assert.All(Enumerable.Range(0, 10), i => Assert.NotEqual(without[i], with[i]));
    }

    [Fact]
    public void Each_ink_speaks_its_own_colours()
    {
        Assert.Contains("38;2;", string.Concat(Map(Ink.TrueColours)), StringComparison.Ordinal);
        Assert.Contains("38;5;", string.Concat(Map(Ink.Colours)), StringComparison.Ordinal);
        Assert.DoesNotMatch("[34]8;", string.Concat(Map(Ink.Sixteen)));
        Assert.DoesNotContain('\u001b', string.Concat(Map(Ink.Dots)));
    }

    [Fact]
    public void A_track_begins_and_ends_where_its_line_does_and_has_no_hole()
    {
        var cells = Track.Between(1, 2, 9.4, 6.6, 20, 20).ToArray();
        Assert.Equal(((1, 2), (9, 7)), (cells[0], cells[^1]));
        Assert.All(
            cells.Zip(cells.Skip(1)),
            p => Assert.True(Math.Abs(p.First.X - p.Second.X) <= 1 && Math.Abs(p.First.Y - p.Second.Y) <= 1)
        );
        Assert.Empty(Track.Between(double.NaN, 0, 1, 1, 5, 5));
        Assert.All(Track.Between(-1e9, 0, 1e9, 0, 5, 5), c => Assert.InRange(c.X, 0, 4));
    }

    [Fact]
    public void A_loss_that_falls_by_powers_of_ten_is_a_straight_line_beside_them()
    {
        var lines = LossCurve.Of([.. Enumerable.Range(0, 9).Select(k => ((double)k, Math.Pow(10, -k)))], new(40, 9, Ink.Letters));
        Assert.Contains(lines, l => l.TrimStart().StartsWith("1e-5", StringComparison.Ordinal));
        var tops = Enumerable.Range(0, 9).Select(i => lines[i].IndexOf('*', StringComparison.Ordinal)).ToArray();
        Assert.Equal(tops.Order(), tops);
        Assert.All(tops.Zip(tops.Skip(1)), p => Assert.InRange(p.Second - p.First, 2, 5));
        Assert.DoesNotContain('.', lines[^1]);
        Assert.Empty(LossCurve.Of([(0, double.NaN)], new()));
    }
}
