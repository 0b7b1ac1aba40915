using GdScript.Kernels;
using Xunit;

namespace GdScript.Tests.Kernels;

public class SumsTests
{
    private static readonly int[] Lengths =
    [
        .. Enumerable.Range(0, 70),
        .. new[] { 100, 127, 128, 129, 255, 256, 1000, 1023, 2048, 4079, 4080, 4081, 4095, 4096, 4097, 4098, 4111, 4112, 4999, 5000 },
        .. new[] { 8191, 8192, 8193, 12288, 12289, 3 * 4096, 5 * 4096 + 7, 6 * 4096 + 1, 7 * 4096, 11 * 4096 + 5 },
    ];

    public static TheoryData<int> Widths => [(int)Sums.Width.One, (int)Sums.Width.Four, (int)Sums.Width.Eight];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Every_width_adds_in_the_documented_order(int width)
    {
        foreach (var n in Lengths)
        {
            var (a, b) = (Rough.Doubles(n, seed: 1), Rough.Doubles(n, seed: 2));
            Same.Bits(Reference(a), Sums.Of(a, (Sums.Width)width), $"sum of {n}");
            var dot = n is > 0 and <= 16 ? SlowEvaluation.Element(a, b) : Reference([.. a.Zip(b, (x, y) => x * y)]);
            Same.Bits(dot, Sums.Dot(a, b, (Sums.Width)width), $"dot of {n}");
            double[] small = [.. a.Select(x => x / 1e10)];
            var exps = Reference([.. small.Select(x => Elementary.Exp(x - 2))]);
            Same.Bits(exps, Sums.OfExps(small, 2, (Sums.Width)width), $"exps of {n}");
            Same.Bits(Reference([.. a.Select(x => x * 0.25 * (x * 0.25))]), Sums.OfSquares(a, 0.25, (Sums.Width)width), $"squares of {n}");
        }
    }

    [Fact]
    public void The_widest_registers_are_used_without_being_asked()
    {
        var a = Rough.Doubles(5000, seed: 3);
        Same.Bits(Reference(a), Sums.Of(a), "sum");
        Same.Bits(Reference([.. a.Select(x => x * x)]), Sums.Dot(a, a), "dot");
        Same.Bits(Reference([.. a.Select(x => x * x)]), Sums.OfSquares(a), "squares");
        Same.Bits(Reference([.. a.Select(x => Elementary.Exp(x / 1e10 - 2))]), Sums.OfExps([.. a.Select(x => x / 1e10)], 2), "exps");
    }

    [Fact]
    public void Order_matters_and_is_kept()
    {
        double[] values = [1e16, 1, -1e16, 1];
        Assert.Equal(2, Sums.Of(values));
        Assert.Equal(1, values.Sum());
    }

    [Fact]
    public void Nothing_and_minus_zeros_sum_to_plus_zero()
    {
        for (var n = 0; n < 40; n++)
        {
            double[] zeros = [.. Enumerable.Repeat(-0.0, n)];
            Same.Bits(0.0, Sums.Of(zeros), $"sum of {n}");
            foreach (var width in Enum.GetValues<Sums.Width>())
                Same.Bits(0.0, Sums.Of(zeros, width), $"sum of {n} by {width}");
        }
    }

    [Fact]
    public void What_is_not_finite_reaches_the_sum()
    {
        foreach (var n in Lengths.Where(n => n > 0))
        {
            var a = Rough.Doubles(n, seed: 4);
            a[n / 2] = double.NaN;
            Assert.True(double.IsNaN(Sums.Of(a)));
            a[n / 2] = double.NegativeInfinity;
            Assert.Equal(double.NegativeInfinity, Sums.Of(a));
        }
    }

    [Fact]
    public void A_dot_product_of_two_lengths_is_refused() => Assert.Throws<ArgumentException>(() => Sums.Dot([1, 2], [1]));

    /// <summary>DESIGN §6, said slowly.</summary>
    internal static double Reference(double[] values)
    {
        var blocks = values.Chunk(4096).Select(Block).ToList();
        while (blocks.Count > 1)
            blocks = [.. blocks.Chunk(2).Select(pair => pair.Length == 2 ? pair[0] + pair[1] : pair[0])];
        return blocks is [var sum] ? sum : 0;
    }

    private static double Block(double[] values)
    {
        var lanes = new double[16];
        for (var i = 0; i < values.Length; i++)
            lanes[i % 16] += values[i];
        for (var half = 8; half > 0; half /= 2)
            lanes = [.. lanes.Take(half).Zip(lanes.Skip(half), (low, high) => low + high)];
        return lanes[0];
    }
}
