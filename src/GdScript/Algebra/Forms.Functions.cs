using GdScript.Graphs;

namespace GdScript.Algebra;

/// <summary>Functions of one argument: known values, inverses, signs drawn out.</summary>
internal sealed partial class Forms
{
    /// <summary>op(a) for an elementwise op of one argument that is neither a sum, a product nor a power.</summary>
    public int Function(Op op, int a, int order = -1)
    {
        if (IsAtom(a, Op.Fill))
        {
            Use(Rewrites.Filled);
            return Shaped(Function(op, forms[a].A, order), ShapeOf(a));
        }
        if (forms[a].Is(Mark.Broken))
            return Atom(op, a, order);
        if (IsConstant(a, out var c))
            return OfConstant(op, a, c, order);
        if (HalfTurn(op, a) is { } turned)
        {
            Use(Rewrites.HalfTurns);
            return turned;
        }
        return Undone(op, a) ?? Special(op, a) ?? SignedOut(op, a) ?? Atom(op, ShapeOf(a), a, order);
    }

    private int OfConstant(Op op, int a, Number c, int order)
    {
        if (KnownValues.Of(op, c) is { } value)
        {
            Use(Rewrites.KnownValue);
            return Constant(value);
        }
        if (KnownValues.IsUndefined(op, c))
            return Broken(op, a, order);
        return SignedOut(op, a) ?? Atom(op, Shape.Scalar, a, order);
    }

    /// <summary>Values of sin, cos and tan at multiples of half a turn, and log(e).</summary>
    private int? HalfTurn(Op op, int a)
    {
        if (op == Op.Log && IsAtom(a, Op.E))
            return One;
        var (c, form) = Split(a);
        if (!IsAtom(form, Op.Pi) || Times(c, 2) is not { IsInteger: true } halves)
            return null;
        var quarter = (int)(((halves.Numerator % 4) + 4) % 4);
        return (op, quarter) switch
        {
            (Op.Sin, 0 or 2) or (Op.Cos, 1 or 3) or (Op.Tan, 0 or 2) => Zero,
            (Op.Sin, 1) or (Op.Cos, 0) => One,
            (Op.Sin, 3) or (Op.Cos, 2) => MinusOne,
            _ => null,
        };
    }

    /// <summary>A function of its own inverse.</summary>
    private int? Undone(Op op, int a)
    {
        var f = forms[a];
        if (f.Kind != Kind.Atom)
            return op == Op.Cbrt && f is { Kind: Kind.Product, Count: 1 } ? CubeRoot(a) : null;
        var rule = (op, f.Op) switch
        {
            (Op.Log, Op.Exp) or (Op.Log1p, Op.Expm1) or (Op.Asinh, Op.Sinh) or (Op.Atanh, Op.Tanh) => Rewrites.Inverse,
            (Op.Sinh, Op.Asinh) or (Op.Tan, Op.Atan) => Rewrites.Inverse,
            (Op.Exp, Op.Log) => Rewrites.InverseExp,
            (Op.Expm1, Op.Log1p) => Rewrites.InverseExpm1,
            (Op.Sin, Op.Asin) or (Op.Cos, Op.Acos) => Rewrites.InverseArc,
            (Op.Cosh, Op.Acosh) => Rewrites.InverseCosh,
            (Op.Tanh, Op.Atanh) => Rewrites.InverseTanh,
            _ => null,
        };
        if (rule is null)
            return null;
        Use(rule);
        return f.A;
    }

    /// <summary>cbrt(x^3) is x, whatever its sign.</summary>
    private int? CubeRoot(int a)
    {
        var factor = FactorsOf(a)[0];
        if (!IsConstant(factor.Exponent, out var n) || !n.IsInteger || !(n.Numerator % 3).IsZero)
            return null;
        Use(Rewrites.CubeOfRoot);
        return Power(factor.Base, Constant((Number)Number.Divide(n, 3)!));
    }

    private int? Special(Op op, int a)
    {
        var f = forms[a];
        var (rule, result) = op switch
        {
            Op.Abs when f.Is(Mark.NotNegative) => (Rewrites.AbsOfPositive, a),
            Op.Relu when f.Is(Mark.NotNegative) => (Rewrites.AbsOfPositive, a),
            Op.Sign when f.Is(Mark.Positive) => (Rewrites.SignOfPositive, Shaped(One, f.Shape)),
            Op.Sign when IsAtom(a, Op.Sign) => (Rewrites.Twice, a),
            Op.Floor or Op.Ceil or Op.Round when f.Is(Mark.Whole) => (Rewrites.Twice, a),
            Op.Not when IsAtom(a, Op.Not) && forms[f.A].Is(Mark.Truth) => (Rewrites.NotNot, f.A),
            _ => (null, -1),
        };
        if (rule is null)
            return null;
        Use(rule);
        return result;
    }

