using GdScript.Calculus;
using GdScript.Checking;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Tests.Laws;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Kernels;

public class RowTests
{
    private static Formula Read(string text, params Table[] data) =>
        FormulaText.Parse(text, null, [.. data.SelectMany((table, t) => table.Names.Select(name => new Column(name, t)))]).Value.With(data);

    private static readonly Table Line = Table.Of(("x", [0, 1, 2, 3]), ("y", [1, 3, 5, 8]));

    [Fact]
    public void The_line_through_points_has_the_gradient_worked_out_by_hand()
    {
        var gradient = Gradient.Of(Read("rowmean((w*x + b - y)^2)", Line));
        var slopes = new double[2];
        // Residuals at w=2, b=1: 0, 0, 0, -1.
        Assert.Equal(0.25, Kernel.For(gradient).ValueAndGradient([2, 1], slopes));
        Assert.Equal([-1.5, -0.5], slopes);
    }

    [Fact]
    public void The_partial_derivatives_read_as_means_over_the_rows()
    {
        var partials = Gradient.Partials(Read("rowmean((w*x + b - y)^2)", Line));
        Assert.Equal("2*rowmean(x*(w*x + b - y))", partials.WithRoots(partials.Roots[0]).Infix);
        Assert.Equal("2*rowmean(w*x + b - y)", partials.WithRoots(partials.Roots[1]).Infix);
    }

    [Fact]
    public void For_a_person_mean_and_sum_of_a_number_per_row_are_those_over_the_rows()
    {
        Assert.Equal("rowmean((w*x - y)^2)", Read("mean((w*x - y)^2)", Line).Infix);
        Assert.Equal("rowsum(abs(w*x - y))", Read("sum(abs(w*x - y))", Line).Infix);
        Assert.Equal("rowmean(mean([x, w]))", Read("mean(mean([x, w]))", Line).Infix);
    }

    [Fact]
    public void A_column_is_declared_in_the_text_or_told_to_the_reader_and_a_declared_parameter_stays_one()
    {
        var declared = FormulaText.Parse("column x\nrowsum(w*x)").Value;
        Assert.Equal(("x", "w"), (declared.Columns.Single().Name, declared.Parameters.Single().Name));
        Assert.Equal(["w", "x"], FormulaText.Parse("param w, x; rowsum(w*x)", null, [new("x")]).Value.Parameters.Select(p => p.Name));
        Assert.Equal(["w"], FormulaText.Names("column x\nrowsum(w*x)").Value.AsEnumerable());
    }

    [Fact]
    public void A_column_called_like_a_constant_is_declared_when_it_is_printed()
    {
        var loss = FormulaText.Parse("column e, sum; rowsum(e*sum)").Value;
        Assert.Equal("column e, sum; rowsum(e*sum)", loss.Infix);
    }

    [Fact]
    public void The_same_formula_works_over_other_rows_and_so_does_its_derivative()
    {
        var loss = Read("rowmean((w*x - y)^2)", Line);
        var gradient = Gradient.Of(loss);
        var slopes = new double[1];
        Kernel.For(gradient.With(Line.Slice(1, 1))).ValueAndGradient([2], slopes);
        Assert.Equal(-2, slopes[0]);
        Assert.Equal(4, Kernel.For(loss.With(Table.Of(("y", [2, 0.5]), ("other", [7, 7]), ("x", [0, 1])))).Value([2.5]));
        Assert.Throws<ArgumentException>(() => loss.With(Table.Of(("x", [1]))));
    }

    [Fact]
    public void Largest_and_smallest_share_their_slope_among_the_rows_that_attain_them()
    {
        var tied = Table.Of(("x", [1, 2, 2, -3]), ("k", [1, 10, 20, 5]));
        var slopes = new double[1];
        Assert.Equal(2, Kernel.For(Gradient.Of(Read("rowmax(x + (w - 1)*k)", tied))).ValueAndGradient([1], slopes));
        Assert.Equal(15, slopes[0]);
        Assert.Equal(-3, Kernel.For(Gradient.Of(Read("rowmin(x + (w - 1)*k)", tied))).ValueAndGradient([1], slopes));
        Assert.Equal(5, slopes[0]);
    }

