using GdScript.Kernels;

namespace GdScript.Descent;

/// <summary>The length of a vector, in the fixed order of <see cref="Sums"/>, so that walks repeat to the last bit.</summary>
public static class Norms
{
    /// <summary>
    /// ‖x‖₂ = √(x₀² + x₁² + …). When the squares would overflow or vanish they are scaled by a power of two first, so the
    /// length is finite wherever it fits a double. NaN wins over infinity.
    /// </summary>
    public static double Two(ReadOnlySpan<double> x) => Of(Sums.OfSquares(x), x);

    /// <summary>‖x‖₂ of what was just written.</summary>
    internal static double Fresh(ReadOnlySpan<double> x) => Of(Sums.OfSquaresFresh(x), x);

    /// <summary>next = x + move, and ‖next‖₂ on the way.</summary>
    internal static double Moved(ReadOnlySpan<double> x, ReadOnlySpan<double> move, Span<double> next) =>
        Of(Sums.OfSquaresAdded(x, move, next), next);

    /// <summary>move = factor·slope, next = x + move, and ‖next‖₂ on the way.</summary>
    internal static double Fallen(
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> slope,
        double factor,
        Span<double> move,
        Span<double> next
    ) => Of(Sums.OfSquaresAdded(x, slope, factor, move, next), next);

    /// <summary>to = x, and ‖x‖₂ on the way.</summary>
    internal static double Copied(ReadOnlySpan<double> x, Span<double> to) => Of(Sums.OfSquaresCopied(x, to), x);

    private static double Of(double sum, ReadOnlySpan<double> x) => sum is > 1e-280 and < 1e300 ? Math.Sqrt(sum) : Scaled(x);

    private static double Scaled(ReadOnlySpan<double> x)
    {
        var largest = 0.0;
        foreach (var v in x)
            largest = Math.Max(largest, Math.Abs(v)); // Math.Max keeps a NaN
        if (largest == 0 || !double.IsFinite(largest))
            return largest;
        var exponent = Math.Max(Math.ILogB(largest), -1023); // 2^1023 is the largest power of two there is
        return Math.ScaleB(Math.Sqrt(Sums.OfSquares(x, Math.ScaleB(1, -exponent))), exponent);
    }
}
