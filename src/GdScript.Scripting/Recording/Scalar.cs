using System.Globalization;
using System.Numerics;
using GdScript.Graphs;

namespace GdScript.Scripting.Recording;

/// <summary>
/// A double that writes down what is done to it. The host replaces <c>double</c> by it when it records a loss; write it
/// yourself in a method that should be recorded as it stands. A constant is folded at once, with the same bits that plain
/// doubles give; a value that depends on a parameter becomes a node of the formula.
/// </summary>
public readonly partial struct Scalar
    : IComparable,
        IComparable<Scalar>,
        IEquatable<Scalar>,
        IFormattable,
        IAdditionOperators<Scalar, Scalar, Scalar>,
        ISubtractionOperators<Scalar, Scalar, Scalar>,
        IMultiplyOperators<Scalar, Scalar, Scalar>,
        IDivisionOperators<Scalar, Scalar, Scalar>,
        IModulusOperators<Scalar, Scalar, Scalar>,
        IUnaryPlusOperators<Scalar, Scalar>,
        IUnaryNegationOperators<Scalar, Scalar>,
        IIncrementOperators<Scalar>,
        IDecrementOperators<Scalar>,
        IAdditiveIdentity<Scalar, Scalar>,
        IMultiplicativeIdentity<Scalar, Scalar>
{
    /// <summary>A value of a recording.</summary>
    /// <param name="value">What it is at the point of the recording.</param>
    /// <param name="node">One more than its node.</param>
    /// <param name="stamp">Which recording.</param>
    internal Scalar(double value, int node, int stamp) => (Value, Node, Stamp) = (value, node, stamp);

    /// <summary>A constant.</summary>
    internal Scalar(double value) => Value = value;

    /// <summary>The constant, or the value at the point of the recording.</summary>
    internal double Value { get; }

    /// <summary>One more than its node; 0 for a constant, so that <c>default</c> is the constant 0.</summary>
    internal int Node { get; }

    internal int Stamp { get; }

    /// <summary>True for a constant.</summary>
    internal bool IsKnown => Node == 0;

    internal bool SameAs(Scalar b) =>
        Node == b.Node && Stamp == b.Stamp && BitConverter.DoubleToInt64Bits(Value) == BitConverter.DoubleToInt64Bits(b.Value);

    /// <summary>The same constant, or the same node whatever its value.</summary>
    internal bool SameNode(Scalar b) => IsKnown ? SameAs(b) : Node == b.Node && Stamp == b.Stamp;

    private bool IsKnownAs(double value) => IsKnown && BitConverter.DoubleToInt64Bits(Value) == BitConverter.DoubleToInt64Bits(value);

    public static Scalar AdditiveIdentity => 0.0;

    public static Scalar MultiplicativeIdentity => 1.0;

    public static implicit operator Scalar(double value) => new(value);

    public static implicit operator Scalar(int value) => new(value);

    public static implicit operator Scalar(long value) => new(value);

    public static implicit operator Scalar(ulong value) => new(value);

    public static Scalar operator +(Scalar a) => a;

    public static Scalar operator -(Scalar a) => Recorder.Unary(Op.Neg, a, -a.Value);

    public static Scalar operator +(Scalar a, Scalar b) => Recorder.Binary(Op.Add, a, b, a.Value + b.Value);

    public static Scalar operator -(Scalar a, Scalar b) => b.IsKnownAs(0) ? a : Recorder.Binary(Op.Sub, a, b, a.Value - b.Value);

    public static Scalar operator *(Scalar a, Scalar b) =>
        a.IsKnownAs(1) ? b
        : b.IsKnownAs(1) ? a
        : Recorder.Binary(Op.Mul, a, b, a.Value * b.Value);

    public static Scalar operator /(Scalar a, Scalar b) => b.IsKnownAs(1) ? a : Recorder.Binary(Op.Div, a, b, a.Value / b.Value);

    /// <summary>The remainder with the sign of a, exact as C# has it: see <see cref="Remainders"/>.</summary>
    public static Scalar operator %(Scalar a, Scalar b) => Remainders.Of(a, b);

    public static Scalar operator ++(Scalar a) => a + 1.0;

    public static Scalar operator --(Scalar a) => a - 1.0;

    public static Cond operator <(Scalar a, Scalar b) => Recorder.Compare(Op.Lt, a, b, a.Value < b.Value);

    public static Cond operator >(Scalar a, Scalar b) => Recorder.Compare(Op.Gt, a, b, a.Value > b.Value);

    public static Cond operator <=(Scalar a, Scalar b) => Recorder.Compare(Op.Le, a, b, a.Value <= b.Value);

    public static Cond operator >=(Scalar a, Scalar b) => Recorder.Compare(Op.Ge, a, b, a.Value >= b.Value);

    public static Cond operator ==(Scalar a, Scalar b) => Recorder.Compare(Op.Eq, a, b, a.Value == b.Value);

    public static Cond operator !=(Scalar a, Scalar b) => Recorder.Compare(Op.Ne, a, b, a.Value != b.Value);

    /// <summary>a where the condition holds, else b: stays in the formula, where an <c>if</c> would leave a guard.</summary>
    public static Scalar Select(Cond condition, Scalar a, Scalar b) => Recorder.Choice(condition, a, b);

    /// <summary>The order of <see cref="double.CompareTo(double)"/>: NaN before all others. Leaves guards.</summary>
    public int CompareTo(Scalar other)
    {
        if (this < other)
            return -1;
        if (this > other)
            return 1;
        if (this == other)
            return 0;
        return IsNaN(this) ? (IsNaN(other) ? 0 : -1) : 1;
    }

    public int CompareTo(object? obj) =>
        obj switch
        {
            null => 1,
            Scalar s => CompareTo(s),
            double d => CompareTo(d),
            _ => throw new ArgumentException("not a number", nameof(obj)),
        };

    /// <summary>As doubles have it: NaN equals NaN. Leaves guards.</summary>
    public bool Equals(Scalar other) => this == other || (IsNaN(this) && IsNaN(other));

    public override bool Equals(object? obj) => obj is Scalar s && Equals(s);

    /// <exception cref="TraceError">GDS2007: it depends on a parameter.</exception>
    public override int GetHashCode() =>
        IsKnown
            ? Value.GetHashCode()
            : throw new TraceError(
                "GDS2007",
                Recorder.Current.Place,
                "a number that depends on the parameters is hashed (a dictionary key, a set, Distinct, GroupBy)",
                "key by something that does not depend on the parameters"
            );

    /// <summary>The text of a constant, invariant and shortest round-trip.</summary>
    /// <exception cref="TraceError">GDS2006: it depends on a parameter.</exception>
    public override string ToString() => ToString(null, CultureInfo.InvariantCulture);

    /// <inheritdoc cref="ToString()"/>
    public string ToString(string? format, IFormatProvider? formatProvider) =>
        IsKnown ? Value.ToString(format, formatProvider) : throw TurnedToText("a number that depends on the parameters");

    internal static TraceError TurnedToText(string what) =>
        new("GDS2006", Recorder.Current.Place, $"{what} is turned into text", "print outside the loss");

    /// <summary>A constant as an <c>int</c>.</summary>
    /// <param name="a">The number.</param>
    /// <param name="type">The type the script casts to.</param>
    /// <param name="loc">The span of the cast.</param>
    /// <exception cref="TraceError">GDS1001: it depends on a parameter.</exception>
    public static int ToInt(Scalar a, string type, int loc) => (int)Known(a, type, loc);

    /// <summary>A constant as the double it is, to be cast further (<c>(long)Scalar.Known(x, "long", 7)</c>).</summary>
    /// <inheritdoc cref="ToInt"/>
    public static double Known(Scalar a, string type, int loc) =>
        a.IsKnown
            ? a.Value
            : throw new TraceError(
                "GDS1001",
                loc,
                $"a number that depends on the parameters is cast to '{type}'",
                "its derivative would be 0 almost everywhere: compute with the double, or use Math.Floor"
            );
}
