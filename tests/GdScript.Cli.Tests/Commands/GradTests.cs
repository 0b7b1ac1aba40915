using System.Text.Json;
using Xunit;

namespace GdScript.Cli.Tests.Commands;

public class GradTests
{
    private const string Bowl = "x0^2 + x1^2";

    [Theory]
    [InlineData("d/dx0 = 2*x0\nd/dx1 = 2*x1\n", Bowl)]
    [InlineData("loss   = 25\nd/dx0  = 6\nd/dx1  = 8\n", Bowl, "--at", "3,4")]
    [InlineData("loss   = 25\nd/dx0  = 6\nd/dx1  = 8\n", Bowl, "--at", "x1=4, x0=3")]
    [InlineData("loss  = 11\nd/dw  = [1, 2]\nd/dx  = [3, 4]\n", "dot(w, x)", "--at", "w=[3,4],x=[1,2]")]
    [InlineData("loss  = 9\nd/dx  = 6.000100000012054\n", "x^2", "--at", "3", "--difference", "forward")]
    [InlineData("loss  = 9\nd/dx  = 5.99990000001327\n", "x^2", "--at", "3", "--difference", "backward", "--h", "1e-4")]
    [InlineData("loss  = 9\nd/dx  = 6\n", "x^2", "--at", "3", "--h", "0.5")]
    public void The_gradient_is_formulas_or_at_a_point_numbers(string said, params string[] args) =>
        Assert.Equal(said, Command.Out(["grad", .. args]));

    [Fact]
    public void A_point_may_stand_in_a_json_file()
    {
        var file = Path.Combine(Path.GetTempPath(), Guid.NewGuid() + ".json");
        File.WriteAllText(file, """{"x1": 4, "x0": 3}""");
        Assert.Equal("loss   = 25\nd/dx0  = 6\nd/dx1  = 8\n", Command.Out("grad", Bowl, "--at", "@" + file));
        File.Delete(file);
    }

    [Fact]
    public void An_explanation_says_how_steep_it_is_and_which_way_is_up() =>
        Assert.Equal(
            """
            loss   = 25
            d/dx0  = 6
            d/dx1  = 8

            length of the gradient: 10
            steepest ascent: x0=0.6, x1=0.8; descent goes the other way
            along the direction: slope 6, cos of the angle to the gradient 0.6
            raise x1 by a small h and the loss rises by 8 h
            raise x0 by a small h and the loss rises by 6 h

            """,
            Command.Out("grad", Bowl, "--at", "3,4", "--explain", "--along", "1,0")
        );

    [Fact]
    public void A_stationary_point_has_no_steepest_ascent() =>
        Assert.Contains("this is a stationary point\n", Command.Out("grad", Bowl, "--at", "0,0", "--explain"), StringComparison.Ordinal);

    [Fact]
    public void The_explanation_as_json_has_the_same_numbers()
    {
        var json = Command.Json("grad", Bowl, "--at", "3,4", "--along", "x0=1,x1=0");
        Assert.Equal(10, json.GetProperty("norm").GetDouble());
        Assert.Equal("[0.6,0.8]", JsonSerializer.Serialize(json.GetProperty("ascent")));
        Assert.Equal((6, 0.6), (json.GetProperty("along").GetDouble(), json.GetProperty("cosine").GetDouble()));
        Assert.Equal(2, json.GetProperty("words").GetArrayLength());
    }

    [Fact]
    public void The_difference_quotient_shrinks_towards_the_slope_and_then_rounding_takes_over()
    {
        var text = Command.Out("grad", "x^2*y", "--at", "3,4", "--shrinking", "x");
        Assert.Equal(18, text.TrimEnd().Split('\n').Length);
        Assert.Single(text.Split("rounding takes over").Skip(1));
        var json = Command.Json("grad", "x^2*y", "--at", "3,4", "--shrinking", "x");
        Assert.Equal(("x", 24.0), (json.GetProperty("name").GetString(), json.GetProperty("exact").GetDouble()));
        Assert.Equal(16, json.GetProperty("rows").GetArrayLength());
    }

    [Fact]
    public void The_answer_as_json_keeps_the_shape_of_each_parameter() =>
        Assert.Equal(
            """{"schema":1,"command":"grad","value":30,"gradient":{"W":[[2,4],[6,8]]}}""",
            JsonSerializer.Serialize(Command.Json("grad", "sum(W.*W)", "--at", "W=[[1,2],[3,4]]"))
        );
}
