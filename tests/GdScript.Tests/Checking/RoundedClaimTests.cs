using GdScript.Calculus;
using GdScript.Checking;
using GdScript.Kernels;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Checking;

/// <summary>Claims that are right but for the digits they were written or worked out with.</summary>
public class RoundedClaimTests
{
    [Theory]
    [InlineData("exp(2)*x^2", "x: 14.7781121978613*x", 1.3)]
    [InlineData("x", "x: 1.41421356237310*0.707106781186547", 0.3)]
    [InlineData("sin(x)/3", "x: 0.333333333333333*cos(x)", 0.7)]
    [InlineData("log10(x)", "x: 0.434294481903252/x", 7)]
    [InlineData("x*pi - 3.14159265358979*x + x", "x: pi - 3.14159265358979 + 1", 2)]
    [InlineData("exp(-x^2)*exp(-3*x^2)", "x: -8*x*exp(-2*x^2)*exp(-2*x^2)", 13.6)]
    public void Constants_of_fifteen_digits_and_products_that_underflow_are_right(string loss, string claim, double x)
    {
        var formula = Cases.Loss(loss);
        var report = Check.Gradient(formula, ClaimText.Parse(claim, formula).Value, CheckOptions.Thorough, [x]);
        Assert.False(report.Fails, CheckText.Of(report));
    }

    [Theory]
    [InlineData("1e9 + x + x - 2.01*x", "x: -0.01", 2)]
    [InlineData("1e9 + x + x - 2.01*x", "x: -0.009999999999999787", 2)]
    [InlineData("(0.1 + 0.2 - 0.3)*x + 1e9", "x: 0", 2)]
    [InlineData("x*0.3 - x*0.1 - x*0.2 + 1e7*x^2", "x: 2e7*x", 1e-9)]
    [InlineData("1e9 + pi*x - 3.14159*x", "x: 2.6535897932384626e-6", 2)]
    public void Decimals_that_cancel_mean_what_is_written_or_the_doubles_nearest_to_it(string loss, string claim, double x)
    {
        var formula = Cases.Loss(loss);
        var options = CheckOptions.Thorough with { Prove = true };
        var report = Check.Gradient(formula, ClaimText.Parse(claim, formula).Value, options, [x]);
        Assert.False(report.Fails, CheckText.Of(report));
        Assert.False(Check.Gradient(formula, null, options, [x]).Fails);
    }

    [Theory]
    [InlineData("sinh(y) + cos(x)", "x: -sin(x), y: cosh(y)", -706.9548870289487, -65.2383607051401, "match")]
    [InlineData("acos(x) + y", "x: -1/sqrt((1 - x)*(1 + x)), y: 1", -0.99999999999999, 1e20, "match")]
    [InlineData("y^3 - 1e-9*sin(x)", "x: -1e-9*cos(x), y: 3*y^2", 1.2, 1e9, "match")]
    [InlineData("y^3 - 1e-9*sin(x)", "x: -1.00001e-9*cos(x), y: 3*y^2", 1.2, 1e9, "mismatch")]
    public void A_large_term_that_stands_still_hides_no_slope(string loss, string claim, double x, double y, string word)
    {
        var formula = FormulaText.Parse("param x, y\n" + loss).Value;
        var report = Check.Gradient(formula, ClaimText.Parse(claim, formula).Value, [x, y]);
        Assert.True(report.Word == word, CheckText.Of(report));
    }

    [Fact]
    public void A_claim_that_is_neither_of_them_is_wrong() =>
        Assert.Equal("mismatch", Cases.Of("1e9 + x + x - 2.01*x", "x: -0.0100000001", 2).Word);

    [Theory]
    [InlineData("exp(2)*x^2", "x: 14.7781121978623*x", 1.3)]
    [InlineData("sin(x)/3", "x: 0.33333333333*cos(x)", 0.7)]
    [InlineData("x", "x: 1.000000000001", 0.3)]
    public void A_wrong_digit_among_them_is_seen(string loss, string claim, double x) =>
        Assert.Equal("mismatch", Cases.Of(loss, claim, x).Word);

    [Theory]
    [InlineData("(1 + y^2)^(3.5/(2 + x^2)/4)", -1.285720371541437, 1.601653898414994E-07)]
    [InlineData("(atan(x) - (x + y))^2", 1.1e-5, -3e-12)]
    [InlineData("tanh(exp(x^2)) + y", -6.851706400910256, 2)]
    public void Numbers_and_functions_that_cancel_as_our_own_doubles_do_are_right(string loss, double x, double y)
    {
        var formula = Cases.Loss(loss);
        var kernel = Kernel.For(Gradient.Of(formula));
        var all = new double[3];
        kernel.Run([x, y], all);
        void Slopes(ReadOnlySpan<double> p, Span<double> g) => kernel.ValueAndGradient(p, g);
        Assert.False(Check.Gradient(formula, null, [x, y]).Fails);
        Assert.False(Check.Gradient(formula, new Claim.Numbers(all.AsSpan(1)), [x, y]).Fails);
        Assert.False(Check.Gradient(formula, new Claim.Function("claimed", Slopes), CheckOptions.Thorough, [x, y]).Fails);
    }
}
