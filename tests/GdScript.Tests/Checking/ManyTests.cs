using System.Globalization;
using GdScript.Calculus;
using GdScript.Checking;
using GdScript.Graphs;
using GdScript.Tests.Laws;
using GdScript.Text;
using Xunit;
using Xunit.Abstractions;

namespace GdScript.Tests.Checking;

/// <summary>
/// Random right gradients in numbers: not one false alarm, few undecided. GDS_NIGHTLY=1 asks for a hundred thousand,
/// GDS_SEEDS=20000-25000 for a slice of them.
/// </summary>
public class ManyTests(ITestOutputHelper output)
{
    private static readonly string[] Unary =
    [
        "exp({0})",
        "log(1 + ({0})^2)",
        "sin({0})",
        "cos(2*{0})",
        "tanh({0})",
        "sigmoid({0})",
        "sqrt(1 + ({0})^2)",
        "atan({0})",
        "({0})^2",
        "({0})^3",
        "softplus({0})",
        "erf({0})",
        "abs({0})",
        "relu({0})",
        "asinh({0})",
        "1/(1 + ({0})^2)",
        "cbrt(2 + ({0})^2)",
        "sinh(({0})/2)",
        "-{0}",
        "exp(-({0})^2)",
        "expm1({0})",
        "lgamma(2 + ({0})^2)",
    ];

    private static readonly string[] Binary =
    [
        "{0} + {1}",
        "({0})*({1})",
        "({0}) - ({1})",
        "({0})/(2 + ({1})^2)",
        "hypot({0}, {1})",
        "max({0}, {1})",
        "min({0}, {1})",
        "atan2({0}, 3 + ({1})^2)",
        "where({0} > {1}, {0}, 2*({1}))",
        "(1 + ({0})^2)^(({1})/4)",
    ];

    [Fact]
    public void Random_right_gradients_are_never_called_wrong_and_hardly_ever_undecided()
    {
        var (from, to) = Seeds();
        var (components, undecided, wrong) = (0, 0, new List<string>());
        for (var seed = from; seed < to; seed++)
        {
            var random = new Random(seed);
            var formula = Cases.Loss($"0*x + 0*y + 0*z + {Grown(random, 3)}");
            double[] point = [Coordinate(random), Coordinate(random), Coordinate(random)];
            var gradient = Plain.At(Gradient.Of(formula), point);
            if (!gradient.All(double.IsFinite) || Math.Abs(gradient[0]) > 1e100)
                continue;
            var report = Check.Gradient(formula, null, point);
            components += report.Components.Length;
            undecided += report.Components.Count(c => !c.Verdict.Stands);
            if (report.Fails)
                wrong.Add($"seed {seed}: {formula.Infix} at {string.Join(", ", point)}\n{CheckText.Of(report)}");
        }
        output.WriteLine(
            $"{components} components, {undecided} undecided, {wrong.Count} false alarms\n{string.Join("\n", wrong.Take(10))}"
        );
        Assert.Equal("", string.Join("\n", wrong));
        Assert.InRange(undecided, 0, components * 2 / 100);
        Assert.InRange(components, (to - from) * 2, (to - from) * 3);
    }

    private static (int From, int To) Seeds()
    {
        if (Environment.GetEnvironmentVariable("GDS_SEEDS")?.Split('-') is [var from, var to])
            return (int.Parse(from, CultureInfo.InvariantCulture), int.Parse(to, CultureInfo.InvariantCulture));
        return (0, Environment.GetEnvironmentVariable("GDS_NIGHTLY") == "1" ? 100_000 : 250);
    }

    private static string Grown(Random random, int depth)
    {
        if (depth == 0 || random.Next(6) == 0)
            return random.Next(4) switch
            {
                0 => "x",
                1 => "y",
                2 => "z",
                _ => random.Next(1, 9).ToString(CultureInfo.InvariantCulture),
            };
        var inner = Grown(random, depth - 1);
        return random.Next(2) == 0
            ? string.Format(CultureInfo.InvariantCulture, Unary[random.Next(Unary.Length)], inner)
            : string.Format(CultureInfo.InvariantCulture, Binary[random.Next(Binary.Length)], inner, Grown(random, depth - 1));
    }

    private static double Coordinate(Random random) =>
        random.Next(10) switch
        {
            0 => random.Next(-3, 4),
            1 => (random.NextDouble() - 0.5) * 1e-6,
            2 => (random.NextDouble() - 0.5) * 20,
            _ => (random.NextDouble() - 0.5) * 5,
        };
}
