namespace GdScript.Reals;

/// <summary>
/// A number of twice the digits of a double: the exact sum Hi + Lo of two, where Hi is the sum rounded. Arithmetic follows
/// Dekker, Numer. Math. 18 (1971), with the fused product of IEEE 754 for the rounding errors, which is exact on all
/// machines; a result is within 2^-102 of itself, or within a few of the smallest doubles where it is that small.
/// </summary>
internal readonly record struct Doubled(double Hi, double Lo)
{
    /// <summary>Beyond these exponents a quotient is scaled first, so that no rounding error on the way underflows.</summary>
    private const int Mild = 400;

    public static readonly Doubled Ln2 = new(0.6931471805599453, 2.3190468138462996e-17);
    public static readonly Doubled Ln10 = new(2.302585092994046, -2.1707562233822494e-16);
    public static readonly Doubled HalfPi = new(1.5707963267948966, 6.123233995736766e-17);
    public static readonly Doubled TwoOverRootPi = new(1.1283791670955126, 1.533545961316588e-17);
    public static readonly Doubled HalfLogTwoPi = new(0.9189385332046728, -3.8782941580672414e-17);

    public static implicit operator Doubled(double x) => new(x, 0);

    public bool IsFinite => double.IsFinite(Hi);

    public int Sign => Math.Sign(Hi);

    /// <summary>a + b exactly.</summary>
    public static Doubled Sum(double a, double b)
    {
        var sum = a + b;
        var taken = sum - a;
        return Checked(sum, (a - (sum - taken)) + (b - taken));
    }

    /// <summary>a · b exactly, short of underflow.</summary>
    public static Doubled Product(double a, double b)
    {
        var product = a * b;
        return Checked(product, Math.FusedMultiplyAdd(a, b, -product));
    }

    public static Doubled operator +(Doubled a, Doubled b)
    {
        var high = Sum(a.Hi, b.Hi);
        var low = Sum(a.Lo, b.Lo);
        var first = Fast(high.Hi, high.Lo + low.Hi);
        return Fast(first.Hi, first.Lo + low.Lo);
    }

    public static Doubled operator -(Doubled a) => new(-a.Hi, -a.Lo);

    public static Doubled operator -(Doubled a, Doubled b) => a + -b;

    public static Doubled operator *(Doubled a, Doubled b)
    {
        var product = Product(a.Hi, b.Hi);
        return Fast(product.Hi, product.Lo + (a.Hi * b.Lo + a.Lo * b.Hi));
    }

    public static Doubled operator /(Doubled a, Doubled b)
    {
        if (!a.IsFinite || !b.IsFinite || b.Hi == 0 || a.Hi == 0)
            return a.Hi / b.Hi;
        var (ea, eb) = (Math.ILogB(a.Hi), Math.ILogB(b.Hi));
        return Math.Abs(ea) > Mild || Math.Abs(eb) > Mild ? Quotient(a.Times(-ea), b.Times(-eb)).Times(ea - eb) : Quotient(a, b);
    }

    private static Doubled Quotient(Doubled a, Doubled b)
    {
        var first = a.Hi / b.Hi;
        var rest = a - b * (Doubled)first;
        var second = rest.Hi / b.Hi;
        rest -= b * (Doubled)second;
        return Fast(first, second) + rest.Hi / b.Hi;
    }

    public static bool operator <(Doubled a, Doubled b) => a.Hi < b.Hi || (a.Hi == b.Hi && a.Lo < b.Lo);

    public static bool operator >(Doubled a, Doubled b) => b < a;

    public static Doubled Abs(Doubled a) => a.Hi < 0 ? -a : a;

    /// <summary>a · 2^power.</summary>
    public Doubled Times(int power) => Checked(Math.ScaleB(Hi, power), Math.ScaleB(Lo, power));

    public static Doubled Floor(Doubled a)
    {
        var floor = Math.Floor(a.Hi);
        return floor == a.Hi ? Fast(floor, Math.Floor(a.Lo)) : floor;
    }

    /// <summary>To the nearest integer, ties to even.</summary>
    public static Doubled Round(Doubled a)
    {
        var up = Floor(a + 0.5);
        var isTie = up - a == (Doubled)0.5;
        return isTie && Floor(up.Times(-1)).Times(1) != up ? up - 1 : up;
    }

    public static Doubled Sqrt(Doubled a)
    {
        if (!(a.Hi > 0) || !a.IsFinite)
            return Math.Sqrt(a.Hi);
        var even = Math.ILogB(a.Hi) & ~1;
        a = a.Times(-even);
        var root = Math.Sqrt(a.Hi);
        var rest = a - Product(root, root);
        var better = Fast(root, rest.Hi / (2 * root));
        rest = a - better * better;
        return (better + rest.Hi / (2 * root)).Times(even / 2);
    }

    public override string ToString() => System.FormattableString.Invariant($"{Hi:R} + {Lo:R}");

    /// <summary>a + b exactly, for a at least as large as b.</summary>
    private static Doubled Fast(double a, double b)
    {
        var sum = a + b;
        return Checked(sum, b - (sum - a));
    }

    /// <summary>What is not finite has no tail.</summary>
    private static Doubled Checked(double high, double low) => new(high, double.IsFinite(high) ? low : 0);
}
