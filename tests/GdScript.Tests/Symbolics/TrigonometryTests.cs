using GdScript.Symbolics;
using Xunit;
using Expr = GdScript.Symbolics.SymbolicExpression;

namespace GdScript.Tests.Symbolics;

/// <summary>Sines and cosines written another way: the value stays, and what is 0 is seen to be.</summary>
public class TrigonometryTests
{
    private static readonly Dictionary<string, FloatingPoint> At = new() { { "x", 0.7 }, { "y", 1.3 } };

    [Theory]
    [InlineData("sin(2*x)", "2*sin(x)*cos(x)")]
    [InlineData("cos(2*x)", "cos(x)^2 - sin(x)^2")]
    [InlineData("sin(x + y)", "sin(x)*cos(y) + cos(x)*sin(y)")]
    [InlineData("cos(x - y)", "cos(x)*cos(y) + sin(x)*sin(y)")]
    [InlineData("sin(-3*x)", "sin(x)^3 - 3*cos(x)^2*sin(x)")]
    [InlineData("exp(sin(2*x))", "exp(2*sin(x)*cos(x))")]
    [InlineData("sin(x/2 + 1)", "sin(x/2)*cos(1) + cos(x/2)*sin(1)")]
    [InlineData("tan(2*x)", "tan(2*x)")]
    public void Angles_are_taken_apart(string one, string other) => Assert.Equal((Expr)other, ((Expr)one).TrigonometricExpand());

    [Theory]
    [InlineData("sin(x)*cos(x)", "sin(2*x)/2")]
    [InlineData("sin(x)^2", "1/2 - cos(2*x)/2")]
    [InlineData("cos(x)^5", "cos(5*x)/16 + 5*cos(3*x)/16 + 5*cos(x)/8")]
    [InlineData("sin(x - y)*sin(x + y)", "cos(2*y)/2 - cos(2*x)/2")]
    [InlineData("exp(sin(x)*cos(x))*y", "exp(sin(2*x)/2)*y")]
    [InlineData("cos(x)*(sin(3*x) + sin(x))", "sin(4*x)/2 + sin(2*x)")]
    [InlineData("sin(x) + cos(y)", "sin(x) + cos(y)")]
    public void Products_become_sums(string one, string other) => Assert.Equal((Expr)other, ((Expr)one).TrigonometricContract());

    [Theory]
    [InlineData("sin(x)^2 + cos(x)^2", "1")]
    [InlineData("tan(x)*cos(x)", "sin(x)")]
    [InlineData("(cos(x) + sin(x))^4 + (cos(x) - sin(x))^4 + cos(4*x) - 3", "0")]
    [InlineData("sin(x) + sin(y) - 2*sin(x/2 + y/2)*cos(x/2 - y/2)", "0")]
    [InlineData("cos(3*x) - 4*cos(x)^3 + 3*cos(x)", "0")]
    [InlineData("(sin(x) + sin(3*x))/(cos(x) + cos(3*x)) - tan(2*x)", "0")]
    public void What_is_0_by_the_formulas_for_angles_is_seen_to_be(string one, string other) =>
        Assert.Equal((Expr)other, ((Expr)one).TrigonometricSimplify());

    [Fact]
    public void A_denominator_that_is_0_leaves_nothing_defined() =>
        Assert.Equal(Expr.Undefined, ((Expr)"x/(sin(2*x) - 2*sin(x)*cos(x))").TrigonometricSimplify());

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Environment.GetEnvironmentVariable("GDS_NIGHTLY") == "1" ? 60 : 6)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_value_stays(int seed)
    {
        var random = new Random(seed);
        var f = Wave(random) * Wave(random) - Wave(random).Pow(random.Next(1, 3)) / Expr.Variable("y");
        Near(f, f.TrigonometricExpand());
        Near(f, f.TrigonometricContract());
        Near(f, f.TrigonometricSubstitute());
        Near(f, f.TrigonometricSimplify());
    }

    [Fact]
    public void Long_sums_and_deep_chains_are_left_in_peace()
    {
        var sum = Expr.Sum(Enumerable.Range(0, 40).Select(i => Expr.Variable($"x{i}")));
        Assert.Equal(sum.Sin(), sum.Sin().TrigonometricExpand());
        var deep = Enumerable.Range(0, 300).Aggregate(Expr.Variable("x"), (f, _) => f.Sin());
        Assert.Equal(deep, deep.TrigonometricContract());
    }

    private static Expr Wave(Random random)
    {
        var angle = random.Next(-2, 3) * Expr.Variable("x") + random.Next(-1, 2) * Expr.Variable("y") / random.Next(1, 3);
        return random.Next(3) switch
        {
            0 => angle.Sin(),
            1 => angle.Cos(),
            _ => angle.Sin() + Expr.Variable("y"),
        };
    }

    private static void Near(Expr f, Expr g)
    {
        var (a, b) = (f.Evaluate(At).RealValue, g.Evaluate(At).RealValue);
        Assert.Equal(a, b, 1e-9 * (1 + Math.Abs(a)));
    }
}
