using GdScript.Kernels;
using Xunit;

namespace GdScript.Tests.Kernels;

/// <summary>Signed zeros, infinities and NaN as C99 Annex F tells them, exact cases exact, symmetries to the bit.</summary>
public class ElementarySpecialValuesTests
{
    private const double Inf = double.PositiveInfinity;
    private const double NaN = double.NaN;

    [Theory]
    [InlineData("exp", 0.0, 1.0, -0.0, 1.0, Inf, Inf, -Inf, 0.0)]
    [InlineData("exp", 709.782712893385, Inf, -745.1332191019412, 0.0, 1e308, Inf, -1e308, 0.0)]
    [InlineData("exp2", 0.0, 1.0, 1024.0, Inf, -1074.0, double.Epsilon, -1076.0, 0.0)]
    [InlineData("exp2", 10.0, 1024.0, Inf, Inf, -Inf, 0.0, 1e300, Inf)]
    [InlineData("expm1", 0.0, 0.0, -0.0, -0.0, Inf, Inf, -Inf, -1.0)]
    [InlineData("log", 1.0, 0.0, 0.0, -Inf, -0.0, -Inf, Inf, Inf)]
    [InlineData("log", -1.0, NaN, -Inf, NaN, -double.Epsilon, NaN, NaN, NaN)]
    [InlineData("log2", 1.0, 0.0, 0.0, -Inf, -0.0, -Inf, Inf, Inf)]
    [InlineData("log10", 1.0, 0.0, 0.0, -Inf, -1.0, NaN, Inf, Inf)]
    [InlineData("log1p", 0.0, 0.0, -0.0, -0.0, -1.0, -Inf, Inf, Inf)]
    [InlineData("log1p", -1.5, NaN, -Inf, NaN, double.Epsilon, double.Epsilon, -double.Epsilon, -double.Epsilon)]
    [InlineData("cbrt", 0.0, 0.0, -0.0, -0.0, Inf, Inf, -Inf, -Inf)]
    [InlineData("sin", 0.0, 0.0, -0.0, -0.0, Inf, NaN, -Inf, NaN)]
    [InlineData("cos", 0.0, 1.0, -0.0, 1.0, Inf, NaN, -Inf, NaN)]
    [InlineData("tan", 0.0, 0.0, -0.0, -0.0, Inf, NaN, -Inf, NaN)]
    [InlineData("asin", 0.0, 0.0, -0.0, -0.0, 1.0, Math.PI / 2, -1.0, -Math.PI / 2)]
    [InlineData("asin", 1.5, NaN, -1.5, NaN, Inf, NaN, -Inf, NaN)]
    [InlineData("acos", 1.0, 0.0, -1.0, Math.PI, 0.0, Math.PI / 2, 1.5, NaN)]
    [InlineData("atan", 0.0, 0.0, -0.0, -0.0, Inf, Math.PI / 2, -Inf, -Math.PI / 2)]
    [InlineData("sinh", 0.0, 0.0, -0.0, -0.0, Inf, Inf, -Inf, -Inf)]
    [InlineData("cosh", 0.0, 1.0, -0.0, 1.0, Inf, Inf, -Inf, Inf)]
    [InlineData("tanh", 0.0, 0.0, -0.0, -0.0, Inf, 1.0, -Inf, -1.0)]
    [InlineData("asinh", 0.0, 0.0, -0.0, -0.0, Inf, Inf, -Inf, -Inf)]
    [InlineData("acosh", 1.0, 0.0, 0.5, NaN, Inf, Inf, -Inf, NaN)]
    [InlineData("acosh", 0.0, NaN, -1.0, NaN, -0.0, NaN, -5.0, NaN)]
    [InlineData("atanh", 0.0, 0.0, -0.0, -0.0, 1.0, Inf, -1.0, -Inf)]
    [InlineData("atanh", 1.5, NaN, -2.0, NaN, Inf, NaN, -Inf, NaN)]
    [InlineData("sigmoid", 0.0, 0.5, -0.0, 0.5, Inf, 1.0, -Inf, 0.0)]
    [InlineData("softplus", Inf, Inf, -Inf, 0.0, 1e300, 1e300, -1e300, 0.0)]
    [InlineData("erf", 0.0, 0.0, -0.0, -0.0, Inf, 1.0, -Inf, -1.0)]
    [InlineData("erfc", 0.0, 1.0, -0.0, 1.0, Inf, 0.0, -Inf, 2.0)]
    [InlineData("gamma", 0.0, Inf, -0.0, -Inf, Inf, Inf, -Inf, NaN)]
    [InlineData("gamma", 1.0, 1.0, 5.0, 24.0, 23.0, 1124000727777607680000.0, -3.0, NaN)]
    [InlineData("gamma", 172.0, Inf, -186.5, -0.0, -187.5, 0.0, 4.0, 6.0)]
    [InlineData("lgamma", 0.0, Inf, -0.0, Inf, Inf, Inf, -Inf, Inf)]
    [InlineData("lgamma", 1.0, 0.0, 2.0, 0.0, -3.0, Inf, -1e300, Inf)]
    [InlineData("lgamma", 2.56e305, Inf, 2.5843451968462773e305, Inf, 1e308, Inf, double.MaxValue, Inf)]
    [InlineData("digamma", 0.0, NaN, -1.0, NaN, Inf, Inf, -Inf, NaN)]
    [InlineData("trigamma", 0.0, Inf, -1.0, Inf, Inf, 0.0, -7.0, Inf)]
    public void Special_arguments_have_their_special_values(
        string name,
        double x1,
        double y1,
        double x2,
        double y2,
        double x3,
        double y3,
        double x4,
        double y4
    )
    {
        var f = ElementaryReference.Unary[name];
        foreach (var (x, y) in new[] { (x1, y1), (x2, y2), (x3, y3), (x4, y4), (NaN, NaN) })
            Exactly(y, f(x), $"{name}({x})");
    }

