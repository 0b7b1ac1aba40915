using GdScript.Checking;
using GdScript.Graphs;
using GdScript.Numerics;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Checking;

/// <summary>Gradients of many components: few measurements, the wrong ones by name, and what cannot be seen is said.</summary>
public class DirectionsTests
{
    private static double Weight(int i) => 1 + i % 7;

    /// <summary>A black box, so that nothing but measurements can tell.</summary>
    private static double Bowl(ReadOnlySpan<double> x)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
            sum += Weight(i) * x[i] * x[i] / 2;
        return sum;
    }

    private static double[] Start(int n) => [.. Enumerable.Range(0, n).Select(i => 0.5 + i * 0.618034 % 1)];

    private static double[] Slopes(double[] x) => [.. x.Select((v, i) => Weight(i) * v)];

    private static string[] Names(int n) => [.. Enumerable.Range(0, n).Select(i => $"w[{i}]")];

    private static CheckReport OfBox(double[] x, double[] claims) =>
        Check.Gradient(Bowl, new Claim.Numbers(claims), Names(x.Length), CheckOptions.Plain, x);

    private static CheckReport OfFormula(string text, double[] x, double[] claims) =>
        Check.Gradient(FormulaText.Parse(text).Value, new Claim.Numbers(claims), x);

    private static int[] Wrong(CheckReport report) => [.. report.Components.Where(c => c.Verdict.Fails).Select(c => c.Index).Order()];

    [Fact]
    public void Three_wrong_of_ten_thousand_take_eighty_directions_at_most_of_a_black_box()
    {
        var x = Start(10_000);
        var claims = Slopes(x);
        int[] bad = [17, 3000, 9211];
        foreach (var i in bad)
            claims[i] *= 1.001;
        var report = OfBox(x, claims);
        Assert.Equal(bad, Wrong(report));
        Assert.InRange(report.Survey!.Checks, 1, 80);
        Assert.True(report.Survey is { Wrong: 3, IsComplete: true, Unsettled: 0 });
    }

    [Fact]
    public void A_formula_needs_one_direction_for_all_that_contradicts_its_derivative()
    {
        var x = Start(600);
        double[] claims = [.. x];
        int[] bad = [3, 77, 599];
        foreach (var i in bad)
            claims[i] *= 1.00001;
        var report = OfFormula("param w[600]\nsum(w .^ 2)/2", x, claims);
        Assert.Equal(bad, Wrong(report));
        Assert.True(report.Survey is { Checks: 1, Wrong: 3, IsGuided: true, IsComplete: true });
    }

    [Fact]
    public void Fifty_wrong_of_a_formula_are_all_named_and_the_worst_of_them_measured()
    {
        var x = Start(400);
        double[] claims = [.. x];
        int[] bad = [.. Enumerable.Range(0, 50).Select(i => (13 + 7 * i) % 400).Order()];
        foreach (var i in bad)
            claims[i] = -claims[i];
        claims[250] *= 1.5;
        var report = OfFormula("param w[400]\nsum(w .^ 2)/2", x, claims);
        Assert.Equal([.. bad.Append(250).Order()], Wrong(report));
        Assert.Equal(12, report.Components.Count(c => double.IsFinite(c.Numeric)));
        Assert.False(double.IsFinite(report.Components.Single(c => c.Index == 250).Numeric));
        Assert.Equal(51, report.Survey!.Wrong);
    }

    [Fact]
    public void All_wrong_are_counted_where_a_derivative_tells()
    {
        var x = Start(300);
        var report = OfFormula("param w[300]\nsum(w .^ 2)/2", x, [.. x.Select(v => 1.1 * v)]);
        Assert.True(report.Survey is { Wrong: 300, IsComplete: true, Checks: 1 });
        Assert.InRange(report.Components.Length, 12, 100);
        Assert.Contains("300 of 300 wrong (the largest: w[", CheckText.Of(report), StringComparison.Ordinal);
    }

    [Fact]
    public void All_wrong_of_a_black_box_stop_the_search_which_says_so()
    {
        var x = Start(1500);
        var report = OfBox(x, [.. Slopes(x).Select(v => 1.1 * v)]);
        var survey = report.Survey!;
        Assert.True(report.Fails);
        Assert.False(survey.IsComplete);
        Assert.InRange(survey.Checks, 100, 302);
        Assert.InRange(survey.Wrong, 50, 1500);
        Assert.InRange(report.Components.Length, 10, 100);
        Assert.Contains(
            FormattableString.Invariant($"at least {survey.Wrong} of 1500 wrong (the largest: "),
            CheckText.Of(report),
            StringComparison.Ordinal
        );
        Assert.Contains(
            FormattableString.Invariant($"stopped after {survey.Checks} checks"),
            CheckText.Of(report),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Of_a_search_that_stopped_every_wrong_one_named_is_wrong()
    {
        var x = Start(1024);
        var claims = Slopes(x);
        for (var i = 0; i < claims.Length; i += 2)
            claims[i] *= 1.01;
        var report = OfBox(x, claims);
        Assert.All(Wrong(report), i => Assert.Equal(0, i % 2));
        Assert.InRange(report.Survey!.Wrong, Wrong(report).Length, 512);
    }

    [Fact]
    public void Equal_and_opposite_errors_are_found_in_a_black_box_too()
    {
        var x = Start(512);
        var claims = Slopes(x);
        (claims[14], claims[21]) = (claims[14] + 0.25, claims[21] - 0.25);
        Assert.Equal([14, 21], Wrong(OfBox(x, claims)));
    }

    [Fact]
    public void Kinks_are_measured_by_themselves_and_the_rest_is_searched()
    {
        double[] x = [.. Start(400)];
        (x[7], x[300]) = (0, 0);
        double[] claims = [.. x.Select(v => v > 0 ? 1.0 : 0)];
        claims[300] = 2;
        claims[12] = -1;
        var report = OfFormula("param w[400]\nsum(abs(w))", x, claims);
        Assert.Equal([12, 300], Wrong(report));
        Assert.IsType<Verdict.KinkValid>(report.Components.Single(c => c.Index == 7).Verdict);
        Assert.IsType<Verdict.KinkInvalid>(report.Components.Single(c => c.Index == 300).Verdict);
        Assert.True(report.Survey is { Torn: 0, Wrong: 2 });
    }

    [Fact]
    public void Where_everything_has_a_kink_what_goes_unseen_is_said_in_words()
    {
        var report = OfFormula("param w[600]\nsum(abs(w))", new double[600], new double[600]);
        var text = CheckText.Of(report);
        Assert.False(report.Fails);
        Assert.InRange(report.Survey!.Torn, 500, 600);
        Assert.Contains("the loss may have kinks or edges that were not told apart", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Infinity", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_claim_outside_of_the_slopes_of_a_kink_shows_also_where_all_have_one()
    {
        var report = OfFormula("param w[600]\nsum(abs(w))", new double[600], [.. Enumerable.Repeat(2.0, 600)]);
        Assert.Equal("kink-invalid", report.Word);
        Assert.False(report.Survey!.IsComplete);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Claims_that_are_no_numbers_are_found_at_once(double claim)
    {
        var x = Start(800);
        double[] claims = [.. x];
        (claims[5], claims[700]) = (claim, claim);
        var report = OfFormula("param w[800]\nsum(w .^ 2)/2", x, claims);
        Assert.Equal([5, 700], Wrong(report));
        Assert.InRange(report.Survey!.Checks, 1, 4);
    }

    [Fact]
    public void What_is_wrong_elsewhere_is_found_along_directions_too()
    {
        var loss = FormulaText.Parse("param w[150]\nsum(w .^ 3)").Value;
        var claim = ClaimText.Parse("w: 3*w .* abs(w)", loss).Value;
        var report = Check.Gradient(loss, claim, CheckOptions.Thorough, Start(150));
        Assert.True(report.Fails);
        Assert.All(report.Components.Where(c => c.Verdict.Fails), c => Assert.True(c.PointNumber > 0));
        Assert.InRange(report.Hunt!.Failures, 1, 12);
    }

    [Fact]
    public void What_a_clean_search_cannot_see_is_said()
    {
        var x = Start(300);
        var report = OfFormula("param w[300]\nsum(w .^ 2)/2", x, x);
        Assert.False(report.Fails);
        Assert.True(report.Survey is { Wrong: 0, Checks: 2, IsComplete: true });
        Assert.InRange(report.Survey.Blind, 1e-16, 1e-8);
        Assert.Contains("cannot see an error below", CheckText.Of(report), StringComparison.Ordinal);
    }
}
