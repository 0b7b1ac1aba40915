using GdScript.Algebra;
using GdScript.Calculus;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Tests.Laws;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Calculus;

/// <summary>Whatever a person nests, deriving and simplifying it is a loop: depth cannot overflow the stack.</summary>
public class DepthTests
{
    private const int Deep = 100_000;

    [Fact]
    public void Signs_beside_a_factor() => Derives("x*y*(" + Times("-", Deep) + "z)");

    [Fact]
    public void Signs_in_a_sum() => Derives("x*(" + Times("-", Deep) + "y)+x*z");

    [Fact]
    public void Numbers_before_numbers() => Derives("3*y*(" + Times("1*(", Deep) + "x" + Times(")", Deep) + ")");

    [Fact]
    public void Choices_under_signs() => Derives("y*z*(" + Times("where(x>0,-", Deep) + "x" + Times(",0)", Deep) + ")");

    [Theory]
    [InlineData("2", 20_000)]
    [InlineData("-2", 2_000)]
    public void Towers_of_powers(string factor, int depth) => Derives(Times($"x^({factor}*", depth) + "x" + Times(")", depth));

    [Fact]
    public void Sums_of_nested_choices() =>
        Derives(Times("where(x>0,", 20_000) + "x" + Times(",p)", 20_000) + "+" + Times("where(x>0,", 20_000) + "y" + Times(",q)", 20_000));

    [Fact]
    public void A_choice_hides_what_it_does_not_take_from_sums_over_arrays_too()
    {
        foreach (
            var text in new[]
            {
                "where(x > 0, sum(log(x*v)), 0)",
                "where(x > 0, sum(v*log(x)), 0)",
                "where(x > 0, mean(log(x)*v), 0)",
                "where(x > 0, dot(v, log(x*v)), 0)",
            }
        )
        {
            var loss = FormulaText.Parse(text, new Dictionary<string, Shape> { ["v"] = Shape.Vector(2) }).Value;
            Assert.All(Plain.At(Gradient.Of(loss), 0, 1, 2), slope => Assert.Equal(0.0, slope));
        }
    }

    [Theory]
    [InlineData(1e200)]
    [InlineData(1e-200)]
    [InlineData(1e-161)]
    public void The_angle_has_its_slope_at_any_size(double size)
    {
        var exact = new double[3];
        Kernel.For(Gradient.Of(FormulaText.Parse("atan2(y, x)").Value), Tier.Interpreter).Run([size, size], exact);
        Assert.Equal(0.5 / size, exact[1], 0.5 / size * 1e-14);
        Assert.Equal(-0.5 / size, exact[2], 0.5 / size * 1e-14);
    }

    [Fact]
    public void A_partial_toward_an_unknown_name_is_refused() =>
        Assert.Throws<ArgumentException>(() => Gradient.Partial(FormulaText.Parse("x^2").Value, "y"));

    private static void Derives(string text)
    {
        var loss = FormulaText.Parse(text).Value;
        Assert.NotEmpty(Simplify.Of(Gradient.Of(loss)).Infix);
    }

    private static string Times(string part, int count) => string.Concat(Enumerable.Repeat(part, count));
}
