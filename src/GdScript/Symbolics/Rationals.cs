using GdScript.Graphs;

namespace GdScript.Symbolics;

/// <summary>Expressions as one numerator over one denominator.</summary>
internal static class Rationals
{
    /// <summary>Sums, products, quotients and whole powers brought over one bar; functions and names are atoms.</summary>
    public static (SymbolicExpression Top, SymbolicExpression Bottom) Of(Formula f, Func<int, SymbolicExpression> at)
    {
        var parts = new (SymbolicExpression Top, SymbolicExpression Bottom)[f.Nodes.Length];
        var live = f.Reached();
        for (var node = 0; node < parts.Length; node++)
            if (live[node])
                parts[node] = Of(f, node, parts) ?? (at(node), SymbolicExpression.One);
        return parts[f.Root];
    }

    private static (SymbolicExpression, SymbolicExpression)? Of(
        Formula f,
        int node,
        (SymbolicExpression Top, SymbolicExpression Bottom)[] parts
    )
    {
        var n = f.Nodes[node];
        if (n.Op == Op.Const && f.ConstantOf(n) is { IsFinite: true } c)
            return (SymbolicExpression.Integer(c.Numerator), SymbolicExpression.Integer(c.Denominator));
        if (n.Op == Op.Neg)
            return (-parts[n.A].Top, parts[n.A].Bottom);
        if (n.Op is not (Op.Add or Op.Sub or Op.Mul or Op.Div or Op.Pow))
            return null;
        var (a, b) = (parts[n.A], parts[n.B]);
        if (n.Op == Op.Pow)
            return Power(a, f, n.B);
        if (n.Op == Op.Mul)
            return (a.Top * b.Top, a.Bottom * b.Bottom);
        if (n.Op == Op.Div)
            return (a.Top * b.Bottom, a.Bottom * b.Top);
        if (a.Bottom == b.Bottom)
            return (n.Op == Op.Add ? a.Top + b.Top : a.Top - b.Top, a.Bottom);
        var (left, right) = (a.Top * b.Bottom, b.Top * a.Bottom);
        return (n.Op == Op.Add ? left + right : left - right, a.Bottom * b.Bottom);
    }

    private static (SymbolicExpression, SymbolicExpression)? Power(
        (SymbolicExpression Top, SymbolicExpression Bottom) a,
        Formula f,
        int exponent
    )
    {
        if (f.Nodes[exponent].Op != Op.Const || !f.ConstantOf(f.Nodes[exponent]).IsInt(out var k) || k == int.MinValue)
            return null;
        var size = Math.Abs(k);
        return k >= 0 ? (a.Top.Pow(size), a.Bottom.Pow(size)) : (a.Bottom.Pow(size), a.Top.Pow(size));
    }

    /// <summary>Without the common divisor that the two have as polynomials in the variable.</summary>
    public static (SymbolicExpression Top, SymbolicExpression Bottom) Reduced(
        SymbolicExpression top,
        SymbolicExpression bottom,
        SymbolicExpression variable
    )
    {
        if (!top.IsPolynomial(variable) || !bottom.IsPolynomial(variable))
            return (top, bottom);
        var (u, v) = (top.Demanded(variable), bottom.Demanded(variable));
        if (v.Length == 0)
            return (top, bottom);
        var common = Polynomials.Gcd(u, v);
        return (
            Polynomials.Of(variable, Polynomials.Divided(u, common).Quotient),
            Polynomials.Of(variable, Polynomials.Divided(v, common).Quotient)
        );
    }
}
