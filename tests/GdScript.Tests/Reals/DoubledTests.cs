using System.Globalization;
using System.Numerics;
using GdScript.Checking;
using GdScript.Graphs;
using GdScript.Reals;
using GdScript.Tests.Checking;
using Xunit;

namespace GdScript.Tests.Reals;

public class DoubledTests
{
    public static TheoryData<Op> Ops =>
        [
            .. Enum.GetValues<Op>()
                .Where(op => op.Family() == Family.Elementwise && op is not (Op.Lgamma or Op.Polygamma or Op.Gamma or Op.Bessel)),
        ];

    [Theory]
    [MemberData(nameof(Ops))]
    public void Every_operation_is_as_close_to_the_truth_as_it_says(Op op)
    {
        var random = new Random((int)op);
        var (judged, worst) = (0, 0.0);
        for (var i = 0; i < 400; i++)
        {
            var a = Argument(random, i);
            var b = Argument(random, i + 1);
            var got = Sure.Apply(op, a, b, b);
            if (!got.Value.IsFinite || Truth(op, a.Value, b.Value) is not { } truth || got.Error == double.PositiveInfinity)
                continue;
            var apart = (Exactly(got.Value) - truth).Size.ToDouble();
            Assert.True(apart <= got.Error + 1e-110, $"{op}({a.Value}, {b.Value}) = {got.Value}: off by {apart}, bound {got.Error}");
            judged++;
            worst = Math.Max(worst, truth.Sign == 0 ? 0 : apart / Math.Abs(truth.ToDouble()));
        }
        Assert.InRange(judged, 60, 400);
        Assert.InRange(worst, 0, 1e-28);
    }

    /// <summary>Truth: mpmath 1.3 with 60 digits.</summary>
    [Theory]
    [InlineData(-1, 0.1, "2.2527126517342059020062379568954763844479865649307")]
    [InlineData(-1, 0.5, "0.57236494292470008707171367567652935582364740645766")]
    [InlineData(-1, 1.0000001, "-0.000000057721558299185070969638017932430989982360612325279")]
    [InlineData(-1, 1.5, "-0.1207822376352452223455184457816472122518527279026")]
    [InlineData(-1, 2.0000001, "0.000000042278436665324979232034346836766999501785139783213")]
    [InlineData(-1, 3.7, "1.4280723266653881292004983525505742413620746823912")]
    [InlineData(-1, 12.25, "18.115669505710892619019997736940904975723986615832")]
    [InlineData(-1, 33.9, "84.703458152849651031635967509304647251558551932642")]
    [InlineData(-1, 34.5, "86.813970941781074193141175649880253991600346010132")]
    [InlineData(-1, 100.0, "359.13420536957539877604401046028690961262171808563")]
    [InlineData(-1, 100000.0, "1051287.7089736568949008580182488374334283065176407")]
    [InlineData(-1, 1e+20, "4505170185988091368013.8759969719926311038042257804")]
    [InlineData(-1, -0.5, "1.2655121234846453964889457971347059238991475408179")]
    [InlineData(-1, -3.7, "-1.3797399049658244960437789746730365242871045474326")]
    [InlineData(-1, -100.3, "-363.76620618267625944907355118927141689197035708677")]
    [InlineData(0, 0.1, "-10.423754940411076232100295314502760886768558023951")]
    [InlineData(0, 1.4616321449683622, "-9.2412655217294275167923514151598876865077205668907e-17")]
    [InlineData(0, 3.0, "0.92278433509846713939348790991759756895784066406008")]
    [InlineData(0, 35.5, "3.5553820702378587670538345306350783993825338365248")]
    [InlineData(0, 1000000.0, "13.815510057964190770774615403106185245602640677804")]
    [InlineData(0, -0.5, "0.036489973978576520559023667001244432806840395339566")]
    [InlineData(0, -7.3, "4.3373073055100501421813290784376920479559981391299")]
    [InlineData(1, 0.1, "101.43329915079274770465203965087337125718822832658")]
    [InlineData(1, 1.5, "0.9348022005446793094172454999380755676568497036204")]
    [InlineData(1, 40.0, "0.025315103841291028157597100127414793046172995386029")]
    [InlineData(1, -2.5, "9.5392466449891237538616899443825200121012941480648")]
    [InlineData(2, 0.3, "-75.272536588726038917300307321046947799527007165218")]
    [InlineData(2, 5.0, "-0.048789732245114496725402248948825907455898510606924")]
    [InlineData(2, 100.0, "-0.00010100499983334999700083300446059382338188325471485")]
    [InlineData(2, -1.25, "123.7213667836623603685672930895615909216113447607")]
    [InlineData(5, 0.7, "1025.328354143471907835207578787624998919852299431")]
    [InlineData(5, 36.5, "0.00000039653377405445609364629323083583247347592768559625")]
    public void The_gamma_family_has_ninety_bits(int order, double x, string truth)
    {
        var got = Sure.Apply(order < 0 ? Op.Lgamma : Op.Polygamma, Sure.Of(x), Sure.Of(order), default);
        var apart = (Exactly(got.Value) - Parsed(truth)).Size.ToDouble();
        Assert.InRange(apart, 0, got.Error);
        Assert.InRange(apart, 0, 1e-26 * Math.Max(1, Math.Abs(got.Near)));
    }

