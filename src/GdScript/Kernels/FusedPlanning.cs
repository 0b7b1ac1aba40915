using GdScript.Graphs;

namespace GdScript.Kernels;

/// <summary>A number of a row: the same for all rows, from a column, or an element of a node's value.</summary>
internal readonly record struct RowNumber(Source Source, int At, int Element = 0);

/// <summary>
/// Makes the fused loops of a walk over rows. Every number of a row (each element of a small array by itself) becomes steps
/// in registers; what has no such form stays a step on strips. A loop that grows long ends, and another one goes on.
/// </summary>
internal sealed partial class FusedPlanning
{
    /// <summary>
    /// A loop with more steps ends before the next node. With the largest node on top it stays below the 60,000 bytes of IL
    /// past which the just-in-time compiler stops optimising.
    /// </summary>
    private const int LongestCode = 1_000;

    /// <summary>From so many steps or running sums on, a loop ends where it has something behind it: its code and its sums stay near.</summary>
    private const int LongCode = 400;
    private const int ManySums = 48;

    private readonly Schedule schedule;
    private readonly RowPlan plan;
    private readonly RowLoop loop;
    private readonly SmallArrays arrays;
    private readonly Dictionary<int, RowNumber[]> numbers = [];
    private readonly Dictionary<int, int> levelOf = [];
    private readonly Dictionary<(int Node, int Element), (LaneCode Code, int Step)> made = [];
    private readonly Dictionary<(int Node, int Element), int> slotOf = [];
    private readonly Dictionary<int, int> blockOf = [];
    private readonly List<(List<LaneCode> Codes, List<RowStep> Steps)> levels = [];
    private readonly List<RowStep> ranks = [];
    private readonly Dictionary<(int Node, int Element), int> keptAt = [];
    private readonly FusedOrder order;
    private readonly Dictionary<int, bool[]> read;
    private int place;
    private int slots;
    private int scratch;
    private int size;

    private FusedPlanning(RowPlan plan, RowLoop loop, Loop walk)
    {
        (this.plan, schedule, this.loop) = (plan, plan.Schedule, loop);
        (arrays, order, read) = (new(schedule), new(schedule, walk), ElementsRead.Of(schedule));
    }

    /// <summary>
    /// The walk as fused loops; null where it is too long, where no step can be fused, and where large products of matrices
    /// are most of the work: these want long strips.
    /// </summary>
    public static FusedPlan? Of(RowPlan plan, RowStage stage, int number, Loop walk) =>
        new FusedPlanning(plan, stage.Loops[number], walk).Planned(
            walk,
            stage.Results[number],
            [.. stage.Ranked[number], .. stage.Scattered[number].Select(s => (s.Node, s.State))],
            []
        );

    /// <summary>The walk whose answers are the values of some nodes in every row.</summary>
    public static FusedPlan? Of(RowPlan plan, RowLoop loop, Loop walk, int[] answers) =>
        new FusedPlanning(plan, loop, walk).Planned(walk, [], [], answers);

    private FusedPlan? Planned(Loop walk, (int Node, int State)[] results, (int Node, int State)[] ranked, int[] answers)
    {
        if (walk.Nodes.Any(node => schedule.Nodes[node] is { Op: Op.MatMul or Op.Outer } n && !arrays.Unrolls(n)))
            return null;
        var reduced = results.ToLookup(r => schedule.Nodes[r.Node].A);
        var outer = ranked.ToLookup(r => schedule.Nodes[r.Node].A);
        var summed = reduced.Where(r => arrays.Unrolls(schedule.Nodes[r.Key]) || r.Any(s => FactorsOf(s.Node) is null)).Select(r => r.Key);
        var wanted = walk.Nodes.SelectMany(node => ArgumentsOf(schedule.Nodes[node])).Concat(summed).ToHashSet();
        for (place = 0; place < order.Nodes.Length; place++)
        {
            var node = order.Nodes[place];
            if (wanted.Contains(node) || !(outer.Contains(node) || reduced.Contains(node)))
                Place(node);
            foreach (var (reduction, state) in outer[node])
                Rank(schedule.Nodes[node], reduction, state);
            foreach (var (reduction, state) in reduced[node])
                Reduce(node, schedule.Nodes[reduction], reduction, state);
            if (size > FusedPlan.MostSteps)
                return null;
        }
        Answer(answers);
        FusedPart[] parts = [.. levels.Select(l => new FusedPart([.. l.Codes], [.. l.Steps]))];
        return parts.All(p => p.Codes.Length == 0) ? null : new(loop, parts, [.. ranks], slots, keptAt.Count, scratch);
    }

