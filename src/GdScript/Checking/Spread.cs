using GdScript.Graphs;
using GdScript.Kernels;

namespace GdScript.Checking;

/// <summary>
/// What an elementwise operation makes of the errors of its arguments: a bound on |op(true) − op(computed)| when each true
/// argument lies within its error of the computed one. Where the slope is steepest at an end of that interval the end is
/// used, so the bounds hold beyond first order; they are infinite where an argument may leave the domain.
/// </summary>
internal static class Spread
{
    public static double Of(Op op, double a, double ea, double b, double eb, double c, double ec, double r)
    {
        if (ea == 0 && eb == 0 && ec == 0)
            return 0;
        if (double.IsNaN(ea + eb + ec) || double.IsInfinity(ea))
            return double.PositiveInfinity;
        var bound = op switch
        {
            Op.Neg or Op.Abs => ea,
            // A negative argument, errors and all, gives 0 whatever it is.
            Op.Relu => a < 0 && -a > Margin * ea ? 0 : ea,
            Op.Add or Op.Sub => ea + eb,
            Op.Mul => Math.Abs(a) * eb + Math.Abs(b) * ea + ea * eb,
            Op.Fma => Math.Abs(a) * eb + Math.Abs(b) * ea + ea * eb + ec,
            Op.Div => Math.Abs(b) > eb ? (ea + Math.Abs(r) * eb) / (Math.Abs(b) - eb) : double.PositiveInfinity,
            Op.Pow => Power(a, ea, b, eb, Math.Abs(r)),
            Op.Sin => Math.Min(Math.Abs(Elementary.Cos(a)) * ea + ea * ea / 2, 2),
            Op.Cos => Math.Min(Math.Abs(Elementary.Sin(a)) * ea + ea * ea / 2, 2),
            Op.Tan => Tangent(ea, Math.Abs(r)),
            Op.Exp or Op.Expm1 or Op.Sinh or Op.Cosh or Op.Softplus => ea * AtEnds(op, a, ea),
            Op.Log or Op.Log1p or Op.Log2 or Op.Log10 or Op.Atanh => ea * AtEnds(op, a, ea),
            Op.Acosh => Math.Min(ea * AtEnds(op, a, ea), Math.Sqrt(2 * ea)),
            Op.Asin or Op.Acos => Math.Min(ea * AtEnds(op, a, ea), 2.3 * Math.Sqrt(ea)),
            Op.Sqrt => r > 0 ? Math.Min(ea / (r + Math.Sqrt(Math.Max(0, a - ea))), Math.Sqrt(ea)) : Math.Sqrt(ea),
            Op.Cbrt => Math.Abs(a) > ea ? ea * Steepness(op, Math.Abs(a) - ea, 0) : 1.6 * Elementary.Cbrt(ea),
            Op.Atan or Op.Tanh or Op.Asinh or Op.Sigmoid or Op.Erf or Op.Erfc => ea * Steepness(op, Math.Max(0, Math.Abs(a) - ea), 0),
            Op.Lgamma or Op.Gamma => Math.Floor(a - ea) == Math.Floor(a + ea) || a > ea ? ea * AtEnds(op, a, ea) : double.PositiveInfinity,
            Op.Polygamma => Math.Floor(a - ea) == Math.Floor(a + ea) || a > ea ? ea * AtEnds(op, a, ea, b) : double.PositiveInfinity,
            Op.Bessel => BesselErrors.Carried(Bessel.Of((int)b), a, ea),
            Op.Sign => Unsure(a, ea) ? 2 : 0,
            Op.Floor => Math.Floor(a + ea) - Math.Floor(a - ea),
            Op.Ceil => Math.Ceiling(a + ea) - Math.Ceiling(a - ea),
            Op.Round => Math.Round(a + ea) - Math.Round(a - ea),
            Op.Atan2 => Angle(a, ea, b, eb),
            Op.Hypot => Elementary.Hypot(ea, eb),
            Op.Min or Op.Max => Chosen(a, ea, b, eb, r),
            Op.Lt or Op.Le or Op.Gt or Op.Ge or Op.Eq or Op.Ne => Math.Abs(a - b) <= ea + eb ? 1 : 0,
            Op.And or Op.Or or Op.Not => Unsure(a, ea) || Unsure(b, eb) ? 1 : 0,
            Op.Where => Unsure(a, ea) ? Math.Abs(b - c) + Math.Max(eb, ec)
            : a != 0 ? eb
            : ec,
            Op.Const or Op.Pi or Op.E or Op.Param or Op.Column or Op.OneHot => 0,
            Op.Array or Op.At or Op.Fill or Op.Sum or Op.Mean or Op.Dot or Op.Norm => 0,
            Op.MatMul or Op.Outer or Op.Transpose or Op.Softmax or Op.LogSumExp or Op.Argmax => 0,
            Op.Gather or Op.Scatter => 0,
            Op.RowSum or Op.RowMean or Op.RowMax or Op.RowMin => 0,
        };
        return double.IsNaN(bound) ? double.PositiveInfinity : bound;
    }

