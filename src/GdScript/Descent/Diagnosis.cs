using System.Collections.Immutable;
using GdScript.Calculus;
using GdScript.Graphs;

namespace GdScript.Descent;

/// <summary>What a point is, by its slope and its curvature.</summary>
public enum Terrain
{
    /// <summary>Every direction leads up.</summary>
    Minimum,

    /// <summary>Every direction leads down.</summary>
    Maximum,

    /// <summary>Some directions lead up, some down.</summary>
    Saddle,

    /// <summary>Neither slope nor curvature.</summary>
    Plateau,

    /// <summary>Some directions lead up, others are flat: second derivatives do not tell more.</summary>
    Valley,

    /// <summary>The loss falls only beyond the bounds.</summary>
    Bound,

    /// <summary>The gradient still leads somewhere.</summary>
    Slope,

    /// <summary>The curvature is not a finite number.</summary>
    Unknown,
}

/// <summary>How sharp a point is: flat minima change less when the data do.</summary>
/// <param name="Largest">The largest curvature, λmax.</param>
/// <param name="Radius">How far the point was moved.</param>
/// <param name="Rise">The largest rise of the loss at that distance, along the steepest direction or one of 16 drawn ones.</param>
/// <param name="MeanRise">The mean rise along the drawn ones.</param>
public sealed record Sharpness(double Largest, double Radius, double Rise, double MeanRise);

/// <summary>Whether the loss is convex.</summary>
public enum ConvexityVerdict
{
    /// <summary>The graph's rules prove it.</summary>
    Proven,

    /// <summary>Two points have a midpoint that lies higher than their mean.</summary>
    Disproven,

    /// <summary>Neither.</summary>
    Open,
}

/// <summary>The verdict with the two points that disprove it.</summary>
public sealed record ConvexityFinding(ConvexityVerdict Verdict, ImmutableArray<double> From, ImmutableArray<double> To)
{
    public static ConvexityFinding Plain(ConvexityVerdict verdict) => new(verdict, [], []);
}

/// <summary>A walk that explains itself: what the place is where it ended, and what its rate did.</summary>
public sealed record Diagnosis
{
    public required Terrain Terrain { get; init; }

    /// <summary>The point looked at: the last one, or the best one where the last is lost.</summary>
    public required Spot At { get; init; }

    /// <summary>True where the walk went on from there and was lost.</summary>
    public bool Lost { get; init; }

    /// <summary>The numbers of the point that stand at a bound and would go on; empty without bounds.</summary>
    public ImmutableArray<int> Held { get; init; } = [];

    /// <summary>‖gradient‖₂ over the numbers that may move.</summary>
    public required double GradientNorm { get; init; }

    /// <summary>The curvatures there; null where they are not finite.</summary>
    public required Spectrum? Spectrum { get; init; }

    /// <summary>True where the curvature was derived, false where it was measured.</summary>
    public required bool Derived { get; init; }

    /// <summary>Null where the method has no fixed rate.</summary>
    public RateAdvice? Rate { get; init; }

    public Sharpness? Sharpness { get; init; }

    public required ConvexityFinding Convexity { get; init; }

