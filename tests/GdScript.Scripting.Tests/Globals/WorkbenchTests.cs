using System.Collections.Immutable;
using GdScript.Scripting.Globals;
using Xunit;

namespace GdScript.Scripting.Tests.Globals;

/// <summary>What a script can ask, asked from here: formulas in full, C# that no host has seen by measurement.</summary>
public class WorkbenchTests
{
    private readonly Workbench bench = new(new([]), "/scripts/here.csx", [], _ => null);

    [Fact]
    public void A_gradient_without_a_point_is_formulas_and_with_one_numbers()
    {
        Assert.Equal("d/dx0 = 2*x0\nd/dx1 = 2*x1", bench.Grad("x0^2 + x1^2").ToString().Replace("  ", " ", StringComparison.Ordinal));
        var at = bench.Grad("x0^2 + x1^2", at: (3, 4));
        Assert.Equal("loss   = 25\nd/dx0  = 6\nd/dx1  = 8", at.ToString());
        Assert.Equal((25, 6, 8, 10), (at.Value, at["x0"], at["x1"], at.Norm));
        double[] slopes = at;
        Assert.Equal([6, 8], slopes);
        Assert.Equal(["2*x0", "2*x1"], at.Partials.Select(p => p.ToString()));
    }

    [Fact]
    public void A_point_is_written_in_many_ways()
    {
        const string Two = "x^2 + 3*y";
        foreach (var at in new PointLike[] { "x=3, y=4", "3,4", (3, 4), (3.0, 4.0), new double[] { 3, 4 } })
            Assert.Equal(21, bench.Formula(Two).Value(at));
        Assert.Equal(21, bench.Formula(Two).Value([3, 4]));
        Assert.Equal(9, bench.Formula("x^2").Value(3));
        Assert.Equal(
            10,
            bench
                .Formula("param W[2,2]\nsum(W)")
                .Value([
                    [1, 2],
                    [3, 4],
                ])
        );
        Assert.Equal(
            10,
            bench
                .Formula("sum(W)")
                .Value(
                    new double[,]
                    {
                        { 1, 2 },
                        { 3, 4 },
                    }
                )
        );
        Assert.Equal(10, bench.Formula("sum(W)").Value(new double[][] { [1, 2], [3, 4] }));
        Assert.Equal([1, 2], bench.Grad("dot(w, x)", at: ([3, 4], [1, 2])).Vector("w"));
    }

