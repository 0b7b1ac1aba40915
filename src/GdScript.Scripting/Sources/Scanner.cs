namespace GdScript.Scripting.Sources;

/// <summary>
/// The tokens of C# text, as far as brackets and lengths need them: comments and strings are passed over, holes of interpolated
/// strings are code again. Nested strings are kept on a list, so no text is too deep for it.
/// </summary>
internal ref struct Scanner(string text)
{
    /// <summary>A condition of <c>#if</c> longer than this is not handed to the compiler, which reads it with nested calls.</summary>
    private const int LongestDirective = 2_000;

    private const int DeepestDirective = 500;

    /// <summary>An interpolated string whose hole is being read.</summary>
    /// <param name="Quotes">How many quotes end it.</param>
    /// <param name="Braces">How many braces open a hole.</param>
    /// <param name="Escapes">Whether a backslash hides the character after it.</param>
    /// <param name="Depth">How many braces were open where its hole began.</param>
    private readonly record struct Interpolation(int Quotes, int Braces, bool Escapes, int Depth);

    private readonly Stack<Interpolation> strings = new();
    private int at;
    private int braces;
    private int length;
    private int conditions;

    /// <summary>A hole has been opened that <see cref="Next"/> has yet to tell.</summary>
    private bool opened;

    /// <summary>Where the current token begins.</summary>
    public int Start { get; private set; }

    public readonly ReadOnlySpan<char> Current => text.AsSpan(Start, length);

    /// <summary>The current token is the brace with which a hole of a string opens.</summary>
    public bool IsHole { get; private set; }

    /// <summary>Where a preprocessor line is that the compiler could not take.</summary>
    public int? DirectiveTooLong { get; private set; }

    /// <summary>Moves to the next token; false at the end.</summary>
    public bool Next()
    {
        if (opened)
            return Opened();
        while (at < text.Length)
        {
            var c = text[at];
            if (char.IsWhiteSpace(c))
                at++;
            else if (c == '/' && Peek(1) == '/')
                at = EndOfLine();
            else if (c == '/' && Peek(1) == '*')
                at = text.IndexOf("*/", at + 2, StringComparison.Ordinal) is var end and >= 0 ? end + 2 : text.Length;
            else if (c == '#' && BeginsLine())
                Directive();
            else
                return Token(c);
        }
        return false;
    }

    private bool Token(char c)
    {
        (Start, length, IsHole) = (at, 1, false);
        if (c == '\'')
            Character();
        else if (StringStart() is { } begun)
        {
            at += begun.Prefix;
            Inside(begun.How);
            return !opened || Opened();
        }
        else if (char.IsLetterOrDigit(c) || c is '_' or '@')
            Word();
        else if (c == '}' && strings.TryPeek(out var hole) && hole.Depth == braces)
            EndHole(hole);
        else if (c == '=' && Peek(1) == '>')
            (at, length) = (at + 2, 2);
        else
        {
            braces += c switch
            {
                '{' => 1,
                '}' => -1,
                _ => 0,
            };
            at++;
        }
        return true;
    }

    /// <summary>The hole of a string is a bracket: the token is its brace.</summary>
    private bool Opened()
    {
        (opened, Start, length, IsHole) = (false, at - 1, 1, true);
        return true;
    }

    /// <summary>A hole ends, and the string goes on: the token is the brace.</summary>
    private void EndHole(Interpolation hole)
    {
        strings.Pop();
        at = Math.Min(text.Length, at + Math.Max(1, hole.Braces));
        Inside(hole);
    }

    private readonly char Peek(int ahead) => at + ahead < text.Length ? text[at + ahead] : '\0';

    private readonly int EndOfLine() => text.IndexOf('\n', at) is var end and >= 0 ? end : text.Length;

    private readonly bool BeginsLine()
    {
        var before = at - 1;
        while (before >= 0 && text[before] is ' ' or '\t' or '\uFEFF')
            before--;
        return before < 0 || text[before] is '\n' or '\r';
    }

    private void Directive()
    {
        var end = EndOfLine();
        var words = text.AsSpan(at + 1, end - at - 1).TrimStart();
        conditions +=
            words.StartsWith("if", StringComparison.Ordinal) ? 1
            : words.StartsWith("endif", StringComparison.Ordinal) ? -1
            : 0;
        var asks = words.StartsWith("if", StringComparison.Ordinal) || words.StartsWith("elif", StringComparison.Ordinal);
        if (asks && end - at > LongestDirective || conditions > DeepestDirective)
            DirectiveTooLong ??= at;
        at = end;
    }

    private void Word()
    {
        at++;
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] == '_' || text[at] == '.' && char.IsAsciiDigit(Peek(1))))
            at++;
        length = at - Start;
    }

    private void Character()
    {
        at++;
        while (at < text.Length && text[at] is not ('\'' or '\n'))
            at += text[at] == '\\' ? 2 : 1;
        at = Math.Min(text.Length, at + 1);
    }

    /// <summary>How the string that begins here ends; null when none does.</summary>
    private readonly (Interpolation How, int Prefix)? StringStart()
    {
        var (dollars, verbatim, i) = (0, false, at);
        for (; i < text.Length && text[i] is '$' or '@' && i < text.Length; i++)
            (dollars, verbatim) = text[i] == '$' ? (dollars + 1, verbatim) : (dollars, true);
        var quotes = 0;
        while (i + quotes < text.Length && text[i + quotes] == '"')
            quotes++;
        if (quotes == 0)
            return null;
        var raw = quotes >= 3 && !verbatim;
        return (new(raw ? quotes : 1, dollars, !raw && !verbatim, 0), i - at + (raw ? quotes : 1));
    }

    /// <summary>Reads on in a string, to its end or to the next hole.</summary>
    private void Inside(Interpolation how)
    {
        while (at < text.Length)
        {
            var c = text[at];
            if (c == '\\' && how.Escapes)
                at += 2;
            else if (c == '"' && Ends(how))
                return;
            else if (c == '{' && how.Braces > 0 && Hole(how))
                return;
            else if (c == '\n' && how is { Escapes: true })
                return;
            else
                at++;
        }
        at = Math.Min(at, text.Length);
    }

    private bool Ends(Interpolation how)
    {
        var quotes = Count('"');
        if (how.Quotes == 1 && !how.Escapes && quotes >= 2)
        {
            at += quotes / 2 * 2;
            return false;
        }
        at += quotes < how.Quotes ? quotes : Math.Max(how.Quotes, how.Quotes == 1 ? 1 : quotes);
        return quotes >= how.Quotes;
    }

    /// <summary>A hole opens where braces stand in the right number: two of them are one brace of an ordinary string.</summary>
    private bool Hole(Interpolation how)
    {
        var open = Count('{');
        var raw = how.Quotes >= 3;
        if (raw ? open < how.Braces : open % 2 == 0)
        {
            at += open;
            return false;
        }
        at += open;
        strings.Push(how with { Depth = braces });
        return opened = true;
    }

    private readonly int Count(char c)
    {
        var end = at;
        while (end < text.Length && text[end] == c)
            end++;
        return end - at;
    }
}
