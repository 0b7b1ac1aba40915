using GdScript.Graphs;

namespace GdScript.Kernels;

/// <summary>The fused loops of all walks of a plan, and the memory they need behind the plan's own.</summary>
internal sealed class FusedLoops
{
    private FusedLoops(FusedLoop?[][] loops, FusedLoop? answers, int size) => (Loops, Answers, Size) = (loops, answers, size);

    /// <summary>By stage and walk; null for a walk that stays on strips.</summary>
    public FusedLoop?[][] Loops { get; }

    /// <summary>The walk that works out the roots in every row.</summary>
    public FusedLoop? Answers { get; }

    /// <summary>How many doubles of scratch they need together.</summary>
    public int Size { get; }

    /// <summary>The loops of a plan; null when none can be fused.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="width">The registers to use.</param>
    /// <param name="singles">Which columns of the schedule are kept in single precision.</param>
    public static FusedLoops? Of(RowPlan plan, Sums.Width width, bool[] singles)
    {
        var size = 0;
        var loops = new FusedLoop?[plan.Stages.Length][];
        for (var s = 0; s < loops.Length; s++)
        {
            var (stage, walks) = (plan.Stages[s], plan.Staging.Stages[s].Loops);
            loops[s] = new FusedLoop?[walks.Length];
            for (var l = 0; l < walks.Length; l++)
                if (FusedPlanning.Of(plan, stage, l, walks[l]) is { } fused)
                {
                    loops[s][l] = new(plan, fused, width, singles);
                    size = Math.Max(size, loops[s][l]!.Size);
                }
        }
        var answers = AnswersOf(plan, width, singles);
        size = Math.Max(size, answers?.Size ?? 0);
        return size == 0 ? null : new(loops, answers, size);
    }

    private static FusedLoop? AnswersOf(RowPlan plan, Sums.Width width, bool[] singles)
    {
        var roots = plan.Schedule.Roots;
        return plan.Answers is { } loop && FusedPlanning.Of(plan, loop, plan.Staging.Toward(roots, loop.Table), roots) is { } fused
            ? new(plan, fused, width, singles, roots.Sum(r => plan.Schedule.Nodes[r].Shape.Count))
            : null;
    }
}

/// <summary>
/// One walk over rows in fused loops. They take rows by sixteens, or register by register; what is left over is copied behind itself
/// until it fills them, and only the lanes of real rows are taken from what comes out. Rows that the fused loops cannot do (an
/// argument of a sine beyond all reason) are done again on strips.
/// </summary>
internal sealed unsafe class FusedLoop
{
    private readonly RowPlan plan;
    private readonly Schedule schedule;
    private readonly FusedPlan fused;
    private readonly FusedRows[][] codes;
    private readonly bool watches;
    private readonly int[] widths;
    private readonly int answers;
    private readonly int tailAnswers;
    private readonly bool[] singles;
    private readonly int bases;
    private readonly int shifted;
    private readonly int tails;
    private readonly int kept;
    private readonly int tailStates;
    private readonly int scratch;
    private readonly int slots;
    private readonly HashSet<int> onStrips;
    private readonly int together;

    public FusedLoop(RowPlan plan, FusedPlan fused, Sums.Width width, bool[] singles, int answers = 0)
    {
        this.answers = answers;
        (this.plan, schedule, this.fused) = (plan, plan.Schedule, fused);
        this.singles = [.. fused.Loop.Columns.Select(c => singles[c] && schedule.Columns[c].Shape.IsScalar)];
        codes =
        [
            .. fused.Parts.Select(p =>
                p.Codes.Where(c => c.Size > 0).Select(c => FusedEmitter.Of(c, this.singles, width, fused)).ToArray()
            ),
        ];
        watches = fused.Parts.SelectMany(p => p.Codes).SelectMany(c => c.Ends).Any(e => e.End.Op == LaneOp.Watch);
        onStrips = [.. fused.Parts.SelectMany(p => p.Steps).Where(s => s.Op.Family() == Family.Rows).Select(s => s.Node)];
        // Sums on strips, and rows that are done again there, begin where a sixteen of rows begins.
        together =
            watches || fused.MayPair || fused.Ranks.Length > 0 || onStrips.Count > 0
                ? Sums.Lanes
                : width switch
                {
                    Sums.Width.One => 1,
                    Sums.Width.Four => 4,
                    Sums.Width.Eight => 8,
                };
        widths = [.. fused.Loop.Columns.Select(c => schedule.Columns[c].Shape.Count)];
        var states = plan.StatesEnd - plan.States;
        bases = Line(plan.Size);
        shifted = Line(bases + widths.Length);
        tails = Line(shifted + widths.Length + answers);
        kept = Line(checked(tails + widths.Sum() * Sums.Lanes));
        tailStates = Line(kept + states);
        tailAnswers = Line(tailStates + states);
        scratch = Line(tailAnswers + answers * Sums.Lanes);
        slots = checked(Line(scratch + fused.Scratch) + fused.KeptRoom);
        Size = checked(slots + fused.Slots * fused.Strip - plan.Size);
    }

    /// <summary>How many doubles are needed behind those of the plan.</summary>
    public int Size { get; }

