using System.Runtime.CompilerServices;

namespace GdScript.Kernels;

/// <summary>
/// Sums and products with their rounding errors, so that a formula can carry twice the digits where one rounding would
/// cost too much. Sources: Knuth, TAOCP 2, 4.2.2 (two-sum); Dekker, Numer. Math. 18 (1971) (fast two-sum); a fused
/// multiply-add gives the rest of a product, a quotient and a root in one step (Markstein, IBM J. Res. Dev. 34, 1990). A pair (Hi, Lo) stands for the exact value Hi + Lo.
/// </summary>
internal static class Pairs
{
    /// <summary>a + b exactly, for any a and b without overflow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T Hi, T Lo) TwoSum<T>(T a, T b)
        where T : struct, ILane<T>
    {
        var sum = a + b;
        var taken = sum - a;
        return (sum, (a - (sum - taken)) + (b - taken));
    }

    /// <summary>a + b exactly, where a is zero or not smaller in size than b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T Hi, T Lo) FastTwoSum<T>(T a, T b)
        where T : struct, ILane<T>
    {
        var sum = a + b;
        return (sum, b - (sum - a));
    }

    /// <summary>a * b exactly, as long as nothing vanishes or overflows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T Hi, T Lo) TwoProduct<T>(T a, T b)
        where T : struct, ILane<T>
    {
        var product = a * b;
        return (product, T.Fma(a, b, -product));
    }

    /// <summary>a * a exactly, as long as nothing vanishes or overflows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T Hi, T Lo) Square<T>(T a)
        where T : struct, ILane<T> => TwoProduct(a, a);

    /// <summary>The product of two pairs, relative error about 2^-103.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T Hi, T Lo) Times<T>(T ah, T al, T bh, T bl)
        where T : struct, ILane<T>
    {
        var (hi, lo) = TwoProduct(ah, bh);
        return FastTwoSum(hi, lo + (ah * bl + al * bh));
    }

    /// <summary>The quotient of two normalised pairs, right to about a unit, and what it left over.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T Hi, T Lo) Over<T>(T ah, T al, T bh, T bl)
        where T : struct, ILane<T>
    {
        T inverse = 1.0 / bh,
            quotient = ah * inverse;
        var rest = T.Fma(-quotient, bh, ah) + al;
        return (quotient, T.Fma(-quotient, bl, rest) * inverse);
    }

    /// <summary>The square root of a pair: the rounded root and what it left over; zero gives zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T Hi, T Lo) Root<T>(T hi, T lo)
        where T : struct, ILane<T>
    {
        var root = T.Sqrt(hi);
        var rest = T.Fma(-root, root, hi) + lo;
        return (root, rest / T.IfEqual(root, 0.0, 1.0, root + root));
    }
}
