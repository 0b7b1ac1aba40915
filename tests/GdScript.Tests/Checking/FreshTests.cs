using GdScript.Calculus;
using GdScript.Checking;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Reals;
using GdScript.Tests.Reals;
using GdScript.Text;
using Xunit;
using Xunit.Abstractions;

namespace GdScript.Tests.Checking;

/// <summary>The score on cases the checker was not built on.</summary>
public class FreshTests(ITestOutputHelper output)
{
    [Fact]
    public void Hard_gradients_are_never_called_wrong_and_nearly_all_match()
    {
        var (wrong, undecided, components) = (new List<string>(), new List<string>(), 0);
        foreach (var (loss, point, truth) in FreshCases.Right)
        foreach (var c in Cases.Of(loss, null, point).Components)
        {
            components++;
            var apart = double.IsNaN(c.Numeric) ? 0 : (Precise.Of(c.Numeric) - DoubledTests.Parsed(truth[c.Index])).Size.ToDouble();
            if (c.Verdict.Fails || (c.Verdict.Stands && apart > c.Bar * (1 + 1e-9)))
                wrong.Add($"{loss}, {c.Name}: {c.Numeric:R} ± {c.Bar:R}, truth {truth[c.Index]}, {CheckText.Of(c.Verdict)}");
            else if (!c.Verdict.Stands)
                undecided.Add($"{loss}, {c.Name}: {CheckText.Of(c.Verdict)}");
        }
        output.WriteLine($"{undecided.Count} of {components} undecided\n{string.Join("\n", undecided)}");
        Assert.Equal("", string.Join("\n", wrong));
        Assert.InRange(undecided.Count, 0, components * 5 / 100);
        Assert.InRange(FreshCases.Right.Length, 30, 100);
    }

    [Fact]
    public void Right_gradients_survive_the_search_too()
    {
        var wrong = new List<string>();
        foreach (var (loss, point, _) in FreshCases.Right)
            if (Check.Gradient(Cases.Loss(loss), null, CheckOptions.Thorough with { Hunt = 8 }, point) is { Fails: true } report)
                wrong.Add($"{loss}\n{CheckText.Of(report)}");
        Assert.Equal("", string.Join("\n", wrong));
    }

    [Fact]
    public void Every_planted_error_is_found_and_nothing_else_is_blamed()
    {
        var missed = new List<string>();
        foreach (var (loss, claim, point, wrong) in FreshCases.Planted)
        {
            var formula = Cases.Loss(loss);
            var partials = (Claim.Formulas)ClaimText.Parse(claim, formula).Value;
            var numbers = new double[point.Length];
            Kernel.For(partials.Partials).Run(point, numbers);
            foreach (var one in new Claim[] { partials, new Claim.Numbers(numbers) })
            {
                var report = Check.Gradient(formula, one, point);
                if (Blamed(report) != wrong)
                    missed.Add($"{loss} | {claim}: blamed '{Blamed(report)}' instead of '{wrong}'\n{CheckText.Of(report)}");
            }
        }
        Assert.Equal("", string.Join("\n", missed));
        Assert.Equal(43, FreshCases.Planted.Length);
    }

    [Fact]
    public void What_is_wrong_only_elsewhere_is_found_there()
    {
        foreach (var (loss, claim, point, wrong) in FreshCases.Beyond)
        {
            var formula = Cases.Loss(loss);
            var partials = ClaimText.Parse(claim, formula).Value;
            Assert.False(Check.Gradient(formula, partials, point).Fails, loss);
            Assert.Equal(wrong, Blamed(Check.Gradient(formula, partials, CheckOptions.Thorough, point)));
        }
    }

    [Fact]
    public void Corners_are_called_what_they_are()
    {
        var wrong = new List<string>();
        foreach (var (loss, claim, point, words) in FreshCases.Corners)
        {
            var report = Cases.Of(loss, claim, point);
            var said = string.Join(" ", report.Components.Select(c => c.Verdict.Word));
            if (said != words)
                wrong.Add($"{loss} | {claim}: said '{said}' instead of '{words}'\n{CheckText.Of(report)}");
        }
        Assert.Equal("", string.Join("\n", wrong));
        Assert.Equal(17, FreshCases.Corners.Length);
    }

    private static string Blamed(CheckReport report) =>
        string.Join(" ", report.Components.Where(c => c.Verdict is Verdict.Mismatch).OrderBy(c => c.Index).Select(c => c.Name).Distinct());
}
