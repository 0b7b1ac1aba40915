using System.Text.Json;
using Xunit;

namespace GdScript.Cli.Tests.Commands;

/// <summary>The options that bound a walk and end it.</summary>
public class WalkOptionTests
{
    [Fact]
    public void A_maximum_is_climbed() =>
        Assert.Equal(
            1,
            Command
                .Json("descend", "-(x-1)^2 + 3", "--from", "0", "--maximize", "-m", "auto")
                .GetProperty("point")
                .GetProperty("x")
                .GetDouble(),
            1e-12
        );

    [Theory]
    [InlineData("double Loss(double x, double y) => 3 - (x - 1)*(x - 1) - y*y;")] // one formula
    [InlineData("double Loss(double x, double y) => x > 0 ? 3 - (x - 1)*(x - 1) - y*y : 2 - (x - 1)*(x - 1) - y*y;")]
    [InlineData("double Loss(double x, double y) => 3 - 0*(int)x - (x - 1)*(x - 1) - y*y;")] // no formula
    public void A_script_is_climbed_too(string script)
    {
        var file = Path.Combine(Path.GetTempPath(), Guid.NewGuid() + ".csx");
        File.WriteAllText(file, script);
        var walk = Command.Json("descend", file, "--from", "x=2", "--set", "y=0", "--maximize", "--lr", "0.1");
        File.Delete(file);
        Assert.Equal(
            (1.0, -3.0),
            (Math.Round(walk.GetProperty("point").GetProperty("x").GetDouble(), 6), walk.GetProperty("loss").GetDouble())
        );
    }

    [Fact]
    public void A_claim_about_what_is_climbed_is_one_about_the_loss_as_given() =>
        Assert.Equal(0, Command.Run("descend", "x - x^2", "--from", "3", "--claim", "x: 1 - 2*x", "--maximize").Exit);

    [Theory]
    [InlineData("target", "--target", "1e-3")]
    [InlineData("patience", "--patience", "1", "--method", "gd(1)")]
    [InlineData("evaluations", "--max-evaluations", "4")]
    [InlineData("rate", "--min-lr", "0.05", "--method", "gd(lr=step(0.1, size=3))")]
    [InlineData("loss", "--ftol", "1e-3")]
    [InlineData("loss", "--frtol", "1")]
    [InlineData("step", "--xtol", "1e-3")]
    [InlineData("step", "--xrtol", "1")]
    [InlineData("gradient", "--grtol", "0.5")]
    [InlineData("time", "--time", "0")]
    public void What_was_asked_for_ends_the_walk(string stop, params string[] args) =>
        Assert.Equal(stop, Command.Json(["descend", "x^2", "--from", "3", .. args]).GetProperty("stop").GetString());

    [Fact]
    public void A_target_of_a_climb_is_one_of_the_loss_as_given()
    {
        string[] hill = ["descend", "3 - (x - 1)^2", "--from", "0", "--maximize", "-m", "gd(lr=0.1)", "--target"];
        var said = Command.Json([.. hill, "2.9"]);
        Assert.Equal("target", said.GetProperty("stop").GetString());
        Assert.InRange(said.GetProperty("loss").GetDouble(), -2.95, -2.9);
        Assert.Equal("target", Command.Json([.. hill, "1"]).GetProperty("stop").GetString());
    }

    [Theory]
    [InlineData("--from:1:3: error GDS0142: normal(...): the scale -1 is below 0", "normal(2,3; scale=-1)")]
    [InlineData("--from:1:3: error GDS0142: uniform(...): low is above high", "uniform(2,3; low=2)")]
    public void A_start_that_cannot_be_drawn_is_told(string told, string drawn) =>
        Assert.StartsWith(
            told,
            Command.Run("descend", "norm(W*[1, 2, 3])^2", "--from", "W=" + drawn, "-n", "0").Err,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("--patience")]
    [InlineData("--starts")]
    public void None_of_what_means_nothing_without_one_is_refused(string option)
    {
        var said = Command.Run("descend", "x^2", "--from", "3", "--lr", "0.1", option, "0");
        Assert.Equal((2, ""), (said.Exit, said.Out));
        Assert.StartsWith($"{option}:1:1: error GDS0032: 0 is not a whole number from 1 up; try 10\n", said.Err, StringComparison.Ordinal);
    }

    [Fact]
    public void The_end_of_a_run_feeds_the_next()
    {
        var file = Path.Combine(Path.GetTempPath(), Guid.NewGuid() + ".json");
        File.WriteAllText(file, Command.Out("descend", "a^2+b^2", "--from", "1,2", "-n", "3", "--json"));
        var next = Command.Json("descend", "a^2+b^2", "--from", "@" + file, "-n", "0");
        Assert.Equal(0.941192, next.GetProperty("point").GetProperty("a").GetDouble());
        File.Delete(file);
    }

    [Theory]
    [InlineData("--bounds:1:1: error GDS0044: ", "--bounds", "q=0..1")]
    [InlineData("--bounds:1:3: error GDS0044: 'a..b' is no range", "--bounds", "x=a..b")]
    [InlineData("--bounds:1:3: error GDS0044: the lower bound is above the upper one", "--bounds", "x=2..1")]
    [InlineData("--method:1:6: error GDS7002: unknown parameter 'y'", "--method", "each(y=gd)")]
    public void A_mistake_is_named_where_it_stands(string said, params string[] args)
    {
        var result = Command.Run(["descend", "x^2", "--from", "3", .. args]);
        Assert.Equal(2, result.Exit);
        Assert.StartsWith(said, result.Err, StringComparison.Ordinal);
    }
}
