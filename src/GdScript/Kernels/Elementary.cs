namespace GdScript.Kernels;

/// <summary>
/// The elementary functions of this house. The ones of the C library differ between systems in the last bit, the vector ones
/// between processors; these use only operations that IEEE 754 rounds in one way, so a value has the same bits on every
/// machine, alone, in a register and at every place of a span. (Which NaN stands for NaN is the one thing not promised.)
/// The errors named below are the largest of 200,000 arguments and more drawn like those of the tests, against 60 and more digits;
/// where they exceed 0.7 it is mostly the second rounding of a subnormal result. Special values follow C99, Annex F.
/// A span of answers may be the span of arguments; it must not be shorter (<see cref="ArgumentOutOfRangeException"/>).
/// </summary>
public static partial class Elementary
{
    /// <summary>Stands in the header of every trace; changes when any bit of any result changes.</summary>
    public const string Version = "4";

    /// <summary>e^x. Overflows to +Infinity above 709.78, vanishes below -745.13. Error below 0.96 ulp.</summary>
    public static double Exp(double x) => Run<ExpFormula>.One(x);

    /// <inheritdoc cref="Exp(double)"/>
    public static void Exp(ReadOnlySpan<double> x, Span<double> y) => Run<ExpFormula>.Many(x, y);

    /// <summary>2^x; exact for whole x. Error below 0.76 ulp.</summary>
    public static double Exp2(double x) => Run<Exp2Formula>.One(x);

    /// <inheritdoc cref="Exp2(double)"/>
    public static void Exp2(ReadOnlySpan<double> x, Span<double> y) => Run<Exp2Formula>.Many(x, y);

    /// <summary>e^x - 1, accurate where e^x is near one. Error below 0.70 ulp.</summary>
    public static double Expm1(double x) => Run<Expm1Formula>.One(x);

    /// <inheritdoc cref="Expm1(double)"/>
    public static void Expm1(ReadOnlySpan<double> x, Span<double> y) => Run<Expm1Formula>.Many(x, y);

    /// <summary>The natural logarithm; zero gives -Infinity, below zero NaN. Error below 0.61 ulp.</summary>
    public static double Log(double x) => Run<LogFormula>.One(x);

    /// <inheritdoc cref="Log(double)"/>
    public static void Log(ReadOnlySpan<double> x, Span<double> y) => Run<LogFormula>.Many(x, y);

    /// <summary>log(1 + x), accurate where x is small; -1 gives -Infinity, below it NaN. Error below 0.66 ulp.</summary>
    public static double Log1p(double x) => Run<Log1pFormula>.One(x);

    /// <inheritdoc cref="Log1p(double)"/>
    public static void Log1p(ReadOnlySpan<double> x, Span<double> y) => Run<Log1pFormula>.Many(x, y);

    /// <summary>The logarithm to base 2; exact for powers of two. Error below 0.75 ulp.</summary>
    public static double Log2(double x) => Run<Log2Formula>.One(x);

    /// <inheritdoc cref="Log2(double)"/>
    public static void Log2(ReadOnlySpan<double> x, Span<double> y) => Run<Log2Formula>.Many(x, y);

    /// <summary>The logarithm to base 10; exact for the powers of ten that a double holds. Error below 0.70 ulp.</summary>
    public static double Log10(double x) => Run<Log10Formula>.One(x);

    /// <inheritdoc cref="Log10(double)"/>
    public static void Log10(ReadOnlySpan<double> x, Span<double> y) => Run<Log10Formula>.Many(x, y);

    /// <summary>The real cube root, of negative numbers too; exact for perfect cubes. Error 0.500 ulp.</summary>
    public static double Cbrt(double x) => Run<CbrtFormula>.One(x);

    /// <inheritdoc cref="Cbrt(double)"/>
    public static void Cbrt(ReadOnlySpan<double> x, Span<double> y) => Run<CbrtFormula>.Many(x, y);

    /// <summary>The sine of x radians, however large; NaN for infinities. Error below 0.88 ulp.</summary>
    public static double Sin(double x) => Run<SinFormula>.One(x);

    /// <inheritdoc cref="Sin(double)"/>
    public static void Sin(ReadOnlySpan<double> x, Span<double> y) => Run<SinFormula>.Many(x, y);

    /// <summary>The cosine of x radians, however large; NaN for infinities. Error below 0.88 ulp.</summary>
    public static double Cos(double x) => Run<CosFormula>.One(x);

    /// <inheritdoc cref="Cos(double)"/>
    public static void Cos(ReadOnlySpan<double> x, Span<double> y) => Run<CosFormula>.Many(x, y);

