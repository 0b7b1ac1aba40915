using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace GdScript.Cli.Tests.Repl;

/// <summary>The sessions that README and pages show are typed in, and must answer what it says.</summary>
public partial class ReadmeSessionTests
{
    [Fact]
    public void Every_session_answers_what_the_page_says()
    {
        var blocks = Page.All.SelectMany(page => Block().Matches(Page.Text(page))).Select(m => m.Groups["body"].Value).ToArray();
        Assert.True(blocks.Length >= 2, "one in the README, one on its own page");
        foreach (var block in blocks)
        {
            var (typed, answers) = (new StringBuilder(), new StringBuilder());
            foreach (var line in block.Split('\n')[..^1])
                (Prompt().Match(line) is { Success: true } p ? typed.Append(p.Groups["typed"].Value) : answers.Append(line)).Append('\n');
            var said = Command.RunWith(typed.ToString(), "repl");
            Assert.Equal((answers.ToString(), "", 0), (said.Out, said.Err, said.Exit));
        }
    }

    [GeneratedRegex("```session\n(?<body>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^(\d+> |\.\. )(?<typed>.*)$")]
    private static partial Regex Prompt();
}
