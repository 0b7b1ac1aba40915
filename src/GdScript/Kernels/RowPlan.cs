using GdScript.Graphs;

namespace GdScript.Kernels;

/// <summary>Where a row step finds an argument.</summary>
internal enum Source : byte
{
    /// <summary>No argument.</summary>
    None,

    /// <summary>The same for all rows; a place in the workspace.</summary>
    Same,

    /// <summary>A column of the table, by its place among the columns of the loop.</summary>
    Column,

    /// <summary>Worked out for each row; a slot of the row values.</summary>
    Slot,

    /// <summary>The same for all rows; a large array of the point, read where the point lies (see <see cref="RowShortcuts"/>).</summary>
    Point,
}

/// <summary>An argument of a row step.</summary>
/// <param name="Source">Where it is.</param>
/// <param name="At">Its place there.</param>
/// <param name="IsArray">True for an array, whose elements are side by side (<see cref="Source.Same"/>) or strip by strip.</param>
internal readonly record struct Operand(Source Source, int At, bool IsArray);

/// <summary>A step done for a strip of rows at once.</summary>
/// <param name="Op">
/// What is done; <see cref="Op.Array"/> copies one element, <see cref="Op.Column"/> takes the arrays of a column apart into strips, a
/// reduction takes the strip in.
/// </param>
/// <param name="Node">The node of the schedule.</param>
/// <param name="To">The slot of the result, or the place of a reduction's running state.</param>
/// <param name="Count">How many numbers the result has for each row.</param>
/// <param name="A">The first argument.</param>
/// <param name="B">The second argument, when there is one; of a sigmoid the place of its mirror image, when that is made with it.</param>
/// <param name="C">The third argument, when there is one.</param>
/// <param name="Place">Where the result of a sum of outer products is.</param>
/// <param name="Given">Where in the answer it is written instead, where somebody asks for an answer; −1 for nowhere.</param>
internal readonly record struct RowStep(Op Op, int Node, int To, int Count, Operand A, Operand B, Operand C, int Place = 0, int Given = -1);

/// <summary>A walk over rows with a slot for every value: strip by strip, each value a run of neighbouring rows.</summary>
internal sealed record RowLoop(int Table, int[] Columns, RowStep[] Steps, int Slots, int Scratch, int[] SlotOf);

/// <summary>A reduction whose rows are all the same.</summary>
internal readonly record struct Counted(Op Op, int Table, int To, int From, int Count);

/// <summary>A stage with its places: steps done once, then walks, then what their reductions come to.</summary>
/// <param name="Steps">What is done once.</param>
/// <param name="Counted">Reductions of what is the same for all rows.</param>
/// <param name="Loops">The walks.</param>
/// <param name="Results">The reductions of each walk that run in lanes, and where.</param>
/// <param name="Ranked">Those of each walk that are products of matrices (see <see cref="Ranks"/>).</param>
/// <param name="Scattered">Those of each walk that take rows to the places they name (see <see cref="ScatterSums"/>), with the number of their tree.</param>
internal sealed record RowStage(
    Step[] Steps,
    Counted[] Counted,
    RowLoop[] Loops,
    (int Node, int State)[][] Results,
    (int Node, int State)[][] Ranked,
    ScatterState[][] Scattered
)
{
    /// <summary>All reductions of the walks.</summary>
    public IEnumerable<int> Reductions =>
        Results.Concat(Ranked).SelectMany(r => r).Select(r => r.Node).Concat(Scattered.SelectMany(s => s).Select(s => s.Node));
}

/// <summary>Where a sum of what is scattered keeps the rows of a block, and which tree of blocks is its own.</summary>
internal readonly record struct ScatterState(int Node, int State, int Tree);

/// <summary>
/// A schedule over rows with a place for every value. In the workspace stand the values that are the same for all rows (as
/// a <see cref="Plan"/> places them), the addresses of columns, the running sums, and strips of up to
/// <see cref="Strip"/> rows for each value of a row: its size does not depend on how many rows there are. The trees of scattered
/// sums stand behind it (<see cref="RowEngine"/>).
/// </summary>
internal sealed class RowPlan
{
    /// <summary>How many rows are worked on at once: sixteen strips fit the nearest cache.</summary>
    private const int LongestStrip = 256;

    private const int StripDoubles = 1 << 18;

    public required Schedule Schedule { get; init; }

    public required Staging Staging { get; init; }

    public required Plan Plan { get; init; }

    public required RowStage[] Stages { get; init; }

    /// <summary>Rows in a strip: a power of two from 16 to 256, fewer when there are many values.</summary>
    public required int Strip { get; init; }

    /// <summary>Where the addresses of the columns of a loop stand; before them that of the answer and that of the point.</summary>
    public required int Addresses { get; init; }

    /// <summary>What is not copied from the point and to the answer.</summary>
    public required RowShortcuts Shortcuts { get; init; }

    public required int States { get; init; }

    /// <summary>Behind the states in lanes; those of sums of outer products follow.</summary>
    public required int StatesEnd { get; init; }

    public required int Scratch { get; init; }

    /// <summary>What is scattered over which table, by the number of the tree.</summary>
    public required (Shape Shape, int Table)[] Trees { get; init; }

    public required int Slots { get; init; }

    public required int Size { get; init; }

    /// <summary>Which elements of a reduction are read, where not all of them are.</summary>
    public required Dictionary<int, bool[]> Read { get; init; }

    /// <summary>How often the kernels of this plan have run, one for all tables.</summary>
    public int Runs;

    private readonly Dictionary<(Sums.Width, string), FusedLoops?> fused = [];

