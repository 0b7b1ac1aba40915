using System.Numerics;
using System.Runtime.InteropServices;

namespace GdScript.Scripting.Caching;

/// <summary>
/// 128 bits over content, to name a cache entry and to see damage. It guards against accidents only: an entry is compared with the
/// sources word for word before it is used. (The system's cryptography would take longer to load than a script to run.)
/// </summary>
internal struct ContentHash()
{
    // Odd constants from the golden ratio and the square roots of 3 and 5: multipliers of two lanes.
    private const ulong First = 0x9E3779B97F4A7C15;
    private const ulong Second = 0xBB67AE8584CAA73B;
    private const ulong Third = 0x3C6EF372FE94F82B;

    private ulong a = First;
    private ulong b = Second;

    public static string Of(ReadOnlySpan<byte> bytes)
    {
        var hash = new ContentHash();
        hash.Add(bytes);
        return hash.ToString();
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        Mix((ulong)bytes.Length);
        var whole = bytes.Length & ~7;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes[..whole]))
            Mix(word);
        ulong rest = 0;
        foreach (var last in bytes[whole..])
            rest = rest << 8 | last;
        Mix(rest);
    }

    public void Add(string text) => Add(MemoryMarshal.AsBytes(text.AsSpan()));

    public override readonly string ToString() => $"{Final(a):x16}{Final(b ^ a):x16}";

    private void Mix(ulong word)
    {
        a = BitOperations.RotateLeft((a ^ word) * Second, 29);
        b = BitOperations.RotateLeft((b + word) * Third, 31) ^ a;
    }

    private static ulong Final(ulong x)
    {
        x = (x ^ x >> 32) * First;
        x = (x ^ x >> 29) * Second;
        return x ^ x >> 32;
    }
}
