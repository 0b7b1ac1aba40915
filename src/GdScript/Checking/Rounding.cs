using System.Numerics;
using GdScript.Graphs;
using GdScript.Kernels;

namespace GdScript.Checking;

/// <summary>The error an operation commits by itself: how far its computed result is from the exact one for the same arguments.</summary>
internal static class Rounding
{
    private const double U = RunningError.U;

    /// <summary>The smallest positive double; no rounding below the normal numbers is larger.</summary>
    private const double Tiny = double.Epsilon;

    internal const double SmallestNormal = 2.2250738585072014e-308;

    /// <summary>Rounded once to nearest: at most u·|r|, or half of the smallest double among the subnormals.</summary>
    public static double Of(double r) => Relative(1, r);

    /// <summary><paramref name="units"/>·u·|r|, and no less than the subnormals allow.</summary>
    public static double Relative(double units, double r)
    {
        var size = Math.Abs(r);
        return size >= SmallestNormal ? units * U * size : units * Tiny;
    }

    /// <summary>
    /// Half a unit in the last place of a decimal fraction of about fifteen digits or more (zeros at its end are not seen); 0 for any
    /// other number.
    /// </summary>
    public static double OfDigits(Number written)
    {
        const int many = 13;
        const int most = 40;
        if (!written.IsFinite || written.IsInteger)
            return 0;
        var (digits, unit) = (BigInteger.Abs(written.Numerator), BigInteger.One);
        for (var places = 1; places <= most; places++)
        {
            unit *= 10;
            var (scaled, rest) = BigInteger.DivRem(digits * unit, written.Denominator);
            if (rest.IsZero)
                return scaled >= BigInteger.Pow(10, many - 1) ? Number.Ratio(1, 2 * unit).ToDouble() : 0;
        }
        return 0;
    }

    /// <summary>Above this the last bit of a product does not underflow.</summary>
    internal const double FarFromTiny = 1e-250;

    /// <summary>The rounding of an elementwise operation with result <paramref name="r"/>.</summary>
    /// <remarks>Our elementary functions are within one ulp, which is at most 2u·|r| (the gamma family within five, those of Bessel and Airy as <see cref="BesselErrors"/> says); powers may be products of four factors.</remarks>
    public static double Of(Op op, double a, double b, double r) =>
        op switch
        {
            Op.Neg or Op.Abs or Op.Sign or Op.Relu or Op.Floor or Op.Ceil or Op.Round or Op.Min or Op.Max or Op.Where => 0,
            Op.Lt or Op.Le or Op.Gt or Op.Ge or Op.Eq or Op.Ne or Op.And or Op.Or or Op.Not => 0,
            Op.Add or Op.Sub => a == 0 || b == 0 ? 0 : U * Math.Abs(r),
            Op.Mul => a == 0 || b == 0 ? 0 : Of(r),
            // Exact where nothing is multiplied; else what a sum of the exact product commits, among the subnormals too.
            Op.Fma => a == 0 || b == 0 ? 0 : Of(r),
            Op.Div => a == 0 ? 0 : Of(r),
            Op.Sqrt => U * Math.Abs(r),
            Op.Pow => a is 0 or 1 || b is 0 or 1 ? 0 : Relative(4, r),
            Op.Exp or Op.Cosh or Op.Sigmoid or Op.Softplus => Relative(2, r),
            Op.Expm1
            or Op.Log1p
            or Op.Sin
            or Op.Tan
            or Op.Asin
            or Op.Atan
            or Op.Sinh
            or Op.Tanh
            or Op.Asinh
            or Op.Atanh
            or Op.Erf
            or Op.Cbrt => a == 0 ? 0 : Relative(2, r),
            Op.Log or Op.Log2 or Op.Log10 or Op.Acosh => a == 1 ? 0 : Relative(2, r),
            Op.Cos or Op.Acos or Op.Atan2 or Op.Hypot => Relative(2, r),
            Op.Lgamma or Op.Polygamma => Relative(10, Math.Abs(r) + Reflected(op, a, (int)b)),
            Op.Gamma => Relative(10, r),
            Op.Erfc => Relative(2, r),
            Op.Bessel => BesselErrors.Own(Bessel.Of((int)b), a, r),
            Op.Const or Op.Pi or Op.E or Op.Param or Op.Column or Op.OneHot => 0,
            Op.Array or Op.At or Op.Fill or Op.Sum or Op.Mean or Op.Dot or Op.Norm => 0,
            Op.MatMul or Op.Outer or Op.Transpose or Op.Softmax or Op.LogSumExp or Op.Argmax => 0,
            Op.Gather or Op.Scatter => 0,
            Op.RowSum or Op.RowMean or Op.RowMax or Op.RowMin => 0,
        };

    /// <summary>Below 0 the gamma family is a difference of two terms; near its zeros there they are larger than what is left. One of them.</summary>
    private static double Reflected(Op op, double a, int order) =>
        a >= 0 ? 0
        : op == Op.Lgamma ? 2 + Math.Abs(Elementary.Lgamma(1 - a))
        : (order == 0 ? 2 : 0) + Math.Abs(Elementary.Polygamma(order, 1 - a));
}
