using GdScript.Checking;
using Xunit;

namespace GdScript.Tests.Checking;

public class CheckTextTests
{
    [Fact]
    public void The_table_has_the_worst_row_first_and_aligned_columns() =>
        Assert.Equal(
            """
            mismatch: 1 of 2 components wrong at x = 5, y = 4, 263 evaluations
            claimed contradicts symbolic, forward AD and measured for y at point 1

            component  claimed  symbolic  measured       verdict
            y          4        8         8 ± 1.8e-14    mismatch, off by 50 %
            x          0.5      0.5       0.5 ± 2.1e-14  match (13 digits)

            y: the claim is half of the slope (perhaps, so at 1 of 1 wrong points)

            """,
            CheckText.Of(Cases.Of("x^2/20 + y^2", "x: x/10, y: y", 5, 4))
        );

    [Fact]
    public void Exact_numbers_that_differ_are_not_told_to_be_bits()
    {
        var loss = Cases.Loss("3*x");
        var report = Check.Gradient(loss, new Claim.Numbers([4.0]), [1.0]);
        Assert.Contains(
            "claimed contradicts symbolic, forward AD and measured for x at point 1",
            CheckText.Of(report),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Without_a_claim_our_own_derivative_is_judged() =>
        Assert.Equal(
            """
            kink-valid: 1 component at x = 0, 198 evaluations

            component  symbolic  measured  verdict
            x          0         0 ± 1     kink-valid (-1 to 1)

            """,
            CheckText.Of(Cases.Of("abs(x)", null, 0))
        );

    [Fact]
    public void Of_many_rows_the_worst_are_shown_and_the_others_counted()
    {
        var text = CheckText.Of(Cases.Of("param v[6]\nsum(v .^ 2)", "v: [2, 4, 6, 9, 10, 12]", 1, 2, 3, 4, 5, 6), rows: 2);
        var lines = text.TrimEnd('\n').Split('\n');
        Assert.Equal("v[3]: the claim is 1.125 times the slope (perhaps, so at 1 of 1 wrong points)", lines[^1]);
        Assert.StartsWith("v[3] ", lines[4], StringComparison.Ordinal);
        Assert.Equal("… and 4 rows more, 4 match", lines[6]);
    }

    [Fact]
    public void Contradictions_of_the_derivations_are_said_before_the_table()
    {
        var text = CheckText.Of(Cases.Of("sigmoid(x)", "x: -sigmoid(x)*sigmoid(-x)", 40));
        Assert.Contains("claimed contradicts symbolic, forward AD and measured for x at point 1\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_components_are_counted_once_at_how_many_points_ever()
    {
        var text = CheckText.Of(
            Check.Gradient(Cases.Loss("x^2 + y^2"), ClaimText.Parse("x: x, y: y", Cases.Loss("x^2 + y^2")).Value, [1, 2], [3, 4])
        );
        Assert.StartsWith("mismatch: 2 of 2 components wrong at 2 points, ", text, StringComparison.Ordinal);
        Assert.Contains("for x (point 1), y (point 1), x (point 2) and y (point 2)\n", text, StringComparison.Ordinal);
        Assert.Contains("x and y: the claim is half of the slope (likely, so at 2 of 2 wrong points)", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1e6*abs(x)", "kink-valid (-1000000 to 1000000)")]
    [InlineData("1e-9*abs(x)", "kink-valid (-1e-9 to 1e-9)")]
    public void Kinks_have_the_numbers_of_the_house(string loss, string cell)
    {
        var text = CheckText.Of(Cases.Of(loss, null, 0));
        Assert.Contains(cell, text, StringComparison.Ordinal);
        Assert.DoesNotContain("E+", text, StringComparison.Ordinal);
    }

    [Fact]
    public void All_digits_are_shown_where_eight_would_hide_what_is_wrong()
    {
        var text = CheckText.Of(Cases.Of("exp(x)", "x: exp(x)*(1 + 1e-11)", 3));
        Assert.Contains("20.0855369233885", text, StringComparison.Ordinal);
        Assert.Contains("off by 1e-11", text, StringComparison.Ordinal);
    }

    [Fact]
    public void No_line_of_an_ordinary_table_is_wider_than_a_terminal() =>
        Assert.All(
            CheckText.Of(Cases.Of("exp(x)*sin(y) + x^3/7", "x: exp(x)*sin(y) + 3*x^2/7, y: exp(x)*sin(y)", 1.2345, -0.777)).Split('\n')[
                2..
            ],
            line => Assert.InRange(line.Length, 0, 80)
        );

    [Theory]
    [InlineData("exp(x)", "x: exp(x)", 3, "has no floor: as for a right claim")]
    [InlineData("exp(x)", "x: exp(x)*(1 + 1e-5)", 3, "the error levels off at 0.0002, above rounding")]
    [InlineData("sin(x)*1e-12", "x: -cos(x)*1e-12", 0.5, "the error levels off at 1.8e-12, above rounding")]
    [InlineData("x^2", "x: 2*x", 3, "has no floor")]
    [InlineData("abs(x)", "x: 1", 0, "the error levels off at 1, above rounding")]
    public void A_curve_says_whether_the_error_has_a_floor(string loss, string claim, double x, string says)
    {
        var c = Cases.Of(loss, claim, x).Components[0];
        var text = CurveText.Of(VCurve.Of(Cases.Loss(loss), [x], 0, c.Claimed), "x at point 1");
        Assert.Contains(says, text, StringComparison.Ordinal);
        Assert.All(text.Split('\n')[1..^2], line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public void A_witness_has_a_column_and_one_wrong_bit_fails_the_check()
    {
        var report = Cases.Of("x^2/20 + y^2", null, 5, 4);
        var agrees = report.With(new("il", [.. report.Components.Select(c => c.Exact)]));
        Assert.False(agrees.Fails);
        Assert.Contains("component  symbolic  il   forward AD", CheckText.Of(agrees), StringComparison.Ordinal);

        var wrong = report.With(new("il", [0.5, Math.BitIncrement(8.0)]));
        Assert.True(wrong.Fails);
        Assert.Contains(
            "symbolic contradicts il (8.000000000000002, whose bits must be the same) for y at point 1: 8",
            CheckText.Of(wrong),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("log(x)", null, -1, "undefined: the loss is not a number at this point")]
    [InlineData("floor(x)", null, 2, "not-differentiable: the loss jumps here")]
    [InlineData("x^2.5", "x: 0", 0, "one-sided, from the right (")]
    [InlineData("x^2", "x: 0*log(x)", -1, "mismatch: the claim is not a number, the loss has a slope here")]
    [InlineData("abs(x)", "x: 2", 0, "kink-invalid (the slope is -1 from the left and 1 from the right)")]
    public void Every_verdict_is_a_sentence(string loss, string? claim, double x, string said) =>
        Assert.StartsWith(said, CheckText.Of(Cases.Of(loss, claim, x).Components[0].Verdict), StringComparison.Ordinal);
}
