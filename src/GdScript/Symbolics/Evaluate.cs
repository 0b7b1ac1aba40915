using System.ComponentModel;

namespace GdScript.Symbolics;

/// <summary>
/// Values, under MathNet's name: <c>Evaluate.Evaluate(values, expression)</c>. The method is inherited, since C# lets no type declare a
/// member of its own name.
/// </summary>
public abstract class Evaluate : Evaluations
{
    private protected Evaluate() { }
}

/// <summary>Where <see cref="Symbolics.Evaluate"/> has its method from.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class Evaluations
{
    private protected Evaluations() { }

    /// <summary>The value where the variables have these values.</summary>
    /// <exception cref="SymbolicException">A variable has no value.</exception>
    public static FloatingPoint Evaluate(IDictionary<string, FloatingPoint> symbols, SymbolicExpression expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        return expression.Evaluate(symbols);
    }
}
