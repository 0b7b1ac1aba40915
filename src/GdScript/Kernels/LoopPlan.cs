using GdScript.Graphs;

namespace GdScript.Kernels;

/// <summary>
/// Which parts of a schedule compiled code does in loops: the rolls, elementwise operations on arrays, and the sums over both. The rest and the loops run in
/// stages: what is no loop in its order, then the loops of the stage, whose values are there from the next one on.
/// </summary>
internal sealed class LoopPlan
{
    /// <summary>An operation of fewer steps in registers is always part of a loop.</summary>
    private const int FewSteps = 10;

    /// <summary>So many steps of longer operations are written into loops; what comes then is called, or compiling would take longer than it saves.</summary>
    private const int MostSteps = 3_000;

    private static readonly int[] Sizes = [.. Enum.GetValues<Op>().Select(SizeOf)];

    private readonly Schedule schedule;
    private readonly Node[] nodes;
    private readonly int[] uses;
    private readonly ILookup<int, Roll> rolls;
    private readonly List<RolledLoop> loops = [];
    private readonly Dictionary<(int Count, int Level), RolledLoop> open = [];
    private readonly List<double> constants;
    private readonly RolledLoop?[] loopOf;
    private readonly int[] stepOf;
    private readonly int[] within;
    private readonly int[] sumOf;
    private readonly bool[] rolledElements;
    private readonly bool[] rolledResults;
    private readonly Sums.Width widest;
    private int room = MostSteps;

    private LoopPlan(Schedule schedule, Sums.Width widest)
    {
        this.widest = widest;
        (this.schedule, nodes, uses, constants) = (schedule, schedule.Nodes, schedule.Uses(), [.. schedule.Constants]);
        (loopOf, stepOf, within) = (new RolledLoop?[nodes.Length], new int[nodes.Length], new int[nodes.Length]);
        (Stages, sumOf) = (new int[nodes.Length], new int[nodes.Length]);
        Roll[] found = [.. RollWorth.Of(Rolling.Of(schedule))];
        rolls = found.ToLookup(roll => roll.Site);
        (rolledElements, rolledResults) = (new bool[schedule.Lists.Length], new bool[schedule.ResultSize]);
        foreach (var roll in found)
        foreach (var place in roll.Places)
            (roll.Site < 0 ? rolledResults : rolledElements)[place + (roll.Site < 0 ? 0 : nodes[roll.Site].A)] = true;
    }

    public static LoopPlan Of(Schedule schedule, Sums.Width widest)
    {
        var plan = new LoopPlan(schedule, widest);
        plan.FindSums();
        for (var i = 0; i < plan.nodes.Length; i++)
            if (plan.uses[i] > 0)
                plan.Place(i);
        foreach (var roll in plan.rolls[-1])
            plan.Place(roll, -1);
        foreach (var loop in plan.loops)
            loop.Ends.RemoveAll(end => !end.IsSum && end.Node >= 0 && plan.IsPassing(end.Node));
        plan.Join();
        return plan;
    }

    /// <summary>
    /// The terms of a chain of n are n − 1, and the elements of its gradient that are alike n − 2: loops that share steps become one. A loop that goes on
    /// where a full one of its stage ended, or is gone on from, keeps its place.
    /// </summary>
    private void Join()
    {
        for (var i = loops.Count - 1; i >= 0; i--)
        for (var k = 0; k < loops.Count; k++)
            if (k != i && loops[k].With(loops[i]) is { } both && !IsChained(loops[i]))
            {
                loops[k] = both;
                loops.RemoveAt(i);
                break;
            }
    }

    private bool IsChained(RolledLoop loop) =>
        loops.Exists(other => other.Level == loop.Level && (Feeds(loop, other) || Feeds(other, loop)));

    private static bool Feeds(RolledLoop one, RolledLoop other) =>
        one.Ends.Exists(end => end.Node >= 0 && other.Memory.Any(stream => stream.Node == end.Node));

    public IReadOnlyList<RolledLoop> Loops => loops;

    /// <summary>When each node's value is there.</summary>
    public int[] Stages { get; }

    /// <summary>The constants of the schedule, and behind them the numbers that loops read.</summary>
    public double[] Constants => [.. constants];

    /// <summary>True for what a loop works out.</summary>
    public bool IsMade(int node) => loopOf[node] != null;

    /// <summary>True for an array of which nothing but the loop that makes it knows.</summary>
    public bool IsPassing(int node) => IsMade(node) && !nodes[node].Shape.IsScalar && within[node] == uses[node];

    /// <summary>True for an element of an array, by its place in the lists, that a loop puts there.</summary>
    public bool IsRolledElement(int place) => rolledElements[place];

    /// <summary>True for a place behind the first root that a loop fills.</summary>
    public bool IsRolledResult(int place) => rolledResults[place];

    /// <summary>The sum that alone reads an array; −1 where there is none.</summary>
    private void FindSums()
    {
        Array.Fill(sumOf, -1);
        for (var i = 0; i < nodes.Length; i++)
            if (uses[i] > 0 && nodes[i].Op is Op.Sum or Op.Mean && uses[nodes[i].A] == 1)
                sumOf[nodes[i].A] = i;
    }

