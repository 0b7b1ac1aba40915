using System.Reflection.Emit;
using System.Runtime.InteropServices;

namespace GdScript.Kernels;

/// <summary>
/// The numbers that a long loop reads from memory where it needs them. The just-in-time compiler moves every constant in front of a
/// loop; those that find no register there it spills, and loads all of them back in each turn. An operand from memory costs nothing
/// beside the operation. Numbers that are needed more than once stay constants, as do all of a loop that has few.
/// </summary>
internal sealed class FetchedNumbers
{
    /// <summary>So many constants leave half of the 32 registers free.</summary>
    private const int Most = 17;

    private readonly Dictionary<int, int> placeOf = [];
    private readonly LocalBuilder? start;
    private readonly ILGenerator il;

    /// <param name="code">The steps of the loop.</param>
    /// <param name="uses">How often each of them is read.</param>
    /// <param name="il">Where the loop is written; nothing of it may stand there yet.</param>
    /// <param name="width">How many rows a register holds.</param>
    /// <param name="free">How many registers the loop leaves to constants.</param>
    public FetchedNumbers(LaneCode code, LaneUses uses, ILGenerator il, int width, int free)
    {
        this.il = il;
        int[] numbers = [.. Enumerable.Range(0, code.Nodes.Count).Where(i => uses[i] > 0 && code.Nodes[i].Op == LaneOp.Number)];
        var most = Math.Clamp(free, 0, Most);
        if (width > 1 && numbers.Length > most)
            foreach (var i in numbers.Where(i => uses[i] == 1).Take(numbers.Length - most))
                placeOf.Add(i, placeOf.Count + 1);
        Memory = GC.AllocateUninitializedArray<double>(placeOf.Count + 1, pinned: true);
        foreach (var (i, place) in placeOf)
            Memory[place] = code.Nodes[i].Value;
        if (placeOf.Count == 0)
            return;
        var address = Marshal.UnsafeAddrOfPinnedArrayElement(Memory, 0);
        Memory[0] = BitConverter.Int64BitsToDouble(address); // read in the loop's first line: a known address would be written out at each number
        il.Emit(OpCodes.Ldc_I8, (long)address);
        il.Emit(OpCodes.Conv_I);
        il.Emit(OpCodes.Ldind_I);
        il.Emit(OpCodes.Stloc, start = il.DeclareLocal(typeof(nint)));
    }

    /// <summary>Its own address, then the numbers, in memory that never moves: the loop is the owner.</summary>
    public double[] Memory { get; }

    /// <summary>Leaves the address of a number on the stack; false, and nothing there, for one that is a constant.</summary>
    public bool Address(int number)
    {
        if (!placeOf.TryGetValue(number, out var place))
            return false;
        il.Emit(OpCodes.Ldloc, start!);
        il.Emit(OpCodes.Ldc_I4, place * sizeof(double));
        il.Emit(OpCodes.Conv_I);
        il.Emit(OpCodes.Add);
        return true;
    }
}
