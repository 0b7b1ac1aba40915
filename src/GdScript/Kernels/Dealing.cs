using System.Reflection.Emit;
using System.Runtime.Intrinsics;

namespace GdScript.Kernels;

/// <summary>
/// Registers of eight that hold numbers as they lie (a b c a b c …) and the same numbers sorted (a a a …, b b b …, c c c …), made of one another
/// by exchanges within pairs of registers. Nothing is computed, so no bit changes.
/// </summary>
internal static class Dealing
{
    /// <summary>So many kinds at most.</summary>
    public const int Widest = 4;

    private const int Lanes = 8;

    /// <summary>Lying numbers sorted; only the wanted kinds, null for the others.</summary>
    public static LocalBuilder?[] Apart(ILGenerator il, LocalBuilder[] lying, bool[] wanted)
    {
        var kinds = lying.Length;
        if (kinds == 4)
            return FourApart(il, lying, wanted);
        var apart = new LocalBuilder?[kinds];
        for (var kind = 0; kind < kinds; kind++)
            if (wanted[kind])
                apart[kind] = Picked(il, lying, lane => lane * kinds + kind);
        return apart;
    }

    /// <summary>Sorted numbers as they are to lie.</summary>
    public static LocalBuilder[] Together(ILGenerator il, LocalBuilder[] apart)
    {
        var kinds = apart.Length;
        return kinds == 4
            ? FourTogether(il, apart)
            :
            [
                .. Enumerable
                    .Range(0, kinds)
                    .Select(r => Picked(il, apart, lane => (r * Lanes + lane) % kinds * Lanes + (r * Lanes + lane) / kinds)),
            ];
    }

    /// <summary>Two kinds of each half first, then each kind of both halves: two exchanges a kind instead of three.</summary>
    private static LocalBuilder?[] FourApart(ILGenerator il, LocalBuilder[] lying, bool[] wanted)
    {
        var apart = new LocalBuilder?[4];
        for (var kind = 0; kind < 4; kind += 2)
        {
            if (!wanted[kind] && !wanted[kind + 1])
                continue;
            var first = kind;
            int Pair(int lane) => lane % 4 * 4 + first + lane / 4;
            var (low, high) = (Exchanged(il, lying[0], lying[1], Pair), Exchanged(il, lying[2], lying[3], Pair));
            for (var k = 0; k < 2; k++)
            {
                var half = 4 * k;
                if (wanted[kind + k])
                    apart[kind + k] = Exchanged(il, low, high, lane => half + lane % 4 + lane / 4 * Lanes);
            }
        }
        return apart;
    }

    /// <summary>a b a b … and c d c d … first, then pairs of pairs.</summary>
    private static LocalBuilder[] FourTogether(ILGenerator il, LocalBuilder[] apart)
    {
        var lying = new LocalBuilder[4];
        for (var half = 0; half < 2; half++)
        {
            var start = 4 * half;
            int Alternating(int lane) => start + lane / 2 + lane % 2 * Lanes;
            var (first, second) = (Exchanged(il, apart[0], apart[1], Alternating), Exchanged(il, apart[2], apart[3], Alternating));
            for (var k = 0; k < 2; k++)
            {
                var begin = 4 * k;
                lying[2 * half + k] = Exchanged(il, first, second, lane => begin + lane / 4 * 2 + lane % 2 + lane % 4 / 2 * Lanes);
            }
        }
        return lying;
    }

    /// <summary>Lane i is number <paramref name="number"/>(i) of all registers, one after the other.</summary>
    private static LocalBuilder Picked(ILGenerator il, LocalBuilder[] all, Func<int, int> number)
    {
        var picked = all[0];
        for (var r = 1; r < all.Length; r++)
        {
            var here = r;
            picked = Exchanged(
                il,
                picked,
                all[r],
                lane =>
                    number(lane) / Lanes == here ? Lanes + number(lane) % Lanes
                    : here == 1 ? number(lane) % Lanes
                    : lane
            );
        }
        return picked;
    }

    private static LocalBuilder Exchanged(ILGenerator il, LocalBuilder a, LocalBuilder b, Func<int, int> index)
    {
        il.Emit(OpCodes.Ldloc, a);
        LaneShuffle.Indices(il, Lanes, index);
        il.Emit(OpCodes.Ldloc, b);
        il.Emit(OpCodes.Call, LaneShuffle.OfTwo);
        var to = il.DeclareLocal(typeof(Vector512<double>));
        il.Emit(OpCodes.Stloc, to);
        return to;
    }
}
