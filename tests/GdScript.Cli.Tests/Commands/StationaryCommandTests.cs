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

    [Theory]
    [InlineData("(x*y - 1)^2", "valley")]
    [InlineData("(x^2 + y^2 - 1)^2", "valley")]
    [InlineData("x^2 - 2*x*y + y^2", "valley")]
    [InlineData("0*x + 5", "plateau")]
    public void A_line_of_points_is_said_to_be_one(string loss, string what)
    {
        var said = Command.Out("stationary", loss).Split('\n');
        Assert.Contains(what, said[1], StringComparison.Ordinal);
        Assert.Single(said, line => line.Contains("one of a whole line or surface of them", StringComparison.Ordinal));
        Assert.Contains("on a whole line or surface of points", said[^2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x^3 - 3*x*y^2", "saddle")] // the monkey's: no curvature at all
    [InlineData("x^3", "saddle")]
    [InlineData("sin(x)^4", "plateau")] // isolated, however many
    [InlineData("x^4 + y^4 - 4*x*y + 1", "minimum")]
    public void What_the_second_derivatives_do_not_tell_is_looked_at(string loss, string what)
    {
        var points = Command.Json("stationary", loss).GetProperty("points").EnumerateArray().ToArray();
        Assert.Contains(points, p => p.GetProperty("what").GetString() == what);
        Assert.DoesNotContain(points, p => p.TryGetProperty("family", out _));
    }

    [Fact]
    public void The_axes_are_saddles_of_a_product() =>
        Assert.Contains("saddle", Command.Out("stationary", "x*y*z").Split('\n')[1], StringComparison.Ordinal);

    [Fact]
    public void A_slope_that_the_script_gives_is_told_once()
    {
        var file = Path.Combine(Path.GetTempPath(), Guid.NewGuid() + ".csx");
        const string Script =
            "[Derivative(nameof(S))] double F(double x) => x*x;\ndouble S(double x) => 2*x;\ndouble Loss(double x) => F(x);";
        File.WriteAllText(file, Script);
        var said = Command.Run("stationary", file);
        File.Delete(file);
        Assert.Equal(2, said.Exit);
        Assert.Single(said.Err.Split('\n'), l => l.Contains("GDS3006", StringComparison.Ordinal));
    }

    /// <summary>Around x &lt;= 0 the loss is (x - 2.5)^2 + y^2, whose minimum lies where it is another one.</summary>
    [Theory]
    [InlineData("-1,0", "no point with zero gradient found")]
    [InlineData("0.25,0", "no point with zero gradient found")]
    [InlineData("5,0", "3     minimum  2          exactly  x=4, y=0")]
    public void A_formula_of_a_script_is_not_searched_where_the_script_has_another(string at, string said)
    {
        var file = Path.Combine(Path.GetTempPath(), Guid.NewGuid() + ".csx");
        File.WriteAllText(
            file,
            """
            double Loss(double x, double y)
            {
                var k = 0;
                while (k < 3 && x > k) k++;
                var from = k == 3 ? 4 : 2.5 - k;
                return (x - from) * (x - from) + y * y + k;
            }
            """
        );
        var answer = Command.Out("stationary", file, "--at", at);
        File.Delete(file);
        Assert.Contains(said, answer, StringComparison.Ordinal);
        Assert.DoesNotContain("there is no other", answer, StringComparison.Ordinal);
        Assert.Contains("choose the point with --at", answer, StringComparison.Ordinal);
    }
}
