using System.Numerics;
using GdScript.Graphs;

namespace GdScript.Algebra;

/// <summary>Where a function of a rational number is rational itself, and where it has no value.</summary>
internal static class KnownValues
{
    /// <summary>op(c), exactly; null where it is not rational or not known to be.</summary>
    public static Number? Of(Op op, Number c) =>
        op switch
        {
            Op.Expm1 or Op.Log1p or Op.Sin or Op.Tan or Op.Asin or Op.Atan => c.IsZero ? 0 : null,
            Op.Sinh or Op.Tanh or Op.Asinh or Op.Atanh or Op.Erf => c.IsZero ? 0 : null,
            Op.Exp or Op.Cos or Op.Cosh or Op.Erfc => c.IsZero ? 1 : null,
            Op.Sigmoid => c.IsZero ? Number.Ratio(1, 2) : null,
            Op.Log or Op.Acos or Op.Acosh => c.IsOne ? 0 : null,
            Op.Lgamma => c.IsOne || c == 2 ? 0 : null,
            Op.Gamma => Factorial(c),
            Op.Log2 => Exponent(c, 2),
            Op.Log10 => Exponent(c, 10),
            Op.Cbrt => Cube(c),
            Op.Abs => c.Sign < 0 ? -c : c,
            Op.Sign => c.Sign,
            Op.Relu => c.Sign > 0 ? c : 0,
            Op.Floor => Floor(c),
            Op.Ceil => -Floor(-c),
            Op.Round => Rounded(c),
            Op.Not => c.IsZero ? 1 : 0,
            Op.Const or Op.Pi or Op.E or Op.Param or Op.Column or Op.OneHot => null,
            Op.Neg or Op.Add or Op.Sub or Op.Mul or Op.Div or Op.Pow or Op.Sqrt => null,
            Op.Softplus or Op.Polygamma or Op.Bessel or Op.Atan2 or Op.Hypot or Op.Min or Op.Max => null,
            Op.Lt or Op.Le or Op.Gt or Op.Ge or Op.Eq or Op.Ne or Op.And or Op.Or or Op.Where or Op.Fma => null,
            Op.Array or Op.At or Op.Fill or Op.Sum or Op.Mean or Op.Dot or Op.Norm => null,
            Op.MatMul or Op.Outer or Op.Transpose or Op.Softmax or Op.LogSumExp or Op.Argmax => null,
            Op.Gather or Op.Scatter => null,
            Op.RowSum or Op.RowMean or Op.RowMax or Op.RowMin => null,
        };

    /// <summary>True where op(c) is infinite or not a number.</summary>
    public static bool IsUndefined(Op op, Number c) =>
        op switch
        {
            Op.Log or Op.Log2 or Op.Log10 => c.Sign <= 0,
            Op.Log1p => c <= -1,
            Op.Asin or Op.Acos => c > 1 || c < -1,
            Op.Acosh => c < 1,
            Op.Atanh => c >= 1 || c <= -1,
            Op.Lgamma or Op.Polygamma or Op.Gamma => c.IsInteger && c.Sign <= 0,
            Op.Sqrt => c.Sign < 0,
            Op.Const or Op.Pi or Op.E or Op.Param or Op.Column or Op.OneHot => false,
            Op.Neg or Op.Add or Op.Sub or Op.Mul or Op.Div or Op.Pow or Op.Exp or Op.Expm1 or Op.Cbrt => false,
            Op.Sin or Op.Cos or Op.Tan or Op.Atan or Op.Sinh or Op.Cosh or Op.Tanh or Op.Asinh => false,
            Op.Sigmoid or Op.Softplus or Op.Erf or Op.Abs or Op.Sign or Op.Relu or Op.Floor or Op.Ceil or Op.Round => false,
            Op.Atan2 or Op.Hypot or Op.Min or Op.Max or Op.Erfc or Op.Bessel => false,
            Op.Lt or Op.Le or Op.Gt or Op.Ge or Op.Eq or Op.Ne or Op.And or Op.Or or Op.Not or Op.Where or Op.Fma => false,
            Op.Array or Op.At or Op.Fill or Op.Sum or Op.Mean or Op.Dot or Op.Norm => false,
            Op.MatMul or Op.Outer or Op.Transpose or Op.Softmax or Op.LogSumExp or Op.Argmax => false,
            Op.Gather or Op.Scatter => false,
            Op.RowSum or Op.RowMean or Op.RowMax or Op.RowMin => false,
        };

    /// <summary>gamma(c) = (c − 1)! of a whole number, as far as a double holds it exactly.</summary>
    private static Number? Factorial(Number c)
    {
        const int last = 23;
        if (!c.IsInteger || c.Sign <= 0 || c > last)
            return null;
        var product = BigInteger.One;
        for (var k = 2; k < c.Numerator; k++)
            product *= k;
        return Number.Ratio(product, 1);
    }

    /// <summary>The whole k with base^k = c.</summary>
    private static Number? Exponent(Number c, int @base)
    {
        if (c.Sign <= 0 || (!c.IsInteger && !c.Numerator.IsOne))
            return null;
        var (rest, k) = (c.IsInteger ? c.Numerator : c.Denominator, 0);
        for (; (rest % @base).IsZero; k++)
            rest /= @base;
        return rest.IsOne ? (c.IsInteger ? k : -k) : null;
    }

    private static Number? Cube(Number c)
    {
        var size = Forms.Raised(c.Sign < 0 ? -c : c, Number.Ratio(1, 3));
        return c.Sign < 0 && size is { } root ? -root : size;
    }

    private static Number Floor(Number c)
    {
        var quotient = BigInteger.DivRem(c.Numerator, c.Denominator, out var rest);
        return Number.Ratio(rest.Sign < 0 ? quotient - 1 : quotient, 1);
    }

    /// <summary>The nearest whole number; a tie goes to the even one.</summary>
    private static Number Rounded(Number c)
    {
        var below = Floor(c);
        var twice = 2 * (c.Numerator - below.Numerator * c.Denominator);
        var up = twice > c.Denominator || (twice == c.Denominator && !below.Numerator.IsEven);
        return Number.Ratio(below.Numerator + (up ? 1 : 0), 1);
    }
}
