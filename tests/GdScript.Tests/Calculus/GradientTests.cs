using GdScript.Calculus;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Tests.Laws;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Calculus;

public class GradientTests
{
    public static TheoryData<Op> Ops => [.. EveryOp.WithArguments];

    public static TheoryData<Op> Elementwise => [.. EveryOp.WithArguments.Where(op => op.Family() == Family.Elementwise)];

    [Theory]
    [MemberData(nameof(Ops))]
    public void The_exact_slope_of_every_op_is_the_measured_one(Op op) => Agree(EveryOp.Loss(op));

    [Fact]
    public void A_squared_norm_has_slope_and_curvature_at_zero()
    {
        var loss = FormulaText.Parse("param W[2,2], b[2]\nnorm(W*[1, 2] - b)^2 + norm(b)^2").Value;
        var (slopes, curved) = (new double[6], new double[21]);
        Assert.Equal(0, Kernel.For(Gradient.Of(loss)).ValueAndGradient(new double[6], slopes));
        Assert.Equal(new double[6], slopes);
        Kernel.For(Hessian.Of(loss)).Run(new double[6], curved);
        Assert.All(curved, c => Assert.True(double.IsFinite(c)));
    }

    [Theory]
    [MemberData(nameof(Elementwise))]
    public void Elementwise_ops_work_on_arrays_as_on_numbers(Op op)
    {
        Agree(EveryOp.Loss(op, Shape.Vector(3)));
        Agree(EveryOp.Loss(op, Shape.Matrix(2, 2)));
    }

    [Theory]
    [MemberData(nameof(Ops))]
    public void Forward_mode_and_reverse_mode_agree(Op op)
    {
        var (loss, x) = EveryOp.Loss(op);
        var gradient = Plain.At(Gradient.Of(loss), x)[1..];
        var tangent = Tangent.Of(loss);
        for (var i = 0; i < x.Length; i++)
            Near(gradient[i], Plain.At(tangent, [.. x, .. Unit(x.Length, i)])[1], 1e-12);
    }

    [Theory]
    [MemberData(nameof(Ops))]
    public void The_Hessian_is_symmetric_and_its_rows_are_the_gradient_along_a_unit_step(Op op)
    {
        var (loss, x) = EveryOp.Loss(op);
        var entries = Plain.At(Hessian.Of(loss), x);
        var along = Hessian.Along(loss);
        for (var i = 0; i < x.Length; i++)
        {
            var row = Plain.At(along, [.. x, .. Unit(x.Length, i)])[^x.Length..];
            for (var j = 0; j < x.Length; j++)
                Near(entries[Hessian.At(i, j)], row[j], 1e-11);
        }
    }

    [Theory]
    [MemberData(nameof(Ops))]
    public void The_slope_of_the_slope_is_the_measured_one(Op op)
    {
        var (loss, x) = EveryOp.Loss(op);
        var gradient = Gradient.Of(loss);
        var entries = Plain.At(Hessian.Of(loss), x);
        for (var i = 0; i < x.Length; i++)
        for (var j = 0; j <= i; j++)
            Near(entries[Hessian.At(i, j)], Measured(p => Plain.At(gradient, p)[1 + i], x, j), 1e-6);
    }

    [Fact]
    public void The_bowl_has_the_gradient_of_the_lesson()
    {
        var g = new Sketch();
        var (x, y) = (g.Param("x0"), g.Param("x1"));
        var bowl = g.Finish(g.Make(Op.Add, g.Make(Op.Mul, x, x), g.Make(Op.Mul, y, y)));
        Assert.Equal([25.0, 6.0, 8.0], Plain.At(Gradient.Of(bowl), 3, 4));
        Assert.Equal([4.0, 0.0, 4.0], Plain.At(Gradient.Of(bowl), 0, 2));
        Assert.Equal([9.0, 6.0, 0.0], Plain.At(Gradient.Of(bowl), 3, 0));
    }

    [Fact]
    public void A_parameter_the_loss_does_not_use_has_slope_zero_in_its_shape()
    {
        var g = new Sketch();
        var x = g.Param("x");
        g.Param("W", Shape.Matrix(2, 2));
        Assert.Equal([3.0, 1.0, 0.0, 0.0, 0.0, 0.0], Plain.At(Gradient.Of(g.Finish(x)), 3, 1, 2, 3, 4));
    }

    [Fact]
    public void The_side_a_choice_does_not_take_cannot_spoil_the_slope()
    {
        var g = new Sketch();
        var x = g.Param("x");
        var positive = g.Make(Op.Gt, x, g.Const(0));
        var safe = g.Make(Op.Where, positive, g.Make(Op.Log, g.Make(Op.Sqrt, x)), g.Make(Op.Mul, x, x));
        var gradient = Gradient.Of(g.Finish(safe));
        Assert.Equal([0.0, 0.0], Plain.At(gradient, 0));
        Assert.Equal([4.0, -4.0], Plain.At(gradient, -2));
        Near(0.25, Plain.At(gradient, 2)[1], 1e-15);
    }

