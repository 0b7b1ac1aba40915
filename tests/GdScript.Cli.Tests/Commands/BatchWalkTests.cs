using System.Text.Json;
using GdScript.Cli.Commands;
using GdScript.Cli.Edge;
using Xunit;

namespace GdScript.Cli.Tests.Commands;

/// <summary>What a walk can be asked on the command line can be asked in a request, under the same names without hyphens.</summary>
public class BatchWalkTests
{
    private static JsonElement Asked(string members) =>
        JsonDocument
            .Parse(
                BatchCommand.Answer($$"""{"do":"descend",{{members}}}""", false, new Io(TextWriter.Null, TextWriter.Null, TextReader.Null))
            )
            .RootElement;

    private static JsonElement Walked(string members)
    {
        var answer = Asked(members);
        Assert.True(answer.GetProperty("ok").GetBoolean(), answer.GetRawText());
        return answer;
    }

    private const string Line = """ "loss":"(w*x + b - y)^2","data":"scripts/points.csv","from":{"w":0,"b":0}""";

    [Theory]
    [InlineData("target", "\"target\":1e-3", "--target 1e-3")]
    [InlineData("patience", "\"patience\":1,\"method\":\"gd(1)\"", "--patience 1 --method gd(1)")]
    [InlineData("evaluations", "\"maxEvaluations\":4", "--max-evaluations 4")]
    [InlineData("rate", "\"minLr\":0.05,\"lr\":\"step(0.1, size=3)\"", "--min-lr 0.05 --lr 'step(0.1, size=3)'")]
    [InlineData("loss", "\"ftol\":1e-3", "--ftol 1e-3")]
    [InlineData("loss", "\"frtol\":1", "--frtol 1")]
    [InlineData("step", "\"xtol\":1e-3", "--xtol 1e-3")]
    [InlineData("step", "\"xrtol\":1", "--xrtol 1")]
    [InlineData("gradient", "\"grtol\":0.5", "--grtol 0.5")]
    [InlineData("gradient", "\"gtol\":0.5,\"bounds\":\"x=-1..\"", "--gtol 0.5 --bounds x=-1..")]
    [InlineData("steps", "\"steps\":7,\"maximize\":true", "--steps 7 --maximize")]
    [InlineData("steps", "\"steps\":7,\"gradient\":\"numeric\",\"h\":1e-3", "--steps 7 --gradient numeric --h 1e-3")]
    public void A_request_and_a_command_line_walk_the_same_way(string stop, string members, string options)
    {
        var answer = Walked("\"loss\":\"x^2\",\"from\":{\"x\":3}," + members);
        var line = Command.Json(["descend", "x^2", "--from", "3", .. Command.Words(options)]);
        Assert.Equal(stop, answer.GetProperty("stop").GetString());
        foreach (var name in (string[])["point", "loss", "why", "steps", "best", "method", "gradient"])
            Assert.True(JsonElement.DeepEquals(line.GetProperty(name), answer.GetProperty(name)), name);
    }

    [Fact]
    public void Rows_are_dealt_out_and_held_out()
    {
        var rows = Walked(Line + ""","lr":0.05,"batch":2,"epochs":50,"holdOut":0.2,"seed":3""").GetProperty("rows");
        Assert.Equal(
            (4, 1, 2, 3),
            (
                rows.GetProperty("learned").GetInt32(),
                rows.GetProperty("heldOut").GetInt32(),
                rows.GetProperty("batch").GetInt32(),
                rows.GetProperty("seed").GetInt32()
            )
        );
        Assert.True(double.IsFinite(rows.GetProperty("gap").GetDouble()));
    }

