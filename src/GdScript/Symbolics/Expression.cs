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
}
