using GdScript.Cli.Edge;
using Xunit;

namespace GdScript.Cli.Tests.Edge;

public class InkTests
{
    [Theory]
    [InlineData("", true, "xterm", null, true)]
    [InlineData("", false, "xterm", null, false)]
    [InlineData("", true, "dumb", null, false)]
    [InlineData("", true, null, null, false)]
    [InlineData("", true, "xterm", "1", false)]
    [InlineData("", true, "xterm", "", true)]
    [InlineData("--color always", false, "dumb", "1", true)]
    [InlineData("eval x --color=never", true, "xterm", null, false)]
    [InlineData("eval -- --color=always", false, "xterm", null, false)]
    public void Colours_are_for_people_who_want_them(string line, bool terminal, string? term, string? noColor, bool on) =>
        Assert.Equal(on, Ink.For(Command.Words(line), terminal, name => name == "TERM" ? term : noColor).On);

    [Fact]
    public void Without_its_colours_a_coloured_complaint_is_the_plain_one()
    {
        var plain = Command.Run("eval", "sen(x)");
        var coloured = Command.Run("eval", "sen(x)", "--color", "always");
        Assert.Contains("\e[1;31merror\e[0m GDS5101", coloured.Err, StringComparison.Ordinal);
        Assert.Equal(plain.Err, System.Text.RegularExpressions.Regex.Replace(coloured.Err, "\e\\[[0-9;]*m", ""));
        Assert.DoesNotContain('\e', plain.Err);
    }

    [Fact]
    public void A_choice_that_is_none_is_told() =>
        Assert.Equal(
            "gds: error GDS0002: 'purple' is no choice of --color; give one of auto|always|never\n",
            Command.Run("eval", "1", "--color", "purple").Err
        );

    [Fact]
    public void Every_command_knows_the_option()
    {
        foreach (var name in HelpTests.Names)
            Assert.Contains("--color auto|always|never", Command.Out(name, "--help"), StringComparison.Ordinal);
    }
}
