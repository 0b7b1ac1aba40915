using System.Globalization;
using GdScript.Calculus;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Text;
using Xunit;
using Layout = GdScript.Kernels.Layout;

namespace GdScript.Tests.Kernels;

/// <summary>Loops in compiled code have the bits of the interpreter at every width, stride, offset and length.</summary>
public class LoopTests
{
    private static readonly int Amount = Environment.GetEnvironmentVariable("GDS_NIGHTLY") == "1" ? 2_000 : 24;

    public static TheoryData<int> Strides => [1, 2, 3, 4, 5, 16];

    [Theory]
    [MemberData(nameof(Strides))]
    public void Terms_of_every_stride_offset_and_length_agree(int stride)
    {
        var loops = 0;
        for (var seed = 1; seed <= Amount; seed++)
        {
            var rough = new Rough((ulong)(1000 * stride + seed));
            var (count, places) = (1 + rough.Below(seed % 3 == 0 ? 100 : 30), 1 + rough.Below(2 * stride));
            int Place() => rough.Below(places);
            string[] terms =
            [
                $"x[{{0}}+{Place()}]*x[{{0}}+{Place()}]",
                $"(x[{{0}}+{Place()}] - {rough.Below(9)}.5)^2*x[{{0}}+{Place()}]",
                $"x[{{0}}+{Place()}]^4/(3 + x[{{0}}+{Place()}]^2)",
                $"a*sin(x[{{0}}+{Place()}])*cos(x[{{0}}+{Place()}])",
            ];
            var term = string.Join(" + ", Enumerable.Range(0, 1 + rough.Below(3)).Select(_ => rough.Of(terms)));
            var text = string.Join(" + ", Enumerable.Range(0, count).Select(i => Placed(term, i * stride)));
            var f = Gradient.Of(Parse($"param a, x[{count * stride + places}]; {text}"));
            loops += Layout.Of(Lowering.Of(f)).Loops.Length;
            Agree(f, (ulong)seed, text);
        }
        Assert.InRange(loops, Amount / 6, int.MaxValue);
    }

    /// <summary>"x[{0}+3]" at 8 is "x[11]".</summary>
    private static string Placed(string term, int at) =>
        System.Text.RegularExpressions.Regex.Replace(
            term,
            @"\{0\}\+(\d+)",
            found => (at + int.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture)
        );

    [Fact]
    public void Terms_that_go_backwards_agree()
    {
        var text = string.Join(" + ", Enumerable.Range(0, 40).Select(i => $"x[{80 - 2 * i}]*sin(x[{79 - 2 * i}])*x[{i}]^2"));
        var f = Gradient.Of(Parse($"param x[81]; {text}"));
        Assert.NotEmpty(Layout.Of(Lowering.Of(f)).Loops);
        Agree(f, 3, text);
    }

    [Theory]
    [InlineData("100*(x[{0}+1] - x[{0}+0]^2)^2 + (1 - x[{0}+0])^2")]
    [InlineData("sin(x[{0}+0]*x[{0}+1])*x[{0}+2]")]
    [InlineData("cos(9e200*x[{0}+1])*x[{0}+0] + x[{0}+0]^2")]
    [InlineData("(x[{0}+4] - x[{0}+0])^2*x[{0}+2]")]
    public void The_terms_of_a_chain_and_its_gradient_are_one_loop(string term)
    {
        var together = 0;
        for (var count = 6; count < 28; count++)
        {
            var text = string.Join(" + ", Enumerable.Range(0, count).Select(i => Placed(term, i)));
            var f = Gradient.Of(Parse($"param x[{count + 9}]; {text}"));
            together += Layout.Of(Lowering.Of(f)).Loops.Count(loop => loop.Ends.DistinctBy(end => end.Count).Count() > 1);
            Agree(f, (ulong)count, text);
        }
        Assert.InRange(together, Sums.Widest == Sums.Width.One ? 0 : 10, 90);
    }

    [Theory]
    [InlineData("sum(v)")]
    [InlineData("sum(v)*v[3]")]
    [InlineData("mean(v)*sum(v)")]
    [InlineData("sum(v) + dot(v, v)")]
    [InlineData("norm(v)*mean(v)")]
    [InlineData("sum(exp(v)./(1 + v.^2))*sum(v)")]
    public void An_array_of_terms_may_be_read_in_many_ways(string use)
    {
        foreach (var count in (int[])[8, 13, 16, 21, 40])
        {
            var terms = string.Join(", ", Enumerable.Range(0, count).Select(i => $"x[{i}]*sin(x[{i + 1}]) - x[{i}]^2"));
            var f = Parse($"param x[{count + 1}]; v = [{terms}]; {use}");
            Agree(f, (ulong)count, use);
            Agree(Gradient.Of(f), (ulong)count, use);
        }
    }

    [Fact]
    public void Numbers_that_differ_from_term_to_term_agree()
    {
        for (var count = 8; count < 40; count++)
        {
            var text = string.Join(" + ", Enumerable.Range(0, count).Select(i => $"{i + 2}.5*(x[{2 * i + 1}] - 0.{i + 1}*x[{2 * i}]^2)^2"));
            Agree(Gradient.Of(Parse($"param x[{2 * count}]; {text}")), (ulong)count, text);
        }
    }

