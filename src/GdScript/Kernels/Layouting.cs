using GdScript.Graphs;

namespace GdScript.Kernels;

/// <summary>The making of a <see cref="Layout"/>.</summary>
internal sealed class Layouting
{
    private readonly Schedule schedule;
    private readonly Node[] nodes;
    private readonly int[] uses;
    private readonly Home[] homes;
    private readonly int[] chunkOf;
    private readonly bool[] inline;
    private readonly List<Item> items = [];
    private readonly List<int> starts = [0];
    private int work;

    public Layouting(Schedule schedule)
    {
        this.schedule = schedule;
        nodes = schedule.Nodes;
        uses = schedule.Uses();
        homes = new Home[nodes.Length];
        chunkOf = new int[nodes.Length];
        inline = new bool[nodes.Length];
    }

    public Layout Made()
    {
        List<Item> lastMoves = [.. HomeRoots()];
        for (var i = 0; i < nodes.Length; i++)
            if (uses[i] > 0)
                AddItems(i);
        items.AddRange(lastMoves);
        CutIntoChunks();
        HomeWhatIsReadFromMemory();
        ChooseInline();
        return new()
        {
            Schedule = schedule,
            Homes = homes,
            Items = [.. items],
            ChunkStarts = [.. starts],
            Inline = inline,
            WorkSize = work,
        };
    }

    /// <summary>The results are the homes of the roots; a root that has a home already is copied in the end.</summary>
    private IEnumerable<Item> HomeRoots()
    {
        var offset = 0;
        for (var r = 0; r < schedule.Roots.Length; r++)
        {
            var root = schedule.Roots[r];
            var to = new Home(r == 0 ? Segment.First : Segment.Rest, offset);
            offset = r == 0 ? 0 : offset + nodes[root].Shape.Count;
            if (Schedule.IsComputed(nodes[root].Op) && homes[root].Segment == Segment.None)
                homes[root] = to;
            else
                yield return new(root, to);
        }
    }

    private void AddItems(int i)
    {
        var node = nodes[i];
        if (homes[i].Segment == Segment.None)
            homes[i] = HomeOf(node);
        if (node.Op == Op.Array)
            AddElements(node, homes[i]);
        else if (Schedule.IsComputed(node.Op))
            items.Add(new(i, default));
    }

    private Home HomeOf(in Node node) =>
        node.Op switch
        {
            Op.Param => new(Segment.Point, node.A),
            Op.Const => new(Segment.Constants, node.A),
            Op.At => homes[node.A].Plus(node.B),
            _ => node.Shape.IsScalar ? default : Reserve(node.Shape.Count),
        };

    private Home Reserve(int count)
    {
        var home = new Home(Segment.Work, work);
        work = checked(work + count);
        return home;
    }

    /// <summary>An element lives in its array from the moment it is computed; what lives elsewhere is copied here.</summary>
    private void AddElements(in Node array, Home home)
    {
        for (var k = 0; k < array.Shape.Count; k++)
        {
            var element = schedule.Lists[array.A + k];
            if (homes[element].Segment == Segment.None)
                homes[element] = home.Plus(k);
            else
                items.Add(new(element, home.Plus(k)));
        }
    }

    private void CutIntoChunks()
    {
        var bytes = 0;
        for (var k = 0; k < items.Count; k++)
        {
            var size = Bytes(items[k]);
            if (bytes + size > Layout.ChunkBytes || k - starts[^1] >= Layout.ChunkItems)
            {
                starts.Add(k);
                bytes = 0;
            }
            bytes += size;
            if (!items[k].IsMove)
                chunkOf[items[k].Node] = starts.Count - 1;
        }
        starts.Add(items.Count);
    }

    /// <summary>More bytes of IL than an item takes: ten for each argument, the call, and two stores.</summary>
    private int Bytes(in Item item) =>
        item.IsMove ? 30
        : Layout.ByPointer(nodes[item.Node]) ? 110
        : 40 + 10 * Schedule.ArgumentCount(nodes[item.Node]);

    private void HomeWhatIsReadFromMemory()
    {
        for (var chunk = 0; chunk + 1 < starts.Count; chunk++)
        for (var k = starts[chunk]; k < starts[chunk + 1]; k++)
            if (items[k].IsMove)
                HomeIfElsewhere(items[k].Node, chunk);
            else
                HomeArguments(nodes[items[k].Node], chunk);
    }

    private void HomeArguments(in Node node, int chunk)
    {
        for (var a = Schedule.ArgumentCount(node) - 1; a >= 0; a--)
            HomeIfElsewhere(schedule.Argument(node, a), Layout.ByPointer(node) ? -1 : chunk);
    }

    private void HomeIfElsewhere(int value, int chunk)
    {
        if (homes[value].Segment == Segment.None && chunkOf[value] != chunk)
            homes[value] = Reserve(1);
    }

    private void ChooseInline()
    {
        var heights = new int[nodes.Length];
        foreach (var item in items)
        {
            if (item.IsMove || Layout.ByPointer(nodes[item.Node]))
                continue;
            var node = nodes[item.Node];
            for (var a = Schedule.ArgumentCount(node) - 1; a >= 0; a--)
            {
                var value = schedule.Argument(node, a);
                inline[value] = uses[value] == 1 && homes[value].Segment == Segment.None && heights[value] < Layout.MaxHeight;
                if (inline[value])
                    heights[item.Node] = Math.Max(heights[item.Node], heights[value] + 1);
            }
        }
    }
}
