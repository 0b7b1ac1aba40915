using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GdScript.Kernels;

/// <summary>Sums of squares that do the work of a walk on the way, so that its arrays pass by once.</summary>
public static unsafe partial class Sums
{
    /// <summary>Σ a² of what was just written.</summary>
    internal static double OfSquaresFresh(ReadOnlySpan<double> a)
    {
        fixed (double* p = a)
            return Whole(new Squares(p, 1), a.Length);
    }

    /// <summary>to = a + b, element by element; Σ to², the very bits of <see cref="OfSquares(ReadOnlySpan{double}, double)"/>.</summary>
    internal static double OfSquaresAdded(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> to)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(b.Length, a.Length, nameof(b));
        ArgumentOutOfRangeException.ThrowIfNotEqual(to.Length, a.Length, nameof(to));
        if (a.Length <= 2)
            return FewAdded(a, b, to);
        fixed (double* p = a)
        fixed (double* q = b)
        fixed (double* r = to)
            return Whole(new Added(p, q, r), a.Length);
    }

    /// <summary>scaled = factor·b, to = a + scaled, element by element; Σ to². <paramref name="b"/> may be <paramref name="scaled"/>.</summary>
    internal static double OfSquaresAdded(
        ReadOnlySpan<double> a,
        ReadOnlySpan<double> b,
        double factor,
        Span<double> scaled,
        Span<double> to
    )
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(b.Length, a.Length, nameof(b));
        ArgumentOutOfRangeException.ThrowIfNotEqual(scaled.Length, a.Length, nameof(scaled));
        ArgumentOutOfRangeException.ThrowIfNotEqual(to.Length, a.Length, nameof(to));
        if (a.Length <= 2)
            return FewScaled(a, b, factor, scaled, to);
        fixed (double* p = a)
        fixed (double* q = b)
        fixed (double* s = scaled)
        fixed (double* r = to)
            return Whole(new Scaled(p, q, factor, s, r), a.Length);
    }

    /// <summary>to = a; Σ a², the very bits of <see cref="OfSquares(ReadOnlySpan{double}, double)"/>.</summary>
    internal static double OfSquaresCopied(ReadOnlySpan<double> a, Span<double> to)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(to.Length, a.Length, nameof(to));
        if (a.Length <= 2)
            return FewCopied(a, to);
        fixed (double* p = a)
        fixed (double* r = to)
            return Whole(new Copied(p, r), a.Length);
    }

    /// <summary>A plane needs no vectors: the same two terms in the same order.</summary>
    private static double FewAdded(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> to)
    {
        var total = 0.0;
        for (var i = 0; i < to.Length; i++)
        {
            var sum = to[i] = a[i] + b[i];
            total += sum * sum;
        }
        return total;
    }

    private static double FewScaled(ReadOnlySpan<double> a, ReadOnlySpan<double> b, double factor, Span<double> scaled, Span<double> to)
    {
        var total = 0.0;
        for (var i = 0; i < to.Length; i++)
        {
            var sum = to[i] = a[i] + (scaled[i] = b[i] * factor);
            total += sum * sum;
        }
        return total;
    }

    private static double FewCopied(ReadOnlySpan<double> a, Span<double> to)
    {
        var total = 0.0;
        for (var i = 0; i < to.Length; i++)
        {
            var value = to[i] = a[i];
            total += value * value;
        }
        return total;
    }

    /// <summary>Four at a time: what was just written by fours, or one by one, is read back sooner so than by eights.</summary>
    private static double Whole<T>(T terms, int count)
        where T : struct, ITerms =>
        count <= 4 ? Few(terms, 0, count) : Total(terms, count, Vector256.IsHardwareAccelerated ? Width.Four : Width.One);

    private readonly struct Added(double* a, double* b, double* to) : ITerms
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double At(int i)
        {
            var sum = to[i] = a[i] + b[i];
            return sum * sum;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<double> Four(int i)
        {
            var sum = Vector256.Load(a + i) + Vector256.Load(b + i);
            sum.Store(to + i);
            return sum * sum;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<double> Eight(int i)
        {
            var sum = Vector512.Load(a + i) + Vector512.Load(b + i);
            sum.Store(to + i);
            return sum * sum;
        }
    }

    private readonly struct Scaled(double* a, double* b, double factor, double* scaled, double* to) : ITerms
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double At(int i)
        {
            var sum = to[i] = a[i] + (scaled[i] = b[i] * factor);
            return sum * sum;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<double> Four(int i)
        {
            var step = Vector256.Load(b + i) * factor;
            step.Store(scaled + i);
            var sum = Vector256.Load(a + i) + step;
            sum.Store(to + i);
            return sum * sum;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<double> Eight(int i)
        {
            var step = Vector512.Load(b + i) * factor;
            step.Store(scaled + i);
            var sum = Vector512.Load(a + i) + step;
            sum.Store(to + i);
            return sum * sum;
        }
    }

    private readonly struct Copied(double* a, double* to) : ITerms
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double At(int i)
        {
            var value = to[i] = a[i];
            return value * value;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<double> Four(int i)
        {
            var value = Vector256.Load(a + i);
            value.Store(to + i);
            return value * value;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<double> Eight(int i)
        {
            var value = Vector512.Load(a + i);
            value.Store(to + i);
            return value * value;
        }
    }
}
