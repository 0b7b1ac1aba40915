namespace GdScript.Symbolics;

/// <summary>Expressions as LaTeX, under MathNet's name.</summary>
public static class LaTeX
{
    public static string Format(SymbolicExpression expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        return expression.ToLaTeX();
    }
}
