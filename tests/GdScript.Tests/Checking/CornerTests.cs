using GdScript.Calculus;
using GdScript.Checking;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Reals;
using GdScript.Tests.Laws;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Checking;

/// <summary>Where pieces of a loss meet, a claim is judged as a whole; beside such a place only the piece it lies in counts.</summary>
public class CornerTests
{
    private const string Norm = "param v[3]\nnorm(v - [3, 1, 0.1])";

    [Theory]
    // No gradient on any side, nor a mean of them.
    [InlineData("max(x, y)", "x: 1, y: 1", new double[] { 2, 2 }, "kink-invalid kink-invalid")]
    [InlineData("max(x, y)", "x: 0, y: 0", new double[] { 2, 2 }, "kink-invalid kink-invalid")]
    [InlineData("max(x, y)", "x: 0.25, y: 0.7", new double[] { 2, 2 }, "kink-invalid kink-invalid")]
    [InlineData("min(x, y)", "x: 0.5, y: 0.6", new double[] { -1, -1 }, "kink-invalid kink-invalid")]
    [InlineData("abs(x - y)", "x: 0.5, y: 0.5", new double[] { 2, 2 }, "kink-invalid kink-invalid")]
    [InlineData("max(x, y) + abs(z)", "x: 1, y: 1, z: 0.5", new double[] { 1, 1, 0 }, "kink-invalid kink-invalid kink-valid")]
    [InlineData("max(max(x, y), z)", "x: 0.5, y: 0.5, z: 0.2", new double[] { 1, 1, 1 }, "kink-invalid kink-invalid kink-invalid")]
    [InlineData("hypot(x, y)", "x: 0.8, y: 0.8", new double[] { 0, 0 }, "kink-invalid kink-invalid")]
    [InlineData(Norm, "v: [0.48, 0.64, 0.61]", new double[] { 3, 1, 0.1 }, "kink-invalid kink-invalid kink-invalid")]
    // A component that is out by itself is the wrong one: the other may be right once that is mended.
    [InlineData("hypot(x, y)", "x: 0.9, y: -1.1", new double[] { 0, 0 }, "kink-valid kink-invalid")]
    [InlineData("abs(x) + abs(y) + abs(x + y)", "x: 2, y: -2.5", new double[] { 0, 0 }, "kink-valid kink-invalid")]
    [InlineData("abs(x) + max(y, z)", "x: 2, y: 1, z: 1", new double[] { 0, 3, 3 }, "kink-invalid kink-invalid kink-invalid")]
    [InlineData("abs(x) + max(y, z)", "x: 2, y: 0.5, z: 0.5", new double[] { 0, 3, 3 }, "kink-invalid kink-valid kink-valid")]
    [InlineData("max(x^2, y) + min(x, y)", "x: 1.5, y: 0.5", new double[] { 1, 1 }, "kink-invalid mismatch")]
    // Gradients of one side, and means of several.
    [InlineData("max(x, y)", "x: 0.5, y: 0.5", new double[] { 2, 2 }, "kink-valid kink-valid")]
    [InlineData("max(x, y)", "x: 0, y: 1", new double[] { 2, 2 }, "kink-valid kink-valid")]
    [InlineData("max(x, y)", "x: 0.25, y: 0.75", new double[] { 2, 2 }, "kink-valid kink-valid")]
    [InlineData("min(x, y)", "x: 0.75, y: 0.25", new double[] { 1e10, 1e10 }, "kink-valid kink-valid")]
    [InlineData("abs(x) - abs(y)", "x: 1, y: 1", new double[] { 0, 0 }, "kink-valid kink-valid")]
    [InlineData("-abs(x) - abs(y)", "x: -1, y: 1", new double[] { 0, 0 }, "kink-valid kink-valid")]
    [InlineData("abs(x) - 2*abs(x - y)", "x: 3, y: -2", new double[] { 0, 0 }, "kink-valid kink-valid")]
    [InlineData("hypot(x, y)", "x: 0.6, y: 0.8", new double[] { 0, 0 }, "kink-valid kink-valid")]
    [InlineData(Norm, "v: [0.48, 0.64, 0.6]", new double[] { 3, 1, 0.1 }, "kink-valid kink-valid kink-valid")]
    // Along y it goes straight on, but (3, 0) is the gradient between the two curves that cross here.
    [InlineData("max(x^2, y) + min(x, y)", "x: 3, y: 0", new double[] { 1, 1 }, "kink-valid kink-valid")]
    [InlineData("max(x^2, y) + min(x, y)", "x: 1, y: 1", new double[] { 1, 1 }, "kink-valid match")]
    [InlineData("relu(x)*relu(y) + relu(x + y)", "x: 0, y: 0", new double[] { 0, 0 }, "kink-valid kink-valid")]
    // Numbers of very different sizes: a steep kink hides nothing of a gentle slope, nor of a gentle kink.
    [InlineData("1e6*abs(x) + y", "x: 0, y: 1.5", new double[] { 0, 1 }, "kink-valid mismatch")]
    [InlineData("1e6*abs(x) + y", "x: 1e5, y: 1", new double[] { 0, 1 }, "kink-valid match")]
    [InlineData("abs(x) + y^2", "x: 0, y: 2*y*(1 + 5e-7)", new double[] { 0, 1 }, "kink-valid mismatch")]
    [InlineData("1e6*abs(x) + max(y, z)", "x: 0, y: 1, z: 1", new double[] { 0, 1, 1 }, "kink-valid kink-invalid kink-invalid")]
    [InlineData("1e6*abs(x) + max(y, z)", "x: 9e5, y: 0.7, z: 0.3", new double[] { 0, 1, 1 }, "kink-valid kink-valid kink-valid")]
    [InlineData("1e-9*abs(x) + max(1e9*y, x)", "x: 1, y: 0", new double[] { 0, 0 }, "kink-valid kink-valid")]
    [InlineData("1e-9*abs(x) + max(1e9*y, x)", "x: 1e-9, y: 0", new double[] { 0, 0 }, "kink-invalid kink-invalid")]
    [InlineData("1e9*abs(x) + 1e-9*y^2 + z", "x: 5e8, y: 0, z: 1", new double[] { 0, 0, 2 }, "kink-valid match match")]
    public void A_claim_at_a_corner_is_a_generalized_gradient_or_none(string loss, string claim, double[] point, string words)
    {
        var report = Cases.Of(loss, claim, point);
        Assert.Equal(words, string.Join(" ", report.Components.Select(c => c.Verdict.Word)));
        if (!words.Contains("mismatch", StringComparison.Ordinal))
        {
            var formula = Cases.Loss(loss);
            var numbers = new double[point.Length];
            Kernel.For(((Claim.Formulas)ClaimText.Parse(claim, formula).Value).Partials).Run(point, numbers);
            Assert.Equal(
                words,
                string.Join(" ", Check.Gradient(formula, new Claim.Numbers(numbers), point).Components.Select(c => c.Verdict.Word))
            );
        }
    }

