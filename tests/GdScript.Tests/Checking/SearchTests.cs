using GdScript.Calculus;
using GdScript.Checking;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Tests.Laws;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Checking;

/// <summary>Further points, many components, words for mistakes, simplest cases, walks that look at their gradient.</summary>
public class SearchTests
{
    [Theory]
    [InlineData("max(x, y)", "x: 1, y: 0", new double[] { 2, 1 }, "x y")]
    [InlineData("x*y", "x: y, y: y", new double[] { 3, 3 }, "y")]
    [InlineData("where(x > 4, x^2, 8*x)", "x: 8", new double[] { 3 }, "x")]
    [InlineData("abs(x)*y", "x: y, y: x", new double[] { 2, 1 }, "x y")]
    [InlineData("x^3 - 3*x", "x: 3*x^2 - 3*x", new double[] { 1 }, "x")]
    public void What_is_right_at_the_first_point_is_found_wrong_at_another(string loss, string claim, double[] point, string wrong)
    {
        var formula = Cases.Loss(loss);
        var partials = ClaimText.Parse(claim, formula).Value;
        Assert.False(Check.Gradient(formula, partials, point).Fails);
        for (var seed = 1; seed <= 2; seed++)
        {
            var report = Check.Gradient(formula, partials, CheckOptions.Thorough with { Seed = seed }, point);
            Assert.Equal(wrong, string.Join(" ", report.Components.Where(c => c.Verdict.Fails).Select(c => c.Name).Distinct().Order()));
            Assert.Equal((16, seed), (report.Hunt!.Points, report.Hunt.Seed));
        }
    }

    [Fact]
    public void The_same_seed_searches_the_same_points()
    {
        var formula = Cases.Loss("max(x, y)*z");
        var claim = ClaimText.Parse("x: z, y: 0, z: x", formula).Value;
        string Of(long seed) => CheckText.Of(Check.Gradient(formula, claim, CheckOptions.Thorough with { Seed = seed }, [3, 2, 1]));
        Assert.Equal(Of(7), Of(7));
        Assert.NotEqual(Of(7), Of(8));
    }

    [Fact]
    public void A_right_gradient_survives_every_search()
    {
        foreach (var (loss, claim, _, wrong) in HardCases.Planted.Where((_, k) => k % 5 == 0))
        {
            var formula = Cases.Loss(loss);
            foreach (var point in HardCases.Planted.Where(p => p.Loss == loss).Select(p => p.Point))
                Assert.False(Check.Gradient(formula, null, CheckOptions.Thorough, point).Fails, loss);
            Assert.True(wrong.Length > 0 && claim.Length > 0);
        }
    }

    [Fact]
    public void A_constant_claimed_at_a_kink_is_a_subgradient_there_and_no_formula()
    {
        var formula = Cases.Loss("abs(x)");
        var report = Check.Gradient(formula, ClaimText.Parse("x: 0.5", formula).Value, CheckOptions.Thorough, [0]);
        Assert.Equal("kink-valid", report.Word);
        Assert.False(report.Fails);
    }

    [Theory]
    [InlineData("x^2*y + y", "x: -2*x*y, y: x^2 + 1", "x", "sign")]
    [InlineData("x^2*y + y", "x: 4*x*y, y: x^2 + 1", "x", "the claim is twice the slope")]
    [InlineData("x^2*y", "x: x*y, y: x^2", "x", "the claim is half of the slope")]
    [InlineData("x*y + sin(x)", "x: y, y: x", "x", "term `sin(x)` of the loss has no share in your gradient")]
    [InlineData("x*y - sin(x)", "x: y + cos(x), y: x", "x", "the share of term `sin(x)` has the wrong sign")]
    [InlineData("x^2*y", "x: x^2, y: 2*x*y", "x", "swapped with y: each is the other's slope")]
    [InlineData("x*exp(x*y)", "x: exp(x*y), y: x^2*exp(x*y)", "x", "of the derivative is missing")]
    [InlineData("log10(x) + y", "x: 1/x, y: 1", "x", "a factor log(10) is too much")]
    [InlineData("sin(3*x)*y", "x: y*cos(3*x), y: sin(3*x)", "x", "the inner derivative `3` of `3*x` is missing")]
    [InlineData("x^3 + y", "x: 3*x, y: 1", "x", "a factor x is missing")]
    [InlineData("x^2 + 3*x + y^3", "x: 2*x, y: 3*y^2", "x", "term `3*x` of the loss has no share in your gradient")]
    [InlineData("x^2*y^3", "x: 2*x*y^3 + 5, y: 3*x^2*y^2", "x", "the constant 5 is too much")]
    [InlineData("x^2*y^3", "x: 0, y: 3*x^2*y^2", "x", "the claim is 0, the slope is not")]
    public void The_mistake_is_named_and_that_is_certain(string loss, string claim, string name, string says)
    {
        var formula = Cases.Loss(loss);
        var report = Check.Gradient(formula, ClaimText.Parse(claim, formula).Value, CheckOptions.Thorough, [1.25, 0.75]);
        var diagnosis = report.Diagnoses.First(d => d.Name == name);
        Assert.Contains(says, diagnosis.Text, StringComparison.Ordinal);
        Assert.Equal("certain", diagnosis.Sureness);
        Assert.Equal(diagnosis.Seen, diagnosis.Agreeing);
    }

