using GdScript.Scripting.Recording;
using Xunit;

namespace GdScript.Scripting.Tests.Recording;

public class ScalarLinqTests
{
    private static readonly double[][] Sequences =
    [
        [1e16, 1, -1e16, 3, 0.1, 0.2, 0.3],
        [-0.0],
        [-0.0, -0.0],
        [double.NaN, 1, 2],
        [1, double.NaN, 2],
        [double.NaN, double.NaN],
        [3, 1, 2],
        [.. Enumerable.Range(1, 100).Select(i => 1.0 / i)],
        [double.PositiveInfinity, 1, double.NegativeInfinity],
    ];

    private static readonly (Func<IEnumerable<double>, double> Plain, Func<IEnumerable<Scalar>, Scalar> Traced)[] Folds =
    [
        (xs => xs.Sum(), xs => xs.Sum()),
        (xs => xs.Sum(x => x * x), xs => xs.Sum(x => x * x)),
        (xs => xs.Average(), xs => xs.Average()),
        (xs => xs.Average(x => x + 1), xs => xs.Average(x => x + 1)),
        (xs => xs.Max(), xs => xs.Max()),
        (xs => xs.Max(x => -x), xs => xs.Max(x => -x)),
        (xs => xs.Min(), xs => xs.Min()),
        (xs => xs.Min(x => -x), xs => xs.Min(x => -x)),
        (xs => xs.Aggregate(0.5, (s, x) => s * 0.5 + x), xs => xs.Aggregate((Scalar)0.5, (s, x) => s * 0.5 + x)),
        (xs => xs.Order().First(), xs => xs.Order().First()),
        (xs => xs.OrderByDescending(x => x * x).Last(), xs => xs.OrderByDescending(x => x * x).Last()),
        (xs => xs.Where(x => x > 1).Sum(), xs => xs.Where(x => x > 1).Sum()),
        (xs => xs.Where((x, i) => i % 2 == 0).Sum(), xs => xs.Where((x, i) => i % 2 == 0).Sum()),
        (xs => xs.Zip(xs.Skip(1), (a, b) => a * b).Sum(), xs => xs.Zip(xs.Skip(1), (a, b) => a * b).Sum()),
        (xs => xs.Count(x => x > 1), xs => xs.Count(x => x > 1)),
        (xs => xs.Any(x => x < 0) ? 1 : 0, xs => xs.Any(x => x < 0) ? 1 : 0),
        (xs => xs.MaxBy(x => x * x), xs => xs.MaxBy(x => x * x)),
        (
            xs => (from x in xs let y = x * 2 where y > 1 select y - 1).Sum(),
            xs => (from x in xs let y = x * 2 where y > 1 select y - 1).Sum()
        ),
    ];

    [Fact]
    public void Linq_over_recorded_numbers_has_the_bits_of_linq_over_doubles()
    {
        foreach (var sequence in Sequences)
        foreach (var (plain, traced) in Folds)
        {
            var recording = Twins.RecordVector(w => traced(w), sequence);
            Assert.True(recording.HoldsAt(sequence));
            Assert.True(Twins.Same(plain(sequence), recording.Value), string.Join(" ", sequence));
            Assert.True(Twins.Same(plain(sequence), recording.ValueAt(sequence)), string.Join(" ", sequence));
            Assert.True(Twins.Same(plain(sequence), Twins.Record(_ => traced(sequence.Select(x => (Scalar)x)), 1).ValueAt(1)));
        }
    }

    [Fact]
    public void Nothing_has_no_average_and_no_extremes()
    {
        Scalar[] none = [];

        Assert.Throws<InvalidOperationException>(() => none.Average());
        Assert.Throws<InvalidOperationException>(() => none.Max());
        Assert.Throws<InvalidOperationException>(() => none.Min());
        Assert.Equal("0", none.Sum().ToString());
    }
}
