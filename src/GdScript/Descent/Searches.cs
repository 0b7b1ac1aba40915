namespace GdScript.Descent;

/// <summary>The line searches. Each ends with a question about the length it returns, which the walk then need not repeat.</summary>
internal static class Searches
{
    private const int Most = 60;

    /// <summary>
    /// Armijo's rule (Nocedal, Wright 2006, alg. 3.1): φ(α) ≤ φ(0) + c₁·(the slope's promise). In a box the promise is that
    /// of the projected point.
    /// </summary>
    public static double Backtrack(Along line, double first, double c1, double shrink)
    {
        var alpha = first;
        for (var k = 0; k < Most; k++, alpha *= shrink)
            if (line.At(alpha).Value <= line.Value0 + c1 * alpha * line.Slope0)
                return alpha;
        return 0;
    }

    /// <summary>Nocedal and Wright 2006, algs. 3.5 and 3.6, with cubic steps inside the bracket.</summary>
    public static double StrongWolfe(Along line, double first, double c1, double c2)
    {
        var (before, alpha) = (new Trial(0, line.Value0, line.Slope0), first);
        for (var k = 0; k < Most; k++)
        {
            var now = Trial.At(line, alpha);
            if (!double.IsFinite(now.Value))
            {
                alpha = before.Alpha + (alpha - before.Alpha) / 10;
                continue;
            }
            if (now.Value > line.Value0 + c1 * alpha * line.Slope0 || (k > 0 && now.Value >= before.Value))
                return Zoom(line, before, now, c1, c2);
            if (Math.Abs(now.Slope) <= -c2 * line.Slope0)
                return alpha;
            if (now.Slope >= 0)
                return Zoom(line, now, before, c1, c2);
            (before, alpha) = (now, Math.Min(10 * alpha, Math.Max(2 * alpha, Beyond(before, now))));
        }
        return before.Alpha;
    }

    /// <summary>A length tried: φ and φ′ there.</summary>
    private readonly record struct Trial(double Alpha, double Value, double Slope)
    {
        public static Trial At(Along line, double alpha)
        {
            var (value, slope) = line.At(alpha);
            return new Trial(alpha, value, slope);
        }
    }

    private static double Zoom(Along line, Trial low, Trial high, double c1, double c2)
    {
        for (var k = 0; k < Most; k++)
        {
            var alpha = Inside(low, high);
            if (alpha == low.Alpha || alpha == high.Alpha)
                break;
            var now = Trial.At(line, alpha);
            if (!(now.Value <= line.Value0 + c1 * alpha * line.Slope0) || now.Value >= low.Value)
                high = now;
            else
            {
                if (Math.Abs(now.Slope) <= -c2 * line.Slope0)
                    return alpha;
                if (now.Slope * (high.Alpha - low.Alpha) >= 0)
                    high = low;
                low = now;
            }
        }
        return Settled(line, low);
    }

    /// <summary>The best of an exhausted bracket, if it is any better than the start.</summary>
    private static double Settled(Along line, Trial low)
    {
        if (low.Alpha == 0 || !(low.Value < line.Value0))
            return 0;
        line.At(low.Alpha);
        return low.Alpha;
    }

    /// <summary>The least of the cubic through both ends, kept off them by a tenth of the bracket.</summary>
    private static double Inside(Trial a, Trial b)
    {
        var cubic = Cubic(a, b);
        var (left, right) = (Math.Min(a.Alpha, b.Alpha), Math.Max(a.Alpha, b.Alpha));
        var margin = 0.1 * (right - left);
        return cubic >= left + margin && cubic <= right - margin ? cubic : (left + right) / 2;
    }

    private static double Beyond(Trial a, Trial b) => Cubic(a, b) is var c && c > b.Alpha ? c : 2 * b.Alpha;

    /// <summary>Nocedal, Wright 2006, eq. 3.59; NaN where the cubic has no least point.</summary>
    private static double Cubic(Trial a, Trial b)
    {
        var d1 = a.Slope + b.Slope - 3 * (a.Value - b.Value) / (a.Alpha - b.Alpha);
        var d2 = Math.CopySign(1, b.Alpha - a.Alpha) * Math.Sqrt(d1 * d1 - a.Slope * b.Slope);
        return b.Alpha - (b.Alpha - a.Alpha) * ((b.Slope + d2 - d1) / (b.Slope - a.Slope + 2 * d2));
    }

    /// <summary>
    /// Hager, Zhang 2005: the Wolfe conditions, or near the end, where differences of losses are rounding, the same said
    /// with slopes. <paramref name="epsilon"/> is the share of the loss that counts as rounding.
    /// </summary>
    public static double HagerZhang(Along line, double first, double delta, double sigma, double epsilon)
    {
        var slack = line.Value0 + epsilon * Math.Abs(line.Value0);
        var zero = new Trial(0, line.Value0, line.Slope0);
        var (low, now) = (zero, Trial.At(line, first));
        for (var k = 0; k < Most && !double.IsFinite(now.Value); k++)
            now = Trial.At(line, now.Alpha / 10);
        for (var k = 0; k < Most && now.Slope < 0 && now.Value <= slack; k++)
        {
            if (Holds(line, now, delta, sigma, slack))
                return now.Alpha;
            low = now;
            now = Trial.At(line, 5 * now.Alpha);
        }
        if (now.Slope < 0)
            (low, now) = Halved(line, low, now, slack);
        return Narrowed(line, low, now, delta, sigma, slack);
    }

    private static bool Holds(Along line, Trial t, double delta, double sigma, double slack) =>
        t.Slope >= sigma * line.Slope0
        && (t.Value - line.Value0 <= delta * t.Alpha * line.Slope0 || ((2 * delta - 1) * line.Slope0 >= t.Slope && t.Value <= slack));

    private static double Narrowed(Along line, Trial low, Trial high, double delta, double sigma, double slack)
    {
        if (Holds(line, high, delta, sigma, slack))
            return Asked(line, high);
        for (var k = 0; k < Most; k++)
        {
            var width = high.Alpha - low.Alpha;
            var secant = (low.Alpha * high.Slope - high.Alpha * low.Slope) / (high.Slope - low.Slope);
            var alpha = k % 3 == 2 || !(secant > low.Alpha && secant < high.Alpha) ? low.Alpha + width / 2 : secant;
            if (alpha == low.Alpha || alpha == high.Alpha)
                break;
            var now = Trial.At(line, alpha);
            if (Holds(line, now, delta, sigma, slack))
                return now.Alpha;
            if (now.Slope >= 0)
                high = now;
            else if (now.Value <= slack)
                low = now;
            else
                (low, high) = Halved(line, low, now, slack);
        }
        return Settled(line, low);
    }

    private static double Asked(Along line, Trial t)
    {
        line.At(t.Alpha);
        return t.Alpha;
    }

    /// <summary>Between a good point and one that is too high while still falling, a bracket whose end rises.</summary>
    private static (Trial Low, Trial High) Halved(Along line, Trial low, Trial high, double slack)
    {
        for (var k = 0; k < Most; k++)
        {
            var now = Trial.At(line, (low.Alpha + high.Alpha) / 2);
            if (now.Slope >= 0)
                return (low, now);
            if (now.Value <= slack)
                low = now;
            else
                high = now;
        }
        return (low, high);
    }
}
