using GdScript.Graphs;

namespace GdScript.Symbolics;

/// <summary>
/// What an operator leaves behind: an operation over links, or a finished formula. Joining two costs the same whatever they hold, so a
/// sum of n terms written in a loop is n links, and becomes one formula when somebody looks at it.
/// </summary>
internal sealed class Link
{
    private readonly Formula? known;
    private readonly Op op;
    private readonly Link? a;
    private readonly Link? b;

    public Link(Formula known) => this.known = known;

    /// <summary>A formula of one name, with the link in the place of the name.</summary>
    public Link(Formula over, Link a) => (known, this.a) = (over, a);

    public Link(Op op, Link a, Link? b = null) => (this.op, this.a, this.b) = (op, a, b);

    /// <summary>One formula of all that is linked, each link once; a loop with a stack, so that depth does not matter.</summary>
    public Formula Joined()
    {
        if (known is not null && a is null)
            return known;
        var g = new Sketch();
        var made = new Dictionary<Link, int>(ReferenceEqualityComparer.Instance);
        var open = new Stack<Link>([this]);
        while (open.TryPeek(out var link))
            if (!made.ContainsKey(link) && link.Waits(made, open))
                continue;
            else if (made.TryAdd(open.Pop(), -1))
                made[link] = link.Make(g, made);
        return g.Finish(made[this]);
    }

    /// <summary>True when arguments have to be made first: they are opened, the left one on top, so that names stand as they were written.</summary>
    private bool Waits(Dictionary<Link, int> made, Stack<Link> open)
    {
        var before = open.Count;
        if (b is not null && !made.ContainsKey(b))
            open.Push(b);
        if (a is not null && !made.ContainsKey(a))
            open.Push(a);
        return open.Count > before;
    }

    private int Make(Sketch g, Dictionary<Link, int> made) =>
        known is not null
            ? Graft.Onto(g, known, [known.Root], node => a is not null && known.Nodes[node].Op == Op.Param ? made[a] : null)[0]
        : b is null ? g.Make(op, made[a!])
        : g.Make(op, made[a!], made[b]);
}
