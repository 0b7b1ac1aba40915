using GdScript.Cli.Edge;
using Xunit;

namespace GdScript.Cli.Tests.Edge;

public class ComplaintTests
{
    private static readonly Problem Slip = Problem.Input("GDS1", "slip", "try again");

    [Theory]
    [InlineData("x + sen(y)", 4, 3, "      ^^^")]
    [InlineData("漢字 + sen", 5, 3, "         ^^^")]
    [InlineData("e\u0301 + sen", 5, 3, "      ^^^")]
    [InlineData("\tsen", 1, 3, "   ^^^")]
    [InlineData("😀sen", 2, 3, "    ^^^")]
    [InlineData("x + 漢字", 4, 2, "      ^^^^")]
    [InlineData("x +", 3, 1, "     ^")]
    [InlineData("\u1112\u1161\u11ab+sen", 4, 3, "     ^^^")]
    public void Carets_stand_under_what_is_wrong(string text, int at, int length, string carets) =>
        Assert.Equal(carets, Complaint.Of(Slip.In(text, at, length)).Split('\n')[2]);

    [Fact]
    public void Of_a_long_line_only_the_part_around_the_place_is_shown()
    {
        var line = new string('x', 1_000) + " sen " + new string('y', 1_000);
        var shown = Complaint.Of(Slip.In(line, 1_001, 3)).Split('\n');
        Assert.Equal(2 + 102, shown[1].Length);
        Assert.Equal("sen", shown[1][shown[2].IndexOf('^', StringComparison.Ordinal)..][..3]);
    }

    [Fact]
    public void A_line_is_never_cut_inside_a_character()
    {
        var line = string.Concat(Enumerable.Repeat("😀", 200));
        for (var at = 0; at < line.Length; at += 2)
            Assert.DoesNotContain(
                '\uFFFD',
                System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(Complaint.Of(Slip.In(line, at, 2))))
            );
    }

    [Fact]
    public void What_would_steer_the_terminal_is_shown_as_a_replacement()
    {
        var said = Complaint.Of(Problem.Input("GDS1", "unknown '\u001b[31m\n\u202e'").In("a\u001b[2Jb\u202ec", 2));
        Assert.DoesNotContain('\u001b', said);
        Assert.DoesNotContain('\u202e', said);
        Assert.Equal(3, said.TrimEnd('\n').Split('\n').Length);
    }
}
