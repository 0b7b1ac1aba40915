namespace GdScript.Checking;

/// <summary>
/// Chance that repeats: number <c>k</c> of seed <c>s</c> is always the same (SplitMix64: Steele, Lea and Flood, OOPSLA 2014,
/// used as a function of a counter).
/// </summary>
internal readonly record struct Dice(long Seed)
{
    /// <summary>Evenly spread over [0, 1).</summary>
    public double Unit(int stream, int k) => (Bits(stream, k) >> 11) * (1.0 / (1L << 53));

    public bool Coin(int stream, int k) => (Bits(stream, k) >> 63) == 1;

    public ulong Bits(int stream, int k)
    {
        unchecked
        {
            return Mix(Mix(Mix((ulong)Seed) + (uint)stream) + (uint)k);
        }
    }

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
