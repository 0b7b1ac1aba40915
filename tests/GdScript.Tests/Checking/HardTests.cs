using System.Globalization;
using GdScript.Checking;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Numerics;
using Xunit;
using Xunit.Abstractions;

namespace GdScript.Tests.Checking;

public class HardTests(ITestOutputHelper output)
{
    [Fact]
    public void Hard_gradients_are_never_called_wrong_and_nearly_all_match()
    {
        var (wrong, undecided, components) = (new List<string>(), new List<string>(), 0);
        foreach (var (loss, point, truth) in HardCases.Right)
        {
            var report = Cases.Of(loss, null, point);
            components += report.Components.Length;
            foreach (var c in report.Components)
                if (c.Verdict.Fails || !Holds(c, truth[c.Index]))
                    wrong.Add($"{loss}, {c.Name}, truth {truth[c.Index]}\n{CheckText.Of(report)}");
                else if (!c.Verdict.Stands)
                    undecided.Add($"{loss} at {string.Join(", ", point)}, {c.Name}: {CheckText.Of(c.Verdict)}");
        }
        output.WriteLine($"{undecided.Count} of {components} undecided\n{string.Join("\n", undecided)}");
        Assert.Equal("", string.Join("\n", wrong));
        Assert.InRange(undecided.Count, 0, components * 5 / 100);
    }

    [Fact]
    public void Errors_planted_in_hard_and_easy_losses_are_found_and_nothing_else_is_blamed()
    {
        var missed = new List<string>();
        foreach (var (loss, claim, point, wrong) in HardCases.Planted)
        {
            var report = Cases.Of(loss, claim, point);
            var blamed = string.Join(" ", report.Components.Where(c => c.Verdict is Verdict.Mismatch).Select(c => c.Name));
            if (blamed != wrong)
                missed.Add($"{loss} | {claim}: blamed '{blamed}' instead of '{wrong}'\n{CheckText.Of(report)}");
        }
        Assert.Equal("", string.Join("\n", missed));
        Assert.Equal(56, HardCases.Planted.Length);
    }

    [Fact]
    public void Corners_are_called_what_they_are()
    {
        var wrong = new List<string>();
        foreach (var (loss, claim, point, words) in HardCases.Corners)
        {
            var report = Cases.Of(loss, claim, point);
            var said = string.Join(" ", report.Components.Select(c => c.Verdict.Word));
            if (said != words)
                wrong.Add($"{loss} | {claim}: said '{said}' instead of '{words}'\n{CheckText.Of(report)}");
        }
        Assert.Equal("", string.Join("\n", wrong));
    }

    [Fact]
    public void As_black_boxes_hard_gradients_are_never_called_wrong_though_rounding_inside_makes_other_losses_of_some()
    {
        var (wrong, standing, components) = (new List<string>(), 0, 0);
        foreach (var (loss, point, truth) in HardCases.Right)
        {
            var formula = Cases.Loss(loss);
            var report = Check.Gradient(Kernel.For(formula).Value, Claimed(truth), [.. formula.ElementNames], null, point);
            components += point.Length;
            standing += report.Components.Count(c => c.Verdict.Stands);
            if (report.Fails)
                wrong.Add($"{loss}\n{CheckText.Of(report)}");
        }
        output.WriteLine($"{standing} of {components} match as black boxes\n{string.Join("\n", wrong)}");
        Assert.Equal("", string.Join("\n", wrong));
        Assert.InRange(standing, components * 60 / 100, components);
    }

