using GdScript.Cli.Help;
using Xunit;

namespace GdScript.Cli.Tests.Help;

/// <summary>What could be typed next. The line ends where the cursor is.</summary>
public class OffersTests
{
    [Theory]
    [InlineData("gds desc", "descend")]
    [InlineData("gds --v", "--version")]
    [InlineData("gds descend \"x^2 + y^2\" --check-", "--check-every")]
    [InlineData("gds descend \"x^2 + y^2\" --from ", "x= y=")]
    [InlineData("gds descend \"x^2 + y^2\" --from x=3,", "x=3,y=")]
    [InlineData("gds descend 'x^2 + y^2' --from=x=3,", "--from=x=3,y=")]
    [InlineData("gds descend x^2+y^2 --at x", "x=")]
    [InlineData("gds diff \"a*b\" --wrt a,", "a,b")]
    [InlineData("gds check a*b --claim ", "a: b:")]
    [InlineData("gds grad x --difference f", "forward")]
    [InlineData("gds descend x --method adamw", "adamw")]
    [InlineData("gds descend x --detail ", "thin full none")]
    [InlineData("gds cache ", "info clear")]
    [InlineData("gds completion z", "zsh")]
    [InlineData("gds explain gds5010", "GDS5010")]
    [InlineData("gds eval nothing-known --at z=", "")]
    public void What_fits_is_offered(string line, string expected) => Assert.Equal(expected, string.Join(' ', Texts(line)));

    [Fact]
    public void Every_command_is_offered_first_and_every_option_of_it_after()
    {
        var commands = Texts("gds ");
        Assert.Equal([.. HelpTests.Names.Order()], commands.Order());
        foreach (var command in commands)
        foreach (var option in Texts($"gds {command} -"))
            Assert.Contains(option, Command.Out(command, "--help"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_option_that_stands_there_is_not_offered_again() => Assert.DoesNotContain("--json", Texts("gds grad x --json --"));

    [Theory]
    [InlineData("gds ", true)]
    [InlineData("gds run ", true)]
    [InlineData("gds loss.csx some", true)]
    [InlineData("gds run loss.csx some", true)]
    [InlineData("gds descend x --trace ", true)]
    [InlineData("gds check ", true)]
    [InlineData("gds descend x --method ", false)]
    public void Files_are_offered_where_a_file_can_stand(string line, bool files) =>
        Assert.Equal(files, Offers(line).EndsWith(":files\n", StringComparison.Ordinal));

    /// <summary>Bash parts words at = and :, and puts what it is given behind the last of them.</summary>
    [Theory]
    [InlineData("gds grad x^2+y --at x", "x", "x=")]
    [InlineData("gds grad x^2+y --at x=3,", "3,", "3,y=")]
    [InlineData("gds grad x^2+y --at=", "=", "x= y=")]
    public void Bash_gets_the_part_it_takes_for_the_word(string line, string word, string expected) =>
        Assert.Equal(expected, string.Join(' ', Lines(Command.Out("complete", "--for", "bash", "--word", word, "--", line))));

    [Theory]
    [InlineData("gds a 'b c", "a|b c", "'b c")]
    [InlineData("gds \"x^2 + y\" ", "x^2 + y|", "")]
    [InlineData("gds a\\ b", "a b", "a\\ b")]
    [InlineData("gds  a\t b", "a|b", "b")]
    [InlineData("gds", "", "gds")]
    public void A_line_is_taken_apart_like_a_shell_does(string line, string words, string typed)
    {
        var read = TypedLine.Of(line);
        Assert.Equal((words, typed), (string.Join('|', read.Words), read.Typed));
    }

    [Fact]
    public void No_beginning_of_a_line_is_a_mistake()
    {
        const string Line = "gds descend \"x^2 + 'y'\\\" \" --from=x=3,y --method \"adam(lr=0.1)\" --detail full -- -x";
        for (var length = 0; length <= Line.Length; length++)
            Assert.Equal(0, Command.Run("complete", "--for", "fish", "--", Line[..length]).Exit);
    }

    private static string Offers(string line) => Command.Out("complete", "--for", "fish", "--", line);

    private static string[] Texts(string line) => [.. Lines(Offers(line)).Select(l => l.Split('\t')[0])];

    private static IEnumerable<string> Lines(string offers) =>
        offers.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => l != ":files");
}
