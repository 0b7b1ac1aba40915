using System.Globalization;
using System.Numerics;
using GdScript.Graphs;

namespace GdScript.Text;

/// <summary>What can be said about a number as it is written.</summary>
internal enum LiteralState
{
    Fine,

    /// <summary>A whole number past 2^53 that is not a double.</summary>
    IntegerRounds,

    /// <summary>More than 17 significant digits, and the double nearest is another number.</summary>
    DigitsRound,
    TooLarge,
    TooSmall,
    TooLong,
}

/// <summary>
/// Decimal text to an exact number, with the work bounded before any of it is done: a million digits or an exponent of a
/// billion are refused by counting.
/// </summary>
internal static class Literal
{
    /// <summary>More significant digits than any double needs to be told from its neighbour (767).</summary>
    public const int MaxDigits = 1000;

    private const int FarExponent = 100_000_000;

    /// <summary>How many characters at the start of the text are a number (no sign): <c>1</c>, <c>.5</c>, <c>5.</c>, <c>1e-3</c>.</summary>
    public static int Length(ReadOnlySpan<char> text)
    {
        var i = Digits(text, 0);
        var digits = i;
        if (i < text.Length && text[i] == '.' && !IsDotSign(text, i))
        {
            var end = Digits(text, i + 1);
            digits += end - i - 1;
            i = end;
        }
        if (digits == 0)
            return 0;
        return i < text.Length && text[i] is 'e' or 'E' ? AfterExponent(text, i) : i;
    }

    /// <summary>The exact value of text that <see cref="Length"/> measured.</summary>
    public static LiteralState Read(ReadOnlySpan<char> text, out Number value)
    {
        var mark = text.IndexOfAny('e', 'E');
        var mantissa = mark < 0 ? text : text[..mark];
        var exponent = mark < 0 ? 0 : Exponent(text[(mark + 1)..]);
        if (mark < 0 && text.Length <= 9 && !text.Contains('.'))
        {
            value = long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
            return LiteralState.Fine;
        }
        return Exact(mantissa, exponent, mark < 0, out value);
    }

    /// <summary>What to tell the user about a number that is not fine.</summary>
    public static Problem Remark(LiteralState state, ReadOnlySpan<char> text, Number value)
    {
        var shown = Lexer.Shorten(text);
        var near = NumberText.Of(value.ToDouble());
        return state switch
        {
            LiteralState.TooLarge => Problem.Input(
                TextProblems.Id.TooLarge,
                $"'{shown}' is outside double",
                "the largest number is 1.7976931348623157e308"
            ),
            LiteralState.TooSmall => Problem.Input(
                TextProblems.Id.TooSmall,
                $"'{shown}' is outside double and would become 0",
                "the smallest number above 0 is 5e-324"
            ),
            LiteralState.TooLong => Problem.Input(
                TextProblems.Id.TooManyDigits,
                string.Create(CultureInfo.InvariantCulture, $"the number '{shown}' has more than {MaxDigits} digits"),
                "a double holds 17 significant digits"
            ),
            LiteralState.IntegerRounds => Problem.Input(
                TextProblems.Id.IntegerRounds,
                $"'{shown}' is read as {near}",
                "a double holds every whole number up to 9007199254740992 (2^53), and not all above"
            ),
            LiteralState.DigitsRound => Problem.Input(
                TextProblems.Id.DigitsRound,
                $"'{shown}' is read as {near}",
                "a double holds 17 significant digits"
            ),
            LiteralState.Fine => throw new ArgumentOutOfRangeException(nameof(state), state, "nothing to remark"),
        };
    }

    private static LiteralState Exact(ReadOnlySpan<char> mantissa, int exponent, bool plain, out Number value)
    {
        value = Number.Zero;
        var point = mantissa.IndexOf('.');
        var first = mantissa.IndexOfAnyInRange('1', '9');
        if (first < 0)
            return LiteralState.Fine;
        var last = mantissa.LastIndexOfAnyInRange('1', '9');
        var whole = point < 0 ? mantissa.Length : point;
        var digits = last - first + (point > first && point < last ? 0 : 1);
        // The value lies in [10^(leading-1), 10^leading).
        var leading = whole - first + (first > whole ? 1 : 0) + exponent;
        if (leading > 310)
            return LiteralState.TooLarge;
        if (leading < -330)
            return LiteralState.TooSmall;
        if (digits > MaxDigits)
            return LiteralState.TooLong;
        value = Number.Decimal(Whole(mantissa[first..(last + 1)], digits), leading - digits);
        return State(value, leading, digits, plain && point < 0);
    }

    private static LiteralState State(Number value, int leading, int digits, bool integer)
    {
        var near = leading is > 300 or < -300 || digits > 17 || (integer && leading > 15) ? value.ToDouble() : 1;
        return double.IsInfinity(near) ? LiteralState.TooLarge
            : near == 0 ? LiteralState.TooSmall
            : integer && leading > 15 && Number.Of(near) != value ? LiteralState.IntegerRounds
            : digits > 17 && Number.Of(near) != value ? LiteralState.DigitsRound
            : LiteralState.Fine;
    }

    private static BigInteger Whole(ReadOnlySpan<char> text, int digits)
    {
        Span<char> plain = stackalloc char[digits];
        var n = 0;
        foreach (var c in text)
            if (c != '.')
                plain[n++] = c;
        return digits <= 18
            ? long.Parse(plain, NumberStyles.None, CultureInfo.InvariantCulture)
            : BigInteger.Parse(plain, NumberStyles.None, CultureInfo.InvariantCulture);
    }

    private static int Exponent(ReadOnlySpan<char> text)
    {
        var negative = text[0] == '-';
        var value = 0;
        foreach (var c in text[(text[0] is '+' or '-' ? 1 : 0)..])
            value = Math.Min(value * 10 + (c - '0'), FarExponent);
        return negative ? -value : value;
    }

    private static int AfterExponent(ReadOnlySpan<char> text, int mark)
    {
        var start = mark + 1 < text.Length && text[mark + 1] is '+' or '-' ? mark + 2 : mark + 1;
        var end = Digits(text, start);
        return end > start ? end : mark;
    }

    private static int Digits(ReadOnlySpan<char> text, int from)
    {
        while (from < text.Length && char.IsAsciiDigit(text[from]))
            from++;
        return from;
    }

    /// <summary>In <c>2.*v</c> the point belongs to the operator.</summary>
    private static bool IsDotSign(ReadOnlySpan<char> text, int at) => at + 1 < text.Length && text[at + 1] is '*' or '/' or '^';
}
