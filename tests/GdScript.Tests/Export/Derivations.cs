using System.Globalization;
using GdScript.Calculus;
using GdScript.Export;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Text;

namespace GdScript.Tests.Export;

/// <summary>A loss, the functions that are exported beside its gradient, and the arrays they must give.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Loss">What is exported.</param>
/// <param name="Options">With what.</param>
/// <param name="Point">Where.</param>
/// <param name="Functions">Each function by what is behind the name, with its arrays and how wide a matrix is (0 for a list).</param>
public sealed record Derivation(
    string Name,
    Formula Loss,
    ExportOptions Options,
    double[] Point,
    (string Function, (double[] Numbers, int Width)[] Arrays)[] Functions
)
{
    /// <summary>The columns that the functions take, in their order.</summary>
    public double[][] Data => [.. Loss.Columns.Where((_, i) => IsRead(i)).Select(c => Loss.Data[c.Table][c.Name].ToArray())];

    private bool IsRead(int column)
    {
        var live = Loss.Reached();
        return Loss.Nodes.Where((n, i) => live[i] && n.Op == Op.Column && n.A == column).Any();
    }

    /// <summary>What a program has to say, a line for each array.</summary>
    public IEnumerable<double[]> Expected => Functions.SelectMany(f => f.Arrays.Select(a => a.Numbers));
}

/// <summary>
/// Hessians, Jacobians and residuals to be run in other languages. What they must give is worked out from other formulas than those
/// exported: residuals and their slopes one by one, from their own texts, with the numbers of a row as parameters.
/// </summary>
public static class Derivations
{
    private const int Rows = 4;

    private static readonly double[][] Table =
    [
        [0.5, -1.25, 2, 0.75],
        [1.5, 0.25, -2, 1],
        [0.5, 1, -0.25, 2, 0.125, -1, 0.75, 1.5, -2, 0.375, 1, -0.5],
    ];

    public static Derivation[] All => all.Value;

    private static readonly Lazy<Derivation[]> all = new(() => [.. Every().Select(Numbered)]);

