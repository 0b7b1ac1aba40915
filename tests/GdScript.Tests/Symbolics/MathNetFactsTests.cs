using GdScript.Symbolics;
using Xunit;
using static GdScript.Symbolics.SymbolicExpression;
using Expr = GdScript.Symbolics.SymbolicExpression;

namespace GdScript.Tests.Symbolics;

/// <summary>
/// Facts of the kind that MathNet.Symbolics documents hold with our surface, in value: what is left equals what is right at random
/// points. Its known wrong answers are named where ours differs.
/// </summary>
public class MathNetFactsTests
{
    private static readonly Expr x = "x",
        y = "y",
        z = "z",
        a = "a",
        b = "b",
        c = "c",
        d = "d",
        h = "h",
        f = "f";

    public static TheoryData<string, Expr, string> Facts =>
        new()
        {
            { "like terms", x + 2 * x, "3*x" },
            { "decimals", x + 2.2 * x, "3.2*x" },
            { "the order of factors", b * x + x * a, "a*x + b*x" },
            { "powers join", x * x.Pow(2) * x.Pow(3), "x^6" },
            { "a power of a power", x.Pow(2).Pow(3), "x^6" },
            { "integers make fractions", (Expr.Int32(3) + 2) * 4 / 6, "10/3" },
            { "fractions", -2 * a * x / 3, "-2/3*a*x" },
            { "a sum with a reciprocal", 2 + 1 / x - 1, "1 + 1/x" },
            { "minus minus", -(-x), "x" },
            { "one over one over", 1 / (1 / x), "x" },
            { "a tower of quotients", (a / b / (c * a)) * (c * d / a) / d, "1/(a*b)" },
            { "half powers", a.Pow(Expr.IntegerFraction(3, 2)) * a.Pow(Expr.IntegerFraction(1, 2)), "a^2" },
            { "a root of a square", ((x * y).Pow(Expr.One / 2) * z.Pow(2)).Pow(2), "x*y*z^4" },
            { "equal sums cancel", (a + b) / (b + a).Pow(2), "1/(a + b)" },
            { "sums minus sums", (2 * (a + b) - (a + b)).Expand(), "a + b" },
            { "absolute values", x + (-x).Abs(), "x + abs(x)" },
            { "the number 3 has a size", Expr.Int32(-3).Abs(), "3" },
            { "the square is expanded", (a + b).Pow(2).Expand(), "a^2 + 2*a*b + b^2" },
            { "the fourth power is expanded", (a + b).Pow(4).Expand(), "a^4 + 4*a^3*b + 6*a^2*b^2 + 4*a*b^3 + b^4" },
            { "three terms squared", (a + b + c).Pow(2).Expand(), "a^2 + 2*a*b + b^2 + 2*a*c + 2*b*c + c^2" },
            { "a product of sums", ((x + 1) * (x + 3)).Expand(), "3 + 4*x + x^2" },
            { "a quotient is expanded above", ((a * x.Pow(2) + b * x + c) / (d * x + h)).Expand(), "(a*x^2 + b*x + c)/(d*x + h)" },
            { "d a*x", (a * x).Differentiate(x), "a" },
            { "d x*sin", (x * x.Sin()).Differentiate(x), "sin(x) + x*cos(x)" },
            { "d sin*x^2", (x.Sin() * x.Pow(2)).Differentiate(x), "2*x*sin(x) + x^2*cos(x)" },
            { "d of a power with names", (a * x.Pow(b)).Differentiate(x), "a*b*x^(b - 1)" },
            { "d of a parabola", (a * x.Pow(2) + b * x + c).Differentiate(x), "b + 2*a*x" },
            { "d 1/x", (1 / x).Differentiate(x), "-1/x^2" },
            { "d ln(x)/ln(10)", (x.Ln() / Expr.Int32(10).Ln()).Differentiate(x), "1/(x*log(10))" },
            { "d ln x^2", x.Pow(2).Ln().Differentiate(x), "2/x" },
            { "d lg", x.Log().Differentiate(x), "1/(x*log(10))" },
            { "d lg x^2", x.Pow(2).Log().Differentiate(x), "2/(x*log(10))" },
            { "d of the logarithm to base x", x.Pow(2).Log(x).Differentiate(x), "2/(x*log(x)) - log(x^2)/(x*log(x)^2)" },
            { "d tan", x.Tan().Differentiate(x), "2/(cos(2*x) + 1)" },
            { "d tanh", x.Tanh().Differentiate(x), "2/(cosh(2*x) + 1)" },
            { "d arcsin", (x / 3).ArcSin().Differentiate(x), "1/(3*sqrt(1 - x^2/9))" },
            { "d arccos", (x / 3).ArcCos().Differentiate(x), "-1/(3*sqrt(1 - x^2/9))" },
            { "d arctan", x.ArcTan().Differentiate(x), "1/(1 + x^2)" },
            { "d cot", x.Cot().Differentiate(x), "-1/sin(x)^2" },
            { "d sec", x.Sec().Differentiate(x), "tan(x)/cos(x)" },
            { "d csc", x.Csc().Differentiate(x), "-1/(tan(x)*sin(x))" },
            { "d x*sec", (25 * x * x.Sec()).Differentiate(x), "25*(1/cos(x) + x*tan(x)/cos(x))" },
            { "d arcsinh", x.ArcSinh().Differentiate(x), "1/sqrt(x^2 + 1)" },
            { "d arccosh", (x + 3).ArcCosh().Differentiate(x), "1/(sqrt(x + 2)*sqrt(x + 4))" },
            { "d arccot", x.ArcCot().Differentiate(x), "-1/(1 + x^2)" },
            { "d coth", x.Coth().Differentiate(x), "-2/(cosh(2*x) - 1)" },
            { "d sech", x.Sech().Differentiate(x), "-tanh(x)/cosh(x)" },
            { "d csch", x.Csch().Differentiate(x), "-cosh(x)/sinh(x)^2" },
            { "sec, csc and cot are read", Parse("tan(x)*25*csc(x) + cot(x)*sec(y)"), "25/cos(x) + 1/(tan(x)*cos(y))" },
            { "the logarithm to a base is read", Parse("log(y, x) + lg(x)"), "log(x)/log(y) + log(x)/log(10)" },
            { "sech squared and tanh squared", x.Sech().Pow(2) + x.Tanh().Pow(2), "1" },
            { "d airyai", x.AiryAi().Differentiate(x), "airyaiprime(x)" },
            { "d airyaiprime", x.AiryAiPrime().Differentiate(x), "x*airyai(x)" },
            { "d airybi twice", x.AiryBi().Differentiate(x).Differentiate(x), "x*airybi(x)" },
            { "d besselj", x.BesselJ(2).Differentiate(x), "(besselj(1, x) - besselj(3, x))/2" },
            { "d bessely", x.BesselY(2).Differentiate(x), "(bessely(1, x) - bessely(3, x))/2" },
            { "d besseli", x.BesselI(2).Differentiate(x), "(besseli(1, x) + besseli(3, x))/2" },
            { "d besselk", x.BesselK(2).Differentiate(x), "-(besselk(1, x) + besselk(3, x))/2" },
            { "besselj of order -1", x.BesselJ(-1), "-besselj(1, x)" },
            { "d toward another name", a.Sin().Differentiate(x), "0" },
            { "series of 1/(1-x)", (1 / (1 - x)).Taylor(3, x, 0), "1 + x + x^2" },
            { "series of 1/x", (1 / x).Taylor(3, x, 1), "3 - 3*x + x^2" },
            { "series of ln, 3 terms", x.Ln().Taylor(3, x, 1), "-3/2 + 2*x - x^2/2" },
            { "series of ln, 4 terms", x.Ln().Taylor(4, x, 1), "-11/6 + 3*x - 3/2*x^2 + x^3/3" },
            { "series of sin + cos", (x.Sin() + x.Cos()).Taylor(4, x, 0), "1 + x - x^2/2 - x^3/6" },
            { "tangent of 1/z", (1 / z).TangentLine(z, 3), "2/3 - z/9" },
            { "tangent of a cubic", (x.Pow(3) - 12 * x.Pow(2) - c).TangentLine(x, 1), "10 - c - 21*x" },
            { "normal of 1/z", (1 / z).NormalLine(z, 3), "-80/3 + 9*z" },
            { "rationalize", (1 + 1 / (1 + 1 / x)).Rationalize(), "(1 + 2*x)/(1 + x)" },
            { "a fraction is reduced", ((x.Pow(2) - 1) / (x + 1)).RationalSimplify(x), "-1 + x" },
            { "a divided derivative", ((4 * x.Pow(3) + 3 * x * x).Differentiate("x") / (6 * x)).RationalSimplify("x"), "1 + 2*x" },
            { "division of polynomials", (x.Pow(3) - 2 * x.Pow(2) - 4).PolynomialQuotient(x, x - 3), "3 + x + x^2" },
            { "remainder of polynomials", (x.Pow(3) - 2 * x.Pow(2) - 4).PolynomialRemainder(x, x - 3), "5" },
            {
                "greatest common divisor",
                (x.Pow(7) - 4 * x.Pow(5) - x * x + 4).PolynomialGcd(x, x.Pow(5) - 4 * x.Pow(3) - x * x + 4),
                "4 - 4*x - x^2 + x^3"
            },
            { "a number is substituted", x.Pow(3).Substitute(3, 4), "x^4" },
            { "negation of a sum", (x + y.Pow(2)).Negate(), "-(x + y^2)" },
            { "a power of a power is read from the right", Parse("a^b^c"), "a^(b^c)" },
            { "a power below zero", Parse("x^-2"), "1/x^2" },
            { "e to a power", Parse("2*x^(2*y) + e^(3*y)"), "exp(3*y) + 2*x^(2*y)" },
            { "exponents of ten", Parse("58E-3"), "0.058" },
            { "the letter pi", Parse("cos(π)*x"), "-x" },
            { "pow", Parse("pow(3*x, 10*sin(x))"), "(3*x)^(10*sin(x))" },
        };

