using System.Text;
using System.Text.Json;
using GdScript.Cli.Commands;
using GdScript.Cli.Edge;
using GdScript.Descent;
using GdScript.Text;
using GdScript.Traces;

namespace GdScript.Cli.Walking;

/// <summary>What a walk answers: the last point, the best one beside it, why it ended, and the trace.</summary>
/// <param name="Order">What was asked for.</param>
/// <param name="Trace">The trace; its rows are empty where they went into a file.</param>
/// <param name="Run">How it went.</param>
internal sealed record WalkAnswer(WalkOrder Order, Trace Trace, Run Run)
{
    /// <summary>What is kept in files.</summary>
    public Keeping Keeping { get; init; } = Keeping.Nothing;

    /// <summary>How it compares with a stored trace.</summary>
    public Verification Verified { get; init; } = new(null, null);

    /// <summary>What the walk says about itself; null for nothing.</summary>
    public Explained? Explained { get; init; }

    /// <summary>The losses over all rows and over those held out; null where every step saw all of them.</summary>
    public Learned? Learned { get; init; }

    /// <summary>A picture for the terminal, and what is told of one in a file.</summary>
    public string Seen { get; init; } = "";

    /// <summary>The file of a picture; null for none.</summary>
    public string? Plot { get; init; }

    /// <summary>For a person.</summary>
    public string Text(bool quiet) => Told(quiet) + (Seen.Length > 0 && !quiet ? "\n" : "") + Seen;

    private string Told(bool quiet) =>
        quiet || Keeping.Target is not null
            ? End() + Explained?.Text + (quiet ? "" : Learned?.Text) + Verified.Text
            : TraceText.Of(Trace) + (Average + Explained?.Text + Learned?.Text is { Length: > 0 } said ? "\n" + said : "");

    /// <summary>The mean of the points, where the method keeps one and it is another point than the last.</summary>
    private Spot? Mean => Run.Average is { } mean && !mean.Point.AsSpan().SequenceEqual(Run.Last.Point.AsSpan()) ? mean : null;

    private string Average =>
        Mean is { } mean
            ? $"average: {Values.Point(Trace.Header.Parameters, mean.Point.AsSpan())}, loss = {NumberText.Of(mean.Loss)}\n"
            : "";

    private string End()
    {
        var text = new StringBuilder();
        var parameters = Trace.Header.Parameters;
        text.Append(Values.Point(parameters, Run.Last.Point.AsSpan())).Append('\n');
        text.Append("loss = ").Append(NumberText.Of(Learned?.Loss ?? Run.Last.Loss)).Append('\n');
        if (Learned?.Held is { } held)
            text.Append("held-out loss = ").Append(NumberText.Of(held)).Append('\n');
        if (Run.Best.Step != Run.Last.Step && !((Learned?.Judged ?? Run.Last.Loss) <= Run.Best.Loss))
            text.Append("best: ")
                .Append(Values.Point(parameters, Run.Best.Point.AsSpan()))
                .Append(", ")
                .Append(Learned?.Judge ?? "loss")
                .Append(" = ")
                .Append(NumberText.Of(Run.Best.Loss))
                .Append('\n');
        return text.Append(Average).Append(Trace.End.Why).Append('\n').ToString();
    }

    /// <summary>For a program.</summary>
    public void Write(Utf8JsonWriter json)
    {
        var parameters = Trace.Header.Parameters;
        json.Point("point", parameters, Run.Last.Point.AsSpan());
        json.Number("loss", Learned?.Loss ?? Run.Last.Loss);
        json.WriteString("stop", Run.Why.Name);
        json.WriteString("why", Trace.End.Why);
        json.WriteNumber("steps", Run.Steps);
        Best(json);
        if (Mean is { } mean)
        {
            json.WriteStartObject("average");
            json.Number("loss", mean.Loss);
            json.Point("point", parameters, mean.Point.AsSpan());
            json.WriteEndObject();
        }
        if (!Run.Warnings.IsEmpty)
        {
            json.WriteStartArray("warnings");
            foreach (var warning in Run.Warnings)
                json.WriteStringValue(warning.Sentence(Trace.Header.ElementNames));
            json.WriteEndArray();
        }
        if (Order.LostStep(Run) is { } story)
            json.WriteString("note", story);
        if (Order.Explained(Run) is { } why)
            json.Problem(why);
        json.WriteString("method", Trace.Header.Method);
        json.WriteString("gradient", Trace.Header.Gradient);
        json.WriteString("functions", Trace.Header.Functions);
        Learned?.Write(json);
        Explained?.Write(json, parameters);
        Verified.Write(json);
        if (Keeping.File is { } file)
            json.WriteString("file", file);
        if (Plot is { } plot)
            json.WriteString("plot", plot);
        json.WritePropertyName("trace");
        TraceJson.WriteRows(json, Trace);
    }

    private void Best(Utf8JsonWriter json)
    {
        json.WriteStartObject("best");
        json.WriteNumber("step", Run.Best.Step);
        json.Number("loss", Learned?.BestLoss ?? Run.Best.Loss);
        if (Learned?.Held is not null)
            json.Number("heldOutLoss", Run.Best.Loss);
        json.Point("point", Trace.Header.Parameters, Run.Best.Point.AsSpan());
        json.WriteEndObject();
    }
}
