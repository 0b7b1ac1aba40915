using GdScript.Graphs;

namespace GdScript.Kernels;

/// <summary>
/// Gives every value of a walk over rows its slot. A scalar's slot is free again after its last use; an element of an array
/// is worked out in its place of the array where it can be.
/// </summary>
internal sealed class RowPlacing
{
    private readonly Schedule schedule;
    private readonly Plan plan;
    private readonly Staging staging;
    private readonly RowShortcuts shortcuts;
    private readonly Loop loop;
    private readonly Dictionary<int, int> slotOf = [];
    private readonly HashSet<int> inArray = [];
    private readonly Dictionary<int, int> columnAt = [];
    private readonly Dictionary<int, int> lastUse = [];
    private readonly Stack<int> free = [];
    private readonly List<RowStep> steps = [];
    private readonly Dictionary<int, int> mirrorOf = [];
    private readonly HashSet<int> madeWithAnother = [];
    private readonly bool keeps;
    private int slots;
    private int scratch;

    private RowPlacing(Schedule schedule, Plan plan, Staging staging, RowShortcuts shortcuts, Loop loop)
    {
        (this.schedule, this.plan, this.staging, this.shortcuts, this.loop) = (schedule, plan, staging, shortcuts, loop);
        keeps = loop.Reductions.Length == 0;
    }

    /// <summary>The loop with slots; a walk that reduces nothing keeps every value.</summary>
    public static RowLoop Of(
        Schedule schedule,
        Plan plan,
        Staging staging,
        RowShortcuts shortcuts,
        Loop loop,
        (int Node, int State)[] states
    ) => new RowPlacing(schedule, plan, staging, shortcuts, loop).Placed(states.ToLookup(s => schedule.Nodes[s.Node].A));

    private RowLoop Placed(ILookup<int, (int Node, int State)> reduced)
    {
        foreach (var node in loop.Nodes)
        {
            foreach (var argument in new ArgumentList(schedule.Nodes[node], schedule.Lists))
                lastUse[argument] = node;
            if (schedule.Nodes[node].Op == Op.Array)
                PlaceArray(node);
        }
        Mirror(reduced);
        foreach (var node in loop.Nodes)
        {
            if (!IsOnlySummed(node, reduced) && !madeWithAnother.Contains(node))
                Place(node);
            foreach (var (reduction, state) in reduced[node])
                Reduce(reduction, state);
            Release(node);
        }
        return new(
            loop.Table,
            [.. columnAt.OrderBy(c => c.Value).Select(c => c.Key)],
            [.. steps],
            Math.Max(1, slots),
            scratch,
            SlotsByNode()
        );
    }

    /// <summary>sigmoid(−x) is made with sigmoid(x), and then mostly nobody asks for −x.</summary>
    private void Mirror(ILookup<int, (int Node, int State)> reduced)
    {
        if (keeps)
            return;
        foreach (var (node, mirrored) in SigmoidPairs.Of(schedule, loop.Nodes))
        {
            mirrorOf[node] = mirrored;
            madeWithAnother.Add(mirrored);
            var negative = schedule.Nodes[mirrored].A;
            if (loop.Nodes.Count(n => Reads(n, negative)) == 1 && !reduced[negative].Any())
                madeWithAnother.Add(negative);
        }
    }

    private bool Reads(int node, int argument)
    {
        foreach (var other in new ArgumentList(schedule.Nodes[node], schedule.Lists))
            if (other == argument)
                return true;
        return false;
    }

    private int[] SlotsByNode()
    {
        if (!keeps)
            return [];
        var by = new int[schedule.Nodes.Length];
        Array.Fill(by, -1);
        foreach (var (node, slot) in slotOf)
            by[node] = slot;
        return by;
    }

    private void PlaceArray(int node)
    {
        var array = schedule.Nodes[node];
        slotOf[node] = Reserve(array.Shape.Count);
        for (var k = 0; k < array.Shape.Count; k++)
        {
            var element = schedule.Lists[array.A + k];
            if (staging.Tables[element] >= 0 && Schedule.IsComputed(schedule.Nodes[element].Op))
                if (slotOf.TryAdd(element, slotOf[node] + k))
                    inArray.Add(element);
        }
    }

    private void Place(int node)
    {
        var n = schedule.Nodes[node];
        switch (n.Op)
        {
            case Op.Column:
                columnAt.TryAdd(n.A, columnAt.Count);
                if (keeps && !n.Shape.IsScalar)
                    SpreadOut(node);
                else if (keeps)
                {
                    slotOf[node] = Reserve(1);
                    steps.Add(new(Op.Array, node, slotOf[node], 1, new(Source.Column, columnAt[n.A], false), default, default));
                }
                break;
            case Op.At:
                SpreadOut(n.A);
                slotOf[node] = slotOf[n.A] + n.B;
                inArray.Add(node);
                break;
            case Op.Array:
                for (var k = 0; k < n.Shape.Count; k++)
                    if (OperandOf(schedule.Lists[n.A + k]) is var from && from != new Operand(Source.Slot, slotOf[node] + k, false))
                        steps.Add(new(Op.Array, node, slotOf[node] + k, 1, from, default, default));
                break;
            default:
                Compute(node, n);
                break;
        }
    }

