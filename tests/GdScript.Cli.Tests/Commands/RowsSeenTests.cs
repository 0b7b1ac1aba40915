using System.Text.Json;
using Xunit;

namespace GdScript.Cli.Tests.Commands;

public sealed class RowsSeenTests : IDisposable
{
    private const string Line = "(w*x+b-y)^2";
    private readonly string folder = Directory.CreateTempSubdirectory("gds-rows-").FullName;

    public RowsSeenTests()
    {
        var rows = Enumerable.Range(0, 10).Select(i => $"{i},{2 * i + 1 + i % 2}");
        File.WriteAllText(Points, "x,y\n" + string.Join("\n", rows) + "\n");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Points => Path.Combine(folder, "points.csv");

    private string[] Words(params string[] more) => ["descend", Line, "--data", Points, "--from", "w=0,b=0", "--lr", "0.01", .. more];

    [Fact]
    public void An_epoch_is_as_many_steps_as_see_every_row()
    {
        var answer = Command.Json(Words("--batch", "4", "--epochs", "3", "--detail", "full"));
        Assert.Equal(9, answer.GetProperty("steps").GetInt64());
        Assert.Equal(3, answer.GetProperty("rows").GetProperty("epochs").GetDouble());
        var seen = answer.GetProperty("trace").EnumerateArray().Select(r => r.GetProperty("rows").GetInt32());
        Assert.Equal([4, 4, 2, 4, 4, 2, 4, 4, 2, 4], seen);
    }

    [Fact]
    public void The_same_seed_walks_the_same_way_and_another_does_not()
    {
        var once = Command.Out(Words("--batch", "1", "--epochs", "5"));
        Assert.Equal(once, Command.Out(Words("--batch", "1", "--epochs", "5")));
        Assert.Equal(once, Command.Out(Words("--batch", "1", "--epochs", "5", "--seed", "1")));
        Assert.NotEqual(once, Command.Out(Words("--batch", "1", "--epochs", "5", "--seed", "2")));
    }

    [Fact]
    public void A_batch_of_all_rows_is_the_full_batch()
    {
        var full = Command.Out(Words("--steps", "40"));
        Assert.Equal(full, Command.Out(Words("--batch", "10", "--epochs", "40")));
        Assert.Equal(full, Command.Out(Words("--batch", "99", "--steps", "40")));
    }

    [Fact]
    public void The_loss_told_is_the_one_over_all_rows()
    {
        var answer = Command.Json(Words("--batch", "1", "--epochs", "20"));
        var (w, b) = (Number(answer, "point", "w"), Number(answer, "point", "b"));
        var loss = Enumerable.Range(0, 10).Average(i => Math.Pow(w * i + b - (2 * i + 1 + i % 2), 2));
        Assert.Equal(loss, answer.GetProperty("loss").GetDouble(), 1e-9);
        Assert.True(Number(answer, "best", "loss") <= loss);
    }

    [Fact]
    public void Rows_held_out_judge_the_walk()
    {
        var answer = Command.Json(Words("--batch", "2", "--hold-out", "0.3", "--epochs", "30", "--seed", "4"));
        var rows = answer.GetProperty("rows");
        Assert.Equal(
            (7, 3, 2),
            (rows.GetProperty("learned").GetInt32(), rows.GetProperty("heldOut").GetInt32(), rows.GetProperty("batch").GetInt32())
        );
        var held = rows.GetProperty("heldOutLoss").GetDouble();
        Assert.Equal(held - rows.GetProperty("loss").GetDouble(), rows.GetProperty("gap").GetDouble());
        Assert.True(Number(answer, "best", "heldOutLoss") <= held);
        var text = Command.Out(Words("--hold-out", "0.3", "--steps", "30", "--seed", "4"));
        Assert.Contains("On the 3 rows held out the loss is ", text, StringComparison.Ordinal);
        Assert.Contains("7 rows to learn from, 3 held out, seed 4", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_walk_stops_when_rows_held_out_gain_nothing_any_more()
    {
        var answer = Command.Json(Words("--batch", "2", "--hold-out", "0.3", "--patience", "6"));
        Assert.Equal("patience", answer.GetProperty("stop").GetString());
        Assert.Contains("No held-out loss below", answer.GetProperty("why").GetString(), StringComparison.Ordinal);
        Assert.Equal(6 * 4, answer.GetProperty("steps").GetInt64() - answer.GetProperty("best").GetProperty("step").GetInt64());
    }

    [Fact]
    public void A_resumed_walk_ends_with_the_same_trace()
    {
        var (whole, parts, saved) = (Path.Combine(folder, "whole.csv"), Path.Combine(folder, "parts.csv"), Path.Combine(folder, "saved"));
        string[] Batched(params string[] more) => Words(["--batch", "3", "--hold-out", "0.2", .. more]);
        Command.Out(Batched("--epochs", "9", "--trace", whole));
        Command.Out(Batched("--epochs", "4", "--trace", parts, "--checkpoint", saved));
        Command.Out(Batched("--epochs", "9", "--trace", parts, "--checkpoint", saved));
        Assert.Equal(File.ReadAllText(whole), File.ReadAllText(parts));
        Assert.Contains("step,lr,epoch,batch,rows,loss", File.ReadAllText(whole), StringComparison.Ordinal);
    }

    [Fact]
    public void More_epochs_than_can_be_counted_end_otherwise()
    {
        var answer = Command.Json(Words("--batch", "2", "--epochs", "9223372036854775807", "--target", "1"));
        Assert.Equal("target", answer.GetProperty("stop").GetString());
        Assert.True(Number(answer, "best", "loss") <= 1);
    }

    [Fact]
    public void Several_methods_are_ranked_by_rows_held_out()
    {
        string[] words = ["descend", Line, "--data", Points, "--from", "0,0", "--compare", "gd(lr=0.01); adam(lr=0.1)"];
        var text = Command.Out([.. words, "--batch", "2", "--hold-out", "0.3", "--epochs", "20"]);
        Assert.Contains("best held-out loss", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_is_told()
    {
        Told("GDS0095", "descend", "x^2", "--from", "1", "--batch", "2");
        Told("GDS0096", Words("--batch", "2", "--gradient", "numeric"));
        Told("GDS0096", Words("--batch", "2", "--check-every", "3"));
        Told("GDS0097", Words("--batch", "0"));
        Told("GDS0097", Words("--hold-out", "1"));
        Told("GDS0098", Words("--epochs", "2", "--steps", "2"));
    }

    private static void Told(string id, params string[] words)
    {
        var (exit, _, err) = Command.Run(words);
        Assert.Equal(2, exit);
        Assert.Contains(id, err, StringComparison.Ordinal);
    }

    private static double Number(JsonElement answer, string member, string name) =>
        answer.GetProperty(member).GetProperty(name).GetDouble();

    [Fact]
    public void A_classifier_says_how_many_rows_it_has_right()
    {
        string[] line =
        [
            .. new[] { "descend", "crossentropy(sigmoid(w*hours + b), passed)", "--data", "scripts/exams.csv", "--from", "w=0,b=0" },
            .. new[] { "--lr", "0.1", "-n", "2000" },
        ];
        Assert.Contains(
            "Of the 5 rows held out 60 % are classified right by 'passed', of the 15 rows learned from 86.7 %.\n",
            Command.Out([.. line, "--hold-out", "0.25"]),
            StringComparison.Ordinal
        );
        Assert.Matches(@"\nOf the 20 rows [0-9]+ % are classified right by 'passed'\.\n", Command.Out([.. line, "--batch", "4"]));
        var rows = Command.Json([.. line, "--hold-out", "0.25"]).GetProperty("rows");
        Assert.Equal(("passed", 5), (rows.GetProperty("label").GetString(), rows.GetProperty("heldOut").GetInt32()));
        Assert.Equal(0, 5 * rows.GetProperty("heldOutAccuracy").GetDouble() % 1);
    }
}
