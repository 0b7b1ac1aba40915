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
        Assert.Equal(Enum.GetValues<Op>().Where(op => op != Op.Column && op.Family() != Family.Rows), seen.Order());
    }

    [Fact]
    public void The_interpreter_gives_the_bits_of_the_definition()
    {
        for (var seed = 1; seed <= Amount.Formulas; seed++)
        {
            var f = RandomFormulas.Of((ulong)seed);
            var (kernel, rough, actual) = (Kernel.For(f, Tier.Interpreter), new Rough((ulong)seed), new double[f.ResultSize]);
            for (var k = 0; k < 4; k++)
            {
                var point = RandomFormulas.Point(f, rough);
                kernel.Run(point, actual);
                Same.Bits(SlowEvaluation.Of(f, point), actual, $"formula {seed} at point {k}");
            }
        }
    }

    [Fact]
    public void Large_random_formulas_agree_across_chunks()
    {
        for (var seed = 1; seed <= 6; seed++)
            Agree(RandomFormulas.Of((ulong)seed + 70_000, nodes: 12_000), 3, $"large formula {seed}");
    }

    [Fact]
    public void The_smaller_of_two_zeros_is_the_negative_one_in_every_tier()
    {
        foreach (var op in new[] { Op.Min, Op.Max })
        foreach (var constant in new[] { 0.0, -0.0 })
        {
            var g = new Sketch();
            var truth = g.Make(Op.Le, g.Param("x"), g.Param("y"));
            var f = g.Finish(
                g.Make(op, truth, g.Const(constant)),
                g.Make(op, g.Const(constant), truth),
                g.Make(op, g.Param("x"), g.Const(constant))
            );
            foreach (var x in new[] { 0.0, -0.0, 1, -1, double.NaN })
            {
                var (slow, fast) = (new double[3], new double[3]);
                Kernel.For(f, Tier.Interpreter).Run([x, -0.5], slow);
                Kernel.For(f, Tier.Il).Run([x, -0.5], fast);
                Same.Bits(slow, fast, $"{op} of {constant} at {x}");
            }
        }
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

    private const int Deep = 100_000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_chain_a_hundred_thousand_deep_runs_in_both_tiers(bool leansRight)
    {
        var g = new Sketch();
        var (x, y) = (g.Param("x"), g.Param("y"));
        var top = x;
        for (var i = 0; i < Deep; i++)
            top = leansRight ? g.Make(Op.Sub, y, g.Make(Op.Mul, x, top)) : g.Make(Op.Sub, g.Make(Op.Mul, top, x), y);
        double[] point = [0.999, 0.001];
        var expected = point[0];
        for (var i = 0; i < Deep; i++)
            expected = leansRight ? point[1] - point[0] * expected : expected * point[0] - point[1];
        Same.Bits(expected, Kernel.For(g.Finish(top), Tier.Il).Value(point), "compiled chain");
        Same.Bits(expected, Kernel.For(g.Finish(top), Tier.Interpreter).Value(point), "interpreted chain");
    }

    [Fact]
    public void A_chain_that_leans_right_does_not_pile_up_on_the_stack()
    {
        var g = new Sketch();
        var parameters = Enumerable.Range(0, Deep).Select(i => g.Param($"x{i}")).ToArray();
        var top = parameters[^1];
        for (var i = Deep - 2; i >= 0; i--)
            top = g.Make(Op.Sub, parameters[i], top);
        Agree(g.Finish(top), 2, "leaning right");
    }

    [Fact]
    public void Two_hundred_thousand_nodes_side_by_side_run_in_both_tiers()
    {
        const int Wide = 66_000;
        var g = new Sketch();
        var x = g.Param("x", Shape.Vector(Wide));
        var elements = Enumerable.Range(0, Wide).Select(i => g.Make(Op.Mul, g.At(x, i), g.Const(i))).ToArray();
        var array = g.Array(elements, Shape.Vector(Wide));
        var again = g.Array([.. elements.Reverse()], Shape.Vector(Wide));
        Agree(g.Finish(g.Make(Op.Dot, array, again), array, elements[7], elements[7], x, again), 2, "wide");
    }

    [Fact]
    public void As_many_roots_as_nodes_run_in_both_tiers()
    {
        var g = new Sketch();
        var (x, one) = (g.Param("x", Shape.Vector(9)), g.Const(1));
        int[] roots = [one, .. Enumerable.Range(0, 9).Select(i => g.At(x, i))];
        for (var i = 0; i < 3000; i++)
            roots = [.. roots, g.Make(Op.Add, roots[^3], roots[^9]), roots[i % 10]];
        Agree(g.Finish(roots), 3, "roots");
    }

    [Theory]
    [InlineData(Layout.ChunkItems - 2)]
    [InlineData(Layout.ChunkItems - 1)]
    [InlineData(Layout.ChunkItems)]
    [InlineData(Layout.ChunkItems + 1)]
    [InlineData(2 * Layout.ChunkItems)]
    [InlineData(2 * Layout.ChunkItems + 1)]
    public void Formulas_that_end_near_the_end_of_a_chunk_agree(int count)
    {
        var g = new Sketch();
        var x = g.Param("x");
        List<int> made = [x, g.Make(Op.Neg, x)];
        while (made.Count <= count)
            made.Add(g.Make(Op.Sub, made[^1], made[made.Count / 2]));
        Agree(g.Finish(made[^1], made[^1], made[1], made[count / 2]), 3, $"{count} nodes");
    }

    [Fact]
    public void Chunks_stay_small_enough_for_the_optimiser()
    {
        foreach (var seed in Enumerable.Range(1, 4))
        {
            var layout = Layout.Of(Lowering.Of(RandomFormulas.Of((ulong)seed + 80_000, nodes: 9_000)));
            Assert.InRange(layout.ChunkStarts.Length - 1, 2, 40);
            Assert.All(ChunkEmitter.Sizes(layout), size => Assert.InRange(size, 1, 59_999));
        }
    }
}
