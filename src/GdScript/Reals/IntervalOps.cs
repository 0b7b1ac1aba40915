using System.Diagnostics;
using GdScript.Graphs;
using GdScript.Kernels;

namespace GdScript.Reals;

/// <summary>What each elementwise operation makes of intervals.</summary>
internal static class IntervalOps
{
    /// <summary>Doubles to move outward: our functions are within one ulp, the gamma family within five.</summary>
    private const int Function = 3;
    private const int Gamma = 12;

    /// <summary>Where lgamma is least, and its value there, with room for rounding.</summary>
    private const double GammaBottom = 1.4616321449683623;
    private const double GammaLeast = -0.1214862905358497;
    private const double GammaLeastValue = 0.8856031944108885;

    private static readonly Interval Truths = new(0, 1);

    public static Interval Apply(Op op, in Interval a, in Interval b, in Interval c) =>
        !a.IsKnown || (op.Arity() > 1 && op != Op.Where && !b.IsKnown) ? Interval.Unknown : Known(op, a, b, c);

    private static Interval Known(Op op, Interval a, Interval b, Interval c) =>
        op switch
        {
            Op.Neg => -a,
            Op.Add => a + b,
            Op.Sub => a - b,
            Op.Mul => a * b,
            Op.Div => a / b,
            Op.Pow => Power(a, b),
            Op.Exp or Op.Expm1 or Op.Sinh or Op.Tanh or Op.Asinh or Op.Atan or Op.Cbrt => Rising(op, a),
            Op.Sigmoid or Op.Softplus or Op.Erf => Rising(op, a),
            Op.Log or Op.Log2 or Op.Log10 => a.Low > 0 ? Rising(op, a) : Interval.Unknown,
            Op.Log1p => a.Low > -1 ? Rising(op, a) : Interval.Unknown,
            Op.Sqrt => a.Low >= 0 ? new(Down(Math.Sqrt(a.Low)), Interval.Moved(Math.Sqrt(a.High), 1)) : Interval.Unknown,
            Op.Asin => a.Size <= 1 ? Rising(op, a) : Interval.Unknown,
            Op.Acos => a.Size <= 1 ? Falling(op, a) : Interval.Unknown,
            Op.Acosh => a.Low >= 1 ? Rising(op, a) : Interval.Unknown,
            Op.Atanh => a.Size < 1 ? Rising(op, a) : Interval.Unknown,
            Op.Sin => Wave(op, a, 0.25),
            Op.Cos => Wave(op, a, 0),
            Op.Tan => Tangent(a),
            Op.Cosh => a.Low >= 0 ? Rising(op, a)
            : a.High <= 0 ? Falling(op, a)
            : new(1, Interval.Moved(Elementary.Cosh(a.Size), Function)),
            Op.Lgamma => OfGamma(op, a, GammaLeast),
            Op.Polygamma => a.Low > 0 ? Ends(op, a, b.Low, Gamma) : Interval.Unknown,
            Op.Erfc => Falling(op, a),
            Op.Gamma => OfGamma(op, a, GammaLeastValue),
            Op.Bessel => Interval.Unknown,
            Op.Abs => a.Low >= 0 ? a
            : a.High <= 0 ? -a
            : new(0, a.Size),
            Op.Sign or Op.Relu or Op.Floor or Op.Ceil or Op.Round => new(Scalar.Apply(op, a.Low, 0, 0), Scalar.Apply(op, a.High, 0, 0)),
            Op.Atan2 => Angle(a, b),
            Op.Hypot => Apply(Op.Sqrt, Squared(a) + Squared(b), default, default),
            Op.Min => new(Math.Min(a.Low, b.Low), Math.Min(a.High, b.High)),
            Op.Max => new(Math.Max(a.Low, b.Low), Math.Max(a.High, b.High)),
            Op.Lt => Truth(a.High < b.Low, a.Low >= b.High),
            Op.Le => Truth(a.High <= b.Low, a.Low > b.High),
            Op.Gt => Truth(a.Low > b.High, a.High <= b.Low),
            Op.Ge => Truth(a.Low >= b.High, a.High < b.Low),
            Op.Eq => Truth(a.IsPoint && a == b, a.High < b.Low || a.Low > b.High),
            Op.Ne => Truth(a.High < b.Low || a.Low > b.High, a.IsPoint && a == b),
            Op.And => Truth(!a.Holds(0) && !b.Holds(0), IsZero(a) || IsZero(b)),
            Op.Or => Truth(!a.Holds(0) || !b.Holds(0), IsZero(a) && IsZero(b)),
            Op.Not => Truth(IsZero(a), !a.Holds(0)),
            Op.Fma => c.IsKnown ? a * b + c : Interval.Unknown,
            Op.Where => !a.Holds(0) ? b
            : IsZero(a) ? c
            : Interval.Hull(b, c),
            Op.Const or Op.Pi or Op.E or Op.Param or Op.Column or Op.OneHot => throw NotElementwise(op),
            Op.Array or Op.At or Op.Fill or Op.Sum or Op.Mean or Op.Dot or Op.Norm => throw NotElementwise(op),
            Op.MatMul or Op.Outer or Op.Transpose or Op.Softmax or Op.LogSumExp or Op.Argmax => throw NotElementwise(op),
            Op.Gather or Op.Scatter => throw NotElementwise(op),
            Op.RowSum or Op.RowMean or Op.RowMax or Op.RowMin => throw NotElementwise(op),
        };

