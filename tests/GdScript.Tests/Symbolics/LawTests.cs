using GdScript.Symbolics;
using Xunit;

namespace GdScript.Tests.Symbolics;

/// <summary>What holds of every expression, tried on random ones.</summary>
public class LawTests
{
    private static readonly string[] Names = ["x", "y", "z"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Environment.GetEnvironmentVariable("GDS_NIGHTLY") == "1" ? 2_000 : 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Expressions_are_a_commutative_ring(int seed)
    {
        var random = new Random(seed);
        var (a, b, c) = (RandomExpressions.Ring(random, 5), RandomExpressions.Ring(random, 4), RandomExpressions.Ring(random, 3));
        Same(a + b, b + a, random);
        Same(a * b, b * a, random);
        Same((a + b) + c, a + (b + c), random);
        Same((a * b) * c, a * (b * c), random);
        Same(a * (b + c), a * b + a * c, random);
        Same(a - b, -(b - a), random);
        Same(a + 0, a, random);
        Same(a * 1, a, random);
        Same((a + b).Pow(3).Expand(), (a + b) * (a + b) * (a + b), random);
        Assert.Equal(SymbolicExpression.Zero, a - a);
        Assert.Equal(SymbolicExpression.Zero, (a * b - b * a).Expand());
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Order_makes_no_difference_to_equality(int seed)
    {
        var random = new Random(seed);
        SymbolicExpression[] parts = [.. Enumerable.Range(0, 4).Select(_ => RandomExpressions.Smooth(random, 4).Sin().Exp())];
        var (sum, turned) = (SymbolicExpression.Sum(parts), SymbolicExpression.Sum(parts.Reverse()));
        Assert.Equal(sum, turned);
        Assert.Equal(sum.GetHashCode(), turned.GetHashCode());
        Assert.Equal(SymbolicExpression.Product(parts), SymbolicExpression.Product(parts.Reverse()));
        Assert.NotEqual(sum, sum + 1);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_is_printed_reads_back_to_an_equal_expression(int seed)
    {
        var expression = RandomExpressions.Smooth(new(seed), 8);
        var again = SymbolicExpression.Parse(expression.ToString());
        Assert.Equal(expression, again);
        Assert.Equal(expression.GetHashCode(), again.GetHashCode());
        Assert.Equal(expression, SymbolicExpression.Parse(expression.Differentiate("x").ToString()) * 0 + expression);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_compiled_function_has_the_bits_of_a_value(int seed)
    {
        var random = new Random(seed);
        var expression = RandomExpressions.Smooth(random, 10);
        var (typed, array, any) = (
            expression.Compile("z", "y", "x"),
            expression.CompileArray(Names),
            expression.Compile([.. Names, "w", "v"])
        );
        for (var k = 0; k < 5; k++)
        {
            var at = RandomExpressions.Point(random);
            var (x, y, z) = (at["x"].RealValue, at["y"].RealValue, at["z"].RealValue);
            var bits = Bits(expression.Evaluate(at).RealValue);
            Assert.Equal(bits, Bits(typed(z, y, x)));
            Assert.Equal(bits, Bits(array([x, y, z])));
            Assert.Equal(bits, Bits((double)any.DynamicInvoke(x, y, z, 1.0, 2.0)!));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_gradient_is_made_of_the_derivatives(int seed)
    {
        var random = new Random(seed);
        var expression = RandomExpressions.Smooth(random, 8);
        SymbolicExpression[] names = ["x", "y", "z"];
        var (gradient, hessian, compiled) = (expression.Gradient(names), expression.Hessian(names), expression.CompileGradient(Names));
        var at = RandomExpressions.Point(random);
        for (var i = 0; i < 3; i++)
        {
            Near(expression.Differentiate(names[i]), gradient[i], at);
            Close(gradient[i].Evaluate(at).RealValue, compiled([.. Names.Select(n => at[n].RealValue)])[i]);
            for (var j = 0; j < 3; j++)
                Near(expression.Differentiate(names[i]).Differentiate(names[j]), hessian[i, j], at);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_derivative_is_a_slope(int seed)
    {
        var random = new Random(seed);
        var f = RandomExpressions.Smooth(random, 6).Substitute("y", 0.5).Substitute("z", -0.25);
        var (value, slope, x, h) = (f.Compile("x"), f.Differentiate("x").Compile("x"), random.Next(-6, 7) / 4.0, 1e-5);
        Assert.Equal((value(x + h) - value(x - h)) / (2 * h), slope(x), 1e-5 * (1 + Math.Abs(slope(x)) + Math.Abs(value(x))));
    }

    /// <summary>Halving the distance divides the error of k terms by 2^k.</summary>
    [Theory]
    [InlineData("sin(x) + cos(x)", 0.25)]
    [InlineData("exp(x)*sin(x)", 0.3)]
    [InlineData("log(x)", 1)]
    [InlineData("1/(1 + x^2)", 0.5)]
    [InlineData("sqrt(2 + x)", -0.5)]
    public void The_error_of_a_Taylor_series_is_of_its_order(string text, double at)
    {
        SymbolicExpression f = text;
        for (var k = 2; k <= 5; k++)
        {
            var error = (f - f.Taylor(k, "x", at)).Compile("x");
            Assert.InRange(Math.Log2(error(at + 0.02) / error(at + 0.01)), k - 0.1, k + 0.1);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Substituting_is_evaluating(int seed)
    {
        var random = new Random(seed);
        var (f, g) = (RandomExpressions.Smooth(random, 6), RandomExpressions.Smooth(random, 4));
        var at = RandomExpressions.Point(random);
        var inside = new Dictionary<string, FloatingPoint>(at) { ["x"] = g.Evaluate(at) };
        Close(f.Evaluate(inside).RealValue, f.Substitute("x", g).Evaluate(at).RealValue);
    }

    private static void Same(SymbolicExpression a, SymbolicExpression b, Random random)
    {
        var at = RandomExpressions.Point(random);
        Assert.Equal(a.Evaluate(at).RealValue, b.Evaluate(at).RealValue);
    }

    private static void Near(SymbolicExpression a, SymbolicExpression b, Dictionary<string, FloatingPoint> at) =>
        Close(a.Evaluate(at).RealValue, b.Evaluate(at).RealValue);

    private static void Close(double a, double b) => Assert.Equal(a, b, 1e-9 * (1 + Math.Abs(a)));

    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(value);
}
