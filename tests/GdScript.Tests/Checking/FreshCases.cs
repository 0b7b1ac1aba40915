namespace GdScript.Tests.Checking;

/// <summary>
/// Cases of other kinds than those the checker grew up with: extreme scales, cancelling forms, domain edges, arrays, mistakes
/// that show in one component of many or only beyond a choice. Truth: mpmath with 120 digits, literals as the doubles nearest to them.
/// </summary>
internal static class FreshCases
{
    /// <summary>Right, and hard to measure: loss, point, the true gradient.</summary>
    public static readonly (string Loss, double[] Point, string[] Truth)[] Right =
    [
        ("1e-300*exp(x)", [1.5], ["4.481689070338064934909113450572212706485e-300"]),
        ("1e300*x^3/7", [0.001], ["4.285714285714286117734815765633399145177e+293"]),
        (
            "(1e-160*x)*(1e-150*y)",
            [3.0, 5.0],
            ["4.999999999999999974660028961793431945798e-310", "2.999999999999999984796017377076059167479e-310"]
        ),
        (
            "sqrt(x^2 + y^2) - x",
            [100000000.0, 1.0],
            ["-4.99999999999999962500000000000003125e-17", "9.9999999999999995000000000000000375e-9"]
        ),
        ("log(1 + x^2) - x^2", [0.0001], ["-1.999999980000000487530409350982274382232e-12"]),
        ("exp(x)*exp(-x) + x", [700.0], ["1.0"]),
        ("(cosh(x) - sinh(x))*exp(x) + x", [15.0], ["1.0"]),
        ("sin(x)^2 + cos(x)^2 + x", [1234.5], ["1.0"]),
        (
            "-log(softmax([x, y, 0])[0])",
            [-40.0, 3.0],
            ["-0.9999999999999999997985180898751649332348", "0.9525741268224332189292253936205670680572"]
        ),
        (
            "softmax([x, 2*y])[1]",
            [30.0, -10.0],
            ["-1.92874984796391778301659880133180840756e-22", "3.85749969592783556603319760266361681512e-22"]
        ),
        ("lgamma(x) - x*log(x) + x", [1000000.0], ["-5.00000083333333333325000000000003968254e-7"]),
        ("lgamma(x + 0.5) - lgamma(x)", [3000.0], ["0.000166680555555362654331704388309590067346"]),
        ("lgamma(x)", [-2.5], ["1.103156640645243187225690333667911099474"]),
        (
            "param x, y\natan2(y, x)",
            [-3.0, -1e-09],
            ["1.111111111111111180189422607409716985598e-10", "-0.333333333333333333296296296296296291687"]
        ),
        (
            "param x, y\natan2(y, x)*1e10",
            [1e-08, 100000000.0],
            ["-99.999999999999999999999999999999", "1.000000000000000020922560830128462675327e-14"]
        ),
        ("hypot(x, y)", [1e+200, 1e-200], ["1.0", "0.0"]),
        ("hypot(3*x, 4*x) - 5*x + y^2", [0.7, 2.0], ["0.0", "4.0"]),
        ("x^300/1e80", [1.9], ["667494.8812438309960773257432131894434568"]),
        ("x^-200", [0.05], ["-6.427752177035889382971289895282729963019e+263"]),
        ("(1 - x)^50*x^50", [0.5000001], ["-3.155443619216976349915692693045264432169e-35"]),
        ("log(x)*sqrt(x)", [1e-280], ["-3.213619130191664026345674998711047022263e+142"]),
        ("sqrt(1 - x^2)", [0.9999999999999], ["-2235720.411265056256463690454322691986919"]),
        ("log(1 - exp(-x))", [1e-12], ["999999999999.5000201133524540777183706274"]),
        ("1/(x^3 - 8)", [2.0000000001], ["-8333331954327321164.352497922424089048993"]),
        ("x^x", [1e-05], ["-10.51171518936765928780306348385148943845"]),
        ("exp(-1/(x - 1)^2)", [1.05], ["3.064271354744578242924186228082881165287e-170"]),
        ("sin(1e3/x)", [0.02], ["44693.13991899250325523184923801919386654"]),
        ("erf(1e6*x)/1e6", [3e-07], ["1.031260909618963058698092114635410543679"]),
        ("softplus(1e4*(x - 0.5))/1e4", [0.4999], ["0.2689414213700167744318846738573776008995"]),
        (
            "tanh(x)*tanh(y) - tanh(x + y)*(1 + tanh(x)*tanh(y))",
            [1.0, 2.0],
            ["-0.01510749337392207774058585604944232523266", "-0.01684356953154009765457119908105654104527"]
        ),
        ("acosh(1 + x)^2/2", [1e-09], ["0.9999999996666666667999999791823266735643"]),
        (
            "x*exp(y)/(1 + x*exp(y))",
            [1e-12, 25.0],
            ["62656842748.56578261908108460476345132127", "0.06265684274856578135884192796453976250038"]
        ),
        (
            "relu(x - 1e5)*1e-5 + y^3",
            [100000.00001, 0.1],
            ["1.000000000000000081803053914031309545862e-5", "0.03000000000000000333066907387546971371553"]
        ),
        ("where(x > y, x^2, y^2)*max(x, y)", [1.0000000000001, 1.0], ["3.000000000000599520433297614483891256211", "0.0"]),
        ("cos(1e8*x)*1e-8 + x^2", [0.123], ["1.196997643763726509947892500789302703952"]),
    ];

