using System.Collections.Immutable;
using GdScript.Text;

namespace GdScript.Scripting.Assistance;

/// <summary>Directives, and the names of files within strings.</summary>
internal static class FileNames
{
    private const int Longest = 300;
    private static readonly string[] Scripts = [".csx", ".cs"];
    private static readonly string[] Libraries = [".dll"];

    /// <summary>A line that begins with <c>#</c>: the directive's own name, or the file it asks for.</summary>
    public static Completions OfDirective(string text, int caret, string folder)
    {
        var begin = text.AsSpan(0, caret).LastIndexOfAny('\n', '\r') + 1;
        begin += text.AsSpan(begin).IndexOf('#');
        var line = text[begin..caret];
        var quote = line.IndexOf('"', StringComparison.Ordinal);
        if (quote < 0)
            return line.Contains(' ', StringComparison.Ordinal) ? Completions.None : Names(line, begin);
        if (line.IndexOf('"', quote + 1) >= 0)
            return Completions.None;
        var (start, typed) = (begin + quote + 1, line[(quote + 1)..]);
        return line.StartsWith("#load", StringComparison.Ordinal) ? Of(typed, start, folder, Scripts)
            : line.StartsWith("#r", StringComparison.Ordinal) ? WithPackages(Of(typed, start, folder, Libraries), typed)
            : Completions.None;
    }

    /// <summary>The files and folders that a path goes on with.</summary>
    /// <param name="typed">The path so far.</param>
    /// <param name="start">Where it stands in the text.</param>
    /// <param name="folder">Where a relative path begins.</param>
    /// <param name="endings">The endings that are asked for; all when empty.</param>
    public static Completions Of(string typed, int start, string folder, string[] endings)
    {
        var cut = typed.AsSpan().LastIndexOfAny('/', '\\') + 1;
        var (inside, name) = (Path.Combine(folder, typed[..cut]), typed[cut..]);
        if (!Directory.Exists(inside))
            return Completions.None;
        var files = new DirectoryInfo(inside)
            .EnumerateFileSystemInfos("*", new EnumerationOptions { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.System })
            .Take(10_000)
            .Where(f => name.StartsWith('.') || !f.Name.StartsWith('.'))
            .Where(f => f is DirectoryInfo || endings.Length == 0 || endings.Contains(f.Extension, StringComparer.OrdinalIgnoreCase))
            .Select(f => (File: f, Grade: Likeness.Of(name, f.Name)))
            .Where(f => f.Grade != Likeness.None)
            .OrderBy(f => f.Grade)
            .ThenBy(f => f.File is DirectoryInfo)
            .ThenBy(f => f.File.Name, StringComparer.Ordinal)
            .Take(Longest)
            .Select(f => new Completion(f.File is DirectoryInfo ? f.File.Name + "/" : f.File.Name, "", CompletionKind.File));
        return new(start + cut, name.Length, [.. files]);
    }

    private static Completions WithPackages(Completions files, string typed) =>
        "nuget: ".StartsWith(typed, StringComparison.Ordinal)
            ? files with
            {
                Items = files.Items.Add(new("nuget: ", "a package: \"nuget: Id, 1.2.3\"", CompletionKind.Option)),
            }
            : files;

    private static Completions Names(string typed, int start) =>
        new(
            start,
            typed.Length,
            [
                .. Keywords
                    .Directives.Where(d => Likeness.Of(typed, d) != Likeness.None)
                    .Select(d => new Completion(d is "#r" or "#load" ? d + " \"" : d, About(d), CompletionKind.Command)),
            ]
        );

    private static string About(string directive) =>
        directive switch
        {
            "#r" => "use a library or a package",
            "#load" => "read another script here",
            _ => "",
        };
}
