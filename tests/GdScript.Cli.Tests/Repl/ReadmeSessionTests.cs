using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace GdScript.Cli.Tests.Repl;

/// <summary>The sessions that the README shows are typed in, and must answer what it says.</summary>
public partial class ReadmeSessionTests
{
    [Fact]
    public void Every_session_of_the_readme_answers_what_it_says()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md")).ReplaceLineEndings("\n");
        var blocks = Block().Matches(readme).Select(m => m.Groups["body"].Value).ToArray();
        Assert.NotEmpty(blocks);
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
