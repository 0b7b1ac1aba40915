using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Kernels;

/// <summary>Steps that look as if they did nothing: each row keeps the sign of its zero, its infinities and its NaN, in loops as on strips.</summary>
public unsafe class FusedZerosTests
{
    private static readonly double[] Some = [-0.0, 0.0, 1.5, -2.25, double.PositiveInfinity, double.NegativeInfinity, double.NaN, 5e-324];

    private static readonly double[] Rows = [.. Enumerable.Range(0, 43).Select(i => Some[i % Some.Length])];

    [Theory]
    [InlineData("x + 0", 0.0)]
    [InlineData("0 + x", 0.0)]
    [InlineData("x - 0", -0.0)]
    [InlineData("0 - x", 0.0)]
    [InlineData("-x", 0.0)]
    [InlineData("-(-x)", -0.0)]
    [InlineData("1*x", -0.0)]
    [InlineData("0*x", -0.0)]
    [InlineData("x + (-x)", 0.0)]
    [InlineData("-(2*x)", 0.0)]
    [InlineData("x/2", -0.0)]
    [InlineData("abs(-x)", 0.0)]
    [InlineData("max(x, 0)", 0.0)]
    [InlineData("sigmoid(-x) + sigmoid(x)", 1.0)]
    public void What_is_done_to_a_zero_is_done_in_a_loop(string text, double atMinusZero)
    {
        var formula = FormulaText.Parse("column x; " + text).Value.With(Table.Of(("x", Rows)));
        double[] loop = new double[Rows.Length],
            strips = new double[Rows.Length];
        RowKernel.For(formula, Tier.Il).Run([], loop);
        RowKernel.For(formula, Tier.Interpreter).Run([], strips);
        Assert.Equal(BitConverter.DoubleToInt64Bits(atMinusZero), BitConverter.DoubleToInt64Bits(loop[0]));
        for (var i = 0; i < Rows.Length; i++)
            Same.Bits(strips[i], loop[i]);
    }

    /// <summary>A product is rounded where the formula says so: a factor of 1 in a loop is still the second factor of the sum.</summary>
    [Theory]
    [InlineData("rowsum(x*y*1)")]
    [InlineData("rowsum(1*(x*y))")]
    [InlineData("rowsum(2*0.5*(x*y))")]
    [InlineData("rowmean((x*y)^2)")]
    [InlineData("rowsum(x*y)")]
    public void A_factor_of_one_hides_no_rounding(string text)
    {
        double[] x = [.. Enumerable.Range(0, 9000).Select(i => Math.Sin(i))],
            y = [.. Enumerable.Range(0, 9000).Select(i => Math.Cos(3 * i))];
        var formula = FormulaText.Parse("column x, y; " + text).Value.With(Table.Of(("x", x), ("y", y)));
        Same.Bits(Kernel.For(formula, Tier.Interpreter).Value([]), Kernel.For(formula, Tier.Il).Value([]));
    }

    /// <summary>An array that is moved twenty times, each time from all of its elements: looked at once, not 4²⁰ times.</summary>
    [Fact]
    public void Arrays_moved_again_and_again_are_planned_at_once()
    {
        const string Text =
            "param a; column x; rowsum(sum(fold(A = [[x, a], [2, x]], t = 0, 19, B = transpose(A), A = [[B[0,0], B[0,1]], [B[1,0], B[1,1]]])))";
        var formula = FormulaText.Parse(Text).Value.With(Table.Of(("x", Rows)));
        Same.Bits(Kernel.For(formula, Tier.Interpreter).Value([3]), Kernel.For(formula, Tier.Il).Value([3]));
    }

    [Fact]
    public void Columns_start_on_a_line_of_the_cache()
    {
        for (var count = 1; count < 40; count += 3)
        {
            var table = Table.Of(("a", Shape.Scalar, new double[count]), ("b", Shape.Vector(3), new double[3 * count]));
            foreach (var made in (Table[])[table, table.Take([0]), table.Blank(count)])
                for (var c = 0; c < 2; c++)
                    Assert.Equal(0, (nint)made.Address(c) % 64);
            var narrow = table.Narrowed();
            Assert.Equal((0, 0), ((nint)narrow.SingleAddress(1) % 64, (nint)narrow.Address(1) % 64));
            Assert.Equal((nint)table.Address(1) + 24, (nint)table.Slice(1 % count, 0).Address(1) + (count == 1 ? 24 : 0));
        }
    }
}
