using Xunit;

namespace GdScript.Cli.Tests.Help;

public class ManPageTests
{
    [Fact]
    public void The_page_has_every_command_with_every_option()
    {
        var page = Command.Out("man").Replace("\\-", "-", StringComparison.Ordinal);
        foreach (var name in HelpTests.Names)
        {
            Assert.Contains($".SS \"gds {name}", page, StringComparison.Ordinal);
            foreach (
                var option in Command.Out(name, "--help").Split(' ', ',', '\n').Where(w => w.StartsWith("--", StringComparison.Ordinal))
            )
                Assert.Contains(option.TrimEnd('.', ':', ';', '\''), page, StringComparison.Ordinal);
        }
    }

    /// <summary>A line that begins with a dot or an apostrophe is a request to troff; ours are these and no others.</summary>
    [Fact]
    public void No_sentence_is_taken_for_a_request()
    {
        string[] requests = [".TH", ".SH", ".SS", ".TP", ".PP", ".B", ".I", ".br", ".nf", ".fi", ".RS", ".RE"];
        foreach (var line in Command.Out("man").Split('\n').Where(l => l.StartsWith('.') || l.StartsWith('\'')))
            Assert.Contains(line.Split(' ')[0], requests);
    }
}
