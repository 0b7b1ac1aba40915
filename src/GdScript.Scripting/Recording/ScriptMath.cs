using GdScript.Kernels;

namespace GdScript.Scripting.Recording;

/// <summary>
/// What <see cref="Math"/> means in a script: the same names over plain doubles, on our own elementary functions, so that
/// the plain run of a script gives the same bits on every machine and the same as its formula. What IEEE 754 pins to the
/// bit (square root, rounding, smaller and larger) stays the framework's.
/// </summary>
/// <remarks>
/// Where this differs from the framework's functions beyond the last bits: <see cref="CopySign"/> takes every NaN for positive,
/// the two estimates are the exact quotients. The functions beyond those of Math are the static ones of <see cref="double"/>.
/// </remarks>
public static partial class ScriptMath
{
    public const double PI = Math.PI;
    public const double E = Math.E;
    public const double Tau = Math.Tau;

    public static double Abs(double value) => Math.Abs(value);

    public static double Acos(double d) => Elementary.Acos(d);

    public static double Acosh(double d) => Elementary.Acosh(d);

    public static double Asin(double d) => Elementary.Asin(d);

    public static double Asinh(double d) => Elementary.Asinh(d);

    public static double Atan(double d) => Elementary.Atan(d);

    public static double Atan2(double y, double x) => Elementary.Atan2(y, x);

    public static double Atanh(double d) => Elementary.Atanh(d);

    public static double BitDecrement(double x) => Math.BitDecrement(x);

    public static double BitIncrement(double x) => Math.BitIncrement(x);

    public static double Cbrt(double d) => Elementary.Cbrt(d);

    public static double Ceiling(double a) => Math.Ceiling(a);

    public static double Clamp(double value, double min, double max) => Math.Clamp(value, min, max);

    /// <summary>The size of x with the sign of y; a NaN counts as positive, since its sign is not the same on every machine.</summary>
    public static double CopySign(double x, double y) => double.IsNaN(y) ? Math.Abs(x) : Math.CopySign(x, y);

    public static double Cos(double d) => Elementary.Cos(d);

    public static double Cosh(double value) => Elementary.Cosh(value);

    public static double DegreesToRadians(double degrees) => degrees * PI / 180.0;

    public static double Exp(double d) => Elementary.Exp(d);

    /// <summary>2^x as <see cref="Pow"/> has it.</summary>
    public static double Exp2(double x) => Pow(2, x);

    /// <summary>10^x as <see cref="Pow"/> has it.</summary>
    public static double Exp10(double x) => Pow(10, x);

    public static double ExpM1(double x) => Elementary.Expm1(x);

    public static double Floor(double d) => Math.Floor(d);

    /// <summary>x * y + z rounded once; <c>fma(x, y, z)</c> in its formula.</summary>
    public static double FusedMultiplyAdd(double x, double y, double z) => Math.FusedMultiplyAdd(x, y, z);

    public static double Hypot(double x, double y) => Elementary.Hypot(x, y);

    public static double IEEERemainder(double x, double y) => Math.IEEERemainder(x, y);

    public static int ILogB(double x) => Math.ILogB(x);

    /// <summary>From one value to the other: value1 * (1 - amount) + value2 * amount.</summary>
    public static double Lerp(double value1, double value2, double amount) => value1 * (1.0 - amount) + value2 * amount;

    public static double Log(double d) => Elementary.Log(d);

    /// <summary>log(a) / log(newBase); NaN for the bases 1, 0 and infinity (but 0 for log of 1 to the last two).</summary>
    public static double Log(double a, double newBase) =>
        newBase == 1 || (a != 1 && (newBase == 0 || newBase == double.PositiveInfinity))
            ? double.NaN
            : Elementary.Log(a) / Elementary.Log(newBase);

    public static double Log10(double d) => Elementary.Log10(d);

    public static double Log2(double x) => Elementary.Log2(x);

    public static double LogP1(double x) => Elementary.Log1p(x);

    public static double Max(double val1, double val2) => Math.Max(val1, val2);

    public static double MaxMagnitude(double x, double y) => Math.MaxMagnitude(x, y);

    public static double Min(double val1, double val2) => Math.Min(val1, val2);

    public static double MinMagnitude(double x, double y) => Math.MinMagnitude(x, y);

    /// <summary>
    /// x to the power y. The small whole exponents are the products that kernels make of them: 1, x, x·x, (x·x)·x,
    /// (x·x)·(x·x) and 1/x for 0 to 4 and -1; all others are <see cref="Elementary.Pow(double, double)"/>.
    /// </summary>
    public static double Pow(double x, double y) =>
        y switch
        {
            0 => 1,
            1 => x,
            2 => x * x,
            3 => x * x * x,
            4 => x * x * (x * x),
            -1 => 1 / x,
            _ => Elementary.Pow(x, y),
        };

    public static double RadiansToDegrees(double radians) => radians * 180.0 / PI;

    /// <summary>1 / d, rounded correctly: the processors' estimates differ.</summary>
    public static double ReciprocalEstimate(double d) => 1.0 / d;

    /// <summary>1 / sqrt(d): the processors' estimates differ.</summary>
    public static double ReciprocalSqrtEstimate(double d) => 1.0 / Math.Sqrt(d);

    public static double Round(double a) => Math.Round(a);

    public static double Round(double value, int digits) => Math.Round(value, digits);

    public static double Round(double value, MidpointRounding mode) => Math.Round(value, mode);

    public static double Round(double value, int digits, MidpointRounding mode) => Math.Round(value, digits, mode);

    public static double ScaleB(double x, int n) => Math.ScaleB(x, n);

    /// <exception cref="ArithmeticException">The value is NaN.</exception>
    public static int Sign(double value) => Math.Sign(value);

    public static double Sin(double a) => Elementary.Sin(a);

    public static (double Sin, double Cos) SinCos(double x) => (Elementary.Sin(x), Elementary.Cos(x));

    public static double Sinh(double value) => Elementary.Sinh(value);

    public static double Sqrt(double d) => Math.Sqrt(d);

    public static double Tan(double a) => Elementary.Tan(a);

    public static double Tanh(double value) => Elementary.Tanh(value);

    public static double Truncate(double d) => Math.Truncate(d);
}
