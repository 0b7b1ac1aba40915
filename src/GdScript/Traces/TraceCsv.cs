using System.Text;
using GdScript.Descent;

namespace GdScript.Traces;

/// <summary>
/// A trace for spreadsheets and statistics: RFC 4180 (commas, CRLF, quotes where needed) with a header row, and what
/// belongs to the whole walk in comment lines that begin with <c>#</c>. An empty <c>lr</c> is the start.
/// </summary>
public static class TraceCsv
{
    private const string LineEnd = "\r\n";

    /// <summary>The file as text.</summary>
    public static string Of(Trace trace)
    {
        var text = new StringBuilder();
        Comments(text, TraceFacts.Head(trace.Header));
        var names = trace.Header.ElementNames;
        Line(text, ["step", "lr", "loss", "norm", .. names.Select(n => "point." + n), .. names.Select(n => "gradient." + n), "events"]);
        foreach (var row in trace.Rows)
            Line(text, Cells(row));
        Comments(text, TraceFacts.Tail(trace));
        return text.ToString();
    }

    private static IEnumerable<string> Cells(TraceRow row) =>
        [
            Digits.Of(row.Step),
            row.Rate is { } rate ? Digits.Of(rate) : "",
            Digits.Of(row.Loss),
            Digits.Of(row.GradientNorm),
            .. row.Point.Select(Digits.Of),
            .. row.Gradient.Select(Digits.Of),
            string.Join(' ', row.Events.Select(e => e.Name)),
        ];

    private static void Line(StringBuilder text, IEnumerable<string> cells) => text.AppendJoin(',', cells.Select(Quoted)).Append(LineEnd);

    private static string Quoted(string cell) => cell.AsSpan().ContainsAny(",\"\r\n") ? $"\"{cell.Replace("\"", "\"\"")}\"" : cell;

    private static void Comments(StringBuilder text, IEnumerable<(string Key, string Value)> facts)
    {
        foreach (var (key, value) in facts)
            text.Append("# ").Append(key).Append(": ").Append(value.ReplaceLineEndings(LineEnd + "#   ")).Append(LineEnd);
    }
}
