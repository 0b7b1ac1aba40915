using GdScript.Calculus;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Kernels;

public class EvaluationTests
{
    [Theory]
    // Division
    [InlineData("1/x", "x=0", "GDS6001 1:2 division by zero: 1/0 at x=0")]
    [InlineData("x/y", "x=0,y=0", "GDS6001 1:2 division by zero: 0/0 at x=0, y=0")]
    [InlineData("-1/(-x)", "x=0", "GDS6001 1:3 division by zero: -1/(-0) at x=0")]
    [InlineData("x^-1", "x=0", "GDS6001 1:2 division by zero: 0^(-1) at x=0")]
    [InlineData("x^y", "x=0,y=-0.5", "GDS6001 1:2 division by zero: 0^(-0.5) at x=0, y=-0.5")]
    [InlineData("1/0", "", "GDS6001 1:2 division by zero: 1/0")]
    [InlineData("1e300/x", "x=1e-300", "GDS6004 1:6 1e300/1e-300 is larger than a double can hold (1.8e308), at x=1e-300")]
    // No real number
    [InlineData("log(x)", "x=-1", "GDS6002 1:1 log of -1 is not a real number, at x=-1 | log takes numbers above 0")]
    [InlineData("2*log10(x-3)", "x=1", "GDS6002 1:3 log10 of -2 is not a real number, at x=1 | log10 takes numbers above 0")]
    [InlineData("log2(x)", "x=-4", "GDS6002 1:1 log2 of -4 is not a real number, at x=-4 | log2 takes numbers above 0")]
    [InlineData("log1p(x)", "x=-2", "GDS6002 1:1 log1p of -2 is not a real number, at x=-2 | log1p takes numbers above -1")]
    [InlineData("sqrt(x)", "x=-1", "GDS6002 1:1 sqrt of -1 is not a real number, at x=-1 | sqrt takes 0 and above")]
    [InlineData("asin(x)", "x=2", "GDS6002 1:1 asin of 2 is not a real number, at x=2 | asin takes -1 to 1")]
    [InlineData("acos(x)", "x=-1.5", "GDS6002 1:1 acos of -1.5 is not a real number, at x=-1.5 | acos takes -1 to 1")]
    [InlineData("acosh(x)", "x=0.5", "GDS6002 1:1 acosh of 0.5 is not a real number, at x=0.5 | acosh takes 1 and above")]
    [InlineData(
        "atanh(x)",
        "x=2",
        "GDS6002 1:1 atanh of 2 is not a real number, at x=2 | atanh takes numbers between -1 and 1, not the ends"
    )]
    [InlineData("(-8)^(1/3)", "", "GDS6002 1:5 (-8)^0.3333333333333333 is not a real number | write cbrt(x) for the real cube root")]
    [InlineData(
        "x^(1/3)",
        "x=-8",
        "GDS6002 1:2 (-8)^0.3333333333333333 is not a real number, at x=-8 | write cbrt(x) for the real cube root"
    )]
    [InlineData("x^0.5", "x=-2", "GDS6002 1:2 (-2)^0.5 is not a real number, at x=-2 | a negative base needs a whole number as exponent")]
    // Poles
    [InlineData("log(x)", "x=0", "GDS6003 1:1 log of 0 is not finite, at x=0 | log takes numbers above 0")]
    [InlineData("log1p(x)", "x=-1", "GDS6003 1:1 log1p of -1 is not finite, at x=-1 | log1p takes numbers above -1")]
    [InlineData("atanh(x)", "x=1", "GDS6003 1:1 atanh of 1 is not finite, at x=1 | atanh takes numbers between -1 and 1, not the ends")]
    [InlineData("lgamma(x)", "x=-3", "GDS6003 1:1 lgamma of -3 is not finite, at x=-3 | the gamma family has poles at 0, -1, -2, ...")]
    [InlineData("digamma(x)", "x=0", "GDS6003 1:1 digamma of 0 is not finite, at x=0 | the gamma family has poles at 0, -1, -2, ...")]
    [InlineData("trigamma(x)", "x=-1", "GDS6003 1:1 trigamma of -1 is not finite, at x=-1 | the gamma family has poles at 0, -1, -2, ...")]
    // Beyond the range
    [InlineData("exp(x)", "x=1000", "GDS6004 1:1 exp(1000) is larger than a double can hold (1.8e308), at x=1000")]
    [InlineData("expm1(x)", "x=1000", "GDS6004 1:1 expm1(1000) is larger than a double can hold (1.8e308), at x=1000")]
    [InlineData("cosh(x)", "x=-800", "GDS6004 1:1 cosh(-800) is larger than a double can hold (1.8e308), at x=-800")]
    [InlineData("sinh(x)", "x=-800", "GDS6004 1:1 sinh(-800) is below what a double can hold (-1.8e308), at x=-800")]
    [InlineData("x^2", "x=1e200", "GDS6004 1:2 1e200^2 is larger than a double can hold (1.8e308), at x=1e200")]
    [InlineData("x*y", "x=1e200,y=-1e200", "GDS6004 1:2 1e200*(-1e200) is below what a double can hold (-1.8e308), at x=1e200, y=-1e200")]
    [InlineData("x+x", "x=1e308", "GDS6004 1:2 1e308 + 1e308 is larger than a double can hold (1.8e308), at x=1e308")]
    [InlineData("-x-x", "x=1e308", "GDS6004 1:3 -1e308 - 1e308 is below what a double can hold (-1.8e308), at x=1e308")]
    [InlineData("hypot(x,x)", "x=1.7e308", "GDS6004 1:1 hypot(1.7e308, 1.7e308) is larger than a double can hold (1.8e308), at x=1.7e308")]
    [InlineData("lgamma(x)", "x=1e307", "GDS6004 1:1 lgamma(1e307) is larger than a double can hold (1.8e308), at x=1e307")]
    [InlineData("trigamma(x)", "x=1e-200", "GDS6004 1:1 trigamma(1e-200) is larger than a double can hold (1.8e308), at x=1e-200")]
    // Arrays
    [InlineData(
        "sum(v)",
        "v=[1e308,1e308]",
        "GDS6004 1:1 the sum of 2 numbers leaves the range that a double can hold (1.8e308), at v[0]=1e308, v[1]=1e308"
    )]
    [InlineData(
        "mean(v)",
        "v=[1e308,1e308]",
        "GDS6004 1:1 the mean of 2 numbers leaves the range that a double can hold (1.8e308), at v[0]=1e308, v[1]=1e308"
    )]
    [InlineData(
        "norm(v)",
        "v=[1.7e308,1.7e308]",
        "GDS6004 1:1 the norm of a vector of 2 leaves the range that a double can hold (1.8e308), at v[0]=1.7e308, v[1]=1.7e308"
    )]
    [InlineData(
        "dot(v,v)",
        "v=[1e200,1]",
        "GDS6004 1:1 the dot product of two vectors of 2 leaves the range that a double can hold (1.8e308), at v[0]=1e200, v[1]=1"
    )]
    [InlineData(
        "v*W",
        "v=[1e200,1],W=[[1e200],[1]]",
        "GDS6004 1:2 the product of a vector of 2 and a 2x1 matrix leaves the range that a double can hold (1.8e308), at v[0]=1e200, v[1]=1, W[0,0]=1e200, W[1,0]=1"
    )]
    [InlineData(
        "sum(outer(v,v))",
        "v=[1e200,1]",
        "GDS6004 1:5 a product of the two vectors is larger than a double can hold (1.8e308), at v[0]=1e200, v[1]=1"
    )]
    [InlineData("sum(log(v))", "v=[1,-2]", "GDS6002 1:5 log of -2 is not a real number, at v[0]=1, v[1]=-2 | log takes numbers above 0")]
    [InlineData("softmax(1 ./ v)", "v=[1,0]", "GDS6001 1:11 division by zero: 1/0 at v[0]=1, v[1]=0")]
    // The first of several, in the order of the text; what follows from it is not blamed.
    [InlineData("log(x) + 1/y", "x=-1,y=0", "GDS6002 1:1 log of -1 is not a real number, at x=-1, y=0 | log takes numbers above 0")]
    [InlineData("exp(x) - exp(x)", "x=1e3", "GDS6004 1:1 exp(1000) is larger than a double can hold (1.8e308), at x=1000")]
    [InlineData("sin(1/x)", "x=0", "GDS6001 1:6 division by zero: 1/0 at x=0")]
    [InlineData("h = x - 1; log(h)", "x=1", "GDS6003 1:12 log of 0 is not finite, at x=1 | log takes numbers above 0")]
    public void I_am_told_which_operation_left_the_finite_numbers(string loss, string at, string expected)
    {
        var problem = At(loss, at).Problem;
        Assert.NotNull(problem);
        Assert.Equal(ProblemKind.Numeric, problem.Kind);
        Assert.Equal(expected, Said(problem));
    }

