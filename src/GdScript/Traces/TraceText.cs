using System.Globalization;
using System.Text;
using GdScript.Descent;

namespace GdScript.Traces;

/// <summary>A trace for a reader: a page of plain text, columns aligned, every number in full.</summary>
public static class TraceText
{
    /// <summary>The page; lines end with LF.</summary>
    public static string Of(Trace trace)
    {
        var text = new StringBuilder();
        foreach (var (key, value) in TraceFacts.Head(trace.Header))
            Fact(text, key, value);
        if (!trace.Rows.IsEmpty)
            Table(text.Append('\n'), trace);
        text.Append('\n');
        foreach (var (key, value) in TraceFacts.Tail(trace))
            Fact(text, key, value);
        return text.ToString();
    }

    private static void Fact(StringBuilder text, string key, string value) =>
        text.Append(key.PadRight(12)).Append(value.ReplaceLineEndings("\n" + new string(' ', 12))).Append('\n');

    private static void Table(StringBuilder text, Trace trace)
    {
        var names = trace.Header.ElementNames;
        string[] head = ["step", "lr", "loss", "|g|", .. names, .. names.Select(n => "dL/d" + n)];
        string[][] cells = [head, .. trace.Rows.Select(Cells)];
        var widths = head.Select((_, column) => cells.Max(row => row[column].Length)).ToArray();
        Line(text, head, widths);
        for (var k = 0; k < trace.Rows.Length; k++)
        {
            if (k > 0 && trace.Rows[k].Step - trace.Rows[k - 1].Step - 1 is var skipped and > 0)
                text.Append(new string(' ', widths[0])).Append("  ... ").Append(Digits.Of(skipped)).Append(" more\n");
            Line(text, cells[k + 1], widths);
            foreach (var e in trace.Rows[k].Events)
                text.Append(new string(' ', widths[0])).Append("  ! ").Append(e.Text).Append('\n');
        }
    }

    private static string[] Cells(TraceRow row) =>
        [
            Digits.Of(row.Step),
            row.Rate is { } rate ? Digits.Of(rate) : "-",
            Digits.Of(row.Loss),
            Digits.Of(row.GradientNorm),
            .. row.Point.Select(Digits.Of),
            .. row.Gradient.Select(Digits.Of),
        ];

    private static void Line(StringBuilder text, string[] cells, int[] widths) =>
        text.AppendJoin("  ", cells.Zip(widths, (cell, width) => cell.PadLeft(width))).Append('\n');
}

/// <summary>What stands above and below the rows of a trace, as keys and values.</summary>
internal static class TraceFacts
{
    public static IEnumerable<(string Key, string Value)> Head(TraceHeader header)
    {
        yield return ("trace", string.Create(CultureInfo.InvariantCulture, $"GdScript, format {header.Format}"));
        yield return ("loss", header.Loss);
        foreach (var (parameter, partial) in header.Parameters.Zip(header.Partials))
            yield return ("dL/d" + parameter.Name, partial);
        yield return ("method", header.Method);
        yield return ("start", Point(header, header.Start));
        yield return ("gradient", header.Gradient);
        yield return ("functions", header.Functions);
    }

    public static IEnumerable<(string Key, string Value)> Tail(Trace trace)
    {
        var end = trace.End;
        yield return ("stop", $"{end.Stop}: {end.Why}");
        yield return ("steps", Digits.Of(end.Steps));
        yield return ("evaluations", $"{Digits.Of(end.Evaluations.Gradients)} gradients, {Digits.Of(end.Evaluations.Values)} values");
        yield return ("last", Spot(trace.Header, end.Last));
        yield return ("best", Spot(trace.Header, end.Best));
        yield return ("sha256", end.Sha256);
    }

    private static string Spot(TraceHeader header, Spot spot) =>
        $"step {Digits.Of(spot.Step)}, loss {Digits.Of(spot.Loss)}, {Point(header, spot.Point)}";

    private static string Point(TraceHeader header, IEnumerable<double> point) =>
        string.Join(", ", header.ElementNames.Zip(point, (name, x) => $"{name} = {Digits.Of(x)}"));
}
