using System.Runtime.CompilerServices;

namespace GdScript.Kernels;

/// <summary>
/// Sums and products with their rounding errors, so that a formula can carry twice the digits where one rounding would
/// cost too much. Sources: Knuth, TAOCP 2, 4.2.2 (two-sum); Dekker, Numer. Math. 18 (1971) (fast two-sum, products of
/// split factors). A pair (Hi, Lo) stands for the exact value Hi + Lo.
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

    /// <summary>a * b to at least 106 bits (the product of the two 27-bit tails rounds once).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T Hi, T Lo) TwoProduct<T>(T a, T b)
        where T : struct, ILane<T>
    {
        T product = a * b,
            ah = T.Head(a),
            bh = T.Head(b);
        T al = a - ah,
            bl = b - bh;
        return (product, (((ah * bh - product) + ah * bl) + al * bh) + al * bl);
    }

    /// <summary>a * a to at least 106 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T Hi, T Lo) Square<T>(T a)
        where T : struct, ILane<T>
    {
        T product = a * a,
            head = T.Head(a);
        var tail = a - head;
        return (product, ((head * head - product) + 2.0 * (head * tail)) + tail * tail);
    }

    /// <summary>The product of two pairs, relative error about 2^-103.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T Hi, T Lo) Times<T>(T ah, T al, T bh, T bl)
        where T : struct, ILane<T>
    {
        var (hi, lo) = TwoProduct(ah, bh);
        return FastTwoSum(hi, lo + (ah * bl + al * bh));
    }

    /// <summary>The quotient of two normalised pairs: the rounded quotient and what it left over.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T Hi, T Lo) Over<T>(T ah, T al, T bh, T bl)
        where T : struct, ILane<T>
    {
        T quotient = ah / bh,
            inverse = 1.0 / bh; // beside the quotient, not after the rest
        var (p, e) = TwoProduct(quotient, bh);
        return (quotient, ((((ah - p) - e) + al) - quotient * bl) * inverse);
    }

    /// <summary>The square root of a pair: the rounded root and what it left over; zero gives zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T Hi, T Lo) Root<T>(T hi, T lo)
        where T : struct, ILane<T>
    {
        var root = T.Sqrt(hi);
        var (p, e) = Square(root);
        var rest = ((hi - p) - e) + lo;
        return (root, rest / T.IfEqual(root, 0.0, 1.0, root + root));
    }

    /// <summary>m * 2^n in two exact steps, so that overflow and gradual underflow round once; |n| up to 2044.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Scale<T>(T m, T n)
        where T : struct, ILane<T>
    {
        var half = T.Round(n * 0.5);
        return m * T.PowerOfTwo(half) * T.PowerOfTwo(n - half);
    }
}
