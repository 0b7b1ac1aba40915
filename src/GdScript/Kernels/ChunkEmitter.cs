using System.Reflection.Emit;
using GdScript.Graphs;

namespace GdScript.Kernels;

/// <summary>Writes the IL of one chunk of a layout: expressions on the stack, what is read twice in locals, the rest in memory.</summary>
internal sealed class ChunkEmitter
{
    private static readonly Type[] Arguments = [typeof(OneByOne[]), .. Enumerable.Repeat(typeof(double*), 5)];

    private readonly Layout layout;
    private readonly Schedule schedule;
    private readonly ILGenerator il;
    private readonly int[] reads;
    private readonly LocalBuilder?[] locals;
    private readonly Stack<LocalBuilder> free = new();

    private ChunkEmitter(Layout layout, ILGenerator il, int[] reads, LocalBuilder?[] locals) =>
        (this.layout, schedule, this.il, this.reads, this.locals) = (layout, layout.Schedule, il, reads, locals);

    /// <summary>Every chunk, ready to call; the just-in-time compiler sees each at its first call.</summary>
    // Bound to an object, a static method is called without shuffling its arguments.
    public static Chunk[] All(Layout layout)
    {
        var slow = layout.Loops.Select(loop => new OneByOne(
            loop,
            [.. loop.Memory.Select(layout.HomeOf)],
            [.. loop.Ends.Select(end => layout.HomeOf(end))]
        ));
        OneByOne[] others = [.. slow];
        return [.. Methods(layout).Select(method => method.CreateDelegate<Chunk>(others))];
    }

    /// <summary>How many bytes of IL each chunk has.</summary>
    internal static IEnumerable<int> Sizes(Layout layout) => Methods(layout).Select(method => method.GetILGenerator().ILOffset);

    private static IEnumerable<DynamicMethod> Methods(Layout layout)
    {
        var reads = new int[layout.Homes.Length];
        var locals = new LocalBuilder?[layout.Homes.Length];
        for (var chunk = 0; chunk < layout.ChunkStarts.Length - 1; chunk++)
        {
            var method = new DynamicMethod("Chunk", null, Arguments, typeof(ChunkEmitter).Module, skipVisibility: true)
            {
                InitLocals = false,
            };
            new ChunkEmitter(layout, method.GetILGenerator(4096), reads, locals).Emit(layout.ItemsOf(chunk));
            yield return method;
        }
    }

    private void Emit(ReadOnlySpan<Item> items)
    {
        if (layout.HasOwnWork && layout.WorkSize > 0)
            TakeWork();
        foreach (var item in items)
            CountReads(item);
        foreach (var item in items)
            if (item.IsLoop)
                LoopEmitter.Emit(layout, item.Loop, Address, il);
            else if (item.IsMove)
                Move(item.Node, item.To);
            else if (!layout.Inline[item.Node])
                Compute(item.Node);
        il.Emit(OpCodes.Ret);
        foreach (var item in items)
            Forget(item);
    }

    private void TakeWork()
    {
        il.Emit(OpCodes.Ldc_I4, layout.WorkSize * sizeof(double));
        il.Emit(OpCodes.Conv_U);
        il.Emit(OpCodes.Localloc);
        il.Emit(OpCodes.Starg_S, (byte)Segment.Work);
    }

    /// <summary>How often this chunk reads each value as a number.</summary>
    private void CountReads(in Item item)
    {
        if (item.IsLoop)
            return;
        var node = schedule.Nodes[item.Node];
        if (item.IsMove)
            reads[item.Node]++;
        else if (!Layout.ByPointer(node))
            for (var a = Schedule.ArgumentCount(node) - 1; a >= 0; a--)
                reads[schedule.Argument(node, a)]++;
    }

    private void Forget(in Item item)
    {
        if (item.IsLoop)
            return;
        var node = schedule.Nodes[item.Node];
        (reads[item.Node], locals[item.Node]) = (0, null);
        if (!item.IsMove)
            for (var a = Schedule.ArgumentCount(node) - 1; a >= 0; a--)
                (reads[schedule.Argument(node, a)], locals[schedule.Argument(node, a)]) = (0, null);
    }

    private void Move(int node, Home to)
    {
        if (!schedule.Nodes[node].Shape.IsScalar)
        {
            Address(to);
            Address(layout.Homes[node]);
            Call(typeof(Arrays), nameof(Arrays.Copy), schedule.Nodes[node].Shape.Count);
            return;
        }
        Address(to);
        Read(node);
        il.Emit(OpCodes.Stind_R8);
    }

    private void Compute(int i)
    {
        var node = schedule.Nodes[i];
        var home = layout.Homes[i];
        if (!node.Shape.IsScalar)
        {
            Address(home);
            Pointers(node);
            return;
        }
        if (reads[i] == 0)
        {
            Address(home);
            Expression(node);
            il.Emit(OpCodes.Stind_R8);
            return;
        }
        Expression(node);
        Keep(i);
        if (home.Segment == Segment.None)
            return;
        Address(home);
        il.Emit(OpCodes.Ldloc, locals[i]!);
        il.Emit(OpCodes.Stind_R8);
    }

    /// <summary>Leaves the value of a scalar node on the stack. Calls itself only for what stays on the stack, at most <see cref="Layout.MaxHeight"/> deep.</summary>
    private void Expression(in Node node)
    {
        if (Layout.ByPointer(node))
        {
            Pointers(node);
            return;
        }
        for (var a = 0; a < Schedule.ArgumentCount(node); a++)
            if (node.Op is Op.Min or Op.Max or Op.Fma && schedule.Nodes[schedule.Argument(node, a)].Op == Op.Const)
                ReadUnknown(schedule.Argument(node, a));
            else
                Read(schedule.Argument(node, a));
        Instructions.Of(node.Op, il);
    }

