using GdScript.Graphs;

namespace GdScript.Kernels;

/// <summary>
/// The order of what is no loop, where the depth-first one waits. Of a long chain, each step of which needs the one before, a processor does little at a time; and
/// of two chains that do not need one another (a simulation, and the adjoints of what is linear in it) it sees only the one it is in. Then they go side by side:
/// what is urgent first, else what comes first depth-first, so that few values wait (list scheduling). Each step does what it did, so no bit changes.
/// Time is reckoned in cycles of a processor that does two operations at a time and looks a few hundred ahead.
/// </summary>
internal sealed class Pace
{
    /// <summary>So few items are in view at once.</summary>
    private const int Fewest = 250;

    /// <summary>Beyond this many the pause for thinking would be longer than a person waits.</summary>
    private const int Most = 200_000;

    /// <summary>An order that gains less is not worth values that wait longer.</summary>
    private const double Worth = 0.95;

    private readonly PaceGraph graph;
    private readonly double[] left;
    private readonly double[] ready;
    private readonly double[] done;
    private readonly int[] missing;
    private readonly PriorityQueue<int, double> coming = new();
    private readonly PriorityQueue<int, double> urgent = new();
    private readonly PriorityQueue<int, int> next = new();
    private readonly List<int> order = [];

    /// <summary>When all can be done at the earliest.</summary>
    private readonly double end;

    private Pace(PaceGraph graph)
    {
        this.graph = graph;
        (left, ready, done, missing) = (graph.Left(), new double[graph.Count], new double[graph.Count], new int[graph.Count]);
        end = Math.Max(left.Max(), graph.Work / 2);
        for (var k = 0; k < graph.Count; k++)
            foreach (var reader in graph.Readers(k))
                if (graph.Group(reader) != graph.Group(k))
                    missing[graph.Group(reader)]++;
    }

    /// <summary>The items of one stage in the order they are best done, arguments first.</summary>
    /// <param name="schedule">What they are items of.</param>
    /// <param name="items">Computations and moves in depth-first order; no loops.</param>
    /// <param name="uses">How often each node is read.</param>
    /// <param name="homes">Where values live that have a place already.</param>
    public static Item[] Of(Schedule schedule, Item[] items, int[] uses, Home[] homes)
    {
        if (items.Length is < Fewest or > Most)
            return items;
        var graph = new PaceGraph(schedule, items, uses, homes);
        var (slow, pace) = (graph.Time(graph.InGroups), new Pace(graph));
        if (Worth * slow < pace.end)
            return items;
        var order = pace.Made();
        return graph.Time(order) < Worth * slow ? [.. order.Select(k => items[k])] : items;
    }

    private List<int> Made()
    {
        var now = 0.0;
        for (var k = 0; k < graph.Count; k++)
            if (graph.Group(k) == k && missing[k] == 0)
                Come(k);
        while (Take(ref now) is var group and >= 0)
        {
            var cost = 0.0;
            foreach (var k in graph.Members(group))
            {
                order.Add(k);
                (done[k], cost) = (graph.Done(k, now, done), cost + graph.Cost(k));
            }
            foreach (var k in graph.Members(group))
                Tell(k);
            now += cost / 2;
        }
        return order;
    }

    /// <summary>The group to do now: the most urgent one if it may not wait, else the first; −1 when all are done.</summary>
    private int Take(ref double now)
    {
        while (coming.TryPeek(out var group, out var at) && (at <= now || urgent.Count == 0))
        {
            now = Math.Max(now, at);
            coming.Dequeue();
            urgent.Enqueue(group, end - left[graph.Members(group)[0]]);
            next.Enqueue(group, group);
        }
        if (!Clean())
            return -1;
        var isUrgent = urgent.TryPeek(out var most, out var latest) && latest <= now;
        var taken = isUrgent ? most : next.Peek();
        missing[taken] = -1;
        Clean();
        return taken;
    }

    /// <summary>Takes away what has been done from the other queue; false when nothing is left.</summary>
    private bool Clean()
    {
        while (urgent.TryPeek(out var group, out _) && missing[group] < 0)
            urgent.Dequeue();
        while (next.TryPeek(out var group, out _) && missing[group] < 0)
            next.Dequeue();
        return next.Count > 0;
    }

    /// <summary>Tells the readers of a value when it will be there.</summary>
    private void Tell(int k)
    {
        foreach (var reader in graph.Readers(k))
        {
            var group = graph.Group(reader);
            if (group == graph.Group(k))
                continue;
            ready[group] = Math.Max(ready[group], done[k]);
            if (--missing[group] == 0)
                Come(group);
        }
    }

    private void Come(int group)
    {
        if (graph.IsItem(group))
            coming.Enqueue(group, ready[group]);
        else
        {
            done[group] = ready[group];
            Tell(group);
        }
    }
}
