using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GdScript.Descent;

namespace GdScript.Traces;

/// <summary>
/// A trace for a reader: a page of plain text, columns aligned, every number in full. Of a point of more than 64 numbers it shows twelve;
/// the hash at its end is over all of them.
/// </summary>
public static class TraceText
{
    /// <summary>The page; lines end with LF.</summary>
    public static string Of(Trace trace) => TraceSink.Whole(trace, (header, to) => new TextSink(header, to, null));
}

/// <summary>
/// The page, row by row. Columns are as wide as their widest cell in the first 256 rows (or the first 65,536 cells); a wider
/// one after those pushes its line to the right.
/// </summary>
internal sealed class TextSink : TraceSink
{
    private const int SettledAfter = 256;
    private const int MostCells = 65_536;
    private readonly TraceHeader header;
    private readonly Stream to;
    private readonly StringBuilder text = new();
    private readonly List<TraceRow> held;
    private readonly ShownNumbers shown;
    private readonly string[] head;
    private int[] widths;
    private long rows;
    private long last;

    public TextSink(TraceHeader header, Stream to, SinkState? from)
    {
        (this.header, this.to) = (header, to);
        shown = ShownNumbers.Of(header);
        string[] names = [.. shown.Of(header.ElementNames)];
        head =
        [
            "step",
            "lr",
            .. header.Batching is null ? Array.Empty<string>() : ["batch"],
            "loss",
            "|g|",
            .. names,
            .. names.Select(n => "dL/d" + n),
            "|dx|",
            "asked",
        ];
        var state = from ?? SinkState.Begin;
        (held, widths, rows, last) = ([.. state.Held], [.. state.Widths], state.Rows, state.Last);
        if (from is not null)
            return;
        foreach (var (key, value) in TraceFacts.Head(header, shown))
            Fact(key, value);
        if (shown.Sentence is { Length: > 0 } sentence)
            Fact("shown", sentence);
        Send();
    }

    public override void Dispose() { }

    public override SinkState State => new([.. held], [.. widths], rows, last);

    public override void Row(TraceRow row)
    {
        rows++;
        if (widths.Length > 0)
            Written(row);
        else
        {
            held.Add(row);
            if (held.Count == SettledAfter || held.Count * head.Length >= MostCells)
                Settle();
        }
        Send();
    }

    public override void End(TraceEnd end)
    {
        if (widths.Length == 0 && rows > 0)
            Settle();
        text.Append('\n');
        foreach (var (key, value) in TraceFacts.Tail(header, end, shown))
            Fact(key, value);
        Send();
    }

    private void Settle()
    {
        string[][] cells = [head, .. held.Select(Cells)];
        widths = [.. head.Select((_, column) => cells.Max(row => row[column].Length))];
        text.Append('\n');
        Line(head);
        last = held[0].Step - 1;
        foreach (var row in held)
            Written(row);
        held.Clear();
    }

    private void Written(TraceRow row)
    {
        if (row.Step - last - 1 is var skipped and > 0)
            text.Append(' ', widths[0]).Append("  ... ").Append(Digits.Of(skipped)).Append(" more\n");
        Line(Cells(row));
        foreach (var e in row.Events)
            text.Append(' ', widths[0]).Append("  ! ").Append(e.Text).Append('\n');
        last = row.Step;
    }

    /// <summary>A batch is written as epoch:number, both from 0.</summary>
    private string[] Cells(TraceRow row) =>
        [
            Digits.Of(row.Step),
            row.Rate is { } rate ? Digits.Of(rate) : "-",
            .. header.Batching is { } b ? [$"{Digits.Of(b.EpochOf(row.Step))}:{Digits.Of(b.NumberOf(row.Step))}"] : Array.Empty<string>(),
            Digits.Of(row.Loss),
            Digits.Of(row.GradientNorm),
            .. shown.Of(row.Point).Select(Digits.Of),
            .. shown.Of(row.Gradient).Select(Digits.Of),
            row.Moved is { } moved ? Digits.Of(moved) : "-",
            Digits.Of(row.Evaluations.Total),
        ];

    private void Line(string[] cells) => text.AppendJoin("  ", cells.Zip(widths, (cell, width) => cell.PadLeft(width))).Append('\n');

    private void Fact(string key, string value) =>
        text.Append(key.PadRight(12)).Append(value.ReplaceLineEndings("\n" + new string(' ', 12))).Append('\n');

    private void Send() => Bytes.Send(text, to);
}

/// <summary>Text that has been put together, into a stream.</summary>
internal static class Bytes
{
    public static void Send(StringBuilder text, Stream to)
    {
        foreach (var chunk in text.GetChunks())
            to.Write(Encoding.UTF8.GetBytes(chunk.ToArray()));
        text.Clear();
    }
}

/// <summary>What stands above and below the rows of a trace, as keys and values.</summary>
internal static class TraceFacts
{
    public static IEnumerable<(string Key, string Value)> Head(TraceHeader header) => Head(header, ShownNumbers.All(header));

    public static IEnumerable<(string Key, string Value)> Tail(TraceHeader header, TraceEnd end) =>
        Tail(header, end, ShownNumbers.All(header));

    public static IEnumerable<(string Key, string Value)> Head(TraceHeader header, ShownNumbers shown)
    {
        yield return ("trace", string.Create(CultureInfo.InvariantCulture, $"GdScript, format {header.Format}"));
        yield return ("loss", header.Loss);
        foreach (var (parameter, partial) in header.Parameters.Zip(header.Partials))
            yield return ("dL/d" + parameter.Name, partial);
        yield return ("method", header.Method);
        yield return ("start", Point(header, header.Start, shown));
        if (header.Rows.Length > 0)
            yield return ("rows", header.Rows);
        foreach (var fact in header.More)
            yield return fact;
        yield return ("gradient", header.Gradient);
        yield return ("functions", header.Functions);
    }

    public static IEnumerable<(string Key, string Value)> Tail(TraceHeader header, TraceEnd end, ShownNumbers shown)
    {
        yield return ("stop", $"{end.Stop}: {end.Why}");
        yield return ("steps", Digits.Of(end.Steps));
        yield return (
            "evaluations",
            $"{Digits.Of(end.Evaluations.Gradients)} gradients, {Digits.Of(end.Evaluations.Values)} values{Hessians(end)}"
        );
        yield return ("last", Spot(header, end.Last, shown));
        yield return ("best", Spot(header, end.Best, shown));
        yield return ("sha256", end.Sha256);
    }

    private static string Hessians(TraceEnd end) => end.Evaluations.Hessians > 0 ? $", {Digits.Of(end.Evaluations.Hessians)} Hessians" : "";

    private static string Spot(TraceHeader header, Spot spot, ShownNumbers shown) =>
        $"step {Digits.Of(spot.Step)}, loss {Digits.Of(spot.Loss)}, {Point(header, spot.Point, shown)}";

    private static string Point(TraceHeader header, ImmutableArray<double> point, ShownNumbers shown) =>
        string.Join(", ", shown.Of(header.ElementNames).Zip(shown.Of(point), (name, x) => $"{name} = {Digits.Of(x)}"))
        + (shown.Hidden > 0 ? ", …" : "");
}
