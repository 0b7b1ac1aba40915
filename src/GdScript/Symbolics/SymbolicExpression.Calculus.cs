namespace GdScript.Symbolics;

/// <summary>Derivatives, and what is made of them.</summary>
public partial class SymbolicExpression
{
    /// <summary>The derivative; 0 toward a variable it does not hold. <c>f.Differentiate("x")</c> will do.</summary>
    /// <exception cref="SymbolicException">The argument is no variable.</exception>
    public SymbolicExpression Differentiate(SymbolicExpression variable)
    {
        var name = Named(variable);
        return Holds(name) ? new(new Link(GdScript.Calculus.Gradient.Partial(Formula, name))) : Zero;
    }

    /// <summary>The derivative with the variable replaced.</summary>
    /// <exception cref="SymbolicException">The first argument is no variable.</exception>
    public SymbolicExpression DifferentiateAt(SymbolicExpression variable, SymbolicExpression value) =>
        Differentiate(variable).Substitute(variable, value);

    /// <summary>The partial derivatives toward the variables, or toward all of <see cref="CollectVariables"/>; made in one sweep.</summary>
    /// <exception cref="SymbolicException">An argument is no variable.</exception>
    public SymbolicExpression[] Gradient(params SymbolicExpression[] variables)
    {
        string[] names = [.. Asked(variables)];
        var partials = GdScript.Calculus.Gradient.Partials(Declared(Formula, names.Union(Names)));
        return [.. Positions(names).Select(i => new SymbolicExpression(new Link(partials.WithRoots(partials.Roots[i]))))];
    }

    /// <summary>The second partial derivatives toward the variables, or toward all of <see cref="CollectVariables"/>; symmetric.</summary>
    /// <exception cref="SymbolicException">An argument is no variable.</exception>
    public SymbolicExpression[,] Hessian(params SymbolicExpression[] variables)
    {
        string[] names = [.. Asked(variables)];
        var entries = GdScript.Calculus.Hessian.Entries(Declared(Formula, names.Union(Names)));
        var at = Positions(names);
        var matrix = new SymbolicExpression[names.Length, names.Length];
        for (var i = 0; i < names.Length; i++)
        for (var j = 0; j <= i; j++)
            matrix[i, j] = matrix[j, i] = new(new Link(entries.WithRoots(entries.Roots[GdScript.Calculus.Hessian.At(at[i], at[j])])));
        return matrix;
    }

    /// <summary>The first k terms of the Taylor series around a value, expanded: powers 0 to k − 1.</summary>
    /// <exception cref="SymbolicException">The second argument is no variable.</exception>
    public SymbolicExpression Taylor(int k, SymbolicExpression variable, SymbolicExpression value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        var (sum, derivative, factorial, step) = (Zero, this, One, variable - value);
        for (var n = 0; n < k; n++)
        {
            sum += derivative.Substitute(variable, value) / factorial * (n == 0 ? One : step.Pow(n));
            factorial = factorial * (n + 1);
            derivative = n + 1 < k ? derivative.Differentiate(variable) : derivative;
        }
        return sum.Expand();
    }

    /// <summary>The line that touches the curve at a value of the variable.</summary>
    /// <exception cref="SymbolicException">The first argument is no variable.</exception>
    public SymbolicExpression TangentLine(SymbolicExpression variable, SymbolicExpression value) =>
        (DifferentiateAt(variable, value) * (variable - value) + Substitute(variable, value)).Expand();

    /// <summary>The line that stands on the curve at a value of the variable.</summary>
    /// <exception cref="SymbolicException">The first argument is no variable.</exception>
    public SymbolicExpression NormalLine(SymbolicExpression variable, SymbolicExpression value) =>
        (Substitute(variable, value) - (variable - value) / DifferentiateAt(variable, value)).Expand();

    /// <summary>Products of sums and whole powers of sums multiplied out.</summary>
    public SymbolicExpression Expand() => new(new Link(GdScript.Algebra.Expand.Of(Formula)));

    private IEnumerable<string> Asked(SymbolicExpression[] variables)
    {
        ArgumentNullException.ThrowIfNull(variables);
        return variables.Length > 0 ? variables.Select(Named) : CollectVariables().Select(x => x.VariableName);
    }

    /// <summary>Where each name stands among the different ones: one may be asked for twice.</summary>
    private static int[] Positions(string[] names)
    {
        var different = names.Distinct().ToList();
        return [.. names.Select(name => different.IndexOf(name))];
    }

    private static string Named(SymbolicExpression variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        return variable.VariableName;
    }

    private bool Holds(string name) => Formula.Parameters.Any(p => p.Name == name);
}
