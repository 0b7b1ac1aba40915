using System.Globalization;

namespace GdScript;

/// <summary>What sort of mistake a problem is; the command line turns it into an exit code.</summary>
public enum ProblemKind
{
    /// <summary>The text cannot be read as it stands: syntax, unknown names, shapes, options.</summary>
    Input,

    /// <summary>It could be read, but a value along the way is not finite.</summary>
    Numeric,

    /// <summary>A file is missing, unreadable or unwritable.</summary>
    File,

    /// <summary>A script threw, ran too long or fell too deep.</summary>
    Script,

    /// <summary>A check that had to pass did not.</summary>
    Check,
}

/// <summary>Where in a text something stands: line and column count from 1, in characters a reader counts.</summary>
public readonly record struct Place(int Line, int Column, int Length = 1);

/// <summary>
/// A mistake in what the user gave: what was found, where, and what to write instead. It travels as a value to the edge;
/// a mistake in our own code is an exception.
/// </summary>
/// <param name="Id">The stable id, <c>GDSnnnn</c>; ARCHITECTURE.md lists the ranges.</param>
/// <param name="Kind">What sort of mistake it is.</param>
/// <param name="What">What is wrong, in one sentence without a final stop.</param>
/// <param name="Hint">What to write instead; empty when there is nothing to suggest.</param>
/// <param name="Place">Where it stands in <paramref name="Line"/>, when it stands anywhere.</param>
/// <param name="Line">The source line the place points into, to be shown above the caret.</param>
/// <param name="File">What the text is called: a file's name, <c>&lt;loss&gt;</c>, <c>--at</c>.</param>
public sealed record Problem(
    string Id,
    ProblemKind Kind,
    string What,
    string Hint = "",
    Place? Place = null,
    string? Line = null,
    string? File = null
)
{
    public static Problem Input(string id, string what, string hint = "") => new(id, ProblemKind.Input, what, hint);

    public static Problem Numeric(string id, string what, string hint = "") => new(id, ProblemKind.Numeric, what, hint);

    /// <summary>The same problem, pointing into <paramref name="text"/> at the offset <paramref name="at"/> (in chars).</summary>
    public Problem In(string text, int at, int length = 1)
    {
        at = Math.Clamp(at, 0, text.Length);
        var start = at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1;
        var end = text.IndexOf('\n', at) is var next and >= 0 ? next : text.Length;
        var line = 1 + text.AsSpan(0, start).Count('\n');
        var shown = text.AsSpan(start, end - start).TrimEnd('\r');
        (at, end) = (Math.Min(at, start + shown.Length), start + shown.Length);
        var column = CharactersUpTo(shown, at - start);
        var last = CharactersUpTo(shown, Math.Max(at, Math.Min(at + length, end) - 1) - start);
        return this with { Place = new Place(line, column, last - column + 1), Line = shown.ToString() };
    }

    /// <summary>
    /// The number, from 1, of the character that holds the offset, as a reader counts characters (text elements): an accent
    /// belongs to its letter, a surrogate pair is one.
    /// </summary>
    private static int CharactersUpTo(ReadOnlySpan<char> line, int offset)
    {
        var (count, next) = (1, 0);
        while (next < line.Length && (next += Width(line[next..])) <= offset)
            count++;
        return count;
    }

    private static int Width(ReadOnlySpan<char> text) =>
        char.IsAscii(text[0]) && (text.Length == 1 || char.IsAscii(text[1])) ? 1 : StringInfo.GetNextTextElementLength(text);
}