    /// <summary>Some rows of one block, from a row that feeds lane 0; answer k of row i goes to <paramref name="to"/>[k·stride + i].</summary>
    public void Run(
        RowEngine engine,
        (int Node, int State)[] results,
        Window window,
        int start,
        int count,
        double* work,
        double* to = null,
        long stride = 0
    )
    {
        var columns = (double**)(work + bases);
        for (var c = 0; c < widths.Length; c++)
            columns[c] = engine.Address(fused.Loop, c, singles[c], window);
        for (var end = start + count; start < end; start += fused.Strip)
        {
            var rows = Math.Min(fused.Strip, end - start);
            var rest = rows % together;
            if (rows > rest)
                Whole(engine, results, window, start, rows - rest, work, to, stride);
            if (rest > 0)
                Tail(engine, results, window, start + rows - rest, rest, (rows - rest) % Sums.Lanes, work, to, stride);
        }
    }

    private void Whole(
        RowEngine engine,
        (int Node, int State)[] results,
        Window window,
        int start,
        int rows,
        double* work,
        double* to,
        long stride
    )
    {
        double** at = (double**)(work + shifted),
            columns = (double**)(work + bases);
        for (var c = 0; c < widths.Length; c++)
            at[c] = singles[c] ? (double*)((float*)columns[c] + start) : columns[c] + (long)start * widths[c];
        for (var k = 0; k < answers; k++)
            at[widths.Length + k] = to + k * stride + start;
        var all = engine.RowsOf(fused.Loop.Table, window);
        Keep(results, work);
        if (Parts(at, work + plan.States, rows, new(work, at, work + slots, work + scratch, 0, rows, rows, start, all)))
            return;
        TakeBack(results, work);
        engine.Strips(fused.Loop, window, start, rows, work, to, stride);
    }

    private void Tail(
        RowEngine engine,
        (int Node, int State)[] results,
        Window window,
        int start,
        int rows,
        int lane,
        double* work,
        double* to,
        long stride
    )
    {
        double** at = (double**)(work + shifted),
            columns = (double**)(work + bases);
        Pad(at, columns, start, rows, work + tails);
        for (var k = 0; k < answers; k++)
            at[widths.Length + k] = work + tailAnswers + k * Sums.Lanes;
        var states = work + tailStates;
        var all = engine.RowsOf(fused.Loop.Table, window);
        foreach (var (node, state) in results)
            RowReductions.Copy(schedule.Nodes[node], states + state - plan.States, work + state + lane, plan.Read.GetValueOrDefault(node));
        Keep(results, work);
        if (Parts(at, states, together, new(work, at, work + slots, work + scratch, 0, together, rows, start, all)))
        {
            foreach (var (node, state) in results)
                if (!onStrips.Contains(node))
                    RowReductions.Join(
                        schedule.Nodes[node],
                        work + state + lane,
                        states + state - plan.States,
                        rows,
                        plan.Read.GetValueOrDefault(node)
                    );
            for (var k = 0; k < answers; k++)
                Arrays.Copy(to + k * stride + start, work + tailAnswers + k * Sums.Lanes, rows);
            return;
        }
        TakeBack(results, work);
        engine.Strips(fused.Loop, window, start, rows, work, to, stride);
    }

    /// <summary>As many rows of each column as go together: those there are, and the last one again and again.</summary>
    private void Pad(double** at, double** columns, int start, int rows, double* to)
    {
        for (var c = 0; c < widths.Length; to += widths[c++] * Sums.Lanes)
        {
            at[c] = to;
            if (singles[c])
                Pad((float*)to, (float*)columns[c] + start, 1, rows);
            else
                Pad(to, columns[c] + (long)start * widths[c], widths[c], rows);
        }
    }

    private void Pad<T>(T* to, T* from, int width, int rows)
        where T : unmanaged
    {
        new ReadOnlySpan<T>(from, rows * width).CopyTo(new(to, rows * width));
        var last = new ReadOnlySpan<T>(from + (rows - 1) * width, width);
        for (var row = rows; row < together; row++)
            if (width == 1)
                to[row] = last[0];
            else
                last.CopyTo(new(to + row * width, width));
    }

    /// <summary>All parts for rows that go together; false when they have to be done again.</summary>
    private bool Parts(double** columns, double* states, int rows, in StripAt at)
    {
        for (var p = 0; p < codes.Length; p++)
        {
            foreach (var code in codes[p])
                if (code(at.Work, (void**)columns, at.To(0), states, rows) != 0)
                    return false;
            if (fused.Parts[p].Steps is { Length: > 0 } steps)
                RowSteps.Do(schedule, steps, at);
        }
        RowSteps.Do(schedule, fused.Ranks, at);
        return true;
    }

    private void Keep((int Node, int State)[] results, double* work)
    {
        if (watches)
            foreach (var (node, state) in results)
                RowReductions.Copy(schedule.Nodes[node], work + kept + state - plan.States, work + state);
    }

    private void TakeBack((int Node, int State)[] results, double* work)
    {
        foreach (var (node, state) in results)
            RowReductions.Copy(schedule.Nodes[node], work + state, work + kept + state - plan.States);
    }

    private static int Line(int place) => (place + 7) & ~7;
}
