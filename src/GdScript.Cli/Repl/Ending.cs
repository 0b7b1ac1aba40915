namespace GdScript.Cli.Repl;

/// <summary>
/// Lines of C# that lack nothing but their last semicolon: the compiler would wait for more, the person who typed them is done. They are
/// handed over, and run with a semicolon where that is all that is missing.
/// </summary>
internal static class Ending
{
    private static readonly HashSet<string> Heads =
    [
        "if",
        "else",
        "for",
        "foreach",
        "while",
        "do",
        "try",
        "using",
        "lock",
        "fixed",
        "switch",
        "catch",
        "finally",
    ];

    /// <summary>True for one line that ends with a value: a declaration with a value, an assignment, words without any brackets.</summary>
    public static bool IsThere(string text)
    {
        var words = Words.Of(text);
        if (words.IsEmpty || text.Contains('\n', StringComparison.Ordinal) || Heads.Contains(words[0].In(text).ToString()))
            return false;
        var last = words[^1];
        var ends = last.Kind != WordKind.Sign || last.In(text) is ")" or "]" or "}";
        var open = words.Count(w => w.Kind == WordKind.Sign && w.In(text) is "(" or "[" or "{");
        var closed = words.Count(w => w.Kind == WordKind.Sign && w.In(text) is ")" or "]" or "}");
        var isAssigned = words.Any(w => w.Depth == 0 && w.In(text) is "=" or "+=" or "-=" or "*=" or "/=");
        return ends && last.Depth == 0 && open == closed && (isAssigned || open == 0);
    }
}
