using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GdScript.Kernels;
using GdScript.Text;

namespace GdScript.Plots;

/// <summary>From the numbers of an axis to places on paper, and what to write beside it.</summary>
/// <param name="axis">The axis.</param>
/// <param name="start">Where its low end lies.</param>
/// <param name="end">Where its high end lies; may be less than <paramref name="start"/>.</param>
internal sealed class Scale(Axis axis, double start, double end)
{
    private const string Raised = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private readonly Extent range = axis.IsLog ? new(Elementary.Log10(axis.Range.Low), Elementary.Log10(axis.Range.High)) : axis.Range;

    public double Start => start;

    public double End => end;

    /// <summary>Where a number lies; NaN for one that a logarithmic axis has no place for.</summary>
    public double At(double value) => start + (end - start) * range.PartOf(axis.IsLog ? Elementary.Log10(value) : value);

    /// <summary>The number at a place.</summary>
    public double Of(double place)
    {
        var value = range.Low + (range.High - range.Low) * ((place - start) / (end - start));
        return axis.IsLog ? Elementary.Pow(10, value) : value;
    }

    /// <summary>The numbers written beside the axis.</summary>
    /// <param name="most">How many there is room for.</param>
    public ImmutableArray<(double Value, string Text)> Marked(int most) =>
        axis.IsLog && Decades(most) is { Length: >= 2 } decades ? decades : [.. Ticks.Of(axis.Range, most).Select(v => (v, Label(v)))];

    private ImmutableArray<(double, string)> Decades(int most)
    {
        var (first, last) = ((int)Math.Ceiling(range.Low - 1e-9), (int)Math.Floor(range.High + 1e-9));
        var least = Math.Max(1, (int)Math.Ceiling((last - first + 1) / (double)Math.Max(2, most)));
        var round = Rounder(least);
        // Few decades are counted from the highest, many by round exponents.
        var isRound = round >= 5 && Math.Floor(last / (double)round) > Math.Ceiling(first / (double)round);
        var (anchor, stride) = isRound ? (0, round) : (last, least);
        var plain = first >= -3 && last <= 4;
        return
        [
            .. from k in Enumerable.Range(first, Math.Max(0, last - first + 1))
            where (anchor - k) % stride == 0
            select (Ten(k), plain ? Label(Ten(k)) : "10" + Superscript(k)),
        ];
    }

    /// <summary>As many decades between two numbers as a reader can count on with: up to three, or 5, 10, 20, 50 and so on.</summary>
    private static int Rounder(int stride)
    {
        var ten = 1;
        for (; stride > 3; ten *= 10)
            foreach (var step in (int[])[5, 10, 20])
                if (step * ten >= stride)
                    return step * ten;
        return stride;
    }

    private static double Ten(int exponent) =>
        double.Parse(string.Create(CultureInfo.InvariantCulture, $"1e{exponent}"), CultureInfo.InvariantCulture);

    /// <summary>A number as it stands in a picture: with a true minus sign, and a power of ten where it is very large or small.</summary>
    public static string Label(double value)
    {
        var size = Math.Abs(value);
        if (!double.IsFinite(value))
            return NumberText.Of(value).Replace('-', '−');
        if (value == 0 || (size >= 1e-4 && size < 1e6))
            return (value == 0 ? "0" : Plain(value)).Replace('-', '−');
        var text = value.ToString("0.######e0", CultureInfo.InvariantCulture);
        var mark = text.IndexOf('e', StringComparison.Ordinal);
        var exponent = int.Parse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var factor = text[..mark].Replace('-', '−');
        return (factor is "1" or "−1" ? factor[..^1] : factor + "·") + "10" + Superscript(exponent);
    }

    private static string Plain(double value)
    {
        var text = NumberText.Of(value);
        return text.Contains('e', StringComparison.Ordinal) ? value.ToString("0.########", CultureInfo.InvariantCulture) : text;
    }

    private static string Superscript(int exponent)
    {
        var text = new StringBuilder();
        foreach (var c in exponent.ToString(CultureInfo.InvariantCulture))
            text.Append(c == '-' ? '⁻' : Raised[c - '0']);
        return text.ToString();
    }
}