    [Theory]
    [InlineData("1/exp(x)", "x=1000", 0)]
    [InlineData("exp(-exp(x))", "x=1000", 0)]
    [InlineData("where(x > 0, log(x), 0)", "x=-1", 0)]
    [InlineData("where(x > 0, x, sqrt(x))", "x=4", 4)]
    [InlineData("min(exp(x), 3)", "x=1000", 3)]
    [InlineData("0^0 + x^0", "x=0", 2)]
    [InlineData("log(x) < 0", "x=-1", 0)]
    [InlineData("v[0]", "v=[5,6]", 5)]
    public void What_ends_finite_is_no_problem(string loss, string at, double expected) => Assert.Equal([expected], At(loss, at).Value);

    [Fact]
    public void A_hidden_NaN_is_not_blamed_for_another()
    {
        var problem = At("where(x > 0, log(x), 0) + 1/y", "x=-1,y=0").Problem;
        Assert.Equal("GDS6001 1:28 division by zero: 1/0 at x=-1, y=0", Said(problem!));
    }

    [Fact]
    public void A_point_that_is_not_finite_is_named_first()
    {
        var f = FormulaText.Parse("log(x) + y").Value;
        Assert.Equal(
            "GDS6006 the point is not finite: y is NaN | give every parameter an ordinary number",
            Said(Evaluation.At(f, [-1, double.NaN]).Problem!)
        );
        Assert.Equal([0.5], Evaluation.At(FormulaText.Parse("0.5 + 0/x").Value, [double.PositiveInfinity]).Value);
    }

