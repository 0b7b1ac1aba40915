using System.Text.Json;
using Xunit;

namespace GdScript.Cli.Tests.Walking;

/// <summary>What decides a walk stands in the head of its trace, and a checkpoint is taken up only by the same walk.</summary>
public sealed class HeaderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gds").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string At(string name, string? text = null)
    {
        var path = Path.Combine(folder, name);
        if (text is not null)
            File.WriteAllText(path, text);
        return path;
    }

    [Fact]
    public void Bounds_fixed_parameters_data_batches_seed_and_tolerances_stand_in_the_head()
    {
        string[] line = ["descend", "(w*x + b + c - y)^2", "--data", "scripts/points.csv", "--from", "w=0,b=0", "--set", "c=0.5"];
        string[] more =
        [
            "--bounds",
            "w=-1..,b=..2",
            "--batch",
            "2",
            "--hold-out",
            "0.2",
            "--seed",
            "9",
            "--gtol",
            "1e-9",
            "--patience",
            "50",
        ];
        string[] method = ["--method", "adagrad(lr=0.1, compat=optax)", "--epochs", "3", "--trace", At("t")];
        Command.Out([.. line, .. more, .. method]);
        var head = File.ReadAllText(At("t")).Split("\n\n")[0];
        Assert.Contains("\nmethod      adagrad(lr=0.1, compat=optax)\n", head, StringComparison.Ordinal);
        Assert.Contains("\nrows        4 rows to learn from, 1 held out, 2 at a step, seed 9; ", head, StringComparison.Ordinal);
        Assert.Contains("\nfixed       c = 0.5\nbounds      w = -1.., b = ..2\n", head, StringComparison.Ordinal);
        Assert.Matches("\ndata        5 rows of x, y, sha256 [0-9a-f]{64}\n", head);
        Assert.Contains("\nuntil       gradient 1e-9; epochs without progress 50\n", head, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("t.csv")]
    [InlineData("t.json")]
    [InlineData("t.jsonl")]
    public void They_stand_there_in_every_format(string name)
    {
        Command.Out("descend", "(x - a)^2", "--from", "x=3", "--set", "a=2", "--bounds", "x=0..4", "--target", "1e-3", "--trace", At(name));
        var head = File.ReadAllText(At(name));
        if (name == "t.csv")
            Assert.Contains("# fixed: a = 2\r\n# bounds: x = 0..4\r\n", head, StringComparison.Ordinal);
        else
            Assert.Equal(
                ("a = 2", "x = 0..4", "loss 0.001"),
                JsonDocument.Parse(name == "t.json" ? head : head.Split('\n')[0]).RootElement is var json
                    ? (json.GetProperty("fixed").GetString(), json.GetProperty("bounds").GetString(), json.GetProperty("until").GetString())
                    : default
            );
    }

    [Fact]
    public void The_hash_is_one_of_the_numbers_and_not_of_the_file()
    {
        string Head(string path)
        {
            Command.Out("descend", "(w*x - y)^2", "--data", path, "--from", "0", "-n", "1", "--trace", At("t"));
            return File.ReadAllText(At("t")).Split("\n").Single(l => l.StartsWith("data ", StringComparison.Ordinal));
        }
        var one = Head(At("one.csv", "x,y\n1,2\n3,4\n"));
        Assert.Equal(one, Head(At("two.csv", "y;x;z\r\n2.0;1e0;a\r\n4;3;b\r\n")));
        Assert.NotEqual(one, Head(At("three.csv", "x,y\n1,2\n3,4.0000000000000009\n")));
    }

    [Theory]
    [InlineData("'method gd(lr=0.2)' was 'method gd(lr=0.1)'", "--lr", "0.2")]
    [InlineData("'bounds w = 0..' is new", "--bounds", "w=0..")]
    [InlineData("'loss rowmean(", "--set", "c=2")]
    [InlineData("'until loss 0' is new", "--target", "0")]
    [InlineData("'start w = 1' was 'start w = 0'", "--from", "w=1")]
    [InlineData("'gradient numeric(central, h=0.0001)' was 'gradient exact'", "--gradient", "numeric")]
    [InlineData("'--detail full' is new", "--detail", "full")]
    public void A_checkpoint_of_a_walk_with_other_facts_is_refused(string said, string option, string word)
    {
        string[] Walk(params (string Option, string Word)[] words) =>
            ["descend", "(w*x + c - y)^2", "--data", "scripts/points.csv", .. words.SelectMany(w => new[] { w.Option, w.Word })];
        (string Option, string Word)[] words = [("--from", "w=0"), ("--set", "c=1"), ("--lr", "0.1"), ("-n", "9")];
        Command.Out([.. Walk(words), "--checkpoint", At("c")]);
        var changed = words.Where(w => w.Option != option).Append((option, word)).ToArray();
        var refused = Command.Run([.. Walk(changed), "--resume", At("c")]);
        Assert.Equal(2, refused.Exit);
        Assert.Contains($"error GDS7033: the checkpoint is of another walk: {said}", refused.Err, StringComparison.Ordinal);
        Assert.Equal(0, Command.Run([.. Walk(words), "--resume", At("c")]).Exit);
    }

    [Fact]
    public void A_changed_data_file_is_noticed_and_a_renamed_one_is_not()
    {
        string[] Walk(string data) => ["descend", "(w*x - y)^2", "--data", data, "--from", "w=0", "--lr", "0.1", "-n", "9"];
        Command.Out([.. Walk(At("d.csv", "x,y\n1,2\n2,3\n")), "--checkpoint", At("c")]);
        Assert.Equal(0, Command.Run([.. Walk(At("e.csv", "x,y\n1,2\n2,3\n")), "--resume", At("c")]).Exit);
        var refused = Command.Run([.. Walk(At("d.csv", "x,y\n1,2\n2,3.5\n")), "--resume", At("c")]);
        Assert.Contains(
            "error GDS7033: the checkpoint is of another walk: 'data 2 rows of x, y, sha256 ",
            refused.Err,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("double Loss(double w) => (w - k)*(w - k);", "var k = 2.0; ", "var k = 3.0; ")]
    [InlineData("double Loss(double w) => (w - k)*(w - k) + 0*(int)w;", "var k = 2.0; ", "var k = 3.0; ")] // no formula
    [InlineData("double Loss(double w) => (w - k)*(w - k) + 0*(int)w;", "var k = Csv(\"k.csv\")[0].k; ", null)] // data behind it
    public void A_changed_script_is_noticed(string loss, string before, string? after)
    {
        if (after is null)
            (before, after) = ("var k = Csv<R>(\"k.csv\")[0].k; ", "var k = Csv<R>(\"k.csv\")[0].k; ");
        var records = before.Contains("<R>", StringComparison.Ordinal) ? "\nrecord R(double k);" : "";
        At("k.csv", "k\n2\n");
        string[] walk = ["descend", At("s.csx", before + loss + records), "--from", "w=0", "--lr", "0.1", "-n", "9"];
        Command.Out([.. walk, "--checkpoint", At("c")]);
        Assert.Equal(0, Command.Run([.. walk, "--resume", At("c")]).Exit);
        At("s.csx", after + loss + records);
        At("k.csv", "k\n3\n");
        var refused = Command.Run([.. walk, "--resume", At("c")]);
        Assert.Equal(2, refused.Exit);
        Assert.Contains("error GDS7033: the checkpoint is of another walk: ", refused.Err, StringComparison.Ordinal);
    }
}
