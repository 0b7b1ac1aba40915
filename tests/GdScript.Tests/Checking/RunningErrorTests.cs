using GdScript.Calculus;
using GdScript.Checking;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Checking;

public class RunningErrorTests
{
    /// <summary>Gamma functions have no precise twin here; their own test follows.</summary>
    private static readonly Op[] Elementwise =
    [
        .. Enum.GetValues<Op>()
            .Where(op => op.Family() == Family.Elementwise && op is not (Op.Lgamma or Op.Polygamma or Op.Gamma or Op.Bessel)),
    ];

    [Fact]
    public void The_true_value_of_random_formulas_lies_within_the_bound()
    {
        var (judged, tight, useful) = (0, 0.0, 0);
        for (var seed = 0; seed < 500; seed++)
        {
            var (formula, point) = Wild(new Random(seed), 12);
            foreach (var (ratio, relative) in Ratios(formula, point, Literals.Rounded))
            {
                Assert.True(ratio <= 1, $"seed {seed}: {Printer.Infix(formula, formula.Root)} at {string.Join(", ", point)}: {ratio}");
                judged++;
                tight = Math.Max(tight, ratio);
                useful += relative < 1e-10 ? 1 : 0;
            }
        }
        // Most formulas are judged, most bounds say something, and no smaller constant would do.
        Assert.InRange(judged, 350, 500);
        Assert.InRange(useful, judged * 8 / 10, judged);
        Assert.InRange(tight, 0.5, 1);
    }

    [Fact]
    public void The_true_value_of_every_operation_lies_within_the_bound()
    {
        var random = new Random(7);
        foreach (var op in Elementwise)
        {
            var judged = 0;
            for (var i = 0; i < 30; i++)
            {
                var g = new Sketch();
                // Arguments that are products, so that they bring errors of their own.
                var a = g.Make(Op.Mul, g.Param("a"), g.Param("b"));
                var b = g.Make(Op.Mul, g.Param("c"), g.Param("d"));
                var formula = g.Finish(g.Make(op, a, op.Arity() > 1 ? b : -1, op.Arity() > 2 ? a : -1));
                double[] point = [.. formula.Parameters.Select(_ => random.NextDouble() * 3 - (i % 2))];
                foreach (var (ratio, _) in Ratios(formula, point, Literals.Rounded))
                {
                    Assert.True(ratio <= 1, $"{op} at {string.Join(", ", point)}: {ratio}");
                    judged++;
                }
            }
            Assert.True(judged > 4, $"{op} was judged {judged} times");
        }
    }

    [Theory]
    [InlineData("sum(v)")]
    [InlineData("mean(v .* w)")]
    [InlineData("dot(v, w)")]
    [InlineData("norm(v)")]
    [InlineData("logsumexp(v .* w)")]
    [InlineData("softmax(v .* w)")]
    [InlineData("M * v")]
    [InlineData("v * M")]
    [InlineData("M * transpose(M)")]
    [InlineData("sum(outer(v, w) * v)")]
    [InlineData("sum(v) - dot(w, v) + v[3] * w[2]")]
    [InlineData("norm(softmax(M * exp(v)) - 0.1)")]
    public void The_true_value_of_array_operations_lies_within_the_bound(string text)
    {
        for (var n = 4; n < 30; n += 17)
        {
            var random = new Random(n);
            var formula = FormulaText.Parse($"param v[{n}], w[{n}], M[{n},{n}]\n{text}").Value;
            double[] point = [.. Enumerable.Range(0, formula.PointSize).Select(_ => (random.NextDouble() - 0.5) * 4)];
            var ratios = Ratios(formula, point, Literals.Rounded).ToArray();
            Assert.Equal(formula.ResultSize, ratios.Length);
            Assert.All(ratios, r => Assert.InRange(r.Ratio, 0, 1));
        }
    }

    [Fact]
    public void The_rationals_of_a_derivative_carry_their_rounding()
    {
        var gradient = Gradient.Of(FormulaText.Parse("sin(0.1*x) * x^0.3 + x/7 * exp(-0.7*x) + y^3/3 * pi").Value);
        foreach (var x in new[] { 0.3, 1.7, 40 })
            Assert.All(Ratios(gradient, [x, x / 3], Literals.Exact), r => Assert.InRange(r.Ratio, 0, 1));
        var tenth = FormulaText.Parse("0.1").Value;
        Assert.Equal(0, Bound(tenth, [], Literals.Rounded));
        Assert.InRange(Bound(tenth, [], Literals.Exact), 5.6e-18, 2e-17);
    }

    [Theory]
    [InlineData("log(1 + x) - x", 1e-9)]
    [InlineData("(1 - cos(x)) / x^2", 1e-5)]
    [InlineData("exp(x) - exp(-x) - 2*x", 1e-4)]
    [InlineData("sqrt(x^2 + 1) - sqrt(x^2 - 1)", 1e5)]
    [InlineData("cos(1e5*x)", 123.456)]
    [InlineData("(x - 1e8)^2 - x^2 + 2e8*x - 1e16", 3.7)]
    public void Cancellation_shows_in_the_bound(string text, double x)
    {
        var formula = FormulaText.Parse(text).Value;
        var ratio = Assert.Single(Ratios(formula, [x], Literals.Rounded));
        Assert.InRange(ratio.Ratio, 0, 1);
        Assert.True(ratio.Relative > 1e-12);
    }

