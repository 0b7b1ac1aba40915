using System.Text.Json;
using GdScript.Cli.Commands;
using Xunit;

namespace GdScript.Cli.Tests.Commands;

/// <summary>What can be wrong with what a check is given: one line that says it, exit 2 or 3, and nothing on stdout.</summary>
public sealed class CheckInputTests : IDisposable
{
    private const string Bowl = "x^2 + y^2";

    private readonly string folder = Directory.CreateTempSubdirectory("gds-bad-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string File(string name, string text)
    {
        var path = Path.Combine(folder, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    [Theory]
    [InlineData("log(x)", "--at=-1", 3, "<loss>:1:1: error GDS6002: log of -1 is not a real number, at x=-1; log takes numbers above 0")]
    [InlineData("log(x)", "--at=0", 3, "<loss>:1:1: error GDS6003: log of 0 is not finite, at x=0")]
    [InlineData("0/0*x", "--at=1", 3, "<loss>:1:2: error GDS6001: division by zero: 0/0 at x=1")]
    [InlineData("log(x) + log(-x)", "--strict", 3, "error GDS6091: the loss is finite at none of the points tried")]
    [InlineData(Bowl, "--claim=x: 2*x", 2, "--claim: error GDS4003: the claim says nothing about 'y'")]
    [InlineData(
        Bowl,
        "--claim=x: 2*x, y: 2*y, z: 1",
        2,
        "--claim:1:17: error GDS4002: the loss has no parameter 'z'; its parameters are x, y"
    )]
    [InlineData(Bowl, "--claim=x: 2*x, yy: 2*y", 2, "--claim:1:9: error GDS4002: the loss has no parameter 'yy'; did you mean 'y'?")]
    [InlineData(Bowl, "--claim=x 2*x", 2, "--claim:1:1: error GDS4001: 'x 2*x' is not a claim")]
    [InlineData(Bowl, "--claim=", 2, "error GDS0002: '--claim'")]
    [InlineData(Bowl, "--claim=x: 2*x, y: 2*", 2, "--claim:1:13: error GDS5003: an operand is missing after '*'")]
    [InlineData(
        Bowl,
        "--claim=x: 2*x, y: [1,2]",
        2,
        "--claim:1:12: error GDS4004: 'y' is a scalar, its claimed derivative is a vector of 2"
    )]
    [InlineData(Bowl, "--claim=x: 2*x, x: 2*x, y: y", 2, "--claim:1:9: error GDS4006: the claim names 'x' twice")]
    [InlineData(Bowl, "--claim=x: 2*z, y: 2*y", 2, "--claim:1:4: error GDS4005: the claim for 'x' uses 'z'")]
    [InlineData(Bowl, "--claim=@", 2, "--claim: error GDS0014: the name of a file is missing")]
    [InlineData(Bowl, "--claim=@nosuch.json", 5, "nosuch.json: error GDS0014: there is no such file")]
    [InlineData(Bowl, "--points=-3", 2, "--points:1:1: error GDS0032: '-3' is not a whole number from 0 up")]
    [InlineData(Bowl, "--points=1.5", 2, "--points:1:1: error GDS0032: '1.5' is not a whole number from 0 up")]
    [InlineData(Bowl, "--seed=q", 2, "--seed:1:1: error GDS0032: 'q' is not a whole number from 0 up")]
    [InlineData(Bowl, "--rtol=abc", 2, "--rtol:1:1: error GDS0030: 'abc' is not a number")]
    [InlineData(Bowl, "--rtol=-1", 2, "--rtol:1:1: error GDS0031: -1 is not above zero")]
    [InlineData(Bowl, "--rtol=NaN", 2, "--rtol:1:1: error GDS0030: 'NaN' is not a finite number")]
    [InlineData(Bowl, "--at=1", 2, "--at: error GDS5317: the point gives no value for 'y'")]
    [InlineData(Bowl, "--at=1,2,3", 2, "--at: error GDS5318: the point has more than the 2 values the formula takes")]
    [InlineData(Bowl, "--at=NaN,1", 2, "--at:1:1: error GDS5315: 'NaN' is not finite")]
    [InlineData("3", "--strict", 2, "error GDS0061: the loss has no parameters")]
    [InlineData("[x, y]", "--at=1,2", 2, "<loss>:1:1: error GDS5290: the loss is a vector of 2, not one number")]
    [InlineData("", "--strict", 2, "error GDS5001: the formula is empty")]
    public void A_mistake_on_the_command_line_is_one_line(string loss, string option, int exit, string says) =>
        Told(Command.Run("check", loss, option), exit, says);

    [Theory]
    [InlineData("{\"x\":1,", 2, "g.json:1:7: error GDS5320: this is not JSON")]
    [InlineData("", 2, "g.json:1:1: error GDS5320: this is not JSON")]
    [InlineData("{\"x\":\"a\",\"y\":1}", 2, "g.json:1:6: error GDS5311: 'a' is text, not a number")]
    [InlineData("{\"x\":null,\"y\":1}", 2, "g.json:1:6: error GDS5311: null is not a number")]
    [InlineData("{\"x\":NaN,\"y\":2}", 2, "g.json:1:6: error GDS5320: NaN is no slope, and no number in JSON")]
    [InlineData("{\"x\":1,\"y\":-Infinity}", 2, "g.json:1:13: error GDS5320: -Infinity is no slope")]
    [InlineData("[2, Infinity]", 2, "g.json:1:5: error GDS5320: Infinity is no slope")]
    [InlineData("{\"x\":1e999,\"y\":2}", 2, "g.json:1:6: error GDS5301: '1e999' is outside double")]
    [InlineData("{\"x\":1,\"x\":2,\"y\":3}", 2, "g.json:1:8: error GDS5313: 'x' is given twice")]
    [InlineData("{\"x\":1}", 2, "g.json: error GDS4003: the claim says nothing about 'y'")]
    [InlineData("{\"x\":1,\"y\":2,\"yy\":3}", 2, "g.json: error GDS4002: the loss has no parameter 'yy'; did you mean 'y'?")]
    [InlineData("{\"x\":[1,2],\"y\":2}", 2, "g.json: error GDS4004: 'x' is a scalar, its claimed derivative is a vector of 2")]
    [InlineData("[1, 2, 3]", 2, "g.json: error GDS4004: the claim is a vector of 3, and the point has 2 numbers")]
    [InlineData("3", 2, "g.json:1:1: error GDS5320: a point in JSON is an object")]
    public void A_mistake_in_a_file_of_numbers_is_one_line(string json, int exit, string says) =>
        Told(Command.Run("check", Bowl, "--at", "1,2", "--claim", "@" + File("g.json", json)), exit, says);

    [Theory]
    [InlineData("double Loss(double x) => x*x + new Random().NextDouble();", 3, "error GDS4012: the loss is not deterministic")]
    [InlineData("double Loss(double x) => throw new Exception(\"boom\");", 4, "loss.csx:1:1: error GDS0110: System.Exception: boom")]
    [InlineData("double Loss(double x) => double.NaN * x;", 3, "loss.csx:1:26: error GDS6005: the constant NaN is not finite")]
    [InlineData("double Loss(double x) => Math.Log(x - 2);", 3, "loss.csx:1:26: error GDS6002: log of -1 is not a real number")]
    [InlineData(
        "double Loss(double x) => x*x; double[] Gradient(double x) => [1, 2];",
        2,
        "error GDS2014: 'Gradient' gives 2 numbers, and the point has 1"
    )]
    [InlineData(
        "double Loss(double x) => x*x; double[] Gradient(double x) => throw new Exception(\"bad\");",
        4,
        "error GDS0110: System.Exception: bad"
    )]
    [InlineData("double Loss(double x) => x*;", 2, "loss.csx:1:28: error CS1525")]
    public void A_mistake_in_a_script_is_told_where_it_stands(string script, int exit, string says) =>
        Told(Command.Run("check", File("loss.csx", script), "--at", "1"), exit, says);

    [Theory]
    [InlineData("\"at\":{\"x\":1,\"y\":2},\"claimed\":{\"x\":\"2*x\"}", "GDS4003", "the claim says nothing about 'y'")]
    [InlineData("\"at\":{\"x\":1,\"y\":2},\"claimed\":{\"x\":2}", "GDS4003", "the claim says nothing about 'y'")]
    [InlineData("\"at\":{\"x\":1,\"y\":2},\"claimed\":{\"x\":2,\"y\":4,\"z\":1}", "GDS4002", "the loss has no parameter 'z'")]
    [InlineData(
        "\"at\":{\"x\":1,\"y\":2},\"claimed\":{\"x\":2,\"y\":[4,5]}",
        "GDS4004",
        "'y' is a scalar, its claimed derivative is a vector of 2"
    )]
    [InlineData("\"at\":{\"x\":1,\"y\":2},\"claimed\":[2,4,6]", "GDS4004", "the claim is a vector of 3, and the point has 2 numbers")]
    [InlineData("\"at\":{\"x\":1,\"y\":2},\"claimed\":{\"x\":2,\"y\":null}", "GDS5311", "null is not a number")]
    [InlineData("\"at\":{\"x\":1,\"y\":2},\"claimed\":{\"x\":2,\"x\":2,\"y\":4}", "GDS5313", "'x' is given twice")]
    [InlineData("\"at\":{\"x\":1,\"y\":2},\"claimed\":{\"x\":1e999,\"y\":4}", "GDS5301", "'1e999' is outside double")]
    [InlineData("\"at\":{\"x\":1,\"y\":2},\"claimed\":\"x: 2*x\"", "GDS0055", "\"claimed\" is not an object")]
    [InlineData("\"claimed\":{\"x\":\"2*q\",\"y\":\"2*y\"}", "GDS4005", "the claim for 'x' uses 'q', which the loss does not have")]
    [InlineData("\"claimed\":{\"x\":\"2*\",\"y\":\"2*y\"}", "GDS5003", "an operand is missing after '*'")]
    [InlineData("\"claimed\":{\"x\":1,\"y\":2}", "GDS0060", "numbers can only be judged at a point")]
    [InlineData("\"more\":-1", "GDS0055", "\"more\" is not a whole number from 0 up")]
    [InlineData("\"seed\":1.5", "GDS0055", "\"seed\" is not a whole number from 0 up")]
    [InlineData("\"rtol\":0", "GDS0055", "\"rtol\" is not a number above zero")]
    [InlineData("\"prove\":1", "GDS0055", "\"prove\" is neither true nor false")]
    [InlineData("\"points\":3", "GDS0055", "\"points\" is not an array")]
    [InlineData("\"points\":[{\"x\":1}]", "GDS5317", "the point gives no value for 'y'")]
    public void A_mistake_in_a_request_is_an_answer(string members, string id, string says)
    {
        var error = Asked($"{{\"do\":\"check\",\"loss\":\"{Bowl}\",{members}}}").GetProperty("error");
        Assert.Equal((id, says), (error.GetProperty("id").GetString(), error.GetProperty("message").GetString()));
        Assert.DoesNotContain("--", error.GetProperty("hint").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mor", "more")]
    [InlineData("sead", "seed")]
    [InlineData("rtoll", "rtol")]
    [InlineData("prov", "prove")]
    [InlineData("curve", "curves")]
    [InlineData("point", "points")]
    [InlineData("claim", "claimed")]
    [InlineData("checkevery", "checkEvery")]
    [InlineData("chek", "check")]
    [InlineData("maxevaluations", "maxEvaluations")]
    [InlineData("parameter", "parameters")]
    public void A_slip_in_the_name_of_a_member_is_told(string slip, string meant)
    {
        var error = Asked($"{{\"do\":\"check\",\"loss\":\"{Bowl}\",\"{slip}\":1}}").GetProperty("error");
        Assert.Equal(
            ("GDS0057", $"did you mean \"{meant}\"?"),
            (error.GetProperty("id").GetString(), error.GetProperty("hint").GetString())
        );
    }

    [Fact]
    public void Every_member_of_a_request_stands_on_its_page()
    {
        var page = Page.Text("scripts/programs.md");
        Assert.Equal("", string.Join(' ', BatchRequest.Members.Where(m => !page.Contains($"\"{m}\"", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("""{"x":2,"y":4}""")]
    [InlineData("[2, 4]")]
    public void Numbers_are_an_object_or_a_list(string json)
    {
        Assert.Equal(0, Command.Run("check", Bowl, "--at", "1,2", "--claim", "@" + File("g.json", json)).Exit);
        Assert.False(
            Asked($"{{\"do\":\"check\",\"loss\":\"{Bowl}\",\"at\":{{\"x\":1,\"y\":2}},\"claimed\":{json}}}")
                .GetProperty("fails")
                .GetBoolean()
        );
    }

    [Fact]
    public void A_list_of_the_only_array_has_its_shape()
    {
        string[] line = ["check", "sum(W .^ 2)", "--at", "W=[[1,2],[3,4]]", "--claim"];
        Assert.Equal(0, Command.Run([.. line, "@" + File("g.json", "[[2,4],[6,8]]")]).Exit);
        Assert.Equal(1, Command.Run([.. line, "@" + File("t.json", "[[2,6],[4,8]]")]).Exit);
    }

    [Fact]
    public void The_bar_a_match_needs_can_be_asked_for()
    {
        Assert.Equal("match", Command.Json("check", "sin(x)", "--at", "1", "--rtol", "1e-9").GetProperty("verdict").GetString());
        Assert.Equal("inconclusive", Command.Json("check", "sin(x)", "--at", "1", "--rtol", "1e-17").GetProperty("verdict").GetString());
    }

    private static JsonElement Asked(string request) => JsonDocument.Parse(Command.RunWith(request + "\n", "batch").Out).RootElement;

    private static void Told(Said said, int exit, string says)
    {
        Assert.Equal((exit, ""), (said.Exit, said.Out));
        Assert.Contains(
            says,
            Assert.Single(said.Err.Split('\n'), line => line.Contains("error ", StringComparison.Ordinal)),
            StringComparison.Ordinal
        );
    }
}
