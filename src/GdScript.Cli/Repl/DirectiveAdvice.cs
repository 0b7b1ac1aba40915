using GdScript.Cli.Editing;
using GdScript.Scripting.Assistance;
using GdScript.Text;

namespace GdScript.Cli.Repl;

/// <summary>Completion and colour of the lines that begin with <c>#</c>.</summary>
internal static class DirectiveAdvice
{
    public static Suggestions Suggest(string text, int caret, IReadOnlyList<KnownName> names)
    {
        var begin = text.IndexOf('#', StringComparison.Ordinal);
        var space = text.IndexOf(' ', begin);
        if (space < 0 || caret <= space)
        {
            var typed = text[Math.Min(begin + 1, caret)..caret];
            var fitting = Directives.All.Where(d => d.Name.StartsWith(typed, StringComparison.OrdinalIgnoreCase));
            return new(
                begin,
                Math.Max(0, caret - begin),
                [.. fitting.Select(d => new Suggestion("#" + d.Name, d.About, CompletionKind.Command))]
            );
        }
        if (text[(begin + 1)..space] is "load" or "save" or "cd" or "r")
            return Files(text, caret, space);
        if (text[(begin + 1)..space] is "engine")
            return Engines(text, caret);
        var start = text.LastIndexOf(' ', caret - 1) + 1;
        var word = text[start..caret];
        var known = names.Where(n => n.Name.StartsWith(word, StringComparison.Ordinal));
        return new(start, caret - start, [.. known.Select(n => new Suggestion(n.Name, n.Detail, CompletionKind.Variable))]);
    }

    private static Suggestions Engines(string text, int caret)
    {
        var start = text.LastIndexOf(' ', caret - 1) + 1;
        (string Name, string About)[] known = [("own", "this library"), ("mathnet", "MathNet.Symbolics, verified before use")];
        var fitting = known.Where(k => k.Name.StartsWith(text[start..caret], StringComparison.Ordinal));
        return new(start, caret - start, [.. fitting.Select(k => new Suggestion(k.Name, k.About, CompletionKind.Command))]);
    }

    public static IReadOnlyList<Coloured> Colour(string text)
    {
        var begin = text.IndexOf('#', StringComparison.Ordinal);
        var end = text.AsSpan(begin).IndexOfAny(' ', '\n') is var at and > 0 ? begin + at : text.Length;
        var known = Directives.All.Any(d => d.Name == text[(begin + 1)..end]) || Directives.IsCode(text.AsSpan(begin));
        return end - begin < 2 || text[begin + 1] == ' '
            ? [new(begin, text.Length - begin, ColourRole.Comment)]
            : [new(begin, end - begin, known ? ColourRole.Command : ColourRole.Plain)];
    }

    /// <summary>A path is all that follows the command, spaces too; quotes around it are none of it.</summary>
    private static Suggestions Files(string text, int caret, int space)
    {
        var start = space;
        while (start < caret && text[start] is ' ' or '"')
            start++;
        return Mapping.Of(FileNames.Of(text[start..caret], start, Environment.CurrentDirectory, []));
    }
}
