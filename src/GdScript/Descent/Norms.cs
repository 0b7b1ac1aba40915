using GdScript.Kernels;

namespace GdScript.Descent;

/// <summary>The length of a vector, in the fixed order of <see cref="Sums"/>, so that walks repeat to the last bit.</summary>
public static class Norms
{
    /// <summary>
    /// ‖x‖₂ = √(x₀² + x₁² + …). When the squares would overflow or vanish they are scaled by a power of two first, so the
    /// length is finite wherever it fits a double. NaN wins over infinity.
    /// </summary>
    public static double Two(ReadOnlySpan<double> x) => Sums.OfSquares(x) is > 1e-280 and < 1e300 and var sum ? Math.Sqrt(sum) : Scaled(x);

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
