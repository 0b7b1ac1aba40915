using System.Globalization;
using System.Numerics;
using GdScript.Graphs;

namespace GdScript.Text;

/// <summary>Numbers as text: invariant, and always read back as the same double.</summary>
public static class NumberText
{
    private const int ShortDigits = 6;
    private static readonly BigInteger Exact = BigInteger.One << 53;

    /// <summary>The shortest text that reads back as the same double; NaN, Infinity and -Infinity by those names.</summary>
    public static string Of(double value) =>
        double.IsFinite(value) ? Tidy(value.ToString("R", CultureInfo.InvariantCulture))
        : double.IsNaN(value) ? "NaN"
        : value > 0 ? "Infinity"
        : "-Infinity";

    /// <summary>
    /// The number as a person writes it: a whole number by its digits, a short decimal (<c>0.25</c>), else whichever of
    /// fraction (<c>1/3</c>) and decimal is shorter. Rounded to double it is the same number as before.
    /// </summary>
    public static string Of(Number value)
    {
        var near = value.ToDouble();
        if (!double.IsFinite(near))
            return value.IsInteger ? value.ToString() : Of(near);
        if (value.IsInteger && BigInteger.Abs(value.Numerator) <= Exact)
            return value.Numerator.ToString(CultureInfo.InvariantCulture);
        var digits = Of(near);
        if (value.IsInteger && Number.Of(near) == value && value.ToString().Length <= digits.Length)
            return value.ToString();
        if (
            BigInteger.Abs(value.Numerator) > Exact
            || value.Denominator > Exact
            || value.IsInteger
            || SignificantDigits(digits) <= ShortDigits
        )
            return digits;
        var fraction = value.ToString();
        return fraction.Length < digits.Length ? fraction : digits;
    }

    private static int SignificantDigits(string text)
    {
        var mark = text.IndexOf('e', StringComparison.Ordinal);
        var digits = (mark < 0 ? text : text[..mark]).Where(char.IsAsciiDigit).SkipWhile(c => c == '0').ToArray();
        return digits.AsSpan().TrimEnd('0').Length;
    }

    /// <summary><c>1E-07</c> becomes <c>1e-7</c>.</summary>
    private static string Tidy(string text)
    {
        var mark = text.IndexOf('E', StringComparison.Ordinal);
        if (mark < 0)
            return text;
        var exponent = int.Parse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{text[..mark]}e{exponent}");
    }
}
