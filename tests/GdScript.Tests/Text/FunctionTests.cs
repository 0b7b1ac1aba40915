using GdScript.Calculus;
using GdScript.Checking;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Text;

/// <summary>The functions that MathNet's users have: values, conventions, far ends, and that a derivative says the same.</summary>
public class FunctionTests
{
    /// <summary>Truth: mpmath 1.3; acot is its atan(1/x).</summary>
    [Theory]
    [InlineData("sec(x)", 0.75, 1.366701124672226)]
    [InlineData("csc(x)", -0.75, -1.46705272447501)]
    [InlineData("cot(x)", 2.5, -1.3386481283041514)]
    [InlineData("sech(x)", 0.75, 0.7723896738572645)]
    [InlineData("sech(x)", -350, 1.985918079252996e-152)]
    [InlineData("sech(x)", 720, 4.06446160484e-313)]
    [InlineData("csch(x)", -0.75, -1.2160764352269506)]
    [InlineData("csch(x)", -350, -1.985918079252996e-152)]
    [InlineData("coth(x)", 0.75, 1.5744338335777366)]
    [InlineData("coth(x)", -800, -1.0)]
    [InlineData("asec(x)", 2.5, 1.1592794807274085)]
    [InlineData("acsc(x)", -2.5, -0.411516846067488)]
    [InlineData("acot(x)", 2.5, 0.3805063771123649)]
    [InlineData("acot(x)", -2.5, -0.3805063771123649)]
    [InlineData("asech(x)", 0.25, 2.0634370688955603)]
    [InlineData("acsch(x)", -0.25, -2.0947125472611012)]
    [InlineData("acoth(x)", 2.5, 0.4236489301936018)]
    [InlineData("lg(x)", 1000, 3.0)]
    [InlineData("log(2, x)", 8, 3.0)]
    [InlineData("log(10, x)", 0.001, -3.0)]
    [InlineData("log(3, x)", 7, 1.7712437491614224)]
    [InlineData("log(x, 9)", 3, 2.0)]
    [InlineData("log(e, x)", 1, 0.0)]
    [InlineData("erfc(x)", 6, 2.1519736712498913e-17)]
    [InlineData("gamma(x)", 5, 24.0)]
    [InlineData("gamma(x)", 0.5, 1.772453850905516)]
    [InlineData("gamma(x)", -2.5, -0.9453087204829419)]
    [InlineData("factorial(x)", 20, 2.43290200817664e+18)]
    [InlineData("beta(x, 2.5)", 3, 0.050793650793650794)]
    [InlineData("beta(x, 300)", 400, 4.720116108831211e-209)]
    [InlineData("besselj(-3, x)", 2, -0.12894324947440206)]
    [InlineData("bessely(-2, x)", 2, -0.6174081041906827)]
    [InlineData("besseli(-1, x)", 2, 1.590636854637329)]
    [InlineData("besselk(-1, x)", 2, 0.13986588181652243)]
    public void The_value_is_the_one_of_the_tables(string text, double x, double truth)
    {
        var value = Kernel.For(FormulaText.Parse(text).Value).Value([x]);
        // beta is the exponential of a difference of numbers of the size of 2,000.
        var digits = text.StartsWith("beta", StringComparison.Ordinal) ? 1e-12 : 3e-14;
        Assert.InRange(Math.Abs(value - truth), 0, digits * Math.Abs(truth));
    }

    [Theory]
    [InlineData("sec(x)", 0.75)]
    [InlineData("csc(x)", 0.75)]
    [InlineData("cot(x)", 2.5)]
    [InlineData("sech(x)", 0.75)]
    [InlineData("sech(x)", 0)]
    [InlineData("sech(x)", 30)]
    [InlineData("csch(x)", -0.75)]
    [InlineData("csch(x)", -30)]
    [InlineData("coth(x)", 0.75)]
    [InlineData("asec(x)", 2.5)]
    [InlineData("acsc(x)", -2.5)]
    [InlineData("acot(x)", -2.5)]
    [InlineData("asech(x)", 0.25)]
    [InlineData("acsch(x)", -0.25)]
    [InlineData("acoth(x)", 2.5)]
    [InlineData("log(x, 9)", 3)]
    [InlineData("log(3, x)", 7)]
    [InlineData("erfc(x)", 3)]
    [InlineData("gamma(x)", 4.5)]
    [InlineData("gamma(x)", -2.5)]
    [InlineData("factorial(x)", 3.5)]
    [InlineData("beta(x, 2.5)", 3)]
    [InlineData("besselj(0, x)", 2.5)]
    [InlineData("besselj(4, x)", -2.5)]
    [InlineData("bessely(0, x)", 2.5)]
    [InlineData("bessely(3, x)", 2.5)]
    [InlineData("besseli(0, x)", 2.5)]
    [InlineData("besseli(3, x)", -2.5)]
    [InlineData("besselk(0, x)", 2.5)]
    [InlineData("besselk(3, x)", 2.5)]
    [InlineData("airyai(x)", 1.5)]
    [InlineData("airyaiprime(x)", -3.5)]
    [InlineData("airybi(x)", 1.5)]
    [InlineData("airybiprime(x)", -3.5)]
    public void Its_slope_is_confirmed_and_the_same_slope_a_little_off_is_not(string text, double x)
    {
        var loss = FormulaText.Parse(text).Value;
        Assert.Equal("match", Verdict(Check.Gradient(loss, null, [x])));
        var slope = Evaluation.At(Gradient.Of(loss), [x]).Value[1];
        var wrong = slope == 0 ? 1e-3 : slope * (1 + 1e-5);
        Assert.Equal("mismatch", Verdict(Check.Gradient(loss, new Claim.Numbers([wrong]), [x])));
    }

