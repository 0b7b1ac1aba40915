using GdScript.Numerics;
using GdScript.Tests.Laws;
using Xunit;

namespace GdScript.Tests.Numerics;

public class DifferenceTests
{
    private static readonly Loss Bowl = x => x[0] * x[0] + x[1] * x[1];
    private static readonly Loss Cubic = x => x[0] * x[0] * x[0] - 2 * x[1] * x[0];

    [Theory]
    [InlineData(3, 4, 6.0000000000037801, 7.9999999999991189)]
    [InlineData(0, 2, 0, 4.0000000000040004)]
    [InlineData(3, 0, 6.0000000000126619, 0)]
    public void The_bowl_has_the_measured_gradient_of_the_lesson(double x, double y, double dx, double dy)
    {
        var gradient = new double[2];
        var loss = Difference.ValueAndGradient(Bowl, [x, y], 1e-4, DifferenceKind.Central, gradient, new double[2]);
        Assert.Equal(x * x + y * y, loss);
        Assert.Equal(new[] { dx, dy }, gradient);
    }

    [Theory]
    [InlineData(DifferenceKind.Central)]
    [InlineData(DifferenceKind.Forward)]
    [InlineData(DifferenceKind.Backward)]
    public void A_whole_gradient_is_its_slopes_one_by_one(DifferenceKind kind)
    {
        double[] x = [1.5, -0.25];
        var (gradient, scratch) = (new double[2], new double[2]);
        Difference.ValueAndGradient(Cubic, x, 1e-3, kind, gradient, scratch);
        for (var i = 0; i < 2; i++)
            Assert.Equal(
                kind switch
                {
                    DifferenceKind.Central => Difference.Central(Cubic, x, i, 1e-3, scratch),
                    DifferenceKind.Forward => Difference.Forward(Cubic, x, i, 1e-3, scratch),
                    DifferenceKind.Backward => Difference.Backward(Cubic, x, i, 1e-3, scratch),
                },
                gradient[i]
            );
        Assert.Equal([1.5, -0.25], x);
    }

    [Fact]
    public void Central_errs_with_the_square_of_the_width_and_one_sided_with_the_width()
    {
        double[] x = [2, 0];
        var scratch = new double[2];
        double Error(double quotient) => quotient - 12;
        Assert.Equal(1e-4, Error(Difference.Central(Cubic, x, 0, 1e-2, scratch)), 1e-9);
        Assert.Equal(0.0601, Error(Difference.Forward(Cubic, x, 0, 1e-2, scratch)), 1e-9);
        Assert.Equal(-0.0599, Error(Difference.Backward(Cubic, x, 0, 1e-2, scratch)), 1e-9);
    }

    [Theory]
    [InlineData(DifferenceKind.Central)]
    [InlineData(DifferenceKind.Forward)]
    [InlineData(DifferenceKind.Backward)]
    public void The_losses_asked_are_the_losses_promised(DifferenceKind kind)
    {
        var asked = 0;
        Loss counted = x => Bowl(x) + 0 * asked++;
        Difference.ValueAndGradient(counted, [1, 2], 1e-4, kind, new double[2], new double[2]);
        Assert.Equal(Difference.Losses(kind, 2), asked);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1e-4)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_width_is_positive_and_finite(double h) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Difference.Central(Bowl, [1, 2], 0, h, new double[2]));

    [Fact]
    public void Nothing_is_allocated()
    {
        double[] x = [3, 4];
        var (gradient, scratch) = (new double[2], new double[2]);
        Assert.Equal(
            0,
            Allocation.Of(() =>
            {
                for (var i = 0; i < 1000; i++)
                    Difference.ValueAndGradient(Bowl, x, 1e-4, DifferenceKind.Central, gradient, scratch);
            })
        );
    }
}