    private void Compute(int node, in Node n)
    {
        var count = Schedule.ArgumentCount(n);
        var (a, b) =
            RowShortcuts.SharedFactor(schedule, staging, n) >= 0
                ? (WholeOf(n.A), WholeOf(n.B))
                : (OperandOf(n.A), count > 1 ? OperandOf(n.B) : default);
        var c = count > 2 ? OperandOf(n.C) : default;
        if (mirrorOf.TryGetValue(node, out var mirrored))
            b = new(Source.Slot, slotOf[mirrored] = Reserve(n.Shape.Count), true);
        if (n.Op.Family() == Family.Structural && n.Op is not (Op.Gather or Op.Scatter))
            scratch = Math.Max(scratch, Numbers(n.A) + (count > 1 ? Numbers(n.B) : 0) + n.Shape.Count);
        if (!slotOf.TryGetValue(node, out var to))
            slotOf[node] = to = n.Shape.IsScalar && !keeps && free.TryPop(out var slot) ? slot : Reserve(n.Shape.Count);
        steps.Add(new(n.Op, node, to, n.Shape.Count, a, b, c));
    }

    private int Numbers(int node) => schedule.Nodes[node].Shape.Count;

    private void Reduce(int reduction, int state)
    {
        var n = schedule.Nodes[reduction];
        if (RowProducts.FactorsOf(schedule.Nodes, n) is var (a, b))
        {
            steps.Add(new(n.Op, reduction, state, n.Shape.Count, OperandOf(a), OperandOf(b), default));
            return;
        }
        if (ScatterSums.Is(schedule.Nodes, n))
        {
            var scatter = schedule.Nodes[n.A];
            steps.Add(new(n.Op, reduction, state, n.Shape.Count, OperandOf(scatter.A), OperandOf(scatter.B), default));
            return;
        }
        if (!Ranks.Is(schedule.Nodes, n))
        {
            steps.Add(new(n.Op, reduction, state, n.Shape.Count, OperandOf(n.A), default, default));
            return;
        }
        var (outer, divided) = (schedule.Nodes[n.A], n.Op == Op.RowMean ? Reserve(n.Shape.Rows) : -1);
        var room = divided < 0 ? default : new Operand(Source.Slot, divided, true);
        steps.Add(
            new(
                n.Op,
                reduction,
                state,
                n.Shape.Count,
                OperandOf(outer.A),
                WholeOf(outer.B),
                room,
                plan.Places[reduction],
                shortcuts.Written(reduction)
            )
        );
    }

    /// <summary>True for what nothing needs but sums over rows that make it themselves: products, and what is scattered.</summary>
    private bool IsOnlySummed(int node, ILookup<int, (int Node, int State)> reduced) =>
        !keeps && !lastUse.ContainsKey(node) && reduced[node].All(r => MakesIt(schedule.Nodes[r.Node]));

    private bool MakesIt(in Node n) =>
        Ranks.Is(schedule.Nodes, n) || ScatterSums.Is(schedule.Nodes, n) || RowProducts.FactorsOf(schedule.Nodes, n) != null;

    /// <summary>Slots read for the last time are free for the nodes after this one.</summary>
    private void Release(int node)
    {
        if (keeps)
            return;
        if (!lastUse.ContainsKey(node))
            Free(node);
        var last = new HashSet<int>();
        foreach (var argument in new ArgumentList(schedule.Nodes[node], schedule.Lists))
            if (lastUse[argument] == node && last.Add(argument))
                Free(argument);
    }

    private void Free(int node)
    {
        if (schedule.Nodes[node].Shape.IsScalar && !inArray.Contains(node) && slotOf.TryGetValue(node, out var slot))
            free.Push(slot);
    }

    private int Reserve(int count)
    {
        var slot = slots;
        slots = checked(slots + count);
        return slot;
    }

    /// <summary>The arrays of a column as they lie in the table, a large one of the point as it lies there, any other operand as always.</summary>
    private Operand WholeOf(int node) =>
        schedule.Nodes[node] is { Op: Op.Column } column ? new(Source.Column, columnAt[column.A], true)
        : shortcuts.Reads(node) ? new(Source.Point, schedule.Nodes[node].A, true)
        : OperandOf(node);

    /// <summary>Arrays of a column that are worked on element by element become strips, once.</summary>
    private void SpreadOut(int node)
    {
        var n = schedule.Nodes[node];
        if (n.Op != Op.Column || n.Shape.IsScalar || slotOf.ContainsKey(node))
            return;
        slotOf[node] = Reserve(n.Shape.Count);
        steps.Add(new(Op.Column, node, slotOf[node], n.Shape.Count, new(Source.Column, columnAt[n.A], true), default, default));
    }

    private Operand OperandOf(int node)
    {
        SpreadOut(node);
        var n = schedule.Nodes[node];
        return staging.Tables[node] < 0 ? new(Source.Same, plan.Places[node], !n.Shape.IsScalar)
            : n.Op == Op.Column && !slotOf.ContainsKey(node) ? new(Source.Column, columnAt[n.A], false)
            : new(Source.Slot, slotOf[node], !n.Shape.IsScalar);
    }
}