    [Fact]
    public void Powers_follow_annex_F()
    {
        foreach (var (x, y, power) in Powers)
            Exactly(power, Elementary.Pow(x, y), $"pow({x}, {y})");
    }

    /// <summary>A table, because test rows that differ in the sign of a zero count as one.</summary>
    private static readonly (double x, double y, double power)[] Powers =
    [
        (0.0, -3.0, Inf),
        (-0.0, -3.0, -Inf),
        (-0.0, -2.0, Inf),
        (-0.0, 3.0, -0.0),
        (-0.0, 2.5, 0.0),
        (-0.0, -2.5, Inf),
        (0.0, 5e-324, 0.0),
        (-1.0, Inf, 1.0),
        (-1.0, -Inf, 1.0),
        (1.0, NaN, 1.0),
        (NaN, 0.0, 1.0),
        (NaN, -0.0, 1.0),
        (0.0, 0.0, 1.0),
        (Inf, 0.0, 1.0),
        (0.0, NaN, NaN),
        (Inf, NaN, NaN),
        (NaN, 1.0, NaN),
        (-8.0, 1.0 / 3.0, NaN),
        (-8.0, 3.0, -512.0),
        (-2.0, -1.0, -0.5),
        (0.5, -Inf, Inf),
        (-0.5, -Inf, Inf),
        (2.0, -Inf, 0.0),
        (0.5, Inf, 0.0),
        (-2.0, Inf, Inf),
        (Inf, -1.0, 0.0),
        (Inf, 0.3, Inf),
        (-Inf, -3.0, -0.0),
        (-Inf, -2.0, 0.0),
        (-Inf, 3.0, -Inf),
        (-Inf, 2.5, Inf),
        (10.0, 308.0, 1e308),
        (10.0, 309.0, Inf),
        (2.0, -1074.0, 5e-324),
        (2.0, -1076.0, 0.0),
        (-1.0, 9007199254740991.0, -1.0),
        (-1.0, 9007199254740992.0, 1.0),
        (-1.0, 4503599627370497.0, -1.0),
        (-1.0, 4503599627370495.5, NaN),
        (-1.0, 1e300, 1.0),
        (1.0000000000000002, 1e300, Inf),
        (0.9999999999999999, 1e300, 0.0),
    ];

    [Fact]
    public void Angles_follow_annex_F()
    {
        foreach (var (y, x, angle) in Angles)
            Exactly(angle, Elementary.Atan2(y, x), $"atan2({y}, {x})");
    }

    /// <summary>A table, because test rows that differ in the sign of a zero count as one.</summary>
    private static readonly (double y, double x, double angle)[] Angles =
    [
        (0.0, 0.0, 0.0),
        (-0.0, 0.0, -0.0),
        (0.0, -0.0, Math.PI),
        (-0.0, -0.0, -Math.PI),
        (0.0, -1.0, Math.PI),
        (-0.0, -1.0, -Math.PI),
        (0.0, 1.0, 0.0),
        (-0.0, 1.0, -0.0),
        (1.0, 0.0, Math.PI / 2),
        (-1.0, -0.0, -Math.PI / 2),
        (1.0, -Inf, Math.PI),
        (-1.0, Inf, -0.0),
        (Inf, 1.0, Math.PI / 2),
        (Inf, Inf, Math.PI / 4),
        (-Inf, Inf, -Math.PI / 4),
        (Inf, -Inf, 2.356194490192345),
        (NaN, Inf, NaN),
        (Inf, NaN, NaN),
        (1e308, 1e-308, Math.PI / 2),
        (5e-324, 1e308, 0.0),
        (5e-324, 5e-324, Math.PI / 4),
    ];

