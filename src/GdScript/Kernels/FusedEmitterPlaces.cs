using System.Reflection.Emit;
using System.Runtime.Intrinsics.X86;

namespace GdScript.Kernels;

/// <summary>Where a fused loop finds columns, slots, running sums and what earlier loops kept: addresses on the stack.</summary>
internal sealed partial class FusedEmitter
{
    /// <summary>So many bytes ahead is where a line that is asked for now has come from memory when it is read.</summary>
    private const int Distance = 1024;

    private void Pointer(Dictionary<long, LocalBuilder> pointers, long key, Action address)
    {
        if (pointers.ContainsKey(key))
            return;
        address();
        il.Emit(OpCodes.Stloc, pointers[key] = il.DeclareLocal(typeof(nint)));
    }

    private void ColumnAddress(long place)
    {
        il.Emit(OpCodes.Ldarg_S, (byte)Columns);
        Plus((int)place * sizeof(double));
        il.Emit(OpCodes.Ldind_I);
    }

    /// <summary>Slot k starts k times the number of rows into the slots.</summary>
    private void SlotAddress(long slot)
    {
        il.Emit(OpCodes.Ldarg_S, (byte)Slots);
        il.Emit(OpCodes.Ldarg_S, (byte)Rows);
        il.Emit(OpCodes.Ldc_I8, slot * sizeof(double));
        il.Emit(OpCodes.Mul);
        il.Emit(OpCodes.Conv_I);
        il.Emit(OpCodes.Add);
    }

    /// <summary>What is kept of the rows in a register stands side by side, then comes the next register.</summary>
    private void KeptAddress(long place)
    {
        il.Emit(OpCodes.Ldloc, kept!);
        Plus(checked((int)place * lanes.Width * sizeof(double)));
    }

    /// <summary>The address of the rows at hand in memory that has a number for each row.</summary>
    private void Rowwise(LocalBuilder start)
    {
        il.Emit(OpCodes.Ldloc, start);
        il.Emit(OpCodes.Ldloc, offset);
        il.Emit(OpCodes.Add);
        Plus(side * lanes.Width * sizeof(double));
    }

    /// <summary>
    /// Asks for the lines of the columns that are read soon. What the processor does by itself ends at each page, and a loop over
    /// many columns comes to the end of one all the time; a curve takes a tenth less time so, a classifier a sixth.
    /// </summary>
    private void Ahead()
    {
        for (var line = 0; line < sides; line++)
            foreach (var kind in columns.ToLookup(c => singles[c.Key], c => c.Value))
            {
                if (kind.Key && line > 0)
                    continue;
                var soon = il.DeclareLocal(typeof(nint));
                il.Emit(OpCodes.Ldloc, offset);
                if (kind.Key)
                {
                    il.Emit(OpCodes.Ldc_I4_1);
                    il.Emit(OpCodes.Shr);
                }
                Plus(Distance + line * lanes.Width * sizeof(double));
                il.Emit(OpCodes.Stloc, soon);
                foreach (var start in kind)
                {
                    il.Emit(OpCodes.Ldloc, start);
                    il.Emit(OpCodes.Ldloc, soon);
                    il.Emit(OpCodes.Add);
                    il.Emit(OpCodes.Call, typeof(Sse).GetMethod(nameof(Sse.Prefetch1))!);
                }
            }
    }

    private void RunningSum(long place)
    {
        il.Emit(OpCodes.Ldloc, sums);
        Plus(checked(((int)place + side * lanes.Width) * sizeof(double)));
    }

    private void Plus(int bytes)
    {
        if (bytes == 0)
            return;
        il.Emit(OpCodes.Ldc_I4, bytes);
        il.Emit(OpCodes.Conv_I);
        il.Emit(OpCodes.Add);
    }
}