    [Fact]
    public void The_gamma_bound_holds_near_a_zero_and_far_out()
    {
        var near = Sure.Apply(Op.Lgamma, Sure.Of(1), default, default);
        Assert.InRange(Math.Abs(near.Value.Hi), 0, near.Error);
        Assert.True(double.IsNaN(Sure.Apply(Op.Lgamma, Sure.Of(-2), default, default).Near));
    }

    [Theory]
    [InlineData(1e22)]
    [InlineData(1.7e308)]
    [InlineData(-3e150)]
    public void Huge_angles_are_reduced_exactly(double x)
    {
        var (sin, cos) = (DoubledTrig.Sin(x), DoubledTrig.Cos(x));
        Assert.Equal(GdScript.Kernels.Elementary.Sin(x), sin.Hi, 15);
        Assert.Equal(GdScript.Kernels.Elementary.Cos(x), cos.Hi, 15);
        Assert.InRange(Math.Abs((sin * sin + cos * cos - 1).Hi), 0, 1e-30);
    }

    [Fact]
    public void Tiny_and_huge_quotients_keep_their_digits()
    {
        foreach (var power in new[] { -1070, -1000, -600, 0, 600, 1020 })
            Assert.Equal((Doubled)3 / 7, (Doubled)Math.ScaleB(3, power) / Math.ScaleB(7, power));
        Assert.Equal((double.PositiveInfinity, 0), (((Doubled)1 / 0).Hi, ((Doubled)1 / 0).Lo));
        foreach (var power in new[] { -1070, -501, 1021 })
            Assert.Equal(Doubled.Sqrt(8).Times(power - (power & 1) >> 1), Doubled.Sqrt(Math.ScaleB(8, power - (power & 1))));
    }

    private static Sure Argument(Random random, int i)
    {
        var size = (i % 4) switch
        {
            0 => 1,
            1 => 3,
            2 => 0.05,
            _ => 25,
        };
        var hi = (random.NextDouble() * 2 - (i % 3 == 0 ? 0 : 1)) * size;
        var value = Doubled.Sum(hi, hi * (random.NextDouble() - 0.5) * 1e-16);
        return new(i % 7 == 0 ? Math.Round(hi) + 0.0 : value, i % 5 == 0 ? Math.Abs(hi) * 1e-31 : 0);
    }

    private static Precise? Truth(Op op, Doubled a, Doubled b)
    {
        try
        {
            return PreciseFormula.Scalar(op, Exactly(a), Exactly(b), Exactly(b));
        }
        catch (Exception e) when (e is ArithmeticException or OverflowException)
        {
            return null;
        }
    }

    private static Precise Exactly(Doubled x) => Precise.Of(x.Hi) + Precise.Of(x.Lo);

    internal static Precise Parsed(string text)
    {
        var (mantissa, exponent) = text.Split('e') is [var m, var e] ? (m, int.Parse(e, CultureInfo.InvariantCulture)) : (text, 0);
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        var places = mantissa.Contains('.', StringComparison.Ordinal)
            ? mantissa.Length - mantissa.IndexOf('.', StringComparison.Ordinal) - 1
            : 0;
        return Precise.Of(Number.Decimal(BigInteger.Parse(digits, CultureInfo.InvariantCulture), exponent - places));
    }
}
