using GdScript.Kernels;
using Xunit;

namespace GdScript.Tests.Kernels;

public class ElementaryAccuracyTests
{
    [Theory]
    [InlineData("exp", 0.92)]
    [InlineData("exp2", 0.77)]
    [InlineData("expm1", 0.75)]
    [InlineData("log", 0.65)]
    [InlineData("log1p", 0.66)]
    [InlineData("log2", 0.75)]
    [InlineData("log10", 0.7)]
    [InlineData("cbrt", 0.51)]
    [InlineData("sin", 0.8)]
    [InlineData("cos", 0.8)]
    [InlineData("tan", 0.9)]
    [InlineData("asin", 0.7)]
    [InlineData("acos", 0.7)]
    [InlineData("atan", 0.75)]
    [InlineData("atan2", 0.75)]
    [InlineData("sinh", 0.75)]
    [InlineData("cosh", 0.72)]
    [InlineData("tanh", 0.8)]
    [InlineData("asinh", 0.65)]
    [InlineData("acosh", 0.65)]
    [InlineData("atanh", 0.65)]
    [InlineData("pow", 0.76)]
    [InlineData("hypot", 0.76)]
    [InlineData("sigmoid", 0.92)]
    [InlineData("softplus", 0.95)]
    [InlineData("erf", 0.85)]
    [InlineData("erfc", 0.8)]
    public void Every_value_lies_within_its_bound_of_the_true_one(string name, double bound)
    {
        Assert.True(ElementaryReference.Of(name).Length >= 1000);
        Assert.InRange(ElementaryReference.Worst(name, ElementaryReference.Ours(name)), 0.3, bound);
    }

    [Theory]
    [InlineData("lgamma")]
    [InlineData("gamma")]
    [InlineData("digamma")]
    [InlineData("trigamma")]
    [InlineData("polygamma")]
    public void The_gamma_family_is_within_four_units_where_the_argument_is_positive(string name)
    {
        var ours = ElementaryReference.Ours(name);
        var positive = ElementaryReference.Of(name).Where(v => Argument(name, v) > 0.0).ToArray();
        Assert.True(positive.Length >= 500);
        Assert.InRange(positive.Max(v => ElementaryReference.Ulps(ours(v), v)), 0.3, 4.0);
    }

    [Theory]
    [InlineData("lgamma")]
    [InlineData("digamma")]
    [InlineData("trigamma")]
    [InlineData("polygamma")]
    public void Below_zero_the_gamma_family_is_within_four_units_of_the_value_or_of_what_one_unit_of_the_argument_moves(string name)
    {
        var ours = ElementaryReference.Ours(name);
        var negative = ElementaryReference.Of(name).Where(v => Argument(name, v) < 0.0).ToArray();
        Assert.True(negative.Length >= 100);
        Assert.InRange(negative.Max(v => Math.Abs(ours(v) - v.Rounded) / ElementaryReference.Unit(Weight(name, v))), 0.0, 4.0);
    }

    [Theory]
    [InlineData("exp")]
    [InlineData("sin")]
    [InlineData("pow")]
    [InlineData("digamma")]
    public void The_yardstick_sees_a_fault_of_two_units(string name)
    {
        var ours = ElementaryReference.Ours(name);
        var faulty = ElementaryReference.Worst(name, v => Math.BitIncrement(Math.BitIncrement(ours(v))));
        Assert.InRange(faulty, 1.5, double.PositiveInfinity);
        Assert.True(ElementaryReference.Worst(name, v => v.Rounded) <= 0.5);
    }

    [Fact]
    public void The_hardest_sine_of_all_doubles_keeps_every_digit()
    {
        // of all doubles the nearest to a multiple of pi/2, relative to its size (found by Kahan with continued fractions)
        var x = 6381956970095103.0 * Math.ScaleB(1.0, 797);
        Assert.Equal(-4.68716592425462761112e-19, Elementary.Cos(x));
        Assert.Equal(1.0, Elementary.Sin(x));
    }

    private static double Argument(string name, ElementaryReference.Value v) => name == "polygamma" ? v.Y : v.X;

    /// <summary>The larger of |f| and |x f'|, in which an error near a zero is measured.</summary>
    private static double Weight(string name, ElementaryReference.Value v)
    {
        var slope = name switch
        {
            "lgamma" => Elementary.Digamma(v.X),
            "digamma" => Elementary.Trigamma(v.X),
            "trigamma" => 0.0,
            _ => Elementary.Polygamma((int)v.X + 1, v.Y),
        };
        return Math.Max(Math.Abs(v.Rounded), Math.Abs(Argument(name, v) * slope));
    }
}