    /// <summary>The fused loops of this plan for registers and columns of these kinds, made once; null when there is nothing to fuse.</summary>
    public FusedLoops? Fused(Sums.Width width, bool[] singles)
    {
        var key = (width, string.Concat(singles.Select(s => s ? 's' : 'd')));
        lock (fused)
        {
            if (!fused.TryGetValue(key, out var loops))
                fused.Add(key, loops = FusedLoops.Of(this, width, singles));
            return loops;
        }
    }

    /// <summary>The walk that works out what roots are in every row, after all stages; null for roots that are one for all rows.</summary>
    public RowLoop? Answers { get; init; }

    /// <summary>The plan of a schedule. <paramref name="whole"/> keeps the values that only an explanation needs;
    /// <paramref name="everyRow"/> is the table whose every row is asked for, −1 for none.</summary>
    /// <exception cref="NotSupportedException">A root has a value for every row, and that is not what is asked for.</exception>
    public static RowPlan Of(Schedule schedule, bool whole = false, int everyRow = -1)
    {
        var uses = schedule.Uses();
        var staging = Staging.Of(schedule.Nodes, schedule.Lists, schedule.Columns.AsSpan(), [.. uses.Select(u => whole || u > 0)]);
        if (everyRow < 0 && schedule.Roots.Any(r => staging.Tables[r] >= 0))
            throw new NotSupportedException("the formula has a value for every row: reduce it with rowmean or rowsum first");
        for (var i = 0; i < uses.Length; i++)
            uses[i] =
                staging.Tables[i] >= 0 ? 0
                : whole ? 1
                : uses[i];
        var plan = Plan.Of(schedule, uses);
        var addresses = plan.Size + 2;
        var shortcuts = whole || everyRow >= 0 ? RowShortcuts.None : RowShortcuts.Of(schedule, staging);
        var states = (addresses + schedule.Columns.Length + 7) & ~7; // a line of the cache
        var statesEnd =
            states
            + staging
                .Reductions.Where(r => !Ranks.Is(schedule.Nodes, schedule.Nodes[r]) && !ScatterSums.Is(schedule.Nodes, schedule.Nodes[r]))
                .Sum(r => checked(schedule.Nodes[r].Shape.Count * Sums.StateSize));
        var room = statesEnd;
        var trees = new List<(Shape, int)>();
        RowStage[] stages = [.. Ordered(staging, schedule, plan, shortcuts, states, ref room, trees)];
        var answers = everyRow < 0 ? null : RowPlacing.Of(schedule, plan, staging, shortcuts, staging.Toward(schedule.Roots, everyRow), []);
        RowLoop[] loops = [.. stages.SelectMany(s => s.Loops), .. answers is null ? (RowLoop[])[] : [answers]];
        var slots = loops.Select(l => l.Slots).DefaultIfEmpty(1).Max();
        var strip = LongestStrip;
        while (strip > Sums.Lanes && (long)strip * slots > StripDoubles)
            strip /= 2;
        var scratch = loops.Select(l => l.Scratch).DefaultIfEmpty(0).Max();
        return new()
        {
            Schedule = schedule,
            Staging = staging,
            Plan = plan,
            Stages = stages,
            Answers = answers,
            Strip = strip,
            Read = whole ? [] : ElementsRead.Of(schedule),
            Addresses = addresses,
            Shortcuts = shortcuts,
            States = states,
            StatesEnd = statesEnd,
            Scratch = room,
            Trees = [.. trees],
            Slots = room + scratch,
            Size = checked(room + scratch + slots * strip),
        };
    }

    private static List<RowStage> Ordered(
        Staging staging,
        Schedule schedule,
        Plan plan,
        RowShortcuts shortcuts,
        int state,
        ref int room,
        List<(Shape, int)> trees
    )
    {
        var steps = plan.Steps.ToLookup(s => s.Node);
        var stages = new List<RowStage>();
        foreach (var stage in staging.Stages)
        {
            var (results, ranked, scattered) = (new List<(int, int)[]>(), new List<(int, int)[]>(), new List<ScatterState[]>());
            var loops = new List<RowLoop>();
            foreach (var loop in stage.Loops)
            {
                var (lanes, ranks) = (new List<(int Node, int State)>(), new List<(int Node, int State)>());
                var places = new List<ScatterState>();
                foreach (var reduction in loop.Reductions)
                    if (schedule.Nodes[reduction] is var n && Ranks.Is(schedule.Nodes, n))
                    {
                        ranks.Add((reduction, room));
                        room = checked(room + n.Shape.Count * Ranks.StateSize);
                    }
                    else if (ScatterSums.Is(schedule.Nodes, n))
                    {
                        places.Add(new(reduction, room, trees.Count));
                        trees.Add((n.Shape, loop.Table));
                        room = checked(room + ScatterSums.StateSize(n.Shape));
                    }
                    else
                    {
                        lanes.Add((reduction, state));
                        state = checked(state + n.Shape.Count * Sums.StateSize);
                    }
                results.Add([.. lanes]);
                ranked.Add([.. ranks]);
                scattered.Add([.. places]);
                loops.Add(
                    RowPlacing.Of(schedule, plan, staging, shortcuts, loop, [.. lanes, .. ranks, .. places.Select(p => (p.Node, p.State))])
                );
            }
            stages.Add(
                new(
                    [.. stage.Same.SelectMany(node => steps[node])],
                    [.. stage.Counted.Select(node => CountedOf(schedule, plan, node))],
                    [.. loops],
                    [.. results],
                    [.. ranked],
                    [.. scattered]
                )
            );
        }
        return stages;
    }

    private static Counted CountedOf(Schedule schedule, Plan plan, int node)
    {
        var n = schedule.Nodes[node];
        return new(n.Op, n.B, plan.Places[node], plan.Places[n.A], n.Shape.Count);
    }
}
