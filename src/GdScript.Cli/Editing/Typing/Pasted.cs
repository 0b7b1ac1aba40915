using System.Globalization;
using System.Text;

namespace GdScript.Cli.Editing.Typing;

/// <summary>
/// A pasted block as text that can do no harm: line ends of every kind are <c>\n</c>, tabs are spaces, and characters that steer a
/// terminal or turn a line around are left out.
/// </summary>
internal static class Pasted
{
    private const int TabWidth = 4;

    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        var column = 0;
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            var spaces = rune.Value == '\t' ? TabWidth - column % TabWidth : 0;
            clean.Append(' ', spaces);
            if (rune.Value == '\n' || rune.Value != '\t' && !Steers(rune))
                clean.Append(rune.ToString());
            column = rune.Value == '\n' ? 0 : column + Math.Max(1, spaces);
        }
        return clean.ToString();
    }

    /// <summary>Joiners stay: emoji and several scripts are written with them.</summary>
    private static bool Steers(Rune rune) =>
        rune == Rune.ReplacementChar
        || rune.Value is not (0x200C or 0x200D)
            && rune.Value is not (>= 0xE0020 and <= 0xE007F)
            && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format;
}
