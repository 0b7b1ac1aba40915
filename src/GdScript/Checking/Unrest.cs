using GdScript.Kernels;

namespace GdScript.Checking;

/// <summary>
/// Whether difference quotients settle as the step shrinks. Those of a smooth loss change ever less from step to step, at least
/// like a power of it; x*log|x| changes by the same amount with every halving, and x*sin(1/x) sways for ever.
/// </summary>
internal static class Unrest
{
    /// <summary>So much of the change is left after a few steps: it falls too slowly to be followed.</summary>
    public const double Slow = 0.5;

    /// <summary>The change does not fall at all.</summary>
    public const double Endless = 0.9;

    /// <summary>As many changes among the smallest steps are compared with as many before them.</summary>
    private const int Few = 6;
    private const double Clear = 8;

    /// <summary>
    /// The largest change per halving over the smallest steps that rounding does not hide, as a part of that over the steps before
    /// them; 0 where there are too few.
    /// </summary>
    public static double Of(Rungs rungs, ReadOnlySpan<double> slopes, ReadOnlySpan<double> doubts, int from)
    {
        Span<double> changes = stackalloc double[Ladder.Longest];
        Span<double> limits = stackalloc double[Ladder.Longest];
        for (var k = from; k + 1 < slopes.Length; k++)
        {
            var halvings = Elementary.Log2(rungs.Steps[k] / rungs.Steps[k + 1]);
            (changes[k], limits[k]) = (Math.Abs(slopes[k + 1] - slopes[k]) / halvings, Clear * (doubts[k] + doubts[k + 1]) / halvings);
        }
        return Left(changes[..Math.Max(from, slopes.Length - 1)], limits, from);
    }

    /// <summary>The same for the difference of the two sides, which must vanish with the step.</summary>
    public static double OfGap(Rungs rungs, int from)
    {
        Span<double> gaps = stackalloc double[Ladder.Longest];
        Span<double> limits = stackalloc double[Ladder.Longest];
        for (var k = from; k < rungs.Count; k++)
            (gaps[k], limits[k]) = (Math.Abs(rungs.Right[k] - rungs.Left[k]), Clear * (rungs.RightDoubt[k] + rungs.LeftDoubt[k]));
        return Left(gaps[..rungs.Count], limits, from);
    }

    /// <summary>Over the twelve smallest steps that would show a tenth of the largest change among them.</summary>
    private static double Left(ReadOnlySpan<double> changes, ReadOnlySpan<double> limits, int from)
    {
        for (var last = changes.Length - 1; last - 2 * Few + 1 >= from; last--)
        {
            var (now, before) = (Largest(changes.Slice(last - Few + 1, Few)), Largest(changes.Slice(last - 2 * Few + 1, Few)));
            if (limits[last] < Math.Max(now, before) / 10)
                return before > 0 ? now / before : 0;
        }
        return 0;
    }

    private static double Largest(ReadOnlySpan<double> changes)
    {
        var largest = 0.0;
        foreach (var change in changes)
            largest = change > largest ? change : largest;
        return largest;
    }
}
