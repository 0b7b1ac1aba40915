using GdScript.Cli.Editing.Typing;
using GdScript.Text;

namespace GdScript.Cli.Editing.Screens;

/// <summary>
/// The colours of a text. While the advisor looks at a newer text those of the older one are shown, moved along with the letters, so
/// that nothing flickers and nobody waits.
/// </summary>
internal sealed record Colouring(string Text, IReadOnlyList<Coloured> Parts)
{
    public static Colouring None { get; } = new("", []);

    /// <summary>These colours on a text that was made of this one by one edit: what was typed within a part has its colour.</summary>
    public Colouring On(string text)
    {
        if (text == Text)
            return this;
        var before = Text.AsSpan().CommonPrefixLength(text);
        var most = Math.Min(Text.Length, text.Length) - before;
        var after = 0;
        while (after < most && Text[^(after + 1)] == text[^(after + 1)])
            after++;
        var (end, shift) = (Text.Length - after, text.Length - Text.Length);
        return new(text, [.. Parts.Where(p => p.Length > 0).Select(p => Moved(p, before, end, shift)).Where(p => p.Length > 0)]);
    }

    /// <summary>The look of every character. Parts that lie outside of the text are nobody's.</summary>
    public Style[] Styles()
    {
        var styles = new Style[Text.Length];
        foreach (var (start, length, role) in Parts)
        {
            var from = Math.Clamp(start, 0, styles.Length);
            styles.AsSpan(from, Math.Clamp(length, 0, styles.Length - from)).Fill(Of(role));
        }
        return styles;
    }

    private static Coloured Moved(Coloured part, int before, int end, int shift)
    {
        var (start, stop) = (part.Start, part.Start + part.Length);
        if (stop <= before)
            return part with { Length = stop == before && shift > 0 && end == before ? part.Length + shift : part.Length };
        if (start >= end)
            return part with { Start = start + shift };
        if (start <= before && stop >= end)
            return part with { Length = part.Length + shift };
        return start < before ? part with { Length = before - start } : new(end + shift, Math.Max(0, stop - end), part.Role);
    }

    private static Style Of(ColourRole role) =>
        role switch
        {
            ColourRole.Plain => Style.Plain,
            ColourRole.Keyword => Style.Keyword,
            ColourRole.Name => Style.Name,
            ColourRole.Parameter => Style.Parameter,
            ColourRole.Formula => Style.Formula,
            ColourRole.Function => Style.Function,
            ColourRole.Type => Style.Type,
            ColourRole.Number => Style.Number,
            ColourRole.Text => Style.Text,
            ColourRole.Comment => Style.Comment,
            ColourRole.Operator => Style.Operator,
            ColourRole.Command => Style.Command,
            ColourRole.Error => Style.Error,
        };
}
