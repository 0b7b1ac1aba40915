using System.Text.Json;
using Xunit;

namespace GdScript.Cli.Tests.Repl;

/// <summary>A session that is piped in: results on stdout, the first mistake ends it.</summary>
public class PipedTests
{
    [Fact]
    public void The_first_mistake_ends_it_with_its_line_and_exit_code()
    {
        var said = Command.RunWith("1 + 1\n\nf = x +* 2\n3", "repl");
        Assert.Equal(("2\n", 2), (said.Out, said.Exit));
        Assert.StartsWith("<stdin>:3:7: error GDS5003", said.Err, StringComparison.Ordinal);
    }

    [Fact]
    public void It_can_keep_going_and_the_exit_code_is_that_of_the_first_mistake()
    {
        var said = Command.RunWith("1/0\nsen(1)\n3", "repl", "--keep-going");
        Assert.Equal(("3\n", 3), (said.Out, said.Exit));
        Assert.Equal(2, said.Err.Split('\n').Count(l => l.Contains(": error ", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_is_open_at_the_end_of_a_line_goes_on_in_the_next()
    {
        var said = Command.RunWith("f = x^2 +\n  y^2\ng = sum([1,\n 2,\n 3])\nf(1, 2)\nh = x *\n sen(2)", "repl");
        Assert.Equal("f = x^2 + y^2\ng = 6\n5\n", said.Out);
        Assert.StartsWith("<stdin>:8:2: error", said.Err, StringComparison.Ordinal);
        Assert.Contains("\n   sen(2)\n   ^^^\n", said.Err, StringComparison.Ordinal);
    }

    [Fact]
    public void Comments_are_passed_over() => Assert.Equal("2\n", Command.RunWith("# a comment\n1 + 1 # one\n// two\n", "repl").Out);

    [Fact]
    public void Every_submission_is_a_line_of_json()
    {
        var said = Command.RunWith("f = x^2\nf(3)\ngrad f at 2\nf(", "repl", "--json", "--keep-going");
        var lines = said.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToArray();
        Assert.Equal(4, lines.Length);
        Assert.Equal("f", lines[0].GetProperty("name").GetString());
        Assert.Equal("x^2", lines[0].GetProperty("formula").GetString());
        Assert.Equal(9, lines[1].GetProperty("value").GetDouble());
        Assert.Equal(4, lines[2].GetProperty("gradient").GetProperty("x").GetDouble());
        Assert.False(lines[3].GetProperty("ok").GetBoolean());
        Assert.Equal(4, lines[3].GetProperty("line").GetInt32());
    }

    [Fact]
    public void A_check_that_fails_and_a_walk_that_diverges_earn_their_exit_codes()
    {
        Assert.Equal(3, Command.RunWith("descend x^2 from 1 with gd(lr=100)", "repl").Exit);
        Assert.Equal(0, Command.RunWith("check x^2 at 1", "repl").Exit);
    }

    [Fact]
    public void A_text_can_be_given_on_the_command_line() => Assert.Equal("0.5\n", Command.Out("repl", "-e", "1/2"));

    [Fact]
    public void A_session_of_mathematics_loads_no_compiler()
    {
        var before = Loaded();
        Command.RunWith("f = x^2/20 + y^2; check f at 3,4\ndescend f from 3,4 for 3\nsen(x)\n?f\n#vars", "repl", "--keep-going");
        Assert.Equal(before, Loaded());
    }

    private static bool Loaded() =>
        AppDomain.CurrentDomain.GetAssemblies().Any(a => a.GetName().Name == "Microsoft.CodeAnalysis.CSharp.Scripting");

    [Fact]
    public void Help_and_the_list_of_names_fit_a_terminal_of_80_columns()
    {
        var typed = "aLongNameOfAWalk = descend x^2 + y^2 from x=1.123456789,y=2.987654321 for 7;\n#vars\n#help\n#help keys";
        var said = Command.RunWith(typed, "repl");
        Assert.Equal("", said.Err);
        Assert.Contains("Ctrl-R", said.Out, StringComparison.Ordinal);
        Assert.All(said.Out.Split('\n'), line => Assert.True(line.Length < 80, line));
    }

    [Fact]
    public void A_question_mark_tells_the_gradient_of_a_method_of_CSharp()
    {
        var said = Command.RunWith("double Loss(double x, double y) => x*x + 3*y;\n?Loss", "repl");
        Assert.EndsWith("d/dx = 2*x\nd/dy = 3\n", said.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void No_member_of_a_JSON_answer_is_there_twice()
    {
        var said = Command.RunWith("\"s\"\nnew Dictionary<string, int> { [\"a\"] = 1 }\n(1, 2)\n[1, 2]\nx^2\ngrad x^2", "repl", "--json");
        foreach (var line in said.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var names = System.Text.Json.JsonDocument.Parse(line).RootElement.EnumerateObject().Select(p => p.Name).ToArray();
            Assert.Equal(names.Distinct(), names);
        }
    }

    [Theory]
    [InlineData("sin x", "write sin(x)")]
    [InlineData("sqrt 2", "write sqrt(2)")]
    public void A_function_without_parentheses_is_told_so_and_not_that_it_is_no_type(string typed, string hint) =>
        Assert.Contains(hint, Command.RunWith(typed, "repl").Err, StringComparison.Ordinal);

    [Theory]
    [InlineData("Mth.Abs(3)", "Math")]
    [InlineData("Math.Abz(3)", "Abs")]
    [InlineData("new List<int> { 1 }.Cuont", "Count")]
    [InlineData("var total = 3; totl + 1", "total")]
    public void A_slip_in_a_name_of_CSharp_is_told_the_name_that_was_meant(string typed, string meant) =>
        Assert.Contains($"did you mean '{meant}'?", Command.RunWith(typed, "repl").Err, StringComparison.Ordinal);
}
