namespace GdScript.Plots.Svg;

/// <summary>
/// How wide a text will be. Nobody knows which font a reader has, so the widths are those of a wide one, in parts of its height.
/// </summary>
internal static class Lettering
{
    public static double Width(string text, double size)
    {
        var width = 0.0;
        foreach (var rune in text.EnumerateRunes())
            width += Width(rune.Value);
        return width * size;
    }

    /// <summary>The text, cut to a width with an ellipsis.</summary>
    public static string Cut(string text, double size, double width)
    {
        var (seen, length, kept) = (0.0, 0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            seen += Width(rune.Value);
            length += rune.Utf16SequenceLength;
            if (seen * size > width)
                return text[..kept].TrimEnd() + "…";
            if (seen * size + size <= width)
                kept = length;
        }
        return text;
    }

    private static double Width(int rune) =>
        rune switch
        {
            ' ' or '.' or ',' or ':' or ';' or '\'' or '|' or 'i' or 'l' or 'j' or 'I' => 0.34,
            '(' or ')' or '[' or ']' or 'f' or 't' or 'r' or '-' => 0.42,
            >= '⁰' and <= '⁹' or '¹' or '²' or '³' or '⁻' => 0.42,
            'm' or 'w' or 'M' or 'W' or '−' or '+' or '=' or '<' or '>' or '→' => 0.9,
            >= 'A' and <= 'Z' => 0.72,
            >= 0x2E80 => 1.05,
            _ => 0.64,
        };
}
