using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using GdScript.Graphs;

namespace GdScript.Kernels;

/// <summary>
/// What each elementwise operation does to doubles, said once: the interpreter calls <see cref="Apply"/>, compiled code
/// calls the methods behind <see cref="MethodOf"/> or, for arithmetic and comparisons, uses the one instruction that
/// means the same. Everything is IEEE 754 double arithmetic rounded to nearest, ties to even. Min and Max give NaN when
/// either is NaN and count −0 below +0; Round takes halves to the even integer; a comparison with NaN is false, but for Ne.
/// </summary>
internal static class Scalar
{
    /// <summary>The value of an elementwise operation; unused arguments are ignored. Polygamma and Bessel take their order as b.</summary>
    public static double Apply(Op op, double a, double b, double c) =>
        op switch
        {
            Op.Neg => -a,
            Op.Add => a + b,
            Op.Sub => a - b,
            Op.Mul => a * b,
            Op.Div => a / b,
            Op.Pow => Elementary.Pow(a, b),
            Op.Exp => Elementary.Exp(a),
            Op.Expm1 => Elementary.Expm1(a),
            Op.Log => Elementary.Log(a),
            Op.Log1p => Elementary.Log1p(a),
            Op.Log2 => Elementary.Log2(a),
            Op.Log10 => Elementary.Log10(a),
            Op.Sqrt => Math.Sqrt(a),
            Op.Cbrt => Elementary.Cbrt(a),
            Op.Sin => Elementary.Sin(a),
            Op.Cos => Elementary.Cos(a),
            Op.Tan => Elementary.Tan(a),
            Op.Asin => Elementary.Asin(a),
            Op.Acos => Elementary.Acos(a),
            Op.Atan => Elementary.Atan(a),
            Op.Sinh => Elementary.Sinh(a),
            Op.Cosh => Elementary.Cosh(a),
            Op.Tanh => Elementary.Tanh(a),
            Op.Asinh => Elementary.Asinh(a),
            Op.Acosh => Elementary.Acosh(a),
            Op.Atanh => Elementary.Atanh(a),
            Op.Sigmoid => Elementary.Sigmoid(a),
            Op.Softplus => Elementary.Softplus(a),
            Op.Erf => Elementary.Erf(a),
            Op.Lgamma => Elementary.Lgamma(a),
            Op.Polygamma => Polygamma(a, b),
            Op.Erfc => Elementary.Erfc(a),
            Op.Gamma => Elementary.Gamma(a),
            Op.Bessel => Bessel(a, b),
            Op.Abs => Math.Abs(a),
            Op.Sign => Sign(a),
            Op.Relu => Relu(a),
            Op.Floor => Math.Floor(a),
            Op.Ceil => Math.Ceiling(a),
            Op.Round => Math.Round(a),
            Op.Atan2 => Elementary.Atan2(a, b),
            Op.Hypot => Elementary.Hypot(a, b),
            Op.Min => Math.Min(a, b),
            Op.Max => Math.Max(a, b),
            Op.Lt => Truth(a < b),
            Op.Le => Truth(a <= b),
            Op.Gt => Truth(a > b),
            Op.Ge => Truth(a >= b),
            Op.Eq => Truth(a == b),
            Op.Ne => Truth(a != b),
            Op.And => And(a, b),
            Op.Or => Or(a, b),
            Op.Not => Not(a),
            Op.Where => Where(a, b, c),
            Op.Fma => Math.FusedMultiplyAdd(a, b, c),
            Op.Const or Op.Pi or Op.E or Op.Param or Op.Column or Op.OneHot => throw NotElementwise(op),
            Op.Array or Op.At or Op.Fill or Op.Sum or Op.Mean or Op.Dot or Op.Norm => throw NotElementwise(op),
            Op.MatMul or Op.Outer or Op.Transpose or Op.Softmax or Op.LogSumExp or Op.Argmax => throw NotElementwise(op),
            Op.Gather or Op.Scatter => throw NotElementwise(op),
            Op.RowSum or Op.RowMean or Op.RowMax or Op.RowMin => throw NotElementwise(op),
        };

    /// <summary>
    /// The method that compiled code calls for an elementwise operation: one of these, one of <see cref="Elementary"/>, or
    /// one of <see cref="Math"/> that IEEE 754 pins to the bit (square root, absolute value, rounding, smaller and larger).
    /// </summary>
    /// <exception cref="MissingMethodException">The operation is not elementwise, or is emitted as an instruction.</exception>
    public static MethodInfo MethodOf(Op op)
    {
        const BindingFlags Any = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        var doubles = new Type[op.HasOrder() ? 2 : op.Arity()];
        Array.Fill(doubles, typeof(double));
        if (op == Op.Fma)
            return typeof(Math).GetMethod(nameof(Math.FusedMultiplyAdd), doubles)!;
        var exact = op is Op.Sqrt or Op.Abs or Op.Floor or Op.Ceil or Op.Round or Op.Min or Op.Max;
        return typeof(Scalar).GetMethod(op.ToString(), Any, doubles)
            ?? (exact ? typeof(Math) : typeof(Elementary)).GetMethod(op == Op.Ceil ? nameof(Math.Ceiling) : op.ToString(), Any, doubles)
            ?? throw new MissingMethodException(nameof(Scalar), op.ToString());
    }

    /// <summary>−1, 0 or 1; ±0 gives +0, NaN gives NaN.</summary>
    public static double Sign(double a) =>
        a > 0 ? 1
        : a < 0 ? -1
        : a == 0 ? 0
        : a;

    /// <summary>x above 0, else +0; NaN stays NaN.</summary>
    public static double Relu(double a) => a <= 0 ? 0 : a;

    /// <summary>Digamma for order 0, trigamma for order 1.</summary>
    public static double Polygamma(double a, double order) =>
        order == 0 ? Elementary.Digamma(a)
        : order == 1 ? Elementary.Trigamma(a)
        : Elementary.Polygamma((int)order, a);

    /// <summary>The Bessel or Airy function with that code.</summary>
    public static double Bessel(double a, double code) => Bessels.Of(Graphs.Bessel.Of((int)code), a);

    public static double And(double a, double b) => Truth(a != 0 && b != 0);

    public static double Or(double a, double b) => Truth(a != 0 || b != 0);

    public static double Not(double a) => Truth(a == 0);

    /// <summary>b where the condition is anything but 0 (NaN counts as true), else c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Where(double condition, double b, double c) => condition != 0 ? b : c;

    private static double Truth(bool holds) => holds ? 1 : 0;

    private static UnreachableException NotElementwise(Op op) => new($"{op} does not work element by element");
}
