using System.Text.Json;
using Xunit;

namespace GdScript.Cli.Tests.Commands;

public class HessTests
{
    [Theory]
    [InlineData("   x  y\nx  8  6\ny  6  0\n", "hess", "x^2*y", "--at", "3,4")]
    [InlineData("   x    y\nx  2*y  2*x\ny  2*x  0\n", "hess", "x^2*y")]
    [InlineData("   x\nx  4\n", "hess", "a*x^2", "--set", "a=2", "--at", "1")]
    [InlineData("      w[0]  w[1]\nw[0]  2     0\nw[1]  0     2\n", "hess", "dot(w, w)", "--at", "w=[1,2]")]
    [InlineData("      x  y\nf[0]  2  1\nf[1]  0  4\n", "jac", "[x*y, y^2]", "--at", "x=1,y=2")]
    [InlineData("      x  y\nf[0]  y  x\nf[1]  0  2*y\n", "jac", "[x*y, y^2]")]
    [InlineData("   x\nf  6\n", "jac", "x^2", "--at", "3")]
    public void Second_derivatives_and_Jacobians_are_tables_with_names(string said, params string[] args) =>
        Assert.Equal(said, Command.Out(args));

    [Fact]
    public void Names_twice_as_wide_as_their_letters_keep_the_columns_straight() =>
        Assert.Equal("      高さ  x\n高さ  0     1\nx     1     0\n", Command.Out("hess", "高さ*x", "--at", "1,2"));

    [Fact]
    public void As_json_they_are_nested_rows_with_names()
    {
        Assert.Equal(
            """{"schema":1,"command":"hess","names":["x","y"],"hessian":[[8,6],[6,0]]}""",
            JsonSerializer.Serialize(Command.Json("hess", "x^2*y", "--at", "3,4"))
        );
        Assert.Equal(
            """{"schema":1,"command":"hess","names":["x","y"],"hessian":[["2*y","2*x"],["2*x","0"]]}""",
            JsonSerializer.Serialize(Command.Json("hess", "x^2*y"))
        );
        Assert.Equal(
            """{"schema":1,"command":"jac","names":["x","y"],"jacobian":[[2,1],[0,4]]}""",
            JsonSerializer.Serialize(Command.Json("jac", "[x*y, y^2]", "--at", "1,2"))
        );
        Assert.Equal("[[]]", JsonSerializer.Serialize(Command.Json("jac", "3").GetProperty("jacobian")));
    }

    [Theory]
    [InlineData("hess", "dot(w, w)", "--shape", "w=201")]
    [InlineData("hess", "dot(w, w)", "--shape", "w=99999")]
    [InlineData("jac", "w", "--shape", "w=201")]
    public void What_nobody_could_read_is_refused(params string[] args)
    {
        var said = Command.Run(args);
        Assert.Equal(2, said.Exit);
        Assert.Matches("GDS002[56]: .* is too large to show; ", said.Err);
    }
}
