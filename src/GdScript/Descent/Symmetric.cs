namespace GdScript.Descent;

/// <summary>
/// Symmetric matrices for walks: n×n numbers, row-major. Sums run in one order and only +, −, ×, ÷ and √ occur, so what a
/// walk makes of them repeats to the last bit, which no linear algebra library promises.
/// </summary>
internal static class Symmetric
{
    private const int Sweeps = 64;

    /// <summary>The full matrix of a packed lower triangle.</summary>
    public static void Unpack(ReadOnlySpan<double> packed, int n, Span<double> full)
    {
        for (int i = 0, k = 0; i < n; i++)
        for (var j = 0; j <= i; j++, k++)
            full[i * n + j] = full[j * n + i] = packed[k];
    }

    /// <summary>
    /// Eigenvalues on the diagonal of <paramref name="a"/>, which is overwritten, and their vectors as the columns of
    /// <paramref name="v"/>: Jacobi's rotations in cyclic order (Golub, Van Loan 2013, §8.5).
    /// </summary>
    public static void Diagonalize(Span<double> a, int n, Span<double> v)
    {
        v.Clear();
        for (var i = 0; i < n; i++)
            v[i * n + i] = 1;
        for (var sweep = 0; sweep < Sweeps && OffDiagonal(a, n) > 0; sweep++)
        for (var p = 0; p < n - 1; p++)
        for (var q = p + 1; q < n; q++)
            Rotate(a, n, v, p, q);
    }

    private static double OffDiagonal(ReadOnlySpan<double> a, int n)
    {
        var sum = 0.0;
        for (var i = 1; i < n; i++)
        for (var j = 0; j < i; j++)
            sum += Math.Abs(a[i * n + j]);
        return sum;
    }

    private static void Rotate(Span<double> a, int n, Span<double> v, int p, int q)
    {
        var (app, aqq, apq) = (a[p * n + p], a[q * n + q], a[q * n + p]);
        if (apq == 0)
            return;
        if (Math.Abs(apq) <= 1e-18 * Math.Min(Math.Abs(app), Math.Abs(aqq)) || !double.IsFinite(apq))
        {
            a[q * n + p] = a[p * n + q] = 0;
            return;
        }
        var theta = (aqq - app) / (2 * apq);
        var t = Math.Abs(theta) > 1e150 ? 1 / (2 * theta) : Math.CopySign(1, theta) / (Math.Abs(theta) + Math.Sqrt(theta * theta + 1));
        var c = 1 / Math.Sqrt(t * t + 1);
        var s = t * c;
        for (var k = 0; k < n; k++)
        {
            var (kp, kq) = (a[k * n + p], a[k * n + q]);
            (a[k * n + p], a[k * n + q]) = (c * kp - s * kq, s * kp + c * kq);
            var (vp, vq) = (v[k * n + p], v[k * n + q]);
            (v[k * n + p], v[k * n + q]) = (c * vp - s * vq, s * vp + c * vq);
        }
        for (var k = 0; k < n; k++)
        {
            var (pk, qk) = (a[p * n + k], a[q * n + k]);
            (a[p * n + k], a[q * n + k]) = (c * pk - s * qk, s * pk + c * qk);
        }
        (a[p * n + p], a[q * n + q]) = (app - t * apq, aqq + t * apq);
        a[q * n + p] = a[p * n + q] = 0;
    }

    /// <summary>y = A·x.</summary>
    public static void Times(ReadOnlySpan<double> a, ReadOnlySpan<double> x, Span<double> y)
    {
        for (var i = 0; i < x.Length; i++)
            y[i] = Dot(a.Slice(i * x.Length, x.Length), x);
    }

    /// <summary>x·y, summed from the first to the last.</summary>
    public static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
            sum += x[i] * y[i];
        return sum;
    }
}
