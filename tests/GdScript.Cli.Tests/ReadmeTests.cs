using System.Text.RegularExpressions;
using Xunit;

namespace GdScript.Cli.Tests;

/// <summary>What README and pages show is what happens: every <c>$ gds …</c> is run and compared, and the two commands are real.</summary>
public partial class ReadmeTests
{
    private const string Run = "dotnet run --project src/GdScript.Cli -c Release -- ";

    private static string Readme => Page.Text("README.md");

    public static TheoryData<string> Pages => [.. Page.All];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_command_says_what_the_page_says(string page)
    {
        var sessions = Sessions(Page.Text(page)).ToArray();
        Assert.True(sessions.Length >= (page == "README.md" ? 5 : 0), $"only {sessions.Length} commands found");
        foreach (var (command, expected) in sessions)
        {
            var said = Ran(command);
            Assert.Equal($"$ {command}\n{expected}", $"$ {command}\n{said.Out}{said.Err}");
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_leads_to_a_file(string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, page))!;
        foreach (Match link in Link().Matches(Page.Text(page)))
            Assert.True(Path.Exists(Path.Combine(folder, link.Groups["to"].Value)), $"{page}: {link.Value}");
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
    private static IEnumerable<(string Command, string Output)> Sessions(string page) =>
        from Match block in Console().Matches(page)
        from session in block.Groups["body"].Value.Split("\n$ ")
        let lines = session.TrimStart('$', ' ').Split('\n', 2)
        select (lines[0], lines.Length > 1 ? Ended(lines[1]) : "");

    private static string Ended(string output) => output.Length == 0 || output.EndsWith('\n') ? output : output + "\n";

    [GeneratedRegex("```console\n(?<body>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Console();

    [GeneratedRegex("\\]\\((?<to>[^)#:]+)\\)")]
    private static partial Regex Link();

    [GeneratedRegex("^echo '(?<input>.*)' \\| (?<gds>gds .*)$")]
    private static partial Regex Piped();
}