    [Fact]
    public void As_black_boxes_planted_errors_are_found_but_for_those_below_the_noise()
    {
        var (found, missed, blamed) = (0, new List<string>(), new List<string>());
        foreach (var (loss, claim, point, wrong) in HardCases.Planted)
        {
            var formula = Cases.Loss(loss);
            var partials = Kernel.For(((Claim.Formulas)ClaimText.Parse(claim, formula).Value).Partials);
            var report = Check.Gradient(Kernel.For(formula).Value, partials.Run, [.. formula.ElementNames], point);
            var names = report.Components.Where(c => c.Verdict is Verdict.Mismatch).Select(c => c.Name).ToArray();
            blamed.AddRange(names.Where(n => !wrong.Split(' ').Contains(n)).Select(n => $"{n} of {loss}\n{CheckText.Of(report)}"));
            if (string.Join(" ", names) == wrong)
                found++;
            else
                missed.Add($"{loss} | {claim}: {string.Join(" ", report.Components.Select(c => c.Verdict.Word))}");
            Assert.InRange(report.Components.Max(c => c.FirstEvaluations), 1, 110);
        }
        output.WriteLine($"{found} of {HardCases.Planted.Length} found\n{string.Join("\n", missed)}");
        Assert.Equal("", string.Join("\n", blamed));
        Assert.InRange(found, 52, HardCases.Planted.Length);
    }

    [Fact]
    public void Proofs_hold_the_truth_and_refute_what_is_planted()
    {
        var prove = new CheckOptions { Prove = true };
        var (proven, all, wrong) = (0, 0, new List<string>());
        foreach (var (loss, point, truth) in HardCases.Right)
        foreach (var c in Check.Gradient(Cases.Loss(loss), null, prove, point).Components)
        {
            all++;
            var proof = c.Proof!;
            var exact = Parsed(truth[c.Index]);
            var slack = Precise.Of(1e-35) * exact.Size; // the truth is written with 40 digits
            if (exact + slack < Bottom(proof.Low) || exact - slack > Top(proof.High) || proof.Refutes(c.Claimed))
                wrong.Add($"{loss}, {c.Name}: {truth[c.Index]} is not in [{proof.Low:R}, {proof.High:R}]");
            proven += proof.High - proof.Low <= 1e-6 * Math.Abs(proof.High) ? 1 : 0;
        }
        var (refuted, planted) = (0, 0);
        foreach (var (loss, claim, point, blamed) in HardCases.Planted)
        {
            var formula = Cases.Loss(loss);
            foreach (var c in Check.Gradient(formula, ClaimText.Parse(claim, formula).Value, prove, point).Components)
            {
                var isWrong = blamed.Split(' ').Contains(c.Name);
                planted += isWrong ? 1 : 0;
                refuted += c.Proof!.Refutes(c.Claimed) ? 1 : 0;
                if (c.Proof.Refutes(c.Claimed) && !isWrong)
                    wrong.Add($"{loss}, {c.Name} was refuted");
            }
        }
        output.WriteLine($"{proven} of {all} enclosed to six digits, {refuted} of {planted} planted errors refuted");
        Assert.Equal("", string.Join("\n", wrong));
        Assert.InRange(proven, all * 6 / 10, all);
        Assert.Equal(planted, refuted);
    }

    /// <summary>The bar holds the truth, the derivative agrees with it to the digits that are said, and a match says something.</summary>
    private static bool Holds(CheckedComponent c, string truth)
    {
        var exact = Parsed(truth);
        if (!c.Verdict.Stands)
            return true;
        var apart = double.IsNaN(c.Numeric) ? 0 : (Precise.Of(c.Numeric) - exact).Size.ToDouble();
        return apart <= c.Bar * (1 + 1e-9);
    }

    private static Claim.Numbers Claimed(string[] truth) => new([.. truth.Select(t => double.Parse(t, CultureInfo.InvariantCulture))]);

    private static Precise Bottom(double x) => double.IsFinite(x) ? Precise.Of(x) : -Far;

    private static Precise Top(double x) => double.IsFinite(x) ? Precise.Of(x) : Far;

    private static readonly Precise Far = Precise.Of(double.MaxValue) * 1000;

    private static Precise Parsed(string text)
    {
        var value = Reals.DoubledTests.Parsed(text);
        return value.Size < Precise.Of(1e-60) && text.Contains("e-", StringComparison.Ordinal) && IsNoise(text) ? Precise.Zero : value;
    }

    /// <summary>What 90 digits leave of a slope that is exactly 0.</summary>
    private static bool IsNoise(string text) =>
        double.Parse(text, CultureInfo.InvariantCulture) is var x && Math.Abs(x) < 1e-50 && Math.Abs(x) > 1e-80;
}
