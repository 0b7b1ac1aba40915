using GdScript.Graphs;

namespace GdScript.Scripting.Recording;

/// <summary>
/// <see cref="Math"/> over recording numbers: what the twin calls. A name is here when the formula gives the bits of
/// <see cref="ScriptMath"/>; what has no operation of its own is composed of operations that give them. BitIncrement, BitDecrement,
/// ILogB and the estimates have no formula and are missing.
/// </summary>
public static partial class ScalarMath
{
    public const double PI = Math.PI;
    public const double E = Math.E;
    public const double Tau = Math.Tau;

    public static Scalar Abs(Scalar value) => Recorder.Unary(Op.Abs, value, Math.Abs(value.Value));

    public static Scalar Acos(Scalar d) => Recorder.Unary(Op.Acos, d, ScriptMath.Acos(d.Value));

    public static Scalar Acosh(Scalar d) => Recorder.Unary(Op.Acosh, d, ScriptMath.Acosh(d.Value));

    public static Scalar Asin(Scalar d) => Recorder.Unary(Op.Asin, d, ScriptMath.Asin(d.Value));

    public static Scalar Asinh(Scalar d) => Recorder.Unary(Op.Asinh, d, ScriptMath.Asinh(d.Value));

    public static Scalar Atan(Scalar d) => Recorder.Unary(Op.Atan, d, ScriptMath.Atan(d.Value));

    public static Scalar Atan2(Scalar y, Scalar x) => Recorder.Binary(Op.Atan2, y, x, ScriptMath.Atan2(y.Value, x.Value));

    public static Scalar Atanh(Scalar d) => Recorder.Unary(Op.Atanh, d, ScriptMath.Atanh(d.Value));

    public static Scalar Cbrt(Scalar d) => Recorder.Unary(Op.Cbrt, d, ScriptMath.Cbrt(d.Value));

    public static Scalar Ceiling(Scalar a) => Recorder.Unary(Op.Ceil, a, Math.Ceiling(a.Value));

    /// <exception cref="ArgumentException">min is larger than max.</exception>
    public static Scalar Clamp(Scalar value, Scalar min, Scalar max)
    {
        if (Recorder.Branch(min > max, silent: true))
            throw new ArgumentException($"'{min.Value}' cannot be greater than {max.Value}.", nameof(min));
        return Scalar.Select(value < min, min, Scalar.Select(value > max, max, value));
    }

    public static Scalar CopySign(Scalar x, Scalar y)
    {
        var size = Abs(x);
        return Scalar.Select(Scalar.IsNegative(y), -size, size);
    }

    public static Scalar Cos(Scalar d) => Recorder.Unary(Op.Cos, d, ScriptMath.Cos(d.Value));

    public static Scalar Cosh(Scalar value) => Recorder.Unary(Op.Cosh, value, ScriptMath.Cosh(value.Value));

    public static Scalar DegreesToRadians(Scalar degrees) => degrees * PI / 180.0;

    public static Scalar Exp(Scalar d) => Recorder.Unary(Op.Exp, d, ScriptMath.Exp(d.Value));

    public static Scalar Exp2(Scalar x) => Pow(2.0, x);

    public static Scalar Exp10(Scalar x) => Pow(10.0, x);

    public static Scalar ExpM1(Scalar x) => Recorder.Unary(Op.Expm1, x, ScriptMath.ExpM1(x.Value));

    public static Scalar Floor(Scalar d) => Recorder.Unary(Op.Floor, d, Math.Floor(d.Value));

    public static Scalar FusedMultiplyAdd(Scalar x, Scalar y, Scalar z) => Recorder.Fused(x, y, z);

    public static Scalar Hypot(Scalar x, Scalar y) => Recorder.Binary(Op.Hypot, x, y, ScriptMath.Hypot(x.Value, y.Value));

    /// <inheritdoc cref="Remainders.Nearest"/>
    public static Scalar IEEERemainder(Scalar x, Scalar y) => Remainders.Nearest(x, y);

    public static Scalar Lerp(Scalar value1, Scalar value2, Scalar amount) => value1 * (1.0 - amount) + value2 * amount;

    public static Scalar Log(Scalar d) => Recorder.Unary(Op.Log, d, ScriptMath.Log(d.Value));

    public static Scalar Log(Scalar a, Scalar newBase)
    {
        if (Recorder.Branch(newBase == 1.0, silent: true))
            return double.NaN;
        var odd = Recorder.Branch((newBase == 0.0) | (newBase == double.PositiveInfinity), silent: true);
        return odd && Recorder.Branch(a != 1.0, silent: true) ? double.NaN : Log(a) / Log(newBase);
    }

    public static Scalar Log10(Scalar d) => Recorder.Unary(Op.Log10, d, ScriptMath.Log10(d.Value));

    public static Scalar Log2(Scalar x) => Recorder.Unary(Op.Log2, x, ScriptMath.Log2(x.Value));

    public static Scalar LogP1(Scalar x) => Recorder.Unary(Op.Log1p, x, ScriptMath.LogP1(x.Value));

