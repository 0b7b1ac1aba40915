using System.Text.Json;
using GdScript.Cli.Edge;
using Xunit;

namespace GdScript.Cli.Tests.Walking;

/// <summary>An interrupted walk answers first; what has to wait for the disk comes after.</summary>
public sealed class InterruptTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gds").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string At(string name) => Path.Combine(folder, name);

    /// <summary>Notes which files of the folder are in their place when something is written.</summary>
    private sealed class Witness(string folder) : StringWriter
    {
        public string[]? Files { get; private set; }

        public override void Write(string? value)
        {
            Files ??= [.. Directory.GetFiles(folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];
            base.Write(value);
        }
    }

    private (int Exit, string Out, string[]? Files) Interrupted(params string[] args)
    {
        using var output = new Witness(folder) { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var ending = new CancellationTokenSource();
        ending.Cancel();
        var exit = Gds.Run(args, new Io(output, error, TextReader.Null) { Ending = ending.Token });
        return (exit, output.ToString(), output.Files);
    }

    private static readonly string[] Bowl = ["descend", "x^2 + y^4/9", "--from", "3,4", "--lr", "0.1", "-n", "60"];

    [Theory]
    [InlineData("-q")]
    [InlineData("--json")]
    public void The_answer_is_out_before_the_trace_is_in_its_place(string how)
    {
        var said = Interrupted([.. Bowl, how, "--trace", At("t.csv"), "--checkpoint", At("c")]);
        Assert.Equal(130, said.Exit);
        Assert.DoesNotContain("t.csv", said.Files!);
        Assert.Contains("nterrupted", said.Out, StringComparison.Ordinal);
        Assert.Equal([At("c"), At("t.csv")], Directory.GetFiles(folder).Order(StringComparer.Ordinal));
        Assert.Matches("# stop: interrupted: [^#]*(#[^#]*)*# sha256: [0-9a-f]{64}\r\n$", File.ReadAllText(At("t.csv")));
    }

    [Theory]
    [InlineData("t.csv")]
    [InlineData("t.txt")]
    [InlineData("t.json")]
    [InlineData("t.jsonl")]
    public void It_goes_on_behind_the_trace_it_left(string name)
    {
        Command.Out([.. Bowl, "--trace", At("whole" + name)]);
        Interrupted([.. Bowl, "--trace", At(name), "--checkpoint", At("c")]);
        var resumed = Command.Run([.. Bowl, "--trace", At(name), "--resume", At("c")]);
        Assert.Equal((0, ""), (resumed.Exit, resumed.Err));
        Assert.Equal(File.ReadAllText(At("whole" + name)), File.ReadAllText(At(name)));
        Assert.DoesNotContain(Directory.GetFiles(folder), f => f.EndsWith(".part", StringComparison.Ordinal));
    }

    [Fact]
    public void A_trace_of_another_walk_in_its_place_is_not_gone_on_with()
    {
        Interrupted([.. Bowl, "--trace", At("t"), "--checkpoint", At("c")]);
        Command.Out("descend", "x^2", "--from", "3", "--lr", "0.1", "--trace", At("t"));
        Assert.Contains("note GDS7035", Command.Run([.. Bowl, "--trace", At("t"), "--resume", At("c")]).Err, StringComparison.Ordinal);
        Assert.Equal(0, Command.Run([.. Bowl, "--verify", At("t")]).Exit);
    }

    [Fact]
    public void An_interrupted_comparison_leaves_the_stored_trace_alone()
    {
        Command.Out([.. Bowl, "--trace", At("t")]);
        var before = File.ReadAllText(At("t"));
        Assert.Equal(130, Interrupted([.. Bowl, "--verify", At("t")]).Exit);
        Assert.Equal(before, File.ReadAllText(At("t")));
        Assert.Equal([At("t")], Directory.GetFiles(folder));
    }

    [Fact]
    public void An_interrupted_contest_says_how_many_walks_are_missing()
    {
        string[] several = ["descend", "x^2", "--from", "3", "--compare", "gd(lr=0.1); adam", "--starts", "5"];
        var said = Interrupted(several);
        Assert.Equal((130, "interrupted: 10 walks missing\n"), (said.Exit, said.Out));
        Assert.Equal(10, JsonDocument.Parse(Interrupted([.. several, "--json"]).Out).RootElement.GetProperty("missing").GetInt32());
    }

    [Theory]
    [InlineData("--trace")]
    [InlineData("--checkpoint")]
    public void A_contest_has_no_trace_to_keep(string option)
    {
        var said = Command.Run("descend", "x^2", "--from", "3", "--lr", "0.1..1", option, At("t"));
        Assert.Equal((2, ""), (said.Exit, said.Out));
        Assert.Contains("error GDS0048: ", said.Err, StringComparison.Ordinal);
    }
}
