using System.Collections.Immutable;
using GdScript.Plots;
using GdScript.Traces;
using Xunit;

namespace GdScript.Tests.Plots;

public class LossFigureTests
{
    private static ImmutableArray<TraceRow> Rows(string method) => PlotExamples.Walk("x^2 + y^2", method, 10, -3, 4).Rows;

    [Fact]
    public void Losses_that_a_logarithmic_axis_has_no_place_for_are_seen_on_an_even_one()
    {
        // The first step arrives: every loss after step 0 is 0.
        var panels = LossFigure.Of("", [("gd", Rows("gd(lr=0.5)"))], isLog: true, isLogAcross: true)!.Panels;
        Assert.All(panels, p => Assert.True(p.Across.IsLog && !p.Up.IsLog));
        Assert.All(panels, p => Assert.InRange(p.Up.Range.PartOf(0), 0, 1));
        Assert.True(LossFigure.Of("", [("gd", Rows("gd(lr=0.1)"))], isLog: true, isLogAcross: true)!.Panels[0].Up.IsLog);
    }

    [Fact]
    public void Step_0_stretches_no_axis_that_does_not_show_it()
    {
        var rows = Rows("gd(lr=0.3)");
        var up = LossFigure.Of("", [("gd", rows)], isLog: true, isLogAcross: true)!.Panels[0].Up;
        Assert.True(up.Range.High < 2 * rows[1].Loss, $"{up.Range}");
    }
}
