using System.Numerics;
using GdScript.Text;

namespace GdScript.Symbolics;

/// <summary>
/// A value given to an expression, or what came of it. Doubles become one by themselves: <c>{ "x", 2.0 }</c>. A value that is no number
/// keeps why: asking it for <see cref="RealValue"/> tells.
/// </summary>
public readonly struct FloatingPoint : IEquatable<FloatingPoint>
{
    private readonly double value;
    private readonly Func<Problem>? why;

    internal FloatingPoint(double value, Func<Problem>? why = null) => (this.value, this.why) = (value, why);

    public static FloatingPoint NewReal(double value) => new(value);

    public static implicit operator FloatingPoint(double value) => new(value);

    /// <summary>True for a number: not infinite, and not undefined.</summary>
    public bool IsReal => double.IsFinite(value);

    /// <summary>True where there is no value: <c>0/0</c>, the logarithm of a negative number.</summary>
    public bool IsUndef => double.IsNaN(value);

    public bool IsPosInf => double.IsPositiveInfinity(value);

    public bool IsNegInf => double.IsNegativeInfinity(value);

    /// <summary>The number.</summary>
    /// <exception cref="SymbolicException">It is none; the message says which operation left the real numbers.</exception>
    public double RealValue =>
        IsReal ? value : throw new SymbolicException(why?.Invoke() ?? SymbolicProblems.NotReal(NumberText.Of(value)));

    /// <summary>The number as a complex one without imaginary part.</summary>
    /// <exception cref="SymbolicException">It is none.</exception>
    public Complex ComplexValue => RealValue;

    /// <summary>The double that it is, NaN and the infinities included.</summary>
    internal double Double => value;

    /// <summary>Equal bits; NaN equals NaN.</summary>
    public bool Equals(FloatingPoint other) => value.Equals(other.value);

    public override bool Equals(object? obj) => obj is FloatingPoint other && Equals(other);

    public override int GetHashCode() => value.GetHashCode();

    public static bool operator ==(FloatingPoint a, FloatingPoint b) => a.Equals(b);

    public static bool operator !=(FloatingPoint a, FloatingPoint b) => !a.Equals(b);

    public override string ToString() => NumberText.Of(value);
}
