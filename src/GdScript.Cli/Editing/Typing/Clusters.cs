using System.Globalization;
using System.Text;
using GdScript.Cli.Edge;

namespace GdScript.Cli.Editing.Typing;

/// <summary>
/// What a person calls a character: a letter with its accents, a family of emoji (grapheme clusters, UAX #29). The caret stands
/// between clusters, and each takes one or two columns of the screen.
/// </summary>
internal static class Clusters
{
    private const char EmojiSelector = '\uFE0F';

    /// <summary>Where the cluster that begins at <paramref name="at"/> ends; the end of the text is its own end.</summary>
    public static int Next(string text, int at) =>
        at >= text.Length ? text.Length
        : IsAscii(text, at) && (at + 1 == text.Length || IsAscii(text, at + 1)) ? at + 1
        : at + StringInfo.GetNextTextElementLength(text, at);

    /// <summary>Where the cluster that ends at <paramref name="at"/> begins.</summary>
    public static int Previous(string text, int at)
    {
        if (at <= 1 || IsAscii(text, at - 1) && IsAscii(text, at - 2))
            return Math.Max(0, at - 1);
        var (start, next) = (Safe(text, at - 1), 0);
        while ((next = Next(text, start)) < at)
            start = next;
        return start;
    }

    /// <summary>The place itself, or the end of the cluster that it would cut.</summary>
    public static int Whole(string text, int at)
    {
        if (at <= 0 || at >= text.Length || IsAscii(text, at) && IsAscii(text, at - 1))
            return Math.Clamp(at, 0, text.Length);
        var boundary = Safe(text, at);
        while (boundary < at)
            boundary = Next(text, boundary);
        return boundary;
    }

    /// <summary>The columns a text takes on one line.</summary>
    public static int Columns(string text)
    {
        var columns = 0;
        for (int at = 0, next; at < text.Length; at = next)
        {
            next = Next(text, at);
            columns += Width(text.AsSpan(at, next - at));
        }
        return columns;
    }

    /// <summary>The columns of one cluster, as it is shown: 1 or 2.</summary>
    public static int Width(ReadOnlySpan<char> cluster)
    {
        if (cluster.Length == 1 && cluster[0] < 0x1100)
            return 1;
        var width = cluster.Contains(EmojiSelector) ? 2 : 0;
        foreach (var rune in cluster.EnumerateRunes())
            width += WideRanges.Columns(rune);
        return Math.Clamp(width, 1, 2);
    }

    /// <summary>
    /// What is sent to the terminal for a cluster. Characters that would steer the terminal or turn the line around are shown as
    /// replacement characters, and a mark with nothing to sit on gets a dotted circle.
    /// </summary>
    public static string Shown(ReadOnlySpan<char> cluster)
    {
        if (cluster.Length == 1 && cluster[0] is >= ' ' and <= '~')
            return Ascii[cluster[0]];
        Rune.DecodeFromUtf16(cluster, out var first, out var length);
        var category = Rune.GetUnicodeCategory(first);
        if (Steers(category) || first == Rune.ReplacementChar)
            return "\uFFFD";
        if (category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark)
            return $"\u25CC{cluster}";
        foreach (var rune in cluster[length..].EnumerateRunes())
            if (rune.Value != 0x200D && !IsTag(rune) && Steers(Rune.GetUnicodeCategory(rune)))
                return "\uFFFD";
        return cluster.ToString();
    }

    private static readonly string[] Ascii = [.. Enumerable.Range(0, 128).Select(c => ((char)c).ToString())];

    private static bool Steers(UnicodeCategory category) =>
        category
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.Surrogate;

    /// <summary>Flags of regions are an emoji with the letters of the region as tags.</summary>
    private static bool IsTag(Rune rune) => rune.Value is >= 0xE0020 and <= 0xE007F;

    /// <summary>A boundary at or before <paramref name="at"/> that is certain without reading the whole text.</summary>
    private static int Safe(string text, int at)
    {
        while (at > 0 && !(IsAscii(text, at) && IsAscii(text, at - 1)))
            at--;
        return at;
    }

    private static bool IsAscii(string text, int at) => char.IsAscii(text[at]);
}