    [Fact]
    public void Two_tables_meet_when_one_of_them_is_reduced()
    {
        var (points, centres) = (Table.Of(("x", [1, 2, 4])), Table.Of(("c", [0.5, 3])));
        var loss = Read("rowmean((x - w*rowmean(c))^2) + rowsum(c*w)*rowmax(x)", points, centres);
        // mean c = 1.75, w = 2: residuals -2.5, -1.5, 0.5; then 7*4.
        var expected = (6.25 + 2.25 + 0.25) / 3 + 28;
        Assert.Equal(expected, Kernel.For(loss).Value([2]), 1e-12);
        Assert.Equal(expected, Plain.At(loss, 2)[0], 1e-12);
        var slopes = new double[1];
        Kernel.For(Gradient.Of(loss)).ValueAndGradient([2], slopes);
        Assert.Equal(-2 * 1.75 * (-2.5 - 1.5 + 0.5) / 3 + 14, slopes[0], 1e-12);
        var mixed = FormulaText.Parse("rowsum(x*c)", null, [new("x"), new("c", 1)]);
        Assert.Equal("'*' cannot join rows of two tables", mixed.Problem?.What);
        var g = new Sketch();
        Assert.Throws<ArgumentException>(() => g.TableOf(g.Make(Op.Mul, g.Column("x"), g.Column("c", 1))));
    }

    [Fact]
    public void No_rows_have_the_sum_zero_and_no_mean()
    {
        var none = Line.Slice(2, 0);
        Assert.Equal(5, Kernel.For(Read("rowsum(w*x) + rowsum(w) + 5", none)).Value([2]));
        var mean = Evaluation.At(Read("rowmean(w*x)", none), [2]);
        Assert.Equal(("GDS6007", "there are no rows to take the mean of, at w=2"), (mean.Problem?.Id, mean.Problem?.What));
        Assert.Equal("there are no rows for rowmax, at w=2", Evaluation.At(Read("rowmax(w*x)", none), [2]).Problem?.What);
    }

    [Fact]
    public void A_row_that_leaves_the_finite_numbers_is_named_with_its_values()
    {
        var loss = Read("rowmean(log(w*x)) + rowsum(y)", Line);
        var problem = Evaluation.At(loss, [2]).Problem!;
        Assert.Equal("log of 0 is not finite, in row 1 (x=0) at w=2", problem.What);
        Assert.Equal((1, 9), (problem.Place!.Value.Line, problem.Place.Value.Column));
        var overflow = Evaluation.At(Read("rowsum(1e308*x)", Line), []).Problem!;
        Assert.Equal("1e308*2 is larger than a double can hold (1.8e308), in row 3 (x=2)", overflow.What);
        Assert.Equal(
            "the sum over 4 rows leaves the range that a double can hold (1.8e308)",
            Evaluation.At(Read("rowsum(5e307*x + 0*y)", Line), []).Problem!.What
        );
    }

    [Fact]
    public void The_running_error_bounds_a_sum_over_rows_and_has_its_bits()
    {
        foreach (var text in RowLaws.Texts)
        foreach (var count in (int[])[1, 17, 4097])
        {
            var loss = RowLaws.Loss(text, count);
            var (value, bound) = RunningError.Of(loss, [0.7, -0.3]);
            Assert.Equal(Kernel.For(loss).Value([0.7, -0.3]), value);
            Assert.True(Math.Abs(Plain.At(loss, 0.7, -0.3)[0] - value) <= 8 * bound + 1e-13 * Math.Abs(value), $"{text}: {bound}");
            Assert.True(bound < 1e-9 * Math.Max(1, Math.Abs(value)) || text.Contains("argmax"), $"{text}: {bound}");
        }
    }

    [Fact]
    public void A_sum_of_tenths_is_off_by_less_than_its_bound_and_by_more_than_nothing()
    {
        var tenths = Table.Of(("x", [.. Enumerable.Repeat(0.1, 100_000)]));
        var (value, bound) = RunningError.Of(Read("rowsum(x)", tenths), []);
        // 100,000 times the double nearest to 0.1, exactly.
        var exact = (double)(100_000m * 0.1000000000000000055511151231m);
        Assert.InRange(Math.Abs(value - exact), 0, bound);
        Assert.InRange(bound, 1e-14, 1e-9);
    }

