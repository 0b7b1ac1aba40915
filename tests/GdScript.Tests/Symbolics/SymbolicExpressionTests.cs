using System.Numerics;
using GdScript.Graphs;
using GdScript.Symbolics;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Symbolics;

public class SymbolicExpressionTests
{
    private static readonly SymbolicExpression x = SymbolicExpression.Variable("x");

    /// <summary>n terms added in a loop are one formula of n leaves, n − 1 additions and no more, whenever it is looked at.</summary>
    [Fact]
    public void A_sum_written_in_a_loop_costs_what_its_length_is()
    {
        var sum = SymbolicExpression.Zero;
        for (var i = 0; i < 10_000; i++)
            sum += SymbolicExpression.Variable($"x{i}");
        Assert.Equal(19_999, sum.Formula.Size);
        Assert.Equal(10_000, sum.CollectVariables().Count());
    }

    [Fact]
    public void A_deep_chain_is_no_danger()
    {
        var (nested, steps) = (x, x);
        for (var i = 0; i < 20_000; i++)
            (nested, steps) = (nested.Sin(), steps * x + i);
        Assert.Equal(20_001, nested.Formula.Size);
        Assert.Equal(nested, nested.Substitute("x", x));
        Assert.True(double.IsFinite(nested.Compile("x")(1)));
        Assert.Equal(19_999, steps.Evaluate(new Dictionary<string, double> { ["x"] = 0 }));
    }

    /// <summary>Fifty doublings are fifty nodes, although the tree they stand for has 2^50.</summary>
    [Fact]
    public void What_is_shared_stays_shared()
    {
        var shared = x.Sin();
        for (var i = 0; i < 50; i++)
            shared = (shared * shared).Cos();
        Assert.InRange(shared.Formula.Size, 50, 200);
        Assert.True(double.IsFinite(shared.Differentiate("x").Compile("x")(0.5)));
    }

    [Fact]
    public void Looking_in_between_changes_nothing()
    {
        var (looked, plain) = (x, x);
        for (var i = 1; i < 12; i++)
        {
            (looked, plain) = ((looked + 1.0 / i).Sin() * looked, (plain + 1.0 / i).Sin() * plain);
            _ = looked.ToString();
        }
        Assert.Equal(plain.ToString(), looked.ToString());
    }

    [Fact]
    public void Numbers_of_every_kind_become_expressions()
    {
        Assert.Equal("2*x", (2 * x).ToString());
        Assert.Equal("2*x", (2L * x).ToString());
        Assert.Equal("2.2*x", (2.2 * x).ToString());
        Assert.Equal(x / 10, 0.1 * x);
        Assert.Equal(x / 10, 0.1f * x);
        Assert.Equal(x / 10, 0.1m * x);
        Assert.Equal(BigInteger.Pow(10, 30), ((SymbolicExpression)BigInteger.Pow(10, 30)).RationalNumberValue.Numerator);
        Assert.Equal(1e-300, ((SymbolicExpression)1e-300).RealNumberValue);
        Assert.Equal(Number.Ratio(3, 10), (SymbolicExpression.Real(0.1) + 0.2).RationalNumberValue);
        Assert.Equal(SymbolicExpressionType.Undefined, ((SymbolicExpression)double.NaN).Type);
        Assert.Equal(Math.PI, SymbolicExpression.Pi.RealNumberValue);
        Assert.Equal(Math.E, SymbolicExpression.E.RealNumberValue);
    }

    [Fact]
    public void A_text_is_read_where_an_expression_is_wanted_and_joined_where_a_text_is()
    {
        SymbolicExpression f = "x^2 + 1";
        Assert.Equal(x * x + 1, f);
        Assert.Equal("f = x^2 + 1", "f = " + f);
        Assert.Equal("x^2 + 1 is f", f + " is f");
        Assert.Equal("2*x", $"{f.Differentiate("x")}");
    }

