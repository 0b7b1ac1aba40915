using VerifyTests;
using Xunit;

namespace GdScript.Tests.Snapshots;

public sealed class LineDiffTests
{
    [Fact]
    public void I_see_the_line_that_differs_and_by_how_many_ulps()
    {
        var next = Math.BitIncrement(Math.BitIncrement(0.1));

        var diff = LineDiff.Of("step 0\nloss = 0.1, x = 3\nend", $"step 0\nloss = {next:R}, x = 3\nend");

        Assert.Equal(
            """
              1 of 3 lines differ:
              line 2
                - loss = 0.1, x = 3
                + loss = 0.10000000000000003, x = 3
              largest numeric gap: 2 ulp, 0.1 against 0.10000000000000003, relative 2.8E-016 (line 2)
            """,
            diff
        );
    }

    [Fact]
    public void The_largest_gap_of_all_lines_is_told_with_its_line()
    {
        var diff = LineDiff.Of("1\n1\n1", "1.0000000000000002\n2\n1.0000000000000004");

        Assert.Contains(
            "largest numeric gap: 4503599627370496 ulp, 1 against 2, relative 5.0E-001 (line 2)",
            diff,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Lines_put_in_and_taken_out_do_not_make_the_rest_differ()
    {
        Assert.Equal(
            """
              1 lines went, 3 came:
              -    1: a
              +    2: new
              +    4: newer
              +    6: last
            """,
            LineDiff.Of("a\nb\nc\nd", "b\nnew\nc\nnewer\nd\nlast")
        );
    }

    [Fact]
    public void A_text_too_long_to_match_line_by_line_is_told_all_the_same()
    {
        string Column(char letter, int count) => string.Join('\n', Enumerable.Range(0, count).Select(i => $"{letter}{i}"));

        var diff = LineDiff.Of(Column('a', 2000), Column('b', 2001));

        Assert.StartsWith("  2000 lines went, 2001 came:\n  -    1: a0\n", diff, StringComparison.Ordinal);
        Assert.EndsWith("… and 3981 more", diff, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_difference_is_cut_short_and_counted()
    {
        string Column(int from) => string.Join('\n', Enumerable.Range(from, 40).Select(i => $"row {i}"));

        var diff = LineDiff.Of(Column(0), Column(100));

        Assert.Contains("40 of 40 lines differ", diff, StringComparison.Ordinal);
        Assert.Contains("… and 20 more", diff, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x = 1", "x = 1.0000000000000002", 1ul)]
    [InlineData("x = 5E-324", "x = -5E-324", 2ul)]
    [InlineData("x = 1.7976931348623157E+308", "x = Infinity", 1ul)]
    [InlineData("(-1, 2)", "(-1, 2.0000000000000004)", 1ul)]
    [InlineData("-1.7976931348623157E+308", "1.7976931348623157E+308", 18437736874454810622ul)]
    public void Numbers_of_lines_with_equal_words_have_a_gap(string old, string now, ulong ulps) =>
        Assert.Equal(ulps, UlpGap.Between(old, now)?.Ulps);

    [Theory]
    [InlineData("x = 1", "y = 2")]
    [InlineData("x = 1", "x = one")]
    [InlineData("x = 1", "x = NaN")]
    [InlineData("x0 is here", "x1 is here")]
    [InlineData("1 2", "1")]
    [InlineData("x = 0", "x = -0")]
    public void Other_lines_have_none(string old, string now) => Assert.Null(UlpGap.Between(old, now));
}
