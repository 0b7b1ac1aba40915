using System.Collections.Immutable;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Numerics;

namespace GdScript.Checking;

/// <summary>Where to check when nobody says where: points spread evenly, the same ones every time.</summary>
public static class Points
{
    private const int Tries = 256;

    /// <summary>
    /// The first <paramref name="count"/> points at which the loss is finite, of a Halton sequence (Halton 1960) that takes
    /// [-2, 2]ⁿ and [1/4, 9/4]ⁿ in turn, so that losses of positive numbers find theirs. Fewer when 256 tries do not
    /// find as many, none when the loss is finite at none of them.
    /// </summary>
    public static ImmutableArray<double[]> Spread(Formula loss, int count) =>
        Spread(loss.PointSize, Kernel.For(loss.WithRoots(loss.Root)).Value, count);

    /// <summary>The same for any loss of <paramref name="size"/> numbers.</summary>
    public static ImmutableArray<double[]> Spread(int size, Loss loss, int count) =>
        [.. Enumerable.Range(1, Tries).Select(k => Candidate(k, size)).Where(x => double.IsFinite(loss(x))).Take(count)];

    private static double[] Candidate(int k, int size)
    {
        var (low, width) = k % 2 == 1 ? (-2.0, 4.0) : (0.25, 2.0);
        var turn = (k + 1) / 2; // counted in each box: k's own last digit in base 2 is always 1 in the one and 0 in the other
        var point = new double[size];
        var prime = 1;
        for (var i = 0; i < size; i++)
        {
            prime = PrimeAfter(prime);
            // Six digits are spread enough, and a person can type them.
            point[i] = Math.Round(low + width * Reversed(turn, prime), 6);
        }
        return point;
    }

    /// <summary>The digits of k in the base, mirrored at the point: evenly spread over (0, 1).</summary>
    internal static double Reversed(int k, int radix)
    {
        var (value, place) = (0.0, 1.0);
        for (; k > 0; k /= radix)
        {
            place /= radix;
            value += k % radix * place;
        }
        return value;
    }

    internal static int PrimeAfter(int n)
    {
        for (var next = n + 1; ; next++)
            if (IsPrime(next))
                return next;
    }

    private static bool IsPrime(int n)
    {
        for (var d = 2; d * d <= n; d++)
            if (n % d == 0)
                return false;
        return true;
    }
}