    [Theory]
    [InlineData("max(x, y)", "x: 1, y: 1", "kink-invalid kink-invalid")]
    [InlineData("max(x, y)", "x: 0.5, y: 0.5", "kink-valid kink-valid")]
    [InlineData("hypot(x - 2, y - 2)", "x: 0.6, y: 0.8", "kink-valid kink-valid")]
    [InlineData("hypot(x - 2, y - 2)", "x: 0.8, y: 0.8", "kink-invalid kink-invalid")]
    [InlineData("abs(x - y) - abs(x + y - 4)", "x: 0, y: 0", "match match")]
    public void A_black_box_is_judged_at_its_corners_too(string loss, string claim, string words)
    {
        var formula = Cases.Loss(loss);
        var partials = Kernel.For(((Claim.Formulas)ClaimText.Parse(claim, formula).Value).Partials);
        var report = Check.Gradient(Kernel.For(formula).Value, partials.Run, [.. formula.ElementNames], [2, 2]);
        Assert.Equal(words, string.Join(" ", report.Components.Select(c => c.Verdict.Word)));
    }

    [Fact]
    public void Where_choices_tie_our_own_derivative_is_never_called_wrong()
    {
        string[] parts = ["abs({0})", "relu({0})", "max({0}, y)", "min({0}, 0)", "max({0}, x)", "min({0}, 2*y)", "-abs({0} - y)", "{0}"];
        for (var k = 0; k < parts.Length * parts.Length; k++)
        {
            var inner = parts[k % parts.Length].Replace("{0}", "x", StringComparison.Ordinal);
            var outer = parts[k / parts.Length].Replace("{0}", inner, StringComparison.Ordinal);
            var formula = Cases.Loss($"0*x + 0*y + {outer} + {inner}");
            var report = Check.Gradient(formula, null, [0, 0]);
            Assert.False(report.Fails, $"{outer} + {inner}\n{CheckText.Of(report)}");
            var claim = new Claim.Numbers(Plain.At(Gradient.Of(formula), [0, 0]).AsSpan(1));
            Assert.DoesNotContain(Check.Gradient(formula, claim, [0, 0]).Components, c => c.Verdict.Fails);
        }
    }

