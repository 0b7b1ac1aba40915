using GdScript.Checking;
using GdScript.Graphs;
using Xunit;

namespace GdScript.Tests.Checking;

public class MeasureTests
{
    [Fact]
    public void Ladders_go_down_from_the_size_of_the_coordinate_to_its_last_bits_in_few_steps()
    {
        Span<double> steps = stackalloc double[Ladder.Longest];
        for (var power = -1074; power <= 1023; power++)
            foreach (var x in new[] { Math.ScaleB(1, power), Math.ScaleB(-1.7, power) })
            {
                var count = Ladder.Fill(x, steps);
                Assert.InRange(count, power < -1040 ? 16 : 30, Ladder.Longest);
                Assert.Equal(
                    Math.Min(Math.ScaleB(1, 1022), Math.Max(0.5, Math.ScaleB(Math.Abs(x) > Math.ScaleB(1, power) ? 1 : 0.5, power))),
                    steps[0]
                );
                Assert.InRange(steps[count - 1], double.Epsilon, Math.Max(Math.Abs(x) * Math.ScaleB(1, -43), double.Epsilon * 64));
                for (var k = 1; k < count; k++)
                    Assert.True(steps[k] < steps[k - 1]);
            }
    }

    [Theory]
    [InlineData("exp(x)", 1.25)]
    [InlineData("sin(x)*x", -7.5)]
    [InlineData("1/(1 + 25*x^2)", 0.3)]
    [InlineData("log(x)", 1e-5)]
    [InlineData("tanh(30*x)", 0.01)]
    [InlineData("x^7 - x", 1e3)]
    [InlineData("cos(1e3*x) + x", 2.2)]
    [InlineData("erf(x)*exp(-x)", 0)]
    public void The_true_slope_lies_within_the_bar_and_the_bar_is_narrow(string text, double x)
    {
        var loss = Cases.Loss(text);
        var truth = PreciseFormula.At(GdScript.Calculus.Gradient.Of(loss), [x], exactLiterals: true)[1];
        var slope = Assert.IsType<Measured.Smooth>(new Measure().Along(Probe.Of(loss), [x], 0).What).Slope;
        var apart = (Precise.Of(slope.Value) - truth).Size.ToDouble();
        Assert.InRange(apart, 0, slope.Bar);
        Assert.InRange(slope.Bar, 0, 1e-8 * Math.Abs(truth.ToDouble()));
    }

    [Fact]
    public void Aliasing_does_not_deceive_the_wide_steps()
    {
        // At steps 1/2, 1/4, … the fast wave repeats: every wide difference says 1, and only narrow ones tell otherwise.
        var loss = Cases.Loss("x + sin(2*pi*1024*x)/1024");
        var slope = Assert.IsType<Measured.Smooth>(new Measure().Along(Probe.Of(loss), [0.125], 0).What).Slope;
        Assert.InRange(Math.Abs(slope.Value - (1 + 2 * Math.PI)), 0, slope.Bar);
        Assert.True(slope.Step < 1.0 / 1024);
    }

    [Fact]
    public void The_point_is_put_back_and_only_the_coordinate_is_nudged()
    {
        double[] point = [0.1, 0.2, 0.3];
        var others = new HashSet<(double, double)>();
        var probe = Probe.Of(
            x =>
            {
                others.Add((x[0], x[2]));
                return x[1] * x[1];
            },
            (_, v) => 2e-16 * Math.Abs(v)
        );
        new Measure().Along(probe, point, 1);
        Assert.Equal([(0.1, 0.3)], others);
        Assert.Equal([0.1, 0.2, 0.3], point);
    }

    [Fact]
    public void An_unknown_bound_makes_nothing_certain()
    {
        var probe = Probe.Of(x => x[0], (_, _) => double.NaN);
        Assert.IsType<Measured.Unresolved>(new Measure().Along(probe, [1.0], 0).What);
    }
}
