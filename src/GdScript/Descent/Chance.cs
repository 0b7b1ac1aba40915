using GdScript.Kernels;

namespace GdScript.Descent;

/// <summary>
/// Luck that repeats: a number is a function of (seed, step, index) and of nothing else, so any step can be made again. The
/// bits are two rounds of SplitMix64's finisher (Steele, Lea, Flood 2014) over the three.
/// </summary>
public static class Chance
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>64 bits.</summary>
    public static ulong Bits(long seed, long step, long index) =>
        Mix(Mix(Mix((ulong)seed + Golden) ^ ((ulong)step * Golden)) + (ulong)index * 0xD1342543DE82EF95);

    /// <summary>Evenly from 0 to less than 1.</summary>
    public static double Uniform(long seed, long step, long index) => (Bits(seed, step, index) >> 11) * Math.ScaleB(1, -53);

    /// <summary>From the normal distribution of mean 0 and deviation 1 (Box, Muller 1958).</summary>
    public static double Normal(long seed, long step, long index)
    {
        var radius = Math.Sqrt(-2 * Elementary.Log(1 - Uniform(seed, step, 2 * index)));
        return radius * Elementary.Cos(2 * Math.PI * Uniform(seed, step, 2 * index + 1));
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