    /// <summary>Wrong on purpose: loss, claim, point, and the components that are wrong.</summary>
    public static readonly (string Loss, string Claim, double[] Point, string Wrong)[] Planted =
    [
        ("1e-300*exp(x) + 0*y", "x: 1.00001e-300*exp(x), y: 0", [1.5, 0], "x"),
        ("1e300*x^3/7", "x: 1e300*x^2/7", [0.001], "x"),
        ("sqrt(x^2 + y^2) - x", "x: x/sqrt(x^2 + y^2) - 1, y: y/(x^2 + y^2)", [1e4, 1], "y"),
        ("log(1 + x^2) - x^2", "x: 2*x/(1 + x^2) - 2*x*1.00001", [0.1], "x"),
        ("logsumexp([x, y, z])", "x: softmax([x, y, z])[0], y: softmax([x, y, z])[2], z: softmax([x, y, z])[2]", [1, 0.5, 0.2], "y"),
        ("-log(softmax([x, y])[0])", "x: softmax([x, y])[0] - 1, y: softmax([x, y])[1] - 1", [2, 0.5], "y"),
        ("softmax([x, y])[0]", "x: softmax([x, y])[0], y: -softmax([x, y])[0]*softmax([x, y])[1]", [0.1, 0.9], "x"),
        ("lgamma(x)*y", "x: y*log(x), y: lgamma(x)", [12, 0.5], "x"),
        ("atan2(y, x)", "x: y/(x^2 + y^2), y: x/(x^2 + y^2)", [3, 4], "x"),
        ("hypot(x, y)*z", "x: z*x/hypot(x, y), y: z*y/hypot(x, y), z: hypot(x, y)^2", [3, 4, 2], "z"),
        ("x^20", "x: 20*x^20", [1.1], "x"),
        ("x^-7 + y", "x: 7*x^-8, y: 1", [1.3, 1], "x"),
        ("log(x - 1)", "x: 1/x", [1.001], "x"),
        ("sqrt(x - 2)*y", "x: y/(2*sqrt(x)), y: sqrt(x - 2)", [2.0001, 3], "x"),
        ("x1 + x2 + x3 + x4 + x5^2 + x6", "x1: 1, x2: 1, x3: 1, x4: 1, x5: 2.00002*x5, x6: 1", [1, 2, 3, 4, 5, 6], "x5"),
        ("x*y + y*z", "x: y, y: x, z: y", [2, 3, 1e-4], "y"),
        ("x*y*z", "x: y*z, y: x*z, z: x + y", [2, 2.5, 3], "z"),
        ("x^3 - 3*x^2 + 2*x", "x: 3*x^2 - 6*x + 2.00001", [0.42264973], "x"),
        ("sin(x) - x", "x: cos(x) + 1", [0.3], "x"),
        ("sin(x) - x", "x: -(cos(x) - 1)", [0.001], "x"),
        ("exp(x) - y*x", "x: exp(x), y: -x", [2, 1e-5], "x"),
        ("tanh(x)^2", "x: 2*tanh(x)*(1 - tanh(x))", [0.4], "x"),
        ("sigmoid(x)*sigmoid(y)", "x: sigmoid(x)*(1 - sigmoid(x)), y: sigmoid(x)*sigmoid(y)*(1 - sigmoid(y))", [0.5, 2], "x"),
        ("erf(x)*exp(y)", "x: exp(y - x^2), y: erf(x)*exp(y)", [0.5, 1], "x"),
        ("param W[2,2]\nsum(W*W)", "W: 2*W", [1, 2, 3, 4], "W[0,0] W[0,1] W[1,0] W[1,1]"),
        ("param A[2,2]\nsum(transpose(A)*A)", "A: A*[[1, 1], [1, 1]]", [1, 2, 3, 4], "A[0,0] A[0,1] A[1,0] A[1,1]"),
        ("param W[2,2], x[2]\nsum(W*x)", "W: outer(x, [1, 1]), x: transpose(W)*[1, 1]", [1, 2, 3, 4, 5, 6], "W[0,1] W[1,0]"),
        ("param v[4]\nsum(v)^2", "v: 2*v", [1, 2, 3, 4], "v[0] v[1] v[2] v[3]"),
        ("param v[4]\nmean(v)^2 + v[3]", "v: [1, 1, 1, 1]*mean(v)/2 + [0, 0, 0, 0]", [1, 2, 3, 4], "v[3]"),
        ("param v[3]\nnorm(v)^3", "v: 3*norm(v)^2*v", [0.5, 0.1, 0.2], "v[0] v[1] v[2]"),
        ("param v[3], w[3]\ndot(v, w)/norm(w)", "v: w/norm(w), w: v/norm(w)", [1, 2, 3, 2, 1, 0.5], "w[0] w[1] w[2]"),
        ("relu(x)*relu(y)", "x: relu(y), y: relu(x)", [-1, 2], "x"),
        ("max(x, y)*min(x, y)", "x: y, y: y", [2, 5], "y"),
        ("where(x*y > 0, x^2*y, y)", "x: 2*x*y, y: 1", [1.5, 2], "y"),
        ("abs(x*y - 1)", "x: y, y: -x", [0.5, 1], "x"),
        ("floor(x)*x^2", "x: 3*x^2", [2.5], "x"),
        ("cos(1e6*x)", "x: -1e6*sin(1e6*x)*(1 + 1e-5)", [0.7], "x"),
        ("exp(-x^2/2)/sqrt(2*pi)", "x: -x*exp(-x^2/2)/2.50663", [0.7], "x"),
        ("x^y", "x: y*x^(y - 1), y: x^y*log10(x)", [3, 2.5], "y"),
        ("cbrt(x^2 + y)", "x: 2*x/(3*cbrt(x^2 + y)), y: 1/(3*cbrt(x^2 + y)^2)", [2, 5], "x"),
        ("log(x)^2/x", "x: 2*log(x)/x^2 - log(x)^2/x", [5], "x"),
        ("asinh(x) + acosh(y)", "x: 1/sqrt(1 + x^2), y: 1/sqrt(1 + y^2)", [1, 3], "y"),
        ("x/(y*z)", "x: 1/(y*z), y: -x/(y^2*z), z: -x/(y*z)", [6, 2, 3], "z"),
    ];

