using System.Globalization;
using GdScript.Calculus;
using GdScript.Checking;
using GdScript.Export;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Tests.Laws;
using GdScript.Text;

namespace GdScript.Tests.Export;

/// <summary>A loss to be exported, and where it is evaluated.</summary>
/// <param name="Name">What its function is called; its number among all.</param>
/// <param name="About">What it is, for whoever reads of a failure.</param>
public sealed record Sample(string Name, string About, Formula Loss, double[][] Points)
{
    /// <summary>The columns the written function takes, in its order.</summary>
    public IEnumerable<Column> Columns => Loss.Columns.Where((_, i) => Used.Contains(i)).OrderBy(c => c.Table);

    /// <summary>The tables whose rows the function must be told, as it has none of their columns.</summary>
    public IEnumerable<int> ToldRows =>
        Loss
            .Nodes.Where((n, i) => Live[i] && n.Op.Family() == Family.Rows)
            .Select(n => n.B)
            .Distinct()
            .Except(Columns.Select(c => c.Table));

    private bool[] Live => live ??= Loss.Reached();

    private bool[]? live;

    private HashSet<int> Used => [.. Loss.Nodes.Where((n, i) => Live[i] && n.Op == Op.Column).Select(n => n.A)];
}

/// <summary>Losses over every operation that all languages have, random ones, ones over rows, and ones with names and numbers that languages trip over.</summary>
public static class Samples
{
    private static readonly double[] Special =
    [
        double.NegativeInfinity,
        -1e300,
        -710.5,
        -30,
        -2.5,
        -1.5,
        -1,
        -0.5,
        -1e-9,
        -1e-310,
        0,
        1e-310,
        1e-9,
        0.25,
        0.5,
        1,
        1.4616321449683623,
        1.5,
        2,
        2.5,
        3.5,
        12.25,
        171,
        710.5,
        1e300,
        double.PositiveInfinity,
        double.NaN,
    ];

    public static Sample[] All => all.Value;

    private static readonly Lazy<Sample[]> all = new(() =>
        [
            .. OfOps()
                .Concat(OfRandom())
                .Concat(OfTexts())
                .Concat(OfRows())
                .Concat(OfLength())
                .Where(s => ExportText.Of(s.Loss, Target.JavaScript).Is(out _, out _))
                .Select((s, i) => new Sample(string.Create(CultureInfo.InvariantCulture, $"f{i}"), s.About, s.Loss, s.Points)),
        ]
    );

    private static IEnumerable<(string About, Formula Loss, double[][] Points)> OfOps()
    {
        foreach (var op in EveryOp.WithArguments)
        {
            foreach (var shape in op.Family() == Family.Elementwise ? [Shape.Scalar, Shape.Vector(3)] : (Shape[])[Shape.Scalar])
            {
                var (loss, point) = EveryOp.Loss(op, shape);
                yield return ($"{op} {shape}", loss, [point, [.. point.Select(x => x + 0.0137)]]);
            }
            if (op.Family() != Family.Elementwise || op.Arity() > 2 || op == Op.Bessel)
                continue;
            var g = new Sketch();
            var x = g.Param("x");
            var alone =
                op == Op.Polygamma ? g.Polygamma(2, x)
                : op.Arity() == 1 ? g.Make(op, x)
                : g.Make(op, x, g.Param("y"));
            double[][] points = op.Arity() == 1 ? [.. Special.Select(v => new[] { v })] : [.. Pairs()];
            yield return ($"{op} alone", g.Finish(alone), points);
        }
    }

    private static IEnumerable<double[]> Pairs() =>
        from a in Special.Where((_, i) => i % 2 == 0)
        from b in Special.Where((_, i) => i % 3 != 1)
        select new[] { a, b };

    private static IEnumerable<(string About, Formula Loss, double[][] Points)> OfRandom()
    {
        for (var seed = 1; seed <= 60; seed++)
        {
            var random = new Random(seed);
            var loss = Algebra.RandomFormulas.Of(seed);
            if (!loss.Top.Shape.IsScalar)
                continue;
            yield return (
                $"random {seed}: {Printer.Infix(loss, loss.Root, 200)}",
                loss,
                [
                    .. Enumerable
                        .Range(0, 4)
                        .Select(_ => Enumerable.Range(0, loss.PointSize).Select(_ => 0.2 + 1.3 * random.NextDouble()).ToArray()),
                ]
            );
        }
    }

