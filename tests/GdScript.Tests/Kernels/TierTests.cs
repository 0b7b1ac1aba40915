using GdScript.Graphs;
using GdScript.Kernels;
using Xunit;

namespace GdScript.Tests.Kernels;

/// <summary>Compiled code and the interpreter agree to the last bit.</summary>
public class TierTests
{
    /// <summary>GDS_NIGHTLY=1 asks for the long run.</summary>
    private static readonly (int Formulas, int Points) Amount =
        Environment.GetEnvironmentVariable("GDS_NIGHTLY") == "1" ? (10_000, 100) : (500, 20);

    [Fact]
    public void Compiled_code_gives_the_bits_of_the_interpreter()
    {
        var seen = new HashSet<Op>();
        for (var seed = 1; seed <= Amount.Formulas; seed++)
        {
            var f = RandomFormulas.Of((ulong)seed);
            var live = f.Reached();
            seen.UnionWith(f.Nodes.Where((_, i) => live[i]).Select(node => node.Op));
            Agree(f, Amount.Points, $"formula {seed}");
        }
        Assert.Equal(Enum.GetValues<Op>().Except([Op.Column]), seen.Order());
    }

    [Fact]
    public void Large_random_formulas_agree_across_chunks()
    {
        for (var seed = 1; seed <= 6; seed++)
            Agree(RandomFormulas.Of((ulong)seed + 70_000, nodes: 12_000), 3, $"large formula {seed}");
    }

    private static void Agree(Formula f, int points, string name)
    {
        var (slow, fast) = (Kernel.For(f, Tier.Interpreter), Kernel.For(f, Tier.Il));
        Assert.Equal((Tier.Interpreter, Tier.Il), (slow.Current, fast.Current));
        var rough = new Rough((ulong)f.Nodes.Length);
        var (expected, actual) = (new double[f.ResultSize], new double[f.ResultSize]);
        for (var k = 0; k < points; k++)
        {
            var point = RandomFormulas.Point(f, rough);
            slow.Run(point, expected);
            fast.Run(point, actual);
            Same.Bits(expected, actual, $"{name} at point {k}");
        }
    }
}
