using System.Globalization;
using System.Text.Json;
using GdScript.Text;
using Xunit;

namespace GdScript.Cli.Tests.Walking;

public sealed class KeepingTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gds").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string At(string name) => Path.Combine(folder, name);

    private static string[] Bowl(params string[] more) => ["descend", "x^2 + y^4/9", "--from", "3,4", "--lr", "0.1", "-n", "60", .. more];

    [Theory]
    [InlineData("t.txt")]
    [InlineData("t.csv")]
    [InlineData("t.json")]
    [InlineData("t.jsonl")]
    public void A_trace_goes_into_its_file_and_is_verified_against_it(string name)
    {
        Command.Out(Bowl("--trace", At(name)));
        Assert.Equal([At(name)], Directory.GetFiles(folder));
        var said = Command.Run(Bowl("--verify", At(name)));
        Assert.Equal((0, ""), (said.Exit, said.Err));
        Assert.EndsWith($"as stored in {At(name)}\n", said.Out, StringComparison.Ordinal);
        Assert.Equal([At(name)], Directory.GetFiles(folder));
    }

    [Fact]
    public void The_text_file_is_what_the_terminal_shows()
    {
        Command.Out(Bowl("--trace", At("t")));
        Assert.StartsWith(File.ReadAllText(At("t")), Command.Out(Bowl()), StringComparison.Ordinal);
    }

    [Fact]
    public void Json_lines_are_a_header_rows_and_an_end()
    {
        Command.Out(Bowl("--detail", "full", "--trace", At("t.jsonl")));
        var lines = File.ReadAllLines(At("t.jsonl")).Select(l => JsonDocument.Parse(l).RootElement).ToArray();
        Assert.Equal(63, lines.Length);
        Assert.Equal("gdscript.trace", lines[0].GetProperty("schema").GetString());
        Assert.Equal(Enumerable.Range(0, 61), lines[1..^1].Select(l => l.GetProperty("step").GetInt32()));
        Assert.Equal(60, lines[^1].GetProperty("end").GetProperty("steps").GetInt32());
    }

    [Theory]
    [InlineData("t.csv")]
    [InlineData("t.jsonl")]
    public void A_difference_is_named_and_what_came_stands_beside(string name)
    {
        Command.Out(Bowl("--detail", "full", "--trace", At(name)));
        var stored = File.ReadAllText(At(name));
        var row = stored
            .Split('\n')
            .Single(l => l.StartsWith("7,", StringComparison.Ordinal) || l.StartsWith("{\"step\":7,", StringComparison.Ordinal));
        var loss = name == "t.csv" ? row.Split(',')[2] : JsonDocument.Parse(row).RootElement.GetProperty("loss").GetRawText();
        var next = NumberText.Of(Math.BitIncrement(double.Parse(loss, CultureInfo.InvariantCulture)));
        File.WriteAllText(At(name), stored.Replace(row, row.Replace(loss, next)));
        var said = Command.Run(Bowl("--detail", "full", "--verify", At(name)));
        Assert.Equal(1, said.Exit);
        Assert.Equal(
            $"{At(name)}: error GDS7036: first difference at step 7, loss: stored {next}, now {loss}, 1 ulp apart; what came this time is in {At(name)}.received\n",
            said.Err
        );
        Assert.Equal(stored, File.ReadAllText(At(name) + ".received"));
        var json = JsonDocument.Parse(Command.Run(Bowl("--detail", "full", "--verify", At(name), "--json")).Out).RootElement;
        Assert.Equal(7, json.GetProperty("verify").GetProperty("step").GetInt32());
    }

    [Fact]
    public void A_resumed_walk_ends_with_the_same_trace_also_with_more_steps_than_before()
    {
        Command.Out(Bowl("--trace", At("whole.csv")));
        string[] Part(string steps, params string[] more) =>
            ["descend", "x^2 + y^4/9", "--from", "3,4", "--lr", "0.1", "-n", steps, "--trace", At("t.csv"), .. more];
        Command.Out(Part("30", "--checkpoint", At("c")));
        Command.Out(Part("60", "--resume", At("c")));
        Assert.Equal(File.ReadAllText(At("whole.csv")), File.ReadAllText(At("t.csv")));
        Assert.Equal([At("c"), At("t.csv"), At("whole.csv")], Directory.GetFiles(folder).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_checkpoint_of_another_walk_is_refused()
    {
        Command.Out(Bowl("--checkpoint", At("c")));
        Refused("GDS7033", ["descend", "x^2 + y^4/9", "--from", "3,5", "--lr", "0.1", "-n", "60", "--resume", At("c")]);
        Refused("GDS7033", ["descend", "x^2 + y^4/8", "--from", "3,4", "--lr", "0.1", "-n", "60", "--resume", At("c")]);
        Refused("GDS7033", ["descend", "x^2 + y^4/9", "--from", "3,4", "--lr", "0.2", "-n", "60", "--resume", At("c")]);
        Refused("GDS7033", Bowl("--detail", "full", "--resume", At("c")));
        File.WriteAllBytes(At("c"), [.. File.ReadAllBytes(At("c")).SkipLast(1)]);
        Refused("GDS7031", Bowl("--resume", At("c")));
        Refused("GDS0014", Bowl("--resume", At("nowhere")), exit: 5);
    }

    [Fact]
    public void Begin_or_go_on_is_one_command_line()
    {
        var first = Command.Out(Bowl("--checkpoint", At("c"), "--resume", At("c")));
        Assert.Equal(first, Command.Out(Bowl("--checkpoint", At("c"), "--resume", At("c"))));
        Assert.Equal(Command.Out(Bowl()), first);
    }

    [Fact]
    public void Options_that_contradict_each_other_are_told()
    {
        Refused("GDS0045", Bowl("--trace", At("a"), "--verify", At("b")));
        Refused("GDS0014", Bowl("--verify", At("b")), exit: 5);
        Refused("GDS0014", Bowl("--trace", At("no/such/folder")), exit: 5);
        Refused("GDS0014", Bowl("--checkpoint", At("no/such/folder")), exit: 5);
        if (File.Exists("/dev/stdout"))
            Refused("GDS0046", Bowl("--trace", "/dev/stdout", "--checkpoint", At("c")));
    }

    private static void Refused(string id, string[] args, int exit = 2)
    {
        var said = Command.Run(args);
        Assert.Equal((exit, ""), (said.Exit, said.Out));
        Assert.Contains($"error {id}: ", said.Err, StringComparison.Ordinal);
    }

    [Fact]
    public void A_walk_without_a_checkpoint_leaves_no_unfinished_file()
    {
        var said = Command.Run("descend", "x^2", "--from", "3", "--method", "gd(lr=10)", "--trace", At("t"));
        Assert.Equal(3, said.Exit);
        Assert.Equal([At("t")], Directory.GetFiles(folder));
    }

    [Fact]
    public void A_gradient_found_wrong_on_the_way_ends_the_walk_and_its_trace()
    {
        string[] line = ["descend", "x^2", "--from", "3", "--lr", "0.1", "-n", "100", "--claim", "x: where(x > 1, 2*x, 3*x)"];
        var said = Command.Run([.. line, "--check-every", "5", "--trace", At("t")]);
        Assert.Equal(1, said.Exit);
        Assert.Contains("GDS4011: the gradient is wrong after 10 gradients", said.Err, StringComparison.Ordinal);
        Assert.Contains("stop        interrupted: ", File.ReadAllText(At("t")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_device_is_written_to_and_never_replaced()
    {
        const string Full = "/dev/full";
        if (!File.Exists(Full))
            return;
        Assert.True(GdScript.Cli.Edge.Files.IsDevice(Full)); // before anything is let near it
        Refused("GDS0014", Bowl("--trace", Full, "-q"), exit: 5);
        Assert.True(GdScript.Cli.Edge.Files.IsDevice("/dev/null"));
    }
}
