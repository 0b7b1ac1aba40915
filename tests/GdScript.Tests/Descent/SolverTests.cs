using System.Globalization;
using GdScript.Calculus;
using GdScript.Descent;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Tests.House;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Descent;

/// <summary>The methods that choose their own steps, on the problems such methods are measured on.</summary>
public class SolverTests
{
    /// <summary>
    /// The least values of the 18 problems of Moré, Garbow and Hillstrom 1981 that are not 0: the paper's six digits, continued.
    /// </summary>
    private static readonly Dictionary<string, double> Least = new()
    {
        ["03"] = 1.127932769618935e-8,
        ["07"] = 2.2876700535524e-3,
        ["08"] = 7.08765146709037e-5,
        ["09"] = 9.37629300735544e-6,
        ["11"] = 85822.20162635628,
        ["18"] = 3.51687372567793e-3,
    };

    /// <summary>The paper's own six digits, so that the continuations above are no lower and no other minimum.</summary>
    private static readonly Dictionary<string, string> Printed = new()
    {
        ["03"] = "1.12793E-08",
        ["07"] = "2.28767E-03",
        ["08"] = "7.08765E-05",
        ["09"] = "9.37629E-06",
        ["11"] = "8.58222E+04",
        ["18"] = "3.51687E-03",
    };

    [Fact]
    public void What_a_kink_stops_is_stuck_and_not_converged()
    {
        var run = Descend.Run(Of("abs(x) + 5*abs(y - x) + x^2/9"), [3, -1], MethodText.Parse("auto").Value);
        Assert.True(Assert.IsType<Stop.Stuck>(run.Why).GradientNorm > 1);
    }

    [Fact]
    public void The_gradient_that_is_told_is_the_one_at_the_end()
    {
        var run = Descend.Run(Of("(1 - x)^2 + 100*(y - x^2)^2"), [-1.2, 1], MethodText.Parse("auto").Value);
        Assert.Equal(Norms.Two(run.Last.Gradient.AsSpan()), Assert.IsType<Stop.Converged>(run.Why).GradientNorm);
        run = Descend.Run(Of("exp(-x)"), [1], MethodText.Parse("auto").Value);
        Assert.Equal(Math.Abs(run.Last.Gradient[0]), Assert.IsType<Stop.Plateau>(run.Why).GradientNorm);
    }

    [Fact]
    public void The_default_solver_solves_seventeen_of_the_eighteen_problems_and_never_claims_a_false_end()
    {
        var failed = new List<string>();
        foreach (var (number, oracle, start) in Problems())
        {
            var run = Descend.Run(oracle, start, MethodText.Parse("auto").Value);
            var least = Least.GetValueOrDefault(number);
            if (!(run.Best.Loss - least <= 1e-10 * (oracle.Value(start) - least)))
                failed.Add(number);
            Assert.True(run.Why is Stop.Converged or Stop.Flat, $"{number}: {run.Why.Sentence()}");
            Assert.True(IsMinimum(oracle, run), $"{number}: {run.Why.Sentence()}");
        }
        // It ends in the other minimum the paper lists, 2.79506e-5. How far this depends on the first radius, here a tenth of the
        // scaled gradient: with 0.01, 0.02, 0.05, 0.1, 0.2 of it 17 are solved, with 0.3 all, with 0.03, 0.07, 0.15, 0.5, 0.7, 1 it is 16.
        Assert.Equal(["13"], failed);
    }

    [Fact]
    public void The_least_values_continue_the_papers()
    {
        foreach (var (number, printed) in Printed)
            Assert.Equal(printed, Least[number].ToString("0.00000E+00", CultureInfo.InvariantCulture));
    }

    /// <summary>No eigenvalue below rounding, and a gradient that is nothing beside the curvature and the size of the point.</summary>
    private static bool IsMinimum(Oracle oracle, Run run)
    {
        var n = oracle.Size;
        var (least, largest) = Curvature.Extremes(oracle, run.Last.Point.AsSpan());
        var slack = 1e-6 * largest * Math.Max(1e-3, Norms.Two(run.Last.Point.AsSpan()));
        return n > 0 && least >= -1e-9 * largest && run.Last.GradientNorm <= slack;
    }

    public static TheoryData<string> Solvers =>
        [
            "gd(search=armijo)",
            "gd(search=hz)",
            "cg",
            "cg(beta=fr)",
            "cg(beta=hz, search=hz)",
            "bfgs",
            "bfgs(search=armijo)",
            "bfgs(search=hz)",
            "lbfgs",
            "lbfgs(history=3, search=hz)",
            "newton",
            "newton(search=wolfe)",
            "trust",
            "trust(radius=0.1)",
            "auto",
        ];

    [Theory, MemberData(nameof(Solvers))]
    public void A_solver_walks_down_the_valley_and_says_that_it_has_arrived(string method)
    {
        var slow = method.StartsWith("gd", StringComparison.Ordinal);
        var oracle = Of(slow ? "param x, y; x^2/20 + y^2 + x*y/5" : "param x, y; 100*(y - x^2)^2 + (1 - x)^2");
        var run = Descend.Run(oracle, [-1.2, 1], MethodText.Parse(method).Value);
        Assert.True(run.Why is Stop.Converged or Stop.Flat, run.Why.Sentence());
        Assert.InRange(run.Best.Loss, 0, 1e-15);
        Assert.InRange(run.Steps, 1, slow ? 400 : 300);
    }

