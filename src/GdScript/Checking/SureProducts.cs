using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GdScript.Kernels;
using GdScript.Reals;

namespace GdScript.Checking;

/// <summary>
/// Products of matrices of <see cref="Sure"/> with eight elements of the result side by side: each goes through the very steps of
/// <see cref="Sure.Apply"/>, in the same order, and has the same bits. A network checked with twice the digits does little else.
/// </summary>
internal static class SureProducts
{
    private const int Lanes = 8;

    /// <summary>So many factors of eight elements are sorted into registers' order at once.</summary>
    private const int Chunk = 64;

    /// <summary>Leaves x·y in <paramref name="to"/>; false where fewer than eight elements have a factor in common.</summary>
    /// <param name="x">A matrix of that many rows, row after row.</param>
    /// <param name="y">A matrix of that many columns.</param>
    /// <param name="rows">Rows of the result.</param>
    /// <param name="columns">Columns of the result.</param>
    /// <param name="to">The result, row after row.</param>
    public static bool Run(ReadOnlySpan<Sure> x, ReadOnlySpan<Sure> y, int rows, int columns, Span<Sure> to)
    {
        if (Math.Max(rows, columns) < Lanes || !Vector256.IsHardwareAccelerated)
            return false;
        var inner = x.Length / rows;
        if (rows >= columns)
            for (var j = 0; j < columns; j++)
                Line(new(x, inner, 1), new(y[j..], 0, columns), inner, rows, to[j..], columns);
        else
            for (var i = 0; i < rows; i++)
                Line(new(y, 1, columns), new(x[(i * inner)..], 0, 1), inner, columns, to[(i * columns)..], 1);
        return true;
    }

    /// <summary>Factor k of lane l is number l·<paramref name="lane"/> + k·<paramref name="step"/>.</summary>
    private readonly ref struct Factors(ReadOnlySpan<Sure> all, int lane, int step)
    {
        private readonly ReadOnlySpan<Sure> all = all;

        public ref readonly Sure this[int l, int k] => ref all[l * lane + k * step];
    }

    /// <summary>So many elements, eight by eight; the last eight overlap those before.</summary>
    private static void Line(Factors many, Factors one, int inner, int count, Span<Sure> to, int stride)
    {
        for (var first = 0; first < count; first += Lanes)
            Eight(many, one, inner, Math.Min(first, count - Lanes), to, stride);
    }

    [SkipLocalsInit]
    private static void Eight(Factors many, Factors one, int inner, int first, Span<Sure> to, int stride)
    {
        Span<double> high = stackalloc double[Lanes * Chunk];
        Span<double> low = stackalloc double[Lanes * Chunk];
        Span<double> error = stackalloc double[Lanes * Chunk];
        var sum = new Eightfold(Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        for (var begin = 0; begin < inner; begin += Chunk)
        {
            var count = Math.Min(Chunk, inner - begin);
            for (var l = 0; l < Lanes; l++)
            for (int k = 0, at = l; k < count; k++, at += Lanes)
                ((high[at], low[at]), error[at]) = many[first + l, begin + k];
            for (var k = 0; k < count; k++)
            {
                var ((h, l), e) = one[0, begin + k];
                var factor = new Eightfold(Vector512.Create(h), Vector512.Create(l), Vector512.Create(e));
                sum = Sum(sum, Product(new(At(high, k), At(low, k), At(error, k)), factor));
            }
        }
        for (var l = 0; l < Lanes; l++)
            to[(first + l) * stride] = new(new(sum.High[l], sum.Low[l]), sum.Error[l]);
    }

    private static Vector512<double> At(ReadOnlySpan<double> all, int k) => Vector512.Create(all.Slice(k * Lanes, Lanes));

    /// <summary>Eight numbers with their errors.</summary>
    private readonly record struct Eightfold(Vector512<double> High, Vector512<double> Low, Vector512<double> Error);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Eightfold Product(in Eightfold a, in Eightfold b)
    {
        var zero = Vector512<double>.Zero;
        var high = a.High * b.High;
        var low = Checked(high, Vector512.FusedMultiplyAdd(a.High, b.High, -high));
        (high, low) = Fast(high, low + (a.High * b.Low + a.Low * b.High));
        var carried = Vector512.Abs(a.High) * b.Error + Vector512.Abs(b.High) * a.Error + a.Error * b.Error;
        var exact = Vector512.Equals(a.Error, zero) & Vector512.Equals(b.Error, zero);
        var size = Vector512.Abs(high);
        var isSmall = Vector512.Equals(a.Low, zero) & Vector512.Equals(b.Low, zero);
        var isDouble = isSmall & Vector512.GreaterThan(size, Vector512.Create(Rounding.FarFromTiny));
        var known = Vector512.Equals(a.High, zero) | Vector512.Equals(b.High, zero) | isDouble;
        var own = size * Sure.Arithmetic + Vector512.Create(Sure.Tiny);
        return new(high, low, Bound(exact, carried, known, own));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Eightfold Sum(in Eightfold a, in Eightfold b)
    {
        var zero = Vector512<double>.Zero;
        var (high, rest) = Sum(a.High, b.High);
        var (low, last) = Sum(a.Low, b.Low);
        (high, rest) = Fast(high, rest + low);
        (high, low) = Fast(high, rest + last);
        var exact = Vector512.Equals(a.Error, zero) & Vector512.Equals(b.Error, zero);
        var known = Vector512.Equals(a.Low, zero) & Vector512.Equals(b.Low, zero);
        return new(high, low, Bound(exact, a.Error + b.Error, known, Vector512.Abs(high) * Sure.Addition));
    }

    /// <summary>What is carried and what is added, each nothing where that is known; infinite where it cannot be told.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Bound(
        Vector512<double> exact,
        Vector512<double> carried,
        Vector512<double> known,
        Vector512<double> own
    )
    {
        var bound = Vector512.AndNot(Told(carried), exact) + Vector512.AndNot(own, known);
        return Told(bound);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Told(Vector512<double> bound) =>
        Vector512.ConditionalSelect(Vector512.Equals(bound, bound), bound, Vector512.Create(double.PositiveInfinity));

    /// <summary>a + b exactly, as <see cref="Doubled.Sum"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double>, Vector512<double>) Sum(Vector512<double> a, Vector512<double> b)
    {
        var sum = a + b;
        var taken = sum - a;
        return (sum, Checked(sum, (a - (sum - taken)) + (b - taken)));
    }

    /// <summary>a + b exactly, for a at least as large as b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double>, Vector512<double>) Fast(Vector512<double> a, Vector512<double> b)
    {
        var sum = a + b;
        return (sum, Checked(sum, b - (sum - a)));
    }

    /// <summary>What is not finite has no tail.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Checked(Vector512<double> high, Vector512<double> low) =>
        low & Vector512.LessThan(Vector512.Abs(high), Vector512.Create(double.PositiveInfinity));
}
