using GdScript.Calculus;
using GdScript.Descent;
using GdScript.Kernels;
using GdScript.Text;

namespace GdScript.Tests.Descent;

/// <summary>A loss with its gradient by hand, the formula it is, where a walk on it begins and a rate that suits it.</summary>
internal sealed record FiveLoss(
    string Name,
    string Formula,
    double[] Start,
    double Rate,
    Func<double[], double> Value,
    Func<double[], double[]> Slopes
)
{
    /// <summary>The derived gradient.</summary>
    public Oracle Derived { get; } = Oracle.Exact(Kernel.For(Gradient.Of(FormulaText.Parse(Formula).Value)));

    /// <summary>The gradient by hand, with the same bits for whoever asks.</summary>
    public Oracle ByHand { get; } =
        Oracle.Exact(
            Start.Length,
            x => Value(x.ToArray()),
            (x, g) =>
            {
                Slopes(x.ToArray()).CopyTo(g);
                return Value(x.ToArray());
            }
        );
}

/// <summary>The five losses trajectories are compared on.</summary>
internal static class Five
{
    private static readonly double[][] X =
    [
        [0.5, 1.2],
        [-1, 0.3],
        [1.5, -0.7],
        [-0.2, -1.1],
        [2, 0.4],
        [-1.7, 0.9],
    ];
    private static readonly double[] Y = [1, 0, 1, 0, 1, 0];

    public static readonly FiveLoss[] All =
    [
        new("bowl", "x0^2 + x1^2", [-3, 4], 0.11, x => x[0] * x[0] + x[1] * x[1], x => [2 * x[0], 2 * x[1]]),
        new("narrow", "x0^2/20 + x1^2", [-7, 2], 0.1, x => x[0] * x[0] / 20 + x[1] * x[1], x => [x[0] / 10, 2 * x[1]]),
        new(
            "rosenbrock",
            "param x0, x1; 100*(x1 - x0^2)^2 + (1 - x0)^2",
            [-1.2, 1],
            2e-4,
            x => 100 * Math.Pow(x[1] - x[0] * x[0], 2) + Math.Pow(1 - x[0], 2),
            x => [-400 * x[0] * (x[1] - x[0] * x[0]) - 2 * (1 - x[0]), 200 * (x[1] - x[0] * x[0])]
        ),
        new(
            "beale",
            "(1.5 - x0*(1 - x1))^2 + (2.25 - x0*(1 - x1^2))^2 + (2.625 - x0*(1 - x1^3))^2",
            [1, 0.5],
            5e-4,
            x => Beale(x).Sum(r => r.Residual * r.Residual),
            x => [Beale(x).Sum(r => 2 * r.Residual * r.D0), Beale(x).Sum(r => 2 * r.Residual * r.D1)]
        ),
        new(
            "logistic",
            string.Join(" + ", X.Zip(Y, (x, y) => $"(softplus({Score(x)}) - {y}*({Score(x)}))/6")) + " + 0.01*(a^2 + b^2 + c^2)",
            [0.1, -0.2, 0.3],
            0.02,
            w => X.Zip(Y, (x, y) => Math.Log(1 + Math.Exp(Dot(w, x))) - y * Dot(w, x)).Average() + 0.01 * w.Sum(v => v * v),
            w =>
                [
                    .. Enumerable
                        .Range(0, 3)
                        .Select(j => X.Zip(Y, (x, y) => (1 / (1 + Math.Exp(-Dot(w, x))) - y) * (j < 2 ? x[j] : 1)).Average() + 0.02 * w[j]),
                ]
        ),
    ];

    private static string Score(double[] x) =>
        FormattableString.Invariant($"{x[0]}*a + {x[1]}*b + c").Replace("+ -", "- ", StringComparison.Ordinal);

    private static double Dot(double[] w, double[] x) => w[0] * x[0] + w[1] * x[1] + w[2];

    private static IEnumerable<(double Residual, double D0, double D1)> Beale(double[] x) =>
        from k in Enumerable.Range(1, 3)
        let c = new[] { 1.5, 2.25, 2.625 }[k - 1]
        let p = Math.Pow(x[1], k)
        select (c - x[0] * (1 - p), -(1 - p), x[0] * k * Math.Pow(x[1], k - 1));
}
