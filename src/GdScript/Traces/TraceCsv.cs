using System.Text;
using GdScript.Descent;

namespace GdScript.Traces;

/// <summary>
/// A trace for spreadsheets and statistics: RFC 4180 (commas, CRLF, quotes where needed) with a header row, and what
/// belongs to the whole walk in comment lines that begin with <c>#</c>. An empty <c>lr</c> is the start.
/// </summary>
public static class TraceCsv
{
    /// <summary>The file as text.</summary>
    public static string Of(Trace trace) => TraceSink.Whole(trace, (header, to) => new CsvSink(header, to, null));
}

/// <summary>The same, row by row.</summary>
internal sealed class CsvSink : TraceSink
{
    private const string LineEnd = "\r\n";
    private readonly TraceHeader header;
    private readonly Stream to;
    private readonly StringBuilder text = new();
    private long rows;

    public CsvSink(TraceHeader header, Stream to, SinkState? from)
    {
        (this.header, this.to, rows) = (header, to, from?.Rows ?? 0);
        if (from is not null)
            return;
        Comments(TraceFacts.Head(header));
        Line(Columns());
    }

    public override void Dispose() { }

    public override SinkState State => SinkState.Begin with { Rows = rows };

    public override void Row(TraceRow row)
    {
        rows++;
        Line(Cells(row));
    }

    public override void End(TraceEnd end) => Comments(TraceFacts.Tail(header, end));

    private IEnumerable<string> Columns()
    {
        var names = header.ElementNames;
        string[] per = ["point.", "gradient.", "update."];
        return
        [
            "step",
            "lr",
            .. header.Batching is null ? Array.Empty<string>() : Batch,
            "loss",
            "norm",
            "norminf",
            "moved",
            .. Asked,
            .. per.SelectMany(p => names.Select(n => p + n)),
            "events",
        ];
    }

    private static readonly string[] Batch = ["epoch", "batch", "rows"];
    private static readonly string[] Asked = ["gradients", "values", "hessians"];

    private IEnumerable<string> Cells(TraceRow row) =>
        [
            Digits.Of(row.Step),
            row.Rate is { } rate ? Digits.Of(rate) : "",
            .. header.Batching is { } b
                ? [Digits.Of(b.EpochOf(row.Step)), Digits.Of(b.NumberOf(row.Step)), Digits.Of(b.CountOf(row.Step))]
                : Array.Empty<string>(),
            Digits.Of(row.Loss),
            Digits.Of(row.GradientNorm),
            Digits.Of(row.GradientLargest),
            row.Moved is { } moved ? Digits.Of(moved) : "",
            Digits.Of(row.Evaluations.Gradients),
            Digits.Of(row.Evaluations.Values),
            Digits.Of(row.Evaluations.Hessians),
            .. row.Point.Select(Digits.Of),
            .. row.Gradient.Select(Digits.Of),
            .. row.Update.IsEmpty ? row.Point.Select(_ => "") : row.Update.Select(Digits.Of),
            string.Join(' ', row.Events.Select(e => e.Name)),
        ];

    private void Line(IEnumerable<string> cells)
    {
        text.AppendJoin(',', cells.Select(Quoted)).Append(LineEnd);
        Bytes.Send(text, to);
    }

    private static string Quoted(string cell) => cell.AsSpan().ContainsAny(",\"\r\n") ? $"\"{cell.Replace("\"", "\"\"")}\"" : cell;

    private void Comments(IEnumerable<(string Key, string Value)> facts)
    {
        foreach (var (key, value) in facts)
            text.Append("# ").Append(key).Append(": ").Append(value.ReplaceLineEndings(LineEnd + "#   ")).Append(LineEnd);
        Bytes.Send(text, to);
    }
}