    private void Place(int i)
    {
        if (IsMade(i))
            return;
        var n = nodes[i];
        if (IsMember(n))
            Join(i);
        else if (n.Op is Op.Sum or Op.Mean && loopOf[n.A] is { } loop && CanSum(loop))
            End(loop, stepOf[n.A], i, n.A);
        else if (n.Op != Op.Dot || !Dotted(i))
            PlacePlain(i);
    }

    /// <summary>Elementwise on an array that fills a register, with a form in registers.</summary>
    private bool IsMember(in Node n) =>
        !n.Shape.IsScalar
        && n.Shape.Count >= (widest == Sums.Width.One ? int.MaxValue : 4)
        && n.Op.Family() == Family.Elementwise
        && SmallArrays.HasLanes[(int)n.Op]
        && (Sizes[(int)n.Op] <= FewSteps || (room -= Sizes[(int)n.Op]) >= 0);

    private static int SizeOf(Op op)
    {
        var code = new LaneCode();
        return SmallArrays.HasLanes[(int)op] ? code.Of(op, code.Column(0), code.Column(1), code.Column(2)) + 1 : 0;
    }

    private static bool CanSum(RolledLoop loop) => loop.Count <= RolledLoop.LongestSum && loop.Width != Sums.Width.One;

    private void PlacePlain(int i)
    {
        var n = nodes[i];
        for (var k = Schedule.ArgumentCount(n) - 1; k >= 0; k--)
            if (n.Op != Op.Array || !rolledElements[n.A + k])
                Stages[i] = Math.Max(Stages[i], Stages[schedule.Argument(n, k)]);
        foreach (var roll in rolls[i])
            Stages[i] = Math.Max(Stages[i], 1 + Place(roll, i));
    }

    /// <summary>The level of the loop that a roll becomes part of.</summary>
    private int Place(Roll roll, int site)
    {
        var level = roll.Memory.Select(stream => stream.Node < 0 ? 0 : Stages[stream.Node]).DefaultIfEmpty().Max();
        var loop = LoopOf(roll.Count, level);
        var step = loop.Add(roll, constants);
        if (site >= 0 && sumOf[site] is var sum and >= 0 && roll.Step == 1 && roll.Count == nodes[site].Shape.Count && CanSum(loop))
        {
            loopOf[site] = loop;
            End(loop, step, sum, site);
        }
        else
            loop.Ends.Add(new(step, site, roll.First, roll.Step, roll.Count));
        return level;
    }

    /// <summary>An array operation becomes a step of the loop that runs as soon as its arguments are there.</summary>
    private void Join(int i)
    {
        var n = nodes[i];
        var level = Enumerable.Range(0, Schedule.ArgumentCount(n)).Max(k => Level(schedule.Argument(n, k), n.Shape.Count));
        var loop = LoopOf(n.Shape.Count, level);
        (loopOf[i], Stages[i]) = (loop, level + 1);
        stepOf[i] = loop.Add(new(n.Op, Argument(loop, n.A), Argument(loop, n.B), Argument(loop, n.C)));
        loop.Ends.Add(new(stepOf[i], i, 0, 1, loop.Count));
    }

    /// <summary>The earliest loop of that many steps that may read a value.</summary>
    private int Level(int argument, int count) =>
        loopOf[argument] is { } loop && loop.Count == count && !nodes[argument].Shape.IsScalar ? loop.Level : Stages[argument];

    /// <summary>Inner products of what a loop makes are sums there.</summary>
    private bool Dotted(int i)
    {
        var (a, b, count) = (nodes[i].A, nodes[i].B, nodes[nodes[i].A].Shape.Count);
        var level = Math.Max(Level(a, count), Level(b, count));
        if (
            count <= Sums.FewProducts
            || !open.TryGetValue((count, level), out var loop)
            || (loopOf[a] != loop && loopOf[b] != loop)
            || !CanSum(loop)
        )
            return false;
        End(loop, loop.Add(new(Op.Mul, Argument(loop, a), Argument(loop, b), Roll.None)), i, -1);
        return true;
    }

    private void End(RolledLoop loop, int step, int sum, int array)
    {
        loop.Ends.Add(new(step, sum, nodes[sum].Op == Op.Mean ? loop.Count : 1, 0, loop.Count));
        (loopOf[sum], Stages[sum]) = (loop, loop.Level + 1);
        if (array >= 0)
            within[array]++;
    }

    private int Argument(RolledLoop loop, int argument)
    {
        if (argument < 0)
            return Roll.None;
        var n = nodes[argument];
        if (n.Op == Op.Const && n.Shape.IsScalar)
            return loop.Known(schedule.Constants[n.A]);
        if (loopOf[argument] == loop && !n.Shape.IsScalar)
        {
            within[argument]++;
            return stepOf[argument];
        }
        return loop.Read(StreamOf(argument, n.Shape.IsScalar ? 0 : 1));
    }

    private Stream StreamOf(int node, int stride)
    {
        var n = nodes[node];
        return n.Op == Op.Param ? new(RolledLoop.OfPoint, n.A, stride)
            : n.Op != Op.At ? new(node, 0, stride)
            : nodes[n.A] is { Op: Op.Param } parameter ? new(RolledLoop.OfPoint, parameter.A + n.B, stride)
            : new(n.A, n.B, stride);
    }

    private RolledLoop LoopOf(int count, int level)
    {
        if (open.TryGetValue((count, level), out var loop) && !loop.IsFull)
            return loop;
        loops.Add(open[(count, level)] = loop = new(count, level, widest));
        return loop;
    }
}
