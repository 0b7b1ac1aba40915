using GdScript.Numerics;
using VerifyXunit;
using Xunit;

namespace GdScript.Tests.Numerics;

public class ShrinkingTests
{
    private static readonly Loss Cube = x => x[0] * x[0] * x[0];

    [Fact]
    public void Each_row_is_the_two_quotients_of_its_width()
    {
        var table = Shrinking.Of(Cube, [2], 0, 12);
        Assert.Equal(Shrinking.Widths, table.Rows.Select(r => r.Width));
        foreach (var row in table.Rows)
        {
            Assert.Equal(Difference.Forward(Cube, [2], 0, row.Width, new double[1]), row.Forward);
            Assert.Equal(Difference.Central(Cube, [2], 0, row.Width, new double[1]), row.Central);
            Assert.Equal((Math.Abs(row.Forward - 12), Math.Abs(row.Central - 12)), (row.ForwardError!.Value, row.CentralError!.Value));
        }
    }

    [Fact]
    public void Rounding_takes_over_near_the_widths_theory_names()
    {
        var table = Shrinking.Of(Cube, [2], 0, 12);
        Assert.Equal((1e-8, 1e-5), (table.Rows[table.BestForward].Width, table.Rows[table.BestCentral].Width));
        Assert.Equal((Math.ScaleB(1, -25), 1.2110908904786686e-5), (table.ForwardOptimum, table.CentralOptimum));
    }

    [Fact]
    public void Without_the_exact_slope_the_steadiest_row_is_the_best()
    {
        var table = Shrinking.Of(Cube, [2], 0);
        Assert.All(table.Rows, r => Assert.Null(r.ForwardError));
        Assert.InRange(table.Rows[table.BestForward].Width, 1e-10, 1e-6);
        Assert.InRange(table.Rows[table.BestCentral].Width, 1e-8, 1e-3);
    }

    [Fact]
    public void A_width_that_vanishes_beside_x_is_marked_lost()
    {
        var table = Shrinking.Of(Cube, [1e6], 0, 3e12);
        Assert.Equal([1e-11, 1e-12, 1e-13, 1e-14, 1e-15], table.Rows.Where(r => r.Lost).Select(r => r.Width));
        Assert.False(table.Rows[table.BestForward].Lost);
    }

    [Fact]
    public Task The_table_reads_well() => Verifier.Verify(Shrinking.Of(Cube, [2], 0, 12).Text);

    [Fact]
    public Task The_table_without_an_exact_slope_reads_well() => Verifier.Verify(Shrinking.Of(Cube, [2], 0).Text);
}
