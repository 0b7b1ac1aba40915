using System.Globalization;
using GdScript.Plots;
using Xunit;

namespace GdScript.Tests.Plots;

public class ScaleTests
{
    [Theory]
    [InlineData(1e-3, 1e290, 6, 50)]
    [InlineData(1e-24, 30, 6, 5)]
    [InlineData(1e-290, 1e300, 3, 500)]
    [InlineData(1e-2, 1e12, 4, 5)]
    public void Many_decades_are_counted_by_round_exponents(double low, double high, int most, int stride)
    {
        var marked = new Scale(new Axis("loss", new(low, high), true), 0, 400).Marked(most);
        int[] exponents =
        [
            .. marked.Select(m => int.Parse(m.Value.ToString("E0", CultureInfo.InvariantCulture)[2..], CultureInfo.InvariantCulture)),
        ];
        Assert.InRange(exponents.Length, 2, most);
        Assert.All(exponents, e => Assert.Equal(0, e % Math.Min(stride, 200)));
    }

    [Fact]
    public void Every_logarithmic_axis_has_two_numbers_or_more_and_not_more_than_there_is_room_for()
    {
        for (var first = -300; first < 300; first += 7)
        for (var width = 2; width < 300 && first + width < 300; width += 3)
        for (var most = 2; most < 8; most++)
        {
            var axis = new Axis("", new(Ten(first), Ten(first + width)), true);
            Assert.InRange(new Scale(axis, 0, 1).Marked(most).Length, 2, most + 1);
        }
        static double Ten(int exponent) =>
            double.Parse(string.Create(CultureInfo.InvariantCulture, $"1e{exponent}"), CultureInfo.InvariantCulture);
    }
}