    private void Place(int node)
    {
        var n = schedule.Nodes[node];
        if (n.Op == Op.Column && n.Shape.IsScalar)
            numbers[node] = [new(Source.Column, Array.IndexOf(loop.Columns, n.A))];
        else if (Moved(n) is { } moved)
            numbers[node] = moved;
        else if (arrays.Unrolls(n))
            Unroll(node, n);
        else
            OnStrips(node, n);
    }

    /// <summary>The numbers of a node that only moves numbers; null for any other.</summary>
    private RowNumber[]? Moved(in Node n)
    {
        var (a, count) = (n.A, n.Shape.Count);
        if (n.Op == Op.Array)
            return [.. schedule.Lists.AsSpan(a, count).ToArray().Select(element => NumbersOf(element)[0])];
        if (n.Op == Op.At)
            return NumbersOf(a)[n.B..(n.B + count)];
        if (n.Op == Op.Fill)
            return [.. Enumerable.Repeat(NumbersOf(a)[0], count)];
        if (n.Op != Op.Transpose)
            return null;
        var (from, shape) = (NumbersOf(a), schedule.Nodes[a].Shape);
        return [.. Enumerable.Range(0, count).Select(k => from[k % shape.Rows * shape.Columns + k / shape.Rows])];
    }

    private RowNumber[] NumbersOf(int node)
    {
        if (!numbers.TryGetValue(node, out var found))
        {
            var place = plan.Plan.Places[node];
            numbers[node] = found = [
                .. Enumerable.Range(0, schedule.Nodes[node].Shape.Count).Select(k => new RowNumber(Source.Same, place, k)),
            ];
        }
        return found;
    }

    private void Unroll(int node, in Node n)
    {
        RowNumber[][] arguments = [.. ArgumentsOf(n).Select(NumbersOf)];
        var level = arguments.SelectMany(a => a).Select(Level).DefaultIfEmpty(0).Max();
        var code = CodeAt(level);
        var before = code.Size;
        var steps = arrays.Steps(code, n, [.. arguments.Select(a => a.Select(number => Read(code, number)).ToArray())]);
        size += code.Size - before;
        levelOf[node] = level;
        numbers[node] = [.. Enumerable.Range(0, steps.Length).Select(k => new RowNumber(Source.Slot, node, k))];
        for (var k = 0; k < steps.Length; k++)
            made[(node, k)] = (code, steps[k]);
    }

    /// <summary>The first part in which a number can be read by a fused loop.</summary>
    private int Level(RowNumber number) =>
        number.Source != Source.Slot ? 0
        : made.ContainsKey((number.At, number.Element)) ? levelOf[number.At]
        : levelOf[number.At] + 1;

    private LaneCode CodeAt(int level)
    {
        while (levels.Count <= level)
            levels.Add(([], []));
        var codes = levels[level].Codes;
        if (codes.Count == 0 || Ends(codes[^1]))
            codes.Add(new());
        return codes[^1];
    }

    private bool Ends(LaneCode code) =>
        code.Size > LongestCode || ((code.Size > LongCode || code.Sums > ManySums) && order.IsGoodEnd(place, LongestCode - code.Size));

    /// <summary>A number as a step of a fused loop: here already, or loaded.</summary>
    private int Read(LaneCode code, RowNumber number) =>
        number.Source switch
        {
            Source.None or Source.Point => throw new InvalidOperationException("a number comes from somewhere near"),
            Source.Same => Constant(number) is { } value ? code.Number(value) : code.Same(number.At + number.Element),
            Source.Column => code.Column(number.At),
            Source.Slot => !made.TryGetValue((number.At, number.Element), out var here) ? code.Slot(SlotOf(number))
            : here.Code == code ? here.Step
            : code.Again(here.Code, here.Step) is var again and >= 0 ? again
            : code.Kept(KeptAt(number)),
        };

