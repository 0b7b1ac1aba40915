using static GdScript.Kernels.Pairs;

namespace GdScript.Kernels;

/// <summary>
/// The remainder of a huge argument by pi/2 (Payne and Hanek, SIGNUM Newsletter 18, 1983): of 2/pi only the bits that
/// matter for this exponent are multiplied, in whole numbers, so the answer is exact to 2^-125 however large x is.
/// </summary>
internal static class PayneHanek
{
    /// <summary>The first 1,344 bits of 2/pi after the binary point (computed with 480 digits).</summary>
    private static ReadOnlySpan<ulong> TwoOverPi =>
        [
            0xA2F9836E4E441529,
            0xFC2757D1F534DDC0,
            0xDB6295993C439041,
            0xFE5163ABDEBBC561,
            0xB7246E3A424DD2E0,
            0x06492EEA09D1921C,
            0xFE1DEB1CB129A73E,
            0xE88235F52EBB4484,
            0xE99C7026B45F7E41,
            0x3991D639835339F4,
            0x9C845F8BBDF9283B,
            0x1FF897FFDE05980F,
            0xEF2F118B5A0A6D1F,
            0x6D367ECF27CB09B7,
            0x4F463F669E5FEA2D,
            0x7527BAC7EBE5F17B,
            0x3D0739F78A5292EA,
            0x6BFB5FB11F8D5D08,
            0x56033046FC7B6BAB,
            0xF0CFBC209AF4361D,
            0xA9E391615EE61B08,
        ];

    /// <summary>x = n pi/2 + R + Tail with |R| at most pi/4, and n modulo 4 with <see cref="LaneBits.Magic"/> in it, for 2^2 up to the largest double; NaN for infinities and NaN.</summary>
    public static (double R, double Tail, double N) Reduce(double x)
    {
        if (!double.IsFinite(x))
            return (double.NaN, double.NaN, LaneBits.Magic);
        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = (int)(bits >>> 52 & 0x7FF) - 1075;
        var (high, low) = Turns((ulong)(bits & 0x000F_FFFF_FFFF_FFFF) | 0x0010_0000_0000_0000, exponent);
        var n = (high >> 62) + ((high >> 61) & 1);
        var (r, tail) = Radians(high << 2 | low >> 62, low << 2);
        return x < 0 ? (-r, -tail, LaneBits.Magic - n) : (r, tail, LaneBits.Magic + n);
    }

    /// <summary>mantissa * 2^exponent * 2/pi modulo 4, as a 128-bit fraction of four quarter turns.</summary>
    private static (ulong High, ulong Low) Turns(ulong mantissa, int exponent)
    {
        // bit 1 of the product's fraction of 4 sits 'start' bits into 2/pi; bits before it count whole turns
        var start = exponent - 2;
        var (a, b, c) = (Window(start), Window(start + 64), Window(start + 128));
        var carry = Math.BigMul(mantissa, c, out _);
        var middle = Math.BigMul(mantissa, b, out var low);
        low += carry;
        middle += low < carry ? 1UL : 0UL;
        return (mantissa * a + middle, low);
    }

    /// <summary>64 bits of 2/pi from a bit position on; positions before the point are zeros.</summary>
    private static ulong Window(int start)
    {
        var word = start >> 6;
        var shift = start & 63;
        var first = word < 0 ? 0 : TwoOverPi[word];
        return shift == 0 ? first : first << shift | (word < -1 ? 0 : TwoOverPi[word + 1]) >> (64 - shift);
    }

    /// <summary>A signed 128-bit fraction of a quarter turn, from -1/2 to 1/2, in radians as a pair.</summary>
    private static (double R, double Tail) Radians(ulong high, ulong low)
    {
        var negative = (long)high < 0;
        var size = new UInt128(high, low);
        size = negative ? UInt128.Zero - size : size;
        var shift = (int)UInt128.LeadingZeroCount(size);
        size <<= shift;
        var top = (double)((ulong)(size >> 64) >> 11);
        var rest = (double)((ulong)(size >> 22) & 0x001F_FFFF_FFFF_FFFF) * 1.1102230246251565E-16;
        var (r, tail) = Times<Lane1>(top, rest, 1.5707963267948966, 6.123233995736766e-17);
        var unit = BitConverter.Int64BitsToDouble((1023L - 53 - shift) << 52);
        return negative ? (-r.Value * unit, -tail.Value * unit) : (r.Value * unit, tail.Value * unit);
    }
}
