using GdScript.Calculus;
using GdScript.Checking;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Tests.Laws;
using GdScript.Text;
using Xunit;
using Xunit.Abstractions;

namespace GdScript.Tests.Checking;

public class CheckTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_planted_error_is_found_and_nothing_else_is_blamed()
    {
        var missed = new List<string>();
        foreach (var (loss, claim, point, wrong) in Cases.Planted)
        {
            var report = Cases.Of(loss, claim, point);
            var blamed = string.Join(" ", report.Components.Where(c => c.Verdict is Verdict.Mismatch).Select(c => c.Name));
            if (blamed != wrong || !report.Fails)
                missed.Add($"{loss} | {claim}: blamed '{blamed}' instead of '{wrong}'\n{CheckText.Of(report)}");
        }
        output.WriteLine($"planted {Cases.Planted.Length}, found {Cases.Planted.Length - missed.Count}");
        Assert.Equal("", string.Join("\n", missed));
        Assert.Equal(39, Cases.Planted.Length);
    }

    [Fact]
    public void The_measurement_alone_finds_the_planted_errors_in_plain_numbers()
    {
        var missed = new List<string>();
        foreach (var (loss, claim, point, wrong) in Cases.Planted)
        {
            var formula = Cases.Loss(loss);
            var partials = ((Claim.Formulas)ClaimText.Parse(claim, formula).Value).Partials;
            var numbers = new double[partials.ResultSize];
            Kernel.For(partials).Run(point, numbers);
            var report = Check.Gradient(formula, new Claim.Numbers(numbers), point);
            var blamed = string.Join(" ", report.Components.Where(c => c.Verdict is Verdict.Mismatch).Select(c => c.Name));
            if (blamed != wrong)
                missed.Add($"{loss} | {claim}: blamed '{blamed}' instead of '{wrong}'\n{CheckText.Of(report)}");
        }
        Assert.Equal("", string.Join("\n", missed));
    }

    [Fact]
    public void Hard_but_right_gradients_are_never_called_wrong()
    {
        var blamed = new List<string>();
        var words = new List<string>();
        foreach (var (loss, point) in Cases.Hard)
        {
            var report = Cases.Of(loss, null, point);
            output.WriteLine($"{loss}: {CheckText.Of(report)}");
            words.Add(report.Word);
            if (report.Fails)
                blamed.Add(CheckText.Of(report));
        }
        Assert.Equal("", string.Join("\n", blamed));
        Assert.Equal(41, words.Count);
        output.WriteLine(string.Join(", ", words.GroupBy(w => w).Select(g => $"{g.Count()} {g.Key}")));
        Assert.InRange(words.Count(w => w == "match"), 40, 41);
    }

    [Fact]
    public void Kinks_and_edges_are_called_what_they_are()
    {
        var wrong = new List<string>();
        foreach (var (loss, claim, point, words) in Cases.Corners)
        {
            var report = Cases.Of(loss, claim, point);
            var said = string.Join(" ", report.Components.Select(c => c.Verdict.Word));
            if (said != words)
                wrong.Add($"{loss} | {claim}: said '{said}' instead of '{words}'\n{CheckText.Of(report)}");
        }
        Assert.Equal("", string.Join("\n", wrong));
        Assert.Equal(27, Cases.Corners.Length);
    }

    [Fact]
    public void Ordinary_right_gradients_match()
    {
        var (components, matches, wrong) = (0, 0, new List<string>());
        for (var seed = 0; seed < 300; seed++)
        {
            var (formula, point) = Ordinary(new Random(seed));
            var report = Check.Gradient(formula, null, point);
            components += report.Components.Length;
            matches += report.Components.Count(c => c.Verdict.Stands);
            if (report.Fails)
                wrong.Add($"seed {seed}: {formula.Infix}\n{CheckText.Of(report)}");
        }
        output.WriteLine($"{matches} of {components} components match, {wrong.Count} false alarms");
        Assert.Equal("", string.Join("\n", wrong));
        Assert.InRange(matches, components * 97 / 100, components);
    }

    [Fact]
    public void An_error_of_a_hundred_thousandth_in_an_ordinary_gradient_is_never_a_match()
    {
        var (found, judged) = (0, 0);
        for (var seed = 0; seed < 120; seed++)
        {
            var (formula, point) = Ordinary(new Random(seed));
            var gradient = new double[point.Length];
            Kernel.For(Gradient.Of(formula)).ValueAndGradient(point, gradient);
            var bad = seed % point.Length;
            gradient[bad] *= 1 + 1e-5;
            if (gradient[bad] == 0 || !double.IsFinite(gradient[bad]))
                continue;
            var report = Check.Gradient(formula, new Claim.Numbers(gradient), point);
            judged++;
            found += report.Components[bad].Verdict.Fails ? 1 : 0;
            Assert.False(report.Components[bad].Verdict is Verdict.Match, $"seed {seed}: {formula.Infix}\n{CheckText.Of(report)}");
            Assert.All(report.Components, c => Assert.True(!c.Verdict.Fails || c.Name == report.Components[bad].Name));
        }
        output.WriteLine($"{found} of {judged} found by measurement alone");
        Assert.InRange(found, judged * 95 / 100, judged);
    }

    [Fact]
    public void The_lesson_column_has_the_numbers_of_the_lesson()
    {
        var report = Cases.Of("x0^2 + x1^2", null, 3, 4);
        Assert.Equal([6.0000000000037801, 7.9999999999991189], report.Components.Select(c => c.Lesson));
        Assert.Equal([6, 8], report.Components.Select(c => c.Numeric));
        Assert.Equal("match", report.Word);
        Assert.False(report.FailsStrictly);
        Assert.Equal([0, 4], Cases.Of("x0^2 + x1^2", null, 0, 2).Components.Select(c => Math.Round(c.Lesson, 9)));
    }

    [Fact]
    public void A_component_takes_about_a_hundred_evaluations()
    {
        foreach (var x in new[] { 0, 1e-300, 1e-20, 1e-8, 1e-3, 0.01, 0.7, 1, 3, 1e5, 1e300, 1.7e308, double.Epsilon })
            Assert.InRange(Cases.Of("x^2/20 + x", null, x).Components[0].FirstEvaluations, 1, 110);
    }

    [Fact]
    public void A_right_claim_in_another_form_matches()
    {
        Assert.Equal("match", Cases.Of("x^2/20 + y^2", "y: y + y, x: 0.1*x", 3, 4).Word);
        Assert.Equal("match", Cases.Of("tanh(x)", "x: 1 - tanh(x)^2", 0.5).Word);
        Assert.Equal("match", Cases.Of("1e5*x + cos(1e5*x)", "x: 1e5 - 1e5*sin(1e5*x)", 12.3456).Word);
    }

    [Fact]
    public void A_claim_closer_to_the_truth_than_the_measurement_can_see_is_still_found()
    {
        // Doubles see a zero there; the sign of 4e-18 they do not see. The second tier and both derivations do.
        var report = Cases.Of("sigmoid(x)", "x: -sigmoid(x)*sigmoid(-x)", 40);
        Assert.Equal("mismatch", report.Word);
        Assert.Equal(2, report.Components[0].Tier);
        Assert.Equal(
            [("claimed", "symbolic"), ("claimed", "forward AD"), ("claimed", "measured")],
            report.Findings.Select(f => (f.First, f.Second))
        );
    }

    [Fact]
    public void The_worst_component_decides_and_comes_first()
    {
        var report = Cases.Of("x^2 + abs(y) + log(z)", "x: 2*x, y: 0, z: z", 1, 0, 2);
        Assert.Equal("mismatch", report.Word);
        Assert.Equal(["match", "kink-valid", "mismatch"], report.Components.Select(c => c.Verdict.Word));
        Assert.StartsWith("z ", CheckText.Of(report).Split('\n')[4], StringComparison.Ordinal);
    }

    [Fact]
    public void Several_points_are_judged_each_by_itself()
    {
        var loss = Cases.Loss("where(x > 1, x^2, x)");
        var report = Check.Gradient(loss, ClaimText.Parse("x: 2*x", loss).Value, [3], [0.25], [4]);
        Assert.Equal(["match", "mismatch", "match"], report.Components.Select(c => c.Verdict.Word));
        Assert.Equal([0, 1, 2], report.Components.Select(c => c.PointNumber));
    }

    [Fact]
    public void A_loss_that_does_not_repeat_is_called_non_deterministic()
    {
        var calls = 0;
        var probe = Probe.Of(x => x[0] + ++calls * 1e-9, (_, value) => 1e-16 * Math.Abs(value));
        var measured = new Measure().Along(probe, [1.0], 0);
        Assert.IsType<Measured.Unsteady>(measured.What);
        Assert.Equal("non-deterministic", Judge.Of(measured, new(1, 0), 1).Word);
        Assert.Equal(2, measured.Evaluations);
    }

    [Fact]
    public void A_black_box_is_measured_with_the_bound_its_caller_gives()
    {
        var probe = Probe.Of(x => Math.Exp(x[0]) * x[1], (_, value) => 4e-16 * Math.Abs(value));
        double[] point = [0.5, 3];
        var measured = new Measure().Along(probe, point, 0);
        var slope = Assert.IsType<Measured.Smooth>(measured.What).Slope;
        Assert.InRange(Math.Abs(slope.Value - 3 * Math.Exp(0.5)), 0, slope.Bar);
        Assert.InRange(slope.Bar, 0, 1e-11);
        Assert.Equal([0.5, 3], point);
    }

    [Fact]
    public void Measuring_allocates_next_to_nothing()
    {
        var probe = Probe.Of(Cases.Loss("sin(x)*exp(y) + x^2"));
        var measure = new Measure();
        double[] point = [0.3, 0.7];
        Assert.InRange(Allocation.Of(() => measure.Along(probe, point, 1)), 0, 200);
    }

    [Fact]
    public void Claimed_numbers_of_another_length_are_a_mistake_of_the_caller() =>
        Assert.Throws<ArgumentException>(() => Check.Gradient(Cases.Loss("x*y"), new Claim.Numbers(1), [1, 2]));

    /// <summary>Sums and products of smooth functions at points where they are well behaved.</summary>
    private static (Formula, double[]) Ordinary(Random random)
    {
        string[] parts =
        [
            "x^2/20",
            "y^3",
            "x*y",
            "sin(x + y)",
            "exp(-x^2)",
            "log(1 + x^2)",
            "sqrt(1 + y^2)",
            "tanh(x*y)",
            "sigmoid(x - y)",
            "cos(3*y)",
            "atan(x/2)",
            "softplus(x)",
            "x/(1 + y^2)",
            "hypot(x, 2)",
            "erf(y)",
            "cosh(x/2)",
            "asinh(y)",
            "2^x",
            "cbrt(3 + x)",
            "logsumexp([x, y, 1])",
            "norm([x, y, 2])",
            "softmax([x, 2*y])[0]",
            "dot([x, y], [y, 3])",
            "x^4 - 3*x^2",
            "lgamma(3 + x)",
        ];
        var picked = Enumerable.Range(0, random.Next(1, 4)).Select(_ => parts[random.Next(parts.Length)]).ToArray();
        var text = $"0.3*x + y/7 + {string.Join(random.Next(2) == 0 ? " + " : " * ", picked)}";
        return (Cases.Loss(text), [random.NextDouble() * 4 - 2, random.NextDouble() * 4 - 2]);
    }

    /// <summary>Right gradients where doubles end: nobody can tell, and nobody is accused.</summary>
    [Theory]
    [InlineData("log(x)", new[] { 1e-320 }, "inconclusive")]
    [InlineData("log(x)", new[] { 3e-309 }, "inconclusive")]
    [InlineData("floor(x) + x", new[] { -1e150 }, "inconclusive")]
    [InlineData("floor(1e300*w)", new[] { 1.0 }, "inconclusive")]
    [InlineData("x^y", new[] { -3.25, 2 }, "not-differentiable")]
    [InlineData("floor(1e14*w)", new[] { 1.3 }, "match")]
    public void Where_doubles_end_no_right_gradient_is_called_wrong(string loss, double[] at, string word)
    {
        var report = Check.Gradient(Cases.Loss(loss), null, CheckOptions.Plain, at);
        Assert.Equal(word, report.Word);
        Assert.False(report.Fails, CheckText.Of(report));
    }

    [Fact]
    public void A_wrong_claim_beside_the_end_of_doubles_is_wrong()
    {
        Assert.Equal("mismatch", Cases.Of("log(x)", "x: 1/x^2", 1e-3).Word);
        Assert.Equal("mismatch", Cases.Of("log(x) + y", "x: 1/x, y: 2", 1e-320, 1).Components[1].Verdict.Word);
    }
}
