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

    [Theory]
    [InlineData(
        "The rate 10 is 10× above the limit 1 (2 / curvature 2): every step overshoots and grows 19×; try 0.5.",
        "x^2 --from 3 --lr 10"
    )]
    [InlineData("At the rate 1e-10 this needs about 1e11 steps; the limit is 1, try 0.5.", "x^2 --from 3 --lr 1e-10")]
    [InlineData("The rate 1 is at the limit 1: steps overshoot and do not shrink; try 0.5.", "x^2 --from 3 --lr 1")]
    [InlineData("The minimum: the loss is convex, so none lies lower; curvature 2.", "x^2 --from 3 --lr 0.1 -n 200")]
    [InlineData("The minimum: the loss is convex, so none lies lower; curvature 2.", "x^2 --from 3 --lr 0.1 -n 200 --gradient numeric")]
    [InlineData("A saddle, not a minimum: the loss falls along ±(y=1)", "'x^2 - y^2 + y^4/4' --from 1,0 --lr 0.1 -n 200")]
    [InlineData("A plateau: slope and curvature are 0", "100*sigmoid(-x) --from -60 --lr 1")]
    [InlineData("A local minimum; curvature", "'x^4 - 4*x^2 + x' --from 2 --lr 0.02 -n 300")]
    [InlineData("Flat along ±(x=0.7071, y=-0.7071)", "'(x*y - 1)^2' --from 2,2 --lr 0.05 -n 500")]
    [InlineData("Flat along ±(x=1)", "x^3 --from 1 -m newton")] // it bends up at 3e-5, and is no minimum
    [InlineData("Not at rest: the gradient's length is 5.999;", "'x^2 + 1e6*y^2' --from 3,4 --lr 1e-7 -n 1000")]
    [InlineData("'auto' or momentum goes along the valley", "'100*(y - x^2)^2 + (1 - x)^2' --from -1.2,1 --lr 1e-3 -n 1000")]
    [InlineData(
        "The minimum within the bounds: the loss is convex, so none lies lower there; x and y stand at a bound.",
        "'(x-2)^2 + (y+1)^2' --from 0,0.5 --bounds x=0..1,y=0.. --lr 0.1"
    )]
    [InlineData("At rest at the bounds: x stands where the loss falls only beyond them.", "'sin(x)' --from 2 --bounds x=..3 --lr 0.1")]
    [InlineData("At the best point, the start, the gradient's length is 2; curvature -1.", "'log(x) + x' --from 1 --lr 0.9")]
    [InlineData(
        "All of this is about minus the loss, whose minimum is the maximum of the loss.",
        "'3 - (x-1)^2' --from 4 --lr 0.1 --maximize"
    )]
    [InlineData(
        "Every step sees 1 row of 5: at a fixed rate the walk keeps shaking",
        "'(w*x + b - y)^2' --data scripts/points.csv --from 0,0 --lr 0.05 --batch 1 --epochs 200"
    )]
    [InlineData("On the 1 row held out the loss is", "'(w*x + b - y)^2' --data scripts/points.csv --from 0,0 --lr 0.05 --hold-out 0.2")]
    [InlineData("Not at rest: the gradient's length is 1; curvature 0.", "x --from 3 --lr 0.1")]
    public void A_situation_has_its_sentence(string sentence, string line)
    {
        string[] words = ["descend", .. Command.Words(line)];
        var trace = Command.Run(words).Out;
        Assert.Contains(sentence, trace, StringComparison.Ordinal);
    }

    [Fact]
    public void Programs_are_told_of_a_bound_as_a_place() =>
        Assert.Equal("bound", Diagnosis("(x-2)^2", "--from", "0", "--bounds", "x=0..1", "--lr", "0.1").GetProperty("place").GetString());
}