    [Theory]
    [MemberData(nameof(Facts))]
    public void A_documented_fact_holds_in_value(string what, Expr left, string right)
    {
        var random = new Random(7);
        for (var k = 0; k < 4; k++)
        {
            var at = new[] { x, y, z, a, b, c, d, h, f }.ToDictionary(
                n => n.VariableName,
                _ => (FloatingPoint)(0.3 + 1.5 * random.NextDouble())
            );
            var (l, r) = (left.Evaluate(at).RealValue, Parse(right).Evaluate(at).RealValue);
            Assert.True(Math.Abs(l - r) <= 1e-11 * (1 + Math.Abs(r)), $"{what}: {left} is {l}, {right} is {r}");
        }
    }

    /// <summary>MathNet reads <c>-x^2</c> as <c>(-x)^2</c>; here a sign binds looser than a power, as in mathematics.</summary>
    [Fact]
    public void Minus_x_squared_is_negative() =>
        Assert.Equal(-9, Parse("-x^2").Evaluate(new Dictionary<string, FloatingPoint> { { "x", 3.0 } }).RealValue);

    /// <summary>MathNet derives atan2(y, x) as if it were tan(y/x).</summary>
    [Fact]
    public void The_derivative_of_atan2_is_right()
    {
        var slope = Parse("atan2(y, x)").Differentiate("y");
        Assert.Equal(2 / (2 * 2 + 3 * 3.0), slope.Evaluate(new Dictionary<string, double> { ["x"] = 2, ["y"] = 3 }), 1e-15);
    }

