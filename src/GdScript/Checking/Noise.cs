namespace GdScript.Checking;

/// <summary>
/// How much a black box trembles: the noise in its values, from tables of differences at points so close that the smooth
/// part of the loss is gone after a few orders (ECNoise: Moré and Wild, SIAM J. Sci. Comput. 33, 2011).
/// </summary>
internal static class Noise
{
    private const int Samples = 7;

    /// <summary>Where the estimate grows by more than this from one spacing to the next, the smooth part shows.</summary>
    private const double Smooth = 1e3;

    /// <summary>Spacings between an ulp of the coordinate and a part in 10^10 of it, as powers of two.</summary>
    private static ReadOnlySpan<int> Spacings => [-50, -42, -34];

    /// <summary>(k!)² / (2k)!: what scales the mean square of k-th differences of independent noise to its variance.</summary>
    private static ReadOnlySpan<double> Scale => [1, 1.0 / 2, 1.0 / 6, 1.0 / 20, 1.0 / 70, 1.0 / 252, 1.0 / 924];

    /// <summary>
    /// The standard deviation of the noise along coordinate <paramref name="i"/>. Each side is looked at by itself and the point
    /// is left out, so that a kink or a jump there is not taken for noise.
    /// </summary>
    public static double Along(Probe probe, Span<double> point, int i, double here)
    {
        var x = point[i];
        var size = x == 0 ? 1e-8 : Math.Abs(x);
        Span<double> values = stackalloc double[Samples];
        var noise = 0.0;
        for (var side = 1; side >= -1; side -= 2)
        {
            var before = 0.0;
            foreach (var power in Spacings)
            {
                for (var k = 0; k < Samples; k++)
                {
                    point[i] = x + side * (k + 1) * Math.ScaleB(size, power);
                    values[k] = probe.See(point, i, 0).Value;
                }
                var now = Of(values);
                if (!double.IsFinite(now) || (before > Math.Abs(here) * RunningError.U && now > Smooth * before))
                    break;
                before = Math.Max(before, now);
            }
            noise = Math.Max(noise, before);
        }
        point[i] = x;
        return noise;
    }

    /// <summary>The least of the estimates of orders 3 to 5.</summary>
    public static double Of(Span<double> values)
    {
        var least = double.PositiveInfinity;
        for (var order = 1; order <= 5; order++)
        {
            var squares = 0.0;
            for (var k = 0; k + order < values.Length; k++)
            {
                values[k] = values[k + 1] - values[k];
                squares += values[k] * values[k];
            }
            if (order >= 3)
                least = Math.Min(least, Math.Sqrt(Scale[order] * squares / (values.Length - order)));
            if (double.IsNaN(squares))
                return double.NaN;
        }
        return least;
    }
}
