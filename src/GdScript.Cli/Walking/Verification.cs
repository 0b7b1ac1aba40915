using System.Text.Json;
using GdScript.Cli.Edge;
using GdScript.Traces;

namespace GdScript.Cli.Walking;

/// <summary>A trace compared with a stored one: a walk as a test.</summary>
/// <param name="Stored">The stored trace; null when nothing was compared.</param>
/// <param name="Difference">Where the two first differ; null where they say the same.</param>
internal sealed record Verification(string? Stored, TraceDifference? Difference)
{
    /// <summary>Compares; the trace just written stays beside the stored one only where they differ.</summary>
    public static Result<Verification> Of(Keeping keeping)
    {
        if (keeping is not { Verify: { } stored, Target: { } received })
            return new Verification(null, null);
        return Files.Writing(
            received,
            () =>
            {
                var difference = First(stored, received, keeping.Format);
                if (difference is null)
                    File.Delete(received);
                return (Result<Verification>)new Verification(stored, difference);
            }
        );
    }

    private static TraceDifference? First(string stored, string received, TraceFormat format)
    {
        using var left = new StreamReader(stored);
        using var right = new StreamReader(received);
        return TraceCompare.First(left, right, format);
    }

    /// <summary>A line for a person; empty where there is nothing good to say.</summary>
    public string Text => Stored is not null && Difference is null ? $"as stored in {Stored}\n" : "";

    public Problem? Problem =>
        Difference is null
            ? null
            : GdScript.Problem.Input("GDS7036", Difference.Sentence, $"what came this time is in {Stored}.received") with
            {
                File = Stored,
            };

    public void Write(Utf8JsonWriter json)
    {
        if (Stored is null)
            return;
        json.WriteStartObject("verify");
        json.WriteString("file", Stored);
        json.WriteBoolean("same", Difference is null);
        if (Difference is { } d)
        {
            json.WriteNumber("line", d.Line);
            if (d.Step is { } step)
                json.WriteNumber("step", step);
            json.WriteString("what", d.What);
            json.WriteString("stored", d.Stored);
            json.WriteString("now", d.Received);
            if (d.Ulps is { } ulps)
                json.WriteNumber("ulps", ulps);
        }
        json.WriteEndObject();
    }
}
