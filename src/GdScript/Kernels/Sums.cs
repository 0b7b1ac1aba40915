using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GdScript.Kernels;

/// <summary>
/// Sums whose order is fixed, so that they repeat to the last bit on every machine. Element i goes to lane i mod 16 of
/// its block of 4,096 elements; every lane starts at +0 and adds its elements in order; lanes l and l+8 are added, then
/// l and l+4, l+2, l+1; block sums are added in pairs by block number (0+1, 2+3, …), pairs of pairs, and so on, an odd
/// last one going up unchanged. Products are rounded before they are added, but for a dot product of few numbers. The width of the
/// vector registers changes the speed, never a bit. The sum of nothing, or of −0 alone, is +0.
/// </summary>
public static unsafe partial class Sums
{
    /// <summary>How many running sums a block has.</summary>
    public const int Lanes = 16;

    /// <summary>How many elements share one set of lanes.</summary>
    public const int BlockLength = 4096;

    /// <summary>Σ values.</summary>
    public static double Of(ReadOnlySpan<double> values) => Of(values, Widest);

    /// <summary>A dot product of at most so many numbers is an element of a product of matrices.</summary>
    internal const int FewProducts = 16;

    /// <summary>
    /// Σ a·b, element by element. Up to 16 of them are four chains of fused multiply-adds, (0 + 2) + (1 + 3), as in every
    /// product of matrices: rows side by side take half the steps for it.
    /// </summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b) => Dot(a, b, Widest);

    /// <summary>Σ (scale·value)²; a power of two as scale keeps squares inside the range of a double.</summary>
    public static double OfSquares(ReadOnlySpan<double> values, double scale = 1) => OfSquares(values, scale, Widest);

    /// <summary>Σ exp(value − shift).</summary>
    public static double OfExps(ReadOnlySpan<double> values, double shift) => OfExps(values, shift, Widest);

    /// <summary>How many doubles a running sum keeps: its lanes, then the levels of the tree of blocks, of which there are fewer than 2^24.</summary>
    internal const int StateSize = Lanes + 24;

    /// <summary>Adds terms to a running sum whose lanes started at +0; only the last call of a block may bring a number that is no multiple of 16.</summary>
    internal static void Add(double* state, double* terms, int count)
    {
        Vector256<double> a = Vector256.Load(state),
            b = Vector256.Load(state + 4),
            c = Vector256.Load(state + 8),
            d = Vector256.Load(state + 12);
        var i = 0;
        for (; i + Lanes <= count; i += Lanes)
        {
            a += Vector256.Load(terms + i);
            b += Vector256.Load(terms + i + 4);
            c += Vector256.Load(terms + i + 8);
            d += Vector256.Load(terms + i + 12);
        }
        a.Store(state);
        b.Store(state + 4);
        c.Store(state + 8);
        d.Store(state + 12);
        for (var lane = 0; i < count; i++, lane++)
            state[lane] += terms[i];
    }

    /// <summary>Ends block number <paramref name="block"/> (from 0) of a running sum; the lanes are at +0 again.</summary>
    internal static void EndBlock(double* state, uint block) => Push(state, Total(state), block);

    /// <summary>What sixteen lanes come to; they are at +0 again.</summary>
    internal static double Total(double* lanes)
    {
        var sum = Joined(lanes);
        new Span<double>(lanes, Lanes).Clear();
        return sum;
    }

    /// <summary>What sixteen lanes come to.</summary>
    internal static double Joined(double* lanes) =>
        Tree(Vector256.Load(lanes) + Vector256.Load(lanes + 8) + (Vector256.Load(lanes + 4) + Vector256.Load(lanes + 12)));

    /// <summary>Adds the sum of block number <paramref name="block"/> to the tree of a running sum.</summary>
    internal static void Push(double* state, double sum, uint block)
    {
        var levels = state + Lanes;
        var level = 0;
        for (; (block >> level & 1) != 0; level++)
            sum = levels[level] + sum;
        levels[level] = sum;
    }

    /// <summary>What a running sum of that many blocks comes to.</summary>
    internal static double Ended(double* state, uint blocks) => blocks == 0 ? 0 : Fold(state + Lanes, blocks);

    /// <summary>Which registers do the adding; the tests call each of them.</summary>
    internal enum Width
    {
        One,
        Four,
        Eight,
    }

    /// <summary>The widest registers there are.</summary>
    internal static Width Widest =>
        Vector512.IsHardwareAccelerated ? Width.Eight
        : Vector256.IsHardwareAccelerated ? Width.Four
        : Width.One;

    internal static double Of(ReadOnlySpan<double> values, Width width)
    {
        fixed (double* p = values)
            return Total(new Plain(p), values.Length, width);
    }

