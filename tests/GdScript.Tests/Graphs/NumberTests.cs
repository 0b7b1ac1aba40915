using System.Globalization;
using System.Numerics;
using GdScript.Graphs;
using Xunit;

namespace GdScript.Tests.Graphs;

public class NumberTests
{
    [Theory]
    [InlineData(0.1)]
    [InlineData(-1.5)]
    [InlineData(double.Epsilon)]
    [InlineData(2.2250738585072014e-308)]
    [InlineData(double.MaxValue)]
    [InlineData(1e22)]
    public void A_double_comes_back_as_it_went_in(double x) => Assert.Equal(x, Number.Of(x).ToDouble());

    [Fact]
    public void Random_doubles_of_every_size_come_back_bit_for_bit()
    {
        var random = new Random(1);
        for (var i = 0; i < 20_000; i++)
        {
            var x = BitConverter.Int64BitsToDouble(random.NextInt64());
            if (double.IsFinite(x))
                Assert.Equal(x, Number.Of(x).ToDouble());
        }
    }

    [Fact]
    public void Decimal_text_rounds_as_the_runtime_rounds_it()
    {
        var random = new Random(2);
        for (var i = 0; i < 20_000; i++)
        {
            BigInteger digits = random.NextInt64(long.MaxValue);
            var exponent = random.Next(-345, 290);
            var text = string.Create(CultureInfo.InvariantCulture, $"{digits}e{exponent}");
            Assert.Equal(double.Parse(text, CultureInfo.InvariantCulture), Number.Decimal(digits, exponent).ToDouble());
        }
    }

    [Theory]
    [InlineData("2.47032822920623272e-324", 0.0)]
    [InlineData("2.4703282292062328e-324", double.Epsilon)]
    [InlineData("1.7976931348623158e308", double.MaxValue)]
    public void The_edges_round_to_nearest(string text, double expected)
    {
        var parts = text.Split('e');
        var places = parts[0].Length - 2;
        var digits = BigInteger.Parse(parts[0].Replace(".", ""), CultureInfo.InvariantCulture);
        Assert.Equal(expected, Number.Decimal(digits, int.Parse(parts[1], CultureInfo.InvariantCulture) - places).ToDouble());
    }

    [Fact]
    public void Arithmetic_is_exact_and_in_lowest_terms()
    {
        var third = Number.Ratio(1, 3);
        Assert.Equal(Number.One, Number.Add(third, Number.Ratio(2, 3)));
        Assert.Equal(Number.Ratio(-1, 6), Number.Subtract(third, Number.Ratio(1, 2)));
        Assert.Equal("1/10", Number.Ratio(-2, -20).ToString());
        Assert.Equal(Number.Ratio(9, 4), Number.Power(Number.Ratio(2, 3), -2));
    }

    [Fact]
    public void What_grows_too_wide_is_refused()
    {
        Assert.Null(Number.Power(3, 1000));
        Assert.Null(Number.Power(2, int.MinValue));
        Assert.Null(Number.Divide(1, 0));
        Assert.Null(Number.Power(0, -1));
        Assert.Equal(Number.One, Number.Power(0, 0));
    }

    [Theory]
    [InlineData(1, 8, true)]
    [InlineData(7, 25, true)]
    [InlineData(1, 3, false)]
    public void I_can_ask_whether_a_fraction_ends_in_decimals(int top, int bottom, bool ends) =>
        Assert.Equal(ends, Number.Ratio(top, bottom).IsDecimal(out _, out _));
}