    [Theory]
    [InlineData("relu(x) - relu(-x)", "x: 0.5", "mismatch")]
    [InlineData("relu(x) - relu(-x)", "x: 1", "match")]
    [InlineData("relu(x) - relu(-x)", null, "inconclusive")]
    [InlineData("max(min(8*x, x), x)", null, "inconclusive")]
    public void A_corner_that_is_none_has_one_slope(string loss, string? claim, string word) =>
        Assert.Equal(word, Cases.Of(loss, claim, 0).Word);

    [Theory]
    [InlineData("floor(x)*y", "x: 0, y: floor(x)", 2.999999999, "match")]
    [InlineData("floor(x)*y", "x: 0, y: floor(x)", 2.9999999999999, "match")]
    [InlineData("floor(x)*y", "x: 0, y: floor(x)", 2.9999999999999996, "match")]
    [InlineData("floor(x)*y", "x: 0, y: floor(x)", 3.0000000000000004, "match")]
    [InlineData("floor(x)*y", "x: 1e-3, y: floor(x)", 2.999999999, "mismatch")]
    [InlineData("floor(x)*y + x^2", "x: 2*x, y: floor(x)", 2.999999999, "match")]
    [InlineData("ceil(x)*y + x", "x: 1, y: ceil(x)", 3.00000000001, "match")]
    [InlineData("round(x)*y - x", "x: -1, y: round(x)", 2.4999999999, "match")]
    [InlineData("sign(x - 3)*y", "x: 0, y: sign(x - 3)", 3.000000000001, "match")]
    [InlineData("where(x > 3, 7, y)", "x: 0, y: where(x > 3, 0, 1)", 2.99999999999, "match")]
    [InlineData("floor(x)*y", "x: 0, y: floor(x)", 3, "not-differentiable")]
    public void Beside_a_jump_the_slope_is_that_of_the_piece(string loss, string claim, double x, string word) =>
        Assert.Equal(word, Cases.Of(loss, claim, x, 1.3).Word);