    /// <summary>Where a number is kept for another loop; asking for it makes its loop keep it there.</summary>
    private int KeptAt(RowNumber number)
    {
        var key = (number.At, number.Element);
        if (!keptAt.TryGetValue(key, out var at))
        {
            keptAt.Add(key, at = keptAt.Count);
            made[key].Code.End(LaneOp.Keep, made[key].Step, at);
        }
        return at;
    }

    /// <summary>A number that is known already.</summary>
    private double? Constant(RowNumber number)
    {
        var k = number.At + number.Element - schedule.PointSize;
        return k >= 0 && k < schedule.Constants.Length ? schedule.Constants[k] : null;
    }

    /// <summary>The slot that a number is left in for strip steps; asking for it makes its loop leave it there.</summary>
    private int SlotOf(RowNumber number)
    {
        var key = (number.At, number.Element);
        if (!slotOf.TryGetValue(key, out var slot))
        {
            slotOf.Add(key, slot = slots++);
            made[key].Code.End(LaneOp.Store, made[key].Step, slot);
        }
        return slot;
    }

    private void Reduce(int body, in Node n, int reduction, int state)
    {
        var isRead = read.GetValueOrDefault(reduction);
        if (FactorsOf(reduction) is var (a, b))
        {
            Multiply(body, (a, b), new(n.Op, reduction, state, n.Shape.Count, default, default, default), isRead);
            return;
        }
        var from = numbers[body];
        if (blockOf.TryGetValue(body, out var block) && from.All(number => number.At == body && number.Source == Source.Slot))
        {
            levels[levelOf[body]]
                .Steps.Add(new(n.Op, reduction, state, from.Length, new(Source.Slot, block, from.Length > 1), default, default));
            return;
        }
        for (var k = 0; k < from.Length; k++)
        {
            if (isRead != null && !isRead[k])
                continue;
            var code =
                from[k].Source == Source.Slot && made.TryGetValue((from[k].At, from[k].Element), out var here)
                    ? here.Code
                    : CodeAt(Level(from[k]));
            var end =
                n.Op == Op.RowMax ? LaneOp.Largest
                : n.Op == Op.RowMin ? LaneOp.Smallest
                : LaneOp.Sum;
            code.End(end, Read(code, from[k]), state + k * Sums.StateSize - plan.States);
        }
        size += from.Length;
    }

    /// <summary>A sum of outer products reads its factors from slots when everything else of the rows is done; so does one of what is scattered.</summary>
    private void Rank(in Node outer, int reduction, int state)
    {
        var level = Math.Max(LevelOfArray(outer.A), LevelOfArray(outer.B));
        CodeAt(level);
        var n = schedule.Nodes[reduction];
        if (outer.Op == Op.Scatter)
        {
            ranks.Add(new(n.Op, reduction, state, n.Shape.Count, OperandOf(outer.A, level), OperandOf(outer.B, level), default));
            return;
        }
        var (a, b, room) = (OperandOf(outer.A, level), OperandOf(outer.B, level), default(Operand));
        if (n.Op == Op.RowMean)
        {
            room = new(Source.Slot, slots, true);
            slots += n.Shape.Rows;
        }
        ranks.Add(new(n.Op, reduction, state, n.Shape.Count, a, b, room, plan.Plan.Places[reduction]));
        size += n.Shape.Rows + n.Shape.Columns;
    }

    private int LevelOfArray(int node) => plan.Staging.Tables[node] < 0 ? 0 : NumbersOf(node).Max(LevelOfStrips);

    private void Answer(int[] answers)
    {
        var place = 0;
        foreach (var number in answers.SelectMany(NumbersOf))
        {
            var code =
                number.Source == Source.Slot && made.TryGetValue((number.At, number.Element), out var here)
                    ? here.Code
                    : CodeAt(Level(number));
            code.End(LaneOp.Give, Read(code, number), place++);
        }
    }

    private IEnumerable<int> ArgumentsOf(Node n) => Enumerable.Range(0, Schedule.ArgumentCount(n)).Select(k => schedule.Argument(n, k));
}
