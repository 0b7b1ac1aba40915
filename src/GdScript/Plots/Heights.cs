namespace GdScript.Plots;

/// <summary>How far up and down a picture of values reaches, so that a pole does not make the rest of a curve flat.</summary>
internal static class Heights
{
    /// <summary>What lies so many times the middle part's height away is cut off.</summary>
    private const double Outlying = 10;

    /// <summary>From the least to the largest value, or of a curve with poles the part around its middle; null without any value.</summary>
    public static Extent? Of(IEnumerable<double> samples)
    {
        double[] sorted = [.. samples.Where(double.IsFinite).Order()];
        if (sorted.Length == 0)
            return null;
        var (low, high) = (sorted[0], sorted[^1]);
        var (lower, upper) = (sorted[sorted.Length / 10], sorted[^(1 + sorted.Length / 10)]);
        var middle = upper - lower;
        if (middle > 0 && high - low > Outlying * middle)
            (low, high) = (Math.Max(low, lower - middle), Math.Min(high, upper + middle));
        if (high > low && double.IsFinite(high - low))
            return new(low, high);
        var room = low == 0 ? 1 : Math.Abs(low) / 10;
        return new(low - room, low + room);
    }
}
