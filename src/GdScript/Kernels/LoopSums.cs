using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.Intrinsics;

namespace GdScript.Kernels;

/// <summary>
/// A sum within a loop, in the order of <see cref="Sums"/>: sixteen lanes in as many registers as that takes. After every addition each
/// register makes room for the next, so that the first one is always next; which lane stands where does not matter in the end, since the lanes that are
/// added to one another are as far apart as before, and a + b is b + a.
/// </summary>
internal sealed class LoopSums
{
    private static readonly MethodInfo Plus4 = Operator(typeof(Vector256<double>));
    private static readonly MethodInfo Plus2 = Operator(typeof(Vector128<double>));

    private readonly LaneWriter lanes;
    private readonly ILGenerator il;
    private readonly LocalBuilder[] turns;
    private readonly MethodInfo plus;

    public LoopSums(LaneWriter lanes, ILGenerator il)
    {
        (this.lanes, this.il, plus) = (lanes, il, Operator(lanes.Type));
        turns = [.. Enumerable.Range(0, Sums.Lanes / lanes.Width).Select(_ => il.DeclareLocal(lanes.Type))];
    }

    /// <summary>All lanes are +0.</summary>
    public void Begin()
    {
        foreach (var turn in turns)
        {
            lanes.Number(0);
            il.Emit(OpCodes.Stloc, turn);
        }
    }

    /// <summary>Adds a register of terms, or only its last <paramref name="fresh"/> ones: these go to the first lanes, and the others add +0, which changes no lane.</summary>
    public void Add(Action value, int fresh)
    {
        il.Emit(OpCodes.Ldloc, turns[0]);
        value();
        if (fresh > 0)
        {
            LaneShuffle.Indices(il, lanes.Width, lane => lane < fresh ? lanes.Width - fresh + lane : lanes.Width);
            il.Emit(OpCodes.Call, LaneShuffle.Within(lanes.Width));
        }
        il.Emit(OpCodes.Call, plus);
        for (var turn = 1; turn < turns.Length; turn++)
        {
            il.Emit(OpCodes.Ldloc, turns[turn]);
            il.Emit(OpCodes.Stloc, turns[turn - 1]);
        }
        il.Emit(OpCodes.Stloc, turns[^1]);
    }

    /// <summary>Leaves what the lanes come to on the stack: l and l + 8 are added, then l and l + 4, l + 2, l + 1.</summary>
    public void Total()
    {
        for (var turn = 0; turn < turns.Length / 2; turn++)
        {
            il.Emit(OpCodes.Ldloc, turns[turn]);
            il.Emit(OpCodes.Ldloc, turns[turn + turns.Length / 2]);
            il.Emit(OpCodes.Call, plus);
        }
        if (lanes.Width == 8)
            Halves(typeof(Vector512), typeof(Vector512<double>), Plus4);
        else
            il.Emit(OpCodes.Call, plus);
        Halves(typeof(Vector256), typeof(Vector256<double>), Plus2);
        var two = Kept(typeof(Vector128<double>));
        for (var lane = 0; lane < 2; lane++)
        {
            il.Emit(OpCodes.Ldloc, two);
            il.Emit(OpCodes.Ldc_I4, lane);
            il.Emit(OpCodes.Call, LaneShuffle.Element(typeof(Vector128)));
        }
        il.Emit(OpCodes.Add);
    }

    /// <summary>The lower half of the register on the stack plus its upper half.</summary>
    private void Halves(Type statics, Type type, MethodInfo plusOfHalf)
    {
        var whole = Kept(type);
        foreach (var half in (string[])["GetLower", "GetUpper"])
        {
            il.Emit(OpCodes.Ldloc, whole);
            il.Emit(OpCodes.Call, LaneShuffle.Generic(statics, half, 1));
        }
        il.Emit(OpCodes.Call, plusOfHalf);
    }

    private LocalBuilder Kept(Type type)
    {
        var local = il.DeclareLocal(type);
        il.Emit(OpCodes.Stloc, local);
        return local;
    }

    private static MethodInfo Operator(Type type) => type.GetMethod("op_Addition", [type, type])!;
}
