using System.Text.Json;
using GdScript.Cli.Edge;
using GdScript.Descent;
using GdScript.Text;

namespace GdScript.Cli.Walking;

/// <summary>What a walk over rows has learned: the loss over the rows it learned from, and over those it never saw.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Epochs">How often it saw every row.</param>
/// <param name="Loss">The loss over all rows to learn from, at the last point.</param>
/// <param name="Held">The loss over those held out, at the last point; null where none were.</param>
/// <param name="Best">The best point: the one of the lowest held-out loss, without such rows of the lowest loss over all rows.</param>
/// <param name="BestLoss">The loss over all rows to learn from there.</param>
internal sealed record Learned(RowOrder Rows, double Epochs, double Loss, double? Held, Spot Best, double BestLoss)
{
    /// <summary>What a line of text calls the loss that judges.</summary>
    public string Judge => Held is null ? "loss" : "held-out loss";

    /// <summary>The loss that judges, at the last point.</summary>
    public double Judged => Held ?? Loss;

    /// <summary>How much higher the loss is on rows not seen; flat minima have small gaps.</summary>
    public double? Gap => Held - Loss;

    /// <summary>How many rows are classified right at the last point; null for a loss that classifies nothing.</summary>
    public Accuracy? Accuracy { get; init; }

    /// <summary>Sentences for a person; empty where no rows were held out and nothing is classified.</summary>
    public string Text =>
        (
            Gap is not { } gap
                ? ""
                : $"On the {RowOrder.Counted(Rows.Held!.Count)} held out the loss is {Short(Held!.Value)}, on the "
                    + $"{RowOrder.Counted(Rows.Training.Count)} learned from {Short(Loss)}: a gap of {Short(gap)}.\n"
        ) + Accuracy?.Text(Rows);

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("rows");
        json.WriteNumber("learned", Rows.Training.Count);
        json.WriteNumber("heldOut", Rows.Held?.Count ?? 0);
        json.WriteNumber("batch", Rows.Batching.Size);
        json.WriteNumber("seed", Rows.Seed);
        json.Number("epochs", Epochs);
        json.Number("loss", Loss);
        if (Held is { } held)
        {
            json.Number("heldOutLoss", held);
            json.Number("gap", held - Loss);
        }
        Accuracy?.Write(json);
        json.WriteEndObject();
    }

    private static string Short(double x) => NumberText.Of(Explained.Tidy(x));
}

/// <summary>The share of the rows that are classified right.</summary>
/// <param name="Label">The column with the labels.</param>
/// <param name="Learned">Of the rows learned from.</param>
/// <param name="Held">Of those held out; null where none were.</param>
internal sealed record Accuracy(string Label, double Learned, double? Held)
{
    public string Text(RowOrder rows) =>
        Held is { } held
            ? $"Of the {RowOrder.Counted(rows.Held!.Count)} held out {Percent(held)} % are classified right by '{Label}', of the "
                + $"{RowOrder.Counted(rows.Training.Count)} learned from {Percent(Learned)} %.\n"
            : $"Of the {RowOrder.Counted(rows.Training.Count)} {Percent(Learned)} % are classified right by '{Label}'.\n";

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("label", Label);
        json.Number("accuracy", Learned);
        if (Held is { } held)
            json.Number("heldOutAccuracy", held);
    }

    private static string Percent(double share) => NumberText.Of(Math.Round(1000 * share) / 10);
}
