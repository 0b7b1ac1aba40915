using GdScript.Descent;
using GdScript.Graphs;
using GdScript.Tests.Algebra;
using Xunit;

namespace GdScript.Tests.Descent;

public class DiagnosisTests
{
    private static Diagnosis Diagnosed(string loss, double[] start, double lr, long steps = 100)
    {
        var formula = Formulas.Read(loss);
        var land = Landscape.Of(formula);
        var oracle = Oracle.Exact(land.Size, land.Value, land.Gradient);
        var run = Descend.Run(oracle, start, Rules.Gd(lr), Stops.After(steps));
        return Diagnosis.Of(run, start, land, formula, Rules.Gd(lr));
    }

    private static string Told(string loss, double[] start, double lr, long steps = 100) =>
        string.Join(" ", Diagnosed(loss, start, lr, steps).Sentences([.. Formulas.Read(loss).ElementNames], steps));

    [Theory]
    [InlineData("The rate 10 is 10× above the limit 1 (2 / curvature 2): every step overshoots and grows 19×; try 0.5.", "x^2 + y^2", 10)]
    [InlineData(
        "At the rate 1e-10 this needs about 1e11 steps; the limit is 1, try 0.5.",
        "x^2 + y^2",
        1e-10,
        "Not at rest: the gradient's length is 10; curvature 2."
    )]
    [InlineData(
        "The rate 1 is at the limit 1: steps overshoot and do not shrink; try 0.5.",
        "x^2 + y^2",
        1,
        "Not at rest: the gradient's length is 10; curvature 2."
    )]
    [InlineData(
        "The rate 0.95 is just below the limit 1: steps overshoot and hardly shrink; try 0.9524.",
        "x^2/20 + y^2",
        0.95,
        "Not at rest: the gradient's length is 0.0002129; curvature 0.1 to 2, condition 20."
    )]
    [InlineData("The minimum: the loss is convex, so none lies lower; curvature 2.", "x^2 + y^2", 0.1)]
    public void The_rate_of_the_lesson_is_judged(string said, string loss, double lr, string more = "") =>
        Assert.Equal(more.Length == 0 ? said : $"{said} {more}", Told(loss, [-3, 4], lr));

    [Fact]
    public void A_saddle_is_told_with_the_way_out()
    {
        var d = Diagnosed("x^2 - y^2 + y^4/4", [1, 0], 0.1, 200);
        Assert.Equal(Terrain.Saddle, d.Terrain);
        Assert.Equal([0.0, 1.0], d.Spectrum!.LeastAlong.ToArray());
        Assert.Equal(
            "A saddle, not a minimum: the loss falls along ±(y=1) with curvature -2; step off that way, or walk with 'perturbed'.",
            Told("x^2 - y^2 + y^4/4", [1, 0], 0.1, 200)
        );
    }

    [Theory]
    [InlineData(Terrain.Minimum, "x^4 - x^2", 1)]
    [InlineData(Terrain.Maximum, "-x^2 - y^2", 0)]
    [InlineData(Terrain.Plateau, "relu(x)", -1)]
    [InlineData(Terrain.Valley, "(x - y)^2", 2)]
    [InlineData(Terrain.Valley, "x^2 + y^4", 0)]
    [InlineData(Terrain.Slope, "x^2 + y", 5)]
    public void Every_kind_of_place_is_known(Terrain place, string loss, double at) =>
        Assert.Equal(place, Diagnosed(loss, [.. Enumerable.Repeat(at, Formulas.Read(loss).PointSize)], 0.1).Terrain);

    [Fact]
    public void The_tip_of_a_convex_kink_is_the_minimum_and_no_plateau() =>
        Assert.Equal("The minimum: the loss is convex and its slope 0, so none lies lower.", Told("abs(x) + abs(y)", [0, 0], 0.1));

    [Fact]
    public void A_loss_without_a_least_value_is_told_so() =>
        Assert.Equal(
            "The loss fell to -1.607e60 and the gradient's length is 2.535e30: it seems to have no least value; keep the point in --bounds, or look at its signs.",
            Told("-x^2", [1], 0.5)
        );