    [Theory]
    [InlineData(3.0, 4.0, 5.0)]
    [InlineData(-5.0, 12.0, 13.0)]
    [InlineData(0.0, -0.0, 0.0)]
    [InlineData(0.0, -7.5, 7.5)]
    [InlineData(Inf, NaN, Inf)]
    [InlineData(NaN, -Inf, Inf)]
    [InlineData(NaN, 1.0, NaN)]
    [InlineData(1e308, 1e308, 1.4142135623730951e308)]
    [InlineData(1.7e308, 1.7e308, Inf)]
    [InlineData(3e-320, 4e-320, 5e-320)]
    [InlineData(5e-324, 0.0, 5e-324)]
    public void Lengths_neither_overflow_nor_vanish(double x, double y, double length) =>
        Exactly(length, Elementary.Hypot(x, y), $"hypot({x}, {y})");

    [Fact]
    public void Logarithms_of_exact_powers_are_exact()
    {
        for (var k = -1074; k <= 1023; k++)
            Exactly(k, Elementary.Log2(Math.ScaleB(1.0, k)), $"log2(2^{k})");
        var power = 1.0;
        for (var k = 0; k <= 22; k++, power *= 10.0)
            Exactly(k, Elementary.Log10(power), $"log10(10^{k})");
    }

    [Fact]
    public void Roots_of_perfect_cubes_are_exact()
    {
        for (var k = -3000; k <= 3000; k++)
            Exactly(k, Elementary.Cbrt((double)k * k * k), $"cbrt({k}^3)");
        for (var e = -357; e <= 341; e++)
            Exactly(Math.ScaleB(1.0, e), Elementary.Cbrt(Math.ScaleB(1.0, 3 * e)), $"cbrt(2^{3 * e})");
    }

    [Fact]
    public void Whole_powers_that_fit_a_double_are_exact()
    {
        for (var x = -40; x <= 40; x++)
        {
            var power = 1.0;
            for (var n = 0; Math.Abs(power) < 9007199254740992.0 && n < 60; n++, power *= x)
                Exactly(power, Elementary.Pow(x, n), $"{x}^{n}");
        }
    }

    [Fact]
    public void Every_number_to_the_first_is_itself_and_to_the_second_its_square()
    {
        foreach (var v in ElementaryReference.Of("cbrt").Concat(ElementaryReference.Of("exp")))
        {
            Exactly(v.X, Elementary.Pow(v.X, 1.0), $"{v.X}^1");
            Exactly(v.X * v.X, Elementary.Pow(v.X, 2.0), $"{v.X}^2");
        }
    }

    [Theory]
    [InlineData("sin")]
    [InlineData("tan")]
    [InlineData("asin")]
    [InlineData("atan")]
    [InlineData("sinh")]
    [InlineData("tanh")]
    [InlineData("asinh")]
    [InlineData("atanh")]
    [InlineData("cbrt")]
    [InlineData("erf")]
    public void An_odd_function_turns_its_sign_and_nothing_else(string name)
    {
        var f = ElementaryReference.Unary[name];
        foreach (var v in ElementaryReference.Of(name))
            Exactly(-f(v.X), f(-v.X), $"{name}({-v.X})");
    }

    [Theory]
    [InlineData("cos")]
    [InlineData("cosh")]
    public void An_even_function_does_not_see_the_sign(string name)
    {
        var f = ElementaryReference.Unary[name];
        foreach (var v in ElementaryReference.Of(name))
            Exactly(f(v.X), f(-v.X), $"{name}({-v.X})");
    }

    [Fact]
    public void Orders_of_polygamma_beyond_the_factorials_have_no_value()
    {
        Exactly(NaN, Elementary.Polygamma(-1, 1.0), "order -1");
        Exactly(NaN, Elementary.Polygamma(171, 1.0), "order 171");
        Exactly(NaN, Elementary.Polygamma(2, 0.0), "a pole of even order");
        Exactly(Inf, Elementary.Polygamma(3, -2.0), "a pole of odd order");
        Exactly(Elementary.Digamma(2.5), Elementary.Polygamma(0, 2.5), "order 0");
        Exactly(Elementary.Trigamma(2.5), Elementary.Polygamma(1, 2.5), "order 1");
        Exactly(-0.0, Elementary.Polygamma(2, Inf), "order 2 at infinity");
    }

    private static void Exactly(double expected, double actual, string what) =>
        Assert.True(
            double.IsNaN(expected)
                ? double.IsNaN(actual)
                : BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(actual),
            FormattableString.Invariant($"{what} is {actual:R}, not {expected:R}")
        );
}
