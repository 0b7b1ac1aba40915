using System.Numerics;
using GdScript.Calculus;
using GdScript.Checking;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Kernels;

/// <summary>A product goes into its sum unrounded, by a rule that looks at one sum at a time.</summary>
public class ContractionTests
{
    private static readonly bool Nightly = Environment.GetEnvironmentVariable("GDS_NIGHTLY") == "1";

    [Theory]
    [InlineData("x*y + z", "fma(x, y, z)")]
    [InlineData("z + x*y", "fma(x, y, z)")]
    [InlineData("x*y - z", "fma(x, y, -z)")]
    [InlineData("z - x*y", "fma(-x, y, z)")]
    [InlineData("z - 3*x", "fma(-3, x, z)")]
    [InlineData("-(x*y) + z", "fma(-x, y, z)")]
    [InlineData("z - -x*y", "fma(x, y, z)")]
    [InlineData("z - x^2", "fma(-x, x, z)")]
    [InlineData("x^3 + z", "fma(x*x, x, z)")]
    [InlineData("z + x^4", "fma(x*x, x*x, z)")]
    [InlineData("x*y + z + y*z", "fma(y, z, fma(x, y, z))")]
    [InlineData("x*y + y*z + x*z", "x*y + y*z + x*z")]
    [InlineData("x*x - 2*x*y + y*y", "x*x - 2*x*y + y*y")]
    [InlineData("z - (x^2 + y^2) + x*y", "z - (x^2 + y^2) + x*y")]
    [InlineData("x*y + x*y*z - 2", "x*y + x*y*z - 2")]
    [InlineData("x*x - y*y", "x*x - y*y")]
    [InlineData("x^2 - y*y", "x^2 - y*y")]
    [InlineData("x^5 + z", "x^5 + z")]
    [InlineData("x/y + z", "x/y + z")]
    [InlineData("2*pi + z", "fma(2, pi, z)")]
    [InlineData("x^1 + z", "x^1 + z")]
    public void What_is_fused(string text, string means)
    {
        var f = Parse($"param x, y; column z; {text}");
        Assert.Equal(
            Parse($"param x, y; column z; {means}").Infix,
            Contraction.Of(f).Formula.Infix.Replace("--", "", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Arrays_and_columns_are_fused_like_the_numbers_in_them()
    {
        Assert.Equal("fma(a, v, w)", Fused("param a, v[3], w[3]; a*v + w"));
        Assert.Equal("fma(a, b, v)", Fused("param a, b, v[3]; a*b + v"));
        Assert.Equal("rowsum(fma(a, t, b))", Fused("param a, b; column t; rowsum(a*t + b)"));
        Assert.Equal("rowsum((a*t + b*t)*t)", Fused("param a, b; column t; rowsum((a*t + b*t)*t)"));
    }

    [Fact]
    public void Numbers_of_a_formula_without_rows_are_rounded_as_written()
    {
        Assert.Equal("x*y + z", Fused("x*y + z"));
        Assert.Equal("x*y - z + sum(fma(x, v, w))", Fused("param x, y, z, v[3], w[3]; x*y - z + sum(x*v + w)"));
    }

    [Fact]
    public void A_recorded_program_is_rounded_as_it_says()
    {
        const string Text = "sum(x.*y + z)";
        var g = Sketch.From(Parse($"param x[3], y[3], z[3]; {Text}"));
        Assert.Equal(Text, Contraction.Of(g.Finish(null, g.Count - 1)).Formula.Infix);
        Assert.Equal(Text, Contraction.Of(g.Finish(new GdScript.Graphs.Source("", []) { IsProgram = true }, g.Count - 1)).Formula.Infix);
    }

    [Fact]
    public void A_fused_sum_is_the_exact_one_rounded_once()
    {
        var (rough, kernels) = (
            new Rough(5),
            Enum.GetValues<Tier>().Select(tier => Kernel.For(Parse("param a[1], b[1], c[1]; sum(a.*b + c)"), tier)).ToArray()
        );
        for (var k = 0; k < (Nightly ? 100_000 : 3_000); k++)
        {
            double[] point = [Any(rough), Any(rough), Any(rough)];
            if (k % 3 == 0)
                point[2] = -point[0] * point[1] * (1 + (rough.Below(5) - 2) * Math.ScaleB(1, -52));
            foreach (var kernel in kernels.Where(_ => double.IsFinite(point[2])))
                RoundedOnce(point[0], point[1], point[2], kernel.Value(point));
        }
    }

    [Fact]
    public void A_product_of_constants_is_rounded_beforehand_only_where_that_loses_nothing()
    {
        foreach (var tier in Enum.GetValues<Tier>())
        {
            var lost = Math.FusedMultiplyAdd(1001, Math.PI, -1001 * Math.PI);
            Assert.NotEqual(0, lost);
            Assert.Equal(lost, Kernel.For(Parse("param z[1]; sum(1001*pi + z)"), tier).Value([-1001 * Math.PI]));
            Assert.Equal(0, Kernel.For(Parse("param z[1]; sum(2*pi + z)"), tier).Value([-2 * Math.PI]));
        }
    }

    [Fact]
    public void What_is_equal_cancels_to_nothing()
    {
        string[] texts =
        [
            "x*x - 2*x*y + y*y",
            "x^2 + y^2 - 2*x*y",
            "x*x - y*y",
            "x^2 - y^2",
            "x*y - y*x",
            "x^3 - y^3",
            "-(x*x) + y*y",
            "x*z - y*z",
            "x^4 - y^4",
        ];
        var rough = new Rough(11);
        foreach (var text in texts)
        foreach (var f in (Formula[])[Parse($"param x, y, z; {text}"), Gradient.Of(Parse($"param x, y, z; {text}"))])
        foreach (var tier in Enum.GetValues<Tier>())
            for (var k = 0; k < 30; k++)
            {
                var (x, z) = (Ordinary(rough), Ordinary(rough));
                var results = new double[f.ResultSize];
                Kernel.For(f, tier).Run([x, x, z], results);
                Same.Bits(0, results[0], $"{text} at x = y = {x}");
            }
        double[] same = [.. Enumerable.Range(0, 40).Select(_ => Ordinary(rough))];
        var table = Table.Of(("x", Shape.Scalar, same), ("y", Shape.Scalar, same));
        foreach (var text in texts)
        foreach (var tier in Enum.GetValues<Tier>())
            Assert.Equal(0, Kernel.For(Parse($"param z; column x, y; rowmax(abs({text}))").With(table), tier).Value([1.3]));
    }

    [Fact]
    public void A_sum_of_two_products_does_not_depend_on_which_comes_first()
    {
        var (one, other) = (Kernel.For(Parse("param a, b, c, d; a*b + c*d")), Kernel.For(Parse("param a, b, c, d; c*d + a*b")));
        var rough = new Rough(12);
        for (var k = 0; k < 1000; k++)
        {
            double[] point = [.. Enumerable.Range(0, 4).Select(_ => rough.Special())];
            Same.Bits(one.Value(point), other.Value(point), string.Join(", ", point));
        }
    }

    [Fact]
    public void A_loss_has_the_same_bits_beside_its_gradient_in_every_engine_and_under_error_analysis()
    {
        for (var seed = 1ul; seed <= (Nightly ? 3000ul : 150ul); seed++)
        {
            var rough = new Rough(seed);
            var loss = Parse(
                $"param x, y, z, v[3], w[3]; {Text(rough, 5)}{(seed % 3 == 0 ? $" + sum(v*{Text(rough, 1)} - w*{Text(rough, 2)} + 2*w)" : "")}"
            );
            var gradient = Gradient.Of(loss);
            double[] point = [.. Enumerable.Range(0, 9).Select(_ => Ordinary(rough))];
            var expected = SlowEvaluation.Of(gradient, point);
            foreach (var tier in Enum.GetValues<Tier>())
            {
                var slopes = new double[9];
                Same.Bits(
                    expected[0],
                    Kernel.For(gradient, tier).ValueAndGradient(point, slopes),
                    $"{loss.Infix} beside its gradient, {tier}"
                );
                Same.Bits(expected.AsSpan(1), slopes, $"the gradient of {loss.Infix}, {tier}");
                Same.Bits(expected[0], Kernel.For(loss, tier).Value(point), $"{loss.Infix} alone, {tier}");
            }
            var (near, bound) = RunningError.Of(loss, point);
            Assert.True(Math.Abs(near - expected[0]) <= bound, $"{loss.Infix} with its error");
            if (!loss.Infix.Contains('^'))
                Same.Bits(expected[0], near, $"{loss.Infix} with its error");
            Same.Bits(
                expected[0],
                Evaluation.At(loss, point).Is(out var values, out _) ? values[0] : double.NaN,
                $"{loss.Infix} explained"
            );
        }
    }

    [Fact]
    public void What_is_not_finite_is_named_though_it_is_fused()
    {
        Assert.Contains("1e200*1e200", Said("x*x + y", 1e200, 1));
        Assert.Contains("log of -1", Said("x*log(y) + x", 2, -1));
        Assert.Contains("+", Said("x*y + 1.7e308", 1e154, 1e154));
    }

    [Fact]
    public void A_product_that_overflows_alone_is_taken_in_where_the_sum_does_not()
    {
        var kernel = Kernel.For(Parse("param x[1], y[1], z[1]; sum(x.*y - z)"));
        Assert.Equal(1.7e308, kernel.Value([2, 1e308, 3e307]), 1e293);
    }

    private static string Said(string text, double x, double y) => Evaluation.At(Parse($"param x, y; {text}"), [x, y]).Problem!.What;

    private static void RoundedOnce(double a, double b, double c, double result)
    {
        var exact = Scaled(a) * Scaled(b) + (Scaled(c) << Scale);
        BigInteger Exactly(double x) => double.IsInfinity(x) ? Math.Sign(x) * (BigInteger.One << (1024 + 2 * Scale)) : Scaled(x) << Scale;
        var (twice, at) = (2 * exact, Exactly(result));
        Assert.True(
            (double.IsNegativeInfinity(result) || twice >= at + Exactly(Math.BitDecrement(result)))
                && (double.IsPositiveInfinity(result) || twice <= at + Exactly(Math.BitIncrement(result))),
            $"fma({a:R}, {b:R}, {c:R}) is {result:R}"
        );
    }

    private const int Scale = 1074;

    /// <summary>x·2^1074, a whole number.</summary>
    private static BigInteger Scaled(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var (exponent, mantissa) = ((int)(bits >> 52 & 0x7FF), bits & 0xFFFFFFFFFFFFF);
        var size = exponent == 0 ? mantissa : (BigInteger)(mantissa | 1L << 52) << (exponent - 1);
        return bits < 0 ? -size : size;
    }

    private static double Any(Rough rough) =>
        Math.ScaleB(rough.Unit() - 0.5, rough.Below(4) == 0 ? rough.Below(2090) - 1070 : rough.Below(40) - 20);

    private static double Ordinary(Rough rough) => Math.ScaleB(rough.Unit() - 0.5, rough.Below(8) - 3);

    /// <summary>A random expression of sums, products, powers and minuses over x, y and z.</summary>
    private static string Text(Rough rough, int depth) =>
        depth == 0 || rough.Below(8) == 0
            ? rough.Of(["x", "y", "z", "1.25", "3", "0.1", "v[1]", "w[2]"])
            : rough.Below(10) switch
            {
                0 => $"-({Text(rough, depth - 1)})",
                1 => $"({Text(rough, depth - 1)})^{2 + rough.Below(4)}",
                2 => $"sin({Text(rough, depth - 1)})",
                3 or 4 => $"({Text(rough, depth - 1)} - {Text(rough, depth - 1)})",
                5 or 6 => $"({Text(rough, depth - 1)} + {Text(rough, depth - 1)})",
                _ => $"{Text(rough, depth - 1)}*({Text(rough, depth - 1)})",
            };

    private static string Fused(string text) => Contraction.Of(Parse(text)).Formula.Infix;

    private static Formula Parse(string text) => FormulaText.Parse(text).Value;
}
