namespace GdScript.Scripting.Sources;

/// <summary>What a line at the head of a script asks for.</summary>
internal enum DirectiveKind
{
    /// <summary><c>#load "other.csx"</c></summary>
    Load,

    /// <summary><c>#r "some.dll"</c></summary>
    Assembly,

    /// <summary><c>#r "nuget: Id, 1.2.3"</c>, or <c>#:package Id@1.2.3</c> of a file-based program.</summary>
    Package,

    /// <summary>Another line of a file-based program (<c>#:property …</c>), which has no meaning here.</summary>
    Ignored,
}

/// <summary>One directive.</summary>
/// <param name="Kind">What it asks for.</param>
/// <param name="At">Where its line begins in the text (at the <c>#</c>).</param>
/// <param name="ValueAt">Where the value begins.</param>
/// <param name="Value">What stands between the quotes.</param>
internal readonly record struct Directive(DirectiveKind Kind, int At, int ValueAt, string Value);

/// <summary>
/// The directives at the head of a script. They are read before the compiler sees the text, because a cached run needs the files
/// they name and never meets the compiler.
/// </summary>
internal static class Directives
{
    /// <summary>All directives before the first word of code.</summary>
    public static IEnumerable<Directive> Of(string text)
    {
        for (var at = 0; (at = NextLine(text, at)) >= 0; at = EndOfLine(text, at))
            if (Read(text, at, text.AsSpan(at, EndOfLine(text, at) - at).TrimEnd()) is { } directive)
                yield return directive;
    }

    /// <summary>The text with these directives made comments of the same length, so that every place in it stays.</summary>
    public static string Hidden(string text, IEnumerable<Directive> directives)
    {
        char[]? hidden = null;
        foreach (var directive in directives)
        {
            hidden ??= text.ToCharArray();
            hidden[directive.At] = hidden[directive.At + 1] = '/';
        }
        return hidden is null ? text : new string(hidden);
    }

    /// <summary>The next <c>#</c> with nothing but white space and comments before it, or -1.</summary>
    private static int NextLine(string text, int at)
    {
        while (at < text.Length)
            if (char.IsWhiteSpace(text[at]))
                at++;
            else if (string.CompareOrdinal(text, at, "//", 0, 2) == 0)
                at = EndOfLine(text, at);
            else if (string.CompareOrdinal(text, at, "/*", 0, 2) == 0)
                at = text.IndexOf("*/", at + 2, StringComparison.Ordinal) is var end and >= 0 ? end + 2 : text.Length;
            else
                return text[at] == '#' ? at : -1;
        return -1;
    }

    private static int EndOfLine(string text, int at) => text.IndexOf('\n', at) is var end and >= 0 ? end : text.Length;

    private static Directive? Read(string text, int at, ReadOnlySpan<char> line)
    {
        if (line.StartsWith("#:", StringComparison.Ordinal))
            return FileBased(at, line);
        var word = line[1..].TrimStart();
        var kind =
            word.StartsWith("load", StringComparison.Ordinal) ? DirectiveKind.Load
            : word.StartsWith("r", StringComparison.Ordinal) ? DirectiveKind.Assembly
            : DirectiveKind.Ignored;
        if (word.IsEmpty)
            return null;
        var rest = word[(kind == DirectiveKind.Load ? 4 : 1)..].TrimStart();
        if (kind == DirectiveKind.Ignored || rest is not ['"', ..] || rest[1..].IndexOf('"') is var end && end < 0)
            return null;
        var value = rest.Slice(1, end);
        var valueAt = at + line.Length - rest.Length + 1;
        return kind == DirectiveKind.Assembly && value.TrimStart().StartsWith("nuget:", StringComparison.OrdinalIgnoreCase)
            ? new(DirectiveKind.Package, at, valueAt, value.ToString().Split(':', 2)[1].Trim())
            : new(kind, at, valueAt, value.ToString());
    }

    private static Directive FileBased(int at, ReadOnlySpan<char> line)
    {
        const string package = "#:package";
        return line.StartsWith(package, StringComparison.Ordinal)
            ? new(DirectiveKind.Package, at, at + package.Length + 1, line[package.Length..].Trim().ToString().Replace('@', ','))
            : new(DirectiveKind.Ignored, at, at, "");
    }
}
