using Xunit;

namespace GdScript.Cli.Tests.Help;

public class HeadingsTests
{
    /// <summary>"Options" and "Commands" are where the unsorted land: nothing of a command with many options does.</summary>
    [Fact]
    public void Every_option_of_a_long_help_stands_under_a_heading_of_its_kind()
    {
        Assert.DoesNotContain("\nCommands:\n", Command.Out("--help"), StringComparison.Ordinal);
        foreach (var name in new[] { "eval", "diff", "grad", "hess", "jac", "check", "descend", "stationary" })
            Assert.DoesNotContain("\nOptions:\n", Command.Out(name, "--help"), StringComparison.Ordinal);
    }

    [Fact]
    public void No_line_of_a_help_is_wider_than_a_hundred_columns()
    {
        foreach (var name in HelpTests.Names)
            Assert.All(Command.Out(name, "--help").Split('\n'), line => Assert.True(line.Length <= 100, line));
    }
}
