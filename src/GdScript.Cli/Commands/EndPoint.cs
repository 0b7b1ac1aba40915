using System.Text.Json;

namespace GdScript.Cli.Commands;

/// <summary>The end of a run feeds the next: <c>--from @end.json</c> takes what --json or a trace has written.</summary>
internal static class EndPoint
{
    /// <summary>The last point of an answer or of a JSON trace; any other text as it is.</summary>
    public static string Of(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object && Point(root) is { } point ? point.GetRawText() : json;
        }
        catch (JsonException)
        {
            return json; // the reader of points says what is wrong
        }
    }

    private static JsonElement? Point(JsonElement root)
    {
        if (root.TryGetProperty("schema", out _) && root.TryGetProperty("point", out var point))
            return point;
        return
            root.TryGetProperty("end", out var end)
            && end.ValueKind == JsonValueKind.Object
            && end.TryGetProperty("last", out var last)
            && last.TryGetProperty("point", out point)
            ? point
            : null;
    }
}
