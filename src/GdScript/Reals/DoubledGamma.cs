namespace GdScript.Reals;

/// <summary>The error function and the gamma family to about 95 bits.</summary>
internal static class DoubledGamma
{
    /// <summary>From here on Stirling's series has enough terms.</summary>
    private const double Far = 34;

    /// <summary>Further below zero than this nobody steps up by ones.</summary>
    private const double Lowest = -500;

    /// <summary>Bernoulli numbers B₂ to B₄₀, numerators and denominators.</summary>
    private static readonly Doubled[] Bernoulli =
    [
        Ratio(1, 6),
        Ratio(-1, 30),
        Ratio(1, 42),
        Ratio(-1, 30),
        Ratio(5, 66),
        Ratio(-691, 2730),
        Ratio(7, 6),
        Ratio(-3617, 510),
        Ratio(43867, 798),
        Ratio(-174611, 330),
        Ratio(854513, 138),
        Ratio(-236364091, 2730),
        Ratio(8553103, 6),
        Ratio(-23749461029, 870),
        Ratio(8615841276005, 14322),
        Ratio(-7709321041217, 510),
        Ratio(2577687858367, 6),
        ((Doubled)(-26315271553053d) * 1e6 - 477373) * (1 / (Doubled)1919190),
        Ratio(2929993913841559, 6),
        ((Doubled)(-261082718496d) * 1e9 - 449122051) * (1 / (Doubled)13530),
    ];

    /// <summary>erf x = 2/√π e^(−x²) Σ 2ⁿ x^(2n+1) / (1·3·…·(2n+1)): no term cancels another.</summary>
    public static Doubled Erf(Doubled x)
    {
        if (!(Math.Abs(x.Hi) < 9))
            return double.IsNaN(x.Hi) ? double.NaN : Math.Sign(x.Hi);
        var square = x * x;
        var (term, sum) = (x, x);
        for (var n = 1; n < 400 && Math.Abs(term.Hi) > 1e-36 * Math.Abs(sum.Hi); n++)
        {
            term *= square.Times(1) / (2 * n + 1);
            sum += term;
        }
        return Doubled.TwoOverRootPi * DoubledExp.Exp(-square) * sum;
    }

    /// <summary>1 − erf x, and above 2 Laplace's continued fraction e^(−x²)/√π / (x + ½/(x + 1/(x + ³⁄₂/(x + …)))) (DLMF 7.9.1).</summary>
    public static Doubled Erfc(Doubled x)
    {
        const int terms = 260;
        if (!(x.Hi > 2))
            return 1 - Erf(x);
        if (x.Hi > 28)
            return 0;
        var below = x;
        for (var k = terms; k > 0; k--)
            below = x + 0.5 * k / below;
        return Doubled.TwoOverRootPi.Times(-1) * DoubledExp.Exp(-(x * x)) / below;
    }

    /// <summary>log |Γ(x)|: stepped up by Γ(x+1) = x Γ(x), then Stirling's series.</summary>
    public static Doubled Lgamma(Doubled x)
    {
        if (!(x.Hi > Lowest) || IsPole(x))
            return double.NaN;
        if (x.Hi > 1e25)
            return x * (DoubledExp.Log(x) - 1);
        Doubled product = 1,
            logs = 0;
        for (; x.Hi < Far; x += 1)
        {
            product *= Doubled.Abs(x);
            if (product.Hi is > 1e200 or < 1e-200)
                (logs, product) = (logs + DoubledExp.Log(product), 1);
        }
        var inverse = 1 / x;
        var square = inverse * inverse;
        Doubled series = 0;
        for (var k = Bernoulli.Length; k > 0; k--)
            series = series * square + Bernoulli[k - 1] / (2d * k * (2 * k - 1));
        var stirling = (x - 0.5) * DoubledExp.Log(x) - x + Doubled.HalfLogTwoPi + series * inverse;
        return stirling - logs - DoubledExp.Log(product);
    }

    /// <summary>Γ(x), by its logarithm; below zero the sign changes from pole to pole.</summary>
    public static Doubled Gamma(Doubled x)
    {
        if (x.Hi > 200)
            return double.PositiveInfinity;
        var size = DoubledExp.Exp(Lgamma(x));
        return x.Hi < 0 && Math.IEEERemainder(Doubled.Floor(x).Hi, 2) != 0 ? -size : size;
    }

    /// <summary>ψ of order m: the recurrence adds 1/(x+k)^(m+1), then the asymptotic series, differentiated m times.</summary>
    public static Doubled Polygamma(int m, Doubled x)
    {
        if (!(x.Hi > Lowest) || IsPole(x) || m > 20)
            return double.NaN;
        Doubled steps = 0;
        for (; x.Hi < Far; x += 1)
            steps += DoubledExp.Pow(1 / x, m + 1);
        var inverse = 1 / x;
        if (m == 0)
            return DoubledExp.Log(x) - inverse.Times(-1) - Tail(0, inverse) - steps;
        // (−1)^(m+1) ψ_m = (m−1)!/x^m + m!/(2 x^(m+1)) + Σ B₂ₖ (2k+m−1)!/(2k)! / x^(2k+m) + m! Σ 1/(x+k)^(m+1)
        var size = Factorial(m - 1) * DoubledExp.Pow(inverse, m) + Factorial(m) * DoubledExp.Pow(inverse, m + 1).Times(-1);
        size += Tail(m, inverse) * DoubledExp.Pow(inverse, m) + Factorial(m) * steps;
        return m % 2 == 1 ? size : -size;
    }

    /// <summary>Σ B₂ₖ (2k+m−1)!/(2k)! x^(−2k).</summary>
    private static Doubled Tail(int m, Doubled inverse)
    {
        var square = inverse * inverse;
        var (sum, power) = ((Doubled)0, square);
        for (var k = 1; k <= Bernoulli.Length; k++, power *= square)
        {
            Doubled factor = 1;
            for (var j = 1; j < m; j++)
                factor *= 2d * k + j;
            sum += Bernoulli[k - 1] * power * (m == 0 ? 1 / (Doubled)(2d * k) : factor);
        }
        return sum;
    }

    private static Doubled Factorial(int n)
    {
        Doubled product = 1;
        for (var k = 2; k <= n; k++)
            product *= k;
        return product;
    }

    private static bool IsPole(Doubled x) => x.Hi <= 0 && Doubled.Floor(x) == x;

    private static Doubled Ratio(double a, double b) => (Doubled)a / b;
}