    public static Scalar Max(Scalar val1, Scalar val2) => Recorder.Binary(Op.Max, val1, val2, Math.Max(val1.Value, val2.Value));

    public static Scalar MaxMagnitude(Scalar x, Scalar y)
    {
        var (ax, ay) = (Abs(x), Abs(y));
        var tie = Scalar.Select(Scalar.IsNegative(x), y, x);
        return Scalar.Select((ax > ay) | Scalar.IsNaN(ax), x, Scalar.Select(ax == ay, tie, y));
    }

    public static Scalar Min(Scalar val1, Scalar val2) => Recorder.Binary(Op.Min, val1, val2, Math.Min(val1.Value, val2.Value));

    public static Scalar MinMagnitude(Scalar x, Scalar y)
    {
        var (ax, ay) = (Abs(x), Abs(y));
        var tie = Scalar.Select(Scalar.IsNegative(x), x, y);
        return Scalar.Select((ax < ay) | Scalar.IsNaN(ax), x, Scalar.Select(ax == ay, tie, y));
    }

    /// <summary>
    /// x to the power y. An exponent that itself depends on the parameters and happens to be 1, 3, 4 or -1 gives the power
    /// function where <see cref="ScriptMath.Pow"/> multiplies: there the two may differ in the last bit.
    /// </summary>
    public static Scalar Pow(Scalar x, Scalar y) => Recorder.Binary(Op.Pow, x, y, ScriptMath.Pow(x.Value, y.Value));

    public static Scalar RadiansToDegrees(Scalar radians) => radians * 180.0 / PI;

    public static Scalar Round(Scalar a) => Recorder.Unary(Op.Round, a, Math.Round(a.Value));

    public static Scalar Round(Scalar value, int digits) => Round(value, digits, MidpointRounding.ToEven);

    public static Scalar Round(Scalar value, MidpointRounding mode) =>
        mode switch
        {
            MidpointRounding.ToEven => Round(value),
            // just below a half, so that the sum does not round up what is below the middle
            MidpointRounding.AwayFromZero => Truncate(value + CopySign(0.49999999999999994, value)),
            MidpointRounding.ToZero => Truncate(value),
            MidpointRounding.ToNegativeInfinity => Floor(value),
            MidpointRounding.ToPositiveInfinity => Ceiling(value),
            _ => throw new ArgumentException("not a way to round", nameof(mode)),
        };

    public static Scalar Round(Scalar value, int digits, MidpointRounding mode)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(digits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(digits, 15);
        var scale = PowersOfTen[digits];
        return Scalar.Select(Abs(value) < 1e16, Round(value * scale, mode) / scale, value);
    }

    /// <summary>x · 2^n, rounded once: in steps that no intermediate value leaves the normal numbers by.</summary>
    public static Scalar ScaleB(Scalar x, int n)
    {
        for (var i = 0; i < 2 && n > 1023; i++, n -= 1023)
            x *= Power2(1023);
        for (var i = 0; i < 2 && n < -1022; i++, n += 969)
            x *= Power2(-969);
        return x * Power2(Math.Clamp(n, -1022, 1023));
    }

    /// <summary>-1, 0 or 1, as a number. NaN gives NaN, where Math.Sign throws.</summary>
    public static Scalar Sign(Scalar value) =>
        Recorder.Unary(Op.Sign, value, double.IsNaN(value.Value) ? double.NaN : Math.Sign(value.Value));

    /// <summary>The sign as the <c>int</c> that Math.Sign gives, for where an int is needed: leaves guards.</summary>
    /// <exception cref="ArithmeticException">The value is NaN.</exception>
    public static int SignInt(Scalar value)
    {
        if (value > 0.0)
            return 1;
        if (value < 0.0)
            return -1;
        return value == 0.0 ? 0 : throw new ArithmeticException("Function does not accept floating point Not-a-Number values.");
    }

    public static Scalar Sin(Scalar a) => Recorder.Unary(Op.Sin, a, ScriptMath.Sin(a.Value));

    public static (Scalar Sin, Scalar Cos) SinCos(Scalar x) => (Sin(x), Cos(x));

    public static Scalar Sinh(Scalar value) => Recorder.Unary(Op.Sinh, value, ScriptMath.Sinh(value.Value));

    public static Scalar Sqrt(Scalar d) => Recorder.Unary(Op.Sqrt, d, Math.Sqrt(d.Value));

    public static Scalar Tan(Scalar a) => Recorder.Unary(Op.Tan, a, ScriptMath.Tan(a.Value));

    public static Scalar Tanh(Scalar value) => Recorder.Unary(Op.Tanh, value, ScriptMath.Tanh(value.Value));

    public static Scalar Truncate(Scalar d) => Scalar.Select(d < 0.0, Ceiling(d), Floor(d));

    private static double[] PowersOfTen { get; } = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    private static double Power2(int n) => BitConverter.Int64BitsToDouble((long)(n + 1023) << 52);
}
