using GdScript.Graphs;

namespace GdScript.Kernels;

/// <summary>
/// Which items of compiled code wait for which, and how long. A value that is worked out where it is read belongs to the group of its reader, and a group is
/// done in one go. Behind the items stand the arrays, each of which is there when its elements are.
/// </summary>
internal sealed class PaceGraph
{
    private const int None = -1;

    /// <summary>Operations that a processor has in view.</summary>
    private const int Window = 256;

    private readonly Schedule schedule;
    private readonly Item[] items;
    private readonly int[] makers;
    private readonly Dictionary<int, int> places = [];
    private readonly List<int> line = [];
    private readonly List<(int From, int To)> edges = [];
    private readonly int[] groups;
    private readonly int[][] members;
    private readonly int[] readers;
    private readonly int[] firstReader;
    private readonly int[] arguments;
    private readonly int[] firstArgument;

    public PaceGraph(Schedule schedule, Item[] items, int[] uses, Home[] homes)
    {
        (this.schedule, this.items, makers) = (schedule, items, new int[schedule.Nodes.Length]);
        Array.Fill(makers, None);
        for (var k = 0; k < items.Length; k++)
            if (!items[k].IsMove)
                makers[items[k].Node] = k;
        var moves = Enumerable.Range(0, items.Length).Where(k => items[k].Array >= 0).ToLookup(k => items[k].Array);
        for (var k = 0; k < items.Length; k++)
            Add(k, moves);
        groups = Groups(uses, homes);
        members = Members();
        (readers, firstReader) = Sorted(edges.Select(edge => (edge.From, edge.To)));
        (arguments, firstArgument) = Sorted(edges.Select(edge => (edge.To, edge.From)));
        InGroups = [.. Enumerable.Range(0, items.Length).Where(k => groups[k] == k).SelectMany(k => members[k])];
        Work = InGroups.Sum(Cost);
    }

    /// <summary>Items and arrays.</summary>
    public int Count => items.Length + places.Count;

    /// <summary>The items in the order they come in, each group in one go.</summary>
    public List<int> InGroups { get; }

    /// <summary>How many operations there are.</summary>
    public double Work { get; }

    public bool IsItem(int k) => k < items.Length;

    /// <summary>The last item of the group that an item belongs to; an array is by itself.</summary>
    public int Group(int k) => IsItem(k) ? groups[k] : k;

    /// <summary>The items of a group, arguments first.</summary>
    public ReadOnlySpan<int> Members(int group) => members[group];

    public ReadOnlySpan<int> Readers(int k) => readers.AsSpan(firstReader[k]..firstReader[k + 1]);

    /// <summary>How many operations an item is: of a call, about as many as it has.</summary>
    public double Cost(int k) =>
        items[k].IsMove || !IsCalled(schedule.Nodes[items[k].Node]) ? 1 : 30 + schedule.Nodes[items[k].Node].Shape.Count / 4;

    /// <summary>When an item begun now is done.</summary>
    public double Done(int k, double now, ReadOnlySpan<double> done)
    {
        foreach (var argument in arguments.AsSpan(firstArgument[k]..firstArgument[k + 1]))
            now = Math.Max(now, done[argument]);
        return now + Wait(k);
    }

    /// <summary>How long it takes at least from the beginning of each item to the end of all.</summary>
    public double[] Left()
    {
        var left = new double[Count];
        for (var i = line.Count - 1; i >= 0; i--)
        {
            foreach (var reader in Readers(line[i]))
                left[line[i]] = Math.Max(left[line[i]], left[reader]);
            left[line[i]] += IsItem(line[i]) ? Wait(line[i]) : 0;
        }
        return left;
    }

    /// <summary>How long an order takes on a processor that begins what is ready among the operations it has in view, and forgets them in their order.</summary>
    public double Time(List<int> order)
    {
        var (done, waiting) = (new double[Count], new double[Window]);
        var (slot, last) = (0.0, 0.0);
        for (var i = 0; i < order.Count; i++)
        {
            var k = order[i];
            done[k] = Done(k, Math.Max(slot / 2, waiting[i % Window]), done);
            (slot, last) = (slot + Cost(k), Math.Max(last, done[k]));
            waiting[i % Window] = last;
            foreach (var reader in Readers(k))
                if (!IsItem(reader))
                    done[reader] = Math.Max(done[reader], done[k]);
        }
        return last;
    }

