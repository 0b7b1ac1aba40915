using System.Collections.Immutable;

namespace GdScript.Algebra;

/// <summary>
/// Every rewrite of the simplifier, each once. Rewrites keep the value over the real numbers; rounding differs in the last
/// digits. In the texts <c>u</c> and <c>v</c> are vectors of 3, <c>A</c> and <c>B</c> are 3x3 matrices, all else are numbers.
/// </summary>
public static class Rewrites
{
    private static readonly List<Rewrite> all = [];

    // Sums.
    internal static readonly Rewrite Constants = Exact("constants", "2*3 + 1/2 -> 13/2");
    internal static readonly Rewrite AddZero = Exact("add-zero", "x + 0 -> x");
    internal static readonly Rewrite LikeTerms = Exact("like-terms", "x + x -> 2*x");
    internal static readonly Rewrite FlatSum = Exact("flat-sum", "x - (y - z) -> x - y + z");
    internal static readonly Rewrite Cancel = Widens("cancel-terms", "x - x -> 0", "x is infinite or NaN");
    internal static readonly Rewrite Negated = Exact("negated-sum", "-1*(x - y) -> y - x");
    internal static readonly Rewrite CommonFactor = Exact("common-factor", "exp(x) + x*exp(x) -> (1 + x)*exp(x)");
    internal static readonly Rewrite Pythagoras = Widens("pythagoras", "sin(x)^2 + cos(x)^2 -> 1", "x is infinite or NaN");
    internal static readonly Rewrite PythagorasRest = Exact("pythagoras-rest", "1 - sin(x)^2 -> cos(x)^2");
    internal static readonly Rewrite Hyperbola = Widens("hyperbola", "cosh(x)^2 - sinh(x)^2 -> 1", "x is infinite or NaN");

    // Products and powers.
    internal static readonly Rewrite TimesOne = Exact("times-one", "1*x -> x");
    internal static readonly Rewrite TimesZero = Widens("times-zero", "0*x -> 0", "x is infinite or NaN");
    internal static readonly Rewrite FlatProduct = Exact("flat-product", "x*(y*z) -> x*y*z");
    internal static readonly Rewrite Signs = Exact("signs", "(-x)*(-y) -> x*y");
    internal static readonly Rewrite LikeFactors = Exact("like-factors", "x^2*x^3 -> x^5");
    internal static readonly Rewrite CancelBelow = Exact("cancel-below", "x/x^3 -> 1/x^2");
    internal static readonly Rewrite CancelFactors = Widens("cancel-factors", "x^3/x -> x^2", "x is 0");
    internal static readonly Rewrite RootsMeet = Widens("roots-meet", "sqrt(x)*sqrt(x) -> x", "x is negative");
    internal static readonly Rewrite OpenExponents = Widens("open-exponents", "x^y*x^z -> x^(y + z)", "x is negative or 0");
    internal static readonly Rewrite OpenExponentsOfConstants = Exact("open-exponents-of-constants", "2^x*2^y -> 2^(x + y)");
    internal static readonly Rewrite OverFraction = Widens("over-fraction", "x/(y/z) -> x*z/y", "z is 0");
    internal static readonly Rewrite PowerOfProduct = Exact("power-of-product", "(2*x*y)^2 -> 4*x^2*y^2");
    internal static readonly Rewrite PowerOfPower = Exact("power-of-power", "(x^2)^3 -> x^6");
    internal static readonly Rewrite PowerOfRoot = Widens("power-of-root", "sqrt(x)^2 -> x", "x is negative");
    internal static readonly Rewrite PowerOfOpenPower = Widens("power-of-open-power", "(x^y)^2 -> x^(2*y)", "x is negative or 0");
    internal static readonly Rewrite RootOfPower = Widens("root-of-power", "(x^3)^(1/3) -> x", "x is negative");
    internal static readonly Rewrite RootOfSquare = Exact("root-of-square", "sqrt(x^2) -> abs(x)");
    internal static readonly Rewrite RootOfFactor = Exact("root-of-factor", "sqrt(4*x) -> 2*sqrt(x)");
    internal static readonly Rewrite RootOfConstant = Exact("root-of-constant", "sqrt(9/4) -> 3/2");
    internal static readonly Rewrite PowerZero = Exact("power-zero", "x^0 -> 1");
    internal static readonly Rewrite PowerOfOne = Exact("power-of-one", "1^x -> 1");
    internal static readonly Rewrite Content = Exact("content", "(2*x + 2*y)/2 -> x + y");
    internal static readonly Rewrite Turned = Exact("turned", "(x - y)*(y - x) -> -(x - y)^2");
    internal static readonly Rewrite Conjugates = Exact("conjugates", "1/((1 - x)*(1 + x)) -> 1/(1 - x^2)");

