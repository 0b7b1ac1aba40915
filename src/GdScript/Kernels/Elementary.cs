namespace GdScript.Kernels;

public static partial class Elementary
{
    public const string Version = "1";

    public static double Exp(double x) => Run<ExpFormula>.One(x);

    public static void Exp(ReadOnlySpan<double> x, Span<double> y) => Run<ExpFormula>.Many(x, y);

    public static double Expm1(double x) => Run<Expm1Formula>.One(x);

    public static void Expm1(ReadOnlySpan<double> x, Span<double> y) => Run<Expm1Formula>.Many(x, y);

    public static double Exp2(double x) => Run<Exp2Formula>.One(x);

    public static void Exp2(ReadOnlySpan<double> x, Span<double> y) => Run<Exp2Formula>.Many(x, y);

    public static double Log(double x) => Run<LogFormula>.One(x);

    public static void Log(ReadOnlySpan<double> x, Span<double> y) => Run<LogFormula>.Many(x, y);

    public static double Log1p(double x) => Run<Log1pFormula>.One(x);

    public static void Log1p(ReadOnlySpan<double> x, Span<double> y) => Run<Log1pFormula>.Many(x, y);

    public static double Log2(double x) => Run<Log2Formula>.One(x);

    public static void Log2(ReadOnlySpan<double> x, Span<double> y) => Run<Log2Formula>.Many(x, y);

    public static double Log10(double x) => Run<Log10Formula>.One(x);

    public static void Log10(ReadOnlySpan<double> x, Span<double> y) => Run<Log10Formula>.Many(x, y);

    public static double Cbrt(double x) => Run<CbrtFormula>.One(x);

    public static void Cbrt(ReadOnlySpan<double> x, Span<double> y) => Run<CbrtFormula>.Many(x, y);

    public static double Sin(double x) => Run<SinFormula>.One(x);

    public static void Sin(ReadOnlySpan<double> x, Span<double> y) => Run<SinFormula>.Many(x, y);

    public static double Cos(double x) => Run<CosFormula>.One(x);

    public static void Cos(ReadOnlySpan<double> x, Span<double> y) => Run<CosFormula>.Many(x, y);

    public static double Tan(double x) => Run<TanFormula>.One(x);

    public static void Tan(ReadOnlySpan<double> x, Span<double> y) => Run<TanFormula>.Many(x, y);

    public static double Asin(double x) => Run<AsinFormula>.One(x);

    public static void Asin(ReadOnlySpan<double> x, Span<double> y) => Run<AsinFormula>.Many(x, y);

    public static double Acos(double x) => Run<AcosFormula>.One(x);

    public static void Acos(ReadOnlySpan<double> x, Span<double> y) => Run<AcosFormula>.Many(x, y);

    public static double Atan(double x) => Run<AtanFormula>.One(x);

    public static void Atan(ReadOnlySpan<double> x, Span<double> y) => Run<AtanFormula>.Many(x, y);

    public static double Sinh(double x) => Run<SinhFormula>.One(x);

    public static void Sinh(ReadOnlySpan<double> x, Span<double> y) => Run<SinhFormula>.Many(x, y);

    public static double Cosh(double x) => Run<CoshFormula>.One(x);

    public static void Cosh(ReadOnlySpan<double> x, Span<double> y) => Run<CoshFormula>.Many(x, y);

    public static double Tanh(double x) => Run<TanhFormula>.One(x);

    public static void Tanh(ReadOnlySpan<double> x, Span<double> y) => Run<TanhFormula>.Many(x, y);

    public static double Asinh(double x) => Run<AsinhFormula>.One(x);

    public static void Asinh(ReadOnlySpan<double> x, Span<double> y) => Run<AsinhFormula>.Many(x, y);

    public static double Acosh(double x) => Run<AcoshFormula>.One(x);

    public static void Acosh(ReadOnlySpan<double> x, Span<double> y) => Run<AcoshFormula>.Many(x, y);

    public static double Atanh(double x) => Run<AtanhFormula>.One(x);

    public static void Atanh(ReadOnlySpan<double> x, Span<double> y) => Run<AtanhFormula>.Many(x, y);

    public static double Sigmoid(double x) => Run<SigmoidFormula>.One(x);

    public static void Sigmoid(ReadOnlySpan<double> x, Span<double> y) => Run<SigmoidFormula>.Many(x, y);

    public static double Softplus(double x) => Run<SoftplusFormula>.One(x);

    public static void Softplus(ReadOnlySpan<double> x, Span<double> y) => Run<SoftplusFormula>.Many(x, y);

    public static double Sqrt(double x) => Math.Sqrt(x);

    public static double Atan2(double y, double x) => Run2<Atan2Formula>.One(y, x);

    public static double Pow(double x, double y) => Run2<PowFormula>.One(x, y);

    public static double Hypot(double x, double y) => Run2<HypotFormula>.One(x, y);

    public static double Erf(double x) => ErfFormula.Of(x);

    public static void Erf(ReadOnlySpan<double> x, Span<double> y) => Each<ErfFormula>.Many(x, y);

    public static double Erfc(double x) => ErfcFormula.Of(x);

    public static void Erfc(ReadOnlySpan<double> x, Span<double> y) => Each<ErfcFormula>.Many(x, y);

    public static double Lgamma(double x) => LgammaFormula.Of(x);

    public static void Lgamma(ReadOnlySpan<double> x, Span<double> y) => Each<LgammaFormula>.Many(x, y);

    public static double Digamma(double x) => DigammaFormula.Of(x);

    public static void Digamma(ReadOnlySpan<double> x, Span<double> y) => Each<DigammaFormula>.Many(x, y);

    public static double Trigamma(double x) => TrigammaFormula.Of(x);

    public static void Trigamma(ReadOnlySpan<double> x, Span<double> y) => Each<TrigammaFormula>.Many(x, y);

    public static double Polygamma(int n, double x) => Kernels.Polygamma.Of(n, x);

    public static void Atan2(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> z) => Run2<Atan2Formula>.Many(x, y, z);

    public static void Pow(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> z) => Run2<PowFormula>.Many(x, y, z);

    public static void Hypot(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> z) => Run2<HypotFormula>.Many(x, y, z);
}