    /// <summary>1/cosh overflows at 711, and its slope is lost from 373 on.</summary>
    [Theory]
    [InlineData("sech(x)", 400, -1.0)]
    [InlineData("sech(x)", -720, 1.0)]
    [InlineData("csch(x)", 400, -1.0)]
    [InlineData("csch(x)", -720, -1.0)]
    public void The_narrow_bells_keep_their_slopes_far_out(string text, double x, double share)
    {
        var results = Evaluation.At(Gradient.Of(FormulaText.Parse(text).Value), [x]).Value;
        Assert.Equal(share * Math.Abs(results[0]), results[1]);
        Assert.NotEqual(0, results[1]);
    }

    [Theory]
    [InlineData("sec(x)", "1/cos(x)")]
    [InlineData("coth(x)", "1/tanh(x)")]
    [InlineData("acot(x)", "atan(1/x)")]
    [InlineData("lg(x)", "log10(x)")]
    [InlineData("log(2, x)", "log2(x)")]
    [InlineData("log(b, x)", "log(x)/log(b)")]
    [InlineData("factorial(n)", "gamma(n + 1)")]
    [InlineData("besselj(-2, x)", "besselj(2, x)")]
    [InlineData("besselj(-3, x)", "-besselj(3, x)")]
    [InlineData("besselk(-3, x)", "besselk(3, x)")]
    [InlineData("airyai(x)", "airyai(x)")]
    public void It_is_written_with_what_it_is_made_of(string text, string infix) =>
        Assert.Equal(infix, FormulaText.Parse(text).Value.Infix);

    [Theory]
    [InlineData("besselj(12, x)", @"J_{12}\left(x\right)", "J₁₂")]
    [InlineData("besselk(0, x)", @"K_{0}\left(x\right)", "K₀")]
    [InlineData("airyai(x)", @"\operatorname{Ai}\left(x\right)", "Ai")]
    [InlineData("airybiprime(x)", @"\operatorname{Bi}'\left(x\right)", "Bi′")]
    [InlineData("gamma(x)", @"\Gamma\left(x\right)", "Γ")]
    [InlineData("erfc(x)", @"\operatorname{erfc}\left(x\right)", "erfc")]
    public void It_is_typeset_with_its_letter(string text, string latex, string letter)
    {
        var f = FormulaText.Parse(text).Value;
        Assert.Equal(latex, f.Latex);
        Assert.Contains($"<mi>{letter}</mi>", f.MathML, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bessely(0, x)", 0, "GDS6003", "bessely of 0 is not finite")]
    [InlineData("besselk(1, x)", -1, "GDS6002", "besselk of -1 is not a real number")]
    [InlineData("besseli(0, x)", 800, "GDS6004", "besseli(0, 800) is larger than")]
    [InlineData("airybi(x)", 200, "GDS6004", "airybi(200) is larger than")]
    [InlineData("besselj(0, x)", 1e10, "GDS6004", "besselj of 10000000000 is beyond what can be computed")]
    [InlineData("gamma(x)", -3, "GDS6003", "gamma of -3 is not finite")]
    [InlineData("gamma(x)", 180, "GDS6004", "gamma(180) is larger than")]
    [InlineData("sec(x)", double.NaN, "GDS6006", "the point is not finite")]
    public void Where_it_has_no_value_the_reason_is_said(string text, double x, string id, string what)
    {
        Assert.False(Evaluation.At(FormulaText.Parse(text).Value, [x]).Is(out _, out var problem));
        Assert.Equal(id, problem.Id);
        Assert.StartsWith(what, problem.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("huber(r, 1, 2)", "huber takes 1 or 2 arguments, not 3")]
    [InlineData("besselj(x, 2)", "besselj takes whole numbers from 0 on for its order")]
    [InlineData("besselj(0.5, x)", "besselj takes whole numbers from 0 on for its order")]
    [InlineData("log(x, 2, 3)", "log takes 1 or 2 arguments, not 3")]
    public void What_cannot_be_called_so_is_told(string text, string what)
    {
        Assert.False(FormulaText.Parse(text).Is(out _, out var problem));
        Assert.Equal(what, problem.What);
    }

    [Theory]
    [InlineData("gamma*x + beta*gamma(x) + sec")]
    [InlineData("beta^gamma(2)")]
    [InlineData("sin(x)^gamma")]
    public void Greek_letters_are_names_where_no_parenthesis_follows(string text)
    {
        var f = FormulaText.Parse(text).Value;
        Assert.Contains(f.Parameters, p => p.Name is "gamma" or "beta");
        Assert.DoesNotContain("param", f.Infix, StringComparison.Ordinal);
        Assert.Equal(f.Infix, FormulaText.Parse(f.Infix).Value.Infix);
    }

    [Fact]
    public void Every_function_has_a_line_about_it() => Assert.All(Functions.All, f => Assert.NotEqual("", FunctionAbouts.Of(f.Name)));

    [Fact]
    public void Those_that_are_not_ours_say_so() =>
        Assert.All(
            Functions.All.Where(f => f.Op == Op.Bessel),
            f => Assert.Contains("MathNet.Numerics", FunctionAbouts.Of(f.Name), StringComparison.Ordinal)
        );

    private static string Verdict(CheckReport report) => report.Components.Single().Verdict.GetType().Name.ToLowerInvariant();
}