    /// <summary>Looks at where a run ended.</summary>
    /// <param name="run">The run.</param>
    /// <param name="start">Where it began.</param>
    /// <param name="land">The loss.</param>
    /// <param name="formula">The loss as a formula, for the proof of convexity; null where there is none.</param>
    /// <param name="method">How it walked; a rate is judged where that is gradient descent, with momentum or without, at a fixed rate.</param>
    /// <param name="pairs">At how many pairs of points a counter-example to convexity is looked for.</param>
    public static Diagnosis Of(Run run, ReadOnlySpan<double> start, Landscape land, Formula? formula, Method method, int pairs = 200)
    {
        var lost = run.Warnings.Append(run.Why).Any(w => w is Stop.Diverged or Stop.Fled or Stop.NonFinite);
        var at = lost ? run.Best : new Spot(run.Last.Step, run.Last.Loss, run.Last.Point);
        var gradient = new double[land.Size];
        var x = at.Point.AsSpan();
        land.Gradient(start, gradient);
        var first = Norms.Two(gradient);
        land.Gradient(x, gradient);
        int[] held = [.. Enumerable.Range(0, gradient.Length).Where(i => method.Box?.Blocks(i, at.Point[i], gradient[i]) ?? false)];
        foreach (var i in held)
            gradient[i] = 0;
        var (norm, spectrum) = (Norms.Two(gradient), Spectrum.Of(land, x));
        var place = lost ? Terrains.Slope(norm) : Terrains.Of(norm, first, at, spectrum);
        if (held.Length > 0)
            place = norm <= 1e-8 || norm <= 1e-6 * first ? Terrain.Bound : Terrains.Slope(norm);
        if (place == Terrain.Minimum && Terrains.Wavers(land, x, gradient, spectrum!))
            place = Terrain.Valley;
        return new Diagnosis
        {
            Terrain = place,
            At = at,
            Lost = lost,
            Held = [.. held],
            GradientNorm = norm,
            Spectrum = spectrum,
            Derived = land.Derived,
            Rate = RateAdvice.Of(method, spectrum),
            Sharpness = spectrum is null ? null : Perturbed.Of(land, at, spectrum),
            Convexity = ConvexityCheck.Of(land, formula, start, at, spectrum, pairs),
        };
    }

    /// <summary>The finding in one or two sentences.</summary>
    /// <param name="names">The names of the numbers of a point.</param>
    /// <param name="steps">How many steps the walk made.</param>
    public ImmutableArray<string> Sentences(IReadOnlyList<string> names, long steps) => [.. DiagnosisText.Of(this, names, steps)];
}

/// <summary>Slope and curvature, judged.</summary>
internal static class Terrains
{
    /// <summary>Arrived: the gradient is as good as 0, or what a Newton step would still gain is nothing beside the loss.</summary>
    /// <remarks>
    /// A gradient that is short beside the first one may still have far to go where the loss is steep in one direction and gentle in
    /// another; so where every direction bends up, a Newton step must be short as well.
    /// </remarks>
    public static Terrain Of(double norm, double first, Spot at, Spectrum? s)
    {
        if (!double.IsFinite(norm) || s is null)
            return Terrain.Unknown;
        var far = s.Least > 0 && norm > 1e-3 * s.Least * (1 + Norms.Two(at.Point.AsSpan()));
        var flat = (norm <= 1e-8 || norm <= 1e-6 * first) && !far;
        var gain = s.Least > 0 ? norm * norm / s.Least : double.PositiveInfinity;
        return flat || gain <= 1e-12 * Math.Abs(at.Loss) ? Of(s) : Terrain.Slope;
    }

    /// <summary>
    /// True where the least curvature changes on the way to the point that it promises: x^3 bends up at 1e-5, and yet has no minimum.
    /// </summary>
    public static bool Wavers(Landscape land, ReadOnlySpan<double> x, ReadOnlySpan<double> gradient, Spectrum s)
    {
        var (along, slope, curve) = (s.LeastAlong, 0.0, 0.0);
        for (var i = 0; i < gradient.Length; i++)
            slope += gradient[i] * along[i];
        if (slope == 0)
            return false;
        var (there, product) = (new double[gradient.Length], new double[gradient.Length]);
        Landscape.Shifted(x, along.AsSpan(), -slope / s.Least, there);
        land.Curve(there, along.AsSpan().ToArray(), product);
        for (var i = 0; i < product.Length; i++)
            curve += product[i] * along[i];
        return !(curve >= 0.75 * s.Least);
    }