    /// <summary>Wrong only beyond the given point: found by the search.</summary>
    public static readonly (string Loss, string Claim, double[] Point, string Wrong)[] Beyond =
    [
        ("x^2*y", "x: 2*x*y, y: x*x*y", [2, 1], "y"),
        ("x*y^2", "x: x*y, y: 2*x*y", [1.5, 1.5], "x"),
        ("x^3", "x: 3*abs(x)*x", [2], "x"),
        ("sqrt(x^2)", "x: 1", [3], "x"),
        ("log(abs(x))", "x: 1/abs(x)", [2], "x"),
        ("where(x > 30, x^2, x)", "x: 1", [2], "x"),
        ("relu(x + y - 50)*y + x", "x: 1, y: 0", [1, 2], "x y"),
        ("min(x, 40)^2", "x: 2*x", [3], "x"),
    ];

    /// <summary>Kinks, jumps and edges: loss, claim, point, the words in order.</summary>
    public static readonly (string Loss, string Claim, double[] Point, string Words)[] Corners =
    [
        ("max(x, y, z)", "x: 0.2, y: 0.3, z: 0.5", [1, 1, 1], "kink-valid kink-valid kink-valid"),
        ("max(x, y, z)", "x: 0.2, y: 0.3, z: 0.6", [1, 1, 1], "kink-invalid kink-invalid kink-invalid"),
        ("abs(x) + abs(y - 1)", "x: 1.0001, y: 0", [0, 1], "kink-invalid kink-valid"),
        ("relu(x - 1)*y", "x: 1, y: 0", [1, 2], "kink-valid match"),
        ("relu(x - 1)*y", "x: 2.1, y: 0", [1, 2], "kink-invalid match"),
        ("-relu(x)", "x: -0.5", [0], "kink-valid"),
        ("-relu(x)", "x: 0.5", [0], "kink-invalid"),
        ("abs(x)*abs(y)", "x: 2, y: 0", [0, 2], "kink-valid match"),
        ("sqrt(x^2 + y^2)", "x: 0.7, y: -0.7", [0, 0], "kink-valid kink-valid"),
        ("sqrt(x^2 + y^2)", "x: 0.72, y: -0.72", [0, 0], "kink-invalid kink-invalid"),
        ("abs(exp(x) - 1)", "x: -1", [0], "kink-valid"),
        ("min(x^2, 2*x - 1)", "x: 2", [1], "match"),
        ("min(x^2, 1)", "x: 2.01", [1], "kink-invalid"),
        ("sqrt(x)*x", "x: 0", [0], "one-sided"),
        ("where(x < 0, -1, 1)*y", "x: 0, y: 1", [0, 2], "not-differentiable match"),
        ("cbrt(x)^2", "x: 0", [0], "not-differentiable"),
        ("1e-12*abs(x) + y", "x: 1.1e-12, y: 1", [0, 1], "kink-invalid match"),
    ];
}
