using System.Globalization;
using System.Text;

namespace GdScript.Cli.Edge;

/// <summary>
/// Text of somebody else's as a terminal may be given it: characters that would move its cursor, change its colours or turn the line around
/// are shown and not obeyed.
/// </summary>
internal static class Visible
{
    /// <summary>On one line: each such character, a line end too, is a replacement character; a tab is a space.</summary>
    public static string Line(ReadOnlySpan<char> text)
    {
        var shown = new StringBuilder(text.Length);
        foreach (var c in text)
            shown.Append(
                c == '\t' ? ' '
                : Steers(c) ? '\uFFFD'
                : c
            );
        return shown.ToString();
    }

    /// <summary>On its own lines: such a character is written as C# writes it, <c>\u001B</c>.</summary>
    public static string Lines(string text) =>
        text.AsSpan().ContainsAnyInRange('\0', '\u001F') || text.Any(Steers)
            ? string.Concat(text.ReplaceLineEndings("\n").Select(c => c is not ('\n' or '\t') && Steers(c) ? Code(c) : c.ToString()))
            : text;

    /// <summary>A character by its number.</summary>
    public static string Code(char c) => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");

    /// <summary>Control characters, and those that change the direction of writing.</summary>
    public static bool Steers(char c) =>
        char.IsControl(c) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u2028' or '\u2029';
}