    /// <summary>By the curvature alone, where the gradient is 0.</summary>
    public static Terrain Of(Spectrum? s) =>
        s is null ? Terrain.Unknown
        : s.Size <= 1e-12 ? Terrain.Plateau
        : s is { Least: < 0, Largest: > 0 } ? Terrain.Saddle
        : s.Least > 0 ? Terrain.Minimum
        : s.Largest < 0 ? Terrain.Maximum
        : Terrain.Valley;

    public static Terrain Slope(double norm) => double.IsFinite(norm) ? Terrain.Slope : Terrain.Unknown;
}

/// <summary>Small steps away from a point.</summary>
internal static class Perturbed
{
    private const int Directions = 16;
    private const double Part = 0.01;

    public static Sharpness Of(Landscape land, Spot at, Spectrum spectrum)
    {
        var radius = Part * Math.Max(1, Norms.Two(at.Point.AsSpan()));
        var there = new double[land.Size];
        var rise = Math.Max(Rise(spectrum.LargestAlong.AsSpan(), radius), Rise(spectrum.LargestAlong.AsSpan(), -radius));
        var (direction, sum) = (new double[land.Size], 0.0);
        for (var k = 0; k < Directions; k++)
        {
            for (var i = 0; i < direction.Length; i++)
                direction[i] = Chance.Normal(2, k, i);
            var drawn = Rise(direction, radius / Norms.Two(direction));
            (rise, sum) = (Math.Max(rise, drawn), sum + drawn);
        }
        return new Sharpness(spectrum.Largest, radius, rise, sum / Directions);

        double Rise(ReadOnlySpan<double> along, double t)
        {
            Landscape.Shifted(at.Point.AsSpan(), along, t, there);
            return land.Value(there) - at.Loss;
        }
    }
}

/// <summary>Convex by proof, or not by counter-example.</summary>
internal static class ConvexityCheck
{
    private const int LargestSampled = 1000;
    private const int LargestProven = 200_000;

    public static ConvexityFinding Of(Landscape land, Formula? formula, ReadOnlySpan<double> start, Spot at, Spectrum? spectrum, int pairs)
    {
        if (formula is { Nodes.Length: <= LargestProven } && Convexity.Proven(formula))
            return ConvexityFinding.Plain(ConvexityVerdict.Proven);
        if (land.Size > LargestSampled)
            return ConvexityFinding.Plain(ConvexityVerdict.Open);
        var (a, b, middle) = (new double[land.Size], new double[land.Size], new double[land.Size]);
        if (spectrum is { Least: < 0 } s && Bent(at.Point.AsSpan(), s.LeastAlong.AsSpan()))
            return new(ConvexityVerdict.Disproven, [.. a], [.. b]);
        for (var k = 0; k < pairs; k++)
        {
            var centre = k % 2 == 0 ? at.Point.AsSpan() : start;
            var size = Math.ScaleB(0.01, k % 12);
            for (var i = 0; i < a.Length; i++)
            {
                a[i] = centre[i] + size * Chance.Normal(3, k, 2 * i);
                b[i] = centre[i] + size * Chance.Normal(3, k, 2 * i + 1);
            }
            if (Above())
                return new(ConvexityVerdict.Disproven, [.. a], [.. b]);
        }
        return ConvexityFinding.Plain(ConvexityVerdict.Open);

        bool Bent(ReadOnlySpan<double> x, ReadOnlySpan<double> along)
        {
            for (var t = 1e-3; t < 2; t *= 4)
            {
                Landscape.Shifted(x, along, t, a);
                Landscape.Shifted(x, along, -t, b);
                if (Above())
                    return true;
            }
            return false;
        }

        bool Above()
        {
            for (var i = 0; i < a.Length; i++)
                middle[i] = 0.5 * a[i] + 0.5 * b[i];
            var (fa, fb, fm) = (land.Value(a), land.Value(b), land.Value(middle));
            var mean = 0.5 * fa + 0.5 * fb;
            return double.IsFinite(mean) && double.IsFinite(fm) && fm > mean + 1e-9 * (Math.Abs(fa) + Math.Abs(fb));
        }
    }
}
