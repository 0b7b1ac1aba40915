using VerifyTests;
using Xunit;
using static VerifyXunit.Verifier;

namespace GdScript.Cli.Tests;

public class HelpTests
{
    internal static readonly string[] Names =
    [
        "run",
        "new",
        "restore",
        "cache",
        "eval",
        "diff",
        "grad",
        "hess",
        "jac",
        "check",
        "descend",
        "repl",
        "stationary",
        "plot",
        "export",
        "report",
        "batch",
        "explain",
        "doctor",
        "completion",
        "man",
    ];

    public static TheoryData<string> Commands => [.. Names];

    [Theory]
    [MemberData(nameof(Commands))]
    public Task Every_command_explains_itself_with_an_example(string command)
    {
        var help = Command.Out(command, "--help");
        Assert.Equal(help, Command.Out(command, "-h"));
        Assert.Contains("\nExample:\n  ", help, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', help);
        var settings = new VerifySettings();
        settings.UseTextForParameters(command);
        return Verify(help, settings);
    }

    [Fact]
    public Task Alone_gds_prints_its_help()
    {
        var help = Command.Out("--help");
        Assert.Equal(help, Command.Out());
        foreach (var name in Names)
            Assert.Contains($"\n  {name} ", help, StringComparison.Ordinal);
        return Verify(help);
    }

    /// <summary>These write, or need a file that is not there.</summary>
    public static TheoryData<string> Shown => [.. Names.Except(["new", "restore", "report"])];

    [Theory]
    [MemberData(nameof(Shown))]
    public void The_example_of_a_command_works(string command)
    {
        var line = Command.Out(command, "--help").Split("Example:\n  ")[1].Split('\n')[0];
        var (input, call) = line.Split(" | ") is [var echo, var piped] ? (Command.Words(echo)[1], piped) : ("", line);
        var said = Command.RunWith(input, Command.Words(call)[1..]);
        Assert.Equal((0, ""), (said.Exit, said.Err));
        Assert.NotEmpty(said.Out);
    }

    [Fact]
    public void The_version_is_one_line_of_numbers() => Assert.Matches(@"^\d+\.\d+\.\d+\n$", Command.Out("--version"));

    [Fact]
    public void Help_is_a_word_too()
    {
        Assert.Equal(Command.Out("--help"), Command.Out("help"));
        Assert.Equal(Command.Out("grad", "--help"), Command.Out("help", "grad"));
        Assert.Equal(2, Command.Run("help", "grad", "x").Exit);
    }
}
