using GdScript.Kernels;
using GdScript.Reals;
using Xunit;
using Xunit.Abstractions;

namespace GdScript.Tests.Kernels;

/// <summary>
/// The functions that share the reduction by pi/2, the logarithm and the exponential, searched for their largest error where it is likely: against numbers of
/// twice the digits, which know nothing of these formulas. GDS_NIGHTLY=1 draws two million arguments for each.
/// </summary>
public class ElementaryDenseTests(ITestOutputHelper output)
{
    private static readonly int Count = Environment.GetEnvironmentVariable("GDS_NIGHTLY") == "1" ? 2_000_000 : 3_000;

    private static readonly Dictionary<string, (Func<double, double> Ours, Func<Doubled, Doubled> Truth, Func<Random, double> Draw)> All =
        new()
        {
            ["sin"] = (Elementary.Sin, DoubledTrig.Sin, Angle),
            ["cos"] = (Elementary.Cos, DoubledTrig.Cos, Angle),
            ["tan"] = (Elementary.Tan, DoubledTrig.Tan, Angle),
            ["log"] = (Elementary.Log, DoubledExp.Log, Positive),
            ["log1p"] = (Elementary.Log1p, DoubledExp.Log1p, r => AboveMinusOne(r)),
            ["log2"] = (Elementary.Log2, x => DoubledExp.Log(x) / Doubled.Ln2, Positive),
            ["log10"] = (Elementary.Log10, x => DoubledExp.Log(x) / Doubled.Ln10, Positive),
            ["asinh"] = (Elementary.Asinh, DoubledExp.Asinh, r => Signed(r, Positive(r))),
            ["acosh"] = (Elementary.Acosh, DoubledExp.Acosh, r => 1 + Math.Abs(AboveMinusOne(r))),
            ["atanh"] = (
                Elementary.Atanh,
                DoubledExp.Atanh,
                r => Signed(r, r.Next(2) == 0 ? r.NextDouble() : Math.ScaleB(r.NextDouble(), -r.Next(300)))
            ),
            ["exp"] = (Elementary.Exp, DoubledExp.Exp, r => Signed(r, r.NextDouble() * Math.ScaleB(1, r.Next(-30, 10)))),
            ["sigmoid"] = (Elementary.Sigmoid, DoubledExp.Sigmoid, r => Signed(r, r.NextDouble() * Math.ScaleB(1, r.Next(-20, 10)))),
            ["softplus"] = (Elementary.Softplus, DoubledExp.Softplus, r => (r.NextDouble() - 0.5) * Math.ScaleB(1, r.Next(-20, 10))),
        };

    [Theory]
    [InlineData("sin", 0.88)]
    [InlineData("cos", 0.88)]
    [InlineData("tan", 0.95)]
    [InlineData("log", 0.6)]
    [InlineData("log1p", 0.66)]
    [InlineData("log2", 0.75)]
    [InlineData("log10", 0.7)]
    [InlineData("asinh", 0.65)]
    [InlineData("acosh", 0.65)]
    [InlineData("atanh", 0.65)]
    [InlineData("exp", 0.96)]
    [InlineData("sigmoid", 0.96)]
    [InlineData("softplus", 0.96)]
    public void No_argument_that_a_search_finds_misses_by_more_than_its_bound(string name, double bound)
    {
        var (ours, truth, draw) = All[name];
        var random = new Random(name.Length * 1000 + name[0]);
        var (worst, at) = (0.0, 0.0);
        for (var i = 0; i < Count; i++)
        {
            var x = draw(random);
            var error = Ulps(ours(x), truth(x));
            if (!(error <= worst))
                (worst, at) = (error, x);
        }
        var found = FormattableString.Invariant($"{name}({at:R}) misses by {worst:0.0000} units");
        output.WriteLine(found);
        Assert.True(worst >= 0.45 && worst <= bound, found);
    }

    private static double Ulps(double ours, Doubled truth)
    {
        if (!double.IsFinite(truth.Hi) || !double.IsFinite(ours) || Math.Abs(truth.Hi) < 1e-280)
            return ours.Equals(truth.Hi) || Math.Abs(ours - truth.Hi) <= 2 * double.Epsilon || Math.Abs(truth.Hi) is < 1e-280 and > 0
                ? 0
                : double.PositiveInfinity;
        return Math.Abs(((ours - truth.Hi) - truth.Lo) / ElementaryReference.Unit(truth.Hi));
    }

    /// <summary>Small ones, large ones, and the doubles around multiples of pi/4.</summary>
    private static double Angle(Random r) =>
        Signed(
            r,
            r.Next(5) switch
            {
                0 => r.NextDouble() * 1.6,
                1 => r.NextDouble() * 20,
                2 => r.NextDouble() * TrigCore.Reach,
                3 => Near(r, r.Next(1, 1_270_000) * 0.7853981633974483),
                _ => Math.ScaleB(1 + r.NextDouble(), r.Next(-300, 60)),
            }
        );

    /// <summary>Those around one, around the edges of the reduced range, and any.</summary>
    private static double Positive(Random r) =>
        r.Next(5) switch
        {
            0 => 0.5 + 1.5 * r.NextDouble(),
            1 => 1 + Signed(r, Math.ScaleB(1 + r.NextDouble(), r.Next(-52, -1))),
            2 => Math.ScaleB(Near(r, r.Next(2) == 0 ? 0.75 : 1.5), r.Next(-3, 4)),
            3 => Math.ScaleB(1 + r.NextDouble(), r.Next(-4, 5)),
            _ => BitConverter.Int64BitsToDouble(r.NextInt64(1, BitConverter.DoubleToInt64Bits(double.PositiveInfinity))),
        };

    private static double AboveMinusOne(Random r) =>
        r.Next(2) == 0 ? Math.Max(Positive(r) - 1, -1 + 1e-16) : Signed(r, Math.ScaleB(r.NextDouble(), r.Next(-60, 1)));

    private static double Signed(Random r, double x) => r.Next(2) == 0 ? x : -x;

    private static double Near(Random r, double x) =>
        BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(x) + r.Next(-1000, 1001));
}
