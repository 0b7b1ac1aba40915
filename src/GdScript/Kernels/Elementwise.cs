using System.Runtime.Intrinsics;
using GdScript.Graphs;

namespace GdScript.Kernels;

/// <summary>An operation on each element of an array: several at a time where that gives the same bits, else one by one.</summary>
internal static unsafe class Elementwise
{
    /// <summary>
    /// to[i] = op(a[i], b[i], c[i]) for n elements. A stride is 1 for an array and 0 for a scalar that goes with every
    /// element; <paramref name="to"/> may be one of the arguments.
    /// </summary>
    public static void Run(double* to, double* a, int strideA, double* b, int strideB, double* c, int strideC, int n, Op op)
    {
        if (op is Op.Add or Op.Sub or Op.Mul or Op.Div)
        {
            Arithmetic(to, a, strideA, b, strideB, n, op);
            return;
        }
        if (op == Op.Fma)
        {
            Fused(to, a, strideA, b, strideB, c, strideC, n);
            return;
        }
        if (op is Op.Neg or Op.Eq or Op.Where && n >= 8 && Vector512.IsHardwareAccelerated)
        {
            Chosen(to, a, strideA, b, strideB, c, strideC, n, op);
            return;
        }
        var together = strideA == 1 ? OfSpan(op) : null;
        if (together != null)
            together(new(a, n), new(to, n));
        else
            for (var i = 0; i < n; i++)
                to[i] = Scalar.Apply(op, a[i * strideA], b[i * strideB], c[i * strideC]);
    }

    private static void Arithmetic(double* to, double* a, int strideA, double* b, int strideB, int n, Op op)
    {
        var i = 0;
        if (Vector512.IsHardwareAccelerated)
            for (; i + 8 <= n; i += 8)
            {
                var x = strideA == 0 ? Vector512.Create(*a) : Vector512.Load(a + i);
                var y = strideB == 0 ? Vector512.Create(*b) : Vector512.Load(b + i);
                var z =
                    op == Op.Add ? x + y
                    : op == Op.Sub ? x - y
                    : op == Op.Mul ? x * y
                    : x / y;
                z.Store(to + i);
            }
        for (; i < n; i++)
            to[i] = Scalar.Apply(op, a[i * strideA], b[i * strideB], 0);
    }

    private static void Fused(double* to, double* a, int strideA, double* b, int strideB, double* c, int strideC, int n)
    {
        var i = 0;
        if (Vector512.IsHardwareAccelerated)
            for (; i + 8 <= n; i += 8)
                Vector512.FusedMultiplyAdd(Eight(a, strideA, i), Eight(b, strideB, i), Eight(c, strideC, i)).Store(to + i);
        for (; i < n; i++)
            to[i] = Math.FusedMultiplyAdd(a[i * strideA], b[i * strideB], c[i * strideC]);
    }

    /// <summary>What only moves or chooses numbers, eight at a time.</summary>
    private static void Chosen(double* to, double* a, int strideA, double* b, int strideB, double* c, int strideC, int n, Op op)
    {
        var (zero, one) = (Vector512<double>.Zero, Vector512.Create(1.0));
        var i = 0;
        for (; i + 8 <= n; i += 8)
        {
            var x = Eight(a, strideA, i);
            var z =
                op == Op.Neg ? (x.AsInt64() ^ Vector512.Create(long.MinValue)).AsDouble()
                : op == Op.Eq ? Vector512.ConditionalSelect(Vector512.Equals(x, Eight(b, strideB, i)), one, zero)
                : Vector512.ConditionalSelect(Vector512.Equals(x, zero), Eight(c, strideC, i), Eight(b, strideB, i));
            z.Store(to + i);
        }
        for (; i < n; i++)
            to[i] = Scalar.Apply(op, a[i * strideA], b[i * strideB], c[i * strideC]);
    }

    private static Vector512<double> Eight(double* from, int stride, int i) =>
        stride == 0 ? Vector512.Create(*from) : Vector512.Load(from + i);

    /// <summary>The function of <see cref="Elementary"/> for a whole array; null for operations that have none.</summary>
    private static delegate* <ReadOnlySpan<double>, Span<double>, void> OfSpan(Op op) =>
        op switch
        {
            Op.Exp => &Elementary.Exp,
            Op.Expm1 => &Elementary.Expm1,
            Op.Log => &Elementary.Log,
            Op.Log1p => &Elementary.Log1p,
            Op.Log2 => &Elementary.Log2,
            Op.Log10 => &Elementary.Log10,
            Op.Cbrt => &Elementary.Cbrt,
            Op.Sin => &Elementary.Sin,
            Op.Cos => &Elementary.Cos,
            Op.Tan => &Elementary.Tan,
            Op.Asin => &Elementary.Asin,
            Op.Acos => &Elementary.Acos,
            Op.Atan => &Elementary.Atan,
            Op.Sinh => &Elementary.Sinh,
            Op.Cosh => &Elementary.Cosh,
            Op.Tanh => &Elementary.Tanh,
            Op.Asinh => &Elementary.Asinh,
            Op.Acosh => &Elementary.Acosh,
            Op.Atanh => &Elementary.Atanh,
            Op.Sigmoid => &Elementary.Sigmoid,
            Op.Softplus => &Elementary.Softplus,
            Op.Erf => &Elementary.Erf,
            Op.Lgamma => &Elementary.Lgamma,
            Op.Erfc => &Elementary.Erfc,
            Op.Gamma => &Elementary.Gamma,
            Op.Neg or Op.Add or Op.Sub or Op.Mul or Op.Div or Op.Pow or Op.Sqrt or Op.Polygamma or Op.Bessel => null,
            Op.Abs or Op.Sign or Op.Relu or Op.Floor or Op.Ceil or Op.Round => null,
            Op.Atan2 or Op.Hypot or Op.Min or Op.Max or Op.Where or Op.Fma => null,
            Op.Lt or Op.Le or Op.Gt or Op.Ge or Op.Eq or Op.Ne or Op.And or Op.Or or Op.Not => null,
            Op.Const or Op.Pi or Op.E or Op.Param or Op.Column or Op.OneHot => null,
            Op.Array or Op.At or Op.Fill or Op.Sum or Op.Mean or Op.Dot or Op.Norm => null,
            Op.MatMul or Op.Outer or Op.Transpose or Op.Softmax or Op.LogSumExp or Op.Argmax => null,
            Op.Gather or Op.Scatter => null,
            Op.RowSum or Op.RowMean or Op.RowMax or Op.RowMin => null,
        };
}