    /// <summary>Cycles until the result of an item may be read: those of the processors of this decade.</summary>
    private double Wait(int k) =>
        items[k].IsMove ? 1
        : schedule.Nodes[items[k].Node] is var n && IsCalled(n) ? 40 + n.Shape.Count / 4
        : n.Op is Op.Div or Op.Sqrt ? 14
        : n.Op is Op.Neg or Op.Abs ? 1
        : 4;

    private static bool IsCalled(in Node n) =>
        !Schedule.IsScalarStep(n)
        || n.Op
            is not (Op.Neg or Op.Add or Op.Sub or Op.Mul or Op.Fma or Op.Div or Op.Sqrt or Op.Abs or Op.Min or Op.Max)
                and not (Op.Lt or Op.Le or Op.Gt or Op.Ge or Op.Eq or Op.Ne or Op.And or Op.Or or Op.Not or Op.Where);

    private void Add(int k, ILookup<int, int> moves)
    {
        var node = items[k].Node;
        if (items[k].IsMove)
            Read(node, k, moves);
        else
            for (var a = 0; a < Schedule.ArgumentCount(schedule.Nodes[node]); a++)
                Read(schedule.Argument(schedule.Nodes[node], a), k, moves);
        line.Add(k);
    }

    private void Read(int node, int reader, ILookup<int, int> moves)
    {
        while (schedule.Nodes[node].Op == Op.At)
            node = schedule.Nodes[node].A;
        if (schedule.Nodes[node].Op == Op.Array && makers[node] < 0)
            edges.Add((PlaceOf(node, moves), reader));
        else if (makers[node] >= 0)
            edges.Add((makers[node], reader));
    }

    private int PlaceOf(int array, ILookup<int, int> moves)
    {
        if (places.TryGetValue(array, out var place))
            return place;
        places.Add(array, place = items.Length + places.Count);
        var n = schedule.Nodes[array];
        for (var e = 0; e < n.Shape.Count; e++)
            if (makers[schedule.Lists[n.A + e]] is var maker and >= 0)
                edges.Add((maker, place));
        foreach (var move in moves[array])
            edges.Add((move, place));
        line.Add(place);
        return place;
    }

    /// <summary>What <see cref="Layouting"/> will work out where it is read, but for what comes to stand in two chunks.</summary>
    private int[] Groups(int[] uses, Home[] homes)
    {
        var (into, heights) = (Enumerable.Range(0, items.Length).ToArray(), new int[items.Length]);
        foreach (var (from, to) in edges)
            if (IsItem(from) && IsItem(to) && !items[to].IsMove && Layout.FromStack(schedule.Nodes[items[to].Node]))
                if (uses[items[from].Node] == 1 && homes[items[from].Node].Segment == Segment.None && heights[from] < Layout.MaxHeight)
                    (into[from], heights[to]) = (to, Math.Max(heights[to], heights[from] + 1));
        for (var k = into.Length - 1; k >= 0; k--)
            into[k] = into[into[k]];
        return into;
    }

    private int[][] Members()
    {
        var sizes = new int[items.Length];
        foreach (var group in groups)
            sizes[group]++;
        var all = new int[items.Length][];
        for (var k = items.Length - 1; k >= 0; k--)
            (all[groups[k]] ??= new int[sizes[groups[k]]])[--sizes[groups[k]]] = k;
        return all;
    }

    /// <summary>The second of each pair, by the first.</summary>
    private (int[] All, int[] First) Sorted(IEnumerable<(int Key, int Value)> pairs)
    {
        var (all, first) = (new int[edges.Count], new int[Count + 1]);
        foreach (var (key, _) in pairs)
            first[key + 1]++;
        for (var k = 0; k < Count; k++)
            first[k + 1] += first[k];
        var at = first[..^1];
        foreach (var (key, value) in pairs)
            all[at[key]++] = value;
        return (all, first);
    }
}
