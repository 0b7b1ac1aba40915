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

    /// <summary>x = m * 2^k with m from sqrt(1/2) to sqrt(2), for a positive normal x; for another range of m its shift, see <see cref="LaneBits"/>.</summary>
    static abstract (T M, T K) Split(T x, long shift = LaneBits.RootHalfShift);

    /// <summary>x = m * 2^k with m from 3/4 to 3/2, for a positive x, subnormals included.</summary>
    static abstract (T M, T K) Parts(T x);

    /// <summary>y where x is positive and finite; elsewhere what a logarithm says: -Infinity at zeros, NaN below, infinity and NaN as they are.</summary>
    static abstract T Logged(T x, T y);

    /// <summary>a &lt; b ? yes : no; a NaN chooses no.</summary>
    static abstract T IfLess(T a, T b, T yes, T no);

    /// <summary>a == b ? yes : no; a NaN chooses no, the two zeros are equal.</summary>
    static abstract T IfEqual(T a, T b, T yes, T no);

    /// <summary>Chooses yes where the given bit of the integer n (two's complement, |n| below 2^50) is set; n comes with <see cref="LaneBits.Magic"/> added.</summary>
    static abstract T IfBit(T n, int bit, T yes, T no);

    /// <summary>−a where the given bit of the integer n is set, which comes with <see cref="LaneBits.Magic"/> added.</summary>
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

    /// <summary>Moves 3/4 onto an exponent boundary.</summary>
    public const long ThreeQuartersShift = 0x0008_0000_0000_0000;

    public const double SmallestNormal = 2.2250738585072014E-308;

    /// <summary>Of the processor's ways to take a significand: from 3/4 to 3/2.</summary>
    public const byte FromThreeQuarters = 3;

    /// <summary>
    /// What a logarithm does with each kind of number, as AVX-512's "fix up" reads it, from the lowest four bits on: NaN is
    /// itself, a signalling one quiet, zero -Infinity, one what it was, -Infinity NaN, Infinity itself, below zero NaN, above what it was.
    /// </summary>
    public const long LogTable = 0x0353_0421;

    /// <summary><see cref="ILane{T}.Parts"/> where the processor has no instructions for it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T M, T K) Parts<T>(T x)
        where T : struct, ILane<T>
    {
        T tiny = SmallestNormal;
        var (m, k) = T.Split(T.IfLess(x, tiny, x * 18014398509481984.0, x), ThreeQuartersShift);
        return (m, k - T.IfLess(x, tiny, 54.0, 0.0));
    }

    /// <summary><see cref="ILane{T}.Logged"/> where the processor has no instruction for it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Logged<T>(T x, T y)
        where T : struct, ILane<T> =>
        T.IfLess(x, double.PositiveInfinity, T.IfLess(0.0, x, y, T.IfEqual(x, 0.0, double.NegativeInfinity, double.NaN)), x);
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
    public static (Lane1 M, Lane1 K) Split(Lane1 x, long shift = LaneBits.RootHalfShift)
    {
        var bits = Bits(x.Value);
        var k = ((bits + shift) >>> 52) - 1023;
        return (FromBits(bits - (k << 52)), new(k));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Lane1 M, Lane1 K) Parts(Lane1 x)
    {
        if (!Avx512F.IsSupported)
            return LaneBits.Parts(x);
        var m = Avx512F.GetMantissaScalar(Wide(x), LaneBits.FromThreeQuarters);
        return (new(m.ToScalar()), new(Avx512F.GetExponentScalar(Wide(x)).ToScalar() - Avx512F.GetExponentScalar(m).ToScalar()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Logged(Lane1 x, Lane1 y) =>
        Avx512F.IsSupported
            ? new(Avx512F.FixupScalar(Wide(y), Wide(x), Vector128.CreateScalarUnsafe(LaneBits.LogTable), 0).ToScalar())
            : LaneBits.Logged(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 IfLess(Lane1 a, Lane1 b, Lane1 yes, Lane1 no) => Blend(Vector128.LessThan(Wide(a), Wide(b)), yes, no);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 IfEqual(Lane1 a, Lane1 b, Lane1 yes, Lane1 no) => Blend(Vector128.Equals(Wide(a), Wide(b)), yes, no);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 IfBit(Lane1 n, int bit, Lane1 yes, Lane1 no)
    {
        var isolated = Wide(n).AsInt64() & Vector128.CreateScalarUnsafe(1L << bit);
        return Blend(Vector128.Equals(isolated, Vector128<long>.Zero).AsDouble(), no, yes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 FlipIfBit(Lane1 n, int bit, Lane1 a)
    {
        var sign = (Wide(n).AsInt64() << (63 - bit)) & Vector128.CreateScalarUnsafe(LaneBits.SignMask);
        return new((Wide(a).AsInt64() ^ sign).AsDouble().ToScalar());
    }

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
