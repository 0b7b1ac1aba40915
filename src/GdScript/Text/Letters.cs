using System.Globalization;
using System.Text;

namespace GdScript.Text;

/// <summary>Which characters make names, and what was probably meant by the ones a formula cannot hold.</summary>
internal static class Letters
{
    /// <summary>A letter of any script or an underscore.</summary>
    public static bool StartsName(Rune rune) => rune.Value == '_' || Rune.IsLetter(rune);

    /// <summary>How many characters at the start of the text are a name; 0 for none.</summary>
    public static int NameLength(ReadOnlySpan<char> text)
    {
        var i = 0;
        while (i < text.Length)
        {
            var c = text[i];
            if (char.IsAsciiLetter(c) || c == '_' || (i > 0 && char.IsAsciiDigit(c)))
                i++;
            else if (c < 128 || Rune.DecodeFromUtf16(text[i..], out var rune, out var used) != 0 || !Rune.IsLetter(rune))
                return i;
            else
                i += used;
        }
        return i;
    }

    public static bool IsName(ReadOnlySpan<char> text) => text.Length > 0 && NameLength(text) == text.Length;

    public static bool IsSpace(char c) =>
        c is ' ' or '\t' or '\f' or '\v' || (c >= 128 && char.GetUnicodeCategory(c) == UnicodeCategory.SpaceSeparator);

    /// <summary>The character as a message shows it: itself in quotes, or its code when it cannot be seen.</summary>
    public static string Shown(ReadOnlySpan<char> text)
    {
        var found = Rune.DecodeFromUtf16(text, out var rune, out _) == 0;
        var code = found ? rune.Value : text[0];
        var seen =
            found
            && Rune.GetUnicodeCategory(rune)
                is not (
                    UnicodeCategory.Control
                    or UnicodeCategory.Format
                    or UnicodeCategory.PrivateUse
                    or UnicodeCategory.OtherNotAssigned
                    or UnicodeCategory.LineSeparator
                    or UnicodeCategory.ParagraphSeparator
                    or UnicodeCategory.NonSpacingMark
                    or UnicodeCategory.EnclosingMark
                    or UnicodeCategory.SpacingCombiningMark
                );
        return seen ? $"'{rune}'" : string.Create(CultureInfo.InvariantCulture, $"U+{code:X4}");
    }

    /// <summary>What to write instead of a character that has no place in a formula; empty when nobody can guess.</summary>
    public static string Hint(ReadOnlySpan<char> text) =>
        Rune.DecodeFromUtf16(text, out var rune, out _) != 0 ? "half of a character was lost; type it again"
        : Sign(rune) is { } sign ? $"write '{sign}'"
        : Sentence(rune) is { } sentence ? sentence
        : Digit(rune) is { } digit ? string.Create(CultureInfo.InvariantCulture, $"write '{digit}'")
        : rune.Value is > 0xFF00 and < 0xFF5F ? FullWidth((char)(rune.Value - 0xFEE0))
        : Unseen(rune);

    private static string? Sign(Rune rune) =>
        rune.Value switch
        {
            '×' or '·' or '⋅' or '∗' or '•' or '⨯' or '✕' => "*",
            '÷' or '⁄' or '∕' => "/",
            '−' or '–' or '—' or '‐' or '‑' or '‒' or '﹣' => "-",
            '＋' or '﹢' => "+",
            '＊' => "*",
            '／' => "/",
            '＝' => "=",
            '≤' or '⩽' => "<=",
            '≥' or '⩾' => ">=",
            '≠' => "!=",
            '≡' => "==",
            '∧' or '&' => "&&",
            '∨' => "||",
            '¬' => "!",
            '⊙' => ".*",
            '，' => ",",
            '；' => ";",
            _ => null,
        };

    private static string? Sentence(Rune rune) =>
        rune.Value switch
        {
            '²' => "write '^2'",
            '³' => "write '^3'",
            '¹' => "write '^1'",
            '⁰' or (>= '⁴' and <= '⁹') => $"write '^{(char)('0' + rune.Value - '⁰')}'",
            '⁻' => "write '^-'",
            'ᵀ' => "the transpose is transpose(W)",
            >= '₀' and <= '₉' => $"write the digit '{(char)('0' + rune.Value - '₀')}'",
            '√' => "write sqrt(x)",
            '∛' => "write cbrt(x)",
            '∑' => "the sum over an array is sum(v)",
            '∏' => "there is no product over an array",
            '∂' or '∇' => "write the loss itself; its derivatives are what GdScript finds",
            '∞' => "a formula has no infinity",
            '½' => "write 1/2",
            '¼' => "write 1/4",
            '¾' => "write 3/4",
            '°' => "angles are in radians: write x*pi/180",
            '\'' or '’' => "the transpose is transpose(W); a formula has no quotes",
            '"' or '“' or '”' or '„' or '‘' or '‚' or '«' or '»' or '`' or '´' => "a formula has no quotes; write the name alone",
            '|' => "the absolute value is abs(x); 'or' is '||'",
            '{' or '}' => "parentheses ( ) group, brackets [ ] make arrays",
            '%' => "the remainder is x - y*floor(x/y)",
            '@' => "the matrix product is '*'",
            '?' or ':' => "a choice is where(condition, a, b)",
            '~' => "'not' is '!'",
            '\\' or '$' => "LaTeX is written, not read; use names and functions, as in sqrt(x)/2",
            '.' => "a point stands in a number (0.5) or before '*', '/' or '^'",
            '…' => "write the terms out, or use sum(v) over an array",
            _ => null,
        };

    private static int? Digit(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber ? (int)Rune.GetNumericValue(rune) : null;

    private static string FullWidth(char narrow) => "+-*/^()[],;=<>!#".Contains(narrow) ? $"write '{narrow}'" : Hint([narrow]);

    private static string Unseen(Rune rune) =>
        Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control or UnicodeCategory.Format => "take this invisible character out",
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark =>
                "names are letters, digits and '_'; write the accented letter as one character",
            _ => "",
        };
}