    /// <summary>Odd functions hand a minus on, even ones drop it; abs and sign let numbers out.</summary>
    private int? SignedOut(Op op, int a)
    {
        var (c, form) = Split(a);
        if (op is Op.Abs or Op.Sign && !c.IsOne && form != One)
        {
            Use(op == Op.Abs ? Rewrites.AbsFactor : Rewrites.SignFactor);
            var factor =
                op == Op.Sign ? c.Sign
                : c.Sign < 0 ? -c
                : c;
            return Scale(factor, Function(op, form));
        }
        if (!IsOdd(op) && !IsEven(op))
            return null;
        if (Upright(a) is not { } turned)
            return null;
        Use(IsOdd(op) ? Rewrites.Odd : Rewrites.Even);
        var upright = Function(op, turned);
        return IsOdd(op) ? Negate(upright) : upright;
    }

    /// <summary>−a, when that is the better way to write it: it has fewer minus signs or is there already.</summary>
    private int? Upright(int a)
    {
        var (c, _) = Split(a);
        if (c.Sign < 0)
            return Negate(a);
        if (forms[a].Kind != Kind.Sum || style == Style.Shared)
            return null;
        if (forms[a].Count <= Few && AllOf(a, -1))
            return Negate(a);
        return IsMadeTurned(a, out var turned) ? turned : null;
    }

    private static bool IsOdd(Op op) =>
        op
            is Op.Sin
                or Op.Tan
                or Op.Asin
                or Op.Atan
                or Op.Sinh
                or Op.Tanh
                or Op.Asinh
                or Op.Atanh
                or Op.Erf
                or Op.Cbrt
                or Op.Sign
                or Op.Round;

    private static bool IsEven(Op op) => op is Op.Cos or Op.Cosh or Op.Abs;

    /// <summary>What is known of op(a, b) whatever the arguments are.</summary>
    private Mark Known(Op op, int a, int b)
    {
        const Mark none = Mark.None;
        return op switch
        {
            Op.Exp or Op.Cosh or Op.Sigmoid or Op.Softplus or Op.Softmax or Op.Erfc => Mark.NotNegative | Mark.Positive,
            Op.Abs or Op.Relu or Op.Acos or Op.Acosh or Op.Hypot or Op.Norm or Op.Sqrt => Mark.NotNegative,
            Op.Sign or Op.Floor or Op.Ceil or Op.Round => Mark.Whole,
            Op.Argmax => Mark.Whole | Mark.NotNegative,
            Op.Lt or Op.Le or Op.Gt or Op.Ge or Op.Eq or Op.Ne or Op.And or Op.Or or Op.Not => Mark.Truth | Mark.Whole | Mark.NotNegative,
            Op.Where or Op.Fma => none,
            Op.Min => forms[a].Mark & forms[b].Mark & (Mark.NotNegative | Mark.Positive),
            Op.Max => (forms[a].Mark | forms[b].Mark) & (Mark.NotNegative | Mark.Positive),
            Op.At => forms[a].Mark & Mark.Plain,
            Op.Fill => forms[a].Mark,
            Op.Const or Op.Pi or Op.E or Op.Param or Op.Column or Op.OneHot or Op.Array => none,
            Op.Neg or Op.Add or Op.Sub or Op.Mul or Op.Div or Op.Pow => none,
            Op.Expm1 or Op.Log or Op.Log1p or Op.Log2 or Op.Log10 or Op.Cbrt => none,
            Op.Sin or Op.Cos or Op.Tan or Op.Asin or Op.Atan => none,
            Op.Sinh or Op.Tanh or Op.Asinh or Op.Atanh or Op.Erf or Op.Lgamma or Op.Polygamma or Op.Atan2 => none,
            Op.Gamma or Op.Bessel => none,
            Op.Sum or Op.Mean or Op.Dot or Op.MatMul or Op.Outer or Op.Transpose or Op.LogSumExp => none,
            Op.Gather or Op.Scatter => none,
            Op.RowSum => forms[a].Mark & Mark.NotNegative,
            Op.RowMean => forms[a].Mark & (Mark.NotNegative | Mark.Positive),
            Op.RowMax or Op.RowMin => forms[a].Mark & (Mark.NotNegative | Mark.Positive | Mark.Whole),
        };
    }
}
