using System.Text.RegularExpressions;
using Xunit;

namespace GdScript.Cli.Tests;

/// <summary>What the README shows is what happens: every <c>$ gds …</c> in it is run and compared, and its two commands are real.</summary>
public partial class ReadmeTests
{
    private const string Run = "dotnet run --project src/GdScript.Cli -c Release -- ";

    private static string Readme => File.ReadAllText(Path.Combine(Repository.Root, "README.md")).ReplaceLineEndings("\n");

    [Fact]
    public void Every_command_says_what_the_readme_says()
    {
        var sessions = Sessions().ToArray();
        Assert.True(sessions.Length >= 8, $"only {sessions.Length} commands found");
        foreach (var (command, expected) in sessions)
        {
            var said = Ran(command);
            Assert.Equal($"$ {command}\n{expected}", $"$ {command}\n{said.Out}{said.Err}");
        }
    }

    [Fact]
    public void The_first_of_the_two_commands_does_the_main_job()
    {
        var line = Readme.Split('\n').Single(l => l.StartsWith(Run, StringComparison.Ordinal));
        var said = Command.Run(Command.Words(line[Run.Length..]));
        Assert.Equal(0, said.Exit);
        Assert.Contains("x0 = -6.111107929003464e-10, x1 = 8.148143905337951e-10", said.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_second_is_the_one_the_build_server_runs()
    {
        Assert.Contains("dotnet test", Readme.Split('\n'));
        Assert.Contains("dotnet test", File.ReadAllText(Path.Combine(Repository.Root, ".ci", "run")), StringComparison.Ordinal);
    }

    private static Said Ran(string command)
    {
        if (Piped().Match(command) is { Success: true } piped)
            return Command.RunWith(piped.Groups["input"].Value + "\n", Command.Words(piped.Groups["gds"].Value)[1..]);
        return Command.Run(Command.Words(command)[1..]);
    }

    /// <summary>The commands of all console blocks, each with the lines that follow it.</summary>
    private static IEnumerable<(string Command, string Output)> Sessions() =>
        from Match block in Console().Matches(Readme)
        from session in block.Groups["body"].Value.Split("\n$ ")
        let lines = session.TrimStart('$', ' ').Split('\n', 2)
        select (lines[0], lines.Length > 1 ? Ended(lines[1]) : "");

    private static string Ended(string output) => output.Length == 0 || output.EndsWith('\n') ? output : output + "\n";

    [GeneratedRegex("```console\n(?<body>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Console();

    [GeneratedRegex("^echo '(?<input>.*)' \\| (?<gds>gds .*)$")]
    private static partial Regex Piped();
}
