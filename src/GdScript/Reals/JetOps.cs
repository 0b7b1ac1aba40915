using System.Diagnostics;
using GdScript.Graphs;

namespace GdScript.Reals;

/// <summary>What each elementwise operation makes of Taylor series: its value by intervals, the rest by integrating g′(u)·u′.</summary>
internal static class JetOps
{
    private static readonly Interval Ln2 = new(0.6931471805599452, 0.6931471805599454);
    private static readonly Interval Ln10 = new(2.3025850929940455, 2.302585092994046);
    private static readonly Interval TwoOverRootPi = new(1.1283791670955123, 1.1283791670955128);

    public static Jet Apply(Op op, in Jet a, in Jet b, in Jet c) => Of(op, a, b, c, 3);

    /// <summary>The series as far as <paramref name="order"/>: a slope needs one order less, which ends the descent.</summary>
    private static Jet Of(Op op, in Jet a, in Jet b, in Jet c, int order)
    {
        switch (op)
        {
            case Op.Neg:
                return -a;
            case Op.Add:
                return a + b;
            case Op.Sub:
                return a - b;
            case Op.Mul:
                return a * b;
            case Op.Div:
                return a / b;
            case Op.Fma:
                return a * b + c;
        }
        var value = IntervalOps.Apply(op, a.C0, b.C0, c.C0);
        if (order == 0)
            return Jet.Bent(value);
        if (IsFlat(op))
            return value.IsPoint && ((a.IsConstant && b.IsConstant) || IsAwayFromJumps(op, a.C0, b.C0)) ? Jet.Of(value) : Jet.Bent(value);
        return op switch
        {
            Op.Where => !a.C0.Holds(0) ? b
            : IntervalOps.IsZero(a.C0) && a.IsConstant ? c
            : Jet.Bent(value),
            Op.Abs => a.C0.Low > 0 ? a
            : a.C0.High < 0 ? -a
            : Jet.Bent(value),
            Op.Relu => a.C0.Low > 0 ? a
            : a.C0.High < 0 ? Jet.Of(0)
            : Jet.Bent(value),
            Op.Min => Chosen(a, b, value, least: true),
            Op.Max => Chosen(a, b, value, least: false),
            Op.Pow => Power(a, b, value, order),
            Op.Hypot => Hypot(a, b, value, order),
            Op.Atan2 => Jet.Integral(value, (b * a.Derivative - a * b.Derivative) / (a * a + b * b)),
            _ => Jet.Integral(value, Slope(op, a, b, order - 1) * a.Derivative),
        };
    }

    private static bool IsFlat(Op op) =>
        op is Op.Sign or Op.Floor or Op.Ceil or Op.Round or Op.Lt or Op.Le or Op.Gt or Op.Ge or Op.Eq or Op.Ne or Op.And or Op.Or or Op.Not;

    /// <summary>A step function is flat around an interval only when no end of it stands on a step.</summary>
    private static bool IsAwayFromJumps(Op op, Interval a, Interval b) =>
        op switch
        {
            Op.Sign or Op.Not => !a.Holds(0),
            Op.Floor or Op.Ceil => a.Low > Math.Floor(a.Low) && Math.Floor(a.Low) == Math.Floor(a.High),
            Op.Round => Math.Floor(a.Low + 0.5) == Math.Floor(a.High + 0.5) && a.Low + 0.5 > Math.Floor(a.Low + 0.5),
            Op.And or Op.Or => !a.Holds(0) && !b.Holds(0),
            _ => a.High < b.Low || a.Low > b.High,
        };

    private static Jet Chosen(Jet a, Jet b, Interval value, bool least)
    {
        if (a.C0.High < b.C0.Low)
            return least ? a : b;
        return b.C0.High < a.C0.Low ? (least ? b : a) : Jet.Bent(value);
    }

    private static Jet Power(Jet a, Jet b, Interval value, int order)
    {
        if (b.IsConstant && b.C0.IsPoint && b.C0.Low == Math.Floor(b.C0.Low) && Math.Abs(b.C0.Low) <= 64)
        {
            var n = (int)b.C0.Low;
            if (n == 0)
                return Jet.Of(1);
            // g′ = n a^(n−1), whose even powers stay above zero.
            var factor = Of(Op.Pow, a, Jet.Of(n - 1), default, order - 1);
            return Jet.Integral(value, Jet.Of(n) * factor * a.Derivative);
        }
        if (b.IsConstant)
            return Jet.Integral(value, b * Of(Op.Pow, a, b - Jet.Of(1), default, order - 1) * a.Derivative);
        var exponent = b * Of(Op.Log, a, default, default, order);
        return Jet.Integral(value, Of(Op.Pow, a, b, default, order - 1) * exponent.Derivative);
    }

    private static Jet Hypot(Jet a, Jet b, Interval value, int order) =>
        Jet.Integral(value, (a * a.Derivative + b * b.Derivative) / Of(Op.Hypot, a, b, default, order - 1));

    /// <summary>g′(u), to one order less than g(u).</summary>
    private static Jet Slope(Op op, Jet u, Jet order0, int order)
    {
        Jet One() => Jet.Of(1);
        Jet Go(Op inner, Jet x) => Of(inner, x, default, default, order);
        Jet Inverse(Jet x) => One() / x;
        return op switch
        {
            Op.Exp or Op.Expm1 => Go(Op.Exp, u),
            Op.Log => Inverse(u),
            Op.Log1p => Inverse(One() + u),
            Op.Log2 => Inverse(Jet.Of(Ln2) * u),
            Op.Log10 => Inverse(Jet.Of(Ln10) * u),
            Op.Sqrt => Inverse(Jet.Of(2) * Go(Op.Sqrt, u)),
            Op.Cbrt => Go(Op.Cbrt, u) is var root ? Inverse(Jet.Of(3) * root * root) : default,
            Op.Sin => Go(Op.Cos, u),
            Op.Cos => -Go(Op.Sin, u),
            Op.Tan => Go(Op.Tan, u) is var t ? One() + t * t : default,
            Op.Asin => Inverse(Go(Op.Sqrt, (One() - u) * (One() + u))),
            Op.Acos => -Inverse(Go(Op.Sqrt, (One() - u) * (One() + u))),
            Op.Atan => Inverse(One() + u * u),
            Op.Sinh => Go(Op.Cosh, u),
            Op.Cosh => Go(Op.Sinh, u),
            Op.Tanh => Go(Op.Cosh, u) is var h ? Inverse(h * h) : default,
            Op.Asinh => Inverse(Go(Op.Sqrt, One() + u * u)),
            Op.Acosh => Inverse(Go(Op.Sqrt, u - One()) * Go(Op.Sqrt, u + One())),
            Op.Atanh => Inverse((One() - u) * (One() + u)),
            Op.Sigmoid => Go(Op.Sigmoid, u) * Go(Op.Sigmoid, -u),
            Op.Softplus => Go(Op.Sigmoid, u),
            Op.Erf => Jet.Of(TwoOverRootPi) * Go(Op.Exp, -(u * u)),
            Op.Lgamma => Of(Op.Polygamma, u, Jet.Of(0), default, order),
            Op.Polygamma => Of(Op.Polygamma, u, order0 + Jet.Of(1), default, order),
            Op.Erfc => -(Jet.Of(TwoOverRootPi) * Go(Op.Exp, -(u * u))),
            Op.Gamma => Go(Op.Gamma, u) * Of(Op.Polygamma, u, Jet.Of(0), default, order),
            // There is no enclosure of these.
            Op.Bessel => Jet.Of(Interval.Unknown),
            _ => throw new UnreachableException($"{op} has a rule of its own"),
        };
    }
}
