using GdScript.Checking;
using GdScript.Graphs;
using GdScript.Reals;
using Xunit;

namespace GdScript.Tests.Checking;

/// <summary>Products with twice the digits, eight elements side by side, have the bits of one element after the other, errors and all.</summary>
public class SureProductsTests
{
    private static readonly double[] Odd =
    [
        0,
        -0.0,
        1,
        -1,
        double.Epsilon,
        -3e-310,
        1e-200,
        1e160,
        -1e300,
        double.MaxValue,
        double.NaN,
        double.PositiveInfinity,
        double.NegativeInfinity,
    ]; // csharpier-ignore

    [Theory]
    [InlineData(8, 1, 1)]
    [InlineData(9, 63, 1)]
    [InlineData(17, 64, 1)]
    [InlineData(50, 65, 1)]
    [InlineData(12, 200, 1)]
    [InlineData(1, 70, 8)]
    [InlineData(1, 129, 21)]
    [InlineData(10, 5, 3)]
    [InlineData(3, 5, 11)]
    [InlineData(9, 4, 9)]
    public void Eight_side_by_side_are_one_after_the_other(int rows, int inner, int columns)
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var (x, y) = (Numbers(rows * inner, seed % 4, random), Numbers(inner * columns, seed / 4 % 4, random));
            var (fast, slow) = (new Sure[rows * columns], new Sure[rows * columns]);
            Assert.True(SureProducts.Run(x, y, rows, columns, fast));
            for (var i = 0; i < rows; i++)
            for (var j = 0; j < columns; j++)
            {
                var sum = Sure.Of(0);
                for (var k = 0; k < inner; k++)
                    sum = Sure.Apply(Op.Add, sum, Sure.Apply(Op.Mul, x[i * inner + k], y[k * columns + j], default), default);
                slow[i * columns + j] = sum;
            }
            Assert.Equal(slow.Select(Bits), fast.Select(Bits));
        }
    }

    [Fact]
    public void Few_elements_are_left_to_others() => Assert.False(SureProducts.Run(new Sure[14], new Sure[14], 7, 7, new Sure[49]));

    /// <summary>Plain doubles, those with a tail, those with an error, and anything at all.</summary>
    private static Sure[] Numbers(int count, int kind, Random random) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ =>
                {
                    var near =
                        kind == 3 && random.Next(30) == 0
                            ? Odd[random.Next(Odd.Length)]
                            : (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(9) - 4);
                    near = random.Next(4) == 0 ? 0 : near;
                    var tail = kind > 0 && double.IsFinite(near) ? near * 1e-17 * random.NextDouble() : 0;
                    var error = kind > 1 && random.Next(3) > 0 ? Math.Abs(near) * 1e-28 : 0;
                    return new Sure(new Doubled(near, tail), kind == 3 && random.Next(40) == 0 ? double.PositiveInfinity : error);
                }),
        ];

    private static (long, long, long) Bits(Sure one) => (Bits(one.Value.Hi), Bits(one.Value.Lo), Bits(one.Error));

    /// <summary>One NaN is as good as another.</summary>
    private static long Bits(double one) => double.IsNaN(one) ? -1 : BitConverter.DoubleToInt64Bits(one);
}
