using GdScript.Graphs;
using GdScript.Kernels;
using Xunit;

namespace GdScript.Tests.Kernels;

public class KernelTests
{
    public static TheoryData<Tier> Tiers => [.. Enum.GetValues<Tier>()];

    [Theory]
    [MemberData(nameof(Tiers))]
    public void The_bowl_of_the_lesson_and_its_gradient_are_run_together(Tier tier)
    {
        var g = new Sketch();
        var (x, y) = (g.Param("x"), g.Param("y"));
        var bowl = g.Make(Op.Add, g.Make(Op.Div, g.Make(Op.Pow, x, g.Const(2)), g.Const(20)), g.Make(Op.Pow, y, g.Const(2)));
        var f = g.Finish(bowl, g.Make(Op.Div, x, g.Const(10)), g.Make(Op.Mul, g.Const(2), y));
        var kernel = Kernel.For(f, tier);
        var results = new double[3];
        kernel.Run([-7, 2], results);
        Assert.Equal([6.45, -0.7, 4], results);
        var gradient = new double[2];
        Assert.Equal(6.45, kernel.ValueAndGradient([-7, 2], gradient));
        Assert.Equal([-0.7, 4], gradient);
        Assert.Equal((2, 3), (kernel.PointSize, kernel.ResultSize));
    }

    [Theory]
    [MemberData(nameof(Tiers))]
    public void Matrices_vectors_and_their_elements_are_laid_out_row_by_row(Tier tier)
    {
        var g = new Sketch();
        var (w, x) = (g.Param("W", Shape.Matrix(2, 3)), g.Param("x", Shape.Vector(2)));
        var p = g.Make(Op.MatMul, x, w);
        var row = g.At(w, 1);
        var f = g.Finish(p, g.Make(Op.Transpose, w), g.At(row, 2), row, g.Make(Op.Outer, x, row), g.OneHot(Shape.Matrix(2, 2), 1, 0));
        var results = new double[f.ResultSize];
        Kernel.For(f, tier).Run([1, 2, 3, 4, 5, 6, 10, 100], results);
        double[] expected = [410, 520, 630, 1, 4, 2, 5, 3, 6, 6, 4, 5, 6, 40, 50, 60, 400, 500, 600, 0, 0, 1, 0];
        Assert.Equal(expected, results);
    }

    [Theory]
    [MemberData(nameof(Tiers))]
    public void The_softmax_of_the_lesson_is_the_lessons(Tier tier)
    {
        var g = new Sketch();
        var (w, x) = (g.Param("W", Shape.Matrix(2, 3)), g.Param("x", Shape.Vector(2)));
        var p = g.Make(Op.Softmax, g.Make(Op.MatMul, x, w));
        var loss = g.Make(Op.Neg, g.Make(Op.Log, g.At(p, 2)));
        var kernel = Kernel.For(g.Finish(loss), tier);
        double[] point = [0.47355232, 0.9977393, 0.84668094, 0.85557411, 0.03563661, 0.69422093, 0.6, 0.9];
        Assert.Equal(0.92806853663411326, kernel.Value(point), 1e-8);
    }

    [Theory]
    [MemberData(nameof(Tiers))]
    public void A_point_and_its_results_may_be_the_same_memory(Tier tier)
    {
        var g = new Sketch();
        var (x, y) = (g.Param("x"), g.Param("y"));
        var kernel = Kernel.For(g.Finish(y, x), tier);
        double[] both = [3, 4];
        kernel.Run(both, both);
        Assert.Equal([4, 3], both);
    }

    [Theory]
    [MemberData(nameof(Tiers))]
    public void Small_constant_powers_are_products(Tier tier)
    {
        foreach (var x in new[] { 1.1, -0.7, 1e200, 0.0, double.NaN, double.PositiveInfinity })
        {
            var q = x * x;
            foreach (var (n, expected) in new[] { (0, 1), (1, x), (2, q), (3, q * x), (4, q * q), (-1, 1 / x) })
                Same.Bits(expected, Kernel.For(PowerOf(n), tier).Value([x]), $"{x}^{n}");
        }
    }

    [Theory]
    [MemberData(nameof(Tiers))]
    public void Wrong_lengths_are_refused(Tier tier)
    {
        var kernel = Kernel.For(PowerOf(2), tier);
        Assert.Throws<ArgumentException>(() => kernel.Value([1, 2]));
        Assert.Throws<ArgumentException>(() => kernel.Run([], new double[1]));
        Assert.Throws<ArgumentException>(() => kernel.Run([1], new double[2]));
        Assert.Throws<ArgumentException>(() => kernel.ValueAndGradient([1], new double[1]));
    }

    [Fact]
    public void A_formula_over_rows_says_that_it_is_for_row_kernels()
    {
        var g = new Sketch();
        var f = g.Finish(g.Column("height"));
        Assert.Equal(
            "formulas over data columns are for row kernels, which do not exist yet",
            Assert.Throws<NotSupportedException>(() => Kernel.For(f)).Message
        );
    }

    private static Formula PowerOf(int n)
    {
        var g = new Sketch();
        return g.Finish(g.Make(Op.Pow, g.Param("x"), n < 0 ? g.Make(Op.Neg, g.Const(-n)) : g.Const(n)));
    }
}
