using System.Collections.Immutable;
using System.Globalization;

namespace GdScript.Plots;

/// <summary>Numbers to write beside an axis: multiples of 1, 2 or 5 times a power of ten, so that a reader can count on between them.</summary>
public static class Ticks
{
    private static readonly int[] Steps = [1, 2, 5, 10];

    /// <summary>The ticks within a range, its ends included.</summary>
    /// <param name="range">The range; finite.</param>
    /// <param name="most">How many there is room for; at least 2.</param>
    public static ImmutableArray<double> Of(Extent range, int most)
    {
        var width = range.High - range.Low;
        if (!(width > 0) || !double.IsFinite(width))
            return [range.Low];
        var exponent = ExponentOf(width / Math.Max(1, most));
        for (; ; exponent++)
            foreach (var step in Steps)
                if (Multiples(range, step, exponent) is var ticks && ticks.Length <= Math.Max(2, most))
                    return ticks;
    }

    private static ImmutableArray<double> Multiples(Extent range, int step, int exponent)
    {
        var size = Power(step, exponent);
        // The division rounds: the numbers themselves say which of them lie inside.
        var (first, last) = (Math.Floor(range.Low / size), Math.Ceiling(range.High / size));
        if (last - first > 1000 || Math.Abs(first) > 1e15)
            return [range.Low, .. Enumerable.Repeat(range.High, 2000)];
        var ticks = ImmutableArray.CreateBuilder<double>();
        for (var k = first; k <= last; k++)
            if (Power(k * step, exponent) is var tick && tick >= range.Low && tick <= range.High)
                ticks.Add(tick);
        return ticks.DrainToImmutable();
    }

    /// <summary>A whole number times a power of ten, rounded once.</summary>
    private static double Power(double whole, int exponent) =>
        double.Parse(string.Create(CultureInfo.InvariantCulture, $"{whole:F0}e{exponent}"), CultureInfo.InvariantCulture) + 0.0;

    private static int ExponentOf(double x)
    {
        var text = x.ToString("E0", CultureInfo.InvariantCulture);
        return int.Parse(text.AsSpan(text.IndexOf('E') + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
    }
}
