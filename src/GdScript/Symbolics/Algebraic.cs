namespace GdScript.Symbolics;

/// <summary>Sums and products, under MathNet's names.</summary>
public static class Algebraic
{
    /// <summary>Products of sums and whole powers of sums multiplied out.</summary>
    public static Expression Expand(SymbolicExpression expression) => Some(expression).Expand().Expression;

    public static IEnumerable<Expression> Summands(SymbolicExpression expression) => Some(expression).Summands().Select(x => x.Expression);

    public static IEnumerable<Expression> Factors(SymbolicExpression expression) => Some(expression).Factors().Select(x => x.Expression);

    private static SymbolicExpression Some(SymbolicExpression expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        return expression;
    }
}