    /// <summary>The tangent of x radians, however large; NaN for infinities. Error below 0.95 ulp.</summary>
    public static double Tan(double x) => Run<TanFormula>.One(x);

    /// <inheritdoc cref="Tan(double)"/>
    public static void Tan(ReadOnlySpan<double> x, Span<double> y) => Run<TanFormula>.Many(x, y);

    /// <summary>The arc sine, in radians; NaN outside -1 to 1. Error below 0.65 ulp.</summary>
    public static double Asin(double x) => Run<AsinFormula>.One(x);

    /// <inheritdoc cref="Asin(double)"/>
    public static void Asin(ReadOnlySpan<double> x, Span<double> y) => Run<AsinFormula>.Many(x, y);

    /// <summary>The arc cosine, in radians from 0 to pi; NaN outside -1 to 1. Error below 0.64 ulp.</summary>
    public static double Acos(double x) => Run<AcosFormula>.One(x);

    /// <inheritdoc cref="Acos(double)"/>
    public static void Acos(ReadOnlySpan<double> x, Span<double> y) => Run<AcosFormula>.Many(x, y);

    /// <summary>The arc tangent, in radians from -pi/2 to pi/2. Error below 0.71 ulp.</summary>
    public static double Atan(double x) => Run<AtanFormula>.One(x);

    /// <inheritdoc cref="Atan(double)"/>
    public static void Atan(ReadOnlySpan<double> x, Span<double> y) => Run<AtanFormula>.Many(x, y);

    /// <summary>The hyperbolic sine. Error below 0.70 ulp.</summary>
    public static double Sinh(double x) => Run<SinhFormula>.One(x);

    /// <inheritdoc cref="Sinh(double)"/>
    public static void Sinh(ReadOnlySpan<double> x, Span<double> y) => Run<SinhFormula>.Many(x, y);

    /// <summary>The hyperbolic cosine. Error below 0.68 ulp.</summary>
    public static double Cosh(double x) => Run<CoshFormula>.One(x);

    /// <inheritdoc cref="Cosh(double)"/>
    public static void Cosh(ReadOnlySpan<double> x, Span<double> y) => Run<CoshFormula>.Many(x, y);

    /// <summary>The hyperbolic tangent. Error below 0.76 ulp.</summary>
    public static double Tanh(double x) => Run<TanhFormula>.One(x);

    /// <inheritdoc cref="Tanh(double)"/>
    public static void Tanh(ReadOnlySpan<double> x, Span<double> y) => Run<TanhFormula>.Many(x, y);

    /// <summary>The inverse hyperbolic sine. Error below 0.65 ulp.</summary>
    public static double Asinh(double x) => Run<AsinhFormula>.One(x);

    /// <inheritdoc cref="Asinh(double)"/>
    public static void Asinh(ReadOnlySpan<double> x, Span<double> y) => Run<AsinhFormula>.Many(x, y);

    /// <summary>The inverse hyperbolic cosine; NaN below 1. Error below 0.65 ulp.</summary>
    public static double Acosh(double x) => Run<AcoshFormula>.One(x);

    /// <inheritdoc cref="Acosh(double)"/>
    public static void Acosh(ReadOnlySpan<double> x, Span<double> y) => Run<AcoshFormula>.Many(x, y);

    /// <summary>The inverse hyperbolic tangent; infinite at -1 and 1, NaN beyond. Error below 0.65 ulp.</summary>
    public static double Atanh(double x) => Run<AtanhFormula>.One(x);

    /// <inheritdoc cref="Atanh(double)"/>
    public static void Atanh(ReadOnlySpan<double> x, Span<double> y) => Run<AtanhFormula>.Many(x, y);

    /// <summary>1 / (1 + e^-x). Error below 0.96 ulp.</summary>
    public static double Sigmoid(double x) => Run<SigmoidFormula>.One(x);

    /// <inheritdoc cref="Sigmoid(double)"/>
    public static void Sigmoid(ReadOnlySpan<double> x, Span<double> y) => Run<SigmoidFormula>.Many(x, y);

    /// <summary>log(1 + e^x), without overflow. Error below 0.96 ulp.</summary>
    public static double Softplus(double x) => Run<SoftplusFormula>.One(x);

    /// <inheritdoc cref="Softplus(double)"/>
    public static void Softplus(ReadOnlySpan<double> x, Span<double> y) => Run<SoftplusFormula>.Many(x, y);

    /// <summary>The error function, 2/sqrt(pi) times the integral of e^(-t^2) from 0 to x. Error below 0.80 ulp.</summary>
    public static double Erf(double x) => ErfFormula.Of(x);

