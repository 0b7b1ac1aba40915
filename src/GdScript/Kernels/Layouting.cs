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
    private List<Item> items = [];
    private readonly List<int> starts = [0];
    private readonly LoopPlan plan;
    private int work;

    public Layouting(Schedule schedule, Sums.Width widest)
    {
        this.schedule = schedule;
        nodes = schedule.Nodes;
        plan = LoopPlan.Of(schedule, widest);
        uses = Uses();
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
        PutIntoStages();
        PutInPace();
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
            Loops = [.. plan.Loops],
            Constants = plan.Constants,
        };
    }

    /// <summary>How often each node is read when loops make their values without it.</summary>
    private int[] Uses()
    {
        var counts = new int[nodes.Length];
        var offset = 0;
        for (var r = 0; r < schedule.Roots.Length; r++)
        {
            counts[schedule.Roots[r]] += IsRolled(r, offset) ? 0 : 1;
            offset += r == 0 ? 0 : nodes[schedule.Roots[r]].Shape.Count;
        }
        foreach (var loop in plan.Loops)
        {
            foreach (var stream in loop.Memory.Where(stream => stream.Node >= 0))
                counts[stream.Node]++;
            foreach (var end in loop.Ends.Where(end => end.Node >= 0))
                counts[end.Node]++;
        }
        for (var i = nodes.Length - 1; i >= 0; i--)
        for (var k = counts[i] == 0 || plan.IsMade(i) ? -1 : Schedule.ArgumentCount(nodes[i]) - 1; k >= 0; k--)
            if (nodes[i].Op != Op.Array || !plan.IsRolledElement(nodes[i].A + k))
                counts[schedule.Argument(nodes[i], k)]++;
        return counts;
    }

    /// <summary>True for a root that a loop puts among the results, at this place behind the first root.</summary>
    private bool IsRolled(int root, int offset) => root > 0 && nodes[schedule.Roots[root]].Shape.IsScalar && plan.IsRolledResult(offset);

    /// <summary>The results are the homes of the roots; a root that has a home already is copied in the end.</summary>
    private IEnumerable<Item> HomeRoots()
    {
        var offset = 0;
        for (var r = 0; r < schedule.Roots.Length; r++)
        {
            var root = schedule.Roots[r];
            var to = new Home(r == 0 ? Segment.First : Segment.Rest, offset);
            var isRolled = IsRolled(r, offset);
            offset = r == 0 ? 0 : offset + nodes[root].Shape.Count;
            if (isRolled)
                continue;
            if (Schedule.IsComputed(nodes[root].Op) && homes[root].Segment == Segment.None)
                homes[root] = to;
            else
                yield return new(root, to);
        }
    }

    private void AddItems(int i)
    {
        var node = nodes[i];
        if (plan.IsPassing(i))
            return;
        if (homes[i].Segment == Segment.None)
            homes[i] = plan.IsMade(i) ? Reserve(node.Shape.Count) : HomeOf(node);
        if (plan.IsMade(i))
            return;
        if (node.Op == Op.Array)
            AddElements(i, homes[i]);
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
    private void AddElements(int i, Home home)
    {
        var array = nodes[i];
        for (var k = 0; k < array.Shape.Count; k++)
        {
            var element = schedule.Lists[array.A + k];
            if (plan.IsRolledElement(array.A + k))
                continue;
            if (homes[element].Segment == Segment.None)
                homes[element] = home.Plus(k);
            else
                items.Add(new(element, home.Plus(k), Array: i));
        }
    }

    /// <summary>Stage by stage what is no loop, in its order, then the loops.</summary>
    private void PutIntoStages()
    {
        if (plan.Loops.Count == 0)
            return;
        for (var k = 0; k < plan.Loops.Count; k++)
            items.Add(new(-1, default, k));
        items = [.. items.OrderBy(item => item.IsLoop ? 2 * plan.Loops[item.Loop].Level + 1 : 2 * plan.Stages[item.Node])];
    }

    /// <summary>Between loops, what is no loop has the order that waits least.</summary>
    private void PutInPace()
    {
        var paced = new List<Item>(items.Count);
        for (var begin = 0; begin < items.Count; begin = paced.Count)
        {
            var length = items[begin].IsLoop ? 1 : items.Skip(begin).TakeWhile(item => !item.IsLoop).Count();
            Item[] some = [.. items.GetRange(begin, length)];
            paced.AddRange(some[0].IsLoop ? some : Pace.Of(schedule, some, uses, homes));
        }
        items = paced;
    }

    private void CutIntoChunks()
    {
        var (bytes, steps) = (0, 0);
        for (var k = 0; k < items.Count; k++)
        {
            var size = Bytes(items[k]);
            if (bytes + size > Layout.ChunkBytes || steps >= Layout.ChunkItems)
            {
                starts.Add(k);
                (bytes, steps) = (0, 0);
            }
            (bytes, steps) = (
                bytes + size,
                steps + (items[k].IsLoop ? plan.Loops[items[k].Loop].Bodies * plan.Loops[items[k].Loop].Code.Size : 1)
            );
            if (!items[k].IsMove && !items[k].IsLoop)
                chunkOf[items[k].Node] = starts.Count - 1;
        }
        starts.Add(items.Count);
    }

    /// <summary>More bytes of IL than an item takes: ten for each argument, the call, and two stores.</summary>
    private int Bytes(in Item item) =>
        item.IsLoop ? LoopEmitter.Bytes(plan.Loops[item.Loop])
        : item.IsMove ? 30
        : Layout.ByPointer(nodes[item.Node]) ? 110
        : 40 + 10 * Schedule.ArgumentCount(nodes[item.Node]);

    private void HomeWhatIsReadFromMemory()
    {
        for (var chunk = 0; chunk + 1 < starts.Count; chunk++)
        for (var k = starts[chunk]; k < starts[chunk + 1]; k++)
            if (items[k].IsMove)
                HomeIfElsewhere(items[k].Node, chunk);
            else if (items[k].IsLoop)
                HomeStreams(plan.Loops[items[k].Loop]);
            else
                HomeArguments(nodes[items[k].Node], chunk);
    }

    private void HomeStreams(RolledLoop loop)
    {
        foreach (var stream in loop.Memory)
            if (stream.Node >= 0)
                HomeIfElsewhere(stream.Node, -1);
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
            if (item.IsMove || item.IsLoop || !Layout.FromStack(nodes[item.Node]))
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
