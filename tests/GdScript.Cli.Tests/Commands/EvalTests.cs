using System.Text.Json;
using Xunit;

namespace GdScript.Cli.Tests.Commands;

public class EvalTests
{
    [Theory]
    [InlineData("3\n", "1 + 2")]
    [InlineData("0.30000000000000004\n", "0.1 + 0.2")]
    [InlineData("9\n", "x^2*exp(y)", "x=3", "y=0")]
    [InlineData("9\n", "x^2*exp(y)", "3", "0")]
    [InlineData("9\n", "x^2*exp(y)", "--at", "3,0")]
    [InlineData("9\n", "x^2*exp(y)", "--at", "y=0,x=3")]
    [InlineData("-9\n", "-x^2", "--at", "-3")]
    [InlineData("-9\n", "--at", "-3", "--", "-x^2")]
    [InlineData("4\n", "--at", "-2", "--", "--x^2")]
    [InlineData("1\n", "0^0")]
    [InlineData("[1, 2]\n", "[1, 2]")]
    [InlineData("[[1, 2], [3, 4]]\n", "W", "--at", "W=[[1,2],[3,4]]")]
    [InlineData("10\n", "sum(w)", "--at", "w=[1,2,3,4]")]
    [InlineData("10\n", "sum(w)", "--at", "w=[1,2,3,4]", "--shape", "w=4")]
    [InlineData("18\n", "a*x^2", "--set", "a=2", "--at", "3")]
    [InlineData("18\n", "a*x^2", "--set", "a=2,x=3")]
    public void A_formula_with_all_values_is_a_value(string said, params string[] args) =>
        Assert.Equal(said, Command.Out(["eval", .. args]));

    [Theory]
    [InlineData("x^3\n", "x*x*x + 0*y")]
    [InlineData("2*x^2\n", "a*x^2", "--set", "a=2")]
    public void A_formula_with_open_names_is_simplified(string said, params string[] args) =>
        Assert.Equal(said, Command.Out(["eval", .. args]));

    [Fact]
    public void The_loss_may_stand_in_a_file_or_be_piped_in()
    {
        const string Bowl = "scripts/bowl.loss";
        Assert.Equal("25\n", Command.Out("eval", Bowl, "--at", "3,4"));
        Assert.Equal("25\n", Command.Out("eval", "--file", Bowl, "--at", "3,4"));
        Assert.Equal("25\n", Command.Out("eval", "-f", Bowl, "3", "4"));
        Assert.Equal("25\n", Command.RunWith("x^2 +\n y^2 # the bowl\n", "eval", "-", "3", "4").Out);
        Assert.Equal("25\n", Command.RunWith("x^2 + y^2", "eval", "--file", "-", "--at", "3,4").Out);
        Assert.Equal("9\n", Command.RunWith("\uFEFFx^2\r\n", "eval", "-", "3").Out);
    }

    [Fact]
    public void The_answer_as_json_has_the_schema_and_the_value_in_its_shape()
    {
        Assert.Equal("""{"schema":1,"command":"eval","value":25}""", Compact(Command.Json("eval", "x^2 + y^2", "3", "4")));
        Assert.Equal("""{"schema":1,"command":"eval","value":[[1,2],[3,4]]}""", Compact(Command.Json("eval", "[[1, 2], [3, 4]]")));
        Assert.Equal(
            """{"schema":1,"command":"eval","formula":"x^2","parameters":["x","y"]}""",
            Compact(Command.Json("eval", "x*x + 0*y"))
        );
    }

    [Fact]
    public void A_number_that_rounds_is_a_warning_and_no_error()
    {
        var said = Command.Run("eval", "9007199254740993");
        Assert.Equal((0, "9007199254740992\n"), (said.Exit, said.Out));
        Assert.StartsWith("<loss>:1:1: warning GDS5305: ", said.Err, StringComparison.Ordinal);
    }

    private static string Compact(JsonElement json) => JsonSerializer.Serialize(json);
}
