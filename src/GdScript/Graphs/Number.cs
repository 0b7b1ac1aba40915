using System.Globalization;
using System.Numerics;

namespace GdScript.Graphs;

/// <summary>
/// A constant while the algebra works: an exact rational in lowest terms, or (denominator 0) one of the doubles that is
/// none: NaN, +∞, −∞. Arithmetic is exact and says "no" (null) instead of growing past <see cref="MaxBits"/>.
/// </summary>
public readonly struct Number : IEquatable<Number>, IComparable<Number>
{
    /// <summary>Numerator and denominator of a computed constant stay within this many bits.</summary>
    public const int MaxBits = 1024;

    private readonly BigInteger denominatorLessOne;

    private Number(BigInteger numerator, BigInteger denominator) => (Numerator, denominatorLessOne) = (numerator, denominator - 1);

    public BigInteger Numerator { get; }

    /// <summary>Positive for a rational, 0 for NaN and the infinities.</summary>
    public BigInteger Denominator => denominatorLessOne + 1;

    public static Number Zero => default;

    public static Number One => 1;

    public bool IsFinite => !Denominator.IsZero;

    public bool IsInteger => denominatorLessOne.IsZero;

    public bool IsZero => IsFinite && Numerator.IsZero;

    public bool IsOne => IsInteger && Numerator.IsOne;

    /// <summary>−1, 0 or 1; NaN counts as 0.</summary>
    public int Sign => Numerator.Sign;

    public static implicit operator Number(long value) => new(value, 1);

    public static Number NotANumber => new(0, 0);

    public static Number Infinity(int sign) => new(sign, 0);

    /// <summary>The rational <paramref name="numerator"/>/<paramref name="denominator"/> in lowest terms.</summary>
    /// <exception cref="DivideByZeroException">The denominator is 0.</exception>
    public static Number Ratio(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
            throw new DivideByZeroException();
        if (denominator.IsOne)
            return new(numerator, 1);
        var common = BigInteger.GreatestCommonDivisor(numerator, denominator);
        if (denominator.Sign < 0)
            common = -common;
        return new(numerator / common, denominator / common);
    }

    /// <summary>The exact value of a double (a dyadic rational), or the NaN or infinity it is. The sign of −0 is lost.</summary>
    public static Number Of(double value)
    {
        if (double.IsNaN(value))
            return NotANumber;
        if (double.IsInfinity(value))
            return Infinity(Math.Sign(value));
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)((bits >> 52) & 0x7FF);
        var mantissa = bits & 0xF_FFFF_FFFF_FFFF;
        mantissa = exponent == 0 ? mantissa : mantissa | 0x10_0000_0000_0000;
        var shift = Math.Max(exponent, 1) - 1075;
        BigInteger signed = bits < 0 ? -mantissa : mantissa;
        return shift >= 0 ? new(signed << shift, 1) : Ratio(signed, BigInteger.One << -shift);
    }

    /// <summary><paramref name="digits"/> · 10^<paramref name="exponent"/>, exactly.</summary>
    public static Number Decimal(BigInteger digits, int exponent) =>
        exponent >= 0 ? new(digits * BigInteger.Pow(10, exponent), 1) : Ratio(digits, BigInteger.Pow(10, -exponent));

    /// <summary>The nearest double, ties to even; subnormals and overflow included.</summary>
    public double ToDouble()
    {
        if (!IsFinite)
            return Numerator.IsZero ? double.NaN : Numerator.Sign * double.PositiveInfinity;
        if (Numerator.IsZero)
            return 0;
        var size = BigInteger.Abs(Numerator);
        // Scale so that the integer quotient carries 55 or 56 bits; the lowest one collects what was cut off.
        var shift = 55 - (int)(size.GetBitLength() - Denominator.GetBitLength());
        var quotient =
            shift >= 0
                ? BigInteger.DivRem(size << shift, Denominator, out var rest)
                : BigInteger.DivRem(size, Denominator << -shift, out rest);
        var mantissa = (ulong)quotient | (rest.IsZero ? 0UL : 1UL);
        var value = Scaled(mantissa, -shift);
        return Numerator.Sign < 0 ? -value : value;
    }

    /// <summary>mantissa · 2^exponent rounded once; the mantissa has at most 57 bits with a sticky last one.</summary>
    private static double Scaled(ulong mantissa, int exponent)
    {
        var length = 64 - BitOperations.LeadingZeroCount(mantissa);
        var keep = Math.Min(53, length + exponent + 1074);
        if (keep < 0)
            return 0;
        var cut = length - keep;
        var half = 1UL << (cut - 1);
        var rest = mantissa & ((1UL << cut) - 1);
        var kept = mantissa >> cut;
        if (rest > half || (rest == half && (kept & 1) == 1))
            kept++;
        return Math.ScaleB((double)kept, exponent + cut);
    }

    public static Number? Add(Number a, Number b) =>
        a.IsFinite && b.IsFinite ? Small(a.Numerator * b.Denominator + b.Numerator * a.Denominator, a.Denominator * b.Denominator) : null;

    public static Number? Subtract(Number a, Number b) => Add(a, -b);

    public static Number? Multiply(Number a, Number b) =>
        a.IsFinite && b.IsFinite ? Small(a.Numerator * b.Numerator, a.Denominator * b.Denominator) : null;

    /// <summary>a/b; null for b = 0, for what is not finite and for what grows too wide.</summary>
    public static Number? Divide(Number a, Number b) =>
        a.IsFinite && b.IsFinite && !b.Numerator.IsZero ? Small(a.Numerator * b.Denominator, a.Denominator * b.Numerator) : null;

    /// <summary>a^n for an integer n; 0^0 is 1, 0 to a negative power is null, and so is what grows too wide.</summary>
    public static Number? Power(Number a, int n)
    {
        if (!a.IsFinite || (a.IsZero && n < 0))
            return null;
        var width = Math.Max((long)BigInteger.Abs(a.Numerator).GetBitLength(), a.Denominator.GetBitLength()) - 1;
        if (width * Math.Abs((long)n) > MaxBits)
            return null;
        var (top, bottom) = (BigInteger.Pow(a.Numerator, Math.Abs(n)), BigInteger.Pow(a.Denominator, Math.Abs(n)));
        return n >= 0 ? Small(top, bottom) : Small(bottom, top);
    }

    public static Number operator -(Number a) => new(-a.Numerator, a.Denominator);

    /// <summary>This integer as an int, when it is one.</summary>
    public bool IsInt(out int value)
    {
        var fits = IsInteger && Numerator >= int.MinValue && Numerator <= int.MaxValue;
        value = fits ? (int)Numerator : 0;
        return fits;
    }

    /// <summary>True when the decimal expansion ends, so that the number can be written without a fraction bar.</summary>
    public bool IsDecimal(out BigInteger digits, out int exponent)
    {
        (digits, exponent) = (Numerator, 0);
        if (!IsFinite)
            return false;
        var rest = Denominator;
        while (!rest.IsOne)
        {
            var (two, five) = (rest.IsEven, (rest % 5).IsZero);
            if ((!two && !five) || exponent < -400)
                return false;
            rest /=
                two && five ? 10
                : two ? 2
                : 5;
            digits *=
                two && five ? 1
                : two ? 5
                : 2;
            exponent--;
        }
        return true;
    }

    private static Number? Small(BigInteger numerator, BigInteger denominator)
    {
        var value = Ratio(numerator, denominator);
        return value.Numerator.GetBitLength() <= MaxBits && value.Denominator.GetBitLength() <= MaxBits ? value : null;
    }

    public bool Equals(Number other) => Numerator == other.Numerator && denominatorLessOne == other.denominatorLessOne;

    public override bool Equals(object? obj) => obj is Number other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Numerator, denominatorLessOne);

    public static bool operator ==(Number a, Number b) => a.Equals(b);

    public static bool operator !=(Number a, Number b) => !a.Equals(b);

    /// <summary>Order of the rationals; meaningless for NaN.</summary>
    public int CompareTo(Number other) =>
        IsFinite && other.IsFinite
            ? (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator)
            : ToDouble().CompareTo(other.ToDouble());

    public static bool operator <(Number a, Number b) => a.CompareTo(b) < 0;

    public static bool operator >(Number a, Number b) => a.CompareTo(b) > 0;

    public static bool operator <=(Number a, Number b) => a.CompareTo(b) <= 0;

    public static bool operator >=(Number a, Number b) => a.CompareTo(b) >= 0;

    public override string ToString() =>
        !IsFinite ? ToDouble().ToString(CultureInfo.InvariantCulture)
        : IsInteger ? Numerator.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");
}