    // Functions.
    internal static readonly Rewrite ExpProduct = Exact("exp-product", "exp(x)*exp(y) -> exp(x + y)");
    internal static readonly Rewrite ExpPower = Exact("exp-power", "exp(x)^2 -> exp(2*x)");
    internal static readonly Rewrite PowerOfE = Exact("power-of-e", "e^x -> exp(x)");
    internal static readonly Rewrite Inverse = Exact("inverse", "log(exp(x)) -> x");
    internal static readonly Rewrite InverseExp = Widens("inverse-exp", "exp(log(x)) -> x", "x is 0 or negative");
    internal static readonly Rewrite InverseExpm1 = Widens("inverse-expm1", "expm1(log1p(x)) -> x", "x is -1 or less");
    internal static readonly Rewrite InverseArc = Widens("inverse-arc", "sin(asin(x)) -> x", "x is outside -1..1");
    internal static readonly Rewrite InverseCosh = Widens("inverse-cosh", "cosh(acosh(x)) -> x", "x is below 1");
    internal static readonly Rewrite InverseTanh = Widens("inverse-tanh", "tanh(atanh(x)) -> x", "x is outside -1..1");
    internal static readonly Rewrite CubeOfRoot = Exact("cube-of-root", "cbrt(x)^3 -> x");
    internal static readonly Rewrite Odd = Exact("odd", "sin(-x) -> -sin(x)");
    internal static readonly Rewrite Even = Exact("even", "cos(-x) -> cos(x)");
    internal static readonly Rewrite SigmoidPair = Exact("sigmoid-pair", "sigmoid(x)*sigmoid(-x) -> sigmoid(x)*(1 - sigmoid(x))");
    internal static readonly Rewrite KnownValue = Exact("known-value", "cos(0) -> 1");
    internal static readonly Rewrite HalfTurns = Exact("half-turns", "sin(pi) -> 0");
    internal static readonly Rewrite AbsFactor = Exact("abs-factor", "abs(-2*x) -> 2*abs(x)");
    internal static readonly Rewrite AbsOfPositive = Exact("abs-of-positive", "abs(exp(x)) -> exp(x)");
    internal static readonly Rewrite AbsSquare = Exact("abs-square", "abs(x)^2 -> x^2");
    internal static readonly Rewrite HypotSquare = Exact("hypot-square", "hypot(x, y)^2 -> x^2 + y^2");
    internal static readonly Rewrite SignFactor = Exact("sign-factor", "sign(-2*x) -> -sign(x)");
    internal static readonly Rewrite SignOfPositive = Widens("sign-of-positive", "sign(exp(x)) -> 1", "x is NaN");
    internal static readonly Rewrite SignTimes = Exact("sign-times", "x*sign(x) -> abs(x)");
    internal static readonly Rewrite Twice = Exact("twice", "floor(floor(x)) -> floor(x)");
    internal static readonly Rewrite HypotZero = Exact("hypot-zero", "hypot(x, 0) -> abs(x)");
    internal static readonly Rewrite SameBoth = Exact("same-both", "min(x, x) -> x");

    // Choices.
    internal static readonly Rewrite KnownTruth = Exact("known-truth", "1 < 2 -> 1");
    internal static readonly Rewrite KnownChoice = Exact("known-choice", "where(1, x, y) -> x");
    internal static readonly Rewrite NoChoice = Exact("no-choice", "where(x > 0, y, y) -> y");
    internal static readonly Rewrite OneChoice = Exact("one-choice", "where(x > 0, y, 0) + where(x > 0, 0, z) -> where(x > 0, y, z)");
    internal static readonly Rewrite NotNot = Exact("not-not", "!!(x > 0) -> x > 0");

    // Arrays.
    internal static readonly Rewrite Filled = Exact("filled", "exp(fill(x, 3)) -> fill(exp(x), 3)");
    internal static readonly Rewrite TransposeTwice = Exact("transpose-twice", "transpose(transpose(A)) -> A");
    internal static readonly Rewrite ScalarOut = Exact("scalar-out", "(2*A)*u -> 2*(A*u)");
    internal static readonly Rewrite SumOfFilled = Exact("sum-of-filled", "sum(fill(x, 3)) -> 3*x");
    internal static readonly Rewrite DotFilled = Exact("dot-filled", "dot(fill(x, 3), u) -> x*sum(u)");
    internal static readonly Rewrite ElementOfArray = Exact("element-of-array", "[x, y, z][1] -> y");
    internal static readonly Rewrite ElementOfProduct = Exact("element-of-product", "outer(u, v)[0, 1] -> u[0]*v[1]");
    internal static readonly Rewrite ElementOfRow = Exact("element-of-row", "A[1][2] -> A[1, 2]");
    internal static readonly Rewrite OneHot = Exact("one-hot", "sum(onehot(1, 3)) -> 1");
    internal static readonly Rewrite OneHotDot = Widens(
        "one-hot-dot",
        "dot(onehot(1, 3), u) -> u[1]",
        "another element of u is infinite or NaN"
    );
    internal static readonly Rewrite OneHotArray = Exact("one-hot-array", "[0, x, 0] -> x*onehot(1, 3)");
    internal static readonly Rewrite OneHotTimes = Widens(
        "one-hot-times",
        "u.*onehot(1, 3) -> u[1]*onehot(1, 3)",
        "another element of u is infinite or NaN"
    );
    internal static readonly Rewrite OneHotSum = Widens(
        "one-hot-sum",
        "softmax(u).*(1 - onehot(1, 3)/softmax(u)[1]) -> softmax(u) - onehot(1, 3)",
        "softmax(u)[1] is 0"
    );

    // Rows of data.
    internal static readonly Rewrite NumberOutOfRows = Exact("number-out-of-rows", "rowsum(2*x) -> 2*rowsum(x)");

    /// <summary>All rewrites, in a fixed order.</summary>
    public static ImmutableArray<Rewrite> All { get; } = [.. all];

    private static Rewrite Exact(string name, string text) => Widens(name, text, "");

    private static Rewrite Widens(string name, string text, string where)
    {
        var rewrite = new Rewrite(name, text, where) { Index = all.Count };
        all.Add(rewrite);
        return rewrite;
    }
}
