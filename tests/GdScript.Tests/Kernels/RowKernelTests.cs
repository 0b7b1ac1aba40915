using GdScript.Calculus;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Tests.Laws;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Kernels;

public unsafe class RowKernelTests
{
    private static readonly bool Nightly = Environment.GetEnvironmentVariable("GDS_NIGHTLY") == "1";

    private static readonly Table Line = Table.Of(("x", [0, 1, 2, 3]), ("y", [1, 3, 5, 8]));

    private static Formula Read(string text) => FormulaText.Parse(text, null, [new("x"), new("y")]).Value.With(Line);

    [Fact]
    public void Residuals_and_their_slopes_stand_column_after_column()
    {
        var kernel = RowKernel.For(Jacobian.OfRows(Read("param w, b; w*x + b - y")));
        Assert.Equal((4, 3, 2), (kernel.Rows, kernel.Width, kernel.PointSize));
        var values = new double[12];
        kernel.Run([2, 1], values);
        Assert.Equal(
            [
                0,
                0,
                0,
                -1, /* w */
                0,
                1,
                2,
                3, /* b */
                1,
                1,
                1,
                1,
            ],
            values
        );
    }

    [Fact]
    public void An_array_of_parameters_has_a_slope_for_each_of_its_numbers()
    {
        var kernel = RowKernel.For(Jacobian.OfRows(Read("param v[2]; exp(v[0]*x) + v[1]*y^2")));
        var values = new double[12];
        kernel.Run([0.5, 2], values);
        for (var row = 0; row < 4; row++)
        {
            Assert.Equal(row * Math.Exp(0.5 * row), values[4 + row], 1e-12);
            Assert.Equal(Line["y"][row] * Line["y"][row], values[8 + row], 1e-12);
        }
    }

    [Fact]
    public void A_residual_of_several_numbers_has_slopes_for_each_of_them()
    {
        var kernel = RowKernel.For(Jacobian.OfRows(Read("param w, b; [x*w + b, b^2*x]")));
        var values = new double[24];
        kernel.Run([2, 3], values);
        for (var row = 0; row < 4; row++)
            Assert.Equal([2 * row + 3, 9 * row, row, 1, 0, 6 * row], Enumerable.Range(0, 6).Select(k => values[4 * k + row]));
    }

    [Fact]
    public void Rows_that_depend_on_one_another_have_no_Jacobian_by_rows()
    {
        Assert.Throws<ArgumentException>(() => Jacobian.OfRows(Read("x*w - rowmean(x*w)")));
        Assert.Throws<NotSupportedException>(() => RowKernel.For(Read("rowmean(x*w)")));
    }

    [Fact]
    public void What_only_looks_like_a_value_of_a_row_is_the_same_in_all_rows()
    {
        foreach (var tier in (Tier[])[Tier.Interpreter, Tier.Il])
        {
            var values = new double[4];
            RowKernel.For(Read("w*x^0"), tier).Run([2], values);
            Assert.Equal([2, 2, 2, 2], values);
        }
        Assert.Throws<NotSupportedException>(() => RowKernel.For(FormulaText.Parse("w*x^0", null, [new("x")]).Value));
    }

    [Fact]
    public void What_needs_a_reduction_first_gets_it_first()
    {
        var kernel = RowKernel.For(Read("x*w - rowmean(x*w)"));
        var values = new double[4];
        kernel.Run([2], values);
        Assert.Equal([-3, -1, 1, 3], values);
    }

    [Fact]
    public void Every_row_of_random_formulas_has_the_bits_it_has_alone_in_every_tier_and_width()
    {
        for (var seed = 1; seed <= (Nightly ? 10_000 : 40); seed++)
        {
            var rough = new Rough((ulong)seed + 77);
            var f = RandomRows.EveryRow((ulong)seed + 20_000, rough.Below(Nightly ? 601 : 70) + 1);
            var (point, rows) = (RandomFormulas.Point(f, rough), f.Data[0].Count);
            var values = new double[rows * f.ResultSize];
            var alone = Alone(f, point);
            RowKernel.For(f, Tier.Interpreter).Run(point, values);
            Same.Bits(alone, values, $"formula {seed} on strips");
            var engine = new RowEngine(RowPlan.Of(Lowering.Of(f), everyRow: RowKernel.TableOf(f)), f.Data.AsSpan());
            foreach (var width in Enum.GetValues<Sums.Width>().Where(w => w <= Sums.Widest))
            {
                var fused = engine.Compiled(width);
                var work = new double[fused.WorkSize];
                fixed (
                    double* x = point,
                        to = values,
                        w = work
                )
                    fused.RunEveryRow(x, to, w);
                Same.Bits(alone, values, $"formula {seed}, {width}");
            }
        }
    }

    [Theory]
    [InlineData(4096)]
    [InlineData(4097)]
    [InlineData(20_011)]
    public void Any_number_of_threads_gives_the_bits_of_one(int count)
    {
        var f = Jacobian.OfRows(RowLaws.Loss("w*sin(x*1e3) + exp(b*y) - erf(w*y)", count));
        double[] point = [0.3, 0.2];
        var (expected, actual) = (new double[3 * count], new double[3 * count]);
        RowKernel.For(f, Tier.Interpreter).Run(point, expected);
        foreach (var tier in (Tier[])[Tier.Interpreter, Tier.Il])
        foreach (var threads in (int[])[1, 2, 3, 8, 100])
        {
            var kernel = RowKernel.For(f, tier).OnThreads(threads);
            foreach (var running in (RowKernel[])[kernel, kernel.On(f.Data.AsSpan())])
            {
                Array.Fill(actual, 7);
                running.Run(point, actual);
                Same.Bits(expected, actual, $"{threads} threads, {tier}");
            }
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => RowKernel.For(f).OnThreads(0));
    }

    [Fact]
    public void Running_again_allocates_nothing()
    {
        var f = Jacobian.OfRows(RowLaws.Loss("w*sin(x) + exp(b*y)", 20_001));
        var (kernel, values, point) = (RowKernel.For(f), new double[3 * 20_001], (double[])[0.3, 0.2]);
        Assert.Equal(0, Allocation.Of(() => kernel.Run(point, values)));
        Assert.Equal(Tier.Il, kernel.Current);
        Assert.Throws<ArgumentException>(() => kernel.Run(point, values.AsSpan(1)));
        Assert.Throws<ArgumentException>(() => kernel.Run([1], values));
    }

    /// <summary>Row after row through the interpreter, with the columns as parameters.</summary>
    private static double[] Alone(Formula f, double[] point)
    {
        var g = new Sketch();
        foreach (var p in f.Parameters)
            g.Param(p.Name, p.Shape);
        foreach (var c in f.Columns)
            g.Param("column " + c.Name, c.Shape);
        var written = Contraction.Of(f).Formula;
        int? Column(int node) => written.Nodes[node] is { Op: Op.Column } n ? g.Param("column " + f.Columns[n.A].Name, n.Shape) : null;
        var kernel = Kernel.For(g.Finish(Graft.Onto(g, written, written.Roots.AsSpan(), Column)), Tier.Interpreter);
        var (rows, values, one) = (f.Data[0].Count, new double[f.Data[0].Count * f.ResultSize], new double[f.ResultSize]);
        for (var row = 0; row < rows; row++)
        {
            double[] at = [.. point, .. f.Columns.SelectMany(c => f.Data[0][c.Name].Slice(row * c.Shape.Count, c.Shape.Count).ToArray())];
            kernel.Run(at, one);
            for (var k = 0; k < one.Length; k++)
                values[k * rows + row] = one[k];
        }
        return values;
    }
}