    /// <summary>MathNet refuses to derive an absolute value.</summary>
    [Fact]
    public void The_derivative_of_an_absolute_value_is_its_sign() =>
        Assert.Equal(-1, x.Abs().Differentiate(x).Evaluate(new Dictionary<string, double> { ["x"] = -2 }));

    [Fact]
    public void The_functions_print_as_mathematics()
    {
        Assert.Equal("sin(x)^2", Parse("(sin(x))^2").ToString());
        Assert.Equal(@"\frac{1}{a \cdot b}", (1 / (a * b)).ToLaTeX());
        Assert.Equal(@"\exp\left(-x\right)", (-x).Exp().ToLaTeX());
        Assert.StartsWith("<math", x.Pow(2).ToMathML(), StringComparison.Ordinal);
    }

    [Fact]
    public void Coefficients_stand_by_their_powers()
    {
        var e = Expr.Variable("e");
        var p = ((a * x.Pow(2) + b * x + c) * (d * x.Pow(2) + e * x + f)).Expand();
        Assert.Equal([c * f, c * e + b * f, c * d + b * e + a * f, b * d + a * e, a * d], p.Coefficients(x));
        Assert.Equal(a * d, p.LeadingCoefficient(x));
        Assert.Equal(4, p.PolynomialDegree(x));
        Assert.Equal(p, p.CollectPolynomialTerms(x).Expand());
    }

    [Fact]
    public void What_it_is_made_of_is_told()
    {
        Assert.Equal([x, y, z], (z / x * y.Cos().Pow(x)).CollectVariables());
        Assert.Equal([b, x, d.Ln(), x.Cos()], (b * x.Cos() * d.Ln() * x).Factors().OrderBy(t => Array.IndexOf([b, x, d.Ln(), x.Cos()], t)));
        Assert.Equal(4, (b + x.Cos() + d.Ln() + x).Summands().Count());
        Assert.Equal([b + x.Cos()], (b + x.Cos()).Factors());
        Assert.Equal([b * x.Cos()], (b * x.Cos()).Summands());
    }
}
