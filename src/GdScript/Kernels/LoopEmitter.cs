using System.Reflection.Emit;

namespace GdScript.Kernels;

/// <summary>
/// Writes a loop into a chunk. Registers go over the terms in order; where they do not come out even, one more goes over the last ones, some of which
/// are then done twice and come out the same. Sums stay in sixteen lanes, which take turns: the next one to be added to is always the first.
/// </summary>
internal sealed class LoopEmitter
{
    /// <summary>How deep an expression may grow before its parts are kept in locals.</summary>
    private const int MaxHeight = 24;

    private readonly RolledLoop loop;
    private readonly LaneCode code;
    private readonly Action<Home> address;
    private readonly Layout layout;
    private readonly ILGenerator il;
    private readonly LaneWriter lanes;
    private readonly LoopMemory memory;
    private readonly int[] uses;
    private readonly bool[] inline;
    private readonly LocalBuilder?[] locals;
    private readonly LocalBuilder offset;
    private readonly LocalBuilder? far;
    private readonly LoopSums?[] sums;
    private readonly (int After, int Watch, int End)[] ends;

    private LoopEmitter(Layout layout, RolledLoop loop, Action<Home> address, ILGenerator il)
    {
        (this.layout, this.loop, code, this.address, this.il) = (layout, loop, loop.Code, address, il);
        lanes = LaneWriter.For(loop.Width, il);
        offset = il.DeclareLocal(typeof(nint));
        memory = new(layout, loop, lanes, address, offset, il);
        (uses, inline, locals) = (new int[code.Nodes.Count], new bool[code.Nodes.Count], new LocalBuilder?[code.Nodes.Count]);
        far = code.Ends.Any(e => e.End.Op == LaneOp.Watch) ? il.DeclareLocal(lanes.Type) : null;
        sums = [.. loop.Ends.Select(end => end.IsSum ? new LoopSums(lanes, il) : null)];
        ends =
        [
            .. code
                .Ends.Select((e, i) => (e.After, Watch: i, End: -1))
                .DistinctBy(e => code.Ends[e.Watch])
                .Concat(loop.Ends.Select((e, i) => (After: After(e), Watch: -1, End: i)))
                .OrderBy(e => e.After),
        ];
    }

    /// <summary>More bytes of IL than a loop takes.</summary>
    public static int Bytes(RolledLoop loop) =>
        200 + 2 * (25 * loop.Code.Size + 300 * loop.Ends.Count + 300 * loop.Memory.Count(m => m.Stride is not (0 or 1)));

    /// <summary>Writes loop number <paramref name="number"/> of a layout; <paramref name="address"/> leaves the address of a place on the stack.</summary>
    public static void Emit(Layout layout, int number, Action<Home> address, ILGenerator il) =>
        new LoopEmitter(layout, layout.Loops[number], address, il).Emit(number);

    private void Emit(int number)
    {
        CountUses();
        if (far != null)
        {
            lanes.Number(0);
            il.Emit(OpCodes.Stloc, far);
        }
        foreach (var sum in sums)
            sum?.Begin();
        var (wide, last) = (loop.Count / lanes.Width * lanes.Width, loop.Count - lanes.Width);
        To(0);
        var top = il.DefineLabel();
        il.MarkLabel(top);
        Body(0);
        if (wide > lanes.Width)
            Next(top, wide);
        if (wide < loop.Count)
        {
            To(last);
            Body(loop.Count - wide);
        }
        for (var e = 0; e < sums.Length; e++)
            if (sums[e] is { } sum)
                End(sum, loop.Ends[e]);
        if (far != null)
            Otherwise(number);
    }

    private void To(int k)
    {
        il.Emit(OpCodes.Ldc_I4, k * sizeof(double));
        il.Emit(OpCodes.Conv_I);
        il.Emit(OpCodes.Stloc, offset);
    }

