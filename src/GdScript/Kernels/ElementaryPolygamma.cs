using static GdScript.Kernels.Pairs;

namespace GdScript.Kernels;

/// <summary>
/// Any derivative of digamma: (-1)^(n+1) n! zeta(n + 1, x) with Hurwitz's zeta summed by Euler and Maclaurin
/// (NIST DLMF 25.11.28), and reflection (5.15.6) below zero.
/// </summary>
internal static class HurwitzZeta
{
    /// <summary>The largest order: 171! does not fit a double.</summary>
    public const int LastOrder = 170;

    public static double Polygamma(int n, double x)
    {
        if (n is < 0 or > LastOrder || double.IsNaN(x))
            return double.NaN;
        if (n <= 1)
            return n == 0 ? DigammaFormula.Of(x) : TrigammaFormula.Of(x);
        var odd = n % 2 != 0;
        if (GammaCore.IsPole(x))
            return odd ? double.PositiveInfinity : double.NaN;
        if (x > 0.0)
            return odd ? Zeta(n, x, 0.0) : -Zeta(n, x, 0.0);
        var (from, tail) = TwoSum<Lane1>(1.0, -x);
        var cotangent = Cotangent(n, x);
        return (odd ? cotangent : -cotangent) - Zeta(n, from.Value, tail.Value);
    }

    /// <summary>n! zeta(n + 1, x + tail).</summary>
    private static double Zeta(int n, double x, double tail)
    {
        double factorial = Factorial(n),
            s = n + 1,
            enough = 12.0 + s;
        var steps = x < enough ? (int)(enough - x) + 1 : 0;
        var sum = steps == 0 ? AsymptoticTail(s, x, tail, factorial) : AsymptoticTail(s, x + steps, 0.0, factorial);
        for (var k = steps - 1; k >= 0; k--)
        {
            var (y, low) = TwoSum<Lane1>(x, k);
            sum += Power(s, y.Value, low.Value + tail, factorial);
        }
        return sum;
    }

    /// <summary>n! (y + low)^-s in two halves, so that neither the power nor the factorial overflows alone.</summary>
    private static double Power(double s, double y, double low, double factorial)
    {
        var half = Elementary.Pow(y, -0.5 * s);
        var power = half * factorial * half;
        return double.IsFinite(power) ? power - power * (s * low / y) : power;
    }

    /// <summary>n! times the sum from y on: y^-s (y/(s-1) + 1/2 + sum B2j/(2j)! s(s+1)...(s+2j-2) / y^(2j-1)).</summary>
    private static double AsymptoticTail(double s, double y, double low, double factorial)
    {
        double sum = 0.0,
            rising = s / y;
        for (var j = 0; j < Terms.Length; j++)
        {
            sum += Terms[j] * rising;
            rising *= (s + (2 * j + 1)) / y * ((s + (2 * j + 2)) / y);
        }
        return Power(s, y, low, factorial) * (0.5 + sum) + Power(s - 1.0, y, low, factorial) / (s - 1.0);
    }

    /// <summary>
    /// The n-th derivative of pi cot(pi x) without its sign (-1)^n: pi^(n+1) Q(c) for c = cot(pi x), where Q starts as c
    /// and each derivative takes Q to (1 + c^2) Q'. All terms of a Q have one sign, so nothing cancels.
    /// </summary>
    private static double Cotangent(int n, double x)
    {
        Span<double> q = stackalloc double[n + 3];
        q.Clear();
        q[1] = 1.0;
        for (var order = 1; order <= n; order++)
        for (var d = (order + 1) % 2; d <= order + 1; d += 2) // degrees of one parity come from those of the other
            q[d] = (d + 1) * q[d + 1] + (d > 0 ? (d - 1) * q[d - 1] : 0.0);
        var c = GammaCore.Cotangent(x);
        var sum = 0.0;
        for (var d = n + 1; d >= 0; d -= 2)
            sum = sum * c * c + q[d];
        var pi = Elementary.Pow(3.141592653589793, n + 1);
        return (n % 2 == 0 ? sum * c : sum) * (pi + pi * ((n + 1) * 3.8981718325193755e-17));
    }

    private static double Factorial(int n)
    {
        var product = 1.0;
        for (var i = 2; i <= n; i++)
            product *= i;
        return product;
    }

    /// <summary>B2j / (2j)! for j = 1, 2, ...</summary>
    private static ReadOnlySpan<double> Terms =>
        [
            0.08333333333333333,
            -0.001388888888888889,
            3.306878306878307e-05,
            -8.267195767195768e-07,
            2.08767569878681e-08,
            -5.284190138687493e-10,
            1.3382536530684679e-11,
            -3.3896802963225827e-13,
            8.586062056277845e-15,
            -2.174868698558062e-16,
            5.5090028283602295e-18,
        ];
}
