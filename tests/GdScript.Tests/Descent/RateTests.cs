using GdScript.Descent;
using GdScript.Tests.Algebra;
using Xunit;

namespace GdScript.Tests.Descent;

/// <summary>What is said of a fixed rate, against walks that take it.</summary>
public class RateTests
{
    private const double Least = 0.3;
    private const double Largest = 2;

    /// <summary>κ₀/2·x² + κ₁/2·y².</summary>
    private static readonly Oracle Bowl = Oracle.Exact(
        2,
        x => 0.5 * (Least * x[0] * x[0] + Largest * x[1] * x[1]),
        (x, g) =>
        {
            (g[0], g[1]) = (Least * x[0], Largest * x[1]);
            return 0.5 * (x[0] * g[0] + x[1] * g[1]);
        }
    );

    private static readonly Spectrum Curved = new([Least, Largest], [1, 0], [0, 1], true);

    public static TheoryData<string> Texts =>
        [
            "gd(lr={0})",
            "sgd(lr={0}, weight_decay=0.5)",
            "momentum(lr={0})",
            "momentum(lr={0}, momentum=0.5)",
            "momentum(lr={0}, dampening=0.4)",
            "momentum(lr={0}, weight_decay=0.5, dampening=0.9)",
            "nesterov(lr={0})",
            "nesterov(lr={0}, momentum=0.4, weight_decay=0.5)",
            "heavy(0.7, dampening=0.5, nesterov=true) | gd(lr={0})",
            "heavy(0, dampening=0.5) | gd(lr={0})",
            "decay(0.2) | momentum(lr={0}, weight_decay=0.3)",
            "momentum(lr={0}) | average",
            "gd(lr={0}) | heavy(0.8)",
        ];

    private static Method Of(string text, double rate) =>
        MethodText.Parse(string.Format(System.Globalization.CultureInfo.InvariantCulture, text, rate)).Value;

    private static RateAdvice Advice(string text, double rate) => RateAdvice.Of(Of(text, rate), Curved)!;

    /// <summary>How far from 0 the walk is after so many steps; both axes begin at 1.</summary>
    private static double Size(string text, double rate, int steps) =>
        Norms.Two(Walk.From(Bowl, [1, 1], Of(text, rate)).ElementAt(steps).Point.AsSpan());

    [Theory, MemberData(nameof(Texts))]
    public void Below_the_limit_a_walk_shrinks_and_above_it_grows(string text)
    {
        var limit = Advice(text, 0.1).Limit;
        Assert.True(Size(text, limit * 0.99, 4000) < 1e-3, $"{limit}");
        Assert.True(Size(text, limit * 1.01, 4000) > 1e3, $"{limit}");
    }

    [Theory, MemberData(nameof(Texts))]
    public void A_step_grows_by_the_factor_in_the_long_run(string text)
    {
        var rate = Advice(text, 0.1).Limit * 1.3;
        var (factor, growth) = (Advice(text, rate).Factor, Size(text, rate, 320) / Size(text, rate, 300));
        Assert.Equal(1, Math.Pow(growth, 1 / 20.0) / factor, 1e-6);
    }

    [Theory, MemberData(nameof(Texts))]
    public void The_steps_it_needs_bring_it_1e9_times_nearer(string text)
    {
        foreach (var part in new[] { 1e-5, 1e-3, 0.05 })
        {
            var rate = Advice(text, 0.1).Limit * part;
            var needs = (int)Advice(text, rate).Needs!.Value;
            if (needs < 200_000)
                Assert.InRange(Size(text, rate, needs) * 1e9, 0.5, 20); // momentum needs a moment to get going
        }
    }

    [Theory, MemberData(nameof(Texts))]
    public void No_other_rate_is_much_faster_than_the_best(string text)
    {
        var advice = Advice(text, 0.1);
        var inertia = advice.Inertia;
        double Slowest(double rate) => Math.Max(inertia.Factor(rate, Least), inertia.Factor(rate, Largest));
        for (var k = 1; k < 100; k++)
            Assert.True(Slowest(advice.Best) <= Slowest(advice.Limit * k / 100) + 1e-9, $"{advice.Best} against {advice.Limit * k / 100}");
    }

    [Theory]
    [InlineData("adam(lr=0.1)")]
    [InlineData("gd(lr=0.1, normalize=true)")]
    [InlineData("gd(lr=cosine(0.1, steps=10))")]
    [InlineData("momentum(lr=0.1, momentum=swing(steps=10))")]
    [InlineData("clip(1) | gd(lr=0.1)")]
    [InlineData("heavy(0.5) | heavy(0.5) | gd(lr=0.1)")]
    [InlineData("bfgs")]
    [InlineData("gd(lr=0.1) | decay(0.5)")]
    [InlineData("momentum(lr=0.1, dampening=1)")]
    public void Of_other_methods_nothing_is_said(string text) => Assert.Null(RateAdvice.Of(MethodText.Parse(text).Value, Curved));

    [Fact]
    public void A_curvature_that_bounds_no_rate_has_advice_all_the_same()
    {
        var hardly = new Spectrum([1e-320, 1e-310], [1, 0], [0, 1], true);
        Assert.Equal(double.PositiveInfinity, RateAdvice.Of(Of("momentum(lr={0})", 0.1), hardly)!.Limit);
        Assert.Null(RateAdvice.Of(Of("gd(lr={0})", 0.1), hardly)!.Needs);
    }

    [Theory]
    [InlineData(
        "momentum(lr=5)",
        "The rate 5 is 2.632× above the limit 1.9 (for momentum 0.9 and curvature 2): every step overshoots and grows 7.987×; try 0.06005."
    )]
    [InlineData(
        "nesterov(lr=5)",
        "The rate 5 is 7.368× above the limit 0.6786 (for Nesterov's momentum 0.9 and curvature 2): every step overshoots and grows 17.56×; try 0.5001."
    )]
    public void A_rate_with_momentum_is_judged_in_words(string text, string said)
    {
        var formula = Formulas.Read("x^2 + y^2");
        var (land, method) = (Landscape.Of(formula), MethodText.Parse(text).Value);
        var run = Descend.Run(Oracle.Exact(2, land.Value, land.Gradient), [-3, 4], method, Stops.After(100));
        Assert.Equal(said, Diagnosis.Of(run, [-3, 4], land, formula, method).Sentences(["x", "y"], 100)[0]);
    }
}