    /// <summary>Beyond so many times the errors the choice is sure, be the errors themselves rounded.</summary>
    private const double Margin = 1.001;

    /// <summary>The error of the one that is taken, where the other cannot be; the arguments may be the heads of two doubles.</summary>
    private static double Chosen(double a, double ea, double b, double eb, double r)
    {
        var apart = Math.Abs(a - b) - 4 * RunningError.U * Math.Max(Math.Abs(a), Math.Abs(b));
        return !(apart > Margin * (ea + eb)) ? Math.Max(ea, eb)
            : r == a ? ea
            : eb;
    }

    /// <summary>True when the true argument may be on another side of 0 than the computed one.</summary>
    private static bool Unsure(double a, double ea) => ea > 0 && Math.Abs(a) <= ea;

    /// <summary>The steepest slope over [a − ea, a + ea] of a function whose slope has no maximum inside.</summary>
    private static double AtEnds(Op op, double a, double ea, double order = 0)
    {
        var (low, high) = (Steepness(op, a - ea, order), Steepness(op, a + ea, order));
        return low >= 0 && high >= 0 ? Math.Max(low, high) : double.PositiveInfinity;
    }

    /// <summary>|op′(x)|; NaN outside the domain. Within a few roundings, which the callers' allowance covers.</summary>
    private static double Steepness(Op op, double x, double order) =>
        op switch
        {
            Op.Exp or Op.Expm1 => Elementary.Exp(x),
            Op.Sinh => Elementary.Cosh(x),
            Op.Cosh => Math.Abs(Elementary.Sinh(x)),
            Op.Softplus => Elementary.Sigmoid(x),
            Op.Log => x > 0 ? 1 / x : double.NaN,
            Op.Log1p => x > -1 ? 1 / (1 + x) : double.NaN,
            Op.Log2 => x > 0 ? 1.4426950408889634 / x : double.NaN,
            Op.Log10 => x > 0 ? 0.4342944819032518 / x : double.NaN,
            Op.Cbrt => 1 / (3 * Elementary.Cbrt(x) * Elementary.Cbrt(x)),
            Op.Asin or Op.Acos => 1 / Math.Sqrt((1 - x) * (1 + x)),
            Op.Acosh => 1 / Math.Sqrt((x - 1) * (x + 1)),
            Op.Atanh => Math.Abs(x) < 1 ? 1 / ((1 - x) * (1 + x)) : double.NaN,
            Op.Atan => 1 / (1 + x * x),
            Op.Tanh => 1 / (Elementary.Cosh(x) * Elementary.Cosh(x)),
            Op.Asinh => 1 / Elementary.Hypot(1, x),
            Op.Sigmoid => Elementary.Sigmoid(x) * Elementary.Sigmoid(-x),
            Op.Erf or Op.Erfc => 1.1283791670955126 * Elementary.Exp(-x * x),
            Op.Lgamma => Math.Abs(Elementary.Digamma(x)),
            Op.Gamma => Math.Abs(Elementary.Gamma(x) * Elementary.Digamma(x)),
            Op.Polygamma => Math.Abs(Elementary.Polygamma((int)order + 1, x)),
            _ => throw new System.Diagnostics.UnreachableException($"{op} has a bound of its own"),
        };

    /// <summary>|tan(a + e) − r| = tan e (1 + r²) / (1 − r tan e).</summary>
    private static double Tangent(double ea, double r)
    {
        var t = ea < 1 ? Elementary.Tan(ea) : double.PositiveInfinity;
        return r * t < 1 ? t * (1 + r * r) / (1 - r * t) : double.PositiveInfinity;
    }

    /// <summary>First the base moves with the exponent held, then the exponent.</summary>
    private static double Power(double a, double ea, double b, double eb, double r)
    {
        var size = Math.Abs(a);
        var moved =
            ea == 0 || b == 0 ? 0
            : b >= 1 ? b * ea * Elementary.Pow(size + ea, b - 1)
            : size > ea ? Math.Abs(b) * ea * Elementary.Pow(size - ea, b - 1)
            : b > 0 ? 2 * Elementary.Pow(2 * ea, b)
            : double.PositiveInfinity;
        if (eb == 0)
            return moved;
        if (size <= ea)
            return double.PositiveInfinity;
        var log = Math.Max(Math.Abs(Elementary.Log(size - ea)), Math.Abs(Elementary.Log(size + ea)));
        return moved + (r + moved) * Elementary.Expm1(log * eb);
    }

    /// <summary>The angle of (b, a) turns by at most the error over what is left of the distance from the origin.</summary>
    private static double Angle(double a, double ea, double b, double eb)
    {
        var left = Elementary.Hypot(a, b) - Elementary.Hypot(ea, eb);
        var crossesCut = b < 0 && Unsure(a, ea);
        return left > 0 && !crossesCut ? 1.6 * Elementary.Hypot(ea, eb) / Elementary.Hypot(a, b) : 2 * Math.PI;
    }
}