    [Fact]
    public void Equality_is_of_the_simplified_form()
    {
        Assert.True(x + x == 2 * x);
        Assert.True(x * "y" == SymbolicExpression.Parse("y*x"));
        Assert.True(x - x == 0);
        Assert.True(-x * 2 - "y" == -SymbolicExpression.Variable("y") - 2 * x);
        Assert.True(x != x + 1);
        Assert.True((x - "y").Pow(2) == (SymbolicExpression.Variable("y") - x).Pow(2));
        Assert.True((x - "y").Pow(3) == -(SymbolicExpression.Variable("y") - x).Pow(3));
        Assert.True((x - "y").Sin() * 2 == (SymbolicExpression.Variable("y") - x).Sin() * -2);
        Assert.True((x - "y").Cos() == (SymbolicExpression.Variable("y") - x).Cos());
        Assert.True((x - "y").Exp() != (SymbolicExpression.Variable("y") - x).Exp());
        Assert.True(x - "y" != SymbolicExpression.Variable("y") - x);
        Assert.True(x.Sin() != x.Cos());
        Assert.True(x.Pow(2) != 2 * x);
        Assert.True(x / 2 != x * 2);
        Assert.True(SymbolicExpression.Parse("x/y") != SymbolicExpression.Parse("y/x"));
        Assert.True(SymbolicExpression.Int64((1L << 60) + 1) != SymbolicExpression.Int64(1L << 60));
        Assert.False(x == null);
        Assert.Single(new HashSet<SymbolicExpression> { x + 1, 1 + x, x + 2 - 1 });
    }

    [Fact]
    public void A_mistake_in_a_text_shows_its_place()
    {
        var e = Assert.Throws<SymbolicException>(() => SymbolicExpression.Parse("1/(a*b"));
        Assert.Equal("GDS5005", e.Problem.Id);
        Assert.Equal("'(' is never closed; add ')' (line 1, column 3)\n1/(a*b\n  ^", e.Message);
        Assert.IsAssignableFrom<FormatException>(e);
        Assert.True(SymbolicExpression.Read("x +").Problem is not null);
    }

