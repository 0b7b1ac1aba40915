using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using GdScript.Graphs;

namespace GdScript.Cli.Edge;

/// <summary>Answers as JSON: one versioned schema for all commands, numbers in shortest round-trip form.</summary>
internal static class JsonText
{
    /// <summary>The version of the shape of every answer; it changes when a field changes its name or meaning.</summary>
    public const int Schema = 1;

    // Answers are read by programs, not pasted into HTML: 'π' and '+' stay what they are.
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions Readable = Compact with { Indented = true, NewLine = "\n" };

    /// <summary>One object, written by <paramref name="body"/> between its braces.</summary>
    public static string Of(Action<Utf8JsonWriter> body, bool indented = true)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, indented ? Readable : Compact))
        {
            json.WriteStartObject();
            body(json);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>A command's answer: schema, command, then what it found.</summary>
    public static string Answer(string command, Action<Utf8JsonWriter> body) =>
        Of(json =>
        {
            json.WriteNumber("schema", Schema);
            json.WriteString("command", command);
            body(json);
        });

    /// <summary>A finite number as a number; NaN and the infinities as the strings "NaN", "Infinity", "-Infinity".</summary>
    public static void Number(this Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumberValue(value);
        else
            json.WriteStringValue(Text.NumberText.Of(value));
    }

    public static void Number(this Utf8JsonWriter json, string name, double value)
    {
        json.WritePropertyName(name);
        json.Number(value);
    }

    /// <summary>The numbers of one value: a number, a list, or a list of rows.</summary>
    public static void Value(this Utf8JsonWriter json, Shape shape, ReadOnlySpan<double> data)
    {
        if (shape.IsScalar)
            json.Number(data[0]);
        else if (shape.IsVector)
            json.List(data);
        else
        {
            json.WriteStartArray();
            for (var i = 0; i < shape.Rows; i++)
                json.List(data.Slice(i * shape.Columns, shape.Columns));
            json.WriteEndArray();
        }
    }

    public static void List(this Utf8JsonWriter json, ReadOnlySpan<double> data)
    {
        json.WriteStartArray();
        foreach (var number in data)
            json.Number(number);
        json.WriteEndArray();
    }

    /// <summary>A flat point as an object, one member per parameter in its own shape.</summary>
    public static void Point(this Utf8JsonWriter json, string name, IEnumerable<Parameter> parameters, ReadOnlySpan<double> point)
    {
        json.WriteStartObject(name);
        foreach (var parameter in parameters)
        {
            json.WritePropertyName(parameter.Name);
            json.Value(parameter.Shape, point[..parameter.Shape.Count]);
            point = point[parameter.Shape.Count..];
        }
        json.WriteEndObject();
    }

    public static void Problem(this Utf8JsonWriter json, Problem problem)
    {
        json.WriteStartObject("error");
        json.WriteString("id", problem.Id);
        json.WriteString("kind", problem.Kind.ToString().ToLowerInvariant());
        json.WriteString("message", problem.What);
        if (problem.File is { } file)
            json.WriteString("file", file);
        if (problem.Place is { } place)
        {
            json.WriteNumber("line", place.Line);
            json.WriteNumber("column", place.Column);
        }
        if (problem.Hint.Length > 0)
            json.WriteString("hint", problem.Hint);
        json.WriteEndObject();
    }
}
