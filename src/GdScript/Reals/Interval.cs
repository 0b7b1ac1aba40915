using GdScript.Graphs;
using GdScript.Kernels;

namespace GdScript.Reals;

/// <summary>
/// All numbers from Low to High, rounded outward: whatever is computed with intervals contains the true result (Moore, Kearfott
/// and Cloud, Introduction to Interval Analysis, 2009). Sums and products are widened only where they round; elementary
/// functions by three times the error they are stated to have. NaN stands for "nothing can be said": a pole, the end of a domain.
/// </summary>
internal readonly record struct Interval(double Low, double High) : IReal<Interval>
{
    public static readonly Interval Unknown = new(double.NaN, double.NaN);

    public static Interval Of(double value) => double.IsFinite(value) ? new(value, value) : Unknown;

    public static Interval Apply(Op op, in Interval a, in Interval b, in Interval c) => IntervalOps.Apply(op, a, b, c);

    public static Interval Argmax(ReadOnlySpan<Interval> numbers)
    {
        var (low, high) = (0, numbers.Length - 1);
        for (var k = 0; k < numbers.Length; k++)
        {
            if (!numbers[k].IsKnown)
                return Unknown;
            var isFirst = true;
            for (var j = 0; j < numbers.Length && isFirst; j++)
                isFirst = j == k || numbers[k].Low > numbers[j].High;
            if (isFirst)
                return new(k, k);
        }
        return new(low, high);
    }

    public static int? Place(in Interval index, int places) => index.IsPoint ? Arrays.Place(index.Low, places) : null;

    public double Near => Low / 2 + High / 2;

    public bool IsKnown => !double.IsNaN(Low) && !double.IsNaN(High);

    public bool IsPoint => Low == High;

    public bool Holds(double x) => Low <= x && x <= High;

    public double Width => High - Low;

    /// <summary>The largest size of a number within.</summary>
    public double Size => Math.Max(Math.Abs(Low), Math.Abs(High));

    public static Interval operator -(Interval a) => new(-a.High, -a.Low);

    public static Interval operator +(Interval a, Interval b) => new(Sum(a.Low, b.Low, -1), Sum(a.High, b.High, 1));

    public static Interval operator -(Interval a, Interval b) => a + -b;

    public static Interval operator *(Interval a, Interval b)
    {
        if (!a.IsKnown || !b.IsKnown)
            return Unknown;
        var low = Math.Min(
            Math.Min(Times(a.Low, b.Low, -1), Times(a.Low, b.High, -1)),
            Math.Min(Times(a.High, b.Low, -1), Times(a.High, b.High, -1))
        );
        var high = Math.Max(
            Math.Max(Times(a.Low, b.Low, 1), Times(a.Low, b.High, 1)),
            Math.Max(Times(a.High, b.Low, 1), Times(a.High, b.High, 1))
        );
        return new(low, high);
    }

    public static Interval operator /(Interval a, Interval b)
    {
        if (!a.IsKnown || !b.IsKnown || b.Holds(0))
            return Unknown;
        var low = Math.Min(
            Math.Min(Over(a.Low, b.Low, -1), Over(a.Low, b.High, -1)),
            Math.Min(Over(a.High, b.Low, -1), Over(a.High, b.High, -1))
        );
        var high = Math.Max(
            Math.Max(Over(a.Low, b.Low, 1), Over(a.Low, b.High, 1)),
            Math.Max(Over(a.High, b.Low, 1), Over(a.High, b.High, 1))
        );
        return new(low, high);
    }

    /// <summary>The least interval around both.</summary>
    public static Interval Hull(Interval a, Interval b) =>
        a.IsKnown && b.IsKnown ? new(Math.Min(a.Low, b.Low), Math.Max(a.High, b.High)) : Unknown;

    /// <summary>What lies in both, when both are known.</summary>
    public static Interval Meet(Interval a, Interval b) =>
        !a.IsKnown ? b
        : !b.IsKnown ? a
        : new(Math.Max(a.Low, b.Low), Math.Min(a.High, b.High));

    /// <summary>x moved by so many doubles, up or down; infinities and NaN make nothing known.</summary>
    public static double Moved(double x, int ulps)
    {
        for (; ulps > 0; ulps--)
            x = Math.BitIncrement(x);
        for (; ulps < 0; ulps++)
            x = Math.BitDecrement(x);
        return x;
    }

    private static double Sum(double a, double b, int way)
    {
        var sum = a + b;
        var taken = sum - a;
        return (a - (sum - taken)) + (b - taken) == 0 ? sum : Moved(sum, way);
    }

    private static double Times(double a, double b, int way)
    {
        if (a == 0 || b == 0)
            return 0;
        var product = a * b;
        var isExact = Math.Abs(product) > 1e-250 && Math.FusedMultiplyAdd(a, b, -product) == 0;
        return isExact ? product : Moved(product, way);
    }

    private static double Over(double a, double b, int way)
    {
        if (a == 0)
            return 0;
        var quotient = a / b;
        var isExact = Math.Abs(quotient) > 1e-250 && Math.Abs(a) > 1e-250 && Math.FusedMultiplyAdd(quotient, b, -a) == 0;
        return isExact ? quotient : Moved(quotient, way);
    }
}
