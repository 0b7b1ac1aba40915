using GdScript.Graphs;

namespace GdScript.Kernels;

/// <summary>
/// In which order a fused walk works its nodes out, and where one loop may end and the next begin: what ends in reductions alone comes as soon
/// as it can, so that what it reads need not be kept for it, and a loop ends where few numbers have to be kept. A mixture of many components
/// goes component by component so, each with its own running sums.
/// </summary>
internal sealed class FusedOrder
{
    private readonly Schedule schedule;
    private readonly HashSet<int> walked;
    private readonly Dictionary<int, int> placeOf = [];

    /// <summary>How many numbers are made before each place of the order and read at it or behind it.</summary>
    private readonly int[] kept;

    /// <summary>About how many steps come before each place.</summary>
    private readonly int[] steps;

    public FusedOrder(Schedule schedule, Loop walk)
    {
        (this.schedule, walked) = (schedule, [.. walk.Nodes]);
        Nodes = Ordered(walk);
        for (var p = 0; p < Nodes.Length; p++)
            placeOf[Nodes[p]] = p;
        (kept, steps) = (Kept(), new int[Nodes.Length + 1]);
        for (var p = 0; p < Nodes.Length; p++)
            steps[p + 1] = steps[p] + Weight(schedule.Nodes[Nodes[p]]);
    }

    /// <summary>The nodes of the walk, arguments first.</summary>
    public int[] Nodes { get; }

    /// <summary>
    /// True for a place behind the last use of something, and for any place when none of that kind comes within so many steps.
    /// </summary>
    public bool IsGoodEnd(int place, int within)
    {
        for (var p = place; p < Nodes.Length && steps[p] - steps[place] <= within; p++)
            if (p > 0 && kept[p] < kept[p - 1])
                return p == place;
        return true;
    }

    private int[] Ordered(Loop walk)
    {
        var missing = walk.Nodes.ToDictionary(node => node, node => Arguments(node).Distinct().Count());
        var readers = walk.Nodes.SelectMany(node => Arguments(node).Distinct().Select(a => (a, node))).ToLookup(r => r.a, r => r.node);
        var (order, done) = (new List<int>(missing.Count), new HashSet<int>());
        foreach (var node in walk.Nodes)
            if (done.Add(node))
                Add(node);
        return [.. order];

        void Add(int node)
        {
            order.Add(node);
            foreach (var reader in readers[node])
                if (--missing[reader] == 0 && !readers[reader].Any() && done.Add(reader))
                    order.Add(reader);
        }
    }

    private int[] Kept()
    {
        var last = new Dictionary<int, int>();
        for (var p = 0; p < Nodes.Length; p++)
            foreach (var maker in Arguments(Nodes[p]).SelectMany(Makers))
                last[maker] = p;
        var kept = new int[Nodes.Length + 2];
        foreach (var (maker, p) in last)
        {
            kept[placeOf[maker] + 1] += schedule.Nodes[maker].Shape.Count;
            kept[p + 1] -= schedule.Nodes[maker].Shape.Count;
        }
        for (var p = 1; p < kept.Length; p++)
            kept[p] += kept[p - 1];
        return kept;
    }

    /// <summary>
    /// The nodes whose numbers a node's value is made of: a node that only moves numbers makes none, columns are there, and what takes one
    /// operation on columns is done again rather than kept.
    /// </summary>
    private IEnumerable<int> Makers(int node)
    {
        var (open, seen) = (new Stack<int>([node]), new HashSet<int>());
        while (open.TryPop(out var top))
            if (!seen.Add(top))
                continue;
            else if (schedule.Nodes[top].Op is Op.Array or Op.At or Op.Fill or Op.Transpose)
                foreach (var argument in Arguments(top))
                    open.Push(argument);
            else if (schedule.Nodes[top].Op != Op.Column && !IsEasy(top))
                yield return top;
    }

    private bool IsEasy(int node) =>
        schedule.Nodes[node].Op is Op.Neg or Op.Add or Op.Sub or Op.Mul
        && Arguments(node).SelectMany(Loads).All(a => schedule.Nodes[a].Op == Op.Column);

    private IEnumerable<int> Loads(int node) =>
        schedule.Nodes[node].Op is Op.Array or Op.Fill && Arguments(node).All(a => schedule.Nodes[a].Op == Op.Column)
            ? Arguments(node)
            : [node];

    private int Weight(in Node n) =>
        n.Op switch
        {
            Op.Column or Op.Array or Op.At or Op.Fill or Op.Transpose => 0,
            Op.MatMul => n.Shape.Count * schedule.Nodes[n.B].Shape.Rows,
            Op.Dot or Op.Sum or Op.Mean => 2 * schedule.Nodes[n.A].Shape.Count,
            Op.LogSumExp or Op.Softmax or Op.Norm or Op.Argmax => 30 * schedule.Nodes[n.A].Shape.Count,
            Op.Neg or Op.Add or Op.Sub or Op.Mul or Op.Div or Op.Fma or Op.Outer => n.Shape.Count,
            _ => 25 * n.Shape.Count,
        };

    /// <summary>The arguments that differ from row to row.</summary>
    private IEnumerable<int> Arguments(int node)
    {
        var n = schedule.Nodes[node];
        return Enumerable.Range(0, Schedule.ArgumentCount(n)).Select(k => schedule.Argument(n, k)).Where(walked.Contains);
    }
}
