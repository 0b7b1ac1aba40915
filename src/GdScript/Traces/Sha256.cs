using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Numerics;

namespace GdScript.Traces;

/// <summary>A hash in the middle of its work: the eight words, the bytes of an unfinished block, and how many came before.</summary>
public sealed record HashState(ImmutableArray<uint> Words, ImmutableArray<byte> Rest, long Length);

/// <summary>
/// SHA-256 (FIPS 180-4, §6.2) whose state can be taken out and put back, which the library's cannot: a trace that is broken
/// off is hashed on from where it stood.
/// </summary>
internal sealed class Sha256
{
    private const int Block = 64;

    // The first 32 bits of the fractional parts of the cube roots of the first 64 primes (§4.2.2).
    private static readonly uint[] K =
    [
        0x428a2f98,
        0x71374491,
        0xb5c0fbcf,
        0xe9b5dba5,
        0x3956c25b,
        0x59f111f1,
        0x923f82a4,
        0xab1c5ed5,
        0xd807aa98,
        0x12835b01,
        0x243185be,
        0x550c7dc3,
        0x72be5d74,
        0x80deb1fe,
        0x9bdc06a7,
        0xc19bf174,
        0xe49b69c1,
        0xefbe4786,
        0x0fc19dc6,
        0x240ca1cc,
        0x2de92c6f,
        0x4a7484aa,
        0x5cb0a9dc,
        0x76f988da,
        0x983e5152,
        0xa831c66d,
        0xb00327c8,
        0xbf597fc7,
        0xc6e00bf3,
        0xd5a79147,
        0x06ca6351,
        0x14292967,
        0x27b70a85,
        0x2e1b2138,
        0x4d2c6dfc,
        0x53380d13,
        0x650a7354,
        0x766a0abb,
        0x81c2c92e,
        0x92722c85,
        0xa2bfe8a1,
        0xa81a664b,
        0xc24b8b70,
        0xc76c51a3,
        0xd192e819,
        0xd6990624,
        0xf40e3585,
        0x106aa070,
        0x19a4c116,
        0x1e376c08,
        0x2748774c,
        0x34b0bcb5,
        0x391c0cb3,
        0x4ed8aa4a,
        0x5b9cca4f,
        0x682e6ff3,
        0x748f82ee,
        0x78a5636f,
        0x84c87814,
        0x8cc70208,
        0x90befffa,
        0xa4506ceb,
        0xbef9a3f7,
        0xc67178f2,
    ];

    private readonly uint[] words;
    private readonly byte[] rest = new byte[Block];
    private readonly uint[] schedule = new uint[Block];
    private long length;

    /// <summary>A hash of nothing yet: the square roots of the first eight primes (§5.3.3).</summary>
    public Sha256() => words = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];

    /// <summary>A hash that goes on.</summary>
    public Sha256(HashState from)
    {
        (words, length) = ([.. from.Words], from.Length);
        from.Rest.CopyTo(rest);
    }

    public HashState State => new([.. words], [.. rest.AsSpan(0, Filled)], length);

    private int Filled => (int)(length % Block);

    public void Add(ReadOnlySpan<byte> data)
    {
        var filled = Filled;
        length += data.Length;
        if (filled > 0)
        {
            var taken = Math.Min(Block - filled, data.Length);
            data[..taken].CopyTo(rest.AsSpan(filled));
            if (filled + taken < Block)
                return;
            Mix(rest);
            data = data[taken..];
        }
        for (; data.Length >= Block; data = data[Block..])
            Mix(data[..Block]);
        data.CopyTo(rest);
    }

    /// <summary>The hash of all that was added, as 64 lower-case hexadecimal digits. Nothing may be added after it.</summary>
    public string End()
    {
        var bits = length * 8;
        Span<byte> tail = stackalloc byte[2 * Block];
        tail.Clear();
        tail[0] = 0x80;
        var padding = (Filled < 56 ? 56 : 120) - Filled;
        BinaryPrimitives.WriteInt64BigEndian(tail[padding..], bits);
        Add(tail[..(padding + sizeof(long))]);
        Span<byte> digest = stackalloc byte[32];
        for (var i = 0; i < words.Length; i++)
            BinaryPrimitives.WriteUInt32BigEndian(digest[(4 * i)..], words[i]);
        return Convert.ToHexStringLower(digest);
    }

    private void Mix(ReadOnlySpan<byte> block)
    {
        var w = schedule;
        for (var t = 0; t < 16; t++)
            w[t] = BinaryPrimitives.ReadUInt32BigEndian(block[(4 * t)..]);
        for (var t = 16; t < Block; t++)
            w[t] = Small(w[t - 2], 17, 19, 10) + w[t - 7] + Small(w[t - 15], 7, 18, 3) + w[t - 16];
        var (a, b, c, d) = (words[0], words[1], words[2], words[3]);
        var (e, f, g, h) = (words[4], words[5], words[6], words[7]);
        for (var t = 0; t < Block; t++)
        {
            var first = h + Large(e, 6, 11, 25) + ((e & f) ^ (~e & g)) + K[t] + w[t];
            var second = Large(a, 2, 13, 22) + ((a & b) ^ (a & c) ^ (b & c));
            (h, g, f, e, d, c, b, a) = (g, f, e, d + first, c, b, a, first + second);
        }
        words[0] += a;
        words[1] += b;
        words[2] += c;
        words[3] += d;
        words[4] += e;
        words[5] += f;
        words[6] += g;
        words[7] += h;
    }

    private static uint Large(uint x, int a, int b, int c) =>
        BitOperations.RotateRight(x, a) ^ BitOperations.RotateRight(x, b) ^ BitOperations.RotateRight(x, c);

    private static uint Small(uint x, int a, int b, int shift) =>
        BitOperations.RotateRight(x, a) ^ BitOperations.RotateRight(x, b) ^ (x >> shift);
}