    public static bool IsZero(Interval a) => a is { Low: 0, High: 0 };

    private static Interval Truth(bool surely, bool surelyNot) =>
        surely ? new(1, 1)
        : surelyNot ? new(0, 0)
        : Truths;

    private static Interval Rising(Op op, Interval a) => Outward(Scalar.Apply(op, a.Low, 0, 0), Scalar.Apply(op, a.High, 0, 0), Function);

    private static Interval Falling(Op op, Interval a) => Outward(Scalar.Apply(op, a.High, 0, 0), Scalar.Apply(op, a.Low, 0, 0), Function);

    private static Interval Outward(double low, double high, int ulps) => new(Interval.Moved(low, -ulps), Interval.Moved(high, ulps));

    private static double Down(double x) => x == 0 ? 0 : Interval.Moved(x, -1);

    /// <summary>A function that is monotone over the interval, whichever way.</summary>
    private static Interval Ends(Op op, Interval a, double order, int ulps)
    {
        var (x, y) = (Scalar.Apply(op, a.Low, order, 0), Scalar.Apply(op, a.High, order, 0));
        return Outward(Math.Min(x, y), Math.Max(x, y), ulps);
    }

    /// <summary>gamma or its logarithm, which fall to their least value at 1.46… and rise from there on.</summary>
    private static Interval OfGamma(Op op, Interval a, double least)
    {
        if (!(a.Low > 0))
            return Interval.Unknown;
        var ends = Ends(op, a, 0, Gamma);
        return a.Holds(GammaBottom) || Math.Abs(a.Near - GammaBottom) < 1e-6 ? ends with { Low = Math.Min(ends.Low, least) } : ends;
    }

    /// <summary>sin or cos: the ends, and ±1 where a crest or a trough may lie between them. Crests are at whole turns after the offset.</summary>
    private static Interval Wave(Op op, Interval a, double crest)
    {
        if (!(a.Size < 1e15) || a.Width >= 6.3)
            return new(-1, 1);
        var ends = Ends(op, a, 0, Function);
        var high = Crosses(a, crest) ? 1 : Math.Min(1, ends.High);
        var low = Crosses(a, crest + 0.5) ? -1 : Math.Max(-1, ends.Low);
        return new(low, high);
    }

    /// <summary>True when some 2π(k + offset) may lie within; in doubt, true.</summary>
    private static bool Crosses(Interval a, double offset)
    {
        const double turn = 6.283185307179586;
        var doubt = 1e-12 * (1 + a.Size);
        return Math.Floor((a.High + doubt) / turn - offset) > Math.Floor((a.Low - doubt) / turn - offset);
    }

    private static Interval Tangent(Interval a)
    {
        const double halfTurn = 3.141592653589793;
        if (!(a.Size < 1e15) || a.Width >= 3.2)
            return Interval.Unknown;
        var doubt = 1e-12 * (1 + a.Size);
        var crosses = Math.Floor((a.High + doubt) / halfTurn - 0.5) > Math.Floor((a.Low - doubt) / halfTurn - 0.5);
        return crosses ? Interval.Unknown : Rising(Op.Tan, a);
    }

    private static Interval Power(Interval a, Interval b)
    {
        if (b.IsPoint && b.Low == Math.Floor(b.Low) && Math.Abs(b.Low) <= 64)
            return b.Low < 0 ? Interval.Of(1) / Whole(a, (int)-b.Low) : Whole(a, (int)b.Low);
        if (a.Low == 0 && b.Low > 0 && b.IsPoint)
            return new(0, Interval.Moved(Elementary.Pow(a.High, b.Low), Function));
        if (!(a.Low > 0))
            return Interval.Unknown;
        double[] corners =
        [
            Elementary.Pow(a.Low, b.Low),
            Elementary.Pow(a.Low, b.High),
            Elementary.Pow(a.High, b.Low),
            Elementary.Pow(a.High, b.High),
        ];
        return Outward(corners.Min(), corners.Max(), Function);
    }

    private static Interval Whole(Interval a, int n)
    {
        if (n == 0)
            return Interval.Of(1);
        var power = new Interval(Of(a.Low, n, -1), Of(a.High, n, 1));
        if (n % 2 == 1)
            return power;
        var (small, large) = (Math.Min(Math.Abs(a.Low), Math.Abs(a.High)), a.Size);
        return new(a.Holds(0) ? 0 : Of(small, n, -1), Of(large, n, 1));

        static double Of(double x, int n, int way)
        {
            var product = Interval.Of(1);
            for (var k = 0; k < n; k++)
                product *= new Interval(x, x);
            return way < 0 ? product.Low : product.High;
        }
    }

    private static Interval Squared(Interval a) => Whole(a, 2);

    /// <summary>The extreme angles of a box that does not reach the cut are at its corners.</summary>
    private static Interval Angle(Interval y, Interval x)
    {
        if (x.Low <= 0 && y.Holds(0))
            return Interval.Unknown;
        double[] corners =
        [
            Elementary.Atan2(y.Low, x.Low),
            Elementary.Atan2(y.Low, x.High),
            Elementary.Atan2(y.High, x.Low),
            Elementary.Atan2(y.High, x.High),
        ];
        return Outward(corners.Min(), corners.Max(), Function);
    }

    private static UnreachableException NotElementwise(Op op) => new($"{op} does not work element by element");
}