    [Fact]
    public void A_choice_that_rounding_could_turn_has_a_bound_as_wide_as_the_choice()
    {
        var formula = FormulaText.Parse("where(x*x*x > 0.027, 5, 7)").Value;
        Assert.InRange(RunningError.Of(formula, [0.3]).Bound, 2, 3);
        Assert.Equal((5, 0), RunningError.Of(formula, [0.4]));
        Assert.Equal((7, 0), RunningError.Of(formula, [0.2]));
    }

    /// <summary>Zeros below 0, where two terms of the reflection cancel. Truth: mpmath with 50 digits.</summary>
    [Theory]
    [InlineData("lgamma(x)", -2.7476826467274127, 1.7335092440245009e-16)]
    [InlineData("digamma(x)", -0.5040830082644554, 7.289763902976695e-17)]
    [InlineData("digamma(x)", -96.80259553747263, 0.17880911783696816)]
    [InlineData("polygamma(2, x)", -2.4994443912584825, -2.004392574645893e-15)]
    public void Near_its_zeros_below_0_the_gamma_family_is_off_by_a_share_of_its_terms(string text, double x, double truth)
    {
        var (value, bound) = RunningError.Of(FormulaText.Parse(text).Value, [x]);
        Assert.InRange(Math.Abs(value - truth), 0, bound);
        Assert.InRange(bound, 0, 1e-13);
    }

    [Theory]
    [InlineData("lgamma(x*y)")]
    [InlineData("lgamma(x*y) + lgamma(-x*y)")]
    public void The_gamma_family_has_finite_bounds_that_the_recurrence_respects(string text)
    {
        // lgamma(z+1) - lgamma(z) = log z: both sides with their bounds.
        var formula = FormulaText.Parse($"lgamma(1 + x*y) - lgamma(x*y) - log(x*y)").Value;
        foreach (var x in new[] { 0.1, 0.77, 1.3, 4.4, 60.5 })
        {
            var (value, bound) = RunningError.Of(formula, [x, 1.1]);
            Assert.True(Math.Abs(value) <= bound, $"{value} {bound}");
            Assert.True(bound < 1e-11);
            Assert.True(double.IsFinite(RunningError.Of(FormulaText.Parse(text).Value, [x, 1.1]).Bound));
            var gradient = new RunningError(Gradient.Of(FormulaText.Parse(text).Value));
            var bounds = new double[3];
            gradient.Run([x, 1.1], new double[3], bounds);
            Assert.All(bounds, b => Assert.InRange(b, 0, 1e-9));
        }
    }

    [Fact]
    public void Values_are_those_of_the_kernel_but_for_small_powers()
    {
        var formula = FormulaText.Parse("param v[20]\nlogsumexp(v) + norm(v) * sin(sum(v)) - dot(v, softmax(v))").Value;
        double[] point = [.. Enumerable.Range(0, 20).Select(i => Math.Sin(i) * 3)];
        Assert.Equal(Kernel.For(formula).Value(point), RunningError.Of(formula, point).Value);
    }

    [Fact]
    public void A_chain_of_a_hundred_thousand_operations_is_one_loop()
    {
        var g = new Sketch();
        var top = g.Param("x");
        for (var i = 0; i < 100_000; i++)
            top = g.Make(Op.Sqrt, top);
        var (value, bound) = RunningError.Of(g.Finish(top), [2]);
        Assert.Equal(1, value);
        Assert.InRange(bound, 1e-16, 1e-15);
    }

    private static double Bound(Formula formula, double[] point, Literals literals) => new RunningError(formula, literals).At(point).Bound;

    /// <summary>|computed − true| / bound for each result that is finite and bounded, with the relative size of the bound.</summary>
    /// <remarks>The twin's own last places are nothing: 1e-100.</remarks>
    private static IEnumerable<(double Ratio, double Relative)> Ratios(Formula formula, double[] point, Literals literals)
    {
        var (values, bounds) = (new double[formula.ResultSize], new double[formula.ResultSize]);
        new RunningError(formula, literals).Run(point, values, bounds);
        if (values.Concat(bounds).Any(x => !double.IsFinite(x)))
            yield break;
        Precise[] truth;
        try
        {
            truth = PreciseFormula.At(formula, point, literals == Literals.Exact);
        }
        catch (ArithmeticException)
        {
            // The twin says the point is outside of a domain: there is no true value to lie anywhere.
            yield break;
        }
        for (var i = 0; i < values.Length; i++)
        {
            var apart = (Precise.Of(values[i]) - truth[i]).Size.ToDouble();
            yield return (apart < 1e-100 ? 0 : apart / bounds[i], bounds[i] / Math.Max(Math.Abs(values[i]), 1e-300));
        }
    }

    /// <summary>A random formula of two parameters whose every value stays within what the precise twin can hold.</summary>
    private static (Formula, double[]) Wild(Random random, int size)
    {
        double[] point = [Math.Round(random.NextDouble() * 4 - 2, random.Next(1, 16)), random.NextDouble() * 3];
        var g = new Sketch();
        var nodes = new List<int> { g.Param("x"), g.Param("y"), g.Const(Number.Decimal(random.Next(1, 99), -1)) };
        while (nodes.Count < size)
        {
            var op = Elementwise[random.Next(Elementwise.Length)];
            int Any() => nodes[random.Next(nodes.Count)];
            var node = g.Make(op, Any(), op.Arity() > 1 ? Any() : -1, op.Arity() > 2 ? Any() : -1);
            var value = Kernel.For(g.Finish([node]), Tier.Interpreter);
            var full = value.Value(point.AsSpan(0, value.PointSize));
            if (double.IsFinite(full) && Math.Abs(full) < 1e6 && (full == 0 || Math.Abs(full) > 1e-12))
                nodes.Add(node);
        }
        return (g.Finish(nodes[^1]), point);
    }
}
