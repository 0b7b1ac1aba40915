namespace GdScript.Symbolics;

/// <summary>Expressions as text of the formula language, under MathNet's names.</summary>
public static class Infix
{
    /// <summary>Reads a formula.</summary>
    /// <exception cref="SymbolicException">It cannot be read; the message shows the place.</exception>
    public static Expression ParseOrThrow(string infix) => SymbolicExpression.Parse(infix).Expression;

    /// <summary>Reads a formula; <see cref="SymbolicExpression.Undefined"/> for a text that is none.</summary>
    public static Expression ParseOrUndefined(string infix) => (TryParse(infix) ?? SymbolicExpression.Undefined).Expression;

    /// <summary>Reads a formula; null for a text that is none.</summary>
    public static Expression? TryParse(string infix) =>
        SymbolicExpression.Read(infix).Is(out var expression, out _) ? expression.Expression : null;

    /// <summary>The expression, or what is wrong with the text and where.</summary>
    public static Result<Expression> Parse(string infix) => SymbolicExpression.Read(infix).Select(expression => expression.Expression);

    public static string Format(SymbolicExpression expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        return expression.ToString();
    }
}
