using GdScript.Cli.Editing;
using GdScript.Text;

namespace GdScript.Cli.Repl;

/// <summary>Completion and colour of the lines that begin with <c>#</c>.</summary>
internal static class DirectiveAdvice
{
    private const int Most = 200;

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
                [.. fitting.Select(d => new Suggestion("#" + d.Name, d.About, SuggestionKind.Command))]
            );
        }
        var start = text.LastIndexOfAny([' ', '"'], caret - 1) + 1;
        var word = text[start..caret];
        if (text[(begin + 1)..space] is "load" or "save" or "cd" or "r")
            return new(start, caret - start, [.. FilesLike(word)]);
        var known = names.Where(n => n.Name.StartsWith(word, StringComparison.Ordinal));
        return new(start, caret - start, [.. known.Select(n => new Suggestion(n.Name, n.Detail, SuggestionKind.Variable))]);
    }

    public static IReadOnlyList<ColouredPart> Colour(string text)
    {
        var begin = text.IndexOf('#', StringComparison.Ordinal);
        var end = text.AsSpan(begin).IndexOfAny(' ', '\n') is var at and > 0 ? begin + at : text.Length;
        var known = Directives.All.Any(d => d.Name == text[(begin + 1)..end]) || Directives.IsCode(text.AsSpan(begin));
        return end - begin < 2 || text[begin + 1] == ' '
            ? [new(begin, text.Length - begin, TextRole.Comment)]
            : [new(begin, end - begin, known ? TextRole.Command : TextRole.Plain)];
    }

    /// <summary>Files and folders whose path begins so.</summary>
    private static IEnumerable<Suggestion> FilesLike(string word)
    {
        var folder =
            Path.GetDirectoryName(word) is { Length: > 0 } named ? named
            : word.StartsWith('/') ? "/"
            : ".";
        var beginning = Path.GetFileName(word);
        try
        {
            return
            [
                .. new DirectoryInfo(folder)
                    .EnumerateFileSystemInfos()
                    .Where(f => f.Name.StartsWith(beginning, StringComparison.Ordinal) && (beginning.Length > 0 || f.Name[0] != '.'))
                    .OrderBy(f => f.Name, StringComparer.Ordinal)
                    .Take(Most)
                    .Select(f => new Suggestion(
                        word[..^beginning.Length] + f.Name + (f is DirectoryInfo ? "/" : ""),
                        f is DirectoryInfo ? "folder" : "file",
                        SuggestionKind.File
                    )),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Security.SecurityException)
        {
            return [];
        }
    }
}
