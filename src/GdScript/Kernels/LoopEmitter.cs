using System.Reflection.Emit;

namespace GdScript.Kernels;

/// <summary>
/// Writes a loop into a chunk. Registers go over the terms in order; where they do not come out even, one more goes over the last ones, some of which
/// are then done twice and come out the same. Sums stay in sixteen lanes, which take turns: the next one to be added to is always the first.
/// </summary>
internal sealed class LoopEmitter
{
    private readonly RolledLoop loop;
    private readonly LaneCode code;
    private readonly Action<Home> address;
    private readonly Layout layout;
    private readonly ILGenerator il;
    private readonly LaneWriter lanes;
    private readonly LoopMemory memory;
    private readonly LocalBuilder?[] locals;
    private readonly LocalBuilder offset;
    private readonly LocalBuilder? far;
    private readonly LoopSums?[] sums;
    private LaneUses uses;

    private LoopEmitter(Layout layout, RolledLoop loop, Action<Home> address, ILGenerator il)
    {
        (this.layout, this.loop, code, this.address, this.il) = (layout, loop, loop.Code, address, il);
        lanes = LaneWriter.For(loop.Width, il);
        offset = il.DeclareLocal(typeof(nint));
        memory = new(layout, loop, lanes, address, offset, il);
        locals = new LocalBuilder?[code.Nodes.Count];
        far = code.Ends.Any(e => e.End.Op == LaneOp.Watch) ? il.DeclareLocal(lanes.Type) : null;
        sums = [.. loop.Ends.Select(end => end.IsSum ? new LoopSums(lanes, il) : null)];
        uses = new(code, []);
    }

    /// <summary>More bytes of IL than a loop takes.</summary>
    public static int Bytes(RolledLoop loop) =>
        200 + loop.Bodies * (25 * loop.Code.Size + 300 * loop.Ends.Count + 300 * loop.Memory.Count(m => m.Stride is not (0 or 1)));

    /// <summary>Writes loop number <paramref name="number"/> of a layout; <paramref name="address"/> leaves the address of a place on the stack.</summary>
    public static void Emit(Layout layout, int number, Action<Home> address, ILGenerator il) =>
        new LoopEmitter(layout, layout.Loops[number], address, il).Emit(number);

    private void Emit(int number)
    {
        if (far != null)
        {
            lanes.Number(0);
            il.Emit(OpCodes.Stloc, far);
        }
        foreach (var sum in sums)
            sum?.Begin();
        To(0);
        var top = il.DefineLabel();
        il.MarkLabel(top);
        int[] all = [.. Enumerable.Range(0, loop.Ends.Count)];
        Body(all, 0);
        if (loop.Overlaps)
            Next(top);
        else if (loop.Shared > lanes.Width)
            Next(top, loop.Shared);
        foreach (var some in all.Where(_ => !loop.Overlaps).GroupBy(e => loop.Ends[e].Count))
            Rest([.. some], loop.Shared, some.Key);
        for (var e = 0; e < sums.Length; e++)
            if (sums[e] is { } sum)
                End(sum, loop.Ends[e]);
        if (far != null)
            Otherwise(number);
    }

    /// <summary>What the ends of one count have beyond the registers that all of them fill.</summary>
    private void Rest(int[] some, int done, int count)
    {
        for (; done + lanes.Width <= count; done += lanes.Width)
        {
            To(done);
            Body(some, 0);
        }
        if (done == count)
            return;
        To(count - lanes.Width);
        Body(some, count - done);
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

    /// <summary>The register behind this one, or over the last terms, until these are done.</summary>
    private void Next(Label top)
    {
        var (done, last) = (il.DefineLabel(), (loop.Ends[0].Count - lanes.Width) * sizeof(double));
        il.Emit(OpCodes.Ldloc, offset);
        il.Emit(OpCodes.Ldc_I4, last);
        il.Emit(OpCodes.Conv_I);
        il.Emit(OpCodes.Bge, done);
        il.Emit(OpCodes.Ldloc, offset);
        il.Emit(OpCodes.Ldc_I4, lanes.Width * sizeof(double));
        il.Emit(OpCodes.Conv_I);
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Ldc_I4, last);
        il.Emit(OpCodes.Conv_I);
        il.Emit(OpCodes.Call, typeof(Math).GetMethod(nameof(Math.Min), [typeof(nint), typeof(nint)])!);
        il.Emit(OpCodes.Stloc, offset);
        il.Emit(OpCodes.Br, top);
        il.MarkLabel(done);
    }

    /// <summary>The step behind which an end comes: its own, or the last of those whose values are dealt out together.</summary>
    private int After(LoopEnd end) => memory.Together(end) is { } all ? all.Max(ValueOf) : loop.ValueOf(end.Step);

    /// <summary>The steps for one register of terms, as far as some of the ends need them; only the last <paramref name="fresh"/> terms are new, or all for 0.</summary>
    private void Body(int[] some, int fresh)
    {
        // a value that is dealt out must stand in a local
        var reads = some.SelectMany(e => Enumerable.Repeat((ValueOf(e), After(loop.Ends[e])), memory.IsDealt(e) ? 2 : 1)).ToList();
        var needed = new LaneUses(code, reads);
        LaneNode[] watches = [.. code.Ends.Select(e => e.End).Distinct().Where(end => needed[end.A] > 0)];
        reads.AddRange(watches.Select(end => (end.A, end.A)));
        var order = watches
            .Select((end, w) => (After: end.A, Watch: w, End: -1))
            .Concat(some.Select(e => (After: After(loop.Ends[e]), Watch: -1, End: e)));
        uses = new(code, reads);
        var ends = order.OrderBy(e => e.After).ToArray();
        Array.Clear(locals);
        memory.Begin();
        for (int i = 0, e = 0; i < code.Nodes.Count; i++)
        {
            if (uses.IsKept(i))
            {
                lanes.Do(code.Nodes[i], Read);
                il.Emit(OpCodes.Stloc, locals[i] = il.DeclareLocal(lanes.Type));
            }
            for (; e < ends.Length && ends[e].After == i; e++)
                if (ends[e].Watch >= 0)
                    Watch(watches[ends[e].Watch]);
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
            sum.Add(() => Read(ValueOf(e)), fresh);
        else if (memory.Together(end) is not { } all)
            memory.Store(end, () => Read(ValueOf(e)));
        else if (all[^1] == e)
            memory.Deal(all, other => Read(ValueOf(other)));
    }

    private int ValueOf(int end) => loop.ValueOf(loop.Ends[end].Step);

    /// <summary>Leaves a step's value on the stack. Calls itself only for what is inlined, never deep.</summary>
    private void Read(int i)
    {
        var node = code.Nodes[i];
        if (locals[i] is { } local)
            il.Emit(OpCodes.Ldloc, local);
        else if (node.Op == LaneOp.Number)
            lanes.Number(node.Value);
        else if (uses.IsLeaf(i))
            memory.Load((int)node.Bits);
        else
            lanes.Do(node, Read);
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
