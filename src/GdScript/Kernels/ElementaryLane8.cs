using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GdScript.Kernels;

/// <summary>Eight numbers side by side.</summary>
internal readonly struct Lane8(Vector512<double> value) : ILane<Lane8>
{
    public readonly Vector512<double> Value = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Lane8(double value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 operator +(Lane8 a, Lane8 b) => new(a.Value + b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 operator -(Lane8 a, Lane8 b) => new(a.Value - b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 operator *(Lane8 a, Lane8 b) => new(a.Value * b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 operator /(Lane8 a, Lane8 b) => new(a.Value / b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 operator -(Lane8 a) => new(Of(a.Value.AsInt64() ^ Vector512.Create(LaneBits.SignMask)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lane8 Load(double* from) => new(Vector512.Load(from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Store(Lane8 a, double* to) => a.Value.Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 Sqrt(Lane8 a) => new(Vector512.Sqrt(a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 Abs(Lane8 a) => new(Of(a.Value.AsInt64() & Vector512.Create(~LaneBits.SignMask)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 CopySign(Lane8 a, Lane8 sign) =>
        new(Vector512.ConditionalSelect(Of(Vector512.Create(LaneBits.SignMask)), sign.Value, a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 Round(Lane8 a) => new(a.Value + Vector512.Create(LaneBits.Magic) - Vector512.Create(LaneBits.Magic));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 Fma(Lane8 a, Lane8 b, Lane8 c) => new(Vector512.FusedMultiplyAdd(a.Value, b.Value, c.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 Scale(Lane8 m, Lane8 n)
    {
        if (Avx512F.IsSupported)
            return new(Avx512F.Scale(m.Value, n.Value));
        var half = Round(n * 0.5);
        return m * PowerOfTwo(half) * PowerOfTwo(n - half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 Lesser(Lane8 a, Lane8 b) => Avx512F.IsSupported ? new(Avx512F.Min(a.Value, b.Value)) : IfLess(a, b, a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 Greater(Lane8 a, Lane8 b) => Avx512F.IsSupported ? new(Avx512F.Max(a.Value, b.Value)) : IfLess(b, a, a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 PowerOfTwo(Lane8 n) => new(Of((n.Value + Vector512.Create(LaneBits.Magic + 1023)).AsInt64() << 52));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Lane8 M, Lane8 K) Split(Lane8 x, long shift = LaneBits.RootHalfShift)
    {
        var bits = x.Value.AsInt64();
        var k = ((bits + Vector512.Create(shift)) >>> 52) - Vector512.Create(1023L);
        var m = Of(bits - (k << 52));
        return (new(m), new(Of(k + Vector512.Create(LaneBits.MagicBits)) - Vector512.Create(LaneBits.Magic)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Lane8 M, Lane8 K) Parts(Lane8 x)
    {
        if (!Avx512F.IsSupported)
            return LaneBits.Parts(x);
        var m = Avx512F.GetMantissa(x.Value, LaneBits.FromThreeQuarters);
        return (new(m), new(Avx512F.GetExponent(x.Value) - Avx512F.GetExponent(m)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 Logged(Lane8 x, Lane8 y) =>
        Avx512F.IsSupported ? new(Avx512F.Fixup(y.Value, x.Value, Vector512.Create(LaneBits.LogTable), 0)) : LaneBits.Logged(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 IfLess(Lane8 a, Lane8 b, Lane8 yes, Lane8 no) =>
        new(Vector512.ConditionalSelect(Vector512.LessThan(a.Value, b.Value), yes.Value, no.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 IfEqual(Lane8 a, Lane8 b, Lane8 yes, Lane8 no) =>
        new(Vector512.ConditionalSelect(Vector512.Equals(a.Value, b.Value), yes.Value, no.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 IfBit(Lane8 n, int bit, Lane8 yes, Lane8 no)
    {
        var isolated = n.Value.AsInt64() & Vector512.Create(1L << bit);
        return new(Vector512.ConditionalSelect(Of(Vector512.Equals(isolated, Vector512<long>.Zero)), no.Value, yes.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 FlipIfBit(Lane8 n, int bit, Lane8 a)
    {
        var sign = (n.Value.AsInt64() << (63 - bit)) & Vector512.Create(LaneBits.SignMask);
        return new(Of(a.Value.AsInt64() ^ sign));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 IfNegative(Lane8 a, Lane8 yes, Lane8 no) =>
        new(Vector512.ConditionalSelect(Of(Vector512.LessThan(a.Value.AsInt64(), Vector512<long>.Zero)), yes.Value, no.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Of(Vector512<long> bits) => bits.AsDouble();
}
