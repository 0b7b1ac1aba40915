using GdScript.Graphs;

namespace GdScript.Algebra;

/// <summary>Functions of two arguments, comparisons and choices.</summary>
internal sealed partial class Forms
{
    /// <summary>op(a, b) for atan2, hypot, min, max, the comparisons and the connectives.</summary>
    public int Pair(Op op, int a, int b)
    {
        var shape = Join(ShapeOf(a), ShapeOf(b));
        if (forms[a].Is(Mark.Broken) || forms[b].Is(Mark.Broken))
            return Atom(op, a, b);
        if (IsAtom(a, Op.Fill) || IsAtom(b, Op.Fill))
        {
            Use(Rewrites.Filled);
            return Shaped(Pair(op, Unfilled(a), Unfilled(b)), shape);
        }
        if (IsConstant(a, out var x) && IsConstant(b, out var y) && OfConstants(op, x, y) is { } value)
        {
            Use(op is Op.Hypot or Op.Atan2 or Op.Min or Op.Max ? Rewrites.KnownValue : Rewrites.KnownTruth);
            return Constant(value);
        }
        if (op is Op.Min or Op.Max && a == b)
            return Same(a);
        if (op == Op.Hypot)
            return Hypot(a, b);
        if (op == Op.And && (a == Zero || b == Zero))
            return Truth(Zero, shape);
        return op == Op.Or && (IsTrue(a) || IsTrue(b)) ? Truth(One, shape) : Atom(op, a, b);
    }

    public int Where(int condition, int a, int b)
    {
        var shape = Join(ShapeOf(condition), Join(ShapeOf(a), ShapeOf(b)));
        if (IsConstant(Unfilled(condition), out var c))
        {
            Use(Rewrites.KnownChoice);
            return Shaped(c.IsZero ? b : a, shape);
        }
        if (a == b)
        {
            Use(Rewrites.NoChoice);
            return Shaped(a, shape);
        }
        if (shape.IsScalar)
            return Atom(Op.Where, condition, a, b);
        return Shaped(Atom(Op.Where, Unfilled(condition), Unfilled(a), Unfilled(b)), shape);
    }

    private int Unfilled(int a) => IsAtom(a, Op.Fill) ? forms[a].A : a;

    private int Same(int a)
    {
        Use(Rewrites.SameBoth);
        return a;
    }

    private int Truth(int value, Shape shape)
    {
        Use(Rewrites.KnownTruth);
        return Shaped(value, shape);
    }

    private bool IsTrue(int a) => IsConstant(a, out var value) && !value.IsZero;

    private int Hypot(int a, int b)
    {
        if (a == Zero || b == Zero)
        {
            Use(Rewrites.HypotZero);
            return Shaped(Function(Op.Abs, a == Zero ? b : a), Join(ShapeOf(a), ShapeOf(b)));
        }
        var (left, right) = (Upright(a), Upright(b));
        if (left is null && right is null)
            return Atom(Op.Hypot, a, b);
        Use(Rewrites.Even);
        return Atom(Op.Hypot, left ?? a, right ?? b);
    }

    private static Number? OfConstants(Op op, Number x, Number y) =>
        op switch
        {
            Op.Min => x < y ? x : y,
            Op.Max => x > y ? x : y,
            Op.Lt => Truth(x < y),
            Op.Le => Truth(x <= y),
            Op.Gt => Truth(x > y),
            Op.Ge => Truth(x >= y),
            Op.Eq => Truth(x == y),
            Op.Ne => Truth(x != y),
            Op.And => Truth(!x.IsZero && !y.IsZero),
            Op.Or => Truth(!x.IsZero || !y.IsZero),
            Op.Atan2 => x.IsZero && y.Sign > 0 ? 0 : null,
            Op.Hypot => Squares(x, y) is { } square ? Raised(square, Number.Ratio(1, 2)) : null,
            _ => throw new ArgumentOutOfRangeException(nameof(op), op, "not an operation of two numbers that is folded here"),
        };

    private static Number Truth(bool value) => value ? 1 : 0;

    private static Number? Squares(Number x, Number y) =>
        Number.Power(x, 2) is { } a && Number.Power(y, 2) is { } b ? Number.Add(a, b) : null;
}
