using System.Numerics;

namespace GdScript.Symbolics;

/// <summary>
/// What MathNet's modules (<see cref="Infix"/>, <see cref="Calculus"/>, <see cref="Algebraic"/> …) take and give: a
/// <see cref="SymbolicExpression"/> under its other name, with operators of its own, so that <c>Expression y = a + b;</c> compiles.
/// </summary>
public sealed class Expression : SymbolicExpression
{
    internal Expression(SymbolicExpression same)
        : base(same) { }

    /// <summary>A name for a number.</summary>
    /// <exception cref="SymbolicException">The formula language could not read the name.</exception>
    public static Expression Symbol(string name) => Variable(name).Expression;

    public static implicit operator Expression(int x) => ((SymbolicExpression)x).Expression;

    public static implicit operator Expression(long x) => ((SymbolicExpression)x).Expression;

    public static implicit operator Expression(BigInteger x) => ((SymbolicExpression)x).Expression;

    /// <summary>The shortest decimal that gives the number: 0.1 is one tenth.</summary>
    public static implicit operator Expression(double x) => ((SymbolicExpression)x).Expression;

    public static Expression operator +(Expression x) => x;

    public static Expression operator -(Expression x) => x.Negate().Expression;

    public static Expression operator +(Expression x, Expression y) => x.Add(y).Expression;

    public static Expression operator -(Expression x, Expression y) => x.Subtract(y).Expression;

    public static Expression operator *(Expression x, Expression y) => x.Multiply(y).Expression;

    public static Expression operator /(Expression x, Expression y) => x.Divide(y).Expression;

    public static Expression Pow(SymbolicExpression x, SymbolicExpression y) => Some(x).Pow(y).Expression;

    public static Expression Root(SymbolicExpression n, SymbolicExpression x) => Some(x).Root(n).Expression;

    public static Expression Invert(SymbolicExpression x) => Some(x).Invert().Expression;

    public static Expression Abs(SymbolicExpression x) => Some(x).Abs().Expression;

    public static Expression Sqrt(SymbolicExpression x) => Some(x).Sqrt().Expression;

    public static Expression Exp(SymbolicExpression x) => Some(x).Exp().Expression;

    public static Expression Ln(SymbolicExpression x) => Some(x).Ln().Expression;

    public static Expression Sin(SymbolicExpression x) => Some(x).Sin().Expression;

    public static Expression Cos(SymbolicExpression x) => Some(x).Cos().Expression;

    public static Expression Tan(SymbolicExpression x) => Some(x).Tan().Expression;

    public static Expression Sinh(SymbolicExpression x) => Some(x).Sinh().Expression;

    public static Expression Cosh(SymbolicExpression x) => Some(x).Cosh().Expression;

    public static Expression Tanh(SymbolicExpression x) => Some(x).Tanh().Expression;

    public static Expression ArcSin(SymbolicExpression x) => Some(x).ArcSin().Expression;

    public static Expression ArcCos(SymbolicExpression x) => Some(x).ArcCos().Expression;

    public static Expression ArcTan(SymbolicExpression x) => Some(x).ArcTan().Expression;

    private static SymbolicExpression Some(SymbolicExpression x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x;
    }
}