    [Fact]
    public void A_constant_from_code_that_is_not_finite_is_named()
    {
        var g = new Sketch();
        var f = g.Finish(g.Make(Op.Add, g.Param("x"), g.Const(double.PositiveInfinity)));
        Assert.Equal(
            "GDS6005 the constant Infinity is not finite, at x=1 | write an ordinary number",
            Said(Evaluation.At(f, [1]).Problem!)
        );
    }

    [Fact]
    public void Of_a_long_point_only_what_the_operation_depends_on_is_named()
    {
        const string Many = "a=1,b=2,c=3,d=4,f=5,g=6,h=0";
        Assert.Equal("GDS6001 1:2 division by zero: 1/0 at h=0", Said(At("1/h + a+b+c+d+f+g", Many).Problem!));
        Assert.Equal("GDS6001 1:2 division by zero: 1/0", Said(At("1/(a*b*c*d*f*g*h)", Many).Problem!));
        Assert.Equal(
            "GDS6002 1:10 log of -2 is not a real number, at v[8]=-2 | log takes numbers above 0",
            Said(At("sum(2 .* log(v))", "v=[1,2,3,4,5,6,7,8,-2]").Problem!)
        );
    }

    [Fact]
    public void A_derivative_that_is_not_finite_says_that_the_loss_is()
    {
        var loss = FormulaText.Parse("sqrt(x)").Value;
        Assert.Equal([0], Evaluation.At(loss, [0]).Value);
        var problem = Evaluation.At(Gradient.Of(loss), [0]).Problem!;
        Assert.StartsWith("division by zero: ", problem.What, StringComparison.Ordinal);
        Assert.Equal("the loss itself is finite here; its derivative is not", problem.Hint);
        Assert.Null(problem.Place);
    }

    [Fact]
    public void The_caret_stands_under_the_operation_in_its_line()
    {
        var problem = At("h = x*2\nlog(h)", "x=-1").Problem!;
        Assert.Equal((new Place(2, 1, 3), "log(h)"), (problem.Place!.Value, problem.Line));
    }

    [Fact]
    public void The_explanation_has_the_bits_of_the_kernel()
    {
        for (var seed = 1ul; seed <= 200; seed++)
        {
            var f = RandomFormulas.Of(seed);
            var rough = new Rough(seed);
            var (point, results) = (RandomFormulas.Point(f, rough), new double[f.ResultSize]);
            Kernel.For(f, Tier.Interpreter).Run(point, results);
            var answer = Evaluation.At(f, point);
            Assert.Equal(results.All(double.IsFinite), answer.Problem is null);
            if (answer.Problem is null)
                Same.Bits(results, answer.Value, $"formula {seed}");
        }
    }

    [Fact]
    public void Whatever_is_not_finite_finds_its_operation()
    {
        var told = 0;
        for (var seed = 1ul; seed <= 400; seed++)
        {
            var f = RandomFormulas.Of(seed);
            var point = Rough.Doubles(f.PointSize, seed);
            if (Evaluation.At(f, point).Problem is not { } problem)
                continue;
            told++;
            Assert.DoesNotContain(" gives ", problem.What, StringComparison.Ordinal);
        }
        Assert.InRange(told, 100, 400);
    }

    [Fact]
    public void A_large_product_that_is_not_finite_is_explained_soon()
    {
        var g = new Sketch();
        var (a, b) = (g.Param("A", Shape.Matrix(300, 300)), g.Param("B", Shape.Matrix(300, 300)));
        var f = g.Finish(g.Make(Op.Sum, g.Make(Op.MatMul, g.Make(Op.MatMul, a, g.Make(Op.Log, b)), b)));
        double[] point = [.. Enumerable.Repeat(1.0, 180_000)];
        point[90_000 + 301] = -1;
        Assert.Equal("log of -1 is not a real number, at B[1,1]=-1", Evaluation.At(f, point).Problem!.What);
    }

    [Fact]
    public void A_point_of_the_wrong_length_is_a_mistake_of_the_caller() =>
        Assert.Throws<ArgumentException>(() => Evaluation.At(FormulaText.Parse("x").Value, [1, 2]));

    private static Result<double[]> At(string loss, string at)
    {
        var result =
            from givens in PointText.Parse(at)
            from names in FormulaText.Names(loss)
            from shapes in PointText.Shapes(givens, names)
            from formula in FormulaText.Parse(loss, shapes)
            from point in PointText.Flatten(formula, givens)
            select (formula, point);
        return Evaluation.At(result.Value.formula, result.Value.point);
    }

    private static string Said(Problem problem) =>
        problem.Id
        + (problem.Place is { } place ? $" {place.Line}:{place.Column}" : "")
        + " "
        + problem.What
        + (problem.Hint.Length > 0 ? " | " + problem.Hint : "");
}
