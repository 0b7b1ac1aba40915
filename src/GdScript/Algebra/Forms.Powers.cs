using System.Numerics;
using GdScript.Graphs;

namespace GdScript.Algebra;

/// <summary>Powers and exact roots of numbers.</summary>
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
        if (n.IsInt(out var times))
            return Number.Power(c, times);
        if (!n.IsFinite || n.IsInteger || n.Denominator > 64 || c.Sign < 0 || n.Numerator < int.MinValue || n.Numerator > int.MaxValue)
            return null;
        var q = (int)n.Denominator;
        return Root(c.Numerator, q) is { } top && Root(c.Denominator, q) is { } bottom
            ? Number.Power(Number.Ratio(top, bottom), (int)n.Numerator)
            : null;
    }

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
