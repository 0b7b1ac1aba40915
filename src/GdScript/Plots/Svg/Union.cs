namespace GdScript.Plots.Svg;

/// <summary>
/// Pieces that touch along whole sides as one shape. Sides that two pieces share run in opposite directions and cancel; what is left is
/// joined to rings. Places are in tenths of a pixel, as they are written.
/// </summary>
internal static class Union
{
    /// <param name="pieces">Rings that all turn the same way.</param>
    public static IEnumerable<List<Vertex>> Rings(IEnumerable<Vertex[]> pieces)
    {
        var sides = new List<((long, long) From, (long, long) To)>();
        var open = new Dictionary<((long, long), (long, long)), Stack<int>>();
        foreach (var piece in pieces)
            for (var k = 0; k < piece.Length; k++)
            {
                var (from, to) = (Tenths(piece[k]), Tenths(piece[(k + 1) % piece.Length]));
                if (from == to || (open.TryGetValue((to, from), out var back) && back.TryPop(out _)))
                    continue;
                if (!open.TryGetValue((from, to), out var same))
                    open[(from, to)] = same = new();
                same.Push(sides.Count);
                sides.Add((from, to));
            }
        var next = open.Values.SelectMany(s => s).Order().GroupBy(k => sides[k].From).ToDictionary(g => g.Key, g => new Queue<int>(g));
        foreach (var (_, queue) in next)
            while (queue.TryDequeue(out var side))
            {
                var ring = new List<Vertex>();
                do ring.Add(new(sides[side].From.Item1 / 10.0, sides[side].From.Item2 / 10.0));
                while (next.TryGetValue(sides[side].To, out var on) && on.TryDequeue(out side));
                yield return ring;
            }
    }

    private static (long, long) Tenths(Vertex place) => (SvgText.Tenths(place.X), SvgText.Tenths(place.Y));
}