    [Theory]
    [InlineData(ConvexityVerdict.Proven, "x^2 + y^2")]
    [InlineData(ConvexityVerdict.Disproven, "x^4 - x^2")]
    [InlineData(ConvexityVerdict.Disproven, "(1 - x)^2 + 100*(y - x^2)^2")]
    [InlineData(ConvexityVerdict.Disproven, "sin(x) + 0*y")]
    [InlineData(ConvexityVerdict.Open, "sqrt(x^2 + y^2 + 1)")]
    public void Convexity_is_proven_or_there_is_a_counter_example(ConvexityVerdict verdict, string loss)
    {
        var formula = Formulas.Read(loss);
        var finding = Diagnosed(loss, [.. Enumerable.Repeat(0.5, formula.PointSize)], 0.001).Convexity;
        Assert.Equal(verdict, finding.Verdict);
        if (verdict != ConvexityVerdict.Disproven)
            return;
        var land = Landscape.Of(formula);
        double[] middle = [.. finding.From.Zip(finding.To, (a, b) => 0.5 * a + 0.5 * b)];
        Assert.True(land.Value(middle) > 0.5 * land.Value(finding.From.AsSpan()) + 0.5 * land.Value(finding.To.AsSpan()));
    }

    [Fact]
    public void Measured_curvature_is_near_the_derived_one()
    {
        var derived = Landscape.Of(Formulas.Read("exp(x)*sin(y) + x^2*y"));
        var measured = Landscape.Of(Oracle.Exact(2, derived.Value, derived.Gradient));
        var (a, b) = (derived.HessianAt([0.3, 0.7])!, measured.HessianAt([0.3, 0.7])!);
        Assert.All(a.Cast<double>().Zip(b.Cast<double>()), pair => Assert.Equal(pair.First, pair.Second, 1e-7));
    }

    [Fact]
    public void A_large_spectrum_has_its_ends_found()
    {
        const int n = 300;
        void Curve(ReadOnlySpan<double> x, ReadOnlySpan<double> d, Span<double> p)
        {
            for (var i = 0; i < n; i++)
                p[i] =
                    (
                        i == 0 ? -7
                        : i == 1 ? 40
                        : 1 + (double)i / n
                    ) * d[i];
        }
        var land = new Landscape(n, _ => 0, (_, _) => 0, Curve, Derived: true);
        var spectrum = Spectrum.Of(land, new double[n])!;
        Assert.Equal((-7, 40), (Math.Round(spectrum.Least, 8), Math.Round(spectrum.Largest, 8)));
        Assert.Equal(1, spectrum.LeastAlong[0], 6);
        Assert.False(spectrum.Complete);
    }

    [Fact]
    public void Sharpness_is_the_rise_nearby()
    {
        var s = Diagnosed("50*x^2 + y^2/2", [0, 0], 0.001, 0).Sharpness!;
        Assert.Equal((100, 0.01), (s.Largest, s.Radius));
        Assert.Equal(50 * 0.0001, s.Rise, 1e-12);
        Assert.InRange(s.MeanRise, 0, s.Rise);
    }

    [Theory]
    [InlineData("hypot(x, y)", new[] { -3.5, 3.5e-320 }, 1 / 3.5)]
    [InlineData("1e300*x^2 + 1e-300*y^2", new double[] { 1, 1 }, 2e300)]
    [InlineData("1e-310*x^2 + 1e-310*x*y + 1e-320*y^2", new double[] { 1, 1 }, 2.414213562373e-310)]
    [InlineData("1e300*(x*y + y^2)", new double[] { 1, 1 }, 2.414213562373e300)]
    public void Curvatures_of_extreme_sizes_are_found(string loss, double[] at, double largest)
    {
        var land = Landscape.Of(Formulas.Read(loss));
        Assert.Equal(1, Spectrum.Of(land, at)!.Largest / largest, 1e-9);
        Stationary.Of(Formulas.Read(loss), [at]);
    }
}
