using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GdScript.Kernels;

/// <summary>Four numbers side by side.</summary>
internal readonly struct Lane4(Vector256<double> value) : ILane<Lane4>
{
    public readonly Vector256<double> Value = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Lane4(double value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 operator +(Lane4 a, Lane4 b) => new(a.Value + b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 operator -(Lane4 a, Lane4 b) => new(a.Value - b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 operator *(Lane4 a, Lane4 b) => new(a.Value * b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 operator /(Lane4 a, Lane4 b) => new(a.Value / b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 operator -(Lane4 a) => new(Of(a.Value.AsInt64() ^ Vector256.Create(LaneBits.SignMask)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lane4 Load(double* from) => new(Vector256.Load(from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Store(Lane4 a, double* to) => a.Value.Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 Sqrt(Lane4 a) => new(Vector256.Sqrt(a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 Abs(Lane4 a) => new(Of(a.Value.AsInt64() & Vector256.Create(~LaneBits.SignMask)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 CopySign(Lane4 a, Lane4 sign) =>
        new(Vector256.ConditionalSelect(Of(Vector256.Create(LaneBits.SignMask)), sign.Value, a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 Round(Lane4 a) => new(a.Value + Vector256.Create(LaneBits.Magic) - Vector256.Create(LaneBits.Magic));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 Fma(Lane4 a, Lane4 b, Lane4 c) => new(Vector256.FusedMultiplyAdd(a.Value, b.Value, c.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 Scale(Lane4 m, Lane4 n)
    {
        if (Avx512F.VL.IsSupported)
            return new(Avx512F.VL.Scale(m.Value, n.Value));
        var half = Round(n * 0.5);
        return m * PowerOfTwo(half) * PowerOfTwo(n - half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 Lesser(Lane4 a, Lane4 b) => Avx.IsSupported ? new(Avx.Min(a.Value, b.Value)) : IfLess(a, b, a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 Greater(Lane4 a, Lane4 b) => Avx.IsSupported ? new(Avx.Max(a.Value, b.Value)) : IfLess(b, a, a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 PowerOfTwo(Lane4 n) => new(Of((n.Value + Vector256.Create(LaneBits.Magic + 1023)).AsInt64() << 52));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Lane4 M, Lane4 K) Split(Lane4 x, long shift = LaneBits.RootHalfShift)
    {
        var bits = x.Value.AsInt64();
        var k = ((bits + Vector256.Create(shift)) >>> 52) - Vector256.Create(1023L);
        var m = Of(bits - (k << 52));
        return (new(m), new(Of(k + Vector256.Create(LaneBits.MagicBits)) - Vector256.Create(LaneBits.Magic)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Lane4 M, Lane4 K) Parts(Lane4 x)
    {
        if (!Avx512F.VL.IsSupported)
            return LaneBits.Parts(x);
        var m = Avx512F.VL.GetMantissa(x.Value, LaneBits.FromThreeQuarters);
        return (new(m), new(Avx512F.VL.GetExponent(x.Value) - Avx512F.VL.GetExponent(m)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 Logged(Lane4 x, Lane4 y) =>
        Avx512F.VL.IsSupported ? new(Avx512F.VL.Fixup(y.Value, x.Value, Vector256.Create(LaneBits.LogTable), 0)) : LaneBits.Logged(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 IfLess(Lane4 a, Lane4 b, Lane4 yes, Lane4 no) =>
        new(Vector256.ConditionalSelect(Vector256.LessThan(a.Value, b.Value), yes.Value, no.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 IfEqual(Lane4 a, Lane4 b, Lane4 yes, Lane4 no) =>
        new(Vector256.ConditionalSelect(Vector256.Equals(a.Value, b.Value), yes.Value, no.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 IfBit(Lane4 n, int bit, Lane4 yes, Lane4 no)
    {
        var isolated = n.Value.AsInt64() & Vector256.Create(1L << bit);
        return new(Vector256.ConditionalSelect(Of(Vector256.Equals(isolated, Vector256<long>.Zero)), no.Value, yes.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 FlipIfBit(Lane4 n, int bit, Lane4 a)
    {
        var sign = (n.Value.AsInt64() << (63 - bit)) & Vector256.Create(LaneBits.SignMask);
        return new(Of(a.Value.AsInt64() ^ sign));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 IfNegative(Lane4 a, Lane4 yes, Lane4 no) =>
        new(Vector256.ConditionalSelect(Of(Vector256.LessThan(a.Value.AsInt64(), Vector256<long>.Zero)), yes.Value, no.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Of(Vector256<long> bits) => bits.AsDouble();
}
