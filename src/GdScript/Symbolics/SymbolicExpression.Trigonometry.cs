using GdScript.Graphs;

namespace GdScript.Symbolics;

/// <summary>Sines and cosines written another way; the value stays.</summary>
public partial class SymbolicExpression
{
    /// <summary>Sines and cosines of sums and multiples by those of their terms: <c>sin(2*x)</c> becomes <c>2*sin(x)*cos(x)</c>.</summary>
    public SymbolicExpression TrigonometricExpand() =>
        Rewritten(n => n.Op is Op.Sin or Op.Cos && IsComposed(n.A), Trigonometry.Expanded).Expand();

    /// <summary>Products and whole powers of sines and cosines as sums of them: <c>sin(x)*cos(x)</c> becomes <c>sin(2*x)/2</c>.</summary>
    public SymbolicExpression TrigonometricContract() =>
        Trigonometry.Contracted(
            Rewritten(
                n => n.Op is Op.Sin or Op.Cos or Op.Tan or Op.Exp or Op.Log or Op.Sqrt or Op.Abs && IsComposed(n.A),
                (op, inside) => Trigonometry.Contracted(inside) is var sum && sum == inside ? null : sum.Apply(op)
            )
        );

    /// <summary>Tangents as quotients of sines and cosines, the hyperbolic ones likewise.</summary>
    public SymbolicExpression TrigonometricSubstitute() =>
        Rewritten(n => n.Op is Op.Tan or Op.Tanh, (op, x) => op == Op.Tan ? x.Sin() / x.Cos() : x.Sinh() / x.Cosh());

    /// <summary>
    /// Over one bar, by sines and cosines alone, both sides expanded and contracted: what is 0 by the formulas for sums of angles is
    /// then seen to be. Undefined where the denominator is 0.
    /// </summary>
    public SymbolicExpression TrigonometricSimplify()
    {
        var plain = TrigonometricSubstitute();
        var (top, bottom) = Rationals.Of(plain.Formula, plain.At);
        (top, bottom) = (top.TrigonometricExpand().TrigonometricContract(), bottom.TrigonometricExpand().TrigonometricContract());
        return bottom == Zero ? Undefined : top / bottom;
    }

    /// <summary>As <see cref="Expand"/>, without taking out afterwards what all terms share: so <see cref="Summands"/> gives each product.</summary>
    internal SymbolicExpression MultipliedOut() => new(GdScript.Algebra.Expand.Of(Formula));

    /// <summary>Every concerned operation over one number made anew from what stands in it by now; null leaves it.</summary>
    private SymbolicExpression Rewritten(Func<Node, bool> concerned, Func<Op, SymbolicExpression, SymbolicExpression?> rule)
    {
        var (made, live) = (new Dictionary<int, Formula>(), Formula.Reached());
        for (var node = 0; node < live.Length; node++)
            if (live[node] && Formula.Nodes[node] is var n && concerned(n) && rule(n.Op, With(n.A, made)) is { } better)
                made.Add(node, better.Formula);
        return made.Count == 0 ? this : With(Formula.Root, made);
    }

    private SymbolicExpression With(int node, Dictionary<int, Formula> made)
    {
        var g = new Sketch();
        int? Put(int i) => made.TryGetValue(i, out var other) ? Graft.Onto(g, other, [other.Root], _ => null)[0] : null;
        return new(new Link(g.Finish(Graft.Onto(g, Formula, [node], Put))));
    }

    private bool IsComposed(int node) => Formula.Nodes[node].Op is Op.Add or Op.Sub or Op.Neg or Op.Mul or Op.Div or Op.Pow;
}
