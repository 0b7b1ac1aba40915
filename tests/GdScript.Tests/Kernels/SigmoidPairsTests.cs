using GdScript.Data;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Kernels;

/// <summary>What is made together has the bits of what is made alone.</summary>
public unsafe class SigmoidPairsTests
{
    [Fact]
    public void Both_have_the_bits_that_each_has_alone()
    {
        var rough = new Rough(3);
        double[] x =
        [
            .. Enumerable.Range(0, 999).Select(i => i % 5 == 0 ? rough.Special() : (rough.Unit() - 0.5) * rough.Of([1, 20, 80, 1500])),
        ];
        var (here, there) = (new double[x.Length], new double[x.Length]);
        fixed (double* from = x)
        fixed (double* plain = here)
        fixed (double* mirrored = there)
            SigmoidPairs.Run(from, plain, mirrored, x.Length);
        Same.Bits([.. x.Select(Elementary.Sigmoid)], here, "sigmoid(x)");
        Same.Bits([.. x.Select(v => Elementary.Sigmoid(-v))], there, "sigmoid(-x)");
    }

    [Theory]
    [InlineData("as a layer and its slope", "dot(sigmoid(x - u), sigmoid(-(x - u)))")]
    [InlineData("the negative is asked for, too", "dot(sigmoid(x - u), -(x - u)) + sum(sigmoid(-(x - u)))")]
    [InlineData("the mirror image comes first", "sum(sigmoid(-(x - u))) - 2*sum(sigmoid(x - u))")]
    [InlineData("the mirror image of a mirror image", "sum(sigmoid(x - u)) + sum(sigmoid(-(x - u))) + sum(sigmoid(-(-(x - u))))")]
    [InlineData("twice", "dot(sigmoid(x), sigmoid(-x)) + dot(sigmoid(sigmoid(-x)), sigmoid(-sigmoid(-x))) + sum(u)")]
    public void A_walk_over_rows_knows_nothing_of_it(string what, string formula)
    {
        var rough = new Rough(5);
        double[] column = [.. Enumerable.Range(0, 20 * 77).Select(_ => (rough.Unit() - 0.5) * 60)];
        var loss = FormulaText.Parse($"param u[20]; column x[20]; rowmean({formula}) + rowmax(sum(-(x - u)))").Value;
        var bound = loss.With(Table.Of(("x", Shape.Vector(20), column)));
        double[] point = [.. Enumerable.Range(0, 20).Select(i => 0.1 * i - 1)];
        foreach (var tier in (Tier[])[Tier.Interpreter, Tier.Il])
            Same.Bits(Evaluation.At(bound, point).Value[0], Kernel.For(bound, tier).Value(point), what);
    }
}
