using System.Diagnostics;
using GdScript.Graphs;
using GdScript.Kernels;

namespace GdScript.Reals;

/// <summary>What each elementwise operation does to numbers of twice the digits.</summary>
internal static class DoubledOps
{
    public static Doubled Apply(Op op, Doubled a, Doubled b, Doubled c) =>
        op switch
        {
            Op.Neg => -a,
            Op.Add => a + b,
            Op.Sub => a - b,
            Op.Mul => a * b,
            Op.Div => a / b,
            Op.Pow => DoubledExp.Pow(a, b),
            Op.Exp => DoubledExp.Exp(a),
            Op.Expm1 => DoubledExp.Expm1(a),
            Op.Log => DoubledExp.Log(a),
            Op.Log1p => DoubledExp.Log1p(a),
            Op.Log2 => DoubledExp.Log(a) / Doubled.Ln2,
            Op.Log10 => DoubledExp.Log(a) / Doubled.Ln10,
            Op.Sqrt => Doubled.Sqrt(a),
            Op.Cbrt => DoubledExp.Cbrt(a),
            Op.Sin => DoubledTrig.Sin(a),
            Op.Cos => DoubledTrig.Cos(a),
            Op.Tan => DoubledTrig.Tan(a),
            Op.Asin => DoubledTrig.Asin(a),
            Op.Acos => DoubledTrig.Acos(a),
            Op.Atan => DoubledTrig.Atan(a),
            Op.Sinh => DoubledExp.Sinh(a),
            Op.Cosh => DoubledExp.Cosh(a),
            Op.Tanh => DoubledExp.Tanh(a),
            Op.Asinh => DoubledExp.Asinh(a),
            Op.Acosh => DoubledExp.Acosh(a),
            Op.Atanh => DoubledExp.Atanh(a),
            Op.Sigmoid => DoubledExp.Sigmoid(a),
            Op.Softplus => DoubledExp.Softplus(a),
            Op.Erf => DoubledGamma.Erf(a),
            Op.Lgamma => DoubledGamma.Lgamma(a),
            Op.Polygamma => DoubledGamma.Polygamma((int)b.Hi, a),
            Op.Erfc => DoubledGamma.Erfc(a),
            Op.Gamma => DoubledGamma.Gamma(a),
            Op.Bessel => OfBessel(Bessel.Of((int)b.Hi), a),
            Op.Abs => Doubled.Abs(a),
            Op.Sign => double.IsNaN(a.Hi) ? a : Math.Sign(a.Hi),
            Op.Relu => a.Hi <= 0 ? 0 : a,
            Op.Floor => Doubled.Floor(a),
            Op.Ceil => -Doubled.Floor(-a),
            Op.Round => Doubled.Round(a),
            Op.Atan2 => DoubledTrig.Atan2(a, b),
            Op.Hypot => DoubledTrig.Hypot(a, b),
            Op.Min => double.IsNaN(a.Hi) || a < b ? a : b,
            Op.Max => double.IsNaN(a.Hi) || a > b ? a : b,
            Op.Lt => Truth(a < b),
            Op.Le => Truth(a < b || a == b),
            Op.Gt => Truth(a > b),
            Op.Ge => Truth(a > b || a == b),
            Op.Eq => Truth(a.Hi == b.Hi && a.Lo == b.Lo),
            Op.Ne => Truth(a.Hi != b.Hi || a.Lo != b.Lo),
            Op.And => Truth(a.Hi != 0 && b.Hi != 0),
            Op.Or => Truth(a.Hi != 0 || b.Hi != 0),
            Op.Not => Truth(a.Hi == 0),
            Op.Fma => a * b + c,
            Op.Where => a.Hi != 0 ? b : c,
            Op.Const or Op.Pi or Op.E or Op.Param or Op.Column or Op.OneHot => throw NotElementwise(op),
            Op.Array or Op.At or Op.Fill or Op.Sum or Op.Mean or Op.Dot or Op.Norm => throw NotElementwise(op),
            Op.MatMul or Op.Outer or Op.Transpose or Op.Softmax or Op.LogSumExp or Op.Argmax => throw NotElementwise(op),
            Op.Gather or Op.Scatter => throw NotElementwise(op),
            Op.RowSum or Op.RowMean or Op.RowMax or Op.RowMin => throw NotElementwise(op),
        };

    /// <summary>No more digits than the double's: nobody has more of them here, and the error stated with it says so.</summary>
    private static Doubled OfBessel(Bessel function, Doubled x)
    {
        var (value, turned) = (Bessels.Of(function, x.Hi), Bessels.Slope(function, x.Hi) * x.Lo);
        return double.IsFinite(turned) ? (Doubled)value + turned : value;
    }

    private static Doubled Truth(bool holds) => holds ? 1 : 0;

    private static UnreachableException NotElementwise(Op op) => new($"{op} does not work element by element");
}