    [Fact]
    public void The_check_confirms_a_gradient_over_rows_and_finds_a_wrong_claim()
    {
        var loss = Read("rowmean((w*x + b - y)^2)", Line);
        Assert.Equal(
            "match",
            Check
                .Gradient(
                    loss,
                    null,
                    [
                        [0.5, 0.25],
                    ]
                )
                .Word
        );
        var right = ClaimText.Parse("w: 2*rowmean(x*(w*x + b - y)), b: 2*rowmean(w*x + b - y)", loss).Value;
        Assert.Equal(
            "match",
            Check
                .Gradient(
                    loss,
                    right,
                    [
                        [0.5, 0.25],
                    ]
                )
                .Word
        );
        var wrong = ClaimText.Parse("w: 2*rowmean(x*(w*x + b - y)), b: rowmean(w*x + b - y)", loss).Value;
        Assert.Equal(
            "mismatch",
            Check
                .Gradient(
                    loss,
                    wrong,
                    [
                        [0.5, 0.25],
                    ]
                )
                .Word
        );
        Assert.Equal(
            "the claim for 'b' is a number for every row of the data",
            ClaimText.Parse("w: 0, b: 2*(w*x + b - y)", loss).Problem?.What
        );
    }

    [Fact]
    public void A_million_rows_are_summed_in_bounded_scratch_and_allocate_nothing()
    {
        var count = 1_000_000;
        var loss = Gradient.Of(RowLaws.Loss("rowmean((w*x + b - y)^2)", count));
        var (kernel, slopes) = (Kernel.For(loss), new double[2]);
        double[] at = [0.7, -0.3];
        Assert.Equal(0, Allocation.Of(() => kernel.ValueAndGradient(at, slopes)));
        Assert.Equal(0, Allocation.Of(() => kernel.ValueAndGradient(at, slopes, new(500, 32))));
        Assert.InRange(RowPlan.Of(Lowering.Of(loss)).Size, 1, 20_000);
    }

    [Fact]
    public void Thousands_of_values_per_row_make_the_strips_shorter_not_the_scratch_longer()
    {
        var g = new Sketch();
        int[] terms = [.. Enumerable.Range(0, 30_000).Select(i => g.Make(Op.Sin, g.Make(Op.Mul, g.Const(i + 1L), g.Column("x"))))];
        var loss = g.Finish(g.Rows(Op.RowSum, g.Make(Op.Softmax, g.Array(terms, Shape.Vector(terms.Length)))));
        var plan = RowPlan.Of(Lowering.Of(loss));
        Assert.Equal(Sums.Lanes, plan.Strip);
        var sums = new double[30_000];
        Kernel.For(loss.With(Table.Of(("x", [.. Enumerable.Range(0, 40).Select(i => i / 40.0)])))).Run([], sums);
        Assert.Equal(40, sums.Sum(), 1e-9);
    }

    [Fact]
    public void What_all_rows_share_is_worked_out_once()
    {
        var plan = RowPlan.Of(Lowering.Of(Read("rowmean((exp(w)*sin(w)*x - tanh(w))^2)", Line)));
        var loop = plan.Stages.SelectMany(s => s.Loops).Single();
        Assert.Equal([Op.Fma, Op.RowMean], loop.Steps.Select(s => s.Op));
    }

    [Fact]
    public void Reductions_nested_very_deep_are_no_danger()
    {
        var g = new Sketch();
        var (x, value) = (g.Column("x"), g.Param("w"));
        for (var i = 0; i < 2_000; i++)
            value = g.Rows(Op.RowMean, g.Make(Op.Mul, x, value));
        var loss = g.Finish(value).With(Table.Of(("x", [0.5, 1.5])));
        Assert.Equal(3, Kernel.For(loss).Value([3]));
        var slopes = new double[1];
        Kernel.For(Gradient.Of(loss)).ValueAndGradient([3], slopes);
        Assert.Equal(1, slopes[0]);
    }

    [Fact]
    public void A_point_and_its_results_may_be_the_same_memory()
    {
        var kernel = Kernel.For(Gradient.Of(Read("rowmean((w*x + b - y)^2)", Line)));
        var (apart, both) = (new double[2], new double[] { 2, 1 });
        kernel.ValueAndGradient([2, 1], apart);
        kernel.ValueAndGradient(both, both, new(0, 4));
        Assert.Equal(apart, both);
    }

    [Fact]
    public void Rows_outside_the_data_are_refused()
    {
        var kernel = Kernel.For(Read("rowmean(x*w)", Line));
        foreach (var window in new Window[] { new(-1, 2), new(0, 5), new(4, 1), new(2, -1), new(int.MaxValue, 1) })
            Assert.Throws<ArgumentOutOfRangeException>(() => kernel.Value([1], window));
    }
}
