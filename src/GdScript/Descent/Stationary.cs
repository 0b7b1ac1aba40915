using System.Collections.Immutable;
using GdScript.Calculus;
using GdScript.Graphs;
using MathNet.Numerics.LinearAlgebra;

namespace GdScript.Descent;

/// <summary>A point where the gradient is 0.</summary>
/// <param name="Point">Where.</param>
/// <param name="Loss">The loss there.</param>
/// <param name="Terrain">What it is, by its curvature.</param>
/// <param name="Spectrum">Its curvatures; null where they are not finite.</param>
/// <param name="Exact">True when the algebra proves that the gradient is 0 there, not only small.</param>
/// <param name="Starts">From how many starts it was reached.</param>
public sealed record StationaryPoint(ImmutableArray<double> Point, double Loss, Terrain Terrain, Spectrum? Spectrum, bool Exact, int Starts)
{
    /// <summary>True where the points beside it are stationary too, at the same loss: it is one of a line or a surface of them.</summary>
    public bool Family { get; init; }
}

/// <summary>What a search for points of zero gradient found.</summary>
/// <param name="Points">The points, the lowest loss first.</param>
/// <param name="Only">True when the algebra knows that there is no other: the gradient is linear and its matrix regular.</param>
/// <param name="Lower">A start whose loss is lower than every point found; null where there is none.</param>
public sealed record StationaryPoints(ImmutableArray<StationaryPoint> Points, bool Only, Spot? Lower);

/// <summary>
/// Finds points of zero gradient: Newton's method on the gradient from many starts, damped so that its length falls
/// (Dennis, Schnabel 1983, §6.3); a simple rational nearby is put in its place where the algebra proves it.
/// </summary>
public static class Stationary
{
    private const int Iterations = 200;
    private const int Halvings = 40;
    private const int MostKept = 200;
    private const double Flat = 1e-9;
    private const double Apart = 1e-6;

    /// <summary>Searches.</summary>
    /// <param name="loss">The loss, without data columns.</param>
    /// <param name="starts">Where to begin.</param>
    public static StationaryPoints Of(Formula loss, IEnumerable<double[]> starts)
    {
        var (land, proof) = (Landscape.Of(loss), new StationaryProof(loss));
        var found = new List<StationaryPoint>();
        Spot? lower = null;
        foreach (var start in starts)
        {
            var value = land.Value(start);
            if (double.IsFinite(value) && !(value >= lower?.Loss))
                lower = new Spot(0, value, [.. start]);
            if (Settled(land, start) is { } point)
                Add(found, land, proof, point);
        }
        ImmutableArray<StationaryPoint> sorted = [.. found.OrderBy(p => p.Loss).ThenBy(p => p.Point[0])];
        var under = sorted.IsEmpty || lower?.Loss < sorted[0].Loss - 1e-9 * Math.Max(1, Math.Abs(sorted[0].Loss));
        return new(sorted, sorted.Length == 1 && proof.IsUnique, under ? lower : null);
    }

    /// <summary>Starts spread evenly over a box, one of them its middle.</summary>
    /// <param name="low">The least of each number.</param>
    /// <param name="high">The largest of each number.</param>
    /// <param name="count">How many.</param>
    /// <param name="seed">The seed of their luck.</param>
    public static IEnumerable<double[]> Starts(double[] low, double[] high, int count, long seed)
    {
        yield return [.. low.Zip(high, (a, b) => 0.5 * a + 0.5 * b)];
        for (var k = 1; k < count; k++)
            yield return [.. low.Select((a, i) => a + (high[i] - a) * Chance.Uniform(seed, k, i))];
    }

    private static void Add(List<StationaryPoint> found, Landscape land, StationaryProof proof, double[] point)
    {
        if (Again(found, point))
            return;
        if (found.Count >= MostKept)
            return;
        var (at, exact) = proof.Nearby(land, point);
        if (exact && Again(found, at))
            return;
        var (spectrum, loss) = (Spectrum.Of(land, at), land.Value(at));
        var place = Terrains.Of(spectrum);
        var family = place is Terrain.Valley or Terrain.Plateau && Continues(land, at, loss, spectrum!);
        if (place is Terrain.Valley or Terrain.Plateau && Parts(land, at, loss))
            place = Terrain.Saddle;
        found.Add(new([.. at], loss, place, spectrum, exact, 1) { Family = family });
    }

