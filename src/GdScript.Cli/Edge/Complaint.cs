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
        text.Append(ink.Place(Visible(place)))
            .Append(ink.Severity(severity))
            .Append(Visible($" {problem.Id}: {problem.What}{end}"))
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
        text.Append("  ").Append(before).Append(Visible(line.AsSpan(from, to - from))).Append(after).Append('\n');
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

    /// <summary>Control characters would move the cursor or turn the line around: each is shown as a replacement character.</summary>
    private static string Visible(ReadOnlySpan<char> part)
    {
        var shown = new StringBuilder();
        foreach (var c in part)
            shown.Append(
                c == '\t' ? ' '
                : Steers(c) ? '\uFFFD'
                : c
            );
        return shown.ToString();
    }

    private static bool Steers(char c) => char.IsControl(c) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    /// <summary>A word as a message quotes it: whole, or its beginning where it is long.</summary>
    public static string Clipped(string word) => word.Length <= LongestWord ? word : word[..Whole(word, LongestWord)] + "…";

    /// <summary>Columns a terminal gives the text: two for wide characters, none for marks that combine.</summary>
    internal static int Width(ReadOnlySpan<char> text)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
            width += rune.IsBmp && Steers((char)rune.Value) ? 1 : Width(rune);
        return width;
    }

    private static int Width(Rune rune) =>
        Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => 0,
            _ => IsWide(rune.Value) ? 2 : 1,
        };

    /// <summary>The blocks Unicode's East Asian Width (UAX #11) calls wide or fullwidth.</summary>
    private static bool IsWide(int code) =>
        code
            is (>= 0x1100 and <= 0x115F)
                or (>= 0x2E80 and <= 0x303E)
                or (>= 0x3041 and <= 0xA4CF)
                or (>= 0xAC00 and <= 0xD7A3)
                or (>= 0xF900 and <= 0xFAFF)
                or (>= 0xFE30 and <= 0xFE6F)
                or (>= 0xFF00 and <= 0xFF60)
                or (>= 0xFFE0 and <= 0xFFE6)
                or (>= 0x1F300 and <= 0x1FAFF)
                or (>= 0x20000 and <= 0x3FFFD);
}
