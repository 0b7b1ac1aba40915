using GdScript.Graphs;
using GdScript.Kernels;
using Xunit;

namespace GdScript.Tests.Kernels;

public class ElementwiseTests
{
    public static TheoryData<Op> Ops => [.. Enum.GetValues<Op>().Where(op => op.Family() == Family.Elementwise)];

    [Theory]
    [MemberData(nameof(Ops))]
    public void An_array_gets_the_bits_that_each_of_its_elements_gets_alone(Op op)
    {
        var rough = new Rough((ulong)op);
        foreach (var n in new[] { 1, 2, 3, 7, 8, 9, 16, 31, 64, 200 })
        {
            var g = new Sketch();
            var (v, s, u, w) = (g.Param("v", Shape.Vector(n)), g.Param("s"), g.Param("u", Shape.Vector(n)), g.Param("w", Shape.Vector(n)));
            int[][] pairs =
            [
                [v, u, w],
                [v, s, w],
                [s, v, s],
                [v, v, s],
                [s, s, v],
            ];
            var asked = pairs.Where(p => p.Take(Math.Max(1, op.Arity())).Any(a => !g.ShapeOf(a).IsScalar)).ToArray();
            int[] wide = [.. asked.Select(p => Made(g, op, p))];
            int[] narrow =
            [
                .. asked.SelectMany(p => Enumerable.Range(0, n).Select(i => Made(g, op, [.. p.Select(a => Element(g, a, i))]))),
            ];
            var point = RandomFormulas.Point(g.Finish(v), rough);
            Same.Bits(Ran(g.Finish(narrow), point), Ran(g.Finish(wide), point), $"{op} of {n}");
        }
    }

    [Fact]
    public void Compiled_code_has_a_method_or_an_instruction_for_every_operation()
    {
        foreach (var op in Enum.GetValues<Op>().Where(op => op.Family() == Family.Elementwise))
        {
            var g = new Sketch();
            var (x, y, z) = (g.Param("x"), g.Param("y"), g.Param("z"));
            var f = g.Finish(Made(g, op, [x, y, z]));
            var (slow, fast) = (Kernel.For(f, Tier.Interpreter), Kernel.For(f, Tier.Il));
            foreach (var rough in Enumerable.Range(0, 200).Select(seed => new Rough((ulong)seed)))
            {
                double[] point = [rough.Special(), rough.Special(), rough.Special()];
                var expected = Scalar.Apply(
                    op,
                    point[0],
                    op == Op.Polygamma ? 2
                        : op == Op.Bessel ? new Bessel(BesselKind.J, 2).Code
                        : point[1],
                    point[2]
                );
                Same.Bits(expected, slow.Value(point), $"{op} interpreted");
                Same.Bits(expected, fast.Value(point), $"{op} compiled");
            }
        }
    }

    [Theory]
    [InlineData(Op.Lt, 0)]
    [InlineData(Op.Le, 0)]
    [InlineData(Op.Gt, 0)]
    [InlineData(Op.Ge, 0)]
    [InlineData(Op.Eq, 0)]
    [InlineData(Op.Ne, 1)]
    [InlineData(Op.And, 1)]
    [InlineData(Op.Or, 1)]
    [InlineData(Op.Min, double.NaN)]
    [InlineData(Op.Max, double.NaN)]
    [InlineData(Op.Relu, double.NaN)]
    [InlineData(Op.Sign, double.NaN)]
    [InlineData(Op.Not, 0)]
    public void NaN_is_neither_smaller_nor_equal_but_counts_as_true(Op op, double expected)
    {
        Same.Bits(expected, Of(op, double.NaN, 1), $"{op} of NaN and 1");
        if (op.Arity() == 2)
            Same.Bits(expected, Of(op, 1, double.NaN), $"{op} of 1 and NaN");
    }

    [Theory]
    [InlineData(Op.Round, 0.5, 0)]
    [InlineData(Op.Round, 1.5, 2)]
    [InlineData(Op.Round, 2.5, 2)]
    [InlineData(Op.Round, -0.5, -0.0)]
    [InlineData(Op.Sign, 0, 0)]
    [InlineData(Op.Sign, -0.0, 0)]
    [InlineData(Op.Sign, -3, -1)]
    [InlineData(Op.Relu, -3, 0)]
    [InlineData(Op.Relu, -0.0, 0)]
    [InlineData(Op.Relu, 3, 3)]
    [InlineData(Op.Not, -0.0, 1)]
    [InlineData(Op.Ceil, -0.5, -0.0)]
    public void Kinks_and_jumps_have_the_values_that_the_language_states(Op op, double x, double expected) =>
        Same.Bits(expected, Of(op, x), $"{op} of {x}");

    [Fact]
    public void Where_looks_only_at_the_side_it_takes()
    {
        foreach (var (condition, expected) in new[] { (1.0, 2.0), (double.NaN, 2.0), (0.0, double.NaN), (-0.0, double.NaN) })
            Same.Bits(expected, Of(Op.Where, condition, 2, double.NaN), $"where {condition}");
    }

    private static double Of(Op op, params double[] point)
    {
        var g = new Sketch();
        int[] parameters = [g.Param("x"), g.Param("y"), g.Param("z")];
        var f = g.Finish(Made(g, op, parameters));
        double[] three = [.. point, .. new double[3 - point.Length]];
        var (slow, fast) = (Kernel.For(f, Tier.Interpreter).Value(three), Kernel.For(f, Tier.Il).Value(three));
        Same.Bits(slow, fast, $"{op}");
        return fast;
    }

    private static int Made(Sketch g, Op op, int[] a) =>
        op == Op.Polygamma ? g.Polygamma(2, a[0])
        : op == Op.Bessel ? g.Bessel(new(BesselKind.J, 2), a[0])
        : g.Make(op, a[0], op.Arity() > 1 ? a[1] : -1, op.Arity() > 2 ? a[2] : -1);

    private static int Element(Sketch g, int a, int i) => g.ShapeOf(a).IsScalar ? a : g.At(a, i);

    private static double[] Ran(Formula f, double[] point)
    {
        var results = new double[f.ResultSize];
        Kernel.For(f, Tier.Interpreter).Run(point, results);
        return results;
    }
}
