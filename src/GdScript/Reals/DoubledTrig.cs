using System.Numerics;
using GdScript.Graphs;
using GdScript.Kernels;

namespace GdScript.Reals;

/// <summary>The circular functions to about 100 bits; relative error below 2^-97, for sin and cos also near their zeros.</summary>
internal static class DoubledTrig
{
    private const double ThirdOfHalfPi = -1.4973849048591698e-33;
    private const double FourthOfHalfPi = 5.562271104316826e-50;
    private const int Terms = 15;

    /// <summary>Beyond this size the remainder by π/2 is taken in whole numbers.</summary>
    private const double Large = 1 << 20;

    private const int Places = 1200;

    /// <summary>How many places of a remainder are looked at.</summary>
    private const int Kept = 400;

    /// <summary>π/2 with 1,200 binary places, from Machin's formula.</summary>
    private static readonly Lazy<BigInteger> LongHalfPi = new(() => (4 * Arctangent(5) - Arctangent(239)) * 2 >> 60);

    public static Doubled Sin(Doubled x) => Wave(x, 0);

    public static Doubled Cos(Doubled x) => Wave(x, 1);

    public static Doubled Tan(Doubled x) => Sin(x) / Cos(x);

    public static Doubled Atan(Doubled x) => double.IsFinite(x.Hi) ? Atan2(x, 1) : Elementary.Atan(x.Hi);

    public static Doubled Asin(Doubled x) => Math.Abs(x.Hi) <= 1 ? Atan2(x, Opposite(x)) : double.NaN;

    public static Doubled Acos(Doubled x) => Math.Abs(x.Hi) <= 1 ? Atan2(Opposite(x), x) : double.NaN;

    /// <summary>The angle of (x, y): the double's, turned by what the double left over.</summary>
    public static Doubled Atan2(Doubled y, Doubled x)
    {
        if (!x.IsFinite || !y.IsFinite || y.Hi == 0)
            return x.Hi < 0 && y.Hi == 0 ? Doubled.HalfPi.Times(1) * Math.CopySign(1, y.Hi) : Elementary.Atan2(y.Hi, x.Hi);
        var power = Math.Max(Math.ILogB(y.Hi), x.Hi == 0 ? int.MinValue : Math.ILogB(x.Hi));
        (y, x) = (y.Times(-power), x.Times(-power));
        if (x.Hi > 0 && Math.Abs(y.Hi) < 1e-200)
            return (y / x);
        Doubled angle = Elementary.Atan2(y.Hi, x.Hi);
        var (sin, cos) = (Sin(angle), Cos(angle));
        return angle + (y * cos - x * sin) / (x * cos + y * sin);
    }

    public static Doubled Hypot(Doubled a, Doubled b)
    {
        var size = Math.Max(Math.Abs(a.Hi), Math.Abs(b.Hi));
        if (!double.IsFinite(size) || size == 0)
            return size;
        var power = Math.ILogB(size);
        (a, b) = (a.Times(-power), b.Times(-power));
        return Doubled.Sqrt(a * a + b * b).Times(power);
    }

    /// <summary>√(1 − x²).</summary>
    private static Doubled Opposite(Doubled x) => Doubled.Sqrt((1 - x) * (x + 1));

    private static Doubled Wave(Doubled x, int quarter)
    {
        if (!x.IsFinite)
            return double.NaN;
        var (n, rest) = Math.Abs(x.Hi) < Large ? Near(x) : Far(x);
        return ((n + quarter) & 3) switch
        {
            0 => Series(rest, odd: true),
            1 => Series(rest, odd: false),
            2 => -Series(rest, odd: true),
            _ => -Series(rest, odd: false),
        };
    }

    private static (int N, Doubled Left) Near(Doubled x)
    {
        var n = Math.Round(x.Hi / 1.5707963267948966);
        var rest = x - Doubled.Product(n, Doubled.HalfPi.Hi) - Doubled.Product(n, Doubled.HalfPi.Lo);
        return ((int)n & 3, rest - Doubled.Product(n, ThirdOfHalfPi) - n * FourthOfHalfPi);
    }

    private static (int N, Doubled Left) Far(Doubled x)
    {
        var (hi, lo) = (Number.Of(x.Hi), Number.Of(x.Lo));
        var whole = (hi.Numerator << Places) / hi.Denominator + (lo.Numerator << Places) / lo.Denominator;
        var halfPi = LongHalfPi.Value;
        var n = BigInteger.Divide(2 * whole + whole.Sign * halfPi, 2 * halfPi);
        var left = (whole - n * halfPi) >> Places - Kept;
        var top = (double)left;
        var tail = (double)(left - new BigInteger(top));
        return ((int)(n & 3), Doubled.Sum(Math.ScaleB(top, -Kept), Math.ScaleB(tail, -Kept)));
    }

    /// <summary>sin r (odd) or cos r for |r| up to π/4, Taylor.</summary>
    private static Doubled Series(Doubled r, bool odd)
    {
        var square = r * r;
        Doubled sum = 0;
        var first = odd ? 1 : 0;
        for (var k = Terms; k > 0; k--)
        {
            var n = 2 * k + first;
            sum = (sum + 1) * square / -((double)n * (n - 1));
        }
        sum += 1;
        return odd ? sum * r : sum;
    }

    private static BigInteger Arctangent(int inverse)
    {
        var term = (BigInteger.One << (Places + 60)) / inverse;
        var sum = term;
        for (var n = 3; !term.IsZero; n += 2)
        {
            term /= -inverse * inverse;
            sum += term / n;
        }
        return sum;
    }
}