    [Fact]
    public void Operations_on_arrays_agree()
    {
        var loops = 0;
        for (var seed = 1; seed <= 2 * Amount; seed++)
        {
            var rough = new Rough((ulong)seed + 400);
            var size = 1 + rough.Below(seed % 4 == 0 ? 200 : 40);
            var text = RandomArrays(rough, size);
            var f = Gradient.Of(Parse(text));
            loops += Layout.Of(Lowering.Of(f)).Loops.Length;
            Agree(f, (ulong)seed, text);
        }
        Assert.InRange(loops, Amount, int.MaxValue);
    }

    [Theory]
    [InlineData("param x[10]; -20*exp(-0.2*sqrt(mean(x.^2))) - exp(mean(cos(2*pi*x))) + 20 + e", 2)]
    [InlineData("param x[50], y[50]; dot(x - y, x - y)/sum(x.^2) + sum(exp(x).*y)", 2)]
    [InlineData("param x[6]; sum(sin(x).*x) + x[2]", 1)]
    [InlineData("param x[12], y[12]; sum(abs(y).*x)", 1)]
    [InlineData("param x[20]; sum(1./where(x > 0.5, 0, -0))", 2)]
    [InlineData("param x[5000]; sum(x.^2)", 1)]
    [InlineData("param x[4], y[9]; sum(tanh(x))*sum(tanh(y))", 4)]
    public void Operations_on_arrays_of_a_size_share_loops(string text, int most)
    {
        var f = Gradient.Of(Parse(text));
        Assert.InRange(Layout.Of(Lowering.Of(f)).Loops.Length, Sums.Widest == Sums.Width.One ? 0 : 1, most);
        Agree(f, 5, text);
        Agree(Parse(text), 6, text);
    }

    [Fact]
    public void What_a_loop_cannot_do_in_registers_is_done_again_with_its_sums()
    {
        var f = Gradient.Of(Parse("param x[21]; sum(sin(1e9*x).*x) + mean(cos(1e200*x)) + dot(tan(1e7*x), x)"));
        Agree(f, 9, "far sines");
    }

    /// <summary>Lines of arrays that use those before them, between reductions that the next lines wait for.</summary>
    private static string RandomArrays(Rough rough, int size)
    {
        string[] lines =
        [
            "v{0} = {1}.*{2}",
            "v{0} = {1} + s*{2}",
            "v{0} = sin({1}) - {2}",
            "v{0} = exp(-abs({1}))./(2 + {2}.^2)",
            "v{0} = max({1}, {2})",
            "v{0} = erf({1}).*{2}",
            "v{0} = {1}*sum({2})",
            "v{0} = {1} - mean({2}.*{1})",
            "v{0} = dot({1}, {2})*{1}",
            "v{0} = softmax({1}) + {2}",
        ];
        List<string> names = ["x", "y"];
        var text = $"param x[{size}], y[{size}], s; ";
        for (var i = 0; i < 2 + rough.Below(6); i++)
        {
            text += string.Format(CultureInfo.InvariantCulture, rough.Of(lines), i, rough.Of([.. names]), rough.Of([.. names])) + "; ";
            names.Add($"v{i}");
        }
        return text + $"sum({names[^1]}.*{names[^2]}) + {names[^1]}[0]*mean(x)";
    }

    [Theory]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(12)]
    public void A_loop_behind_a_full_one_stays_behind_it(int deep)
    {
        var sines = string.Concat(Enumerable.Repeat("sin(", deep)) + "y" + new string(')', deep);
        var text = $"param x[100], y[99]; sum(exp(x)) + sum({sines}) + sum(i = 0, 98, exp(x[i])*x[i+1])";
        Agree(Parse(text), (ulong)deep, text);
        Agree(Gradient.Of(Parse(text)), (ulong)deep, text);
    }

    private static Formula Parse(string text) => FormulaText.Parse(text).Value;

    /// <summary>The interpreter against machine code for every width there is.</summary>
    private static unsafe void Agree(Formula f, ulong seed, string name)
    {
        var (slow, schedule) = (Kernel.For(f, Tier.Interpreter), Lowering.Of(f));
        var (expected, actual) = (new double[f.ResultSize], new double[f.ResultSize]);
        foreach (var width in Enum.GetValues<Sums.Width>().Where(w => w <= Sums.Widest))
        {
            var (engine, rough) = (new Compiled(schedule, width), new Rough(seed));
            var work = new double[engine.WorkSize + 1];
            for (var k = 0; k < 8; k++)
            {
                double[] point = [.. Enumerable.Range(0, f.PointSize).Select(_ => Number(k, rough))];
                slow.Run(point, expected);
                fixed (
                    double* x = point,
                        to = actual,
                        w = work
                )
                    engine.Run(x, to, to + f.Nodes[f.Root].Shape.Count, w);
                Same.Bits(expected, actual, $"{name}, {width}, point {k}");
            }
        }
    }

    /// <summary>Calm and wild points, and at last one of zeros with minus.</summary>
    private static double Number(int k, Rough rough) =>
        k == 7 ? -0.0
        : k % 3 == 0 ? rough.Special()
        : rough.Unit() * 4 - 2;
}