    /// <inheritdoc cref="Erf(double)"/>
    public static void Erf(ReadOnlySpan<double> x, Span<double> y) => Each<ErfFormula>.Many(x, y);

    /// <summary>1 - erf(x), accurate down to the smallest subnormal. Error below 0.77 ulp.</summary>
    public static double Erfc(double x) => ErfcFormula.Of(x);

    /// <inheritdoc cref="Erfc(double)"/>
    public static void Erfc(ReadOnlySpan<double> x, Span<double> y) => Each<ErfcFormula>.Many(x, y);

    /// <summary>log|gamma(x)|; +Infinity at the poles 0, -1, -2, ... (C99). Error 2.6 ulp for x &gt; 0, zeros 1 and 2 included; 3 ulp of max(|f|, |x f'|) below zero.</summary>
    public static double Lgamma(double x) => LgammaFormula.Of(x);

    /// <inheritdoc cref="Lgamma(double)"/>
    public static void Lgamma(ReadOnlySpan<double> x, Span<double> y) => Each<LgammaFormula>.Many(x, y);

    /// <summary>The gamma function, (x - 1)! for whole x; NaN at its poles -1, -2, ..., 1/x at zeros. Error 2.7 ulp.</summary>
    public static double Gamma(double x) => GammaFormula.Of(x);

    /// <inheritdoc cref="Gamma(double)"/>
    public static void Gamma(ReadOnlySpan<double> x, Span<double> y) => Each<GammaFormula>.Many(x, y);

    /// <summary>The derivative of lgamma; NaN at its poles 0, -1, -2, ... Error 3.0 ulp for x &gt; 0, its zero included; 1 ulp of max(|f|, |x f'|) below zero.</summary>
    public static double Digamma(double x) => DigammaFormula.Of(x);

    /// <inheritdoc cref="Digamma(double)"/>
    public static void Digamma(ReadOnlySpan<double> x, Span<double> y) => Each<DigammaFormula>.Many(x, y);

    /// <summary>The derivative of digamma; +Infinity at its poles 0, -1, -2, ... Error 2.7 ulp.</summary>
    public static double Trigamma(double x) => TrigammaFormula.Of(x);

    /// <inheritdoc cref="Trigamma(double)"/>
    public static void Trigamma(ReadOnlySpan<double> x, Span<double> y) => Each<TrigammaFormula>.Many(x, y);

    /// <summary>The square root, correctly rounded; the processor's own.</summary>
    public static double Sqrt(double x) => Math.Sqrt(x);

    /// <inheritdoc cref="Sqrt(double)"/>
    public static void Sqrt(ReadOnlySpan<double> x, Span<double> y) => Run<SqrtFormula>.Many(x, y);

    /// <summary>The angle of the point (x, y), in radians from -pi to pi. Error below 0.64 ulp.</summary>
    public static double Atan2(double y, double x) => Run2<Atan2Formula>.One(y, x);

    /// <inheritdoc cref="Atan2(double, double)"/>
    public static void Atan2(ReadOnlySpan<double> y, ReadOnlySpan<double> x, Span<double> angle) => Run2<Atan2Formula>.Many(y, x, angle);

    /// <summary>x to the power y; NaN for a negative x unless y is whole, 1 for y = 0 and for x = 1. pow(x, 2) is x * x. Error below 0.75 ulp.</summary>
    public static double Pow(double x, double y) => Run2<PowFormula>.One(x, y);

    /// <inheritdoc cref="Pow(double, double)"/>
    public static void Pow(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> z) => Run2<PowFormula>.Many(x, y, z);

    /// <summary>sqrt(x^2 + y^2) without overflow on the way. Error below 0.75 ulp.</summary>
    public static double Hypot(double x, double y) => Run2<HypotFormula>.One(x, y);

    /// <inheritdoc cref="Hypot(double, double)"/>
    public static void Hypot(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> z) => Run2<HypotFormula>.Many(x, y, z);

    /// <summary>The n-th derivative of digamma for n from 0 to 170, NaN for other n; poles are NaN for even n, +Infinity for odd n. Error below 4 ulp for x &gt; 0 and n up to 20, of max(|f|, |x f'|) below zero.</summary>
    public static double Polygamma(int n, double x) => HurwitzZeta.Polygamma(n, x);

    /// <inheritdoc cref="Polygamma(int, double)"/>
    public static void Polygamma(int n, ReadOnlySpan<double> x, Span<double> y)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(y.Length, x.Length, nameof(y));
        for (var i = 0; i < x.Length; i++)
            y[i] = HurwitzZeta.Polygamma(n, x[i]);
    }
}
