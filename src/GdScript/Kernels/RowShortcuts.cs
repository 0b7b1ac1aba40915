using GdScript.Graphs;

namespace GdScript.Kernels;

/// <summary>
/// Large arrays that a walk over rows need not copy: a matrix of the point that does nothing but multiply what rows have is read where
/// the point lies, and a sum of outer products that is a root and nothing else is written where the answer goes. A layer of a network
/// is both, and copying cost a tenth of its gradient.
/// </summary>
internal sealed class RowShortcuts
{
    /// <summary>Smaller arrays are copied: that costs nothing.</summary>
    private const int Worthwhile = 1024;

    public static readonly RowShortcuts None = new([], [], []);

    private readonly HashSet<int> read;
    private readonly Dictionary<int, int> written;

    private RowShortcuts(HashSet<int> read, Dictionary<int, int> written, (int From, int Count)[] copied) =>
        (this.read, this.written, Copied) = (read, written, copied);

    /// <summary>The parts of the point that are copied all the same.</summary>
    public (int From, int Count)[] Copied { get; }

    public static RowShortcuts Of(Schedule schedule, Staging staging)
    {
        var read = Read(schedule, staging);
        return new(read, Written(schedule, staging), [.. Rest(schedule.PointSize, read.Select(p => schedule.Nodes[p]).OrderBy(p => p.A))]);
    }

    /// <summary>True for a parameter that is read where the point lies.</summary>
    public bool Reads(int node) => read.Contains(node);

    /// <summary>Where in the answer after the first root a sum over rows is written; −1 for one that has a place of its own.</summary>
    public int Written(int node) => written.GetValueOrDefault(node, -1);

    /// <summary>Of a product of a matrix that all rows share with a vector of each row: the matrix. −1 for anything else.</summary>
    public static int SharedFactor(Schedule schedule, Staging staging, in Node n)
    {
        if (n.Op != Op.MatMul || !n.Shape.IsVector)
            return -1;
        var factor = schedule.Nodes[n.A].Shape.IsMatrix ? n.A : n.B;
        return staging.Tables[factor] < 0 ? factor : -1;
    }

    private static HashSet<int> Read(Schedule schedule, Staging staging)
    {
        var nodes = schedule.Nodes;
        var read = Enumerable.Range(0, nodes.Length).Where(i => nodes[i].Op == Op.Param && nodes[i].Shape.Count >= Worthwhile).ToHashSet();
        read.ExceptWith(schedule.Roots);
        for (var i = 0; i < nodes.Length && read.Count > 0; i++)
        {
            var factor = staging.Tables[i] < 0 ? -1 : SharedFactor(schedule, staging, nodes[i]);
            var times = 0;
            foreach (var argument in new ArgumentList(nodes[i], schedule.Lists))
                if (argument != factor || ++times > 1)
                    read.Remove(argument);
        }
        return read;
    }

    private static Dictionary<int, int> Written(Schedule schedule, Staging staging)
    {
        var (written, at) = (new Dictionary<int, int>(), 0);
        foreach (var root in schedule.Roots.AsSpan(1))
        {
            var n = schedule.Nodes[root];
            var isWalked = n.Op.Family() == Family.Rows && staging.Tables[n.A] >= 0; // what all rows share is counted, not walked
            if (isWalked && n.Shape.Count >= Worthwhile && Ranks.Is(schedule.Nodes, n) && schedule.Roots.Count(r => r == root) == 1)
                written.Add(root, at);
            at += n.Shape.Count;
        }
        foreach (var node in schedule.Nodes)
        foreach (var argument in new ArgumentList(node, schedule.Lists))
            written.Remove(argument);
        return written;
    }

    private static IEnumerable<(int From, int Count)> Rest(int size, IEnumerable<Node> left)
    {
        var from = 0;
        foreach (var parameter in left)
        {
            if (parameter.A > from)
                yield return (from, parameter.A - from);
            from = parameter.A + parameter.Shape.Count;
        }
        if (size > from)
            yield return (from, size - from);
    }
}
