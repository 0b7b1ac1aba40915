using System.Globalization;
using System.Text;

namespace GdScript.Cli.Edge;

/// <summary>A problem as every command says it: <c>FILE:LINE:COL: error GDSnnnn: …</c>, the source line, a caret, a hint.</summary>
internal static class Complaint
{
    private const int Window = 100;
    private const int LongestWord = 60;

    /// <summary>The lines for stderr, each ended by a newline.</summary>
    public static string Of(Problem problem, string severity = "error", Ink ink = default)
    {
        var text = new StringBuilder();
        var place = problem.Place is { } at
            ? string.Create(CultureInfo.InvariantCulture, $"{problem.File ?? "gds"}:{at.Line}:{at.Column}: ")
            : $"{problem.File ?? "gds"}: ";
        var end = problem.Hint.Length > 0 ? "; " + problem.Hint : "";
        text.Append(ink.Place(Visible.Line(place)))
            .Append(ink.Severity(severity))
            .Append(Visible.Line($" {problem.Id}: {problem.What}{end}"))
            .Append('\n');
        if (problem is { Place: { } spot, Line: { Length: > 0 } line })
            Point(text, line, spot, ink);
        return text.ToString();
    }

    /// <summary>The source line (the part around the place, when it is long) and carets under the place.</summary>
    private static void Point(StringBuilder text, string line, Place place, Ink ink)
    {
        var start = Offset(line, 0, place.Column - 1);
        var stop = Offset(line, start, place.Length);
        var from = Whole(line, Math.Max(0, start - Window / 2));
        var to = Whole(line, Math.Min(line.Length, from + Window));
        var (before, after) = (from > 0 ? "…" : "", to < line.Length ? "…" : "");
        text.Append("  ").Append(before).Append(Visible.Line(line.AsSpan(from, to - from))).Append(after).Append('\n');
        var pad = before.Length + Width(line.AsSpan(from, start - from));
        var carets = Math.Max(1, Width(line.AsSpan(start, Math.Clamp(stop, start, Math.Max(start, to)) - start)));
        text.Append("  ").Append(' ', pad).Append(ink.Caret(new('^', carets))).Append('\n');
    }

    /// <summary>Where the text begins that lies <paramref name="characters"/> (as a reader counts them) after <paramref name="from"/>.</summary>
    private static int Offset(string line, int from, int characters)
    {
        var at = from;
        for (; characters > 0 && at < line.Length; characters--)
            at +=
                char.IsAscii(line[at]) && (at + 1 == line.Length || char.IsAscii(line[at + 1]))
                    ? 1
                    : StringInfo.GetNextTextElementLength(line, at);
        return at;
    }

    /// <summary>The offset itself, or one before where it would cut a surrogate pair in two.</summary>
    private static int Whole(string line, int at) => at > 0 && at < line.Length && char.IsLowSurrogate(line[at]) ? at - 1 : at;

    /// <summary>A word as a message quotes it: whole, or its beginning where it is long.</summary>
    public static string Clipped(string word) => word.Length <= LongestWord ? word : word[..Whole(word, LongestWord)] + "…";

    /// <summary>Columns a terminal gives the text: two for wide characters, none for marks that combine.</summary>
    internal static int Width(ReadOnlySpan<char> text)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
            width += rune.IsBmp && Visible.Steers((char)rune.Value) ? 1 : WideRanges.Columns(rune);
        return width;
    }
}