    private static readonly string[] Texts =
    [
        "x^2/20 + y^2",
        "param class, int, lambda, function, i, row, point, gradient, value, math, np; class*int + lambda^2*function + i*row + point*gradient - value*math + np",
        "param αβ, ｘ, é, _1; αβ^2 + ｘ*é + sin(_1)",
        "where(x > 0, log(x), 0) + where(x != 0 && !(y <= 0) || x >= 3, 1/x, y)*y",
        "u = x*y; v = tanh(u); w = v^2 + u; w^3 + sqrt(1 + w^2) - v^4 + (x - y)^-1",
        "9007199254740993*x + 1e308*y + 5e-324 + 0.1*x*y - 1e-7",
        "1e400*0*x + y",
        "pi*x + e*y + 7/2 - 1/3*x",
        "hypot(x, y) + logsumexp([x, y, 1]) + norm([x, -y]) + max(x, y)*min(x, 2)",
        "M = [[1, 2], [3, 4]]; v = M*[x, y]; sum(v .* v) + dot(v, [0.5, -1]) + mean(outer(v, v)) + argmax(v)",
        "lgamma(x)*y + erf(x*y) + digamma(y)",
        "a = [x, y, x*y]; softmax(a)[1] + sum(softmax(a) .* a)^2 + a[2] - sigmoid(-x) + softplus(y)",
        "-(-x)^2 - -y + -(-(x - -1))",
        "fma(x, y, -3)*fma(2, x - y, 1/4) - fma(-x, x, y)",
    ];

    private static IEnumerable<(string About, Formula Loss, double[][] Points)> OfTexts()
    {
        foreach (var text in Texts.Where(t => FormulaText.Parse(t).Is(out _, out _)))
        {
            var loss = FormulaText.Parse(text).Value;
            double[][] points =
            [
                .. new[] { 0.7, -1.3, 2.25 }.Select(a => Enumerable.Range(0, loss.PointSize).Select(k => a + 0.31 * k).ToArray()),
            ];
            yield return (text, loss, points);
        }
    }

    private static readonly string[] OverRows =
    [
        "rowmean((a*y + b - 1)^2)",
        "rowmean((dot(u, x) - y)^2)",
        "rowmean(logsumexp(W*x + u[0]) - y*sum(x))",
        "h = sigmoid(W*x + u); rowmean((dot(h, u) - y)^2)",
        "h = tanh(W*x); p = softmax(V*h + v); -rowmean(log(p[1] + 1e-7)*y)",
        "rowsum(norm(x*transpose(W) - u))",
        "v1 = rowmean(outer(u, x)); sum(v1 .* W) + rowmax(x[1]*y)",
        "rowmean(sum(V*(W*x)*(u[1] + y)))",
        "rowsum(dot(x, W[1])*u[2]) - rowmin(sum(x .* W[0]))",
        "rowmean(sum(m .* V) + dot(m*u, [y, 1])*v[0])",
        "rowmean(sum(transpose(m)*v) + mean(V*transpose(m)))",
        "rowsum(a^2) + rowmean(a*b) - rowmax(b)",
        "s = rowmean(y); rowmean((y - s)^2*a) + where(rowmax(y) > a, b, a*rowsum(where(y > 0, log(y), b*y)))",
    ];

    private static IEnumerable<(string About, Formula Loss, double[][] Points)> OfRows()
    {
        double[] Of(int n, double a) => [.. Enumerable.Range(0, n).Select(i => Math.Round(Math.Cos(a * i + 0.3) * 1.5, 6))];
        var table = Table.Of(("m", Shape.Matrix(2, 3), Of(30, 1.7)), ("y", Shape.Scalar, Of(5, 2.3)), ("x", Shape.Vector(3), Of(15, 1.1)));
        Column[] columns = [new("x") { Shape = Shape.Vector(3) }, new("y"), new("m") { Shape = Shape.Matrix(2, 3) }];
        foreach (var text in OverRows)
        {
            var loss = FormulaText.Parse("param a, b, u[3], v[2], W[3,3], V[2,3]; " + text, null, columns).Value.With(table);
            yield return (
                text,
                loss,
                [
                    [.. Enumerable.Range(0, loss.PointSize).Select(i => Math.Round(Math.Sin(1.3 * i + 0.4), 6))],
                ]
            );
        }
    }

