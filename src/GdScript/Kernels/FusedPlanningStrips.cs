using GdScript.Graphs;

namespace GdScript.Kernels;

/// <summary>What stays a step on strips between two fused loops, and where its arguments are put for it; sums of products, which may.</summary>
internal sealed partial class FusedPlanning
{
    private void OnStrips(int node, in Node n)
    {
        var arguments = ArgumentsOf(n).ToArray();
        var level = arguments.Where(a => plan.Staging.Tables[a] >= 0).SelectMany(NumbersOf).Select(LevelOfStrips).DefaultIfEmpty(0).Max();
        CodeAt(level);
        Span<Operand> operands = [default, default, default];
        for (var k = 0; k < arguments.Length; k++)
            operands[k] = OperandOf(arguments[k], level);
        if (n.Op == Op.Column)
            operands[0] = new(Source.Column, Array.IndexOf(loop.Columns, n.A), true);
        var count = n.Shape.Count;
        if (n.Op.Family() == Family.Structural && n.Op is not (Op.Gather or Op.Scatter))
            scratch = Math.Max(scratch, arguments.Sum(a => schedule.Nodes[a].Shape.Count) + count);
        levels[level].Steps.Add(new(n.Op, node, slots, count, operands[0], operands[1], operands[2]));
        (levelOf[node], blockOf[node]) = (level, slots);
        numbers[node] = [.. Enumerable.Range(0, count).Select(k => new RowNumber(Source.Slot, node, k))];
        for (var k = 0; k < count; k++)
            slotOf[(node, k)] = slots++;
        size += count;
    }

    private (int A, int B)? FactorsOf(int reduction) => RowProducts.FactorsOf(schedule.Nodes, schedule.Nodes[reduction]);

    /// <summary>The factors are those that are written: 1·(x·y) is the step x·y here, and that product is rounded before it is summed.</summary>
    private void Multiply(int product, (int A, int B) factors, in RowStep step, bool[]? isRead)
    {
        if (!arrays.Unrolls(schedule.Nodes[product]))
        {
            var level = Math.Max(LevelOfArray(factors.A), LevelOfArray(factors.B));
            CodeAt(level);
            levels[level].Steps.Add(step with { A = OperandOf(factors.A, level), B = OperandOf(factors.B, level) });
            return;
        }
        var (a, b) = (NumbersOf(factors.A), NumbersOf(factors.B));
        for (var k = 0; k < step.Count; k++)
        {
            if (isRead != null && !isRead[k])
                continue;
            var code = made[(product, k)].Code;
            var (first, second) = (Read(code, a[a.Length == 1 ? 0 : k]), Read(code, b[b.Length == 1 ? 0 : k]));
            code.End(LaneOp.Product, first, step.To + k * Sums.StateSize - plan.States, second);
            size++;
        }
    }

    /// <summary>The first part whose strip steps can read a number.</summary>
    private int LevelOfStrips(RowNumber number) => number.Source == Source.Slot ? levelOf[number.At] : 0;

    private Operand OperandOf(int argument, int level)
    {
        var isArray = !schedule.Nodes[argument].Shape.IsScalar;
        if (plan.Staging.Tables[argument] < 0)
            return new(Source.Same, plan.Plan.Places[argument], isArray);
        var from = numbers[argument];
        if (!isArray)
            return from[0].Source == Source.Same
                ? new(Source.Same, from[0].At + from[0].Element, false)
                : new(Source.Slot, InSlot(from[0], level), false);
        if (!blockOf.TryGetValue(argument, out var block))
            blockOf[argument] = block = Together(from, level);
        return new(Source.Slot, block, true);
    }

    /// <summary>The slot of a number for a strip step; a column is copied there, since strips are doubles.</summary>
    private int InSlot(RowNumber number, int level)
    {
        if (number.Source == Source.Slot)
            return SlotOf(number);
        var slot = slots++;
        CopyTo(slot, number, level);
        return slot;
    }

    /// <summary>The numbers of an array in slots side by side.</summary>
    private int Together(RowNumber[] from, int level)
    {
        var block = slots;
        slots += from.Length;
        for (var k = 0; k < from.Length; k++)
            CopyTo(block + k, from[k], level);
        return block;
    }

    private void CopyTo(int slot, RowNumber number, int level)
    {
        if (number.Source == Source.Slot && made.TryGetValue((number.At, number.Element), out var here))
            here.Code.End(LaneOp.Store, here.Step, slot);
        else if (number.Source == Source.Slot)
            levels[level].Steps.Add(new(Op.Array, number.At, slot, 1, new(Source.Slot, SlotOf(number), false), default, default));
        else
            CodeAt(0).End(LaneOp.Store, Read(CodeAt(0), number), slot);
    }
}
