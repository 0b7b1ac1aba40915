using System.Globalization;
using GdScript.Calculus;
using GdScript.Checking;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Kernels;

/// <summary>A long sum written out is added as all sums are; a short one from the left.</summary>
public class ChainsTests
{
    [Fact]
    public void A_sum_of_sixteen_has_the_order_of_sums()
    {
        var point = Rough.Doubles(40, 3);
        Assert.NotEqual(point.Aggregate((a, b) => a + b), Sums.Of(point));
        foreach (var tier in Enum.GetValues<Tier>())
            Same.Bits(Sums.Of(point), Kernel.For(Sum(40), tier).Value(point), $"{tier}");
        Same.Bits(Sums.Of(point.AsSpan(0, 16)), Kernel.For(Sum(16)).Value(point.AsSpan(0, 16)), "sixteen");
    }

    [Fact]
    public void A_sum_of_fifteen_is_added_from_the_left()
    {
        for (var seed = 1ul; seed < 40; seed++)
        {
            var point = Rough.Doubles(15, seed);
            Same.Bits(point.Aggregate((a, b) => a + b), Kernel.For(Sum(15)).Value(point), "fifteen");
        }
    }

    [Fact]
    public void What_was_not_read_from_text_keeps_its_order()
    {
        var g = new Sketch();
        int[] terms = [.. Enumerable.Range(0, 40).Select(i => g.Param($"x{i}"))];
        var point = Rough.Doubles(40, 3);
        var f = g.Finish(terms.Aggregate((a, b) => g.Make(Op.Add, a, b)));
        Same.Bits(point.Aggregate((a, b) => a + b), Kernel.For(f).Value(point), "from the left");
    }

    [Fact]
    public void Rounds_of_the_same_forms_are_added_round_by_round()
    {
        var point = Rough.Doubles(20, 9);
        var f = Parse($"param x[20]; {string.Join(" + ", Enumerable.Range(0, 20).Select(i => $"x[{i}] + 3*x[{i}]"))}");
        Same.Bits(Sums.Of([.. point.Select(x => x + 3 * x)]), Kernel.For(f).Value(point), "twenty rounds");
    }

    [Fact]
    public void What_stands_outside_the_rounds_comes_behind_them()
    {
        var point = Rough.Doubles(20, 11);
        var rounds = string.Join(" + ", Enumerable.Range(0, 18).Select(i => $"x[{i}] + x[{i}]*x[{i + 1}] + x[{i + 2}]^2"));
        var f = Parse($"param x[20]; exp(x[3]) + {rounds} + x[4] + sqrt(x[5]^2)");
        double[] terms =
        [
            .. Enumerable.Range(0, 18).Select(i => point[i] + point[i] * point[i + 1] + point[i + 2] * point[i + 2]),
            Elementary.Exp(point[3]),
            point[4],
            Math.Sqrt(point[5] * point[5]),
        ];
        Same.Bits(Sums.Of(terms), Kernel.For(f).Value(point), "eighteen rounds between others");
    }

    [Fact]
    public void Without_rounds_summands_of_one_form_are_added_together()
    {
        var point = Rough.Doubles(20, 9);
        string[] terms = ["x[{0}]", "x[{0}]^2", "3*x[{0}]"];
        int[] kinds = [0, 1, 1, 2, 0, 0, 2, 2, 1, 0, 1, 2, 2, 0, 1, 1, 2, 0, 2, 1];
        var text = kinds.Select((kind, i) => string.Format(CultureInfo.InvariantCulture, terms[kind], i));
        double[] values =
        [
            .. point.Select(
                (x, i) =>
                    kinds[i] == 0 ? x
                    : kinds[i] == 1 ? x * x
                    : 3 * x
            ),
        ];
        var f = Parse($"param x[20]; {string.Join(" + ", text)}");
        double[] ordered = [.. kinds.Distinct().SelectMany(kind => values.Where((_, i) => kinds[i] == kind))];
        Same.Bits(Sums.Of(ordered), Kernel.For(f).Value(point), "three forms");
    }

    [Theory]
    [InlineData("abababababababab", 0, 2, 8)]
    [InlineData("aaaaaaaaaaaaaaaa", 0, 1, 16)]
    [InlineData("xabcabcabcabcabcabcabcabcaby", 1, 3, 8)]
    [InlineData("abaabaabaabaabaabaabaabax", 0, 3, 8)]
    [InlineData("abcdefghijklmnop", 0, 0, 0)]
    [InlineData("ababababababab", 0, 0, 0)]
    [InlineData("aaaaaaaabcdefghijklmnopqr", 0, 0, 0)]
    public void A_refrain_is_what_repeats_most(string forms, int first, int period, int rounds) =>
        Assert.Equal(new Refrain(first, period, rounds), Refrain.Of([.. forms.Select(c => (int)c)]));

    [Fact]
    public void A_loss_has_the_same_bits_beside_its_gradient_and_under_running_error_analysis()
    {
        var texts = new[]
        {
            string.Join(" + ", Enumerable.Range(0, 19).Select(i => $"(x[{i}] - x[{i + 1}]^2)^2")),
            $"log(2 + sqrt({string.Join(" + ", Enumerable.Range(0, 19).Select(i => $"exp(x[{i}])*x[{i + 1}]^2"))}))",
            string.Join(" + ", Enumerable.Range(0, 30).Select(i => $"x[0]*exp(x[{i % 20}])")),
        };
        foreach (var loss in texts.Select(text => Parse($"param x[20]; {text}")))
            for (var seed = 1ul; seed < 6; seed++)
            {
                var rough = new Rough(seed);
                double[] point = [.. Enumerable.Range(0, 20).Select(_ => rough.Unit() * 2 - 1)];
                var value = Kernel.For(loss).Value(point);
                var gradient = Gradient.Of(loss);
                Same.Bits(value, Kernel.For(gradient).ValueAndGradient(point, new double[20]), "beside its gradient");
                Same.Bits(value, RunningError.Of(loss, point).Value, "with its error");
                Same.Bits(value, Evaluation.At(loss, point).Value[0], "explained");
                Same.Bits(SlowEvaluation.Of(gradient, point)[0], value, "by definition");
            }
    }

    [Fact]
    public void A_long_sum_that_is_not_finite_is_explained()
    {
        var terms = Enumerable.Range(0, 30).Select(i => i == 17 ? "log(x[17])" : string.Create(CultureInfo.InvariantCulture, $"x[{i}]^2"));
        var point = Enumerable.Repeat(1.0, 30).ToArray();
        point[17] = -1;
        Assert.Contains("log", Evaluation.At(Parse($"param x[30]; {string.Join(" + ", terms)}"), point).Problem!.What);
        point[17] = 1;
        (point[3], point[4]) = (1e154, 1.3e154);
        Assert.Contains("e308", Evaluation.At(Parse($"param x[30]; {string.Join(" + ", terms)}"), point).Problem!.What);
    }

    private static Formula Sum(int count) =>
        Parse($"param x[{count}]; {string.Join(" + ", Enumerable.Range(0, count).Select(i => $"x[{i}]"))}");

    private static Formula Parse(string text) => FormulaText.Parse(text).Value;
}
