using System.Globalization;
using System.Text.RegularExpressions;

namespace VerifyTests;

/// <summary>How many doubles lie between two numbers; the unit in which a reproducible trace is measured.</summary>
internal sealed partial record UlpGap(ulong Ulps, double Old, double Now)
{
    /// <summary>
    /// The largest gap between the numbers of two lines that are equal but for their numbers; null where the words differ too,
    /// or where one side is not a number.
    /// </summary>
    public static UlpGap? Between(string old, string now)
    {
        if (Number().Replace(old, "#") != Number().Replace(now, "#"))
        {
            return null;
        }

        return Numbers(old).Zip(Numbers(now), Between).Where(gap => gap is { Ulps: > 0 }).MaxBy(gap => gap!.Ulps);
    }

    /// <summary>The gap between two doubles, counting every double between them; null when either is NaN.</summary>
    public static UlpGap? Between(double old, double now) =>
        double.IsNaN(old) || double.IsNaN(now) ? null : new(Distance(Rank(old), Rank(now)), old, now);

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Ulps} ulp, {Old} against {Now}, relative {Relative:E1}");

    private double Relative => Math.Abs(Old - Now) / Math.Max(Math.Abs(Old), Math.Abs(Now));

    private static IEnumerable<double> Numbers(string line) =>
        Number().Matches(line).Select(match => double.Parse(match.Value, NumberStyles.Float, CultureInfo.InvariantCulture));

    private static ulong Distance(long a, long b) => a > b ? unchecked((ulong)a - (ulong)b) : unchecked((ulong)b - (ulong)a);

    /// <summary>The double's place in the row of all doubles; 0.0 and -0.0 share one place.</summary>
    private static long Rank(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        return bits < 0 ? long.MinValue - bits : bits;
    }

    [GeneratedRegex(@"(?<![\w.])[-+]?(?:\d+\.?\d*(?:[eE][-+]?\d+)?|NaN|Infinity)(?!\w)")]
    private static partial Regex Number();
}
