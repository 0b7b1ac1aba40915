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
