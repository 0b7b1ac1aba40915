using System.Collections.Immutable;

namespace GdScript.Plots;

/// <summary>The places a curve is drawn through: more of them where it bends, none where it has no value, and a gap where it jumps.</summary>
internal static class Sampling
{
    private const int First = 320;
    private const int Halvings = 6;

    /// <summary>What a curve may differ from its chords, in parts of the picture's height.</summary>
    private const double Unseen = 0.001;

    /// <summary>A change within a moment that is taken for a jump, in parts of the picture's height.</summary>
    private const double Jump = 0.003;

    /// <summary>Evenly spread values, to see how high the picture must be.</summary>
    public static double[] Even(Func<double, double> f, Extent across) =>
        [.. Enumerable.Range(0, First + 1).Select(i => f(across.At((double)i / First)))];

    /// <summary>The curve, from left to right; gaps are vertices that are not finite.</summary>
    public static ImmutableArray<Vertex> Of(Func<double, double> f, Extent across, Extent up)
    {
        var points = ImmutableArray.CreateBuilder<Vertex>();
        var height = up.High - up.Low;
        Vertex At(double x) => new(x, f(x));
        var open = new Stack<(Vertex From, Vertex To, int Depth)>();
        for (var i = First; i > 0; i--)
            open.Push((At(across.At((i - 1.0) / First)), At(across.At((double)i / First)), 0));
        points.Add(open.Peek().From);
        while (open.TryPop(out var part))
        {
            var (from, to, depth) = part;
            var middle = At((from.X + to.X) / 2);
            var bends = !(Math.Abs(middle.Y - (from.Y + to.Y) / 2) <= Unseen * height);
            if (depth < Halvings && bends && (from.IsFinite || to.IsFinite || middle.IsFinite))
            {
                open.Push((middle, to, depth + 1));
                open.Push((from, middle, depth + 1));
                continue;
            }
            if (from.IsFinite != to.IsFinite || (bends && Jumps(At, from, to, Jump * height)))
                Tear(points, At, from, to);
            points.Add(to);
        }
        return points.DrainToImmutable();
    }

    /// <summary>Whether most of a large difference is still there in a thousandth of a thousandth of the stretch.</summary>
    private static bool Jumps(Func<double, Vertex> at, Vertex from, Vertex to, double large)
    {
        var whole = Math.Abs(to.Y - from.Y);
        return whole > large && Torn(at, from, to) is var (left, right) && !(Math.Abs(right.Y - left.Y) < whole / 2);
    }

    /// <summary>The two sides of a jump, or of the edge of where there are values.</summary>
    private static (Vertex Left, Vertex Right) Torn(Func<double, Vertex> at, Vertex from, Vertex to)
    {
        for (var k = 0; k < 40; k++)
        {
            var middle = at(from.X + (to.X - from.X) / 2);
            if (middle.X <= from.X || middle.X >= to.X)
                break;
            var goesLeft = from.IsFinite != to.IsFinite ? middle.IsFinite == to.IsFinite : Farther(from, middle, to);
            (from, to) = goesLeft ? (from, middle) : (middle, to);
        }
        return (from, to);
    }

    private static bool Farther(Vertex from, Vertex middle, Vertex to) => Math.Abs(middle.Y - from.Y) > Math.Abs(to.Y - middle.Y);

    private static void Tear(ImmutableArray<Vertex>.Builder points, Func<double, Vertex> at, Vertex from, Vertex to)
    {
        var (left, right) = Torn(at, from, to);
        if (left.IsFinite)
            points.Add(left);
        points.Add(new(left.X, double.NaN));
        if (right.IsFinite)
            points.Add(right);
    }
}
