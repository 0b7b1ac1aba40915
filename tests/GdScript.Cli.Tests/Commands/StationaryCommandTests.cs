using Xunit;

namespace GdScript.Cli.Tests.Commands;

public class StationaryCommandTests
{
    [Fact]
    public void The_points_are_a_table_with_the_lowest_named() =>
        Assert.Equal(
            """
            loss   what     curvature  found    where
            -0.25  minimum  2          exactly  x=-1
            -0.25  minimum  2          exactly  x=1
            0      maximum  -1         exactly  x=0

            lowest found: loss -0.25, at 2 points; others may exist outside the box

            """,
            Command.Out("stationary", "x^4/4 - x^2/2")
        );

    [Fact]
    public void Programs_get_numbers()
    {
        var json = Command.Json("stationary", "x^2 + y^2 - 2*x");
        Assert.True(json.GetProperty("only").GetBoolean());
        var point = Assert.Single(json.GetProperty("points").EnumerateArray());
        Assert.Equal((1.0, "minimum"), (point.GetProperty("point").GetProperty("x").GetDouble(), point.GetProperty("what").GetString()));
    }

    [Theory]
    [InlineData("GDS0140", "x^2", "--box", "3")]
    [InlineData("GDS0140", "x^2", "--box", "3..3")]
    [InlineData("GDS0030", "x^2", "--box", "a..3")]
    [InlineData("GDS0042", "3")]
    [InlineData("GDS0141", "norm(x)", "--shape", "x=65")]
    public void Mistakes_are_told(string id, params string[] args)
    {
        var said = Command.Run(["stationary", .. args]);
        Assert.Equal(2, said.Exit);
        Assert.Contains($"error {id}: ", said.Err, StringComparison.Ordinal);
    }
}
