using System.Globalization;
using GdScript.Calculus;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Text;
using Xunit;
using Layout = GdScript.Kernels.Layout;

namespace GdScript.Tests.Kernels;

/// <summary>What a sum written out gives is the same whether its terms run one by one or side by side in registers.</summary>
public class RollingTests
{
    private static readonly int Amount = Environment.GetEnvironmentVariable("GDS_NIGHTLY") == "1" ? 10_000 : 120;

    [Fact]
    public void Sums_of_random_terms_have_the_bits_of_the_interpreter()
    {
        var rolled = 0;
        for (var seed = 1; seed <= Amount; seed++)
        {
            var f = Gradient.Of(RandomSum((ulong)seed));
            rolled += Layout.Of(Lowering.Of(f)).Loops.Length;
            Agree(f, (ulong)seed);
        }
        Assert.InRange(rolled, Amount / 2, int.MaxValue);
    }

    [Theory]
    [InlineData("100*(x[{1}] - x[{0}]^2)^2 + (1 - x[{0}])^2", 1)]
    [InlineData("sin(x[{0}])*exp(x[{1}] - x[{2}])/{0}.5", 1)]
    [InlineData("log(x[{0}]^2 + {1})*sin(9e200*x[{3}])*cos(x[{0}])", 4)]
    [InlineData("exp(sin(x[{0}]))*cosh(x[{1}])*tanh(x[{0}]) + sqrt(x[{1}]^2 + x[0]^2)", 2)]
    public void Terms_that_move_on_by_a_fixed_step_are_rolled(string term, int step)
    {
        var f = Gradient.Of(Written(term, step, 24, 100));
        Assert.NotEmpty(Layout.Of(Lowering.Of(f)).Loops);
        Agree(f, 7);
    }

    [Fact]
    public void Names_instead_of_elements_are_rolled_too()
    {
        var terms = Enumerable.Range(0, 40).Select(i => $"100*(x{i + 1} - x{i}^2)^2 + (1 - x{i})^2");
        var f = Gradient.Of(FormulaText.Parse(string.Join(" + ", terms)).Value);
        Assert.NotEmpty(Layout.Of(Lowering.Of(f)).Loops);
        Agree(f, 8);
    }

    [Fact]
    public void A_rolled_kernel_allocates_nothing()
    {
        var f = Gradient.Of(Written("sin(x[{0}])*exp(x[{1}])*exp(x[{3}])", 4, 24, 100));
        var (kernel, point, gradient) = (Kernel.For(f, Tier.Il), new double[100], new double[100]);
        kernel.ValueAndGradient(point, gradient);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var k = 0; k < 10; k++)
            kernel.ValueAndGradient(point, gradient);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>Equal terms and a few that fit nowhere, in steps and with leftovers, between factors that all terms share.</summary>
    private static Formula RandomSum(ulong seed)
    {
        var rough = new Rough(seed);
        var (step, count) = (1 + rough.Below(5), 9 + rough.Below(30));
        string[] functions = ["sin", "exp", "tanh", "sqrt", "abs", "sigmoid", "erf"];
        string[] parts =
        [
            "x[{0}]*x[{1}]",
            "(x[{0}] - {2}.25)^2",
            "a*x[{3}]",
            rough.Of(functions) + "(x[{1}])",
            rough.Of(functions) + "(x[{0}]*x[{2}])",
            "where(x[{0}] > x[{1}], x[{2}], 2)",
            "max(x[{0}], 0.5)",
            "x[3]/x[{0}]",
        ];
        string[] links = [" + ", " - ", "*", "/"];
        var term = rough.Of(parts) + rough.Of(links) + rough.Of(parts) + rough.Of(links) + rough.Of(parts);
        var sum = Text(term, step, count);
        if (rough.Below(2) == 0)
            sum += " + x[1]^3 - exp(x[2])*x[5]";
        if (rough.Below(3) == 0)
            sum = "log(2 + (" + sum + ")^2)*b";
        return FormulaText.Parse($"param a, b, x[{step * count + 4}]; {sum}").Value;
    }

    private static Formula Written(string term, int step, int count, int size) =>
        FormulaText.Parse($"param x[{size}]; {Text(term, step, count)}").Value;

    private static string Text(string term, int step, int count) =>
        string.Join(
            " + ",
            Enumerable
                .Range(0, count)
                .Select(i => i * step)
                .Select(i => "(" + string.Format(CultureInfo.InvariantCulture, term, i, i + 1, i + 2, i + 3) + ")")
        );

    private static void Agree(Formula f, ulong seed)
    {
        var (slow, fast) = (Kernel.For(f, Tier.Interpreter), Kernel.For(f, Tier.Il));
        var (rough, expected, actual) = (new Rough(seed), new double[f.ResultSize], new double[f.ResultSize]);
        for (var k = 0; k < 12; k++)
        {
            double[] point = [.. Enumerable.Range(0, f.PointSize).Select(_ => k % 3 == 0 ? rough.Special() : rough.Unit() * 4 - 2)];
            slow.Run(point, expected);
            fast.Run(point, actual);
            for (var i = 0; i < expected.Length; i++)
                Same.Bits(expected[i], actual[i], $"result {i} of sum {seed} at point {k}");
        }
    }
}
