using GdScript.Checking;
using GdScript.Graphs;
using GdScript.Text;

namespace GdScript.Tests.Checking;

/// <summary>The collections the checker is scored on.</summary>
internal static class Cases
{
    /// <summary>Wrong on purpose: loss, claim, point, and the components that are wrong.</summary>
    public static readonly (string Loss, string Claim, double[] Point, string Wrong)[] Planted =
    [
        // Sign.
        ("x^2/20 + y^2", "x: -x/10, y: 2*y", [3, 4], "x"),
        ("cos(x)*y", "x: sin(x)*y, y: cos(x)", [0.7, 2], "x"),
        ("exp(-x) + y", "x: exp(-x), y: 1", [1.5, 0], "x"),
        ("1/x - log(y)", "x: -1/x^2, y: 1/y", [2, 3], "y"),
        ("acos(x) + asin(y)", "x: 1/sqrt(1-x^2), y: 1/sqrt(1-y^2)", [0.3, 0.3], "x"),
        // Factors.
        ("x^2 + y^2", "x: x, y: 2*y", [3, 4], "x"),
        ("x^2 + y^2", "x: 2*x, y: 4*y", [3, 4], "y"),
        ("log10(x)", "x: 1/x", [7], "x"),
        ("log2(x)*y", "x: y/x, y: log2(x)", [7, 2], "x"),
        ("sin(2*x)", "x: cos(2*x)", [0.4], "x"),
        ("(x*y)^3", "x: 3*(x*y)^2, y: 3*x*(x*y)^2", [0.5, 1.5], "x"),
        ("sqrt(x)", "x: 1/sqrt(x)", [9], "x"),
        ("param v[3]\nmean(v .^ 2)", "v: 2*v", [1, 2, 3], "v[0] v[1] v[2]"),
        ("param v[3]\nnorm(v)", "v: v", [1, 2, 2], "v[0] v[1] v[2]"),
        // Terms left out or put in.
        ("x*y + sin(x)", "x: y, y: x", [1, 2], "x"),
        ("x^2 + 3*x + y", "x: 2*x, y: 1", [1, 1], "x"),
        ("x*exp(x*y)", "x: exp(x*y), y: x^2*exp(x*y)", [0.5, 0.8], "x"),
        ("x^2/20 + y^2", "x: x/10 + 1e-3, y: 2*y", [3, 4], "x"),
        ("x^y", "x: y*x^(y-1), y: x^y", [2, 3], "y"),
        ("log(1 + exp(x))", "x: 1", [4], "x"),
        ("atan2(y, x)", "x: -y/(x^2+y^2), y: x/(x^2+y^2) + y", [1, 2], "y"),
        // Swapped and transposed.
        ("x^2*y", "x: x^2, y: 2*x*y", [3, 5], "x y"),
        ("sin(x)*cos(y)", "x: -sin(x)*sin(y), y: cos(x)*cos(y)", [0.3, 1.1], "x y"),
        ("param W[2,2], a[2], b[2]\ndot(a, W*b)", "W: outer(b, a), a: W*b, b: transpose(W)*a", [1, 2, 3, 4, 5, 6, 7, 8], "W[0,1] W[1,0]"),
        (
            "param W[2,3], x[3]\nsum((W*x) .^ 2)",
            "W: outer(W*x, x), x: 2*transpose(W)*(W*x)",
            [1, 2, 3, 4, 5, 6, 0.5, 0, 2],
            "W[0,0] W[0,2] W[1,0] W[1,2]"
        ),
        ("param v[3]\nlogsumexp(v)", "v: softmax(v) - [0, 0, 1]", [1, 2, 3], "v[2]"),
        // Small relative errors.
        ("x^2/20 + y^2", "x: x/10, y: 2.00002*y", [3, 4], "y"),
        ("exp(x)", "x: exp(x)*(1 + 1e-5)", [3], "x"),
        ("sin(x)*1e-12", "x: cos(x)*1.00001e-12", [0.5], "x"),
        ("sin(x)*1e12", "x: cos(x)*0.99999e12", [0.5], "x"),
        ("tanh(x)", "x: (1 - tanh(x)^2)*1.00001", [1.5], "x"),
        ("x^3 + 1e6*y", "x: 3*x^2*1.00001, y: 1e6", [0.1, 1], "x"),
        ("lgamma(x)", "x: log(x) - 1/(2*x) - 1/(12*x^2)", [8], "x"),
        // Wrong only in a corner.
        ("where(x > 1, x^2, x)", "x: 1", [1.001], "x"),
        ("relu(x*y)", "x: y, y: x", [-1, 2], "x y"),
        ("max(x, y)", "x: 1, y: 1", [1, 2], "x"),
        ("hypot(x, y)", "x: x/hypot(x, y), y: x/hypot(x, y)", [3, 4], "y"),
        ("erf(x)", "x: 2/sqrt(pi)*exp(-x)", [0.8], "x"),
        // NaN and infinity are no slopes.
        ("x^2", "x: 2*x^2/x*(x/x)^0.5 + 0*log(x)", [-1], "x"),
    ];

