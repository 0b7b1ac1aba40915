using System.Collections.Immutable;
using GdScript.Plots;
using Xunit;

namespace GdScript.Tests.Plots;

public class SweepFigureTests
{
    private static readonly Axis Rates = new("rate", new(1e-3, 10), IsLog: true);

    /// <summary>x² from 1: after n steps of rate r it is (1 - 2r)^2n.</summary>
    private static ImmutableArray<SweptWalk> Walks(params double[] rates) =>
        [.. from r in rates let last = Math.Pow(1 - 2 * r, 20) select new SweptWalk(r, last, Math.Min(1, last), last > 1)];

    private static Panel Drawn(params (string, ImmutableArray<SweptWalk>)[] sweeps) =>
        SweepFigure.Of("x^2", Rates, "loss after 10 steps", sweeps, 1)!.Panels[0];

    [Fact]
    public void The_best_rate_is_pointed_out_and_walks_that_fled_are_marked()
    {
        var panel = Drawn(("gd", Walks(1e-3, 0.1, 0.3, 0.9, 2, 5)));
        Assert.Equal(0.3, Spots(panel, "best").Points.Single().X);
        Assert.Equal([2, 5], Spots(panel, "diverged").Points.Select(p => p.X));
        Assert.Equal(Sign.Cross, Spots(panel, "diverged").Sign);
        Assert.All(Spots(panel, "diverged").Points, p => Assert.InRange(p.Y, 1, panel.Up.Range.High));
    }

    private static Mark.Spots Spots(Panel panel, string name) => panel.Marks.OfType<Mark.Spots>().First(s => s.Name == name);

    [Fact]
    public void Losses_that_span_powers_of_ten_are_drawn_by_their_factors_and_zero_leaves_the_picture_downwards()
    {
        var panel = Drawn(("gd", Walks(1e-3, 0.3, 0.5)));
        Assert.True(panel.Up.IsLog);
        var line = panel.Marks.OfType<Mark.Line>().Single();
        Assert.InRange(line.Points[^1].Y, double.Epsilon, panel.Up.Range.Low);
    }

    [Fact]
    public void Losses_below_zero_have_an_even_axis()
    {
        var panel = SweepFigure.Of("x", Rates, "loss", [("gd", [new(0.1, -5, -5, false), new(1, -50, -50, false)])], 1)!.Panels[0];
        Assert.False(panel.Up.IsLog);
        Assert.True(panel.Up.Range.Low < -50);
    }

    [Fact]
    public void Each_method_has_its_line_and_its_row_of_crosses()
    {
        var panel = Drawn(("gd", Walks(0.1, 2, 3)), ("adam", Walks(0.2, 3, 4)));
        Assert.Equal(["gd", "adam"], panel.Marks.OfType<Mark.Line>().Select(l => l.Name));
        Assert.Equal(2, panel.Marks.OfType<Mark.Spots>().Where(s => s.Name == "diverged").Select(s => s.Points[0].Y).Distinct().Count());
    }

    [Fact]
    public void Where_no_walk_has_a_finite_loss_there_is_no_picture() =>
        Assert.Null(SweepFigure.Of("x", Rates, "loss", [("gd", [new(1, double.NaN, double.NaN, true)])], double.NaN));
}
