using Xunit;

namespace GdScript.Cli.Tests.Walking;

public class ExplainedTests
{
    private static System.Text.Json.JsonElement Diagnosis(params string[] line) =>
        Command.Json(["descend", .. line]).GetProperty("diagnosis");

    [Fact]
    public void Programs_get_the_curvature_the_rate_and_the_way_out_of_a_saddle()
    {
        var d = Diagnosis("x^2 - y^2 + y^4/4", "--from", "1,0", "--lr", "0.1", "-n", "200");
        Assert.Equal("saddle", d.GetProperty("place").GetString());
        Assert.Equal(1, d.GetProperty("curvature").GetProperty("escape").GetProperty("y").GetDouble());
        Assert.Equal(1, d.GetProperty("rate").GetProperty("limit").GetDouble());
        Assert.Equal("disproven", d.GetProperty("convex").GetString());
        Assert.Equal("derived", d.GetProperty("curvatureFrom").GetString());
        Assert.StartsWith("A saddle", d.GetProperty("sentences")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Other_methods_have_no_fixed_rate_to_judge() =>
        Assert.False(Diagnosis("x^2", "--from", "3", "--method", "adam(lr=0.1)", "-n", "50").TryGetProperty("rate", out _));

    [Fact]
    public void Momentum_moves_the_limit_of_a_rate() =>
        Assert.Equal(
            1.9,
            Diagnosis("x^2", "--from", "3", "--method", "momentum(lr=0.1)", "-n", "50").GetProperty("rate").GetProperty("limit").GetDouble()
        );

    [Fact]
    public void What_would_take_longer_than_the_walk_is_left_out()
    {
        string[] wide = ["descend", "A = outer(x, x); sum(A*A)/1e9", "--from", "x=normal(300)", "--lr", "1e-30", "-n", "1"];
        Assert.False(Command.Json(wide).TryGetProperty("diagnosis", out _));
    }

    [Fact]
    public void Quiet_says_nothing_of_it() =>
        Assert.EndsWith(
            "Made 1 step, as asked.\n",
            Command.Out("descend", "x^2", "--from", "3", "--lr", "0.1", "-n", "1", "-q"),
            StringComparison.Ordinal
        );
}
