using System.Collections.Immutable;
using System.Text;

namespace GdScript.Cli.Repl;

internal enum WordKind
{
    Name,
    Number,

    /// <summary>A string or a character in quotes.</summary>
    Text,
    Sign,
}

/// <summary>A piece of what was typed.</summary>
/// <param name="Depth">How many brackets are open around it; a bracket itself stands outside.</param>
internal readonly record struct Word(WordKind Kind, int Start, int Length, int Depth)
{
    public int End => Start + Length;

    public ReadOnlySpan<char> In(string text) => text.AsSpan(Start, Length);

    public bool Is(string text, string what) => text.AsSpan(Start, Length).SequenceEqual(what);
}

/// <summary>
/// Cuts a submission into words before anybody knows whether it is a formula or C#. Strings and comments of both languages are
/// passed over; everything else is a name, a number or a sign.
/// </summary>
internal static class Words
{
    private static readonly string[] LongSigns =
    [
        "...",
        "==",
        "!=",
        "<=",
        ">=",
        "=>",
        "&&",
        "||",
        "..",
        "++",
        "--",
        "+=",
        "-=",
        "*=",
        "/=",
        "^=",
        "%=",
        "??",
        "::",
        ".*",
        "./",
        ".^",
    ];

    public static ImmutableArray<Word> Of(string text)
    {
        var words = ImmutableArray.CreateBuilder<Word>();
        var depth = 0;
        for (var at = 0; at < text.Length; )
        {
            if (char.IsWhiteSpace(text[at]))
                at++;
            else if (text[at] == '#' || text.AsSpan(at).StartsWith("//"))
                at = LineEnd(text, at);
            else if (text.AsSpan(at).StartsWith("/*"))
                at = text.IndexOf("*/", at + 2, StringComparison.Ordinal) is var end and >= 0 ? end + 2 : text.Length;
            else
            {
                var (kind, length) = Cut(text, at);
                if (kind == WordKind.Sign && text[at] is ')' or ']' or '}')
                    depth = Math.Max(0, depth - 1);
                words.Add(new(kind, at, length, depth));
                if (kind == WordKind.Sign && text[at] is '(' or '[' or '{')
                    depth++;
                at += length;
            }
        }
        return words.DrainToImmutable();
    }

    /// <summary>How many characters at the start of the text are a name of the formula language; 0 for none.</summary>
    public static int NameLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (!(rune.Value == '_' || Rune.IsLetter(rune) || (length > 0 && Rune.IsDigit(rune))))
                break;
            length += rune.Utf16SequenceLength;
        }
        return length;
    }

    public static bool IsName(ReadOnlySpan<char> text) => text.Length > 0 && NameLength(text) == text.Length;

    private static (WordKind Kind, int Length) Cut(string text, int at)
    {
        var rest = text.AsSpan(at);
        if (NameLength(rest) is var name and > 0)
            return (WordKind.Name, name);
        if (char.IsAsciiDigit(rest[0]) || (rest[0] == '.' && rest.Length > 1 && char.IsAsciiDigit(rest[1])))
            return (WordKind.Number, NumberLength(rest));
        if (rest[0] is '"' or '\'')
            return (WordKind.Text, TextLength(rest));
        if (rest.Length > 1 && rest[0] is '@' or '$' && rest[1] == '"')
            return (WordKind.Text, 1 + TextLength(rest[1..]));
        foreach (var sign in LongSigns)
            if (rest.StartsWith(sign))
                return (WordKind.Sign, sign.Length);
        return (WordKind.Sign, char.IsHighSurrogate(rest[0]) && rest.Length > 1 ? 2 : 1);
    }

    /// <summary>Digits, a point with digits after it, an exponent: the range in <c>1..5</c> is none of it.</summary>
    private static int NumberLength(ReadOnlySpan<char> text)
    {
        var at = Digits(text, 0);
        if (at + 1 < text.Length && text[at] == '.' && char.IsAsciiDigit(text[at + 1]))
            at = Digits(text, at + 1);
        if (at < text.Length && text[at] is 'e' or 'E')
        {
            var sign = at + 1 < text.Length && text[at + 1] is '+' or '-' ? 1 : 0;
            if (at + 1 + sign < text.Length && char.IsAsciiDigit(text[at + 1 + sign]))
                at = Digits(text, at + 1 + sign);
        }
        return Math.Max(1, at);
    }

    private static int Digits(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;
        return at;
    }

    /// <summary>A string up to its closing quote; one that is not closed ends with its line.</summary>
    private static int TextLength(ReadOnlySpan<char> text)
    {
        if (text.StartsWith("\"\"\""))
            return text[3..].IndexOf("\"\"\"") is var end and >= 0 ? end + 6 : text.Length;
        for (var at = 1; at < text.Length; at++)
            if (text[at] == '\\')
                at++;
            else if (text[at] == text[0])
                return at + 1;
            else if (text[at] == '\n')
                return at;
        return text.Length;
    }

    private static int LineEnd(string text, int at) => text.IndexOf('\n', at) is var end and >= 0 ? end : text.Length;
}