    [Fact]
    public void Choices_nested_a_hundred_thousand_deep_have_a_flat_slope()
    {
        var g = new Sketch();
        var x = g.Param("x");
        var top = x;
        for (var i = 0; i < 100_000; i++)
            top = g.Make(Op.Where, g.Make(Op.Gt, x, g.Const(-i)), top, g.Const(i));
        var gradient = Gradient.Of(g.Finish(top));
        Assert.True(gradient.Size <= 5 * g.Count, $"{gradient.Size} nodes for {g.Count}");
        Assert.Equal(1.0, Plain.At(gradient, 2)[1]);
    }

    [Fact]
    public void A_gradient_has_at_most_five_times_the_nodes_of_its_loss()
    {
        foreach (var op in EveryOp.WithArguments)
        {
            var (loss, _) = EveryOp.Loss(op);
            var size = Gradient.Of(loss).Size;
            // Elements that are indexed one by one need an array of zeros around them.
            Assert.True(size <= 5 * loss.Size, $"{op}: {size} nodes for {loss.Size}");
        }
    }

    [Fact]
    public void Shared_terms_stay_shared_at_any_depth()
    {
        var g = new Sketch();
        var top = g.Param("x");
        for (var i = 0; i < 200; i++)
            top = g.Make(Op.Mul, top, g.Make(Op.Sin, top));
        var gradient = Gradient.Of(g.Finish(top));
        Assert.True(gradient.Size <= 5 * g.Count, $"{gradient.Size} nodes for {g.Count}");
    }

    [Fact]
    public void Elements_picked_one_by_one_make_one_array_not_one_per_pick()
    {
        var g = new Sketch();
        var x = g.Param("x", Shape.Vector(100));
        var sum = g.Const(0);
        for (var i = 0; i < 99; i++)
            sum = g.Make(Op.Add, sum, g.Make(Op.Mul, g.At(x, i), g.At(x, i + 1)));
        var gradient = Gradient.Of(g.Finish(sum));
        Assert.True(gradient.Size <= 5 * g.Count, $"{gradient.Size} nodes for {g.Count}");
        double[] point = [.. Enumerable.Range(0, 100).Select(i => (double)i)];
        Assert.Equal(
            [
                .. Enumerable
                    .Range(0, 100)
                    .Select(i =>
                        i == 0 ? 1.0
                        : i == 99 ? 98.0
                        : 2.0 * i
                    ),
            ],
            Plain.At(gradient, point)[1..]
        );
    }

    [Fact]
    public void A_third_derivative_is_taken_name_by_name()
    {
        var g = new Sketch();
        var (x, y) = (g.Param("x"), g.Param("y"));
        var f = g.Finish(g.Make(Op.Mul, g.Make(Op.Pow, x, g.Const(3)), g.Make(Op.Pow, y, g.Const(2))));
        Near(6 * 2.0 * 2 * 3, Plain.At(Gradient.Partial(f, "x", "x", "y"), 2, 3)[0], 1e-13);
    }

    [Fact]
    public void A_loss_that_is_no_number_is_refused()
    {
        var g = new Sketch();
        var f = g.Finish(g.Param("v", Shape.Vector(3)));
        Assert.Throws<ArgumentException>(() => Gradient.Of(f));
        Assert.Contains("a vector of 3", Losses.Scalar(f).Problem!.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_Jacobian_has_a_row_for_every_number_of_the_value()
    {
        var g = new Sketch();
        var (w, x) = (g.Param("W", Shape.Matrix(2, 3)), g.Param("x", Shape.Vector(3)));
        var f = g.Finish(g.Make(Op.MatMul, w, x));
        double[] point = [1, 2, 3, 4, 5, 6, 7, 8, 9];
        Assert.Equal([7, 8, 9, 0, 0, 0, 1, 2, 3, 0, 0, 0, 7, 8, 9, 4, 5, 6], Plain.At(Jacobian.Of(f), point));
        Assert.Equal(Plain.At(Jacobian.Of(f), point), Plain.At(Jacobian.Entries(f), point));
    }

    private static void Agree((Formula Loss, double[] Point) at)
    {
        var gradient = Plain.At(Gradient.Of(at.Loss), at.Point)[1..];
        for (var i = 0; i < at.Point.Length; i++)
            Near(gradient[i], Measured(p => Plain.At(at.Loss, p)[0], at.Point, i), 1e-7);
    }

    /// <summary>Central differences at h and h/2, extrapolated once: good to about 1e-10 here.</summary>
    private static double Measured(Func<double[], double> f, double[] x, int i)
    {
        double Slope(double h)
        {
            var (right, left) = ((double[])x.Clone(), (double[])x.Clone());
            right[i] += h;
            left[i] -= h;
            return (f(right) - f(left)) / (2 * h);
        }
        const double H = 1.0 / 1024;
        return (4 * Slope(H / 2) - Slope(H)) / 3;
    }

    private static double[] Unit(int n, int i) => [.. Enumerable.Range(0, n).Select(j => j == i ? 1.0 : 0.0)];

    private static void Near(double expected, double actual, double tolerance) =>
        Assert.True(
            Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected)),
            $"{expected} and {actual} are apart by more than {tolerance}"
        );
}
