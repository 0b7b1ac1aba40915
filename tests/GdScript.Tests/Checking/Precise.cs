using System.Numerics;
using GdScript.Graphs;

namespace GdScript.Tests.Checking;

/// <summary>
/// A number with 400 binary places: what doubles are judged by. Series and Newton steps from the textbook definitions,
/// nothing shared with the functions under test.
/// </summary>
internal readonly record struct Precise(BigInteger Units) : IComparable<Precise>
{
    private const int Places = 400;

    public static readonly Precise Zero = new(0);
    public static readonly Precise One = new(BigInteger.One << Places);
    public static readonly Precise Pi = (Arctangent(5) * 4 - Arctangent(239)) * 4;
    private static readonly Precise LogTwo = LogarithmOfTwo();

    public static implicit operator Precise(int value) => new((BigInteger)value << Places);

    public static Precise Of(Number value) => new((value.Numerator << Places) / value.Denominator);

    public static Precise Of(double value) => Of(Number.Of(value));

    public double ToDouble() => Number.Ratio(Units, BigInteger.One << Places).ToDouble();

    public static Precise operator +(Precise a, Precise b) => new(a.Units + b.Units);

    public static Precise operator -(Precise a, Precise b) => new(a.Units - b.Units);

    public static Precise operator -(Precise a) => new(-a.Units);

    public static Precise operator *(Precise a, Precise b) => new((a.Units * b.Units) >> Places);

    public static Precise operator *(Precise a, int b) => new(a.Units * b);

    public static Precise operator /(Precise a, Precise b) => new((a.Units << Places) / b.Units);

    public static bool operator <(Precise a, Precise b) => a.Units < b.Units;

    public static bool operator >(Precise a, Precise b) => a.Units > b.Units;

    public static bool operator <=(Precise a, Precise b) => a.Units <= b.Units;

    public static bool operator >=(Precise a, Precise b) => a.Units >= b.Units;

    public int CompareTo(Precise other) => Units.CompareTo(other.Units);

    public Precise Size => new(BigInteger.Abs(Units));

    public int Sign => Units.Sign;

    public Precise Floor => new((Units >> Places) << Places);

    public static Precise Max(Precise a, Precise b) => a > b ? a : b;

    public static Precise Sqrt(Precise a)
    {
        if (a.Sign <= 0)
            return Zero;
        var target = a.Units << Places;
        var x = BigInteger.One << (int)(target.GetBitLength() / 2 + 1);
        for (var next = (x + target / x) >> 1; next < x; next = (x + target / x) >> 1)
            x = next;
        return new(x);
    }

    public static Precise Cbrt(Precise a)
    {
        if (a.Sign == 0)
            return Zero;
        var x = Of(Math.Cbrt(a.ToDouble()));
        for (var i = 0; i < 5; i++)
            x = (x * 2 + a / (x * x)) / 3;
        return x;
    }

    /// <summary>exp: halved 12 times and by log 2, Taylor, squared back.</summary>
    public static Precise Exp(Precise a)
    {
        var k = (int)Math.Round(a.ToDouble() / Math.Log(2));
        var x = new Precise((a - LogTwo * k).Units >> 12);
        var (sum, term) = (One, One);
        for (var n = 1; term.Sign != 0; n++)
            sum += term = term * x / n;
        for (var i = 0; i < 12; i++)
            sum *= sum;
        return new(k >= 0 ? sum.Units << k : sum.Units >> -k);
    }

    public static Precise Log(Precise a)
    {
        if (a.Sign <= 0)
            throw new ArithmeticException($"log of {a.ToDouble()}");
        if (a == One)
            return Zero;
        var shift = (int)(a.Units.GetBitLength() - Places);
        var m = new Precise(shift >= 0 ? a.Units >> shift : a.Units << -shift);
        var rest = shift >= 0 ? a.Units - (m.Units << shift) : 0;
        var y = Of(Math.Log(m.ToDouble()));
        for (var i = 0; i < 4; i++)
            y += (m - Exp(y)) / (m + Exp(y)) * 2;
        var lost = rest.IsZero ? Zero : new Precise(rest) / a;
        return y + LogTwo * shift + lost;
    }

    public static Precise Sin(Precise a)
    {
        var turns = (a / (Pi * 2) + One / 2).Floor;
        var x = a - turns * (Pi * 2);
        var (sum, term, square) = (x, x, x * x);
        for (var n = 2; term.Sign != 0; n += 2)
            sum += term = -(term * square) / (n * (n + 1));
        return sum;
    }

    public static Precise Cos(Precise a) => a.Sign == 0 ? One : Sin(a + Pi / 2);

    public static Precise Atan(Precise a)
    {
        if (a.Size > One)
            return (a.Sign > 0 ? Pi / 2 : -(Pi / 2)) - Atan(One / a);
        var y = Of(Math.Atan(a.ToDouble()));
        for (var i = 0; i < 4; i++)
            y -= (Sin(y) - a * Cos(y)) * Cos(y);
        return y;
    }

    public static Precise Asin(Precise a) => a.Size >= One ? Pi / 2 * a.Sign : Atan(a / Sqrt((One - a) * (One + a)));

    public static Precise Atan2(Precise y, Precise x) =>
        x.Sign > 0 ? Atan(y / x)
        : x.Sign == 0 ? Pi / 2 * y.Sign
        : Atan(y / x) + (y.Sign >= 0 ? Pi : -Pi);

    public static Precise Erf(Precise a)
    {
        if (a.Size > 14)
            return a.Sign; // 1 - erf(14) < 1e-85
        var (sum, term, square) = (a, a, a * a);
        for (var n = 1; term.Sign != 0; n++)
        {
            term = -(term * square) / n;
            sum += term / (2 * n + 1);
        }
        return sum * 2 / Sqrt(Pi);
    }

    public static Precise Power(Precise a, Precise b)
    {
        if (a.Sign == 0)
            return b.Sign == 0 ? One : Zero;
        if (b != b.Floor || b.Size > 64)
            return Exp(b * Log(a));
        var n = (int)b.ToDouble();
        var product = One;
        for (var i = 0; i < Math.Abs(n); i++)
            product *= a;
        return n < 0 ? One / product : product;
    }

    private static Precise Arctangent(int inverse)
    {
        var (sum, term) = (One / inverse, One / inverse);
        for (var n = 1; term.Sign != 0; n++)
        {
            term = -term / (inverse * inverse);
            sum += term / (2 * n + 1);
        }
        return sum;
    }

    /// <summary>log 2 = Σ 1/(n 2^n).</summary>
    private static Precise LogarithmOfTwo()
    {
        var sum = BigInteger.Zero;
        for (var n = 1; n < Places + 20; n++)
            sum += (BigInteger.One << (Places + 32 - n)) / n;
        return new(sum >> 32);
    }
}
