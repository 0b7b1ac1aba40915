using GdScript.Cli.Commands;
using Xunit;

namespace GdScript.Cli.Tests.Commands;

public class RunTests
{
    [Theory]
    [InlineData("run a.csx x y", "a.csx", "x y")]
    [InlineData("a.csx x y", "a.csx", "x y")]
    [InlineData("run a.csx -- x -- y", "a.csx", "x -- y")]
    [InlineData("a.csx -- --timeout 3", "a.csx", "--timeout 3")]
    [InlineData("a.csx --help", "a.csx", "--help")]
    [InlineData("run --timeout 3 --isolated -v -- a.csx x", "a.csx", "x")]
    [InlineData("run - x", "-", "x")]
    public void What_stands_after_the_script_is_the_scripts(string words, string script, string args)
    {
        Assert.True(RunLine.IsIt(words.Split(' ')));
        var line = RunLine.Of(words.Split(' ')).Value;
        Assert.Equal((script, args), (line.Script, string.Join(' ', line.Args)));
    }

    [Fact]
    public void Options_stand_before_the_script()
    {
        var line = RunLine.Of(["run", "--timeout=1.5", "--memory", "500M", "-c", "debug", "--no-cache", "--isolated", "a.csx"]).Value;
        Assert.Equal((TimeSpan.FromSeconds(1.5), 500L << 20), (line.Timeout, line.Memory));
        Assert.True(line is { Debug: true, NoCache: true, Isolated: true, Verbose: false });
    }

    [Theory]
    [InlineData("run", "GDS0010")]
    [InlineData("run --timeout", "GDS0002")]
    [InlineData("run --timeout soon a.csx", "GDS0002")]
    [InlineData("run --timeout -1 a.csx", "GDS0002")]
    [InlineData("run --memory lots a.csx", "GDS0002")]
    [InlineData("run -c fast a.csx", "GDS0002")]
    [InlineData("run --isolate a.csx", "GDS0001")]
    public void A_mistake_before_the_script_is_told(string words, string id) => Assert.Equal(id, RunLine.Of(words.Split(' ')).Problem?.Id);

    [Theory]
    [InlineData("eval")]
    [InlineData("x^2")]
    [InlineData("run --help")]
    [InlineData("--version")]
    public void Other_words_are_no_script(string words) => Assert.False(RunLine.IsIt(words.Split(' ')));

    [Fact]
    public void A_piped_script_runs_and_its_return_is_the_exit_code()
    {
        var said = Command.RunWith("Print(Args[0]); Console.Error.Write(\"e\"); return 7;", "run", "-", "--", "word");
        Assert.Equal(new Said(7, "word\n", "e"), said);
    }

    [Fact]
    public void Errors_of_the_compiler_are_told_at_their_places()
    {
        var said = Command.RunWith("double f(double x) => y + 1;\n\tint z = \"s\";\n", "run", "-");
        Assert.Equal(
            new Said(
                2,
                "",
                """
                <stdin>:1:23: error CS0103: The name 'y' does not exist in the current context
                  double f(double x) => y + 1;
                                        ^
                <stdin>:2:10: error CS0029: Cannot implicitly convert type 'string' to 'int'
                   int z = "s";
                           ^^^

                """
            ),
            said
        );
    }

    [Fact]
    public void An_exception_is_one_message_with_the_scripts_lines()
    {
        var said = Command.RunWith("Print(1);\nint F(string s) => int.Parse(s);\nF(\"four\");\n", "run", "-");
        Assert.Equal(
            new Said(
                4,
                "1\n",
                """
                <stdin>:2:1: error GDS0110: System.FormatException: The input string 'four' was not in a correct format
                  int F(string s) => int.Parse(s);
                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                  at the script (<stdin>:3)

                """
            ),
            said
        );
    }

    [Fact]
    public void A_script_that_is_not_there_is_a_file_error()
    {
        var said = Command.Run("run", "nowhere.csx");
        Assert.Equal(new Said(5, "", "nowhere.csx: error GDS0014: there is no such file; check the path\n"), said);
    }

    [Fact]
    public void A_new_script_runs()
    {
        var folder = Directory.CreateTempSubdirectory("gds-test-").FullName;
        var name = Path.Combine(folder, "fresh");
        Assert.Equal($"{name}.csx\n", Command.Out("new", name));
        var said = Command.Out(name + ".csx", "a");
        Assert.StartsWith("Loss(3, 4) = 16.45\nd/dx  = x/10\n", said, StringComparison.Ordinal);
        Assert.EndsWith("Made 100 steps, as asked.\nargument: a\n", said, StringComparison.Ordinal);
        Assert.Equal(0, Command.Run("check", name + ".csx", "--at", "3,4").Exit);
        Assert.Equal(5, Command.Run("new", name).Exit);
        Assert.Equal(2, Command.Run("new").Exit);
        Directory.Delete(folder, recursive: true);
    }
}
