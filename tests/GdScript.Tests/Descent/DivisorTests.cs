using GdScript.Descent;
using GdScript.Kernels;
using GdScript.Tests.Kernels;
using Xunit;

namespace GdScript.Tests.Descent;

/// <summary>A division done without the divider is that division, bit for bit.</summary>
public class DivisorTests
{
    private static readonly bool IsNightly = Environment.GetEnvironmentVariable("GDS_NIGHTLY") == "1";

    [Fact]
    public void It_rounds_as_a_division_does()
    {
        var rough = new Rough(17);
        for (var round = 0; round < (IsNightly ? 200_000 : 2_000); round++)
        {
            var by = Number(rough, 90);
            var divisor = new Divisor(by);
            for (var k = 0; k < 100; k++)
                Same(Number(rough, 500), by, divisor);
        }
    }

    /// <summary>Quotients just beside the middle of two doubles: (2q + 1)·b/2 rounded is divided again.</summary>
    [Fact]
    public void It_rounds_as_a_division_does_where_the_quotient_is_nearly_in_the_middle()
    {
        var rough = new Rough(19);
        for (var round = 0; round < (IsNightly ? 2_000_000 : 50_000); round++)
        {
            var (by, quotient) = (Number(rough, 0), Number(rough, 0));
            var middle = Math.FusedMultiplyAdd(Math.BitIncrement(quotient) - quotient, 0.5 * by, quotient * by);
            foreach (var a in (double[])[middle, Math.BitIncrement(middle), Math.BitDecrement(middle)])
                Same(a, by, new(by));
        }
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.03162277660168379)]
    [InlineData(1e-40)]
    [InlineData(0.0)]
    [InlineData(double.NaN)]
    [InlineData(1e300)]
    public void Zero_infinity_and_no_number_stay_what_division_makes_of_them(double by)
    {
        foreach (var a in (double[])[0, 2.2227587494850775e-162, 1, 1.3407807929942596e154, double.PositiveInfinity, double.NaN])
            Same(a, by, new(by));
    }

    private static void Same(double a, double by, Divisor divisor) =>
        Tests.Kernels.Same.Bits(a / by, divisor.Of<Lane1>(a).Value, $"{a:R} / {by:R}");

    /// <summary>A positive number; often with a significand near 1 or near 2, or of few bits.</summary>
    private static double Number(Rough rough, int range)
    {
        var significand =
            1
            + rough.Below(5) switch
            {
                0 => rough.Below(8) * Math.ScaleB(1, -52),
                1 => 1 - (1 + rough.Below(8)) * Math.ScaleB(1, -52),
                2 => rough.Below(256) / 256.0,
                _ => rough.Unit(),
            };
        return Math.ScaleB(significand, rough.Below(2 * range + 1) - range);
    }
}
