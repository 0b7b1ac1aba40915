namespace GdScript.Checking;

/// <summary>
/// The steps at which a loss is measured along one coordinate: powers of two from the size of the coordinate (at least
/// one half) down to 64 roundings of it. Where that is too long a way the steps halve only near the top and near the
/// coordinate's own size, and quarter or leap elsewhere.
/// </summary>
internal static class Ladder
{
    /// <summary>No ladder is longer; two evaluations per step stay near a hundred.</summary>
    public const int Longest = 56;

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
    public static int Fill(double x, Span<double> steps)
    {
        var size = Math.Abs(x);
        var top = Math.Max(0, CeilingLog(size)) - 1;
        var own = size == 0 ? -20 : Math.Max(Math.ILogB(size), Deepest + FineBelowSize);
        var bottom = Math.Max(own - BitsBelowSize, Deepest);
        var count = 0;
        for (var power = Math.Min(top, 1022); power >= bottom && count < Longest; power--)
            if (top - bottom < Full || Stays(power, top, own))
                steps[count++] = Math.ScaleB(1, power);
        return count;
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
