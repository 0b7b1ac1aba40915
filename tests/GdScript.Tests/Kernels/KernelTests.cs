using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Tests.Laws;
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
    public void A_formula_over_rows_says_what_it_is_missing()
    {
        var g = new Sketch();
        var height = g.Column("height");
        Assert.Equal(
            "the column 'height' has no data: bind the formula with Formula.With(table)",
            Assert.Throws<NotSupportedException>(() => Kernel.For(g.Finish(g.Rows(Op.RowMean, height)))).Message
        );
        Assert.Equal(
            "the formula has a value for every row: reduce it with rowmean or rowsum first",
            Assert.Throws<NotSupportedException>(() => Kernel.For(g.Finish(height))).Message
        );
    }

    [Fact]
    public void A_kernel_compiles_itself_once_it_has_run_often()
    {
        var kernel = Kernel.For(RandomFormulas.Of(7));
        var (rough, expected, actual) = (new Rough(7), new double[kernel.ResultSize], new double[kernel.ResultSize]);
        var never = Kernel.For(RandomFormulas.Of(7), Tier.Interpreter);
        for (var run = 1; run < Kernel.RunsBeforeCompiling + 100; run++)
        {
            var point = RandomFormulas.Point(RandomFormulas.Of(7, nodes: 0), rough);
            never.Run(point, expected);
            kernel.Run(point, actual);
            Same.Bits(expected, actual, $"run {run}");
            Assert.Equal(run < Kernel.RunsBeforeCompiling ? Tier.Interpreter : Tier.Il, kernel.Current);
        }
        Assert.Equal(Tier.Interpreter, never.Current);
    }

    [Theory]
    [MemberData(nameof(Tiers))]
    public void Eight_threads_share_a_kernel_and_get_the_same_bits(Tier tier)
    {
        foreach (var (nodes, runs) in new[] { (40, 200), (3000, 4) })
        {
            var f = RandomFormulas.Of(11, nodes);
            var (kernel, slow) = (Kernel.For(f, tier), Kernel.For(f, Tier.Interpreter));
            var rough = new Rough(11);
            double[][] points = [.. Enumerable.Range(0, 16).Select(_ => RandomFormulas.Point(f, rough))];
            double[][] expected = [.. points.Select(point => Ran(slow, point))];
            var failures = new System.Collections.Concurrent.ConcurrentQueue<Exception>();
            Thread[] threads = [.. Enumerable.Range(0, 8).Select(k => new Thread(() => Repeat(k)))];
            Array.ForEach(threads, thread => thread.Start());
            Array.ForEach(threads, thread => thread.Join());
            Assert.Empty(failures);

            void Repeat(int first)
            {
                try
                {
                    for (var k = first; k < first + runs; k++)
                        Same.Bits(expected[k % 16], Ran(kernel, points[k % 16]), $"run {k}");
                }
                catch (Exception e)
                {
                    failures.Enqueue(e);
                }
            }
        }
    }

    private static readonly Op[] WithALibraryThatAllocates = [Op.Bessel];

    [Theory]
    [InlineData(10, Tier.Auto, 2 * Kernel.RunsBeforeCompiling)]
    [InlineData(10, Tier.Il, 100)]
    [InlineData(10, Tier.Interpreter, 100)]
    [InlineData(3000, Tier.Il, 10)]
    [InlineData(3000, Tier.Interpreter, 10)]
    public void Nothing_is_allocated_once_a_thread_has_run_a_kernel(int nodes, Tier tier, int runs)
    {
        var f = RandomFormulas.Of(13, nodes, without: WithALibraryThatAllocates);
        var kernel = Kernel.For(f, tier);
        var (point, results) = (RandomFormulas.Point(f, new Rough(13)), new double[f.ResultSize]);
        Assert.Equal(0, Allocated(() => kernel.Run(point, results), runs));
    }

    [Theory]
    [MemberData(nameof(Tiers))]
    public void Value_and_gradient_allocate_nothing_either(Tier tier)
    {
        var g = new Sketch();
        var x = g.Param("x");
        var square = g.Make(Op.Mul, x, x);
        var (loss, both) = (Kernel.For(g.Finish(square), tier), Kernel.For(g.Finish(square, g.Make(Op.Mul, g.Const(2), x)), tier));
        double[] point = [3];
        var gradient = new double[1];
        Assert.Equal(0, Allocated(() => loss.Value(point), 3000));
        Assert.Equal(0, Allocated(() => both.ValueAndGradient(point, gradient), 3000));
        Assert.Equal(6, gradient[0]);
    }

    /// <summary>Bytes that ten runs allocate after so many.</summary>
    private static long Allocated(Action run, int before)
    {
        for (var k = 0; k < before; k++)
            run();
        return Allocation.Of(() =>
        {
            for (var k = 0; k < 10; k++)
                run();
        });
    }

    [Fact]
    public void A_million_nodes_are_interpreted()
    {
        var g = new Sketch();
        var x = g.Param("x");
        var top = x;
        for (var i = 0; i < 1_000_000; i++)
            top = g.Make(i % 2 == 0 ? Op.Add : Op.Sub, top, x);
        Assert.Equal(3.0, Kernel.For(g.Finish(top)).Value([3]));
    }

    [Fact]
    public void A_formula_without_parameters_runs_at_no_point()
    {
        var g = new Sketch();
        Assert.Equal(5, Kernel.For(g.Finish(g.Make(Op.Add, g.Const(2), g.Const(3))), Tier.Il).Value([]));
    }

    [Fact]
    public void Value_is_for_one_number_and_gradient_for_a_scalar_loss()
    {
        var g = new Sketch();
        var v = g.Param("v", Shape.Vector(2));
        var kernel = Kernel.For(g.Finish(v));
        Assert.Throws<InvalidOperationException>(() => kernel.Value([1, 2]));
        Assert.Throws<InvalidOperationException>(() => kernel.ValueAndGradient([1, 2], new double[1]));
    }

    private static double[] Ran(Kernel kernel, double[] point)
    {
        var results = new double[kernel.ResultSize];
        kernel.Run(point, results);
        return results;
    }

    private static Formula PowerOf(int n)
    {
        var g = new Sketch();
        return g.Finish(g.Make(Op.Pow, g.Param("x"), n < 0 ? g.Make(Op.Neg, g.Const(-n)) : g.Const(n)));
    }
}