    [Theory]
    [InlineData("2x")]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("x'")]
    public void A_variable_has_a_name_that_reads_back(string name) =>
        Assert.Equal("GDS5501", Assert.Throws<SymbolicException>(() => SymbolicExpression.Variable(name)).Problem.Id);

    [Fact]
    public void A_name_may_be_that_of_a_constant()
    {
        var e = SymbolicExpression.Variable("e");
        Assert.NotEqual(SymbolicExpression.E, e);
        Assert.Equal(e * x, SymbolicExpression.Parse((e * x).ToString()));
        Assert.Equal(x, (e * x).Differentiate(e));
    }

    [Fact]
    public void Arrays_and_data_are_refused()
    {
        var shapes = new Dictionary<string, Shape> { ["w"] = Shape.Vector(2) };
        Assert.Equal("GDS5502", SymbolicExpression.Of(FormulaText.Parse("sum(w)", shapes).Value).Problem?.Id);
        Assert.Equal("GDS5502", SymbolicExpression.Of(FormulaText.Parse("[x, y]").Value).Problem?.Id);
        Assert.Equal("GDS5502", SymbolicExpression.Of(FormulaText.Parse("column t; rowsum(t)").Value).Problem?.Id);
        Assert.Equal(3, SymbolicExpression.Parse("norm([x, y])").Evaluate(new Dictionary<string, double> { ["x"] = 0, ["y"] = -3 }));
    }

    [Fact]
    public void A_formula_comes_in_and_goes_out()
    {
        SymbolicExpression f = FormulaText.Parse("x^2/20 + y^2").Value;
        Assert.Equal("x/10", f.Differentiate("x").ToString());
        Assert.Equal(["x", "y"], f.Formula.Parameters.Select(p => p.Name));
        Assert.Equal(["y"], (f - x * x / 20).Formula.Parameters.Select(p => p.Name));
    }

    [Fact]
    public void Parts_are_told_by_number()
    {
        Assert.Equal(SymbolicExpressionType.Sum, (x + 1).Type);
        Assert.Equal(SymbolicExpressionType.Product, (x * "y").Type);
        Assert.Equal(SymbolicExpressionType.Power, x.Sqrt().Type);
        Assert.Equal(SymbolicExpressionType.Function, x.Sin().Type);
        Assert.Equal(SymbolicExpressionType.RationalNumber, SymbolicExpression.One.Type);
        Assert.Equal(x, x.Sin()[0]);
        Assert.Equal(3, x.Pow(3)[1]);
        Assert.Equal(0, x.NumberOfOperands);
        Assert.Throws<ArgumentOutOfRangeException>(() => x[0]);
        Assert.True(x.Sin().FreeOf("y"));
        Assert.False(x.Sin().FreeOf(x));
    }

    [Fact]
    public void Fractions_have_two_sides()
    {
        SymbolicExpression f = "-2*x/(3*y)";
        Assert.Equal(-2 * x, f.Numerator());
        Assert.Equal("3*y", f.Denominator().ToString());
        Assert.Equal(SymbolicExpression.One, (x + 1).Denominator());
        Assert.Equal(
            "a + b",
            SymbolicExpression.Parse("(a^2 - b^2)/(a - b)").RationalSimplify("a").Expand().ToString() is var s && s == "b + a" ? "a + b" : s
        );
        Assert.Equal(SymbolicExpression.Parse("(b + a)/(a*b)"), SymbolicExpression.Parse("1/a + 1/b").Rationalize());
    }

    /// <summary>A member and the call of that name are one expression.</summary>
    [Fact]
    public void Members_are_the_functions_of_the_language()
    {
        (SymbolicExpression Member, string Call)[] all =
        [
            (x.Sin(), "sin"),
            (x.Cos(), "cos"),
            (x.Tan(), "tan"),
            (x.Csc(), "csc"),
            (x.Sec(), "sec"),
            (x.Cot(), "cot"),
            (x.Sinh(), "sinh"),
            (x.Cosh(), "cosh"),
            (x.Tanh(), "tanh"),
            (x.Csch(), "csch"),
            (x.Sech(), "sech"),
            (x.Coth(), "coth"),
            (x.ArcSin(), "asin"),
            (x.ArcCos(), "acos"),
            (x.ArcTan(), "atan"),
            (x.ArcCsc(), "acsc"),
            (x.ArcSec(), "asec"),
            (x.ArcCot(), "acot"),
            (x.ArcSinh(), "asinh"),
            (x.ArcCosh(), "acosh"),
            (x.ArcTanh(), "atanh"),
            (x.ArcCsch(), "acsch"),
            (x.ArcSech(), "asech"),
            (x.ArcCoth(), "acoth"),
            (x.Exp(), "exp"),
            (x.Ln(), "ln"),
            (x.Log(), "lg"),
            (x.Sqrt(), "sqrt"),
            (x.Abs(), "abs"),
            (x.AiryAi(), "airyai"),
            (x.AiryBiPrime(), "airybiprime"),
        ];
        Assert.All(all, one => Assert.Equal(SymbolicExpression.Parse($"{one.Call}(x)"), one.Member));
        Assert.Equal(SymbolicExpression.Parse("log(2, x) + log(3, x)"), x.Log(2) + x.Log(3));
        Assert.Equal(SymbolicExpression.Parse("x^(1/3)"), x.Root(3));
        Assert.Equal(SymbolicExpression.Parse("besselk(3, x^2)"), (x * x).BesselK(3));
        Assert.Throws<SymbolicException>(() => x.BesselJ("n"));
    }

    [Fact]
    public void What_is_no_polynomial_says_so()
    {
        Assert.False(x.Sin().IsPolynomial(x));
        Assert.True((x.Sin() * "y").IsPolynomial("y"));
        Assert.Equal(SymbolicExpression.Undefined, (1 / x).PolynomialDegree(x));
        Assert.Equal(SymbolicExpression.NegativeInfinity, SymbolicExpression.Zero.PolynomialDegree(x));
        Assert.Empty(SymbolicExpression.Zero.Coefficients(x));
        Assert.Equal("GDS5508", Assert.Throws<SymbolicException>(() => x.Sin().PolynomialDivide(x, x)).Problem.Id);
        Assert.Equal("GDS5508", Assert.Throws<SymbolicException>(() => x.PolynomialDivide(x, 0)).Problem.Id);
    }
}
