using GdScript.Graphs;

namespace GdScript.Symbolics;

/// <summary>Polynomials in one variable, whose coefficients are expressions without it.</summary>
public partial class SymbolicExpression
{
    /// <summary>True for a sum of whole powers of the variable times what does not hold it, also before it is expanded.</summary>
    /// <exception cref="SymbolicException">The argument is no variable.</exception>
    public bool IsPolynomial(SymbolicExpression variable) => Powers(variable) is not null;

    /// <summary>The highest power of the variable; undefined for what is no polynomial, minus infinity for 0.</summary>
    /// <exception cref="SymbolicException">The argument is no variable.</exception>
    public SymbolicExpression PolynomialDegree(SymbolicExpression variable) =>
        Powers(variable) is not { } powers ? Undefined
        : powers.Length == 0 ? NegativeInfinity
        : powers.Length - 1;

    /// <summary>The coefficients from power 0 upward, the last one not 0; none for 0 and for what is no polynomial.</summary>
    /// <exception cref="SymbolicException">The argument is no variable.</exception>
    public SymbolicExpression[] Coefficients(SymbolicExpression variable) => Powers(variable) ?? [];

    /// <summary>The coefficient of the k-th power; 0 for powers it does not have, undefined for what is no polynomial.</summary>
    /// <exception cref="SymbolicException">The first argument is no variable.</exception>
    public SymbolicExpression Coefficient(SymbolicExpression variable, int k) =>
        Powers(variable) is not { } powers ? Undefined
        : k >= 0 && k < powers.Length ? powers[k]
        : Zero;

    /// <summary>The coefficient of the highest power; undefined for what is no polynomial.</summary>
    /// <exception cref="SymbolicException">The argument is no variable.</exception>
    public SymbolicExpression LeadingCoefficient(SymbolicExpression variable) =>
        Powers(variable) is not { } powers ? Undefined
        : powers.Length == 0 ? Zero
        : powers[^1];

    /// <summary>The same polynomial as a sum over the powers of the variable; undefined for what is none.</summary>
    /// <exception cref="SymbolicException">The argument is no variable.</exception>
    public SymbolicExpression CollectPolynomialTerms(SymbolicExpression variable) =>
        Powers(variable) is { } powers ? Polynomials.Of(variable, powers) : Undefined;

    /// <summary>Quotient and remainder of two polynomials.</summary>
    /// <exception cref="SymbolicException">One of them is no polynomial in the variable, or the divisor is 0.</exception>
    public (SymbolicExpression Quotient, SymbolicExpression Remainder) PolynomialDivide(
        SymbolicExpression variable,
        SymbolicExpression divisor
    )
    {
        ArgumentNullException.ThrowIfNull(divisor);
        var (quotient, rest) = Polynomials.Divided(
            Demanded(variable),
            divisor.Demanded(variable) is { Length: > 0 } by ? by : throw divisor.No(variable)
        );
        return (Polynomials.Of(variable, quotient), Polynomials.Of(variable, rest));
    }

    /// <summary>The whole part of a quotient of polynomials.</summary>
    /// <exception cref="SymbolicException">One of them is no polynomial in the variable, or the divisor is 0.</exception>
    public SymbolicExpression PolynomialQuotient(SymbolicExpression variable, SymbolicExpression divisor) =>
        PolynomialDivide(variable, divisor).Quotient;

    /// <summary>What a division of polynomials leaves.</summary>
    /// <exception cref="SymbolicException">One of them is no polynomial in the variable, or the divisor is 0.</exception>
    public SymbolicExpression PolynomialRemainder(SymbolicExpression variable, SymbolicExpression divisor) =>
        PolynomialDivide(variable, divisor).Remainder;

    /// <summary>The greatest common divisor of two polynomials, with 1 before the highest power.</summary>
    /// <exception cref="SymbolicException">One of them is no polynomial in the variable.</exception>
    public SymbolicExpression PolynomialGcd(SymbolicExpression variable, SymbolicExpression other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Polynomials.Of(variable, Polynomials.Gcd(Demanded(variable), other.Demanded(variable)));
    }

    internal SymbolicExpression[] Demanded(SymbolicExpression variable) => Powers(variable) ?? throw No(variable);

    private SymbolicException No(SymbolicExpression variable) => new(SymbolicProblems.NotPolynomial(ToString(), variable.VariableName));

    /// <summary>The coefficients of the expanded form; null for what is no polynomial.</summary>
    private SymbolicExpression[]? Powers(SymbolicExpression variable)
    {
        var (name, whole) = (Named(variable), Expand());
        var powers = new SortedDictionary<int, SymbolicExpression>();
        var held = whole.Holding(name);
        foreach (var (node, negative) in whole.Terms())
        {
            if (whole.Monomial(node, held) is not var (power, factor))
                return null;
            var term = negative ? -factor : factor;
            powers[power] = powers.TryGetValue(power, out var sum) ? sum + term : term;
        }
        var all = new SymbolicExpression[powers.Keys.Max() + 1];
        for (var k = 0; k < all.Length; k++)
            all[k] = powers.GetValueOrDefault(k, Zero);
        return Polynomials.Trimmed(all);
    }

    /// <summary>A term as a power of the variable times a factor without it.</summary>
    private (int Power, SymbolicExpression Factor)? Monomial(int term, bool[] held)
    {
        var (negative, factors) = FactorsOf(term);
        var (power, factor) = (0, negative ? MinusOne : One);
        foreach (var (node, below) in factors)
        {
            var n = Formula.Nodes[node];
            var whole = 0;
            if (!held[node])
                factor = below ? factor / At(node) : factor * At(node);
            else if (!below && n.Op == Op.Param)
                power++;
            else if (
                !below
                && n.Op == Op.Pow
                && Formula.Nodes[n.A].Op == Op.Param
                && Formula.Nodes[n.B].Op == Op.Const
                && Formula.ConstantOf(Formula.Nodes[n.B]).IsInt(out whole)
                && whole is > 0 and <= GdScript.Algebra.Expand.MaxTerms
            )
                power += whole;
            else
                return null;
        }
        return (power, factor);
    }

    /// <summary>True for the nodes that depend on the variable.</summary>
    private bool[] Holding(string name)
    {
        var held = new bool[Formula.Nodes.Length];
        for (var node = 0; node < held.Length; node++)
        {
            var n = Formula.Nodes[node];
            held[node] = n.Op == Op.Param && Formula.Parameters[n.A].Name == name;
            foreach (var argument in Formula.Arguments(node))
                held[node] |= held[argument];
        }
        return held;
    }
}
