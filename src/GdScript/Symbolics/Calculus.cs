namespace GdScript.Symbolics;

/// <summary>Derivatives, under MathNet's names and in its order of arguments: the variable first, the expression last.</summary>
public static class Calculus
{
    public static Expression Differentiate(SymbolicExpression symbol, SymbolicExpression expression) =>
        Some(expression).Differentiate(symbol).Expression;

    public static Expression DifferentiateAt(SymbolicExpression symbol, SymbolicExpression value, SymbolicExpression expression) =>
        Some(expression).DifferentiateAt(symbol, value).Expression;

    /// <summary>The first k terms of the Taylor series, expanded.</summary>
    public static Expression Taylor(int k, SymbolicExpression symbol, SymbolicExpression value, SymbolicExpression expression) =>
        Some(expression).Taylor(k, symbol, value).Expression;

    public static Expression TangentLine(SymbolicExpression symbol, SymbolicExpression value, SymbolicExpression expression) =>
        Some(expression).TangentLine(symbol, value).Expression;

    public static Expression NormalLine(SymbolicExpression symbol, SymbolicExpression value, SymbolicExpression expression) =>
        Some(expression).NormalLine(symbol, value).Expression;

    private static SymbolicExpression Some(SymbolicExpression expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        return expression;
    }
}
