using System.Globalization;

namespace GdScript.Scripting.Recording;

/// <summary>What scripts write as <c>double.X</c>.</summary>
public readonly partial struct Scalar
{
    public const double Pi = double.Pi;
    public const double E = double.E;
    public const double Tau = double.Tau;
    public const double MaxValue = double.MaxValue;
    public const double MinValue = double.MinValue;
    public const double Epsilon = double.Epsilon;
    public const double PositiveInfinity = double.PositiveInfinity;
    public const double NegativeInfinity = double.NegativeInfinity;
    public const double NegativeZero = double.NegativeZero;
    public const double NaN = double.NaN;

#pragma warning disable CS1718 // only NaN differs from itself
    public static Cond IsNaN(Scalar d) => d != d;
#pragma warning restore CS1718

    public static Cond IsFinite(Scalar d) => ScalarMath.Abs(d) < PositiveInfinity;

    public static Cond IsInfinity(Scalar d) => ScalarMath.Abs(d) == PositiveInfinity;

    public static Cond IsPositiveInfinity(Scalar d) => d == PositiveInfinity;

    public static Cond IsNegativeInfinity(Scalar d) => d == NegativeInfinity;

    /// <summary>True below zero and for -0. A NaN counts as positive: its sign is not the same on every machine.</summary>
    public static Cond IsNegative(Scalar d) => (d < 0.0) | ((d == 0.0) & (1.0 / d < 0.0));

    public static Cond IsPositive(Scalar d) => !IsNegative(d);

    public static Cond IsInteger(Scalar value) => IsFinite(value) & (ScalarMath.Truncate(value) == value);

    public static Scalar Abs(Scalar value) => ScalarMath.Abs(value);

    public static Scalar Acos(Scalar x) => ScalarMath.Acos(x);

    public static Scalar Acosh(Scalar x) => ScalarMath.Acosh(x);

    public static Scalar Asin(Scalar x) => ScalarMath.Asin(x);

    public static Scalar Asinh(Scalar x) => ScalarMath.Asinh(x);

    public static Scalar Atan(Scalar x) => ScalarMath.Atan(x);

    public static Scalar Atan2(Scalar y, Scalar x) => ScalarMath.Atan2(y, x);

    public static Scalar Atanh(Scalar x) => ScalarMath.Atanh(x);

    public static Scalar Cbrt(Scalar x) => ScalarMath.Cbrt(x);

    public static Scalar Ceiling(Scalar x) => ScalarMath.Ceiling(x);

    public static Scalar Clamp(Scalar value, Scalar min, Scalar max) => ScalarMath.Clamp(value, min, max);

    public static Scalar CopySign(Scalar value, Scalar sign) => ScalarMath.CopySign(value, sign);

    public static Scalar Cos(Scalar x) => ScalarMath.Cos(x);

    public static Scalar Cosh(Scalar x) => ScalarMath.Cosh(x);

    public static Scalar DegreesToRadians(Scalar degrees) => ScalarMath.DegreesToRadians(degrees);

    public static Scalar Exp(Scalar x) => ScalarMath.Exp(x);

    public static Scalar Exp2(Scalar x) => ScalarMath.Exp2(x);

    public static Scalar Exp10(Scalar x) => ScalarMath.Exp10(x);

    public static Scalar ExpM1(Scalar x) => ScalarMath.ExpM1(x);

    public static Scalar Floor(Scalar x) => ScalarMath.Floor(x);

    public static Scalar FusedMultiplyAdd(Scalar left, Scalar right, Scalar addend) => ScalarMath.FusedMultiplyAdd(left, right, addend);

    public static Scalar Hypot(Scalar x, Scalar y) => ScalarMath.Hypot(x, y);

    public static Scalar Lerp(Scalar value1, Scalar value2, Scalar amount) => ScalarMath.Lerp(value1, value2, amount);

    public static Scalar Log(Scalar x) => ScalarMath.Log(x);

    public static Scalar Log(Scalar x, Scalar newBase) => ScalarMath.Log(x, newBase);

    public static Scalar Log10(Scalar x) => ScalarMath.Log10(x);

    public static Scalar Log2(Scalar value) => ScalarMath.Log2(value);

    public static Scalar LogP1(Scalar x) => ScalarMath.LogP1(x);

    public static Scalar Max(Scalar x, Scalar y) => ScalarMath.Max(x, y);

    public static Scalar MaxMagnitude(Scalar x, Scalar y) => ScalarMath.MaxMagnitude(x, y);

    public static Scalar Min(Scalar x, Scalar y) => ScalarMath.Min(x, y);

    public static Scalar MinMagnitude(Scalar x, Scalar y) => ScalarMath.MinMagnitude(x, y);

    public static Scalar Pow(Scalar x, Scalar y) => ScalarMath.Pow(x, y);

    public static Scalar RadiansToDegrees(Scalar radians) => ScalarMath.RadiansToDegrees(radians);

    public static Scalar Round(Scalar x) => ScalarMath.Round(x);

    public static Scalar Round(Scalar x, int digits) => ScalarMath.Round(x, digits);

    public static Scalar Round(Scalar x, MidpointRounding mode) => ScalarMath.Round(x, mode);

    public static Scalar Round(Scalar x, int digits, MidpointRounding mode) => ScalarMath.Round(x, digits, mode);

    public static Scalar Sign(Scalar value) => ScalarMath.Sign(value);

    public static Scalar Sin(Scalar x) => ScalarMath.Sin(x);

    public static (Scalar Sin, Scalar Cos) SinCos(Scalar x) => ScalarMath.SinCos(x);

    public static Scalar Sinh(Scalar x) => ScalarMath.Sinh(x);

    public static Scalar Sqrt(Scalar x) => ScalarMath.Sqrt(x);

    public static Scalar Tan(Scalar x) => ScalarMath.Tan(x);

    public static Scalar Tanh(Scalar x) => ScalarMath.Tanh(x);

    public static Scalar Truncate(Scalar x) => ScalarMath.Truncate(x);

    public static Scalar Parse(string s) => double.Parse(s, CultureInfo.InvariantCulture);

    public static Scalar Parse(string s, IFormatProvider? provider) => double.Parse(s, provider);

    public static bool TryParse(string? s, out Scalar result)
    {
        var parsed = double.TryParse(s, CultureInfo.InvariantCulture, out var value);
        result = value;
        return parsed;
    }
}
