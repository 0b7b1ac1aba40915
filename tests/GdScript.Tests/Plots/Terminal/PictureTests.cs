using FsCheck;
using FsCheck.Fluent;
using GdScript.Plots;
using GdScript.Plots.Terminal;
using VerifyXunit;
using Xunit;

namespace GdScript.Tests.Plots.Terminal;

public class PictureTests
{
    private static readonly Ink[] Inks = Enum.GetValues<Ink>();

    private static Config Some(int count) => Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(2026, 11);

    [Fact]
    public void No_line_is_wider_than_the_drawing() =>
        Check.One(Some(60), Prop.ForAll<(int, int, double, double, int)>(c => NoneIsWider(c.Item1, c.Item2, c.Item3, c.Item4, c.Item5)));

    private static void NoneIsWider(int width, int height, double low, double size, int kind)
    {
        var drawing = new Drawing(20 + Math.Abs(width % 120), 3 + Math.Abs(height % 30), Inks[Math.Abs(kind % 2)]);
        var across = new Extent(Tame(low), Tame(low) + 1e-3 + Math.Abs(Tame(size)));

        Assert.All(Curve.Of(x => x * x * x - 1e6, across, drawing), line => Assert.True(line.Length <= drawing.Width, line));
        Assert.All(
            Contour.Of((x, y) => x * x - y, across, new(-1e-7, 1e-7), drawing, [(across.Low, 0)]),
            line => Assert.True(line.Length <= drawing.Width, line)
        );
    }

    [Theory]
    [InlineData(Ink.Letters)]
    [InlineData(Ink.Dots)]
    public void A_rising_function_rises_from_the_left_to_the_right(Ink ink)
    {
        var last = int.MaxValue;
        var lines = Curve.Of(x => x + x * x * x / 50, new(-5, 7), new(60, 12, ink));
        var plot = lines[..12];
        for (var column = 6; column < 60; column++)
        {
            var top = plot.ToList().FindIndex(l => column < l.Length && l[column] != ' ');
            if (top < 0)
                continue;
            Assert.True(top <= last, $"column {column}");
            last = top;
        }
        Assert.Equal(0, last);
    }

    [Theory]
    [InlineData(Ink.Letters)]
    [InlineData(Ink.Dots)]
    public void Both_ends_of_the_range_are_asked_for(Ink ink)
    {
        var asked = new List<double>();
        double F(double x)
        {
            asked.Add(x);
            return x;
        }
        Curve.Of(F, new(-3, 0.3), new(50, 8, ink));
        Assert.Equal((-3, 0.3), (asked.Min(), asked.Max()));

        var both = new List<(double, double)>();
        Contour.Of(
            (x, y) =>
            {
                both.Add((x, y));
                return x + y;
            },
            new(-1, 0.1),
            new(-2, 0.2),
            new(40, 6, ink)
        );
        Assert.Contains((-1, -2), both);
        Assert.Contains((0.1, 0.2), both);
    }

    [Fact]
    public void Nothing_finite_gives_no_picture()
    {
        Assert.Empty(Curve.Of(_ => double.NaN, new(0, 1), new()));
        Assert.Empty(Contour.Of((_, _) => double.PositiveInfinity, new(0, 1), new(0, 1), new()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e300)]
    [InlineData(-7.25)]
    public void A_constant_is_a_line_in_the_middle(double value)
    {
        var lines = Curve.Of(_ => value, new(0, 1), new(40, 9, Ink.Letters));
        Assert.Equal(11, lines.Length);
        Assert.Contains("***", lines[4], StringComparison.Ordinal);
    }

    [Fact]
    public void Higher_is_denser()
    {
        var lines = Contour.Of((x, y) => x, new(0, 9), new(0, 1), new(40, 4, Ink.Letters));
        var row = lines[1][(lines[1].IndexOfAny(['|', '+']) + 1)..];
        Assert.Equal(row, string.Concat(row.OrderBy(c => " .:-=+*#%@".IndexOf(c, StringComparison.Ordinal))));
        Assert.Equal(9, row.Distinct().Count() - (row.Contains(' ', StringComparison.Ordinal) ? 1 : 0));
    }

    [Fact]
    public void Ticks_lie_in_their_range_and_are_as_many_as_there_is_room_for() =>
        Check.One(Some(200), Prop.ForAll<(double, double, int)>(c => TicksFit(c.Item1, c.Item2, c.Item3)));

    private static void TicksFit(double a, double b, int most)
    {
        var (low, high) = (Math.Min(Tame(a), Tame(b)), Math.Max(Tame(a), Tame(b)));
        var room = 2 + Math.Abs(most % 20);
        var ticks = Ticks.Of(new(low, high), room);
        Assert.InRange(ticks.Length, low < high ? 0 : 1, room);
        Assert.All(ticks, t => Assert.InRange(t, low, high));
    }

    [Fact]
    public void Ticks_are_numbers_a_person_would_write() =>
        Assert.Equal("-0.3 -0.2 -0.1 0 0.1 0.2 0.3", string.Join(" ", Ticks.Of(new(-0.3, 0.3), 8).Select(GdScript.Text.NumberText.Of)));

    [Fact]
    public void A_falling_loss_falls_and_a_wide_one_is_seen_by_its_digits()
    {
        Assert.Equal("█▇▆▅▄▃▂▁", Sparkline.Of([8, 7, 6, 5, 4, 3, 2, 1], 20));
        Assert.Equal("█▆▃▁", Sparkline.Of([1e6, 1e4, 1e2, 1], 20));
        Assert.Equal("▁?█", Sparkline.Of([1, double.NaN, 2], 20));
        Assert.Equal("#_", Sparkline.Of([2, 1], 20, Ink.Letters));
        var chosen = Sparkline.Of([.. Enumerable.Range(0, 1000).Select(i => (double)i)], 10);
        Assert.Equal(('▁', '█', 10), (chosen[0], chosen[^1], chosen.Length));
    }

    [Fact]
    public Task A_bowl_with_the_path_of_a_walk_is_drawn_so() =>
        Verifier.Verify(
            string.Join(
                '\n',
                (string[])
                    [
                        .. Contour.Of((x, y) => x * x / 20 + y * y, new(-8, 8), new(-3, 3), new(60, 11), [(-7, 2), (-6.3, -1), (-5, 0)]),
                        .. Contour.Of((x, y) => x * x / 20 + y * y, new(-8, 8), new(-3, 3), new(60, 11, Ink.Letters), [(-7, 2), (-5, 0)]),
                        .. Contour.Of((x, y) => x * x / 20 + y * y, new(-8, 8), new(-3, 3), new(30, 3, Ink.Colours), [(-7, 2), (-5, 0)]),
                    ]
            )
        );

    [Fact]
    public Task Curves_are_drawn_so() =>
        Verifier.Verify(
            string.Join(
                '\n',
                (string[])
                    [
                        .. Curve.Of(x => x * x, new(-3, 3), new(50, 8), [-3, -1.5, -0.5]),
                        .. Curve.Of(x => 1 / x, new(-3, 3), new(50, 8)),
                        .. Curve.Of(x => x > 0 ? Math.Sqrt(x) : double.NaN, new(-1, 4), new(50, 8, Ink.Letters)),
                    ]
            )
        );

    private static double Tame(double x) => double.IsFinite(x) ? Math.Clamp(x, -1e9, 1e9) : 1;
}
