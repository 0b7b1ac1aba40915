using System.Reflection.Emit;

namespace GdScript.Kernels;

/// <summary>
/// A fused loop: works on the workspace, the addresses of columns (and behind them those of the answers), the slots, the running sums and a number of rows that is
/// a multiple of 16. Not 0 when the rows have to be done again number by number.
/// </summary>
internal unsafe delegate int FusedRows(double* same, void** columns, double* slots, double* states, long rows);

/// <summary>
/// Writes one loop over rows: columns are loaded as they lie, what is used once stays on the stack, the rest in registers,
/// running sums in memory that stays in the nearest cache. Nothing in the loop is called.
/// </summary>
internal sealed partial class FusedEmitter
{
    private static readonly Type[] Arguments =
    [
        typeof(object),
        typeof(double*),
        typeof(void**),
        typeof(double*),
        typeof(double*),
        typeof(long),
    ];

    /// <summary>How deep an expression may grow before its parts are kept in locals.</summary>
    private const int MaxHeight = 24;

    private const int Same = 1;
    private const int Columns = 2;
    private const int Slots = 3;
    private const int States = 4;
    private const int Rows = 5;

    private readonly LaneCode code;
    private readonly bool[] singles;
    private readonly ILGenerator il;
    private readonly LaneWriter lanes;
    private readonly int[] uses;
    private readonly bool[] inline;
    private readonly LocalBuilder?[] locals;
    private readonly Dictionary<long, LocalBuilder> columns = [];
    private readonly Dictionary<long, LocalBuilder> slots = [];
    private readonly Dictionary<long, LocalBuilder> answers = [];
    private readonly LocalBuilder offset;
    private readonly LocalBuilder sums;
    private readonly LocalBuilder? far;
    private readonly LocalBuilder? kept;
    private readonly FusedPlan? plan;

    private FusedEmitter(LaneCode code, bool[] singles, LaneWriter lanes, ILGenerator il, FusedPlan? plan)
    {
        this.plan = plan;
        kept = plan is { Kept: > 0 } ? il.DeclareLocal(typeof(nint)) : null;
        (this.code, this.singles, this.lanes, this.il) = (code, singles, lanes, il);
        (uses, inline, locals) = (new int[code.Nodes.Count], new bool[code.Nodes.Count], new LocalBuilder?[code.Nodes.Count]);
        (offset, sums) = (il.DeclareLocal(typeof(nint)), il.DeclareLocal(typeof(nint)));
        far = code.Ends.Any(e => e.End.Op == LaneOp.Watch) ? il.DeclareLocal(lanes.Type) : null;
    }

    /// <summary>The loop for one width. <paramref name="singles"/> says which columns hold single-precision numbers.</summary>
    public static FusedRows Of(LaneCode code, bool[] singles, Sums.Width width, FusedPlan? plan = null) =>
        (FusedRows)Method(code, singles, width, plan).CreateDelegate(typeof(FusedRows), code);

    /// <summary>How many bytes of IL the loop has.</summary>
    internal static int Bytes(LaneCode code, bool[] singles, Sums.Width width, FusedPlan? plan = null) =>
        Method(code, singles, width, plan).GetILGenerator().ILOffset;

    private static DynamicMethod Method(LaneCode code, bool[] singles, Sums.Width width, FusedPlan? plan)
    {
        var method = new DynamicMethod("Fused", typeof(int), Arguments, typeof(FusedEmitter).Module, skipVisibility: true);
        var il = method.GetILGenerator(16_384);
        new FusedEmitter(code, singles, LaneWriter.For(width, il), il, plan).Emit();
        return method;
    }

    private void Emit()
    {
        CountUses();
        Begin();
        var top = il.DefineLabel();
        il.MarkLabel(top);
        Running();
        var ends = code.Ends.OrderBy(e => e.After).ToArray();
        for (int i = 0, e = 0; i < uses.Length; i++)
        {
            if (uses[i] > 0 && !inline[i] && (!IsLeaf(i) || IsWidened(i)))
                Keep(i);
            for (; e < ends.Length && ends[e].After == i; e++)
                End(ends[e].End);
        }
        Next(top);
        if (far is null)
            il.Emit(OpCodes.Ldc_I4_0);
        else
            lanes.Noted(far);
        il.Emit(OpCodes.Ret);
    }

    /// <summary>How often each step is read by what is needed; one read once, by a step that is not too deep, is inlined there.</summary>
    private void CountUses()
    {
        foreach (var (_, end) in code.Ends)
            uses[end.A]++;
        for (var i = uses.Length - 1; i >= 0; i--)
        for (var k = 0; uses[i] > 0 && k < code.Nodes[i].Count; k++)
            uses[code.Nodes[i].Argument(k)]++;
        var heights = new int[uses.Length];
        for (var i = 0; i < uses.Length; i++)
        {
            inline[i] = uses[i] == 1 && !IsLeaf(i);
            for (var k = 0; k < code.Nodes[i].Count; k++)
                if (code.Nodes[i].Argument(k) is var a && inline[a])
                    heights[i] = Math.Max(heights[i], heights[a] + 1);
            inline[i] &= heights[i] < MaxHeight;
        }
    }

    private bool IsLeaf(int i) => code.Nodes[i].Op is LaneOp.Number or LaneOp.Same or LaneOp.Column or LaneOp.Slot or LaneOp.Kept;

    /// <summary>A column of singles that is read more than once is widened once.</summary>
    private bool IsWidened(int i) => uses[i] > 1 && code.Nodes[i].Op == LaneOp.Column && singles[code.Nodes[i].Bits];

