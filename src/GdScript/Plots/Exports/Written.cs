using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GdScript.Plots.Exports;

/// <summary>JSON for those who draw figures with other programs: what is not finite is null, which all of them leave out.</summary>
internal static class Written
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One object as text, ended by a newline.</summary>
    public static string Object(Action<Utf8JsonWriter> body)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Compact))
            json.Object(null, body);
        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    /// <summary>An object, as a member where it has a name.</summary>
    public static void Object(this Utf8JsonWriter json, string? name, Action<Utf8JsonWriter> body)
    {
        if (name is not null)
            json.WritePropertyName(name);
        json.WriteStartObject();
        body(json);
        json.WriteEndObject();
    }

    /// <summary>A list, as a member where it has a name.</summary>
    public static void List(this Utf8JsonWriter json, string? name, Action<Utf8JsonWriter> body)
    {
        if (name is not null)
            json.WritePropertyName(name);
        json.WriteStartArray();
        body(json);
        json.WriteEndArray();
    }

    public static void Numbers(this Utf8JsonWriter json, string? name, IEnumerable<double> numbers) =>
        json.List(
            name,
            j =>
            {
                foreach (var number in numbers)
                    j.Number(number);
            }
        );

    public static void Words(this Utf8JsonWriter json, string name, IEnumerable<string> words) =>
        json.List(
            name,
            j =>
            {
                foreach (var word in words)
                    j.WriteStringValue(word);
            }
        );

    public static void Number(this Utf8JsonWriter json, double number)
    {
        if (double.IsFinite(number))
            json.WriteNumberValue(number);
        else
            json.WriteNullValue();
    }

    public static void Number(this Utf8JsonWriter json, string name, double number)
    {
        json.WritePropertyName(name);
        json.Number(number);
    }
}
