using GdScript.Checking;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Tests.Laws;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Kernels;

/// <summary>The functions that are not computed here: what they are is MathNet's, how far they may be off is stated by us and held to here.</summary>
public class BesselTests
{
    public static TheoryData<BesselKind> Kinds => [.. Enum.GetValues<BesselKind>()];

    /// <summary>Truth: mpmath 1.3 with 60 digits.</summary>
    [Theory]
    [InlineData("besselj(0, x)", 1, 0.7651976865579666)]
    [InlineData("besselj(1, x)", -2.5, -0.49709410246427405)]
    [InlineData("besselj(100, x)", 90, 0.002602130581996329)]
    [InlineData("besselj(3, x)", 2470.25, -0.002787886752752335)]
    [InlineData("bessely(0, x)", 0.5, -0.44451873350670656)]
    [InlineData("bessely(7, x)", 3.25, -12.176314924890574)]
    [InlineData("besseli(2, x)", -3, 2.245212440929951)]
    [InlineData("besselk(0, x)", 2, 0.11389387274953344)]
    [InlineData("besselk(5, x)", 40, 1.1423814375953184e-18)]
    [InlineData("airyai(x)", 2, 0.03492413042327438)]
    [InlineData("airyaiprime(x)", -7.5, 0.3188095066985546)]
    [InlineData("airybi(x)", 10, 455641153.54822516)]
    [InlineData("airybiprime(x)", -0.25, 0.4651514883371537)]
    public void The_values_are_those_of_the_tables(string text, double x, double truth)
    {
        var (value, bound) = RunningError.Of(FormulaText.Parse(text).Value, [x]);
        Assert.InRange(Math.Abs(value - truth), 0, bound + 2e-16 * Math.Abs(truth));
        Assert.InRange(bound, 0, 1e-9 * Math.Abs(truth));
    }

    /// <summary>MathNet underflows early, and its small powers go through a logarithm; the bound knows both. Truth: mpmath with 60 digits.</summary>
    [Theory]
    [InlineData("besselk(0, x)", 700, 4.669776431685377e-306)]
    [InlineData("besselj(60, x)", 0.0006090673225708904, 1.2529778174715295e-293)]
    [InlineData("besselj(100, x)", 0.07759269764617421, 8.111019037847664e-300)]
    [InlineData("besseli(300, x)", 21.558132113292356, 2.8580574631806633e-305)]
    [InlineData("airyai(x)", 103.5, 1.2145593287760307e-306)]
    [InlineData("besselj(1, x)", 1e-300, 5e-301)]
    [InlineData("besselj(2, x)", 1e-100, 1.25e-201)]
    public void The_smallest_values_are_within_what_is_stated(string text, double x, double truth)
    {
        var (value, bound) = RunningError.Of(FormulaText.Parse(text).Value, [x]);
        Assert.InRange(Math.Abs(value - truth), 0, bound);
    }

    [Theory]
    [InlineData("airyai(x)", -1.06e6)]
    [InlineData("airyaiprime(x)", -5e6)]
    [InlineData("bessely(100, x)", 7.5e8)]
    [InlineData("besselj(0, x)", 1.1e9)]
    public void Where_MathNet_loses_all_digits_there_is_no_value(string text, double x) =>
        Assert.Equal("GDS6004", Evaluation.At(FormulaText.Parse(text).Value, [x]).Problem?.Id);

    /// <summary>A second way to the same numbers: trapezoidal sums over the integrals, series.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Integrals_and_series_agree_within_what_is_stated(BesselKind kind)
    {
        var judged = 0;
        foreach (var order in new Bessel(kind).HasOrder ? [0, 1, 2, 5] : (int[])[0])
        foreach (var x in (double[])[-4.75, -1.5, -0.125, 0.0625, 0.75, 2.25, 4.5, 5.875])
        {
            var f = new Bessel(kind, order);
            var plain = PlainBessel.Of(f, x);
            if (double.IsNaN(plain))
                continue;
            judged++;
            var own = 2e-12 * Math.Max(1, Math.Abs(plain));
            Assert.InRange(Math.Abs(Bessels.Of(f, x) - plain), 0, BesselErrors.Own(f, x, plain) + own);
        }
        Assert.InRange(judged, 8, 32);
    }

