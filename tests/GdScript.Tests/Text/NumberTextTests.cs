using System.Globalization;
using GdScript.Graphs;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Text;

public class NumberTextTests
{
    [Theory]
    [InlineData(0.0, "0")]
    [InlineData(-0.0, "-0")]
    [InlineData(0.1, "0.1")]
    [InlineData(1e-7, "1e-7")]
    [InlineData(1.5e300, "1.5e300")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    [InlineData(123456789.125, "123456789.125")]
    public void Doubles_are_written_as_short_as_they_read_back(double value, string text)
    {
        Assert.Equal(text, NumberText.Of(value));
    }

    [Theory]
    [InlineData(3, 1, "3")]
    [InlineData(-3, 1, "-3")]
    [InlineData(1, 2, "0.5")]
    [InlineData(1, 3, "1/3")]
    [InlineData(-22, 7, "-22/7")]
    [InlineData(1, 64, "0.015625")]
    [InlineData(1, 1024, "1/1024")]
    [InlineData(47355232, 100000000, "0.47355232")]
    [InlineData(1, 10000000, "1e-7")]
    [InlineData(9007199254740992, 1, "9007199254740992")]
    [InlineData(9007199254740993, 1, "9007199254740992")]
    [InlineData(9223372036854775807, 1, "9.223372036854776e18")]
    [InlineData(1152921504606846976, 1, "1152921504606846976")]
    [InlineData(1000000000000000000, 1, "1e18")]
    [InlineData(9223372036854775807, 9, "1.0248191152060861e18")]
    public void Numbers_are_whole_decimal_or_fraction(long top, long bottom, string text)
    {
        Assert.Equal(text, NumberText.Of(Number.Ratio(top, bottom)));
    }

    [Fact]
    public void Constants_from_doubles_look_as_they_were_written()
    {
        foreach (var text in new[] { "0.1", "1.1", "0.3", "3.14159", "0.8466809", "1.4142135623730951", "1e-300", "0.75", "2.5e-8" })
            Assert.Equal(text, NumberText.Of(Number.Of(double.Parse(text, CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void The_text_of_a_number_rounds_to_the_same_double()
    {
        var luck = new Random(3);
        for (var i = 0; i < 20_000; i++)
        {
            var value =
                i % 2 == 0
                    ? Number.Of(BitConverter.Int64BitsToDouble(luck.NextInt64()))
                    : Number.Ratio(luck.NextInt64(1L << luck.Next(1, 62)), 1 + luck.NextInt64(1L << luck.Next(1, 62)));
            if (!value.IsFinite)
                continue;
            var parts = NumberText.Of(value).Split('/');
            var back = parts.Select(p => double.Parse(p, CultureInfo.InvariantCulture)).Aggregate((a, b) => a / b);
            Assert.Equal(value.ToDouble(), back);
        }
    }
}
