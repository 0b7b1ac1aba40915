namespace GdScript.Descent;

/// <summary>Second derivatives where nobody derived them, and what the least and the largest of their eigenvalues are.</summary>
internal static class Curvature
{
    private const double CubeRootOfEpsilon = 6.0554544523933429e-06;

    /// <summary>The Hessian as central differences of the gradient, symmetrised.</summary>
    public static void Measure(Oracle oracle, ReadOnlySpan<double> x, Span<double> packed)
    {
        var n = x.Length;
        using var at = new Scratch(n);
        using var above = new Scratch(n);
        using var below = new Scratch(n);
        x.CopyTo(at.Span);
        packed.Clear();
        for (var i = 0; i < n; i++)
        {
            var h = CubeRootOfEpsilon * Math.Max(Math.Abs(x[i]), 1);
            at.Span[i] = x[i] + h;
            oracle.ValueAndGradient(at.Span, above.Span);
            at.Span[i] = x[i] - h;
            oracle.ValueAndGradient(at.Span, below.Span);
            at.Span[i] = x[i];
            for (var j = 0; j < n; j++)
            {
                var slope = (above.Span[j] - below.Span[j]) / (2 * h);
                packed[i >= j ? i * (i + 1) / 2 + j : j * (j + 1) / 2 + i] += i == j ? slope : slope / 2;
            }
        }
    }

    /// <summary>The least and the largest eigenvalue of the Hessian; NaN where it is not finite.</summary>
    public static (double Least, double Largest) Extremes(Oracle oracle, ReadOnlySpan<double> x)
    {
        var n = x.Length;
        using var packed = new Scratch(n * (n + 1) / 2);
        using var full = new Scratch(n * n);
        using var vectors = new Scratch(n * n);
        oracle.Hessian(x, packed.Span);
        Symmetric.Unpack(packed.Span, n, full.Span);
        Symmetric.Diagonalize(full.Span, n, vectors.Span);
        var (least, largest) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var i = 0; i < n; i++)
            (least, largest) = (Math.Min(least, full.Span[i * n + i]), Math.Max(largest, full.Span[i * n + i]));
        return (least, largest);
    }
}

/// <summary>What a flat place is: the Hessian tells a saddle and a plateau from a minimum.</summary>
internal static class Flatness
{
    private const int LargestLooked = 64;

    /// <summary>The reason as given, or that the place is a saddle or a plateau; only derived curvature is trusted.</summary>
    public static Stop Judged(Stop stop, Oracle oracle, ReadOnlySpan<double> x, double norm)
    {
        if (!oracle.HasHessian || x.Length > LargestLooked || norm > 1e-3)
            return stop;
        var (least, largest) = Curvature.Extremes(oracle, x);
        var scale = Math.Max(Math.Abs(least), Math.Abs(largest));
        if (double.IsNaN(scale))
            return stop;
        if (least < -1e-8 * scale && least < -1e-12)
            return new Stop.Saddle(stop.Step, norm, least);
        return scale <= 1e-12 ? new Stop.Plateau(stop.Step, norm, scale) : stop;
    }
}