    [Fact]
    public void A_transposed_matrix_is_called_that()
    {
        var formula = FormulaText.Parse("param W[2,2], a[2], b[2]\ndot(a, W*b)").Value;
        var claim = ClaimText.Parse("W: outer(b, a), a: W*b, b: transpose(W)*a", formula).Value;
        var report = Check.Gradient(formula, claim, CheckOptions.Thorough, [1, 2, 3, 4, 5, 6, 7, 8]);
        Assert.Equal(["transposed", "transposed"], report.Diagnoses.Select(d => d.Kind));
    }

    [Fact]
    public void The_caret_stands_under_the_forgotten_term()
    {
        var formula = Cases.Loss("x^2*y + 1e-3*sin(x + y)*y - (x + 1)^2");
        var claim = ClaimText.Parse("x: 2*x*y - 2*(x + 1), y: x^2 + 1e-3*sin(x+y) + 1e-3*y*cos(x+y)", formula).Value;
        var text = CheckText.Of(Check.Gradient(formula, claim, CheckOptions.Thorough, [1, 2]));
        Assert.Contains("    x^2*y + 1e-3*sin(x + y)*y - (x + 1)^2\n            ^^^^^^^^^^^^^^^^^\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_simplest_case_has_small_numbers_and_few_terms()
    {
        var formula = Cases.Loss("x*y + sin(x) + z^2*y + exp(z)");
        var claim = ClaimText.Parse("x: y, y: x + z^2, z: 2*z*y + exp(z)", formula).Value;
        var found = Check.Gradient(formula, claim, CheckOptions.Thorough, [1.2345, -2.3456, 3.4567]).Counterexample!;
        Assert.Equal(("x", "sin(x)", "0"), (found.Name, found.Loss, found.Claim));
        Assert.All(found.Point, x => Assert.Equal(0.0, x));
        Assert.Equal((0, 1), (found.Claimed, Math.Round(found.Measured, 9)));
        Assert.InRange(found.Checks, 1, 200);
    }

    [Theory]
    [InlineData(3, 1e-5, 1)]
    [InlineData(0, 0, 5)]
    public void Three_wrong_ones_of_many_are_found_in_eighty_directions(int wrong, double error, int seed)
    {
        // GDS_NIGHTLY=1 asks for the full size.
        var n = Environment.GetEnvironmentVariable("GDS_NIGHTLY") == "1" ? 10_000 : 1_000;
        var random = new Random(seed);
        var formula = FormulaText.Parse($"param v[{n}]\nsum(v .^ 2 .* v) / 7").Value;
        double[] point = [.. Enumerable.Range(0, n).Select(_ => random.NextDouble() * 4 - 2)];
        var gradient = Plain.At(Gradient.Of(formula), point)[1..];
        var bad = Enumerable.Range(0, wrong).Select(_ => random.Next(n)).Distinct().ToArray();
        foreach (var i in bad)
            gradient[i] *= 1 + error;
        var report = Check.Gradient(formula, new Claim.Numbers(gradient), point);
        Assert.Equal(bad.Order(), report.Components.Where(c => c.Verdict.Fails).Select(c => c.Index));
        Assert.InRange(report.Survey!.Checks, 1, 80);
        Assert.InRange(report.Survey.Blind, 0, 1e-8);
        Assert.Contains("cannot see an error below", CheckText.Of(report), StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_errors_do_not_cancel_along_the_directions()
    {
        var formula = FormulaText.Parse("param v[500]\nsum(v .^ 2)").Value;
        double[] point = [.. Enumerable.Repeat(1.0, 500)];
        double[] gradient = [.. Enumerable.Repeat(2.0, 500)];
        (gradient[17], gradient[18], gradient[400], gradient[401]) = (2.5, 1.5, 2.5, 2.5);
        var report = Check.Gradient(formula, new Claim.Numbers(gradient), point);
        Assert.Equal([17, 18, 400, 401], report.Components.Where(c => c.Verdict.Fails).Select(c => c.Index));
    }

    [Fact]
    public void Every_two_sources_that_disagree_are_named()
    {
        var formula = Cases.Loss("x^2 + y");
        var options = CheckOptions.Plain with
        {
            Rivals = [new("engine", (x, g) => (g[0], g[1]) = (2 * x[0], 1)), new("other", (x, g) => (g[0], g[1]) = (3 * x[0], 1))],
        };
        var report = Check.Gradient(formula, null, options, [2, 1]);
        Assert.Equal(
            [("symbolic", "other"), ("forward AD", "other"), ("engine", "other"), ("other", "measured")],
            report.Findings.Select(f => (f.First, f.Second))
        );
        Assert.True(report.Fails);
        Assert.Contains("engine  other  measured", CheckText.Of(report), StringComparison.Ordinal);
        Assert.Equal(["symbolic", "forward AD", "engine", "other"], report.Components[0].Sources.Select(s => s.Name));
    }

    [Fact]
    public void A_plain_function_with_a_hand_written_gradient_is_checked()
    {
        var report = Check.Gradient(
            x => Math.Exp(x[0]) * x[1] + x[0] * x[0],
            (x, g) => (g[0], g[1]) = (Math.Exp(x[0]) * x[1] + x[0], Math.Exp(x[0])),
            ["a", "b"],
            [0.5, 2]
        );
        Assert.Equal(["mismatch", "match"], report.Components.Select(c => c.Verdict.Word));
        Assert.Contains("component  claimed", CheckText.Of(report), StringComparison.Ordinal);
        Assert.DoesNotContain("symbolic", CheckText.Of(report), StringComparison.Ordinal);
    }

    [Fact]
    public void A_walk_is_told_of_a_wrong_gradient_and_not_of_a_right_or_a_rounded_one()
    {
        var loss = Cases.Loss("x^2 + y^2 + x*y");
        var kernel = Kernel.For(Gradient.Of(loss));
        void Right(ReadOnlySpan<double> x, Span<double> g) => kernel.ValueAndGradient(x, g);
        void Wrong(ReadOnlySpan<double> x, Span<double> g)
        {
            kernel.ValueAndGradient(x, g);
            g[1] *= 1 + 1e-8;
        }
        Assert.Null(Check.Glance(loss, Right, null, [3, 4]));
        Assert.Equal("y", Check.Glance(loss, Wrong, null, [3, 4])!.Components.Single(c => c.Verdict.Fails).Name);
        var deep = FormulaText.Parse(string.Concat(Enumerable.Repeat("tanh(", 2000)) + "x" + new string(')', 2000)).Value;
        var deepKernel = Kernel.For(Gradient.Of(deep));
        Assert.Null(Check.Glance(deep, (x, g) => deepKernel.ValueAndGradient(x, g), null, [0.5]));
    }

    [Fact]
    public void The_curve_of_a_right_claim_is_a_V_and_that_of_a_wrong_one_has_a_floor()
    {
        var loss = Cases.Loss("exp(x)");
        var right = VCurve.Of(loss, [1], 0, Math.E).Rungs;
        var wrong = VCurve.Of(loss, [1], 0, 1.001 * Math.E).Rungs;
        Assert.True(right.Min(r => r.Error) < 1e-9 && right[0].Error > 1e-2 && right[^1].Error > 1e-4);
        Assert.True(wrong.Min(r => r.Error) > 1e-6 && wrong.Count(r => Math.Abs(r.Error - 0.001 * Math.E) < 1e-5) > 10);
    }

    [Fact]
    public void A_loss_over_rows_is_checked_at_both_tiers_and_proven()
    {
        var rows = Table.Of(("t", [0.1, 0.2, 0.7, 1.5]), ("y", [1.0, 2.0, 0.5, 0.25]));
        var formula = FormulaText.Parse("param a, b\ncolumn t, y\nrowmean((a*exp(b*t) - y)^2)").Value.With(rows);
        var report = Check.Gradient(formula, null, CheckOptions.Thorough with { Prove = true }, [1.5, -0.3]);
        Assert.Equal("match", report.Word);
        Assert.All(report.Components, c => Assert.True(c.Proof!.High - c.Proof.Low < 1e-12));
        var claim = new Claim.Numbers([.. report.Components.Select(c => c.Exact * (1 + 1e-6))]);
        Assert.All(Check.Gradient(formula, claim, [1.5, -0.3]).Components, c => Assert.Equal((2, "mismatch"), (c.Tier, c.Verdict.Word)));
    }
}
