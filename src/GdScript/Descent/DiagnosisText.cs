using System.Globalization;

namespace GdScript.Descent;

/// <summary>A diagnosis in plain sentences; numbers to four digits, so that they read the same everywhere.</summary>
internal static class DiagnosisText
{
    private const int MostNamed = 4;

    public static IEnumerable<string> Of(Diagnosis d, IReadOnlyList<string> names, long steps)
    {
        if (Rate(d, steps) is { } rate)
            yield return rate;
        if (Where(d, names) is { } place && !(d.Rate?.Rate > d.Rate?.Limit && d.Terrain == Terrain.Slope))
            yield return place;
    }

    private static string? Rate(Diagnosis d, long steps)
    {
        if (d.Rate is not { } r || d.Terrain == Terrain.Bound)
            return null;
        var (rate, limit, best) = (Short(r.Rate), Short(r.Limit), Short(r.Best));
        if (Math.Abs(r.Rate / r.Limit - 1) < 2.5e-4)
            return $"The rate {rate} is at the limit {limit}: steps overshoot and do not shrink; try {best}.";
        if (r.Rate > r.Limit)
            return $"The rate {rate} is {Times(r.Rate / r.Limit)} above the limit {limit} ({Why(r.Inertia, d.Spectrum!.Largest)}): every step overshoots and grows {Times(r.Factor)}; try {best}.";
        if (d.Terrain == Terrain.Slope && r.Needs is { } needs && needs > 10.0 * Math.Max(steps, 100))
            return $"At the rate {rate} this needs about {Round(needs)} steps; the limit is {limit}, try {best}.";
        return d.Terrain == Terrain.Slope && r.Rate > 0.9 * r.Limit
            ? $"The rate {rate} is just below the limit {limit}: steps overshoot and hardly shrink; try {best}."
            : null;
    }

    /// <summary>What the limit comes from.</summary>
    private static string Why(Inertia inertia, double curvature)
    {
        if (inertia == Inertia.None)
            return $"2 / curvature {Short(curvature)}";
        List<string> parts = [];
        if (inertia.Momentum > 0)
            parts.Add($"{(inertia.Nesterov ? "Nesterov's " : "")}momentum {Short(inertia.Momentum)}");
        if (inertia is { Momentum: > 0, Dampening: > 0 })
            parts.Add($"dampening {Short(inertia.Dampening)}");
        if (inertia.Decay > 0)
            parts.Add($"weight decay {Short(inertia.Decay)}");
        return $"for {string.Join(", ", parts)} and curvature {Short(curvature)}";
    }

    private static string? Where(Diagnosis d, IReadOnlyList<string> names)
    {
        var (s, convex) = (d.Spectrum, d.Convexity.Verdict == ConvexityVerdict.Proven);
        return d.Terrain switch
        {
            Terrain.Minimum when convex => $"The minimum: the loss is convex, so none lies lower; {Bends(s!)}.",
            Terrain.Minimum => $"{(d.Convexity.Verdict == ConvexityVerdict.Disproven ? "A local minimum" : "A minimum")}; {Bends(s!)}.",
            Terrain.Maximum => $"A maximum: every direction leads down; {Bends(s!)}.",
            Terrain.Saddle =>
                $"A saddle, not a minimum: the loss falls along ±({Direction(s!.LeastAlong, names)}) with curvature {Short(s.Least)}; step off that way, or walk with 'perturbed'.",
            Terrain.Plateau when convex && d.GradientNorm == 0 => "The minimum: the loss is convex and its slope 0, so none lies lower.",
            Terrain.Plateau => "A plateau: slope and curvature are 0, so nothing tells where lower points lie; try another start.",
            Terrain.Valley when convex => "The minimum: the loss is convex, so none lies lower; it is not the only point that low.",
            Terrain.Valley =>
                $"Flat along ±({Direction(s!.LeastAlong, names)}): there the second derivatives do not tell a minimum from a saddle.",
            Terrain.Bound when convex =>
                $"The minimum within the bounds: the loss is convex, so none lies lower there; {Standing(d.Held, names)} at a bound.",
            Terrain.Bound => $"At rest at the bounds: {Standing(d.Held, names)} where the loss falls only beyond them.",
            Terrain.Slope when d.At.Loss < Stop.Bottomless =>
                $"The loss fell to {Short(d.At.Loss)} and the gradient's length is {Short(d.GradientNorm)}: it seems to have no least value; keep the point in --bounds, or look at its signs.",
            Terrain.Slope when d.Lost =>
                $"At the best point, {(d.At.Step == 0 ? "the start" : $"step {Digits.Of(d.At.Step)}")}, the gradient's length is {Short(d.GradientNorm)}{(s is null ? "" : "; " + Bends(s))}.",
            Terrain.Slope when d.Rate is not null && s?.Condition is >= 100 and < double.PositiveInfinity =>
                $"Not at rest: the gradient's length is {Short(d.GradientNorm)}; {Bends(s)}: the steep direction holds the rate down, 'auto' or momentum goes along the valley.",
            Terrain.Slope => $"Not at rest: the gradient's length is {Short(d.GradientNorm)}{(s is null ? "" : "; " + Bends(s))}.",
            Terrain.Unknown => null,
        };
    }

    /// <summary><c>x and y stand</c>.</summary>
    private static string Standing(IReadOnlyList<int> held, IReadOnlyList<string> names)
    {
        var told = held.Take(MostNamed).Select(i => names[i]).ToArray();
        return held.Count == 1 ? $"{told[0]} stands"
            : held.Count > MostNamed ? $"{string.Join(", ", told)} and {Digits.Of(held.Count - MostNamed)} more stand"
            : $"{string.Join(", ", told[..^1])} and {told[^1]} stand";
    }

    /// <summary><c>curvature 0.1 to 2, condition 20</c>.</summary>
    private static string Bends(Spectrum s)
    {
        var (least, largest) = (Short(s.Least), Short(s.Largest));
        var range = least == largest ? $"curvature {least}" : $"curvature {least} to {largest}";
        return s.Condition is { } c && double.IsFinite(c) && least != largest ? $"{range}, condition {Short(c)}" : range;
    }

    /// <summary>The few largest numbers of a direction by name.</summary>
    private static string Direction(IReadOnlyList<double> along, IReadOnlyList<string> names)
    {
        var told = Enumerable
            .Range(0, along.Count)
            .Where(i => Math.Abs(along[i]) >= 1e-4)
            .OrderByDescending(i => Math.Abs(along[i]))
            .ToArray();
        var few = told.Take(MostNamed).Order().Select(i => $"{names[i]}={Short(along[i])}");
        return string.Join(", ", few) + (told.Length > MostNamed ? ", …" : "");
    }

    private static string Times(double factor) => Short(factor) + "×";

    /// <summary>Four digits, written as short as they allow.</summary>
    public static string Short(double x) =>
        Digits.Of(double.Parse(x.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));

    /// <summary>One digit: 300, 1e11.</summary>
    private static string Round(double x)
    {
        var text = x.ToString("E0", CultureInfo.InvariantCulture);
        var exponent = int.Parse(text.AsSpan(2), CultureInfo.InvariantCulture);
        return exponent < 6
            ? text[..1] + new string('0', Math.Max(exponent, 0))
            : string.Create(CultureInfo.InvariantCulture, $"{text[0]}e{exponent}");
    }
}
