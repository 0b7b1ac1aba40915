using System.Globalization;
using System.Numerics;
using GdScript.Graphs;

namespace GdScript.Symbolics;

/// <summary>Numbers and texts become expressions; + - * / join them.</summary>
public partial class SymbolicExpression
{
    public static SymbolicExpression Zero { get; } = Number(0);

    public static SymbolicExpression One { get; } = Number(1);

    public static SymbolicExpression Two { get; } = Number(2);

    public static SymbolicExpression MinusOne { get; } = Number(-1);

    /// <summary>The number π, exact until it is evaluated.</summary>
    public static SymbolicExpression Pi { get; } = Leaf(g => g.Pi());

    /// <summary>Euler's number, exact until it is evaluated.</summary>
    public static SymbolicExpression E { get; } = Leaf(g => g.E());

    public static SymbolicExpression PositiveInfinity { get; } = Number(Graphs.Number.Infinity(1));

    public static SymbolicExpression NegativeInfinity { get; } = Number(Graphs.Number.Infinity(-1));

    /// <summary>What has no value: the degree of what is no polynomial.</summary>
    public static SymbolicExpression Undefined { get; } = Number(Graphs.Number.NotANumber);

    public static SymbolicExpression Int32(int x) => Number(x);

    public static SymbolicExpression Int64(long x) => Number(x);

    public static SymbolicExpression Integer(BigInteger x) => Number(Graphs.Number.Ratio(x, 1));

    /// <summary>An exact fraction.</summary>
    /// <exception cref="DivideByZeroException">The denominator is 0.</exception>
    public static SymbolicExpression IntegerFraction(BigInteger n, BigInteger d) => Number(Graphs.Number.Ratio(n, d));

    /// <summary>An exact number of the formula's own kind.</summary>
    public static SymbolicExpression Rational(Number x) => Number(x);

    public static SymbolicExpression Decimal(decimal x) => Decimals(x.ToString(CultureInfo.InvariantCulture));

    /// <summary>The shortest decimal that gives the number: 0.1 is one tenth.</summary>
    public static SymbolicExpression Real(double approximation) =>
        double.IsFinite(approximation)
            ? Decimals(approximation.ToString("R", CultureInfo.InvariantCulture))
            : Number(Graphs.Number.Of(approximation));

    public static implicit operator SymbolicExpression(int x) => Number(x);

    public static implicit operator SymbolicExpression(long x) => Number(x);

    public static implicit operator SymbolicExpression(ulong x) => Integer(x);

    public static implicit operator SymbolicExpression(BigInteger x) => Integer(x);

    public static implicit operator SymbolicExpression(decimal x) => Decimal(x);

    /// <summary>The shortest decimal that gives the number: 0.1 is one tenth.</summary>
    public static implicit operator SymbolicExpression(double x) => Real(x);

    /// <summary>The shortest decimal that gives the number: 0.1f is one tenth.</summary>
    public static implicit operator SymbolicExpression(float x) =>
        float.IsFinite(x) ? Decimals(x.ToString("R", CultureInfo.InvariantCulture)) : Real(x);

    /// <summary>The text is read: <c>SymbolicExpression f = "x^2"</c>.</summary>
    /// <exception cref="SymbolicException">It is no formula.</exception>
    public static implicit operator SymbolicExpression(string infix) => Parse(infix);

    /// <summary>The first root of the formula.</summary>
    /// <exception cref="SymbolicException">It has arrays or data.</exception>
    public static implicit operator SymbolicExpression(Formula formula) => SymbolicException.Value(Of(formula));

    public static SymbolicExpression operator +(SymbolicExpression x) => x;

    public static SymbolicExpression operator -(SymbolicExpression x) => x.Negate();

    public static SymbolicExpression operator +(SymbolicExpression x, SymbolicExpression y) => x.Add(y);

    public static SymbolicExpression operator -(SymbolicExpression x, SymbolicExpression y) => x.Subtract(y);

    public static SymbolicExpression operator *(SymbolicExpression x, SymbolicExpression y) => x.Multiply(y);

    public static SymbolicExpression operator /(SymbolicExpression x, SymbolicExpression y) => x.Divide(y);

    /// <summary>A text beside an expression is a text: <c>"f = " + f</c>.</summary>
    public static string operator +(string text, SymbolicExpression x) => string.Concat(text, x.ToString());

    /// <summary>A text beside an expression is a text.</summary>
    public static string operator +(SymbolicExpression x, string text) => string.Concat(x.ToString(), text);

    public static bool operator ==(SymbolicExpression? x, SymbolicExpression? y) => x is null ? y is null : x.Equals(y);

    public static bool operator !=(SymbolicExpression? x, SymbolicExpression? y) => !(x == y);

    public static SymbolicExpression Sum(params SymbolicExpression[] summands) => Sum((IEnumerable<SymbolicExpression>)summands);

    /// <summary>All of them added; 0 for none.</summary>
    public static SymbolicExpression Sum(IEnumerable<SymbolicExpression> summands) => Folded(summands, Zero, (sum, next) => sum + next);

    public static SymbolicExpression Product(params SymbolicExpression[] factors) => Product((IEnumerable<SymbolicExpression>)factors);

    /// <summary>All of them multiplied; 1 for none.</summary>
    public static SymbolicExpression Product(IEnumerable<SymbolicExpression> factors) =>
        Folded(factors, One, (product, next) => product * next);

    public SymbolicExpression Negate() => Apply(Op.Neg);

    public SymbolicExpression Add(SymbolicExpression x) => Apply(Op.Add, x);

    public SymbolicExpression Subtract(SymbolicExpression x) => Apply(Op.Sub, x);

    public SymbolicExpression Multiply(SymbolicExpression x) => Apply(Op.Mul, x);

    public SymbolicExpression Divide(SymbolicExpression x) => Apply(Op.Div, x);

    private SymbolicExpression Apply(Op op) => new(new Link(op, link));

    private SymbolicExpression Apply(Op op, SymbolicExpression second)
    {
        ArgumentNullException.ThrowIfNull(second);
        return new(new Link(op, link, second.link));
    }

    private static SymbolicExpression Folded(
        IEnumerable<SymbolicExpression> all,
        SymbolicExpression none,
        Func<SymbolicExpression, SymbolicExpression, SymbolicExpression> join
    )
    {
        SymbolicExpression? joined = null;
        foreach (var next in all)
            joined = joined is null ? next : join(joined, next);
        return joined ?? none;
    }

    private static SymbolicExpression Leaf(Func<Sketch, int> make)
    {
        var g = new Sketch();
        return new(g.Finish(make(g)));
    }

    private static SymbolicExpression Number(Number value) => Leaf(g => g.Const(value));

    /// <summary>Digits as .NET writes them, exactly.</summary>
    private static SymbolicExpression Decimals(string text)
    {
        var mark = text.IndexOf('E', StringComparison.Ordinal);
        var (mantissa, exponent) = mark < 0 ? (text, 0) : (text[..mark], int.Parse(text.AsSpan(mark + 1), CultureInfo.InvariantCulture));
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var digits = BigInteger.Parse(mantissa.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        return Number(Graphs.Number.Decimal(digits, exponent - (point < 0 ? 0 : mantissa.Length - point - 1)));
    }
}