    [Theory]
    [InlineData("relu(x - y)", "x: 0, y: 0", -1.48, 1.45)]
    [InlineData("relu(x*y + 1)^2", "x: 0, y: 0", -3, 1.7)]
    [InlineData("sqrt(relu(x + 2.15 + 0*y))", "x: 0, y: 0", -49.93, 1)]
    [InlineData("max(x*y, 0) + min(sin(x), 3)*0", "x: 0, y: 0", -0.7, 0.3)]
    [InlineData("where(x*y > 1, x*y, 5)", "x: 0, y: 0", -0.7, 0.3)]
    [InlineData("max(-exp(x*y)*1e9, x)", "x: 1, y: 0", 1e-8, 3)]
    // What is computed without rounding adds none.
    [InlineData("log(y^2 + 1)/(1 + exp(-x))", "x: 0, y: 0", 0, 0)]
    [InlineData("sinh(x^3*y^3)", "x: 0, y: 0", 0.213, 0)]
    [InlineData("floor(y*y)*0.5 + log(floor(y*y + 3) + x)", "x: 1/(7 + x), y: 0", 0.1, 2.0000000000001)]
    [InlineData("exp(1e4*x*y)", "x: 0, y: 0", -0.4, 1)]
    public void A_piece_that_is_not_taken_carries_no_error_into_the_one_that_is(string loss, string claim, double x, double y)
    {
        var formula = FormulaText.Parse("param x, y\n" + loss).Value;
        var report = Check.Gradient(formula, ClaimText.Parse(claim, formula).Value, [x, y]);
        Assert.All(report.Components, c => Assert.True(c.Verdict is Verdict.Match, $"{c.Name} {CheckText.Of(c.Verdict)}"));
    }

    [Theory]
    [InlineData("relu(x - y)", -1.48, 1.45)]
    [InlineData("max(x*y, x)", 0.5, 3)]
    [InlineData("min(x*y, x)", 0.5, 3)]
    [InlineData("relu(x*y - 0.1)", 0.3333333333333333, 0.3)]
    [InlineData("max(x*3, y)", 0.1, 0.30000000000000004)]
    public void The_bound_of_a_choice_holds_the_true_value(string loss, double x, double y)
    {
        var formula = FormulaText.Parse("param x, y\n" + loss).Value;
        var (value, bound) = RunningError.Of(formula, [x, y]);
        var exact = FormulaText.Parse("param x, y\n" + loss).Value;
        var fine = new GraphRun<Sure>(exact).At([Sure.Of(x), Sure.Of(y)]);
        Assert.True(Math.Abs((fine.Value - value).Hi) <= bound + fine.Error, $"{value} ± {bound}, truly {fine.Value.Hi}");
    }

    [Fact]
    public void Claims_that_go_too_far_together_are_told_where() =>
        Assert.Contains("along (1, 1) they say 2, the loss has 1 at most", CheckText.Of(Cases.Of("max(x, y)", "x: 1, y: 1", 2, 2)));

    [Fact]
    public void A_constant_said_of_a_kink_is_not_taken_for_a_mistake_elsewhere()
    {
        var formula = FormulaText.Parse("abs(x)").Value;
        var report = Check.Gradient(formula, ClaimText.Parse("x: 2", formula).Value, CheckOptions.Thorough, [0.0]);
        Assert.True(report.Fails);
        Assert.Empty(report.Diagnoses);
    }

    [Theory]
    [InlineData("where(x == 0, 0, x*sin(1/x))", "x: 0", "not-differentiable")]
    [InlineData("where(x == 0, 0, x*sin(1/x)) + 3*x", "x: 3", "not-differentiable")]
    [InlineData("where(x == 0, 0, x^2*sin(1/x))", "x: 0", "match")]
    [InlineData("where(x == 0, 0, abs(x)*log(abs(x)))", "x: 0", "not-differentiable")]
    [InlineData("where(x == 0, 0, x*log(abs(x)))", "x: 0", "not-differentiable")]
    [InlineData("where(x == 0, 0, x^2*log(abs(x)))", "x: 0", "match")]
    [InlineData("where(x == 0, 0, x^3*log(abs(x))) + abs(x)", "x: 0.5", "kink-valid")]
    [InlineData("abs(x) + abs(x)^1.5", "x: 0.5", "kink-valid")]
    public void Slopes_that_never_settle_are_none(string loss, string claim, string word) =>
        Assert.Equal(word, Cases.Of(loss, claim, 0).Word);

    [Fact]
    public void Wide_steps_that_agree_beyond_a_kink_do_not_outvote_the_piece()
    {
        var report = Cases.Of("cbrt(2 + min(lgamma(2 + z^2), sin(y))^2)", null, -1.787743334093943E-07, 3.14023710235033E-07);
        Assert.False(report.Fails, CheckText.Of(report));
    }
}
