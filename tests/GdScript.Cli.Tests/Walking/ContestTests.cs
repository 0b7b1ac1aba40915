using GdScript.Cli.Walking;
using Xunit;

namespace GdScript.Cli.Tests.Walking;

public class ContestTests
{
    [Fact]
    public void Methods_are_ranked_by_the_loss_they_reach()
    {
        var json = Command.Json("descend", "x^2/20 + y^2", "--from", "3,4", "-n", "50", "--compare", "gd(lr=0.1); gd(lr=0.9); gd(lr=0.5)");
        var ranking = json.GetProperty("ranking").EnumerateArray().ToArray();
        Assert.Equal(["gd(lr=0.9)", "gd(lr=0.5)", "gd(lr=0.1)"], ranking.Select(r => r.GetProperty("method").GetString()));
        var alone = Command.Json("descend", "x^2/20 + y^2", "--from", "3,4", "-n", "50", "--lr", "0.9");
        Assert.Equal(alone.GetProperty("loss").GetDouble(), ranking[0].GetProperty("last").GetDouble());
    }

    [Fact]
    public void A_range_of_rates_tries_one_and_three_of_every_power_of_ten()
    {
        var said = Command.Out("descend", "x0^2 + x1^2", "--from", "-3,4", "-n", "100", "--lr", "1e-2..2");
        foreach (var rate in new[] { "1e-2", "0.03", "0.1", "0.3", "1", "2" })
            Assert.Contains(
                $"gd(lr={double.Parse(rate, System.Globalization.CultureInfo.InvariantCulture):R})",
                said,
                StringComparison.Ordinal
            );
        Assert.Matches(@"(?m)^1 +gd\(lr=0\.3\) ", said);
    }

    [Fact]
    public void A_range_may_be_written_downward_and_none_begins_at_0()
    {
        string[] bowl = ["descend", "x0^2 + x1^2", "--from", "-3,4", "-n", "100", "--lr"];
        Assert.Equal(Command.Out([.. bowl, "0.1..2"]), Command.Out([.. bowl, "2..0.1"]));
        var said = Command.Run([.. bowl, "0..2"]);
        Assert.Equal(2, said.Exit);
        Assert.Contains("a range from 0 has no first power of ten; begin above 0: 1e-4..2", said.Err, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_starts_list_the_different_minima_and_say_when_the_first_is_only_local()
    {
        string[] line = ["descend", "x^4/4 - x^2/2 + x/10", "--from", "0.9", "--lr", "0.01", "-n", "3000", "--starts", "20", "--seed", "7"];
        var json = Command.Json(line);
        Assert.Equal(2, json.GetProperty("minima").GetArrayLength());
        Assert.Equal(20, json.GetProperty("minima").EnumerateArray().Sum(m => m.GetProperty("walks").GetInt32()));
        Assert.StartsWith("local: a lower minimum is at x=-1.04", json.GetProperty("local").GetString(), StringComparison.Ordinal);
        Assert.Equal(Command.Out(line), Command.Out(line));
        Assert.Contains("local: a lower minimum is at x=-1.04", Command.Out(line), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GDS0143", "--compare", "gd", "--lr", "0.1")]
    [InlineData("GDS0143", "--compare", " ; ")]
    [InlineData("GDS0143", "--compare", "adam(lr=1e-300..1e300)")]
    [InlineData("GDS7002", "--compare", "gd(lr=0.1); adm(lr=1)")]
    [InlineData("GDS0032", "--starts", "x")]
    public void Mistakes_are_told(string id, params string[] more)
    {
        var said = Command.Run(["descend", "x^2", "--from", "3", .. more]);
        Assert.Equal(2, said.Exit);
        Assert.Contains($"error {id}: ", said.Err, StringComparison.Ordinal);
    }

    [Fact]
    public void A_drawn_start_is_the_same_everywhere_and_has_its_shape()
    {
        var text = RandomPoint.Expanded("W=normal(2,3; scale=2, seed=7), b=uniform(3; low=0, high=1), c=1").Value!;
        Assert.Equal(text, RandomPoint.Expanded("W=normal(2,3; scale=2, seed=7), b=uniform(3; low=0, high=1), c=1").Value);
        Assert.Matches(@"^W=\[\[[-0-9.e]+, [-0-9.e]+, [-0-9.e]+\], \[.*\]\], b=\[0\.\d+, 0\.\d+, 0\.\d+\], c=1$", text);
        Assert.NotEqual(RandomPoint.Expanded("a=he(4)").Value![2..], RandomPoint.Expanded("b=1, a=he(4; seed=2)").Value![7..]);
        Assert.Equal("b=[0, 0], c=0", RandomPoint.Expanded("b=zeros(2), c=zeros()").Value);
        Assert.Equal("x=3,normality=4", RandomPoint.Expanded("x=3,normality=4").Value);
    }

    [Fact]
    public void A_walk_begins_where_it_was_drawn()
    {
        var json = Command.Json(
            "descend",
            "norm(W*x - [1, 2])^2",
            "--set",
            "x=[1,2,3]",
            "--from",
            "W=glorot(2,3; seed=5)",
            "--lr",
            "0.01",
            "-n",
            "3"
        );
        Assert.Equal(2, json.GetProperty("point").GetProperty("W").GetArrayLength());
        Assert.Contains(
            "add --from \"W=glorot(2,3),b=zeros(2),c=…\"",
            Command.Run("descend", "param W[2,3], b[2]\nnorm(W*[1,2,3] - b)^2 + c^2").Err,
            StringComparison.Ordinal
        );
        Assert.EndsWith(
            "the point gives no value for 'b'; add b=zeros(20)\n",
            Command.Run("descend", "param W[20,3], b[20]; norm(W*[1, 2, 3] + b)", "--from", "W=glorot(20,3)").Err,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "GDS0142: zeros(...): 'seed=2' is an option, and it has none",
            Command.Run("descend", "x^2", "--from", "x=zeros(; seed=2)").Err,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "GDS0142: normal(...): 'scal=2' is not one of its options, scale, mean, seed",
            Command.Run("descend", "x^2", "--from", "x=normal(; scal=2)").Err,
            StringComparison.Ordinal
        );
    }
}
