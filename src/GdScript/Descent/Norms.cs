namespace GdScript.Descent;

/// <summary>The length of a vector, in one fixed order of summation, so that walks repeat to the last bit.</summary>
public static class Norms
{
    /// <summary>
    /// ‖x‖₂ = √(x₀² + x₁² + …), summed left to right. When the squares would overflow or vanish they are scaled by a power
    /// of two first, so the length is finite wherever it fits a double. NaN wins over infinity.
    /// </summary>
    public static double Two(ReadOnlySpan<double> x)
    {
        var sum = 0.0;
        foreach (var v in x)
            sum += v * v;
        return sum is > 1e-280 and < 1e300 ? Math.Sqrt(sum) : Scaled(x);
    }

    private static double Scaled(ReadOnlySpan<double> x)
    {
        var largest = 0.0;
        foreach (var v in x)
            largest = Math.Max(largest, Math.Abs(v)); // Math.Max keeps a NaN
        if (largest == 0 || !double.IsFinite(largest))
            return largest;
        var exponent = Math.ILogB(largest);
        var sum = 0.0;
        foreach (var v in x)
        {
            var small = Math.ScaleB(v, -exponent);
            sum += small * small;
        }
        return Math.ScaleB(Math.Sqrt(sum), exponent);
    }
}
