using GdScript.Checking;
using Xunit;

namespace GdScript.Tests.Checking;

public class CheckTextTests
{
    [Fact]
    public void The_table_has_the_worst_row_first_and_aligned_columns() =>
        Assert.Equal(
            """
            mismatch: 2 components at x = 5, y = 4, 263 evaluations
            claimed contradicts symbolic (8), forward AD (8) and measured (8) for y at point 1: 4

            component  claimed  symbolic  forward AD  numeric  bar      relative error  verdict
            y          4        8         8           8        1.8e-14  5e-1            mismatch: outside the error bar of the measurement
            x          0.5      0.5       0.5         0.5      2.1e-14  0               match (13 digits)

            y: the claim is half of the slope (perhaps, so at 1 of 1 wrong points)

            """,
            CheckText.Of(Cases.Of("x^2/20 + y^2", "x: x/10, y: y", 5, 4))
        );

    [Fact]
    public void Without_a_claim_our_own_derivative_is_judged() =>
        Assert.Equal(
            """
            kink-valid: 1 component at x = 0, 198 evaluations

            component  symbolic  forward AD  numeric  bar  relative error  verdict
            x          0         0           0        1e0  0               kink-valid (the slope is -1 from the left and 1 from the right)

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
        Assert.Contains(
            "claimed contradicts symbolic (4.248354255291589e-18), forward AD (4.248354255291589e-18) and measured (",
            text,
            StringComparison.Ordinal
        );
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