    private static Derivation Numbered(Derivation derivation, int k)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{derivation.Name}{k}");
        return derivation with { Name = name, Options = derivation.Options with { Name = name } };
    }

    private static Derivation[] Every() =>
        [
            Curved("x^2*y + exp(x*y)/3 - sin(y)"),
            Curved("param W[2,2], v[2]; dot(v, W*v)^2 + sum(tanh(W)) + max(v[0], 2)"),
            Curved("column x, y, z[3]; param w, b; rowmean((w*x + b*z[1] - y)^4)"),
            Curved("column x, y, z[3]; param w, b; rowmean((w*y + b - x)^2)"),
            Array("[x*y, sin(x), y^2]"),
            Array("param A[2,2], u[2]; tanh(A*u) .* u"),
            Array("param A[2,2], u[2]; outer(u, A*u)"),
            Fit("param x, y", "x^2/20 + y^2", "x/sqrt(20)", "y"),
            Fit(
                "param A[2,2], u[2]",
                "1/2*sum((A*u - [1, 2]).^2) + 3*dot(u, u)",
                "h = A*u; sqrt(0.5)*(h[0] - 1)",
                "h = A*u; sqrt(0.5)*(h[1] - 2)",
                "sqrt(3)*u[0]",
                "sqrt(3)*u[1]"
            ),
            Fit(
                "param x, y",
                "norm([x - 1, y*x])^2 + (x*y - 1)*(x*y - 1) + hypot(x, 2*y)^2 + abs(x)^2 + y^4 + mean([x, 3*y].^2)",
                "x - 1",
                "y*x",
                "x*y - 1",
                "x",
                "2*y",
                "x",
                "y^2",
                "x/sqrt(2)",
                "3*y/sqrt(2)"
            ),
            Fit("param w, b", "rowmean((w*x + b - y)^2)", "w*x + b - y"),
            Fit("param w, b", "rowmean((w*exp(b*x) - y)^2)/2", "sqrt(0.5)*(w*exp(b*x) - y)"),
            Fit("param w, b", "rowsum((w*x - y)^2 + 4*(b - x)^2)", "w*x - y", "2*(b - x)"),
            Fit("param w, b", "rowsum((w*x - y)^2)/rowsum(1)", "w*x - y"),
            Fit("param a", "rowmean((a - y)^2 + a^2)", "a - y", "a"),
            Fit(
                "param W[2,3], c[2]",
                "rowmean(sum((tanh(W*z + c) - [x, y]).^2))",
                "h = tanh(W*z + c); h[0] - x",
                "h = tanh(W*z + c); h[1] - y"
            ),
            Fit("param V[2,2], c[2]", "rowsum(dot(V*c - z[1]*c, V*c - z[1]*c))", "h = V*c; h[0] - z[1]*c[0]", "h = V*c; h[1] - z[1]*c[1]"),
        ];

    private static Derivation Curved(string text)
    {
        var loss = Bound(text);
        var (n, point) = (loss.PointSize, Point(loss.PointSize));
        var half = Run(Hessian.Of(loss), point);
        double[] full = [.. from i in Enumerable.Range(0, n) from j in Enumerable.Range(0, n) select half[Hessian.At(i, j)]];
        return new("h", loss, new() { Hessian = true }, point, [("hessian", [(full, n)])]);
    }

    private static Derivation Array(string text)
    {
        var array = Bound(text);
        var point = Point(array.PointSize);
        return new("a", array, new(), point, [("jacobian", [(Run(array, point), 0), (Run(Jacobian.Of(array), point), array.PointSize)])]);
    }

    private static Derivation Fit(string parameters, string text, params string[] residuals)
    {
        var ofRows = text.Contains("row", StringComparison.Ordinal);
        var loss = Bound((ofRows ? "column x, y, z[3]; " : "") + parameters + "; " + text);
        var point = Point(loss.PointSize);
        var (values, slopes) = (new List<double>(), new List<double>());
        for (var row = 0; row < (ofRows ? Rows : 1); row++)
            foreach (var residual in residuals)
            {
                var alone = FormulaText.Parse(parameters + (ofRows ? ", x, y, z[3]; " : "; ") + residual).Value;
                var answer = Run(Gradient.Of(alone), ofRows ? [.. point, .. RowOf(row)] : point);
                values.Add(answer[0]);
                slopes.AddRange(answer.Skip(1).Take(point.Length));
            }
        return new(
            "r",
            loss,
            new() { Residuals = true, Jacobian = true },
            point,
            [("residuals", [([.. values], 0)]), ("jacobian", [([.. slopes], point.Length)])]
        );
    }

    private static double[] RowOf(int row) => [Table[0][row], Table[1][row], .. Table[2].AsSpan(3 * row, 3)];

    private static Formula Bound(string text)
    {
        var formula = FormulaText.Parse(text).Value;
        return formula.Columns.IsEmpty
            ? formula
            : formula.With(
                GdScript.Graphs.Table.Of(("x", Shape.Scalar, Table[0]), ("y", Shape.Scalar, Table[1]), ("z", Shape.Vector(3), Table[2]))
            );
    }

    private static double[] Point(int n) => [.. Enumerable.Range(0, n).Select(i => Math.Round(0.7 + 0.9 * Math.Sin(1.3 * i + 0.4), 6))];

    private static double[] Run(Formula formula, double[] point)
    {
        var values = new double[formula.ResultSize];
        Kernel.For(formula).Run(point, values);
        return values;
    }

    /// <summary>What is wrong with the lines of a program; empty when each number is right to fourteen digits of the largest beside it.</summary>
    public static string Wrong(string[] lines)
    {
        var (at, wrong) = (0, new List<string>());
        foreach (var derivation in All)
        foreach (var expected in derivation.Expected)
        {
            if (at >= lines.Length)
                return $"only {lines.Length} answers";
            double[] said = [.. lines[at++].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Samples.Number)];
            var slack = 1e-14 * expected.Select(Math.Abs).Append(1).Max();
            if (said.Length != expected.Length || said.Zip(expected).Any(p => !(Math.Abs(p.First - p.Second) <= slack)))
                wrong.Add($"{derivation.Name} ({derivation.Loss}): [{string.Join(", ", said)}] for [{string.Join(", ", expected)}]");
        }
        return string.Join("\n", wrong) + (at == lines.Length ? "" : $"\n{lines.Length - at} answers too many");
    }
}