    [Fact]
    public void Several_methods_and_starts_are_ranked()
    {
        const string Methods = """ "compare":["gd(lr=0.1)", "each(x=adam(lr=0.1..1), y=gd(lr=0.1))"],"starts":2,"spread":1,"steps":50""";
        var answer = Walked("""{"loss":"x^2+y^2","from":"3,4",""".TrimStart('{') + Methods);
        Assert.Equal(4, answer.GetProperty("ranking").GetArrayLength());
        Assert.Equal("gd(lr=0.1)", answer.GetProperty("ranking")[0].GetProperty("method").GetString());
    }

    [Fact]
    public void A_walk_explains_itself_where_it_is_asked_to()
    {
        const string Bowl = """ "loss":"x^2","from":{"x":3},"lr":0.1""";
        Assert.False(Walked(Bowl).TryGetProperty("diagnosis", out _));
        Assert.Equal("minimum", Walked(Bowl + ""","explain":true""").GetProperty("diagnosis").GetProperty("place").GetString());
    }

    [Theory]
    [InlineData("\"from\":{\"W\":\"normal(2,3; scale=1, seed=7)\"}")]
    [InlineData("\"from\":\"W=normal(2,3; scale=1, seed=7)\"")]
    public void A_start_is_drawn_as_on_the_command_line(string from)
    {
        var line = Command.Json("descend", "sum(W.*W)", "--from", "W=normal(2,3; scale=1, seed=7)", "-n", "3");
        var answer = Walked($"\"loss\":\"sum(W.*W)\",\"steps\":3,{from}");
        Assert.Equal(line.GetProperty("loss").GetDouble(), answer.GetProperty("loss").GetDouble());
    }

    [Theory]
    [InlineData("GDS0057", "unknown member \"patiance\"", "\"patiance\":5")]
    [InlineData("GDS0057", "unknown member \"holdout\"", "\"holdout\":0.1")]
    [InlineData("GDS0057", "unknown member \"maximise\"", "\"maximise\":true")]
    [InlineData("GDS0055", "\"patience\" is not a whole number from 0 up", "\"patience\":0.5")]
    [InlineData("GDS0055", "\"maximize\" is neither true nor false", "\"maximize\":1")]
    [InlineData("GDS0055", "\"compare\" is not a list of methods", "\"compare\":[1]")]
    [InlineData("GDS0055", "\"minLr\" is not a number from 0 up", "\"minLr\":-1")]
    [InlineData("GDS0044", "the loss has no open parameter 'y'", "\"bounds\":\"y=0..1\"")]
    [InlineData("GDS0095", "\"holdOut\" is about rows of data, and there are none", "\"holdOut\":0.1")]
    [InlineData("GDS0143", "\"compare\" names the methods", "\"compare\":\"gd\",\"lr\":1")]
    [InlineData("GDS7004", "'lr' must be a finite number, at least 0; -1 is not", "\"lr\":-1")]
    public void A_slip_is_told_of_the_member(string id, string message, string members)
    {
        var error = Asked("\"loss\":\"x^2\",\"from\":{\"x\":3}," + members).GetProperty("error");
        Assert.Equal((id, message), (error.GetProperty("id").GetString(), error.GetProperty("message").GetString()));
    }

    [Theory]
    [InlineData("batch", "1")]
    [InlineData("holdOut", "0.5")]
    public void Where_there_are_no_rows_none_are_dealt_out(string member, string value)
    {
        var request = $"\"loss\":\"(w*x-y)^2\",\"from\":{{\"w\":1}},\"data\":{{\"x\":[],\"y\":[]}},\"{member}\":{value}";
        Assert.Equal(
            $"\"{member}\" deals out rows, and there are none",
            Asked(request).GetProperty("error").GetProperty("message").GetString()
        );
    }

    [Fact]
    public void A_walk_so_far_out_that_no_step_counts_is_explained_all_the_same()
    {
        var request = "\"loss\":\"norm(x)\",\"shape\":\"x=3\",\"from\":{\"x\":\"normal(3; scale=1e308)\"},\"steps\":5,\"explain\":true";
        Assert.Equal("slope", Asked(request).GetProperty("diagnosis").GetProperty("place").GetString());
    }
}
