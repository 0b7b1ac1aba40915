using GdScript.Kernels;

namespace GdScript.Descent;

/// <summary>What a fixed rate does on a loss of this curvature.</summary>
/// <param name="Rate">The rate that was used.</param>
/// <param name="Limit">The largest that does not grow: 2/λmax for plain descent, more with momentum (<see cref="Descent.Inertia"/>).</param>
/// <param name="Best">The best fixed one: 2/(λmin + λmax) for plain descent, 1/λmax where the least is not positive.</param>
/// <param name="Factor">By what the distance along the steepest direction is multiplied in each step, in the long run: |1 − rate·λmax|.</param>
/// <param name="Needs">How many steps bring the slowest direction 1e9 times nearer; null where none do.</param>
public sealed record RateAdvice(double Rate, double Limit, double Best, double Factor, double? Needs)
{
    private const double MuchNearer = 20.72326583694641; // ln 1e9
    private const int Tries = 2000;

    /// <summary>What the method adds to the gradient.</summary>
    public Inertia Inertia { get; init; } = Inertia.None;

    /// <summary>Null where the method is not gradient descent at a fixed rate, or nothing bends upwards.</summary>
    public static RateAdvice? Of(Method method, Spectrum? spectrum)
    {
        if (spectrum is not { Largest: > 0 } s || method is not { Rule.Inertia: { } inertia, FixedRate: { } rate })
            return null;
        var limit = inertia.Limit(s.Largest);
        var least = s.Values.FirstOrDefault(v => v > 0);
        var nearer = Math.Min(inertia.Nearer(rate, least), inertia.Nearer(rate, s.Largest));
        double? needs = rate > 0 && rate < limit && nearer > 0 ? MuchNearer / -Elementary.Log1p(-nearer) : null;
        needs = needs < double.PositiveInfinity ? needs : null;
        return new(rate, limit, Fastest(inertia, s, limit), inertia.Factor(rate, s.Largest), needs) { Inertia = inertia };
    }

    /// <summary>The rate at which the slower of the two ends of the spectrum is fastest; the middle, where many are as fast.</summary>
    private static double Fastest(Inertia inertia, Spectrum s, double limit)
    {
        if (s.Least <= 0 || !double.IsFinite(limit))
            return limit / 2;
        if (inertia == Inertia.None)
            return 2 / (s.Least + s.Largest);
        double At(int k) => limit * k / Tries;
        double Slower(int k) => Math.Max(inertia.Factor(At(k), s.Least), inertia.Factor(At(k), s.Largest));
        var tried = Enumerable.Range(1, Tries - 1).Select(k => (Rate: At(k), Factor: Slower(k))).ToArray();
        var fast = tried.Min(t => t.Factor) + 1e-6;
        return Math.Sqrt(tried.First(t => t.Factor <= fast).Rate * tried.Last(t => t.Factor <= fast).Rate);
    }
}
