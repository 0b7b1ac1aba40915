using System.Text.Json;
using Xunit;

namespace GdScript.Cli.Tests.Commands;

public class DescendTests
{
    [Theory]
    [InlineData("x=1.92\nloss = 3.6864\nMade 2 steps, as asked.\n", "x^2", "--from", "3", "--lr", "0.1", "--steps", "2", "-q")]
    [InlineData("x=1.92\nloss = 3.6864\nMade 2 steps, as asked.\n", "x^2", "--at", "3", "--lr", "0.1", "-n", "2", "--quiet")]
    [InlineData(
        "x=0.25\nloss = 0.0625\naverage: x=0.375, loss = 0.140625\nMade 2 steps, as asked.\n",
        "x^2",
        "--at",
        "1",
        "--method",
        "gd(lr=0.25) | average",
        "-n",
        "2",
        "--quiet"
    )]
    [InlineData("x=1.92\nloss = 3.6864\nMade 2 steps, as asked.\n", "x^2", "--from", "x=3", "-m", "gd(lr=0.1)", "-n", "2", "-q")]
    [InlineData(
        "x=1.92\nloss = 3.6864\nMade 2 steps, as asked.\n",
        "a*x^2",
        "--set",
        "a=1",
        "--from",
        "3",
        "--lr",
        "constant(0.1)",
        "-n",
        "2",
        "-q"
    )]
    [InlineData("x=1\nloss = 1\nMade 2 steps, as asked.\n", "x^2", "--from", "3", "-m", "gd(lr=1, normalize=true)", "-n", "2", "-q")]
    [InlineData("x=3\nloss = 9\nMade 0 steps, as asked.\n", "x^2", "--from", "3", "--steps", "0", "-q")]
    [InlineData("x=-1.02\nloss = -1.0404\nMade 1 step, as asked.\n", "-x^2", "--from", "-1", "-n", "1", "-q")]
    [InlineData(
        "w=[0.8, 1.6]\nloss = 3.2000000000000006\nMade 1 step, as asked.\n",
        "dot(w, w)",
        "--from",
        "w=[1,2]",
        "--lr",
        "0.1",
        "-n",
        "1",
        "-q"
    )]
    public void The_end_point_is_printed(string said, params string[] args) => Assert.Equal(said, Command.Out(["descend", .. args]));

    [Fact]
    public void Alone_the_rate_means_the_hundred_steps_of_the_lesson() =>
        Assert.Equal(100, Command.Json("descend", "x^2", "--from", "3").GetProperty("steps").GetInt32());

    [Fact]
    public void A_method_without_a_number_of_steps_goes_on_until_rest()
    {
        var json = Command.Json("descend", "x^2", "--from", "3", "--method", "gd(lr=0.5)");
        Assert.Equal(("unchanged", 0.0), (json.GetProperty("stop").GetString(), json.GetProperty("point").GetProperty("x").GetDouble()));
    }

    [Theory]
    [InlineData("1", "gradient")]
    [InlineData("0", "gradient")]
    public void A_tolerance_ends_the_walk_where_the_gradient_is_short(string tolerance, string stop)
    {
        var json = Command.Json("descend", "x^2", "--from", "3", "--lr", "0.5", "--gtol", tolerance);
        Assert.Equal((stop, 1), (json.GetProperty("stop").GetString(), json.GetProperty("steps").GetInt32()));
    }

    [Theory]
    [InlineData("exact")]
    [InlineData("numeric(central, h=0.0001)", "--gradient", "numeric")]
    [InlineData("numeric(central, h=0.001)", "--h", "1e-3")]
    [InlineData("numeric(forward, h=0.0001)", "--difference", "forward")]
    [InlineData("numeric(backward, h=0.5)", "--difference", "backward", "--h", "0.5", "--gradient", "numeric")]
    public void The_answer_says_where_the_gradient_came_from(string said, params string[] args) =>
        Assert.Equal(said, Command.Json(["descend", "x^2", "--from", "3", "-n", "1", .. args]).GetProperty("gradient").GetString());

    [Theory]
    [InlineData(0, "none")]
    [InlineData(301, "full")]
    public void The_trace_keeps_the_points_asked_for(int rows, string detail) => Assert.Equal(rows, Rows("--detail", detail));

    [Fact]
    public void A_thin_trace_keeps_both_ends() => Assert.InRange(Rows(), 41, 120);

    private static int Rows(params string[] args) =>
        Command.Json(["descend", "x^2", "--from", "3", "--lr", "1e-3", "-n", "300", .. args]).GetProperty("trace").GetArrayLength();

    [Theory]
    [InlineData(".csv", "step,")]
    [InlineData(".json", "{")]
    [InlineData(".txt", "trace       GdScript")]
    public void A_trace_goes_into_a_file_and_the_end_point_is_printed(string extension, string begins)
    {
        var file = Path.Combine(Path.GetTempPath(), Guid.NewGuid() + extension);
        var said = Command.Out("descend", "x^2", "--from", "3", "--lr", "0.1", "--steps", "2", "--trace", file);
        Assert.Equal("x=1.92\nloss = 3.6864\nMade 2 steps, as asked.\nNot at rest: the gradient's length is 3.84; curvature 2.\n", said);
        Assert.Contains(begins, File.ReadAllText(file), StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(file) + "*"));
        File.Delete(file);
    }

    [Fact]
    public void A_walk_out_of_the_finite_numbers_is_a_failure_that_keeps_what_it_reached()
    {
        string[] walk = ["descend", "x^4", "--from", "3", "--lr", "10", "--steps", "20"];
        var said = Command.Run([.. walk, "-q"]);
        Assert.Equal(3, said.Exit);
        Assert.Contains("best: x=3, loss = 81\nThe loss is Infinity after 4 steps.\n", said.Out, StringComparison.Ordinal);
        Assert.Contains("<loss>:1:2: error GDS6004: ", said.Err, StringComparison.Ordinal);

        var json = JsonDocument.Parse(Command.Run([.. walk, "--json"]).Out).RootElement;
        Assert.Equal("GDS6004", json.GetProperty("error").GetProperty("id").GetString());
        Assert.Equal("Infinity", json.GetProperty("loss").GetString());
        Assert.Equal(81, json.GetProperty("best").GetProperty("loss").GetDouble());
    }

    [Fact]
    public void Only_the_steps_count_where_nothing_else_may_stop_the_walk()
    {
        var said = Command.Run("descend", "x^4", "--from", "3", "--lr", "10", "--steps", "20", "--stop", "steps", "-q");
        Assert.Equal((0, "x=NaN\nloss = NaN\nbest: x=3, loss = 81\nMade 20 steps, as asked.\n"), (said.Exit, said.Out));
        Assert.Contains("gds: warning GDS7010: The loss is Infinity after 4 steps\n", said.Err, StringComparison.Ordinal);
    }

    [Fact]
    public void A_walk_that_diverges_ends_with_a_failure_and_a_message()
    {
        var said = Command.Run("descend", "x^2", "--from", "3", "--method", "gd(lr=10)", "-q");
        Assert.Equal(3, said.Exit);
        Assert.StartsWith("<loss>: error GDS7011: Diverging: ", said.Err, StringComparison.Ordinal);
    }
}
