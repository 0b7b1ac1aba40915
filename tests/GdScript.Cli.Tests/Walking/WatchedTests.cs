using Xunit;

namespace GdScript.Cli.Tests.Walking;

/// <summary>A walk looks at its gradient first, wherever the gradient comes from, and refuses one that is proven wrong.</summary>
public sealed class WatchedTests : IDisposable
{
    private const string Wrong = "double Loss(double x, double y) => x*x + 3*y*y;\ndouble[] Gradient(double x, double y) => [2*x, 3*y];";

    /// <summary>Other formulas at other points, and a gradient by hand that is wrong at some of them.</summary>
    private const string Several = """
        double Loss(double x, double y)
        {
            var s = 0.0;
            if (x > 0) s = x*x; else for (var i = 0; i < 3; i++) s += Math.Sin(x + i);
            for (var k = 0; k < (y > 1 ? 2 : 1); k++) s += y*y;
            return s;
        }
        double[] Gradient(double x, double y) => [x > 0.5 ? 2*x : 7, (y > 1 ? 4 : 2)*y];
        """;

    private const string Opaque = """
        double Loss(double x) => double.Parse((x*x).ToString("R", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);
        double[] Gradient(double x) => [3*x];
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("gds-watched-");

    public void Dispose() => folder.Delete(recursive: true);

    private string File(string text)
    {
        var path = Path.Combine(folder.FullName, "loss.csx");
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    private Said Walk(string script, params string[] more) =>
        Command.Run([
            "descend",
            File(script),
            "--from",
            "3,4"[..(script == Opaque ? 1 : 3)],
            "-q",
            "--steps",
            "60",
            "--lr",
            "0.05",
            .. more,
        ]);

    [Fact]
    public void A_wrong_gradient_beside_the_loss_of_a_script_stops_the_walk_before_it_begins()
    {
        var said = Walk(Wrong);
        Assert.Equal(1, said.Exit);
        Assert.Equal("", said.Out);
        Assert.Contains(
            "error GDS4011: the script's Gradient is wrong at the start: toward y it is 12, the slope 24; 'gds check' says more; --no-check walks with the derived one all the same",
            said.Err,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(Wrong)]
    [InlineData(Opaque)]
    public void Told_not_to_check_it_walks_all_the_same(string script) => Assert.Equal(0, Walk(script, "--no-check").Exit);

    [Fact]
    public void A_right_gradient_beside_the_loss_is_no_news() =>
        Assert.Equal((0, ""), (Walk(Wrong.Replace("3*y]", "6*y]", StringComparison.Ordinal)) is var said ? said.Exit : -1, said.Err));

    [Fact]
    public void Where_nothing_can_be_derived_the_gradient_by_hand_is_measured()
    {
        var said = Walk(Opaque);
        Assert.Equal(1, said.Exit);
        Assert.Contains("the script's Gradient is wrong at the start: toward x it is 9, the slope 6", said.Err, StringComparison.Ordinal);
    }

    [Fact]
    public void A_measured_gradient_is_walked_with_and_the_one_by_hand_still_looked_at()
    {
        Assert.Contains("GDS4011", Walk(Wrong, "--gradient", "numeric").Err, StringComparison.Ordinal);
        Assert.Equal(0, Command.Run("descend", "x^2", "--from", "3", "--gradient", "numeric", "-q").Exit);
    }

    [Fact]
    public void On_the_way_every_formula_of_a_script_is_looked_at_where_it_holds()
    {
        Assert.Equal(0, Walk(Several).Exit);
        var said = Walk(Several, "--check-every", "3");
        Assert.Equal(1, said.Exit);
        Assert.Contains("the script's Gradient is wrong after ", said.Err, StringComparison.Ordinal);
        Assert.Contains("toward x it is 7, the slope 0.", said.Err, StringComparison.Ordinal);
        var right = Several.Replace("x > 0.5 ? 2*x : 7", "2*x", StringComparison.Ordinal);
        Assert.Equal((0, 0), (Walk(right, "--check-every", "1").Exit, Walk(right.Split("double[]")[0], "--check-every", "1").Exit));
    }

    [Theory]
    [InlineData("--compare", "gd(lr=0.1); adam(lr=0.1)")]
    [InlineData("--starts", "3")]
    [InlineData("--lr", "0.01..1")]
    public void Walks_that_compete_are_looked_at_too(string option, string value)
    {
        string[] line = ["descend", "where(x > 0.5, x^2, x)", "--from", "1", "--claim", "x: 2*x", "-q", option, value];
        var said = Command.Run([.. line, "--check-every", "2"]);
        Assert.Equal(1, said.Exit);
        Assert.Contains("the gradient is wrong after ", said.Err, StringComparison.Ordinal);
        Assert.Equal(0, Command.Run([.. line, "--no-check"]).Exit);
    }

    [Fact]
    public void Nothing_is_there_to_look_at_in_a_measured_walk()
    {
        var said = Command.Run("descend", "x^2", "--from", "3", "--gradient", "numeric", "--check-every", "4");
        Assert.Equal(
            (2, "gds: error GDS0043: --check-every looks at a gradient, and this walk measures its own; leave out --check-every\n"),
            (said.Exit, said.Err)
        );
    }

    [Fact]
    public void A_request_is_told_the_member_that_walks_all_the_same()
    {
        const string request = """{"do":"descend","loss":"x^2","from":{"x":1},"claimed":{"x":"x"},"steps":1""";
        var said = Command.RunWith($"{request}}}\n{request},\"check\":false}}\n", "batch").Out.Split('\n');
        Assert.Contains("""'gds check' says more; \"check\":false walks with it all the same""", said[0], StringComparison.Ordinal);
        Assert.StartsWith("""{"ok":true""", said[1], StringComparison.Ordinal);
    }
}
