namespace GdScript.Symbolics;

/// <summary>What expressions are made of, under MathNet's names.</summary>
public static class Structure
{
    /// <summary>Every occurrence of <paramref name="y"/> in <paramref name="x"/> replaced by <paramref name="r"/>.</summary>
    public static Expression Substitute(SymbolicExpression y, SymbolicExpression r, SymbolicExpression x) =>
        Some(x).Substitute(y, r).Expression;

    public static bool IsFreeOf(SymbolicExpression symbol, SymbolicExpression x) => Some(x).FreeOf(symbol);

    public static IEnumerable<Expression> CollectIdentifiers(SymbolicExpression x) => Some(x).CollectVariables().Select(v => v.Expression);

    public static int NumberOfOperands(SymbolicExpression x) => Some(x).NumberOfOperands;

    public static Expression Operand(int index, SymbolicExpression x) => Some(x).Operand(index).Expression;

    private static SymbolicExpression Some(SymbolicExpression expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        return expression;
    }
}