    /// <summary>J Y′ − J′ Y = 2/πx, I K′ − I′ K = −1/x, Ai Bi′ − Ai′ Bi = 1/π (DLMF 10.5.2, 10.28.2, 9.2.7): values and slopes together.</summary>
    [Theory]
    [InlineData(0.125)]
    [InlineData(1.5)]
    [InlineData(12.25)]
    [InlineData(60)]
    public void The_Wronskians_are_what_they_should_be(double x)
    {
        for (var n = 0; n < 6; n++)
        {
            Near(2 / (Math.PI * x), Wronskian(new(BesselKind.J, n), new(BesselKind.Y, n), x));
            Near(-1 / x, Wronskian(new(BesselKind.I, n), new(BesselKind.K, n), x));
        }
        Near(1 / Math.PI, Wronskian(new(BesselKind.Ai), new(BesselKind.Bi), x));
        Near(1 / Math.PI, Wronskian(new(BesselKind.Ai), new(BesselKind.Bi), -x));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_error_of_the_argument_is_carried_as_far_as_it_goes(BesselKind kind)
    {
        foreach (var order in new Bessel(kind).HasOrder ? [0, 1, 4, 9] : (int[])[0])
        foreach (var x in (double[])[-40.5, -8.25, -2.3381074104597674, -0.5, 0, 0.25, 1.5, 2.404825557695773, 11, 33.5])
        foreach (var error in (double[])[1e-9, 1e-3, 0.2])
        {
            var f = new Bessel(kind, order);
            var bound = BesselErrors.Carried(f, x, error);
            Assert.False(bound < 0 || double.IsNaN(bound));
            for (var k = -4; k <= 4; k++)
                if (Math.Abs(Bessels.Of(f, x + error * k / 4) - Bessels.Of(f, x)) is var moved && double.IsFinite(moved))
                    Assert.True(moved <= bound * (1 + 1e-9) + 1e-12 * Math.Abs(Bessels.Of(f, x)), $"{f} at {x} ± {error}: {moved} {bound}");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_code_is_one_function_and_its_name_says_which(BesselKind kind)
    {
        var f = new Bessel(kind, new Bessel(kind).HasOrder ? 12 : 0);
        Assert.Equal(f, Bessel.Of(f.Code));
        Assert.Equal(kind is BesselKind.AiPrime ? "airyaiprime(x)" : f.Call("x"), f.Call("x"));
        Assert.Contains(Functions.All, function => function.Name == f.Name);
    }

    [Theory]
    [InlineData("x + 1", "")]
    [InlineData(
        "besselj(0, x) + airyai(x)*besselj(1, x)",
        "; besselj, airyai of MathNet.Numerics, whose last digits may differ between machines"
    )]
    public void A_trace_says_whose_functions_its_numbers_come_from(string text, string expected) =>
        Assert.Equal(Elementary.Version + expected, Bessels.VersionFor(FormulaText.Parse(text).Value));

    [Fact]
    public void Nothing_is_proven_where_nothing_can_be_enclosed()
    {
        var loss = FormulaText.Parse("x*besselj(0, x)").Value;
        var report = Check.Gradient(loss, null, new CheckOptions { Prove = true }, [1.25]);
        var proof = Assert.Single(report.Components).Proof;
        Assert.NotNull(proof);
        Assert.Contains("no intervals", proof.How, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_on_earth_makes_them_throw()
    {
        double[] numbers =
        [
            double.NaN,
            double.PositiveInfinity,
            double.NegativeInfinity,
            double.MaxValue,
            double.MinValue,
            double.Epsilon,
            -double.Epsilon,
            0,
            -0.0,
            1e9,
            -1e9,
            1e16,
            -1e16,
            3e4,
            -3e4,
            705,
            -705,
        ];
        foreach (var kind in Enum.GetValues<BesselKind>())
        foreach (var order in new Bessel(kind).HasOrder ? [0, 1, 2, 1000] : (int[])[0])
        foreach (var x in numbers)
            Bessels.Of(new(kind, order), x);
    }

    private static double Wronskian(Bessel f, Bessel g, double x) =>
        Bessels.Of(f, x) * Bessels.Slope(g, x) - Bessels.Slope(f, x) * Bessels.Of(g, x);

    private static void Near(double expected, double got) => Assert.InRange(Math.Abs(got / expected - 1), 0, 1e-11);
}
