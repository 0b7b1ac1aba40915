using System.Runtime.CompilerServices;
using Xunit.Sdk;

namespace GdScript.Tests.Kernels;

/// <summary>Seeded numbers for tests: SplitMix64 (Steele, Lea, Flood 2014), so a failing test fails again.</summary>
internal sealed class Rough(ulong seed)
{
    private ulong state = seed * 0x9E37_79B9_7F4A_7C15 + 0x1234_5678;

    /// <summary>Numbers of many sizes and both signs, so that the order of a sum shows.</summary>
    public static double[] Doubles(int n, ulong seed)
    {
        var rough = new Rough(seed);
        return [.. Enumerable.Range(0, n).Select(_ => (rough.Unit() - 0.5) * Math.ScaleB(1, rough.Below(40)))];
    }

    public ulong Next()
    {
        var z = state += 0x9E37_79B9_7F4A_7C15;
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
        return z ^ (z >> 31);
    }

    public int Below(int n) => (int)(Next() % (ulong)n);

    /// <summary>From 0 up to, not including, 1.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1L << 53));

    public T Of<T>(IReadOnlyList<T> all) => all[Below(all.Count)];

    /// <summary>What breaks kernels: zeros of both signs, NaN, infinities, subnormals, small integers, and ordinary numbers.</summary>
    public double Special() =>
        Below(12) switch
        {
            0 => 0.0,
            1 => -0.0,
            2 => Of([double.NaN, double.PositiveInfinity, double.NegativeInfinity]),
            3 => Of([double.Epsilon, -3e-310, 2.2250738585072014e-308, 1e-300]),
            4 => Of([double.MaxValue, -1e300, 1e154, -1.3407807929942596e154]),
            5 or 6 => Below(9) - 4,
            7 => (Unit() - 0.5) * 1000,
            _ => (Unit() - 0.5) * 6,
        };
}

/// <summary>Equality to the last bit; any NaN is NaN.</summary>
internal static class Same
{
    public static void Bits(double expected, double actual, string what)
    {
        if (!Bits(expected, actual))
            throw new XunitException($"{what}: expected {expected:R} but got {actual:R}");
    }

    public static bool Bits(double a, double b) =>
        BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b) || (double.IsNaN(a) && double.IsNaN(b));

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Bits(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, string what)
    {
        if (expected.Length != actual.Length)
            throw new XunitException($"{what}: {expected.Length} numbers and {actual.Length}");
        for (var i = 0; i < expected.Length; i++)
            if (!Bits(expected[i], actual[i]))
                throw new XunitException($"{what}: number {i} is {expected[i]:R} and {actual[i]:R}");
    }
}