    private void Begin()
    {
        foreach (var place in code.Nodes.Where(n => n.Op == LaneOp.Column).Select(n => n.Bits))
            Pointer(columns, place, () => ColumnAddress(place));
        foreach (
            var n in code.Nodes.Where(n => n.Op == LaneOp.Slot).Concat(code.Ends.Where(e => e.End.Op == LaneOp.Store).Select(e => e.End))
        )
            Pointer(slots, n.Bits, () => SlotAddress(n.Bits));
        foreach (var (_, end) in code.Ends.Where(e => e.End.Op == LaneOp.Give))
            Pointer(answers, end.Bits, () => ColumnAddress(singles.Length + end.Bits));
        if (far != null)
        {
            lanes.Number(0);
            il.Emit(OpCodes.Stloc, far);
        }
        il.Emit(OpCodes.Ldc_I4_0);
        il.Emit(OpCodes.Conv_I);
        il.Emit(OpCodes.Stloc, offset);
        if (kept is null)
            return;
        il.Emit(OpCodes.Ldarg_S, (byte)Slots);
        Plus(-plan!.KeptRoom * sizeof(double));
        il.Emit(OpCodes.Stloc, kept);
    }

    /// <summary>Row i feeds running sum i mod 16.</summary>
    private void Running()
    {
        il.Emit(OpCodes.Ldarg_S, (byte)States);
        il.Emit(OpCodes.Ldloc, offset);
        il.Emit(OpCodes.Ldc_I4, (Sums.Lanes - 1) * sizeof(double));
        il.Emit(OpCodes.Conv_I);
        il.Emit(OpCodes.And);
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Stloc, sums);
    }

    private void Next(Label top)
    {
        if (kept != null)
        {
            KeptAddress(plan!.Kept);
            il.Emit(OpCodes.Stloc, kept);
        }
        il.Emit(OpCodes.Ldloc, offset);
        Plus(lanes.Width * sizeof(double));
        il.Emit(OpCodes.Stloc, offset);
        il.Emit(OpCodes.Ldloc, offset);
        il.Emit(OpCodes.Conv_I8);
        il.Emit(OpCodes.Ldarg_S, (byte)Rows);
        il.Emit(OpCodes.Ldc_I4_3);
        il.Emit(OpCodes.Shl);
        il.Emit(OpCodes.Blt, top);
    }

    private void Keep(int i)
    {
        if (IsLeaf(i))
            Leaf(code.Nodes[i]);
        else
            Expression(i);
        il.Emit(OpCodes.Stloc, locals[i] = il.DeclareLocal(lanes.Type));
    }

    /// <summary>Leaves a step's value on the stack. Calls itself only for what is inlined, at most <see cref="MaxHeight"/> deep.</summary>
    private void Expression(int i)
    {
        var node = code.Nodes[i];
        for (var k = 0; k < node.Count; k++)
        {
            Read(node.Argument(k));
            lanes.Passed(node, k);
        }
        lanes.Do(node);
    }

    private void Read(int i)
    {
        var node = code.Nodes[i];
        if (locals[i] is { } local)
            il.Emit(OpCodes.Ldloc, local);
        else if (IsLeaf(i))
            Leaf(node);
        else
            Expression(i);
    }

    private void Leaf(in LaneNode node)
    {
        switch (node.Op)
        {
            case LaneOp.Number:
                lanes.Number(node.Value);
                break;
            case LaneOp.Same:
                il.Emit(OpCodes.Ldarg_S, (byte)Same);
                Plus(checked((int)node.Bits * sizeof(double)));
                lanes.Spread();
                break;
            case LaneOp.Kept:
                KeptAddress(node.Bits);
                lanes.Load();
                break;
            case LaneOp.Column when singles[node.Bits]:
                il.Emit(OpCodes.Ldloc, columns[node.Bits]);
                il.Emit(OpCodes.Ldloc, offset);
                il.Emit(OpCodes.Ldc_I4_1);
                il.Emit(OpCodes.Shr);
                il.Emit(OpCodes.Add);
                lanes.LoadSingles();
                break;
            default:
                il.Emit(OpCodes.Ldloc, (node.Op == LaneOp.Column ? columns : slots)[node.Bits]);
                il.Emit(OpCodes.Ldloc, offset);
                il.Emit(OpCodes.Add);
                lanes.Load();
                break;
        }
    }

    private void End(in LaneNode end)
    {
        switch (end.Op)
        {
            case LaneOp.Watch:
                Read(end.A);
                lanes.Watch(far!, end.Value);
                break;
            case LaneOp.Keep:
                KeptAddress(end.Bits);
                Read(end.A);
                lanes.Store();
                break;
            case LaneOp.Store or LaneOp.Give:
                il.Emit(OpCodes.Ldloc, (end.Op == LaneOp.Give ? answers : slots)[end.Bits]);
                il.Emit(OpCodes.Ldloc, offset);
                il.Emit(OpCodes.Add);
                Read(end.A);
                lanes.Store();
                break;
            default:
                RunningSum(end.Bits);
                RunningSum(end.Bits);
                lanes.Load();
                Read(end.A);
                lanes.Do(
                    new(
                        end.Op == LaneOp.Sum ? LaneOp.Add
                        : end.Op == LaneOp.Largest ? LaneOp.Max
                        : LaneOp.Min
                    )
                );
                lanes.Store();
                break;
        }
    }
}