    /// <summary>
    /// True where a search that begins a little beside the point, along the direction without curvature, ends beside it too and not
    /// at it, at the same loss.
    /// </summary>
    private static bool Continues(Landscape land, double[] at, double loss, Spectrum spectrum)
    {
        var (aside, apart) = (new double[at.Length], 0.05 * (1 + Norms.Two(at)));
        Landscape.Shifted(
            at,
            spectrum.Values.Length > 1 && spectrum.Least < 0 ? spectrum.LargestAlong.AsSpan() : spectrum.LeastAlong.AsSpan(),
            apart,
            aside
        );
        if (Settled(land, aside) is not { } other || !(Math.Abs(land.Value(other) - loss) <= 1e-9 * Math.Max(1, Math.Abs(loss))))
            return false;
        var moved = other.Zip(at, (a, b) => a - b).ToArray();
        return Norms.Two(moved) > 0.5 * apart;
    }

    /// <summary>True where the loss is higher on one side and lower on another, which is certain, and what the second derivatives do not tell.</summary>
    private static bool Parts(Landscape land, double[] at, double loss)
    {
        const int Looks = 64;
        var (radius, noise) = (0.01 * (1 + Norms.Two(at)), 1e-13 * Math.Max(1, Math.Abs(loss)));
        var (direction, there, up, down) = (new double[at.Length], new double[at.Length], false, false);
        for (var k = 0; k < Looks && !(up && down); k++)
        {
            for (var i = 0; i < direction.Length; i++)
                direction[i] = Chance.Normal(5, k, i);
            Landscape.Shifted(at, direction, radius / Norms.Two(direction), there);
            var rise = land.Value(there) - loss;
            (up, down) = (up || rise > noise, down || rise < -noise);
        }
        return up && down;
    }

    private static bool Again(List<StationaryPoint> found, double[] point)
    {
        var k = found.FindIndex(p => Near(p.Point.AsSpan(), point, Apart));
        if (k >= 0)
            found[k] = found[k] with { Starts = found[k].Starts + 1 };
        return k >= 0;
    }

    internal static bool Near(ReadOnlySpan<double> a, ReadOnlySpan<double> b, double apart)
    {
        for (var i = 0; i < a.Length; i++)
            if (!(Math.Abs(a[i] - b[i]) <= apart * (1 + Math.Abs(a[i]))))
                return false;
        return true;
    }

    /// <summary>The point that Newton's method comes to; null where it comes to none.</summary>
    private static double[]? Settled(Landscape land, double[] start)
    {
        var (x, next) = ((double[])start.Clone(), new double[start.Length]);
        var gradient = new double[start.Length];
        land.Gradient(x, gradient);
        var norm = Norms.Two(gradient);
        var first = norm;
        for (var k = 0; k < Iterations && norm > 0 && double.IsFinite(norm); k++)
        {
            if (Step(land, x, gradient) is not { } step)
                return null;
            var (t, reached) = (1.0, double.PositiveInfinity);
            for (var half = 0; half < Halvings; half++, t /= 2)
            {
                Landscape.Shifted(x, step, t, next);
                land.Gradient(next, gradient);
                reached = Norms.Two(gradient);
                if (reached < norm)
                    break;
            }
            if (!(reached < norm))
            {
                land.Gradient(x, gradient);
                break;
            }
            (x, next, norm) = (next, x, reached);
        }
        return norm <= Flat * Math.Max(1, Math.Min(first, 1e3)) && !Flees(land, x, start) ? x : null;
    }

    /// <summary>A gradient that only fades (as exp(−x) does) has no 0: the search has run far away.</summary>
    private static bool Flees(Landscape land, double[] x, double[] start) =>
        Norms.Two(x) > 30 * (1 + Norms.Two(start)) && Spectrum.Of(land, x) is not { Size: > 1e-6 };

    /// <summary>−H⁺·g, by the eigenvalues of H; directions without curvature are left out.</summary>
    private static double[]? Step(Landscape land, double[] x, double[] gradient)
    {
        if (land.HessianAt(x) is not { } hessian)
            return null;
        var (values, vectors) = Eigen.Of(hessian);
        var (g, step) = (Vector<double>.Build.Dense(gradient), Vector<double>.Build.Dense(gradient.Length));
        var size = values.Max(Math.Abs);
        for (var k = 0; k < gradient.Length; k++)
            if (Math.Abs(values[k]) > 1e-13 * size && vectors.Column(k) is var along)
                step -= along * (along.DotProduct(g) / values[k]);
        return step.Any(s => !double.IsFinite(s)) ? null : step.AsArray();
    }
}
