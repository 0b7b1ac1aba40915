using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Reals;

namespace GdScript.Checking;

/// <summary>
/// A number of twice the digits and how far its own computation may have moved it: running error analysis as in
/// <see cref="RunningError"/>, with the roundings of <see cref="Doubled"/>.
/// </summary>
internal readonly record struct Sure(Doubled Value, double Error) : IReal<Sure>
{
    /// <summary>A sum rounds by three units of 2^-106 at most (Joldes, Muller and Popescu, ACM TOMS 44, 2017): 2^-104.</summary>
    internal const double Addition = 4.930380657631324e-32;

    /// <summary>Products, quotients and roots: ten such units at most; 2^-102.</summary>
    internal const double Arithmetic = 1.9721522630525295e-31;

    /// <summary>What the elementary functions may be off by, relative: 2^-97, several times what was measured.</summary>
    private const double Function = 6.310887241768095e-30;

    internal const double Tiny = 32 * double.Epsilon;

    public static Sure Of(double value) => new(value, 0);

    /// <summary>A number made by the algebra: the nearest double, and how far that is from it (as <see cref="Literals.Exact"/> has it).</summary>
    public static Sure OfExact(Number exact)
    {
        var near = exact.ToDouble();
        return new(near, Number.Of(near) == exact || !exact.IsFinite ? 0 : Rounding.Of(near));
    }

    /// <summary>The number itself, as far as two doubles hold it: 2.01 and not the double nearest to it.</summary>
    public static Sure OfLiteral(Number written)
    {
        var near = written.ToDouble();
        if (!written.IsFinite || !double.IsFinite(near))
            return new(near, 0);
        return Number.Subtract(written, Number.Of(near)) is { } rest
            ? new(new(near, rest.ToDouble()), Math.Abs(RunningError.U * rest.ToDouble()))
            : OfExact(written);
    }

    /// <summary>A number in a formula that somebody wrote (as <see cref="Literals.Written"/> has it).</summary>
    public static Sure OfWritten(Number written) =>
        OfExact(written) is var exact ? exact with { Error = exact.Error + Rounding.OfDigits(written) } : exact;

    public double Near => Value.Hi;

    public static Sure Apply(Op op, in Sure a, in Sure b, in Sure c)
    {
        var result = DoubledOps.Apply(op, a.Value, b.Value, c.Value);
        var carried = a.Error == 0 && b.Error == 0 && c.Error == 0 ? 0 : Carried(op, a, b, c, result);
        var own = Own(op, a.Value, b.Value, result);
        return new(result, double.IsNaN(carried + own) ? double.PositiveInfinity : carried + own);
    }

    public static bool Products(ReadOnlySpan<Sure> x, ReadOnlySpan<Sure> y, int rows, int columns, Span<Sure> to) =>
        SureProducts.Run(x, y, rows, columns, to);

    public static Sure Argmax(ReadOnlySpan<Sure> numbers)
    {
        var at = 0;
        for (var k = 0; k < numbers.Length; k++)
            if (double.IsNaN(numbers[k].Near))
                return new(double.NaN, 0);
            else if (numbers[k].Value > numbers[at].Value)
                at = k;
        for (var k = 0; k < numbers.Length; k++)
        {
            var doubt = numbers[k].Error + numbers[at].Error;
            if (k != at && doubt > 0 && !((numbers[at].Value - numbers[k].Value).Hi > doubt))
                return new(at, numbers.Length - 1);
        }
        return new(at, 0);
    }

    public static int? Place(in Sure index, int places) =>
        index.Error > 0 || double.IsNaN(index.Near) ? null
        : index.Value.Lo == 0 ? Arrays.Place(index.Near, places)
        : -1;

    /// <summary>What the errors of the arguments do. Jumps and comparisons are decided with all digits, slopes with a double's.</summary>
    private static double Carried(Op op, in Sure a, in Sure b, in Sure c, Doubled r) =>
        op switch
        {
            Op.Floor or Op.Ceil or Op.Round => Jump(op, a),
            Op.Lt or Op.Le or Op.Gt or Op.Ge or Op.Eq or Op.Ne => Math.Abs((a.Value - b.Value).Hi) <= a.Error + b.Error ? 1 : 0,
            Op.Where when a.Error > 0 && Math.Abs(a.Near) <= a.Error => Math.Abs((b.Value - c.Value).Hi) + Math.Max(b.Error, c.Error),
            Op.Polygamma or Op.Bessel => Spread.Of(op, a.Near, a.Error, b.Near, 0, 0, 0, r.Hi),
            _ => Spread.Of(op, a.Near, a.Error, b.Near, b.Error, c.Near, c.Error, r.Hi),
        };

    private static double Jump(Op op, in Sure a)
    {
        var (high, low) = (DoubledOps.Apply(op, a.Value + a.Error, 0, 0), DoubledOps.Apply(op, a.Value - a.Error, 0, 0));
        return Math.Abs((high - low).Hi);
    }

    private static double Own(Op op, Doubled a, Doubled b, Doubled r)
    {
        var size = Math.Abs(r.Hi);
        return op switch
        {
            Op.Neg or Op.Abs or Op.Sign or Op.Relu or Op.Floor or Op.Ceil or Op.Round or Op.Min or Op.Max or Op.Where => 0,
            Op.Lt or Op.Le or Op.Gt or Op.Ge or Op.Eq or Op.Ne or Op.And or Op.Or or Op.Not => 0,
            // Two doubles have a sum and a product that are two doubles.
            Op.Add or Op.Sub => a.Lo == 0 && b.Lo == 0 ? 0 : Addition * size,
            Op.Mul => a.Hi == 0 || b.Hi == 0 || (a.Lo == 0 && b.Lo == 0 && size > Rounding.FarFromTiny) ? 0 : Arithmetic * size + Tiny,
            // The product's rounding is of the product's size, the sum's of the result's.
            Op.Fma => a.Hi == 0 || b.Hi == 0 ? 0 : Own(Op.Mul, a, b, a * b) + Addition * size,
            Op.Div => a.Hi == 0 ? 0 : Arithmetic * size + Tiny,
            Op.Sqrt => size == 0 ? 0 : Arithmetic * size + Tiny,
            Op.Pow when b.Lo == 0 && b.Hi == Math.Floor(b.Hi) && Math.Abs(b.Hi) <= 16 => 16 * Arithmetic * size + Tiny,
            // Through exp(b log a), whose argument is below 745 in size.
            Op.Pow => 1500 * Function * size + Tiny,
            // Sums of terms that are larger than the result where that is near a zero.
            Op.Lgamma or Op.Polygamma => Function * (512 * size + 131072) + Tiny,
            // Through exp(lgamma), which is below 745 in size: what lgamma is off by is relative here.
            Op.Gamma => Function * 600_000 * size + Tiny,
            // 1 − erf up to 2; then through exp(−x²), which doubles the relative error of x² with its size.
            Op.Erfc => Function * (a.Hi > 2 ? (16 + a.Hi * a.Hi) * size : 1 + size) + Tiny,
            // The digits of a double, and no more.
            Op.Bessel => BesselErrors.Own(Bessel.Of((int)b.Hi), a.Hi, r.Hi),
            Op.Const or Op.Pi or Op.E or Op.Param or Op.Column or Op.OneHot => 0,
            Op.Array or Op.At or Op.Fill or Op.Sum or Op.Mean or Op.Dot or Op.Norm => 0,
            Op.MatMul or Op.Outer or Op.Transpose or Op.Softmax or Op.LogSumExp or Op.Argmax => 0,
            Op.Gather or Op.Scatter => 0,
            Op.RowSum or Op.RowMean or Op.RowMax or Op.RowMin => 0,
            Op.Sin or Op.Tan or Op.Asin or Op.Atan or Op.Sinh or Op.Tanh or Op.Asinh or Op.Atanh when a.Hi == 0 => 0,
            Op.Expm1 or Op.Log1p or Op.Erf or Op.Cbrt when a.Hi == 0 => 0,
            Op.Log or Op.Log2 or Op.Log10 or Op.Acosh when a is { Hi: 1, Lo: 0 } => 0,
            Op.Exp or Op.Expm1 or Op.Log or Op.Log1p or Op.Log2 or Op.Log10 or Op.Cbrt => Function * size + Tiny,
            Op.Sin or Op.Cos or Op.Tan or Op.Asin or Op.Acos or Op.Atan or Op.Atan2 or Op.Hypot => Function * size + Tiny,
            Op.Sinh or Op.Cosh or Op.Tanh or Op.Asinh or Op.Acosh or Op.Atanh => Function * size + Tiny,
            Op.Sigmoid or Op.Softplus or Op.Erf => Function * size + Tiny,
        };
    }
}
