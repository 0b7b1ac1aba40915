using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GdScript.Kernels;

/// <summary>
/// The arithmetic a formula may use, over one number or several side by side, so that every elementary function is
/// written once and gives the same bits at every width. Only operations that IEEE 754 rounds correctly (or that move
/// bits) are here: no table, nothing that looks at a neighbour lane. A product and a sum are fused exactly where a formula
/// says <see cref="Fma"/>, never by a compiler's choice.
/// </summary>
internal interface ILane<T>
    where T : struct, ILane<T>
{
    static abstract implicit operator T(double value);

    static abstract T operator +(T a, T b);

    static abstract T operator -(T a, T b);

    static abstract T operator *(T a, T b);

    static abstract T operator /(T a, T b);

    static abstract T operator -(T a);

    /// <summary>As many numbers as there are lanes, from an array.</summary>
    static abstract unsafe T Load(double* from);

    static abstract unsafe void Store(T a, double* to);

    static abstract T Sqrt(T a);
    static abstract T Abs(T a);

    /// <summary>The magnitude of the first, the sign bit of the second.</summary>
    static abstract T CopySign(T a, T sign);

    /// <summary>Nearest integer, ties to even, for |a| below 2^51.</summary>
    static abstract T Round(T a);

    /// <summary>a * b + c, rounded once.</summary>
    static abstract T Fma(T a, T b, T c);

    /// <summary>m * 2^n rounded once, for an integer n of size up to 2044; where the processor has no instruction for it, in two steps of which the first is exact.</summary>
    static abstract T Scale(T m, T n);

    /// <summary>a &lt; b ? a : b; a NaN chooses b.</summary>
    static abstract T Lesser(T a, T b);

    /// <summary>a &gt; b ? a : b; a NaN chooses b.</summary>
    static abstract T Greater(T a, T b);

    /// <summary>2^n for an integer n from -1022 to 1023.</summary>
    static abstract T PowerOfTwo(T n);

    /// <summary>x = m * 2^k with m from sqrt(1/2) to sqrt(2), for a positive normal x.</summary>
    static abstract (T M, T K) Split(T x);

    /// <summary>a &lt; b ? yes : no; a NaN chooses no.</summary>
    static abstract T IfLess(T a, T b, T yes, T no);

    /// <summary>a == b ? yes : no; a NaN chooses no, the two zeros are equal.</summary>
    static abstract T IfEqual(T a, T b, T yes, T no);

    /// <summary>Chooses yes where the given bit of the integer n (two's complement, |n| below 2^50) is set.</summary>
    static abstract T IfBit(T n, int bit, T yes, T no);

    /// <summary>−a where the given bit of the integer n is set.</summary>
    static abstract T FlipIfBit(T n, int bit, T a);

    /// <summary>Chooses yes where the sign bit is set, -0 included.</summary>
    static abstract T IfNegative(T a, T yes, T no);
}

/// <summary>Bit patterns that every width shares.</summary>
internal static class LaneBits
{
    /// <summary>1.5 * 2^52: adding it leaves the integer part of a small number in the low bits.</summary>
    public const double Magic = 6755399441055744.0;

    public const long MagicBits = 0x4338_0000_0000_0000;

    public const long SignMask = unchecked((long)0x8000_0000_0000_0000);

    /// <summary>Moves sqrt(1/2) onto an exponent boundary: bits(1) - bits(sqrt(1/2)).</summary>
    public const long RootHalfShift = 0x0009_5F61_9980_C433;
}

/// <summary>One number.</summary>
internal readonly struct Lane1(double value) : ILane<Lane1>
{
    public readonly double Value = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Lane1(double value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 operator +(Lane1 a, Lane1 b) => new(a.Value + b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 operator -(Lane1 a, Lane1 b) => new(a.Value - b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 operator *(Lane1 a, Lane1 b) => new(a.Value * b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 operator /(Lane1 a, Lane1 b) => new(a.Value / b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 operator -(Lane1 a) => new(-a.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lane1 Load(double* from) => new(*from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Store(Lane1 a, double* to) => *to = a.Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Sqrt(Lane1 a) => new(Math.Sqrt(a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Abs(Lane1 a) => new(Math.Abs(a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 CopySign(Lane1 a, Lane1 sign) => new(Math.CopySign(a.Value, sign.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Round(Lane1 a) => new(a.Value + LaneBits.Magic - LaneBits.Magic);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Fma(Lane1 a, Lane1 b, Lane1 c) => new(Math.FusedMultiplyAdd(a.Value, b.Value, c.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Scale(Lane1 m, Lane1 n)
    {
        if (Avx512F.IsSupported)
            return new(Avx512F.ScaleScalar(Wide(m), Wide(n)).ToScalar());
        var half = Round(n * 0.5);
        return m * PowerOfTwo(half) * PowerOfTwo(n - half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Lesser(Lane1 a, Lane1 b) =>
        Sse2.IsSupported ? new(Sse2.MinScalar(Wide(a), Wide(b)).ToScalar()) : IfLess(a, b, a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Greater(Lane1 a, Lane1 b) =>
        Sse2.IsSupported ? new(Sse2.MaxScalar(Wide(a), Wide(b)).ToScalar()) : IfLess(b, a, a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 PowerOfTwo(Lane1 n) => FromBits(Bits(n.Value + (LaneBits.Magic + 1023)) << 52);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Lane1 M, Lane1 K) Split(Lane1 x)
    {
        var bits = Bits(x.Value);
        var k = ((bits + LaneBits.RootHalfShift) >>> 52) - 1023;
        return (FromBits(bits - (k << 52)), new(k));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 IfLess(Lane1 a, Lane1 b, Lane1 yes, Lane1 no) => Blend(Vector128.LessThan(Wide(a), Wide(b)), yes, no);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 IfEqual(Lane1 a, Lane1 b, Lane1 yes, Lane1 no) => Blend(Vector128.Equals(Wide(a), Wide(b)), yes, no);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 IfBit(Lane1 n, int bit, Lane1 yes, Lane1 no) => Mix(-((Bits(n.Value + LaneBits.Magic) >> bit) & 1), yes, no);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 FlipIfBit(Lane1 n, int bit, Lane1 a) =>
        FromBits(Bits(a.Value) ^ ((Bits(n.Value + LaneBits.Magic) << (63 - bit)) & LaneBits.SignMask));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 IfNegative(Lane1 a, Lane1 yes, Lane1 no) => Mix(Bits(a.Value) >> 63, yes, no);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lane1 Blend(Vector128<double> mask, Lane1 yes, Lane1 no) =>
        new(Vector128.ConditionalSelect(mask, Wide(yes), Wide(no)).ToScalar());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lane1 Mix(long mask, Lane1 yes, Lane1 no) => FromBits((Bits(yes.Value) & mask) | (Bits(no.Value) & ~mask));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> Wide(Lane1 a) => Vector128.CreateScalarUnsafe(a.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Bits(double a) => BitConverter.DoubleToInt64Bits(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lane1 FromBits(long bits) => new(BitConverter.Int64BitsToDouble(bits));
}
