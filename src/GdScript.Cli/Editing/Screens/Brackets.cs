namespace GdScript.Cli.Editing.Screens;

/// <summary>The bracket at the caret and its mate, so that a person sees what belongs together.</summary>
internal static class Brackets
{
    private const string Opening = "([{";
    private const string Closing = ")]}";

    /// <summary>
    /// Marks the bracket before the caret, else the one behind it, together with its mate. A closing bracket without a mate is marked as
    /// a mistake; an opening one is only not closed yet. Brackets in strings and comments are letters.
    /// </summary>
    public static void Mark(string text, int caret, Style[] styles)
    {
        var at = IsBracket(text, caret - 1, styles) ? caret - 1 : caret;
        if (!IsBracket(text, at, styles))
            return;
        var closes = Closing.Contains(text[at], StringComparison.Ordinal);
        var mate = Mate(text, at, styles, closes ? -1 : 1);
        if (mate >= 0)
            (styles[at], styles[mate]) = (Style.Bracket, Style.Bracket);
        else if (closes)
            styles[at] = Style.LoneBracket;
    }

    private static int Mate(string text, int at, Style[] styles, int step)
    {
        var depth = 0;
        for (var i = at; i >= 0 && i < text.Length; i += step)
        {
            if (!IsBracket(text, i, styles))
                continue;
            depth += Opening.Contains(text[i], StringComparison.Ordinal) ? step : -step;
            if (depth == 0)
                return Fit(text[Math.Min(i, at)], text[Math.Max(i, at)]) ? i : -1;
        }
        return -1;
    }

    private static bool Fit(char open, char close) =>
        Opening.IndexOf(open, StringComparison.Ordinal) == Closing.IndexOf(close, StringComparison.Ordinal);

    private static bool IsBracket(string text, int at, Style[] styles) =>
        at >= 0
        && at < text.Length
        && text[at] is '(' or ')' or '[' or ']' or '{' or '}'
        && styles[at] is not (Style.Text or Style.Comment);
}