    internal static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Width width)
    {
        if (a.Length != b.Length)
            throw new ArgumentException($"dot takes two vectors of one length, not {a.Length} and {b.Length}", nameof(b));
        fixed (double* p = a)
        fixed (double* q = b)
            return a.Length <= FewProducts ? Few(p, q, a.Length) : Total(new Products(p, q), a.Length, width);
    }

    internal static double OfSquares(ReadOnlySpan<double> values, double scale, Width width)
    {
        fixed (double* p = values)
            return Total(new Squares(p, scale), values.Length, width);
    }

    internal static double OfExps(ReadOnlySpan<double> values, double shift, Width width)
    {
        fixed (double* p = values)
            return Total(new Exps(p, shift), values.Length, width);
    }

    private static double Total<T>(T terms, int count, Width width)
        where T : struct, ITerms => count <= BlockLength ? Block(terms, 0, count, width) : Blocks(terms, count, width);

    /// <summary>Block sums added as a binary counter counts: level k holds the sum of 2^k finished blocks.</summary>
    [SkipLocalsInit]
    private static double Blocks<T>(T terms, int count, Width width)
        where T : struct, ITerms
    {
        var levels = stackalloc double[32];
        var blocks = 0u;
        for (var start = 0; start < count; start += BlockLength, blocks++)
        {
            var sum = Block(terms, start, Math.Min(BlockLength, count - start), width);
            var level = 0;
            for (; (blocks >> level & 1) != 0; level++)
                sum = levels[level] + sum;
            levels[level] = sum;
            if (count - start <= BlockLength)
                break;
        }
        return Fold(levels, blocks + 1);
    }

    private static double Fold(double* levels, uint blocks)
    {
        var level = System.Numerics.BitOperations.TrailingZeroCount(blocks);
        var sum = levels[level];
        for (level++; level < 32; level++)
            if ((blocks >> level & 1) != 0)
                sum = levels[level] + sum;
        return sum;
    }

    private static double Block<T>(T terms, int start, int count, Width width)
        where T : struct, ITerms
    {
        if (count <= 4)
            return Few(terms, start, count);
        return width switch
        {
            Width.One => ByOne(terms, start, count),
            Width.Four => ByFour(terms, start, count),
            Width.Eight => ByEight(terms, start, count),
        };
    }

    /// <summary>The same order written out: what empty lanes would add is +0, which one "0 +" stands for.</summary>
    private static double Few<T>(T terms, int start, int count)
        where T : struct, ITerms =>
        count switch
        {
            0 => 0,
            1 => 0 + terms.At(start),
            2 => 0 + terms.At(start) + terms.At(start + 1),
            3 => 0 + terms.At(start) + terms.At(start + 2) + (0 + terms.At(start + 1)),
            _ => 0 + terms.At(start) + terms.At(start + 2) + (0 + terms.At(start + 1) + terms.At(start + 3)),
        };

    [SkipLocalsInit]
    private static double ByOne<T>(T terms, int start, int count)
        where T : struct, ITerms
    {
        var lanes = stackalloc double[Lanes];
        new Span<double>(lanes, Lanes).Clear();
        for (var i = 0; i < count; i++)
            lanes[i % Lanes] += terms.At(start + i);
        for (var half = Lanes / 2; half > 0; half /= 2)
        for (var lane = 0; lane < half; lane++)
            lanes[lane] += lanes[lane + half];
        return lanes[0];
    }

    /// <summary>Nothing behind the loop is called, else the sums would live in memory.</summary>
    [SkipLocalsInit]
    private static double ByFour<T>(T terms, int start, int count)
        where T : struct, ITerms
    {
        Vector256<double> a = default,
            b = default,
            c = default,
            d = default;
        var (i, rest) = (start, count % Lanes);
        for (var end = start + count - rest; i < end; i += Lanes)
        {
            a += terms.Four(i);
            b += terms.Four(i + 4);
            c += terms.Four(i + 8);
            d += terms.Four(i + 12);
        }
        if (rest >= 4)
            a += terms.Four(i);
        if (rest >= 8)
            b += terms.Four(i + 4);
        if (rest >= 12)
            c += terms.Four(i + 8);
        var last = Part(terms, i + rest / 4 * 4, rest % 4);
        if (rest < 4)
            a += last;
        else if (rest < 8)
            b += last;
        else if (rest < 12)
            c += last;
        else
            d += last;
        return Tree(a + c + (b + d));
    }

    [SkipLocalsInit]
    private static double ByEight<T>(T terms, int start, int count)
        where T : struct, ITerms
    {
        Vector512<double> a = default,
            b = default;
        var (i, rest) = (start, count % Lanes);
        for (var end = start + count - rest; i < end; i += Lanes)
        {
            a += terms.Eight(i);
            b += terms.Eight(i + 8);
        }
        if (rest >= 8)
            a += terms.Eight(i);
        var (at, left) = (i + rest / 8 * 8, rest % 8);
        var low = left >= 4 ? terms.Four(at) : Part(terms, at, left);
        var high = left > 4 ? Part(terms, at + 4, left - 4) : default;
        var last = Vector512.Create(low, high);
        if (rest < 8)
            a += last;
        else
            b += last;
        a += b;
        return Tree(a.GetLower() + a.GetUpper());
    }

    /// <summary>The last, fewer than four terms: a lane without one adds +0, which changes no lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Part<T>(T terms, int i, int left)
        where T : struct, ITerms =>
        Vector256.Create(left > 0 ? terms.At(i) : 0, left > 1 ? terms.At(i + 1) : 0, left > 2 ? terms.At(i + 2) : 0, 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Tree(Vector256<double> lanes)
    {
        var two = lanes.GetLower() + lanes.GetUpper();
        return two.GetElement(0) + two.GetElement(1);
    }
}
