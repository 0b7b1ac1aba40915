using System.Text;

namespace GdScript.Text;

internal enum Token : byte
{
    End,
    NewLine,
    Semicolon,
    Number,
    Name,
    Sign,
    OpenRound,
    CloseRound,
    OpenSquare,
    CloseSquare,
    Comma,
    Assign,

    /// <summary>Nothing a formula can hold; <see cref="Lexer.Fault"/> says what.</summary>
    Bad,
}

/// <summary>Cuts formula text into tokens, one at a time and without making strings.</summary>
internal sealed class Lexer(string text)
{
    private int next = text.StartsWith('\uFEFF') ? 1 : 0;

    public string Text => text;

    public Token Token { get; private set; }

    public Sign Sign { get; private set; }

    public int Start { get; private set; }

    public int Length => next - Start;

    public ReadOnlySpan<char> Span => text.AsSpan(Start, next - Start);

    /// <summary>Set with <see cref="Token.Bad"/>.</summary>
    public Problem? Fault { get; private set; }

    public Token Next()
    {
        SkipSpace();
        Start = next;
        Token = next == text.Length ? Token.End : Cut(text[next]);
        return Token;
    }

    /// <summary>The first character after the token that is no space, or NUL at the end.</summary>
    public char Peek()
    {
        var at = AfterSpace(next);
        return at < text.Length ? text[at] : '\0';
    }

    /// <summary>True when the token is followed by a single '='.</summary>
    public bool PeekAssign()
    {
        var at = AfterSpace(next);
        return at < text.Length && text[at] == '=' && (at + 1 == text.Length || text[at + 1] is not ('=' or '<' or '>'));
    }

    private void SkipSpace()
    {
        next = AfterSpace(next);
        if (next < text.Length && text[next] == '#')
            next = text.AsSpan(next).IndexOfAny('\n', '\r') is var end and >= 0 ? next + end : text.Length;
    }

    private int AfterSpace(int at)
    {
        while (at < text.Length && (text[at] == ' ' || (text[at] is < '!' or > '~' && Letters.IsSpace(text[at]))))
            at++;
        return at;
    }

    private Token Cut(char c)
    {
        switch (c)
        {
            case '\n' or '\r':
                return One(Token.NewLine);
            case ';':
                return One(Token.Semicolon);
            case '(':
                return One(Token.OpenRound);
            case ')':
                return One(Token.CloseRound);
            case '[':
                return One(Token.OpenSquare);
            case ']':
                return One(Token.CloseSquare);
            case ',':
                return One(Token.Comma);
            case >= '0' and <= '9' or '.':
                return NumberOrDot();
            default:
                var name = Letters.NameLength(text.AsSpan(next));
                next += name;
                return name > 0 ? Token.Name : Operator(c);
        }
    }

    private Token One(Token token)
    {
        next++;
        return token;
    }

    private Token NumberOrDot()
    {
        var length = Literal.Length(text.AsSpan(next));
        if (length == 0)
            return Operator('.');
        next += length;
        if (next == text.Length || text[next] != '.' || After(1) is '*' or '/' or '^')
            return Token.Number;
        while (next < text.Length && (text[next] == '.' || char.IsAsciiDigit(text[next])))
            next++;
        return Wrong(TextProblems.Id.BadNumber, $"'{Shorten(Span)}' is not a number", "a number has one point, as in 1.25");
    }

    private char After(int step) => next + step < text.Length ? text[next + step] : '\0';

    private Token Operator(char c)
    {
        var (sign, length) = (c, After(1)) switch
        {
            ('+', _) => (Sign.Add, 1),
            ('-', _) => (Sign.Sub, 1),
            ('*', '*') => (Sign.Pow, 0),
            ('*', _) => (Sign.Mul, 1),
            ('/', '/') => (Sign.Div, 0),
            ('/', _) => (Sign.Div, 1),
            ('^', _) => (Sign.Pow, 1),
            ('.', '*') => (Sign.DotMul, 2),
            ('.', '/') => (Sign.DotDiv, 2),
            ('.', '^') => (Sign.DotPow, 2),
            ('<', '=') => (Sign.Le, 2),
            ('<', '>') => (Sign.Ne, 0),
            ('<', _) => (Sign.Lt, 1),
            ('>', '=') => (Sign.Ge, 2),
            ('>', _) => (Sign.Gt, 1),
            ('=', '=') => (Sign.Eq, After(2) == '=' ? 0 : 2),
            ('=', '<') => (Sign.Le, 0),
            ('=', '>') => (Sign.Ge, 0),
            ('!', '=') => (Sign.Ne, After(2) == '=' ? 0 : 2),
            ('!', _) => (Sign.Not, 1),
            ('&', '&') => (Sign.And, 2),
            ('|', '|') => (Sign.Or, 2),
            _ => (Sign.Not, -1),
        };
        Sign = sign;
        next += Math.Max(0, length);
        return length > 0 ? Token.Sign
            : length == 0 ? Foreign(sign)
            : c == '=' ? One(Token.Assign)
            : Strange();
    }

    /// <summary>An operator of another language.</summary>
    private Token Foreign(Sign meant)
    {
        next += After(2) == '=' ? 3 : 2;
        var hint = meant == Sign.Div ? "division is '/'; a comment starts with '#'" : $"write '{meant.Text()}'";
        return Wrong(TextProblems.Id.ForeignOperator, $"'{Span}' is not an operator here", hint);
    }

    private Token Strange()
    {
        var rest = text.AsSpan(next);
        Rune.DecodeFromUtf16(rest, out _, out var used);
        next += Math.Max(1, used);
        return Wrong(TextProblems.Id.UnexpectedCharacter, $"unexpected character {Letters.Shown(rest)}", Letters.Hint(rest));
    }

    private Token Wrong(string id, string what, string hint)
    {
        Fault = Problem.Input(id, what, hint).In(text, Start, Length);
        return Token.Bad;
    }

    /// <summary>Text from the user, short enough for a message.</summary>
    public static string Shorten(ReadOnlySpan<char> text) => text.Length <= 40 ? text.ToString() : $"{text[..30]}…";
}