    [Theory, MemberData(nameof(Solvers))]
    public void Without_second_derivatives_they_are_measured(string method)
    {
        var run = Descend.Run(Bowls.Narrow, [-3, 4], MethodText.Parse(method).Value);
        Assert.True(run.Why is Stop.Converged or Stop.Flat, run.Why.Sentence());
        Assert.InRange(run.Best.Loss, 0, 1e-14);
    }

    [Fact]
    public void A_hundred_dimensions_are_left_to_the_method_without_a_matrix()
    {
        var n = 200;
        var oracle = Of($"param x[{n}]; dot(x - 1, x - 1) + dot(x, x)^2/1000");
        var run = Descend.Run(oracle, new double[n], MethodText.Parse("auto").Value);
        Assert.IsType<Stop.Flat>(run.Why);
        Assert.Equal(0, run.Evaluations.Hessians);
        Assert.InRange(run.Steps, 2, 40);
    }

    /// <summary>The saddle line of x0² − x1² + x1⁴/4: plain descent from x1 = 0 never leaves it.</summary>
    [Theory]
    [InlineData("trust", 20)]
    [InlineData("auto", 20)]
    [InlineData("perturbed(lr=0.1)", 80)]
    public void A_saddle_is_left(string method, int steps)
    {
        var walk = Walk.From(Of("param x0, x1; x0^2 - x1^2 + x1^4/4"), [1, 0], MethodText.Parse(method).Value);
        Assert.Contains(walk.Take(steps + 1), f => Math.Abs(f.Point[1]) > 0.1);
    }

    [Theory]
    [InlineData("gd(lr=0.1)", "saddle")]
    [InlineData("bfgs", "saddle")]
    public void A_walk_that_ends_at_a_saddle_says_so(string method, string stop)
    {
        var run = Descend.Run(
            Of("param x0, x1; x0^2 - x1^2 + x1^4/4"),
            [1, 0],
            MethodText.Parse(method).Value,
            new Stops { GradientNorm = 1e-9 }
        );
        Assert.Equal(stop, run.Why.Name);
        Assert.Contains("there is a way down", run.Why.Sentence(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_flat_place_without_curvature_is_a_plateau() =>
        Assert.Equal("plateau", Descend.Run(Of("x^4"), [0], MethodText.Parse("auto").Value).Why.Name);

    [Theory]
    [InlineData("gd(lr=0.1)")]
    [InlineData("adam(lr=0.1)")]
    [InlineData("bfgs")]
    [InlineData("lbfgs")]
    [InlineData("cg")]
    [InlineData("newton")]
    [InlineData("trust")]
    [InlineData("auto")]
    public void A_box_is_never_left_and_its_least_point_is_found(string text)
    {
        var method = MethodText.Parse(text).Value with { Box = new Box([0.5, double.NegativeInfinity], [double.PositiveInfinity, 0.25]) };
        var oracle = Of("param x, y; (x - 0.2)^2 + (y - 1)^2 + x*y/2");
        var run = Descend.Run(
            oracle,
            [3, -2],
            method,
            text.Contains("lr", StringComparison.Ordinal) ? Stops.After(400) : null,
            (in Glance at) =>
            {
                Assert.True(at.Point[0] >= 0.5 && at.Point[1] <= 0.25);
            }
        );
        Assert.Equal(0.5, run.Last.Point[0], 1e-9);
        Assert.Equal(0.25, run.Last.Point[1], 1e-9);
        Assert.True(run.Why.Well, run.Why.Sentence());
    }

    [Fact]
    public void A_search_asks_for_no_point_twice()
    {
        var run = Descend.Run(Bowls.Narrow, [-3, 4], MethodText.Parse("bfgs").Value);
        Assert.InRange(run.Evaluations.Gradients, run.Steps + 1, 2 * run.Steps + 4);
        Assert.Equal(0, run.Evaluations.Values);
    }

    private static IEnumerable<(string Number, Oracle Oracle, double[] Start)> Problems() =>
        from file in Directory.GetFiles(Repository.At("scripts"), "mgh-*.loss").Order(StringComparer.Ordinal)
        let lines = File.ReadAllLines(file)
        let begin = lines.Single(l => l.StartsWith("# $ gds descend", StringComparison.Ordinal)).Split("--from ")[1].Split(' ')[0]
        let loss = FormulaText.Parse(string.Join('\n', lines)).Value
        let start = PointText.Flatten(loss, PointText.Parse(begin).Value).Value
        select (Path.GetFileName(file)[4..6], Of(loss), start);

    private static Oracle Of(string text) => Of(FormulaText.Parse(text).Value);

    private static Oracle Of(Formula loss)
    {
        var hessian = new Lazy<Kernel>(() => Kernel.For(Hessian.Of(loss)));
        return Oracle.Exact(Kernel.For(Gradient.Of(loss))).With((x, packed) => hessian.Value.Run(x, packed));
    }
}
