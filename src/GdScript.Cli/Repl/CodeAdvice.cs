using GdScript.Cli.Editing;

namespace GdScript.Cli.Repl;

/// <summary>Completion, signatures and colour of C#: by words alone until the compiler has been loaded.</summary>
internal static class CodeAdvice
{
    public static Suggestions Suggest(Code code, string text, int caret, CancellationToken stop)
    {
        var words = Words.Of(text[..caret]);
        if (words.Length == 0 || words[^1].Kind != WordKind.Name || words[^1].End != caret || stop.IsCancellationRequested)
            return Suggestions.None;
        var typed = words[^1].In(text).ToString();
        var fitting = code.Variables.Where(v => v.Name.StartsWith(typed, StringComparison.OrdinalIgnoreCase));
        return new(words[^1].Start, typed.Length, [.. fitting.Select(v => new Suggestion(v.Name, v.Type, SuggestionKind.Variable))]);
    }

    public static SignatureHelp? Signature(Code code, string text, int caret, CancellationToken stop) => null;

    public static IReadOnlyList<ColouredPart> Colour(Code code, string text, CancellationToken stop)
    {
        var parts = new List<ColouredPart>();
        foreach (var word in Words.Of(text))
            if (RoleOf(text, word) is { } role)
                parts.Add(new(word.Start, word.Length, role));
        return parts;
    }

    private static TextRole? RoleOf(string text, Word word) =>
        word.Kind switch
        {
            WordKind.Number => TextRole.Number,
            WordKind.Text => TextRole.Text,
            WordKind.Name => Tongue.IsKeyword(word.In(text).ToString()) ? TextRole.Keyword : null,
            WordKind.Sign => null,
        };
}