    /// <summary>Right, and hard to measure.</summary>
    public static readonly (string Loss, double[] Point)[] Hard =
    [
        // Cancellation.
        ("(x - 1e8)^2 - x^2 + 2e8*x", [3.7]),
        ("(1 - cos(x))/x^2", [1e-4]),
        ("log(1 + x) - x", [1e-7]),
        ("sqrt(x^2 + 1) - x", [1e7]),
        ("exp(x) - 1 - x - x^2/2", [1e-3]),
        ("((x + 1e10) - 1e10)^2", [0.3]),
        // Tiny and huge scales.
        ("x^2", [1e-300]),
        ("log(x)", [1e-300]),
        ("x^2 + y^2", [1e-160, 1e150]),
        ("sqrt(x)", [1e300]),
        ("1e-200*x^3", [1e20]),
        ("exp(-1/x)", [1e-3]),
        ("1e300*sin(x)", [2]),
        ("x*1e-310", [1]),
        // Near kinks.
        ("abs(x - 1)", [1 + 1e-9]),
        ("sqrt((x - 1)^2 + 1e-20)", [1]),
        ("max(x, y)", [1, 1 + 1e-12]),
        ("relu(x - 0.3)", [0.1 + 0.2]),
        ("abs(sin(1e3*x))", [0.0031415926]),
        // Near the edge of the domain.
        ("sqrt(x)", [1e-14]),
        ("log(x - 1)", [1 + 1e-10]),
        ("asin(x)", [1 - 1e-12]),
        ("acosh(x)", [1 + 1e-13]),
        ("x^0.5 * log(x)", [1e-12]),
        ("1/(x - 2)", [2 + 1e-7]),
        ("tan(x)", [1.5707963]),
        // Fast oscillation.
        ("cos(1e5*x)", [123.456]),
        ("sin(x)", [1e10]),
        ("sin(1e9*x) + x", [0.25]),
        ("x^2*sin(1/x)", [1e-3]),
        ("x + 1e-6*sin(1e7*x)", [0.7]),
        // Deep saturation.
        ("sigmoid(x)", [40]),
        ("sigmoid(x)", [-700]),
        ("tanh(x)", [25]),
        ("erf(x) + y", [9, 1]),
        ("softplus(x)", [-50]),
        ("exp(-x^2)", [20]),
        ("param v[3]\n-log(softmax(v)[2])", [100, 0, -100]),
        // Narrow features.
        ("tanh(1e6*(x - 1))", [1 + 1e-7]),
        ("exp(-((x - 1)/1e-5)^2)", [1.000003]),
        ("1/(1 + 1e10*(x - 0.5)^2)", [0.500001]),
    ];

    /// <summary>Kinks, jumps and edges: loss, claim or null for our own, point, the words in order.</summary>
    public static readonly (string Loss, string? Claim, double[] Point, string Words)[] Corners =
    [
        ("abs(x)", null, [0], "kink-valid"),
        ("abs(x)", "x: 0.9", [0], "kink-valid"),
        ("abs(x)", "x: -1", [0], "kink-valid"),
        ("abs(x)", "x: 1.5", [0], "kink-invalid"),
        ("relu(x) + y", null, [0, 1], "kink-valid match"),
        ("relu(x)", "x: -0.1", [0], "kink-invalid"),
        ("max(x, y)", null, [2, 2], "kink-valid kink-valid"),
        ("abs(x - 3) + abs(y)", null, [3, 0], "kink-valid kink-valid"),
        ("where(x > 1, x^2, x)", "x: 1.5", [1], "kink-valid"),
        ("abs(x)^3", null, [0], "match"),
        ("x*abs(x)", null, [0], "match"),
        ("sqrt(abs(x))", null, [0], "not-differentiable"),
        ("cbrt(x)", null, [0], "not-differentiable"),
        ("sign(x)", null, [0], "not-differentiable"),
        ("floor(x)*y", null, [2, 1], "not-differentiable match"),
        ("where(x > 0, 1, 0)", null, [0], "not-differentiable"),
        ("log(x)", null, [-1], "undefined"),
        ("1/x", null, [0], "undefined"),
        ("x*y/(x - 1)", null, [1, 2], "undefined undefined"),
        ("sqrt(x)", null, [0], "not-differentiable"),
        ("x*x*sqrt(x)", "x: 0", [0], "one-sided"),
        ("sqrt(x)^3", "x: 0", [0], "one-sided"), // the slope goes like h^0.5: only with twice the digits a step is small enough
        ("acos(x)^2 + y", "x: -2, y: 1", [1, 0], "one-sided match"),
        ("x^2.5 + y", "x: 0, y: 1", [0, 0], "one-sided match"),
        ("exp(x) + 0*sqrt(x)", "x: 1", [0], "one-sided"),
        ("exp(x) + 0*sqrt(x)", "x: 1.1", [0], "mismatch"),
        ("param v[2]\nnorm(v)", "v: [0, 0]", [0, 0], "kink-valid kink-valid"),
    ];

    public static Formula Loss(string text) => FormulaText.Parse(text).Value;

    public static CheckReport Of(string loss, string? claim, params double[] point)
    {
        var formula = Loss(loss);
        return Check.Gradient(formula, claim is null ? null : ClaimText.Parse(claim, formula).Value, point);
    }
}
