using System.Runtime.InteropServices;

namespace GdScript.Plots.Svg;

/// <summary>Fewer places for the same line: those that lie closer to it than a reader can see are left out (Douglas, Peucker 1973).</summary>
internal static class Thin
{
    /// <summary>
    /// A walk to and fro loses one place at each cut, and n cuts of n places are too much work: what is cut so often is halved as well.
    /// </summary>
    private const int Uneven = 40;

    /// <summary>The line through the places that are kept; its ends always are.</summary>
    public static List<Vertex> Line(ReadOnlySpan<Vertex> places, double tolerance)
    {
        if (places.Length < 3)
            return [.. places];
        var keep = new bool[places.Length];
        (keep[0], keep[^1]) = (true, true);
        Mark(places, keep, 0, places.Length - 1, tolerance);
        return Kept(places, keep);
    }

    /// <summary>The closed ring through the places that are kept; empty where it is smaller than can be seen.</summary>
    public static List<Vertex> Ring(ReadOnlySpan<Vertex> places, double tolerance)
    {
        if (places.Length < 3)
            return [];
        var far = Farthest(places, places[0]);
        if (Distance(places[far], places[0]) <= tolerance)
            return [];
        // Opened at two places that are sure to be corners: the first, and the one farthest from it.
        Vertex[] opened = [.. places, places[0]];
        var keep = new bool[opened.Length];
        (keep[0], keep[far]) = (true, true);
        Mark(opened, keep, 0, far, tolerance);
        Mark(opened, keep, far, opened.Length - 1, tolerance);
        var kept = Kept(opened, keep);
        return kept.Count < 3 ? [] : kept;
    }

    private static void Mark(ReadOnlySpan<Vertex> places, bool[] keep, int from, int to, double tolerance)
    {
        var open = new Stack<(int From, int To, int Depth)>([(from, to, 0)]);
        while (open.TryPop(out var part))
        {
            var (worst, at) = (tolerance, -1);
            for (var i = part.From + 1; i < part.To; i++)
                if (Distance(places[i], places[part.From], places[part.To]) is var distance && distance > worst)
                    (worst, at) = (distance, i);
            if (at < 0)
                continue;
            if (part.Depth >= Uneven)
                at = part.From + (part.To - part.From) / 2;
            keep[at] = true;
            open.Push((part.From, at, part.Depth + 1));
            open.Push((at, part.To, part.Depth + 1));
        }
    }

    private static List<Vertex> Kept(ReadOnlySpan<Vertex> places, bool[] keep)
    {
        var kept = new List<Vertex>();
        for (var i = 0; i < places.Length; i++)
            if (keep[i])
                kept.Add(places[i]);
        return kept;
    }

    private static int Farthest(ReadOnlySpan<Vertex> places, Vertex from)
    {
        var far = 0;
        for (var i = 1; i < places.Length; i++)
            if (Distance(places[i], from) > Distance(places[far], from))
                far = i;
        return far;
    }

    private static double Distance(Vertex a, Vertex b)
    {
        var (x, y) = (a.X - b.X, a.Y - b.Y);
        return Math.Sqrt(x * x + y * y);
    }

    /// <summary>From a place to the stretch between two others.</summary>
    private static double Distance(Vertex p, Vertex a, Vertex b)
    {
        var (x, y) = (b.X - a.X, b.Y - a.Y);
        var square = x * x + y * y;
        var part = square > 0 ? Math.Clamp(((p.X - a.X) * x + (p.Y - a.Y) * y) / square, 0, 1) : 0;
        return Distance(p, new Vertex(a.X + part * x, a.Y + part * y));
    }

    /// <summary>Stretches without a gap, cut to what lies near the paper, so that a walk which flew off is drawn as far as one can see.</summary>
    public static IEnumerable<List<Vertex>> Runs(IEnumerable<Vertex> places, Frame frame)
    {
        var run = new List<Vertex>();
        var before = new Vertex(double.NaN, double.NaN);
        foreach (var place in places)
        {
            var joined = before.IsFinite && place.IsFinite ? frame.Cut(before, place) : null;
            if (joined is { } seen)
            {
                if (run.Count > 0 && CollectionsMarshal.AsSpan(run)[^1] != seen.From)
                {
                    yield return run;
                    run = [];
                }
                if (run.Count == 0)
                    run.Add(seen.From);
                run.Add(seen.To);
            }
            else if (run.Count > 0)
            {
                yield return run;
                run = [];
            }
            before = place;
        }
        if (run.Count > 0)
            yield return run;
    }
}
