using GdScript.Graphs;

namespace GdScript.Kernels;

/// <summary>
/// Which elements of a reduction over rows anybody reads, where these are taken one by one: of the slope of a triangle only what is not above the
/// diagonal. The others need not be summed.
/// </summary>
internal static class ElementsRead
{
    /// <summary>By reduction; one that is not here is read as a whole.</summary>
    public static Dictionary<int, bool[]> Of(Schedule schedule)
    {
        var read = new Dictionary<int, bool[]>();
        var uses = schedule.Uses();
        for (var i = 0; i < uses.Length; i++)
            if (uses[i] > 0 && schedule.Nodes[i] is { Shape.IsScalar: false } n && n.Op.Family() == Family.Rows)
                read.Add(i, new bool[n.Shape.Count]);
        for (var i = 0; i < uses.Length && read.Count > 0; i++)
            if (uses[i] > 0)
                Note(schedule, schedule.Nodes[i], read);
        foreach (var root in schedule.Roots)
            read.Remove(root);
        return read;
    }

    private static void Note(Schedule schedule, in Node node, Dictionary<int, bool[]> read)
    {
        for (var k = Schedule.ArgumentCount(node) - 1; k >= 0; k--)
            if (read.TryGetValue(schedule.Argument(node, k), out var elements))
                if (node.Op == Op.At)
                    Array.Fill(elements, true, node.B, node.Shape.Count);
                else
                    read.Remove(schedule.Argument(node, k));
    }
}
