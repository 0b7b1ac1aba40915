using System.Numerics;
using GdScript.Graphs;

namespace GdScript.Algebra;

/// <summary>Powers: of products, of sums, of powers, and exact roots of numbers.</summary>
internal sealed partial class Forms
{
    /// <summary>a^b; roots are powers of 1/2, and e^b is exp(b).</summary>
    public int Power(int a, int b)
    {
        var shape = Join(ShapeOf(a), ShapeOf(b));
        if (b == Zero)
        {
            Use(Rewrites.PowerZero);
            return Shaped(One, shape);
        }
        if (IsAtom(a, Op.E))
        {
            Use(Rewrites.PowerOfE);
            return Function(Op.Exp, b);
        }
        if (IsConstant(b, out var n) && !n.IsInteger)
            a = Joined(a);
        var pending = Rent();
        pending.Shape = shape;
        Multiply(pending, a, IsAtom(b, Op.Fill) ? forms[b].A : b);
        return Finish(pending);
    }

    /// <summary>(product)^n, factor by factor; a lone factor may also be brought under a root.</summary>
    private void MultiplyPower(Pending p, int form, Number n)
    {
        var inner = FactorsOf(form);
        if (!n.IsInteger)
        {
            MultiplyRoot(p, form, inner[0], n);
            return;
        }
        if (inner.Length > 1)
            Use(n.IsOne || n == -1 ? Rewrites.FlatProduct : Rewrites.PowerOfProduct);
        foreach (var (b, e) in inner)
        {
            NotePower(e, n);
            Multiply(p, b, Scale(n, e));
        }
    }

    private void NotePower(int e, Number n)
    {
        if (n.IsOne)
            return;
        if (!IsConstant(e, out var m))
            Use(n == -1 ? Rewrites.FlatProduct : Rewrites.PowerOfOpenPower);
        else if (m.Sign < 0 && n.Sign < 0)
            Use(Rewrites.OverFraction);
        else if (!m.IsInteger && Times(m, n) is { IsInteger: true })
            Use(Rewrites.PowerOfRoot);
        else if (!m.IsOne)
            Use(Rewrites.PowerOfPower);
    }

    /// <summary>(b^m)^n for a broken n: an even m drops the sign of b, so its absolute value is what is left.</summary>
    private void MultiplyRoot(Pending p, int form, Factor inner, Number n)
    {
        if (!IsConstant(inner.Exponent, out var m) || Times(m, n) is not { } both)
        {
            Append(p, form, Constant(n));
            return;
        }
        var whole = both.IsInteger;
        if (m.IsInteger && m.Numerator.IsEven && !(whole && both.Numerator.IsEven))
        {
            Use(Rewrites.RootOfSquare);
            Multiply(p, Function(Op.Abs, inner.Base), Constant(both));
            return;
        }
        Use(
            m.IsInteger && m.Numerator.IsEven ? Rewrites.RootOfSquare
            : whole ? Rewrites.RootOfPower
            : Rewrites.PowerOfPower
        );
        Multiply(p, inner.Base, Constant(both));
    }

    /// <summary>A sum as a base: its common number goes in front, and it is turned the way it was first written.</summary>
    private void MultiplySum(Pending p, int sum, Number n)
    {
        var (c, rest) = Primitive(sum);
        if (!c.IsOne && Number.Power(c, n.IsInt(out var times) ? times : 0) is { } power && n.IsInt(out _))
        {
            if (Times(p.Coefficient, power) is { } product)
            {
                p.Coefficient = product;
                Append(p, rest, Constant(n));
                return;
            }
        }
        Append(p, sum, Constant(n));
    }

    /// <summary>A sum as a number times a sum whose coefficients have no common factor.</summary>
    private Term Primitive(int sum)
    {
        var f = forms[sum];
        if (f.Count > Few || style == Style.Shared)
            return new(1, sum);
        var terms = TermsOf(sum);
        var (top, bottom) = (terms[0].Coefficient.Numerator, terms[0].Coefficient.Denominator);
        foreach (var (c, _) in terms)
        {
            top = BigInteger.GreatestCommonDivisor(top, c.Numerator);
            bottom = BigInteger.GreatestCommonDivisor(bottom, c.Denominator);
        }
        var content = Number.Ratio(BigInteger.Abs(top), bottom);
        if (terms.All(t => t.Coefficient.Sign < 0))
            content = -content;
        if (!content.IsOne)
        {
            var rest = new List<Term>();
            foreach (var (c, form) in terms)
                rest.Add(new(Number.Divide(c, content) ?? c, form));
            Use(content == -1 ? Rewrites.Turned : Rewrites.Content);
            sum = SumOf(rest);
        }
        if (!IsMadeTurned(sum, out var turned))
            return new(content, sum);
        Use(Rewrites.Turned);
        return new(-content, turned);
    }

    /// <summary>(1 − u)·(1 + u) about to stand under a root is 1 − u^2.</summary>
    private int Joined(int a) =>
        FactorsOf(a) is [var left, var right]
        && left.Exponent == One
        && right.Exponent == One
        && (Conjugated(left.Base, right.Base) ?? Conjugated(right.Base, left.Base)) is { } joined
            ? joined
            : a;

    /// <summary>c^n when it is rational.</summary>
    internal static Number? Raised(Number c, Number n)
    {
        if (n.IsOne)
            return c;
        if (n.IsInt(out var times))
            return Number.Power(c, times);
        if (!n.IsFinite || n.IsInteger || n.Denominator > 64 || c.Sign < 0 || n.Numerator < int.MinValue || n.Numerator > int.MaxValue)
            return null;
        var q = (int)n.Denominator;
        return Root(c.Numerator, q) is { } top && Root(c.Denominator, q) is { } bottom
            ? Number.Power(Number.Ratio(top, bottom), (int)n.Numerator)
            : null;
    }

    /// <summary>The product of two numbers; the factor 1 costs nothing.</summary>
    private static Number? Times(Number a, Number b) =>
        a.IsOne ? b
        : b.IsOne ? a
        : Number.Multiply(a, b);

    /// <summary>The whole q-th root of a whole number that has one, by halving.</summary>
    private static BigInteger? Root(BigInteger value, int q)
    {
        if (value.IsOne || value.IsZero)
            return value;
        var (low, high) = (BigInteger.One, BigInteger.One << ((int)value.GetBitLength() / q + 1));
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (BigInteger.Pow(middle, q) < value)
                low = middle + 1;
            else
                high = middle;
        }
        return BigInteger.Pow(low, q) == value ? low : null;
    }

    private static Shape Join(Shape a, Shape b) => a.IsScalar ? b : a;

    /// <summary>The form as an array of the shape: a scalar is repeated.</summary>
    private int Shaped(int form, Shape shape) => shape.IsScalar || !ShapeOf(form).IsScalar ? form : Atom(Op.Fill, shape, form);

    /// <summary>The operation as it stands, marked as one that has no finite value.</summary>
    public int Broken(Op op, int a, int b = -1)
    {
        var form = Atom(op, a, b);
        forms[form] = forms[form] with { Mark = Mark.Broken };
        return form;
    }
}