    /// <summary>Chains past what a compiler optimises in one function, and deeper than it could follow.</summary>
    private static IEnumerable<(string About, Formula Loss, double[][] Points)> OfLength()
    {
        var length = Environment.GetEnvironmentVariable("GDS_NIGHTLY") is "1" ? 20_000 : 600;
        foreach (var shape in (Shape[])[Shape.Scalar, Shape.Vector(2)])
        {
            var g = new Sketch();
            var (top, y) = (g.Param("x", shape), g.Param("y"));
            for (var i = 0; i < length; i++)
                top = g.Make(Op.Sin, g.Make(Op.Add, g.Make(Op.Mul, top, g.Const(0.5)), i % 7 == 0 ? y : g.Const(0.25 * (i % 5))));
            yield return (
                $"a chain of {shape}",
                g.Finish(shape.IsScalar ? top : g.Make(Op.Sum, top)),
                [
                    [.. Enumerable.Repeat(0.75, shape.Count + 1)],
                ]
            );
        }
    }

    /// <summary>
    /// What is wrong with the numbers that a written program gave, value and gradient for each point of each sample; empty when all agree.
    /// </summary>
    /// <remarks>
    /// A program may take other sums in another order and its library may round otherwise: each of its operations may be wrong by as
    /// much as <paramref name="factor"/> times what our own may. <see cref="RunningError"/> carries such errors to the end, so that
    /// cancellation is allowed for where it happens and nowhere else. Where no bound is known (beside a jump) nothing is asked, and at
    /// least <paramref name="least"/> of all numbers are asked for. What is not finite must be that.
    /// </remarks>
    public static string Wrong(string[] lines, double factor, double least = 0.9, Func<Sample, bool>? without = null)
    {
        var (wrong, at, asked, unasked, worst) = (new List<string>(), 0, 0, 0, 0.0);
        foreach (var sample in All.Where(s => without?.Invoke(s) != true))
        {
            var gradient = Gradient.Of(sample.Loss);
            var (kernel, running) = (Kernel.For(gradient), new RunningError(gradient));
            var (values, ignored, bounds) = (
                new double[gradient.ResultSize],
                new double[gradient.ResultSize],
                new double[gradient.ResultSize]
            );
            foreach (var point in sample.Points)
            {
                kernel.Run(point, values);
                running.Run(point, ignored, bounds);
                if (at >= lines.Length)
                    return $"only {lines.Length} answers";
                double[] said = [.. lines[at++].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Number)];
                for (var k = 0; k < values.Length; k++)
                {
                    var gap = Math.Abs(said[k] - values[k]);
                    var unit = Math.BitIncrement(Math.Abs(values[k])) - Math.Abs(values[k]);
                    if (said[k].Equals(values[k]) || gap <= 4 * unit)
                        asked++;
                    else if (!double.IsFinite(bounds[k]) && (double.IsFinite(values[k]) || double.IsFinite(said[k])))
                        unasked++;
                    else if (gap <= Slack(sample.Loss))
                        asked++;
                    else if (gap <= factor * bounds[k])
                        (asked, worst) = (asked + 1, Math.Max(worst, gap / bounds[k]));
                    else
                        wrong.Add(
                            $"{sample.Name} ({sample.About}) at [{string.Join(", ", point.Take(6))}], number {k}: {said[k]:R} for {values[k]:R} ± {bounds[k]:R}"
                        );
                }
            }
        }
        if (at != lines.Length)
            wrong.Add($"{lines.Length - at} answers too many");
        if (asked < least * (asked + unasked))
            wrong.Add($"only {asked} of {asked + unasked} numbers could be asked for");
        Worst = worst;
        return string.Join("\n", wrong.Take(40)) + (wrong.Count > 40 ? $"\nand {wrong.Count - 40} more" : "");
    }

    /// <summary>Our digamma and log gamma keep their digits at their zeros; the helpers and libraries are right there to 1e-15.</summary>
    private static double Slack(Formula loss) => loss.Top.Op is Op.Lgamma or Op.Polygamma ? 1e-15 : 0;

    /// <summary>The largest error of the last judgement in units of its bound.</summary>
    public static double Worst { get; private set; }

    public static double Number(string text) =>
        text.ToLowerInvariant().TrimStart('+') switch
        {
            "nan" or "-nan" => double.NaN,
            "inf" or "infinity" => double.PositiveInfinity,
            "-inf" or "-infinity" => double.NegativeInfinity,
            var number => double.Parse(number, CultureInfo.InvariantCulture),
        };
}
