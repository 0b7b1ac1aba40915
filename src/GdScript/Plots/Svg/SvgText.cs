using System.Globalization;
using System.Text;

namespace GdScript.Plots.Svg;

/// <summary>Writes an SVG: every text escaped, every number with at most one decimal, the same bytes on every machine.</summary>
internal sealed class SvgText
{
    private readonly StringBuilder text = new();
    private readonly Stack<string> open = [];

    /// <summary>Opens an element; <see cref="Close"/> ends it.</summary>
    public SvgText Open(string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Begin(name, attributes);
        text.Append('>');
        open.Push(name);
        return this;
    }

    /// <summary>Whether the innermost open element has this name.</summary>
    public bool IsIn(string name) => open.TryPeek(out var innermost) && innermost == name;

    public SvgText Close()
    {
        text.Append("</").Append(open.Pop()).Append('>');
        return this;
    }

    /// <summary>A word as it stands between elements.</summary>
    public static string Escaped(string word)
    {
        var alone = new SvgText();
        alone.Escape(word);
        return alone.ToString();
    }

    /// <summary>What was written by another of these.</summary>
    public SvgText Raw(string written)
    {
        text.Append(written);
        return this;
    }

    /// <summary>An element with nothing inside.</summary>
    public SvgText Empty(string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Begin(name, attributes);
        text.Append("/>");
        return this;
    }

    /// <summary>An element with a text inside.</summary>
    public SvgText Word(string name, string word, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Open(name, attributes);
        Escape(word);
        return Close();
    }

    public override string ToString() => text.ToString();

    /// <summary>A place or a length: rounded to a tenth, never "-0", never in the machine's way of writing numbers.</summary>
    public static string Number(double value) => Written(Tenths(value));

    /// <summary>In tenths; far outside of any paper a number stays where SVG can still read it.</summary>
    public static long Tenths(double value) =>
        double.IsNaN(value) ? 0 : (long)Math.Round(Math.Clamp(value, -1e6, 1e6) * 10, MidpointRounding.AwayFromZero);

    /// <summary>So many tenths, as short as can be: <c>-.5</c>, <c>12</c>, <c>3.4</c>.</summary>
    public static string Written(long tenths)
    {
        var (whole, rest) = (Math.Abs(tenths) / 10, Math.Abs(tenths) % 10);
        return (tenths < 0 ? "-" : "")
            + (whole > 0 || rest == 0 ? whole.ToString(CultureInfo.InvariantCulture) : "")
            + (rest > 0 ? "." + rest.ToString(CultureInfo.InvariantCulture) : "");
    }

    private void Begin(string name, ReadOnlySpan<(string Name, string Value)> attributes)
    {
        text.Append('<').Append(name);
        foreach (var (attribute, value) in attributes)
        {
            if (value.Length == 0)
                continue;
            text.Append(' ').Append(attribute).Append("=\"");
            Escape(value);
            text.Append('"');
        }
    }

    /// <summary>XML has no control characters, no half of a surrogate pair, and one way to end a line.</summary>
    private void Escape(string word)
    {
        if (word.Contains('\r', StringComparison.Ordinal))
            word = word.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        foreach (var rune in word.EnumerateRunes())
            _ = rune.Value switch
            {
                '&' => text.Append("&amp;"),
                '<' => text.Append("&lt;"),
                '>' => text.Append("&gt;"),
                '"' => text.Append("&quot;"),
                '\n' or '\t' => text.Append((char)rune.Value),
                < ' ' or 0x7F or 0xFFFE or 0xFFFF => text.Append('\uFFFD'),
                _ => text.Append(rune.ToString()),
            };
    }
}