    [Fact]
    public void The_slopes_toward_a_matrix_have_its_shape()
    {
        var gradient = bench.Grad(
            "sum(W.^2)",
            at:
            [
                [1, 2, 3],
                [4, 5, 6],
            ]
        );
        Assert.Equal(
            new double[,]
            {
                { 2, 4, 6 },
                { 8, 10, 12 },
            },
            gradient.Matrix("W")
        );
        Assert.Equal(12, gradient["W[1,2]"]);
        Assert.Contains("'W' is a 2x3 matrix", Assert.Throws<ProblemException>(() => gradient["W"]).Message, StringComparison.Ordinal);
        Assert.Contains("no parameter 'V'", Assert.Throws<ProblemException>(() => gradient["V"]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_check_passes_or_ends_the_script()
    {
        var check = bench.Check("x^2/20 + y^2", at: (3, 4));
        Assert.Equal(("match", true), (check.Verdict, check.Passed));
        Assert.Same(check, check.OrFail());
        Assert.StartsWith("match: 2 components at 4 points", bench.Check("sin(x)*y").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_hundred_steps_end_where_the_lesson_ends()
    {
        var walk = bench.Descend("x0^2 + x1^2", from: (-3, 4), lr: 0.1, steps: 100);
        Assert.Equal(-6.11110793e-10, walk["x0"], 1e-18);
        Assert.Equal(8.14814391e-10, walk.Point[1], 1e-18);
        Assert.Equal((100, "steps"), (walk.Steps, walk.Stop));
        Assert.Equal(walk.Point, bench.Descend("x0^2 + x1^2", from: (-3, 4), "gd(lr=0.1)", steps: 100).Point);
    }

    [Fact]
    public void The_second_derivatives_know_a_saddle()
    {
        var hessian = bench.Hess("x^2 - y^2 + x*y", at: (0, 0));
        Assert.Equal(
            new double[,]
            {
                { 2, 1 },
                { 1, -2 },
            },
            hessian.Matrix
        );
        Assert.Equal("saddle", hessian.Kind);
        Assert.Equal("minimum", bench.Hess("x^2 + y^2", at: (0, 0)).Kind);
        Assert.Equal("maximum", bench.Hess("-x^2", at: 0).Kind);
        Assert.Equal("flat", bench.Hess("x^2 + 0*y", at: (0, 0)).Kind);
    }

    [Fact]
    public void Lambdas_of_every_kind_find_their_overload()
    {
        Assert.Equal("measured", bench.Check(x => x * x, at: 3).Verdict);
        Assert.Equal("measured", bench.Check(w => w[0] * w[1], at: [3, 4]).Verdict);
        Assert.Equal(
            "measured",
            bench
                .Check(
                    W => W[0, 0] * W[0, 1],
                    at:
                    [
                        [3, 4],
                    ]
                )
                .Verdict
        );
        Assert.Equal("measured", bench.Check((x, y) => x * y, at: (3, 4)).Verdict);
        Assert.Equal("measured", bench.Check((x, y, z) => x * y * z, at: (3, 4, 5)).Verdict);
        Assert.Equal(
            "measured",
            bench
                .Check(
                    (double[,] W, double[] b) => W[0, 0] * b[0],
                    at: (
                        [
                            [3],
                        ],
                        [4]
                    )
                )
                .Verdict
        );
        Assert.Equal("measured", bench.Check(Bowl, at: (3, 4)).Verdict);
        Assert.Equal("measured", bench.Check(_ => 1.0, at: 3).Verdict);
        var slope = Assert.Single(bench.Check(x => x * x, at: 3).Measured);
        Assert.Equal(6, Assert.IsType<Checking.Measured.Smooth>(slope.What).Slope.Value, 1e-9);
    }

    [Fact]
    public void A_loss_without_a_formula_walks_by_its_measured_gradient()
    {
        var walk = bench.Descend(Bowl, from: (-3, 4), lr: 10, steps: 100);
        Assert.Equal(-2.58983747e13, walk["x0"], 1e5);
        Assert.Equal(-1.29524862e12, walk["x1"], 1e4);
    }

    [Fact]
    public void A_loss_without_a_formula_has_no_derived_gradient()
    {
        var refused = Assert.Throws<ProblemException>(() => bench.Grad(Bowl, at: (3, 4))).Problem;
        Assert.Equal("GDS0133", refused.Id);
        Assert.EndsWith("WorkbenchTests.cs", refused.File, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GDS5317", "x^2 + y", "x=3")]
    [InlineData("GDS5318", "x^2", "3,4")]
    [InlineData("GDS5311", "x^2", "x=four")]
    public void A_point_that_does_not_fit_says_so(string id, string loss, string at) =>
        Assert.Equal(id, Assert.Throws<ProblemException>(() => bench.Grad(loss, at: at)).Problem.Id);

    [Fact]
    public void Rows_of_a_file_become_records_by_name_or_tuples_by_order()
    {
        DataColumns? table = new(
            "points.csv",
            ["x", "is_Spam", "Count"],
            [
                [1, 2],
                [0, 1],
                [7, 8],
            ]
        );
        Assert.Equal([new(7, 1, false), new(8, 2, true)], RowReader.Of<Row>(table).Value);
        Assert.Equal([(1.0, 0.0), (2.0, 1.0)], RowReader.Of<(double, double)>(table).Value);
        Assert.Equal([1, 0, 7], RowReader.Of<double[]>(table).Value[0]);
        Assert.Equal("points.csv: there is no column for 'Y' of Other", RowReader.Of<Other>(table).Problem!.What);
    }

    private sealed record Row(int Count, double X, bool IsSpam);

    private sealed record Other(double X, double Y);

    private static double Bowl(double x0, double x1) => x0 * x0 + x1 * x1;
}
