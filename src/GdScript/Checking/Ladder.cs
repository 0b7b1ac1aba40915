namespace GdScript.Checking;

/// <summary>How small steps are worth taking, and how many.</summary>
internal enum Fineness
{
    /// <summary>Doubles whose rounding is bounded.</summary>
    Double,

    /// <summary>Doubles out of a black box.</summary>
    Coarse,

    /// <summary>Twice the digits.</summary>
    Doubled,

    /// <summary>Twice the digits along a line.</summary>
    Line,

    /// <summary>The same in a hurry.</summary>
    Glance,
}

/// <summary>
/// The steps at which a loss is measured along one coordinate: powers of two from the size of the coordinate (at least
/// one half) down to 64 roundings of it. Where that is too long a way the steps halve only near the top and near the
/// coordinate's own size, and quarter or leap elsewhere.
/// </summary>
internal static class Ladder
{
    /// <summary>No ladder is longer; two evaluations per step stay near a hundred.</summary>
    public const int Longest = 54;

    /// <summary>Longer ways than this are thinned.</summary>
    private const int Full = 53;
    private const int FineAtTop = 18;
    private const int FineBelowSize = 17;
    private const int LeapsBetween = 3;

    /// <summary>2^-47·|x| is 64 roundings.</summary>
    private const int BitsBelowSize = 46;

    /// <summary>Steps this small are still a few bits wide.</summary>
    private const int Deepest = -1070;

    /// <summary>Writes the steps for a coordinate, largest first, and returns how many.</summary>
    public static int Fill(double x, Span<double> steps, Fineness fineness = Fineness.Double) =>
        fineness switch
        {
            Fineness.Double => Doubles(x, steps),
            Fineness.Coarse => Coarse(x, steps),
            Fineness.Doubled => Long(x, steps),
            Fineness.Line => Line(steps, 16, 4),
            Fineness.Glance => Line(steps, 7, 12),
        };

    private static int Doubles(double x, Span<double> steps)
    {
        var (top, own) = Ends(x);
        var bottom = Math.Max(own - BitsBelowSize, Deepest);
        var count = 0;
        for (var power = Math.Min(top, 1022); power >= bottom && count < Longest; power--)
            if (top - bottom < Full || Stays(power, top, own))
                steps[count++] = Math.ScaleB(1, power);
        return count;
    }

    /// <summary>For a black box: a third of the evaluations goes to its noise, and its smallest steps would say nothing.</summary>
    private static int Coarse(double x, Span<double> steps)
    {
        const int Most = 32;
        const int Bits = 45;
        var (top, own) = Ends(x);
        var bottom = Math.Max(own - Bits, Deepest);
        var count = 0;
        for (var power = Math.Min(top, 1022); power >= bottom && count < Most; power--)
        {
            var left = Most - count;
            var leap =
                count < 7 ? 1
                : power - own > 8 ? Math.Max(1, (power - own) / 6)
                : Math.Max(1, (power - bottom + left - 1) / left);
            steps[count++] = Math.ScaleB(1, power);
            power -= leap - 1;
        }
        return count;
    }

    /// <summary>With twice the digits: quarters near the top, leaps to the coordinate's own size, eighths for 100 bits below it.</summary>
    private static int Long(double x, Span<double> steps)
    {
        const int Bits = 96;
        const int Quarters = 14;
        var (top, own) = Ends(x);
        var bottom = Math.Max(own - Bits, Deepest);
        var count = 0;
        for (var power = Math.Min(top, 1022); power >= bottom && count < Longest; )
        {
            steps[count++] = Math.ScaleB(1, power);
            power -=
                power <= own + 2 ? (power > own - 30 ? 2 : 3)
                : count < Quarters ? 2
                : Math.Max(2, (power - own) / 3);
        }
        return count;
    }

    /// <summary>Along a line scaled to the point, with twice the digits: few steps suffice.</summary>
    private static int Line(Span<double> steps, int count, int first)
    {
        for (var k = 0; k < count; k++)
            steps[k] = Math.ScaleB(1, -first - 4 * k);
        return count;
    }

    private static (int Top, int Own) Ends(double x)
    {
        var size = Math.Abs(x);
        return (Math.Max(0, CeilingLog(size)) - 1, size == 0 ? -20 : Math.Max(Math.ILogB(size), Deepest + FineBelowSize));
    }

    private static bool Stays(int power, int top, int own)
    {
        var belowTop = top - FineAtTop - power;
        if (belowTop < 0)
            return true;
        if (power > own + 1)
            return belowTop % Math.Max(1, (top - FineAtTop - own) / LeapsBetween) == 0;
        return power > own - FineBelowSize || (own - FineBelowSize - power) % 2 == 0;
    }

    /// <summary>The least k with 2^k ≥ x; for 0 the least there is.</summary>
    private static int CeilingLog(double x) =>
        x == 0 ? int.MinValue
        : Math.ScaleB(1, Math.ILogB(x)) == x ? Math.ILogB(x)
        : Math.ILogB(x) + 1;
}
