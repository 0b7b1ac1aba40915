using System.Collections.Immutable;
using System.Text;
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

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    /// <summary>The object as text, without a line end behind it.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="indented">One member per line, for a reader.</param>
    public static string Of(Trace trace, bool indented = false)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Readable with { Indented = indented }))
            Write(json, trace);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>The object, into a larger answer.</summary>
    public static void Write(Utf8JsonWriter json, Trace trace)
    {
        json.WriteStartObject();
        Head(json, trace.Header);
        json.WritePropertyName("rows");
        WriteRows(json, trace);
        End(json, trace);
        json.WriteEndObject();
    }

    /// <summary>The rows alone, an array: <c>"step"</c>, <c>"lr"</c> (null at the start), <c>"loss"</c>, <c>"gradient"</c>, <c>"norm"</c>, <c>"point"</c>, and <c>"events"</c> where there are any.</summary>
    public static void WriteRows(Utf8JsonWriter json, Trace trace)
    {
        json.WriteStartArray();
        foreach (var row in trace.Rows)
            Row(json, trace.Header.Parameters, row);
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

    private static void Head(Utf8JsonWriter json, TraceHeader header)
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
        json.WriteString("gradient", header.Gradient);
        json.WriteString("functions", header.Functions);
    }

    private static void Row(Utf8JsonWriter json, ImmutableArray<Parameter> parameters, TraceRow row)
    {
        json.WriteStartObject();
        json.WriteNumber("step", row.Step);
        json.WritePropertyName("lr");
        if (row.Rate is { } rate)
            WriteNumber(json, rate);
        else
            json.WriteNullValue();
        Number(json, "loss", row.Loss);
        json.WritePropertyName("gradient");
        WritePoint(json, parameters, row.Gradient.AsSpan());
        Number(json, "norm", row.GradientNorm);
        json.WritePropertyName("point");
        WritePoint(json, parameters, row.Point.AsSpan());
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

    private static void End(Utf8JsonWriter json, Trace trace)
    {
        json.WriteStartObject("end");
        json.WriteString("stop", trace.End.Stop);
        json.WriteString("why", trace.End.Why);
        json.WriteNumber("steps", trace.End.Steps);
        json.WriteStartObject("evaluations");
        json.WriteNumber("gradients", trace.End.Evaluations.Gradients);
        json.WriteNumber("values", trace.End.Evaluations.Values);
        json.WriteEndObject();
        Spot(json, "last", trace.Header.Parameters, trace.End.Last);
        Spot(json, "best", trace.Header.Parameters, trace.End.Best);
        json.WriteString("sha256", trace.End.Sha256);
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
