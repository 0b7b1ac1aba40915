using GdScript.Calculus;
using GdScript.Checking;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Text;

/// <summary>The ready-made distances: values from their definitions, slopes measured.</summary>
public class DistanceTests
{
    private static double Value(string text, params double[] point) => Evaluation.At(FormulaText.Parse(text).Value, point).Value[0];

    [Theory]
    [InlineData("l1(r)", 0)]
    [InlineData("mse(r)", 1)]
    [InlineData("huber(r, 0.75)", 2)]
    [InlineData("huber(r)", 3)]
    [InlineData("logcosh(r)", 4)]
    [InlineData("hinge(r)", 5)]
    public void A_distance_is_what_its_definition_says(string text, int which)
    {
        foreach (var r in (double[])[-30, -19.5, -2.5, -0.75, -1e-3, 0, 1e-9, 0.3, 1, 1.5, 21, 900])
        {
            static double HuberOf(double r, double d) => Math.Abs(r) <= d ? r * r / 2 : d * (Math.Abs(r) - d / 2);
            var expected = which switch
            {
                0 => Math.Abs(r),
                1 => r * r,
                2 => HuberOf(r, 0.75),
                3 => HuberOf(r, 1),
                4 => Math.Abs(r) < 1e-2
                    ? r * r / 2 - Math.Pow(r, 4) / 12 + Math.Pow(r, 6) / 45 - 17 * Math.Pow(r, 8) / 2520
                    : Math.Abs(r) + Math.Log(1 + Math.Exp(-2 * Math.Abs(r))) - Math.Log(2),
                _ => Math.Max(0, 1 - r),
            };
            Assert.Equal(expected, Value(text, r), 1e-14 * Math.Max(1e-300, Math.Abs(expected)) + 1e-24);
        }
    }

    [Theory]
    [InlineData("l1(r)")]
    [InlineData("mse(r)")]
    [InlineData("huber(r, 0.75)")]
    [InlineData("logcosh(r)")]
    [InlineData("hinge(r)")]
    [InlineData("crossentropy(sigmoid(r), 1)")]
    [InlineData("crossentropy(sigmoid(r), 0.25)")]
    [InlineData("crossentropy(softmax([r, 1, -r]), 2)")]
    [InlineData("crossentropy(softmax([r, 1, -r]), [0.25, 0, 0.75])")]
    [InlineData("mse([r, 2*r, 1 - r]) + huber([r, 1], 0.5)")]
    public void Its_slope_is_the_measured_one(string text)
    {
        double[][] points =
        [
            [-2.5],
            [-0.4],
            [0.3],
            [0.8],
        ];
        Assert.Equal("match", Check.Gradient(FormulaText.Parse(text).Value, null, points).Word);
    }

    [Fact]
    public void The_cross_entropy_of_the_lesson_is_the_logarithm_of_the_right_class()
    {
        var p = "p = softmax([1.05414809, 0.63071653, 1.1328074]); ";
        var expected = Value(p + "-log(p[2])");
        Assert.Equal(expected, Value(p + "crossentropy(p, 2)"));
        Assert.Equal(expected, Value(p + "crossentropy(p, [0, 0, 1])"));
        Assert.Equal(-Math.Log(0.8), Value("crossentropy(q, 1)", 0.8), 1e-15);
        Assert.Equal(-Math.Log(0.2), Value("crossentropy(q, 0)", 0.8), 1e-15);
    }

    [Fact]
    public void A_label_is_looked_up_as_an_index_is()
    {
        const string Before = "param b[40]; p = softmax(b*x); ";
        var (named, looked) = (Read(Before + "rowmean(crossentropy(p, y))"), Read(Before + "rowmean(-log(p[y]))"));
        Assert.Equal(looked.Infix, named.Infix);
        double[] point = [.. Enumerable.Range(0, 40).Select(i => Math.Sin(i))];
        var (expected, actual) = (new double[41], new double[41]);
        Kernel.For(Gradient.Of(looked)).Run(point, expected);
        Kernel.For(Gradient.Of(named)).Run(point, actual);
        Assert.Equal(expected, actual);

        static Formula Read(string text) =>
            FormulaText.Parse(text, null, [new("x"), new("y")]).Value.With(Table.Of(("x", [0.5, -1.5, 2]), ("y", [1, 39, 0])));
    }

    [Fact]
    public void A_certain_answer_costs_nothing_and_brings_no_NaN()
    {
        Assert.Equal(0, Value("crossentropy(q, 1)", 1));
        Assert.Equal(0, Value("crossentropy(q, 0)", 0));
        Assert.Equal(0, Value("crossentropy([0, 1], [0, 1])"));
        Assert.Equal(0, Value("crossentropy([0, 1, 0], 1)"));
        Assert.Equal("GDS6003", Evaluation.At(FormulaText.Parse("crossentropy(q, 1)").Value, [0]).Problem?.Id);
    }

    [Fact]
    public void A_label_that_is_no_class_is_told_with_its_row()
    {
        var loss = FormulaText.Parse("mean(crossentropy(softmax([w*x, 1]), y))", null, [new("x"), new("y")]).Value;
        var data = Table.Of(("x", [0.5, 1.5]), ("y", [1, 2]));
        var problem = Evaluation.At(loss.With(data), [1]).Problem!;
        Assert.Equal(
            ("GDS6008", "a vector of 2 has no element 2, in row 2 (y=2) at w=1"),
            (problem.Id, problem.What.Replace("x=1.5, ", "", StringComparison.Ordinal))
        );
        var slopes = new double[1];
        Assert.True(double.IsFinite(Kernel.For(Gradient.Of(loss.With(data.Slice(0, 1)))).ValueAndGradient([1], slopes)) && slopes[0] != 0);
    }

    [Fact]
    public void What_does_not_fit_is_told()
    {
        Assert.Equal(
            "crossentropy takes probabilities and a label, not a vector of 2 and a vector of 3",
            FormulaText.Parse("crossentropy([0.5, 0.5], [1, 0, 0])").Problem?.What
        );
        Assert.Equal("delta is a scalar, not a vector of 2", FormulaText.Parse("huber(r, [1, 2])").Problem?.What);
        Assert.Equal("did you mean 'l1'?", FormulaText.Parse("mae(r, s)").Problem?.Hint);
        Assert.Equal("write huber(r, delta)", FormulaText.Parse("huber()").Problem?.Hint);
    }

    [Fact]
    public void A_distance_prints_as_what_it_is_made_of_and_reads_back()
    {
        foreach (var text in (string[])["huber(r, 2)", "logcosh(r)", "crossentropy([p, 1 - p], 1)", "mse([r, 1])", "hinge(r)", "l1(r)"])
        {
            var printed = FormulaText.Parse(text).Value.Infix;
            Assert.Equal(printed, FormulaText.Parse(printed).Value.Infix);
            Assert.Equal(Value(text, 0.3), Value(printed, 0.3));
        }
    }
}
