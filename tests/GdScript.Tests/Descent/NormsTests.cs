using GdScript.Descent;
using Xunit;

namespace GdScript.Tests.Descent;

public class NormsTests
{
    [Theory]
    [InlineData(5, new double[] { 3, -4 })]
    [InlineData(0, new double[] { 0, -0.0 })]
    [InlineData(5e200, new double[] { 3e200, 4e200 })]
    [InlineData(5e-200, new double[] { 3e-200, 4e-200 })]
    [InlineData(5e-324, new double[] { 5e-324 })]
    [InlineData(double.PositiveInfinity, new double[] { 1, double.NegativeInfinity })]
    [InlineData(double.NaN, new double[] { double.PositiveInfinity, double.NaN })]
    [InlineData(double.NaN, new double[] { double.NaN, 1 })]
    public void The_length_is_right_at_every_size(double length, double[] x) =>
        Assert.Equal(length, Norms.Two(x), Math.Abs(length) is var size && double.IsFinite(size) ? size * 1e-15 : 0);
}
