namespace GdScript.Checking;

/// <summary>
/// Difference quotients at shrinking steps extrapolated to step zero, with the propagated rounding of every entry beside
/// it (Romberg's scheme in the form of Neville, any step sequence: Stoer &amp; Bulirsch, Introduction to Numerical Analysis,
/// section 3.5). Ridders' method chooses by the smallest change alone; here an entry counts only when every smaller step
/// agrees with it, which is what aliasing, a narrow bump or a kink nearby does not survive.
/// </summary>
internal static class Romberg
{
    private const int Widest = 8;

    /// <summary>The admissible entry with the smallest error estimate E; its bar is E itself. Null when there is none.</summary>
    /// <param name="h">Steps, largest first.</param>
    /// <param name="d">Difference quotients.</param>
    /// <param name="rho">The rounding each quotient carries.</param>
    /// <param name="start">The first step to be used.</param>
    /// <param name="power">The error of a quotient goes in powers of h^power: 2 for central, 1 for one-sided ones.</param>
    /// <param name="confirmed">False for the smallest error estimate alone, as Ridders has it.</param>
    public static Slope? Best(
        ReadOnlySpan<double> h,
        ReadOnlySpan<double> d,
        ReadOnlySpan<double> rho,
        int start,
        int power,
        bool confirmed = true
    )
    {
        Span<double> table = stackalloc double[4 * Widest];
        var (t, r) = (0, 2 * Widest);
        Slope? best = null;
        for (var k = start; k < h.Length; k++)
        {
            var row = table.Slice(t + (k & 1) * Widest, Widest);
            var above = table.Slice(t + (~k & 1) * Widest, Widest);
            var bars = table.Slice(r + (k & 1) * Widest, Widest);
            var barsAbove = table.Slice(r + (~k & 1) * Widest, Widest);
            (row[0], bars[0]) = (d[k], rho[k]);
            for (var j = 1; j < Widest && j <= k - start; j++)
            {
                var q = power == 2 ? h[k - j] / h[k] * (h[k - j] / h[k]) : h[k - j] / h[k];
                row[j] = row[j - 1] + (row[j - 1] - above[j - 1]) / (q - 1);
                bars[j] = bars[j - 1] * (1 + 1 / (q - 1)) + barsAbove[j - 1] / (q - 1);
            }
            for (var j = 0; j < Widest && j <= k - start; j++)
            {
                var error = Change(row, above, j, k - start) + 2 * bars[j] + 4 * RunningError.U * Math.Abs(row[j]);
                if (error < (best?.Bar ?? double.PositiveInfinity) && (!confirmed || IsConfirmed(row[j], error, d, rho, k)))
                    best = new(row[j], error, h[k], power * (j + 1));
            }
        }
        return best;
    }

    /// <summary>How much an entry differs from its neighbours in the table; there is nothing to tell for the very first.</summary>
    private static double Change(ReadOnlySpan<double> row, ReadOnlySpan<double> above, int j, int k)
    {
        if (k == 0)
            return double.PositiveInfinity;
        var across = j == 0 ? 0 : Math.Max(Math.Abs(row[j] - row[j - 1]), Math.Abs(row[j] - above[j - 1]));
        return j < k ? Math.Max(across, Math.Abs(row[j] - above[j])) : across;
    }

    /// <summary>Every smaller step gives the same slope, as far as its own rounding and its own change let it tell.</summary>
    private static bool IsConfirmed(double slope, double error, ReadOnlySpan<double> d, ReadOnlySpan<double> rho, int k)
    {
        for (var q = k + 1; q < d.Length; q++)
            if (!(Math.Abs(slope - d[q]) <= error + 2 * rho[q] + 2 * Math.Abs(d[q] - d[q - 1])))
                return false;
        return true;
    }
}
