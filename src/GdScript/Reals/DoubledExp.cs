using GdScript.Kernels;

namespace GdScript.Reals;

/// <summary>
/// The exponential family to about 100 bits, from textbook reductions and Taylor series; relative error below 2^-97.
/// </summary>
internal static class DoubledExp
{
    private const double ThirdOfLn2 = 5.707708438416212e-34;
    private const int Halvings = 8;

    private static readonly Doubled[] InverseFactorials = [.. Factorials()];

    public static Doubled Exp(Doubled x)
    {
        if (!(x.Hi < 710))
            return x.Hi > 0 ? double.PositiveInfinity : x.Hi;
        if (x.Hi < -746)
            return 0;
        var (k, rest) = Reduced(x);
        return (Small(rest) + 1).Times(k);
    }

    /// <summary>e^x − 1 without cancellation.</summary>
    public static Doubled Expm1(Doubled x) => Math.Abs(x.Hi) < 0.35 ? Small(x) : Exp(x) - 1;

    public static Doubled Log(Doubled a)
    {
        if (!(a.Hi > 0) || !a.IsFinite)
            return Elementary.Log(a.Hi);
        if (Math.Abs(a.Hi - 1) < 0.1)
            return TwiceAtanh((a - 1) / (a + 1));
        var k = Math.ILogB(a.Hi);
        var m = a.Times(-k);
        Doubled y = Elementary.Log(m.Hi);
        // One step of Halley: the error of a double is cubed.
        var e = Exp(y);
        y += (m - e) / (m + e) * 2;
        return y + Doubled.Ln2 * k + k * ThirdOfLn2;
    }

    public static Doubled Log1p(Doubled x) => Math.Abs(x.Hi) < 0.1 ? TwiceAtanh(x / (x + 2)) : Log(x + 1);

    public static Doubled Sinh(Doubled x)
    {
        var m = Expm1(Doubled.Abs(x));
        var y = Math.Abs(x.Hi) > 40 ? Half(x) : (m + m / (m + 1)).Times(-1);
        return x.Hi < 0 ? -y : y;
    }

    public static Doubled Cosh(Doubled x)
    {
        if (Math.Abs(x.Hi) > 40)
            return Half(x);
        var e = Exp(x);
        return (e + 1 / e).Times(-1);
    }

    public static Doubled Tanh(Doubled x)
    {
        if (Math.Abs(x.Hi) > 40)
            return Math.Sign(x.Hi);
        var m = Expm1(x.Times(1));
        return m / (m + 2);
    }

    public static Doubled Asinh(Doubled x)
    {
        var size = Doubled.Abs(x);
        var y = size.Hi > 1e20 ? Log(size) + Doubled.Ln2 : Log1p(size + size * size / (Doubled.Sqrt(size * size + 1) + 1));
        return x.Hi < 0 ? -y : y;
    }

    public static Doubled Acosh(Doubled x)
    {
        if (x.Hi > 1e20)
            return Log(x) + Doubled.Ln2;
        var t = x - 1;
        return t.Hi < 0 ? double.NaN : Log1p(t + Doubled.Sqrt(t * (t + 2)));
    }

    public static Doubled Atanh(Doubled x)
    {
        if (!(Math.Abs(x.Hi) <= 1))
            return double.NaN;
        var size = Doubled.Abs(x);
        var y = Log1p(size.Times(1) / (1 - size)).Times(-1);
        return x.Hi < 0 ? -y : y;
    }

    public static Doubled Sigmoid(Doubled x)
    {
        var e = Exp(-Doubled.Abs(x));
        return x.Hi < 0 ? e / (e + 1) : 1 / (e + 1);
    }

    public static Doubled Softplus(Doubled x) => (x.Hi > 0 ? x : 0) + Log1p(Exp(-Doubled.Abs(x)));

    /// <summary>a^b for real results: whole exponents by squaring, others through the logarithm of a positive base.</summary>
    public static Doubled Pow(Doubled a, Doubled b)
    {
        var isWhole = Doubled.Floor(b) == b;
        if (!a.IsFinite || !b.IsFinite || a.Hi == 0)
            return Elementary.Pow(a.Hi, b.Hi);
        if (a.Hi < 0 && !isWhole)
            return double.NaN; // also where the first of the two doubles is whole
        if (isWhole && Math.Abs(b.Hi) <= 1024)
            return b.Hi < 0 ? 1 / Whole(a, (int)-b.Hi) : Whole(a, (int)b.Hi);
        var power = Exp(b * Log(Doubled.Abs(a)));
        var isOdd = isWhole && Doubled.Floor(b.Times(-1)).Times(1) != b;
        return a.Hi < 0 && isOdd ? -power : power;
    }

    public static Doubled Cbrt(Doubled a)
    {
        if (a.Hi == 0 || !a.IsFinite)
            return a;
        var power = (Math.ILogB(a.Hi) + 3000) / 3 - 1000;
        a = a.Times(-3 * power);
        Doubled y = Elementary.Cbrt(a.Hi);
        for (var i = 0; i < 2; i++)
            y -= (y * y * y - a) / (y * y * 3);
        return y.Times(power);
    }

    /// <summary>e^|x| / 2 without overflow before the end.</summary>
    private static Doubled Half(Doubled x)
    {
        var half = Exp(Doubled.Abs(x).Times(-1));
        return half.Times(-1) * half;
    }

    private static Doubled Whole(Doubled a, int n)
    {
        Doubled product = 1;
        for (; n > 0; n >>= 1)
        {
            if ((n & 1) == 1)
                product *= a;
            if (n > 1)
                a *= a;
        }
        return product;
    }

    /// <summary>x = k ln 2 + rest.</summary>
    private static (int K, Doubled Left) Reduced(Doubled x)
    {
        var k = Math.Round(x.Hi / 0.6931471805599453);
        return ((int)k, x - Doubled.Product(k, Doubled.Ln2.Hi) - Doubled.Product(k, Doubled.Ln2.Lo) - k * ThirdOfLn2);
    }

    /// <summary>e^x − 1 for |x| below 0.36: halved eight times, Taylor, and (1 + s)² − 1 = 2s + s² as often.</summary>
    private static Doubled Small(Doubled x)
    {
        var h = x.Times(-Halvings);
        Doubled sum = 0;
        for (var n = InverseFactorials.Length - 1; n > 0; n--)
            sum = (sum + InverseFactorials[n]) * h;
        for (var i = 0; i < Halvings; i++)
            sum = sum.Times(1) + sum * sum;
        return sum;
    }

    /// <summary>2 atanh s for |s| below 0.06: the logarithm of (1+s)/(1−s).</summary>
    private static Doubled TwiceAtanh(Doubled s)
    {
        var square = s * s;
        Doubled sum = 0;
        for (var n = 27; n >= 1; n -= 2)
            sum = sum * square + 1 / (Doubled)n;
        return (sum * s).Times(1);
    }

    /// <summary>1/0! to 1/12!.</summary>
    private static IEnumerable<Doubled> Factorials()
    {
        Doubled factorial = 1;
        for (var n = 0; n <= 12; n++)
        {
            factorial *= Math.Max(1, n);
            yield return 1 / factorial;
        }
    }
}