    /// <summary>Leaves a scalar value on the stack, from wherever it is.</summary>
    private void Read(int i)
    {
        var node = schedule.Nodes[i];
        if (node.Op == Op.Const)
            il.Emit(OpCodes.Ldc_R8, schedule.Constants[node.A]);
        else if (layout.Inline[i])
            Expression(node);
        else if (locals[i] is { } local)
            il.Emit(OpCodes.Ldloc, local);
        else
            Load(i);
        if (--reads[i] == 0 && locals[i] is { } last)
            free.Push(last);
    }

    /// <summary>
    /// A constant that the just-in-time compiler does not see: it makes +0 of the smaller of +0 and −0 where it knows one of them, and spreads
    /// those of a fused multiply-add over a register that it then lacks.
    /// </summary>
    private void ReadUnknown(int constant)
    {
        Address(layout.Homes[constant]);
        il.Emit(OpCodes.Ldind_R8);
        reads[constant]--;
    }

    /// <summary>A number from memory; a copy stays in a local when the chunk reads it again.</summary>
    private void Load(int i)
    {
        Address(layout.Homes[i]);
        il.Emit(OpCodes.Ldind_R8);
        if (reads[i] < 2)
            return;
        il.Emit(OpCodes.Dup);
        Keep(i);
    }

    private void Keep(int i)
    {
        locals[i] = free.TryPop(out var local) ? local : il.DeclareLocal(typeof(double));
        il.Emit(OpCodes.Stloc, locals[i]!);
    }

    private void Address(Home home)
    {
        if (home.Segment == Segment.None)
            throw new InvalidOperationException("a value without a home has no address");
        il.Emit(OpCodes.Ldarg_S, (byte)home.Segment);
        if (home.Offset == 0)
            return;
        if (home.Offset < int.MaxValue / sizeof(double))
            il.Emit(OpCodes.Ldc_I4, home.Offset * sizeof(double));
        else
            il.Emit(OpCodes.Ldc_I8, (long)home.Offset * sizeof(double));
        il.Emit(OpCodes.Conv_I);
        il.Emit(OpCodes.Add);
    }

    /// <summary>Calls the array operation of a node; the address of an array result is on the stack already, a scalar result is left there.</summary>
    private void Pointers(in Node node)
    {
        var from = schedule.Nodes[node.A].Shape;
        switch (node.Op)
        {
            case Op.Fill:
                Address(layout.Homes[node.A]);
                Call(typeof(Arrays), nameof(Arrays.Fill), node.Shape.Count);
                break;
            case Op.Sum or Op.Mean or Op.Norm or Op.LogSumExp or Op.Argmax or Op.Softmax:
                Address(layout.Homes[node.A]);
                Call(typeof(Arrays), node.Op.ToString(), from.Count);
                break;
            case Op.Transpose:
                Address(layout.Homes[node.A]);
                Call(typeof(Arrays), nameof(Arrays.Transpose), from.Rows, from.Columns);
                break;
            case Op.Dot:
                TwoAddresses(node);
                Call(typeof(Arrays), nameof(Arrays.Dot), from.Count);
                break;
            case Op.Gather when from.IsVector:
                TwoAddresses(node);
                Call(typeof(Arrays), nameof(Arrays.Element), from.Count);
                break;
            case Op.Gather:
                TwoAddresses(node);
                Call(typeof(Arrays), nameof(Arrays.Row), from.Rows, from.Columns);
                break;
            case Op.Scatter:
                TwoAddresses(node);
                Call(typeof(Arrays), nameof(Arrays.Scatter), node.Shape.Rows, from.Count);
                break;
            case Op.Outer:
                TwoAddresses(node);
                Call(typeof(Arrays), nameof(Arrays.Outer), node.Shape.Rows, node.Shape.Columns);
                break;
            case Op.MatMul:
                TwoAddresses(node);
                var (rows, inner, columns) = Wide.Sides(from, schedule.Nodes[node.B].Shape);
                var (left, right) = Triangles.Sides(schedule, node);
                if (left)
                    Call(typeof(Arrays), nameof(Arrays.LowerTimes), inner, columns);
                else if (right)
                    Call(typeof(Arrays), nameof(Arrays.TimesLower), inner);
                else
                    Call(typeof(Arrays), nameof(Arrays.MatMul), rows, inner, columns);
                break;
            default:
                ElementByElement(node);
                break;
        }
    }

    private void TwoAddresses(in Node node)
    {
        Address(layout.Homes[node.A]);
        Address(layout.Homes[node.B]);
    }

    /// <summary>The operation comes last: <see cref="Elementwise.Run"/> takes (to, a, strideA, b, strideB, c, strideC, n, op).</summary>
    private void ElementByElement(in Node node)
    {
        foreach (var argument in (ReadOnlySpan<int>)[node.A, node.B < 0 ? node.A : node.B, node.C < 0 ? node.A : node.C])
        {
            Address(layout.Homes[argument]);
            il.Emit(OpCodes.Ldc_I4, Wide.Stride(schedule, argument));
        }
        Call(typeof(Elementwise), nameof(Elementwise.Run), node.Shape.Count, (int)node.Op);
    }

    private void Call(Type type, string name, params ReadOnlySpan<int> sizes)
    {
        foreach (var size in sizes)
            il.Emit(OpCodes.Ldc_I4, size);
        il.Emit(OpCodes.Call, type.GetMethod(name) ?? throw new MissingMethodException(type.Name, name));
    }
}
