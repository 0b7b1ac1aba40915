using System.Collections.Immutable;
using GdScript.Kernels;

namespace GdScript.Descent;

/// <summary>
/// The rates of step t (from 0) in closed form: no recurrence, so any step can be asked for first, and nothing compounds.
/// The forms agree with PyTorch's recurrences to rounding.
/// </summary>
internal static class ScheduleForms
{
    public static double Step(double lr, long size, double gamma, long t) => lr * Elementary.Pow(gamma, t / size);

    public static double Multistep(double lr, ImmutableArray<double> at, double gamma, long t)
    {
        var passed = 0;
        foreach (var milestone in at)
            passed += milestone <= t ? 1 : 0;
        return lr * Elementary.Pow(gamma, passed);
    }

    public static double Exponential(double lr, double gamma, long t) => lr * Elementary.Pow(gamma, t);

    public static double Inverse(double lr, double decay, double power, long t) => lr / Elementary.Pow(1 + decay * t, power);

    public static double Polynomial(double lr, long steps, double power, double end, long t) =>
        end + (lr - end) * Elementary.Pow(1 - (double)Math.Min(t, steps) / steps, power);

    public static double Linear(double lr, long steps, double start, double end, long t) =>
        lr * (start + (end - start) * Math.Min(t, steps) / steps);

    /// <summary>Up to the first rate of what follows.</summary>
    public static double Warmup(Schedule then, long steps, double start, long t) =>
        t < steps ? then.At(0) * (start + (1 - start) * t / steps) : then.At(t - steps);

    public static double Cosine(double lr, long steps, double end, bool periodic, long t) =>
        Wave(lr, end, (double)(periodic ? t % (2 * steps) : Math.Min(t, steps)) / steps);

    /// <summary>Cycle i lasts steps·multⁱ steps and begins at steps·(multⁱ − 1)/(mult − 1).</summary>
    public static double Restarts(double lr, long steps, long mult, double end, long t)
    {
        var (since, length) = Cycle(steps, mult, t);
        return Wave(lr, end, since / length);
    }

    /// <summary>How far step <paramref name="t"/> is into its cycle, and how long that cycle is.</summary>
    public static (double Since, double Length) Cycle(long steps, long mult, long t)
    {
        if (mult == 1)
            return (t % steps, steps);
        var (begin, length) = (0.0, (double)steps);
        for (; t >= begin + length; length *= mult) // as many turns as cycles, which grow like a power
            begin += length;
        return (t - begin, length);
    }

    /// <summary>Smith 2017; <paramref name="mode"/> says what becomes of the height from cycle to cycle.</summary>
    public static double Cyclic(double low, double high, long up, long down, string mode, double gamma, long t)
    {
        var period = (double)(up + down);
        var cycle = t / (up + down);
        var (x, rise) = (t / period - cycle, up / period);
        var height = x <= rise ? x / rise : (x - 1) / (rise - 1);
        var scale = mode switch
        {
            "triangular2" => Math.ScaleB(1, -(int)Math.Min(cycle, 2000)),
            "exp_range" => Elementary.Pow(gamma, t),
            _ => 1,
        };
        return low + (high - low) * height * scale;
    }

    /// <summary>From max/div up to max, then down to max/div/final; the last step of the rise is pct·steps − 1 as in PyTorch.</summary>
    public static double Onecycle(double max, long steps, double pct, double div, double final, string anneal, long t)
    {
        var (peak, last) = (pct * steps - 1, steps - 1.0);
        var at = Math.Min(t, last);
        return at <= peak && peak > 0
            ? Between(max / div, max, at / peak, anneal)
            : Between(max, max / div / final, (at - peak) / (last - peak), anneal);
    }

    /// <summary>The momentum that goes with a one-cycle rate: high, low where the rate is highest, high again.</summary>
    public static double Swing(double high, double low, long steps, double pct, string anneal, long t)
    {
        var (peak, last) = (pct * steps - 1, steps - 1.0);
        var at = Math.Min(t, last);
        return at <= peak && peak > 0 ? Between(high, low, at / peak, anneal) : Between(low, high, (at - peak) / (last - peak), anneal);
    }

    public static double Join(ImmutableArray<Schedule> parts, ImmutableArray<double> at, long t)
    {
        var k = 0;
        while (k < at.Length && at[k] <= t)
            k++;
        return parts[k].At(k == 0 ? t : t - (long)at[k - 1]);
    }

    private static double Between(double from, double to, double share, string anneal) =>
        anneal == "cos" ? Wave(from, to, share) : from + (to - from) * share;

    private static double Wave(double from, double to, double share) => to + (from - to) * (1 + Elementary.Cos(Math.PI * share)) / 2;
}
