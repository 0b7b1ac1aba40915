namespace GdScript.Data;

/// <summary>
/// Random numbers that are a function of what they are for: the seed, a stream (an epoch, a step) and a place in it. Nothing
/// is remembered, so a walk that is resumed draws what it would have drawn. Philox4x32-10 (Salmon, Moraes, Dror &amp; Shaw,
/// Parallel random numbers: as easy as 1, 2, 3, SC11).
/// </summary>
public static class Chance
{
    /// <summary>64 random bits.</summary>
    public static ulong Bits(ulong seed, ulong stream, ulong place)
    {
        var (a, b, _, _) = Philox((uint)place, (uint)(place >> 32), (uint)stream, (uint)(stream >> 32), (uint)seed, (uint)(seed >> 32));
        return (ulong)b << 32 | a;
    }

    /// <summary>Evenly spread over [0, 1), a multiple of 2⁻⁵³.</summary>
    public static double Unit(ulong seed, ulong stream, ulong place) => (Bits(seed, stream, place) >> 11) * (1.0 / (1L << 53));

    /// <summary>A whole number from 0 to below <paramref name="count"/>; no number is likelier than another by more than count·2⁻⁶⁴.</summary>
    public static int Below(int count, ulong seed, ulong stream, ulong place)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return (int)Math.BigMul(Bits(seed, stream, place), (ulong)count, out _);
    }

    /// <summary>Puts 0, 1, … into a random order, every order as likely as another (Fisher &amp; Yates; Knuth, vol. 2, algorithm P).</summary>
    public static void Shuffle(Span<int> order, ulong seed, ulong stream)
    {
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        for (var i = order.Length - 1; i > 0; i--)
        {
            var j = Below(i + 1, seed, stream, (ulong)i);
            (order[i], order[j]) = (order[j], order[i]);
        }
    }

    /// <summary>Ten rounds over a counter of four words with a key of two.</summary>
    internal static (uint, uint, uint, uint) Philox(uint a, uint b, uint c, uint d, uint key0, uint key1)
    {
        for (var round = 0; round < 10; round++)
        {
            var (left, right) = ((ulong)a * 0xD251_1F53, (ulong)c * 0xCD9E_8D57);
            (a, b, c, d) = ((uint)(right >> 32) ^ b ^ key0, (uint)right, (uint)(left >> 32) ^ d ^ key1, (uint)left);
            (key0, key1) = (unchecked(key0 + 0x9E37_79B9), unchecked(key1 + 0xBB67_AE85));
        }
        return (a, b, c, d);
    }
}
