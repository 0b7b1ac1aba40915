using GdScript.Graphs;

namespace GdScript.Symbolics;

/// <summary>Fractions of expressions.</summary>
public partial class SymbolicExpression
{
    /// <summary>What stands above the bar; the expression itself where there is none.</summary>
    public SymbolicExpression Numerator() => Side(below: false);

    /// <summary>What stands below the bar; 1 where there is none.</summary>
    public SymbolicExpression Denominator() => Side(below: true);

    /// <summary>Everything over one bar: <c>1 + 1/x</c> becomes <c>(x + 1)/x</c>.</summary>
    public SymbolicExpression Rationalize()
    {
        var (top, bottom) = Rationals.Of(Formula, At);
        return top / bottom;
    }

    /// <summary>Everything over one bar, both sides multiplied out.</summary>
    public SymbolicExpression RationalExpand()
    {
        var (top, bottom) = Rationals.Of(Formula, At);
        return top.Expand() / bottom.Expand();
    }

    /// <summary>
    /// Everything over one bar, multiplied out, without the common divisor in the variable: <c>(x^2 - 1)/(x + 1)</c> becomes
    /// <c>x - 1</c>. Where the divisor is 0 the result has a value and the fraction has none.
    /// </summary>
    /// <exception cref="SymbolicException">The argument is no variable.</exception>
    public SymbolicExpression RationalSimplify(SymbolicExpression variable)
    {
        _ = Named(variable);
        var (top, bottom) = Rationals.Of(Formula, At);
        (top, bottom) = Rationals.Reduced(top.Expand(), bottom.Expand(), variable);
        return bottom.Formula.Parameters.IsEmpty ? (top / bottom).Expand() : top / bottom;
    }

    /// <summary>The factors of one side; a fraction of whole numbers has a part on both, the sign stands above.</summary>
    private SymbolicExpression Side(bool below)
    {
        var (negative, factors) = FactorsOf(Formula.Root);
        var side = negative && !below ? MinusOne : One;
        foreach (var (node, under) in factors)
            if (Formula.Nodes[node].Op == Op.Const && Formula.ConstantOf(Formula.Nodes[node]) is { IsFinite: true } c)
                side *= Integer(under == below ? c.Numerator : c.Denominator);
            else if (under == below)
                side *= At(node);
        return side;
    }
}
