using System.Reflection.Emit;

namespace GdScript.Kernels;

/// <summary>
/// Writes one loop over rows: columns are loaded as they lie, what is used once stays on the stack, the rest in registers,
/// running sums in memory that stays in the nearest cache. Nothing in the loop is called.
/// </summary>
internal sealed partial class FusedEmitter
{
    private static readonly Type[] Arguments =
    [
        typeof(object),
        .. typeof(FusedRows).GetMethod(nameof(FusedRows.Invoke))!.GetParameters().Select(p => p.ParameterType),
    ];

    /// <summary>So many values kept at once, twice, still leave registers for the work.</summary>
    private const int MostKept = 16;

    /// <summary>Twice as many steps are still within what the just-in-time compiler tracks.</summary>
    private const int LongestPaired = 400;

    private const int Registers = 32;

    private const int Same = 1;
    private const int Columns = 2;
    private const int Slots = 3;
    private const int States = 4;
    private const int Rows = 5;

    private readonly LaneCode code;
    private readonly bool[] singles;
    private readonly ILGenerator il;
    private readonly LaneWriter lanes;
    private readonly LaneUses uses;
    private readonly bool ahead;
    private readonly int sides;
    private readonly LocalBuilder?[][] locals;
    private readonly Dictionary<long, LocalBuilder> columns = [];
    private readonly Dictionary<long, LocalBuilder> slots = [];
    private readonly Dictionary<long, LocalBuilder> answers = [];
    private readonly LocalBuilder offset;
    private readonly LocalBuilder sums;
    private readonly LocalBuilder? far;
    private readonly LocalBuilder? kept;
    private readonly FusedPlan? plan;
    private readonly FetchedNumbers numbers;
    private int side;

    private FusedEmitter(LaneCode code, bool[] singles, LaneWriter lanes, ILGenerator il, FusedPlan? plan)
    {
        this.plan = plan;
        kept = plan is { Kept: > 0 } ? il.DeclareLocal(typeof(nint)) : null;
        (this.code, this.singles, this.lanes, this.il) = (code, singles, lanes, il);
        uses = new(code);
        var single = plan is { MayPair: true } && lanes.Width == 8 && code.Nodes.Count <= LongestPaired;
        sides = single && uses.Live <= MostKept ? 2 : 1;
        ahead = single && plan!.Parts.Length == 1;
        locals = [.. Enumerable.Range(0, sides).Select(_ => new LocalBuilder?[code.Nodes.Count])];
        numbers = new(code, uses, il, lanes.Width, Registers - sides * (uses.Live + 3));
        (offset, sums) = (il.DeclareLocal(typeof(nint)), il.DeclareLocal(typeof(nint)));
        far = code.Ends.Any(e => e.End.Op == LaneOp.Watch) ? il.DeclareLocal(lanes.Type) : null;
    }

    /// <summary>
    /// The loop for one width. <paramref name="singles"/> says which columns hold single-precision numbers. Rows of a plan that
    /// may pair come by sixteens: a loop of one that keeps little does two registers in turns, so that neither waits for its own steps.
    /// </summary>
    public static FusedRows Of(LaneCode code, bool[] singles, Sums.Width width, FusedPlan? plan = null)
    {
        var (method, numbers) = Method(code, singles, width, plan);
        return (FusedRows)method.CreateDelegate(typeof(FusedRows), numbers);
    }

    /// <summary>How many bytes of IL the loop has.</summary>
    internal static int Bytes(LaneCode code, bool[] singles, Sums.Width width, FusedPlan? plan = null) =>
        Method(code, singles, width, plan).Method.GetILGenerator().ILOffset;

    private static (DynamicMethod Method, double[] Numbers) Method(LaneCode code, bool[] singles, Sums.Width width, FusedPlan? plan)
    {
        var method = new DynamicMethod("Fused", typeof(int), Arguments, typeof(FusedEmitter).Module, skipVisibility: true);
        var il = method.GetILGenerator(16_384);
        var emitter = new FusedEmitter(code, singles, LaneWriter.For(width, il), il, plan);
        emitter.Emit();
        return (method, emitter.numbers.Memory);
    }

    private void Emit()
    {
        Begin();
        var top = il.DefineLabel();
        il.MarkLabel(top);
        Running();
        if (ahead)
            Ahead();
        var ends = code.Ends.OrderBy(e => e.After).ToArray();
        for (int i = 0, e = 0; i < code.Nodes.Count; i++)
        {
            if (uses.IsKept(i) || IsWidened(i))
                for (side = 0; side < sides; side++)
                    Keep(i);
            for (; e < ends.Length && ends[e].After == i; e++)
            for (side = 0; side < sides; side++)
                End(ends[e].End);
        }
        Next(top);
        if (far is null)
            il.Emit(OpCodes.Ldc_I4_0);
        else
            lanes.Noted(far);
        il.Emit(OpCodes.Ret);
    }

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
        if (sides == 1)
        {
            il.Emit(OpCodes.Ldloc, offset);
            il.Emit(OpCodes.Ldc_I4, (Sums.Lanes - 1) * sizeof(double));
            il.Emit(OpCodes.Conv_I);
            il.Emit(OpCodes.And);
            il.Emit(OpCodes.Add);
        }
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
        Plus(sides * lanes.Width * sizeof(double));
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
        if (uses.IsLeaf(i))
            Leaf(i);
        else
            lanes.Do(code.Nodes[i], Read);
        il.Emit(OpCodes.Stloc, locals[side][i] = il.DeclareLocal(lanes.Type));
    }

    /// <summary>Leaves a step's value on the stack. Calls itself only for what is inlined, never deep.</summary>
    private void Read(int i)
    {
        var node = code.Nodes[i];
        if (locals[side][i] is { } local)
            il.Emit(OpCodes.Ldloc, local);
        else if (uses.IsLeaf(i))
            Leaf(i);
        else
            lanes.Do(node, Read);
    }

    private void Leaf(int i)
    {
        var node = code.Nodes[i];
        switch (node.Op)
        {
            case LaneOp.Number when numbers.Address(i):
                lanes.Spread();
                break;
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
                Plus(side * lanes.Width * sizeof(float));
                lanes.LoadSingles();
                break;
            default:
                Rowwise((node.Op == LaneOp.Column ? columns : slots)[node.Bits]);
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
                Rowwise((end.Op == LaneOp.Give ? answers : slots)[end.Bits]);
                Read(end.A);
                lanes.Store();
                break;
            case LaneOp.Product:
                RunningSum(end.Bits);
                Read(end.A);
                Read(end.B);
                RunningSum(end.Bits);
                lanes.Load();
                lanes.Do(new(LaneOp.Fma));
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
