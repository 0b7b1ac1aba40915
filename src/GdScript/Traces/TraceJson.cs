using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using GdScript.Descent;
using GdScript.Graphs;

namespace GdScript.Traces;

/// <summary>
/// A trace for programs: one JSON object with a schema name and version. Points and gradients are objects by parameter, a
/// vector an array, a matrix rows of arrays; numbers that JSON cannot hold are the strings "NaN", "Infinity", "-Infinity".
/// </summary>
public static class TraceJson
{
    public const string Schema = "gdscript.trace";

    internal static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    /// <summary>The object as text, without a line end behind it.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="indented">One member per line, for a reader.</param>
    public static string Of(Trace trace, bool indented = false) =>
        TraceSink.Whole(trace, (header, to) => new JsonSink(header, to, indented, null)).TrimEnd('\n');

    /// <summary>An object per line: the header, every row, and the end.</summary>
    public static string Lines(Trace trace) => TraceSink.Whole(trace, (header, to) => new JsonLinesSink(header, to, null));

    /// <summary>The rows alone, an array: <c>"step"</c>, <c>"lr"</c> (null at the start), <c>"loss"</c>, <c>"gradient"</c>, <c>"norm"</c>, <c>"point"</c>, <c>"update"</c> and <c>"moved"</c> (null at the start), <c>"evaluations"</c>, <c>"epoch"</c>, <c>"batch"</c> and <c>"rows"</c> where each step saw other rows, and <c>"events"</c> where there are any.</summary>
    public static void WriteRows(Utf8JsonWriter json, Trace trace)
    {
        json.WriteStartArray();
        foreach (var row in trace.Rows)
            Row(json, trace.Header, row);
        json.WriteEndArray();
    }

    /// <summary>A flat point (or gradient) as an object by parameter.</summary>
    public static void WritePoint(Utf8JsonWriter json, ImmutableArray<Parameter> parameters, ReadOnlySpan<double> point)
    {
        json.WriteStartObject();
        foreach (var (name, shape) in parameters)
        {
            json.WritePropertyName(name);
            Shaped(json, shape, point[..shape.Count]);
            point = point[shape.Count..];
        }
        json.WriteEndObject();
    }

    /// <summary>A number, or the string that stands for one JSON cannot hold.</summary>
    public static void WriteNumber(Utf8JsonWriter json, double x)
    {
        if (double.IsFinite(x))
            json.WriteNumberValue(x);
        else
            json.WriteStringValue(Digits.Of(x));
    }

    internal static void Head(Utf8JsonWriter json, TraceHeader header)
    {
        json.WriteString("schema", Schema);
        json.WriteNumber("version", header.Format);
        json.WriteString("loss", header.Loss);
        json.WriteStartObject("partials");
        foreach (var (parameter, partial) in header.Parameters.Zip(header.Partials))
            json.WriteString(parameter.Name, partial);
        json.WriteEndObject();
        json.WriteStartObject("shapes");
        foreach (var (name, shape) in header.Parameters)
            json.WriteString(name, shape.Text);
        json.WriteEndObject();
        json.WriteString("method", header.Method);
        json.WritePropertyName("start");
        WritePoint(json, header.Parameters, header.Start.AsSpan());
        if (header.Rows.Length > 0)
            json.WriteString("rowsSeen", header.Rows);
        foreach (var (key, value) in header.More)
            json.WriteString(key, value);
        json.WriteString("gradient", header.Gradient);
        json.WriteString("functions", header.Functions);
    }

    internal static void Row(Utf8JsonWriter json, TraceHeader header, TraceRow row)
    {
        var parameters = header.Parameters;
        json.WriteStartObject();
        json.WriteNumber("step", row.Step);
        json.WritePropertyName("lr");
        if (row.Rate is { } rate)
            WriteNumber(json, rate);
        else
            json.WriteNullValue();
        if (header.Batching is { } batching)
        {
            json.WriteNumber("epoch", batching.EpochOf(row.Step));
            json.WriteNumber("batch", batching.NumberOf(row.Step));
            json.WriteNumber("rows", batching.CountOf(row.Step));
        }
        Number(json, "loss", row.Loss);
        json.WritePropertyName("gradient");
        WritePoint(json, parameters, row.Gradient.AsSpan());
        Number(json, "norm", row.GradientNorm);
        Number(json, "norminf", row.GradientLargest);
        json.WritePropertyName("point");
        WritePoint(json, parameters, row.Point.AsSpan());
        json.WritePropertyName("update");
        if (row.Update.IsEmpty)
            json.WriteNullValue();
        else
            WritePoint(json, parameters, row.Update.AsSpan());
        json.WritePropertyName("moved");
        if (row.Moved is { } moved)
            WriteNumber(json, moved);
        else
            json.WriteNullValue();
        Asked(json, row.Evaluations);
        if (!row.Events.IsEmpty)
            Events(json, row.Events);
        json.WriteEndObject();
    }

    private static void Events(Utf8JsonWriter json, ImmutableArray<TraceEvent> events)
    {
        json.WriteStartArray("events");
        foreach (var (name, text) in events)
        {
            json.WriteStartObject();
            json.WriteString("event", name);
            json.WriteString("why", text);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    internal static void End(Utf8JsonWriter json, ImmutableArray<Parameter> parameters, TraceEnd end)
    {
        json.WriteStartObject("end");
        json.WriteString("stop", end.Stop);
        json.WriteString("why", end.Why);
        json.WriteNumber("steps", end.Steps);
        Asked(json, end.Evaluations);
        Spot(json, "last", parameters, end.Last);
        Spot(json, "best", parameters, end.Best);
        json.WriteString("sha256", end.Sha256);
        json.WriteEndObject();
    }

    private static void Asked(Utf8JsonWriter json, Evaluations evaluations)
    {
        json.WriteStartObject("evaluations");
        json.WriteNumber("gradients", evaluations.Gradients);
        json.WriteNumber("values", evaluations.Values);
        if (evaluations.Hessians > 0)
            json.WriteNumber("hessians", evaluations.Hessians);
        json.WriteEndObject();
    }

    private static void Spot(Utf8JsonWriter json, string name, ImmutableArray<Parameter> parameters, Spot spot)
    {
        json.WriteStartObject(name);
        json.WriteNumber("step", spot.Step);
        Number(json, "loss", spot.Loss);
        json.WritePropertyName("point");
        WritePoint(json, parameters, spot.Point.AsSpan());
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, double x)
    {
        json.WritePropertyName(name);
        WriteNumber(json, x);
    }

    private static void Shaped(Utf8JsonWriter json, Shape shape, ReadOnlySpan<double> numbers)
    {
        if (shape.IsScalar)
        {
            WriteNumber(json, numbers[0]);
            return;
        }
        json.WriteStartArray();
        if (shape.IsVector)
            foreach (var x in numbers)
                WriteNumber(json, x);
        else
            for (var row = 0; row < shape.Rows; row++)
                Shaped(json, Shape.Vector(shape.Columns), numbers.Slice(row * shape.Columns, shape.Columns));
        json.WriteEndArray();
    }
}
