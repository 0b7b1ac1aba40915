using System.Collections.Immutable;

namespace GdScript.Plots;

/// <summary>
/// A plane through a space of many numbers: what a picture of a walk in more than two parameters is drawn on. Its two directions have
/// length 1 and stand at right angles, so that distances on it are true.
/// </summary>
/// <param name="Origin">The point in its middle.</param>
/// <param name="First">To the right.</param>
/// <param name="Second">Upwards.</param>
public sealed record Plane(ImmutableArray<double> Origin, ImmutableArray<double> First, ImmutableArray<double> Second)
{
    /// <summary>What is left of a direction, beside its length, that is taken for nothing.</summary>
    private const double Nothing = 1e-9;

    /// <summary>
    /// The plane through the start, the end and the best point of a walk. Where they lie on a line, the point of the walk farthest
    /// from it stands for the best one, else an axis of the space.
    /// </summary>
    /// <param name="points">The points of the walk, each of at least two numbers; at least one.</param>
    /// <param name="best">The best of them.</param>
    public static Plane Of(IReadOnlyList<ImmutableArray<double>> points, ImmutableArray<double> best)
    {
        var (start, end) = (points[0], points[^1]);
        var scale = points.Append(best).Max(p => Length(Minus(p, start)));
        var axes = Enumerable.Range(0, start.Length).Select(i => start.Select((_, k) => k == i ? 1.0 : 0).ToArray());
        var ways = points.Select(p => Minus(p, start)).OrderByDescending(Length).Where(w => Length(w) > Nothing * scale);
        var first = new[] { Minus(end, start), Minus(best, start) }.Concat(ways).Concat(axes).First(w => Length(w) > Nothing * scale);
        first = Scaled(first, 1 / Length(first));
        double[] Left(double[] way) => Minus(way, Scaled(first, Dot(way, first)));
        var second = new[] { Left(Minus(best, start)) }
            .Where(w => Length(w) > 1e-3 * scale)
            .Concat(ways.Select(Left).OrderByDescending(Length).Where(w => Length(w) > Nothing * scale))
            .Concat(axes.Select(Left).OrderByDescending(Length))
            .First();
        return new(start, [.. first], [.. Scaled(second, 1 / Length(second))]);
    }

    /// <summary>The point of the space at a place of the plane.</summary>
    public void At(double x, double y, Span<double> point)
    {
        for (var i = 0; i < point.Length; i++)
            point[i] = Origin[i] + x * First[i] + y * Second[i];
    }

    /// <summary>The place of the plane right under a point, and how far away from the plane the point lies.</summary>
    public (Vertex Place, double Distance) Under(ImmutableArray<double> point)
    {
        var way = Minus(point, Origin);
        var (x, y) = (Dot(way, First.AsSpan()), Dot(way, Second.AsSpan()));
        var off = way.Select((w, i) => w - x * First[i] - y * Second[i]).ToArray();
        return (new(x, y), Length(off));
    }

    private static double[] Minus(IReadOnlyList<double> a, IReadOnlyList<double> b) => [.. a.Zip(b, (x, y) => x - y)];

    private static double[] Scaled(double[] a, double factor) => Array.ConvertAll(a, x => x * factor);

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    private static double Length(double[] a)
    {
        var largest = a.Length == 0 ? 0 : a.Max(Math.Abs);
        return largest == 0 ? 0 : largest * Math.Sqrt(a.Sum(x => x / largest * (x / largest)));
    }
}