    private void Next(Label top, int end)
    {
        il.Emit(OpCodes.Ldloc, offset);
        il.Emit(OpCodes.Ldc_I4, lanes.Width * sizeof(double));
        il.Emit(OpCodes.Conv_I);
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Stloc, offset);
        il.Emit(OpCodes.Ldloc, offset);
        il.Emit(OpCodes.Ldc_I4, end * sizeof(double));
        il.Emit(OpCodes.Conv_I);
        il.Emit(OpCodes.Blt, top);
    }

    /// <summary>How often each step is read by what is needed; one read once, by a step that is not too deep, is inlined there.</summary>
    private void CountUses()
    {
        foreach (var (_, watch, end) in ends)
            uses[watch >= 0 ? code.Ends[watch].End.A : loop.ValueOf(loop.Ends[end].Step)] += end >= 0 && memory.IsDealt(end) ? 2 : 1;
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

    private bool IsLeaf(int i) => code.Nodes[i].Op is LaneOp.Number or LaneOp.Same or LaneOp.Column;

    /// <summary>The step behind which an end comes: its own, or the last of those whose values are dealt out together.</summary>
    private int After(LoopEnd end) =>
        memory.Together(end) is { } all ? all.Max(e => loop.ValueOf(loop.Ends[e].Step)) : loop.ValueOf(end.Step);

    /// <summary>The steps for one register of terms; only the last <paramref name="fresh"/> of them are new, or all for 0.</summary>
    private void Body(int fresh)
    {
        Array.Clear(locals);
        memory.Begin();
        for (int i = 0, e = 0; i < uses.Length; i++)
        {
            if (uses[i] > 0 && !inline[i] && !IsLeaf(i))
            {
                Expression(i);
                il.Emit(OpCodes.Stloc, locals[i] = il.DeclareLocal(lanes.Type));
            }
            for (; e < ends.Length && ends[e].After == i; e++)
                if (ends[e].Watch >= 0)
                    Watch(code.Ends[ends[e].Watch].End);
                else
                    End(ends[e].End, fresh);
        }
    }

    private void Watch(in LaneNode end)
    {
        if (end.Op != LaneOp.Watch)
            throw new InvalidOperationException($"{end.Op} is no end of a loop in compiled code");
        Read(end.A);
        lanes.Watch(far!, end.Value);
    }

    private void End(int e, int fresh)
    {
        var end = loop.Ends[e];
        if (sums[e] is { } sum)
            sum.Add(() => Read(loop.ValueOf(end.Step)), fresh);
        else if (memory.Together(end) is not { } all)
            memory.Store(end, () => Read(loop.ValueOf(end.Step)));
        else if (all[^1] == e)
            memory.Deal(all, other => Read(loop.ValueOf(loop.Ends[other].Step)));
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
        else if (node.Op == LaneOp.Number)
            lanes.Number(node.Value);
        else if (IsLeaf(i))
            memory.Load((int)node.Bits);
        else
            Expression(i);
    }

    private void End(LoopSums sum, in LoopEnd end)
    {
        address(layout.HomeOf(end));
        sum.Total();
        if (end.First != 1)
        {
            il.Emit(OpCodes.Ldc_R8, (double)end.First);
            il.Emit(OpCodes.Div);
        }
        il.Emit(OpCodes.Stind_R8);
    }

    /// <summary>Where an argument was beyond what registers can do, everything is done again.</summary>
    private void Otherwise(int number)
    {
        var near = il.DefineLabel();
        lanes.Noted(far!);
        il.Emit(OpCodes.Brfalse, near);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldc_I4, number);
        il.Emit(OpCodes.Ldelem_Ref);
        for (byte argument = 1; argument <= 5; argument++)
            il.Emit(OpCodes.Ldarg_S, argument);
        il.Emit(OpCodes.Call, typeof(OneByOne).GetMethod(nameof(OneByOne.Run))!);
        il.MarkLabel(near);
    }
}
