using GdScript.Calculus;
using GdScript.Graphs;
using GdScript.Kernels;
using Xunit;

namespace GdScript.Scripting.Tests.Rewriting;

/// <summary>
/// The 18 functions for unconstrained minimisation of J. J. Moré, B. S. Garbow and K. E. Hillstrom, "Testing Unconstrained Optimization
/// Software", ACM TOMS 7 (1981), section 3, written as a person would write them in C#. The references were computed once from the paper's
/// definitions with 60 digits (mpmath), by differences of the values and not by rules of derivation.
/// </summary>
public class MoreGarbowHillstromTests
{
    private const string Functions = """
        static double Sq(double v) => v * v;

        double HelicalValley(double[] x)
        {
            double theta = Math.Atan(x[1] / x[0]) / (2 * Math.PI);
            if (x[0] < 0) theta += 0.5;
            double f1 = 10 * (x[2] - 10 * theta), f2 = 10 * (Math.Sqrt(x[0] * x[0] + x[1] * x[1]) - 1), f3 = x[2];
            return f1 * f1 + f2 * f2 + f3 * f3;
        }

        double BiggsExp6(double[] x)
        {
            double sum = 0;
            for (int i = 1; i <= 13; i++)
            {
                var t = 0.1 * i;
                var y = Math.Exp(-t) - 5 * Math.Exp(-10 * t) + 3 * Math.Exp(-4 * t);
                sum += Sq(x[2] * Math.Exp(-t * x[0]) - x[3] * Math.Exp(-t * x[1]) + x[5] * Math.Exp(-t * x[4]) - y);
            }
            return sum;
        }

        double[] bell = { 0.0009, 0.0044, 0.0175, 0.0540, 0.1295, 0.2420, 0.3521, 0.3989 };

        double Gaussian(double[] x)
        {
            double Y(int i) => bell[i <= 8 ? i - 1 : 15 - i];
            return Enumerable.Range(1, 15).Sum(i =>
            {
                double t = (8 - i) / 2.0, d = t - x[2];
                return Sq(x[0] * Math.Exp(-x[1] * d * d / 2) - Y(i));
            });
        }

        double PowellBadlyScaled(double[] x) =>
            Math.Pow(1e4 * x[0] * x[1] - 1, 2) + Math.Pow(Math.Exp(-x[0]) + Math.Exp(-x[1]) - 1.0001, 2);

        double Box3D(double[] x)
        {
            var f = new double[10];
            for (var i = 0; i < f.Length; i++)
            {
                double t = (i + 1) / 10.0;
                f[i] = Math.Exp(-t * x[0]) - Math.Exp(-t * x[1]) - x[2] * (Math.Exp(-t) - Math.Exp(-10 * t));
            }
            return f.Select(v => v * v).Sum();
        }

        double VariablyDimensioned(double[] x)
        {
            double sum = 0, s = 0;
            for (int j = 0; j < x.Length; j++)
            {
                sum += Sq(x[j] - 1);
                s += (j + 1) * (x[j] - 1);
            }
            return sum + s * s + Math.Pow(s, 4);
        }

        double Watson(double[] x)
        {
            double total = x[0] * x[0] + Sq(x[1] - x[0] * x[0] - 1);
            for (int i = 1; i <= 29; i++)
            {
                double t = i / 29.0, slope = 0, value = 0;
                for (int j = x.Length - 1; j > 0; j--) slope = slope * t + j * x[j];
                for (int j = x.Length - 1; j >= 0; --j) value = value * t + x[j];
                total += Sq(slope - value * value - 1);
            }
            return total;
        }

        const double a = 1e-5;

        double PenaltyI(double[] x) => a * x.Sum(v => (v - 1) * (v - 1)) + Sq(x.Sum(v => v * v) - 0.25);

        double PenaltyII(double[] x)
        {
            int n = x.Length;
            var f = new List<double> { x[0] - 0.2 };
            for (int i = 2; i <= n; i++)
                f.Add(Math.Sqrt(a) * (Math.Exp(x[i - 1] / 10) + Math.Exp(x[i - 2] / 10) - (Math.Exp(i / 10.0) + Math.Exp((i - 1) / 10.0))));
            foreach (var v in x[1..]) f.Add(Math.Sqrt(a) * (Math.Exp(v / 10) - Math.Exp(-1 / 10.0)));
            f.Add(x.Select((v, j) => (n - j) * v * v).Sum() - 1);
            return (from v in f select v * v).Sum();
        }

        double BrownBadlyScaled(double[] x)
        {
            var (p, q) = (x[0], x[1]);
            return Sq(p - 1e6) + Sq(q - 2e-6) + Sq(p * q - 2);
        }

        double BrownAndDennis(double[] x)
        {
            double s = 0;
            foreach (var i in Enumerable.Range(1, 20))
            {
                var t = i / 5.0;
                var u = x[0] + t * x[1] - Math.Exp(t);
                var v = x[2] + x[3] * Math.Sin(t) - Math.Cos(t);
                s += Math.Pow(u * u + v * v, 2);
            }
            return s;
        }

        double GulfResearch(double[] x)
        {
            double s = 0;
            for (double i = 1; i < 100; i++)
            {
                double t = i / 100, y = 25 + Math.Pow(-50 * Math.Log(t), 2.0 / 3);
                s += Sq(Math.Exp(-Math.Pow(Math.Abs(y - x[1]), x[2]) / x[0]) - t);
            }
            return s;
        }

        double Trigonometric(double[] x)
        {
            var c = x.Select(Math.Cos).Sum();
            return x.Select((v, i) => x.Length - c + (i + 1) * (1 - Math.Cos(v)) - Math.Sin(v)).Aggregate(0.0, (s, f) => s + f * f);
        }

        double ExtendedRosenbrock(double[] x)
        {
            double s = 0;
            for (int i = 0; i + 1 < x.Length; i += 2) s += 100 * Sq(x[i + 1] - x[i] * x[i]) + Sq(1 - x[i]);
            return s;
        }

        double ExtendedPowellSingular(double[] x)
        {
            double s = 0;
            for (int i = 0; i < x.Length; i += 4)
            {
                Span<double> z = x.AsSpan(i, 4);
                s += Sq(z[0] + 10 * z[1]) + 5 * Sq(z[2] - z[3]) + Sq(Sq(z[1] - 2 * z[2])) + 10 * Sq(Sq(z[0] - z[3]));
            }
            return s;
        }

        double Beale(double[] x)
        {
            double[] y = [1.5, 2.25, 2.625];
            double s = 0, power = 1;
            for (int i = 0; i < 3; i++) s += Sq(y[i] - x[0] * (1 - (power *= x[1])));
            return s;
        }

        double Wood(double[] x) => x switch
        {
            [var p, var q, var r, var t] => 100 * Sq(q - p * p) + Sq(1 - p) + 90 * Sq(t - r * r) + Sq(1 - r) + 10 * Sq(q + t - 2) + Sq(q - t) / 10,
            _ => throw new ArgumentException("Wood takes four numbers"),
        };

        double Chebyshev(int i, double x) => i == 0 ? 1 : i == 1 ? x : 2 * x * Chebyshev(i - 1, x) - Chebyshev(i - 2, x);

        double Chebyquad(double[] x)
        {
            int n = x.Length;
            double s = 0;
            for (int i = 1; i <= n; i++)
            {
                double mean = 0, integral = i % 2 == 0 ? -1.0 / (i * i - 1) : 0;
                foreach (var v in x) mean += Chebyshev(i, 2 * v - 1) / n;
                s += Sq(mean - integral);
            }
            return s;
        }
        """;

    private static readonly Lazy<Scripts> Script = new(() => Scripts.Run(Functions));

    public static TheoryData<string, double[], double, double[]> References() =>
        new()
        {
            { "HelicalValley", [-1, 0.25, 0.5], 1689.640493956982, [-313.80369932420444, -1229.8359224203498, -821.0208696226307] },
            { "HelicalValley", [0.75, 0.5, -0.25], 141.65545053025068, [-248.6950252842006, 337.487410379902, -237.66704181099882] },
            {
                "BiggsExp6",
                [1, 2, 1, 1, 1, 1],
                0.7790700756559704,
                [-0.1493718875334257, -0.1831634681829356, -1.4839580135756416, 1.428277503849742, -0.1493718875334257, -1.4839580135756416]
            },
            {
                "BiggsExp6",
                [1.5, 8, 0.75, 4, 3, 2.5],
                0.5332833529074624,
                [0.6585571723068075, -0.35628977891735103, -2.3831134746424683, 0.5589804395027435, 0.9874960051493967, -1.4962292257975058]
            },
            { "Gaussian", [0.4375, 1.25, 0.125], 0.009459074641268017, [0.11913187569760011, 0.017185140002202552, 0.08066909699523116] },
            { "Gaussian", [0.25, 0.5, -0.5], 0.09420010568488439, [-0.6274316972970206, -0.006673285386718626, -0.12997978510106303] },
            { "PowellBadlyScaled", [0.25, 1], 6245001.021485762, [49979999.77168641, 12494999.892152298] },
            { "PowellBadlyScaled", [0.0009765625, 8], 5948.265625548523, [12340000.0014798, 1506.3476567469029] },
            { "Box3D", [0.5, 10, 20], 1073.9057896261813, [73.9190742818842, -2.1378626485227437, 114.72088687839565] },
            { "Box3D", [2, 8, 0.5], 0.05309573072998068, [-0.10839265170356854, 0.029054190625785164, -0.5319544033940302] },
            { "VariablyDimensioned", [0.75, 0.5, 0.25, 0], 3222.1875, [-1703.0, -3406.0, -5109.0, -6812.0] },
            { "VariablyDimensioned", [1.5, -1, 2, 0.5], 50.8125, [-66.5, -139.0, -200.5, -271.0] },
            {
                "Watson",
                [0.5, -0.25, 0.125, 1, 0.75, -1],
                27.2362807680884,
                [64.58423996393104, -19.09014592255935, -17.345400196632845, -20.548541522038526, -24.83787165503447, -29.3526469830398]
            },
            {
                "Watson",
                [0.25, 1, 0.5, -0.5, 0.125, 0.25],
                13.59508017875574,
                [74.2437313918949, 27.72316136397731, 3.2625867812189115, -12.72954047377085, -24.192452152802602, -32.982811253833056]
            },
            { "PenaltyI", [1, 2, 3, 4], 885.06264, [119.0, 238.00002, 357.00004, 476.00006] },
            { "PenaltyI", [0.5, -0.25, 0.125, 0.75], 0.410426796875, [1.28124, -0.64065, 0.320295, 1.92187] },
            {
                "PenaltyII",
                [0.5, 0.5, 0.5, 0.5],
                2.3400088054630244,
                [12.599999528964354, 8.999998851345083, 5.999997768304933, 2.9999987538071915]
            },
            {
                "PenaltyII",
                [0.25, 1, -1, 2],
                68.06501005661832,
                [33.09999959789676, 98.99999876882332, -66.00000231040563, 65.99999902561865]
            },
            { "BrownBadlyScaled", [2, 0.5], 999996000005.25, [-1999997.0, -3.000004] },
            { "BrownBadlyScaled", [1024, 0.0078125], 997953048612.0, [-1997951.90625, 12288.015621] },
            {
                "BrownAndDennis",
                [25, 5, -5, -1],
                7926693.336997433,
                [1149322.8363658949, 1779291.6743397857, -254579.5854635209, -173400.42925311538]
            },
            {
                "BrownAndDennis",
                [1, 2, 0.5, -0.25],
                7063535.062551307,
                [-739367.2868155433, -2823140.2801157427, 30408.291459725064, -15506.220733885935]
            },
            { "GulfResearch", [5, 2.5, 0.15625], 11.863689243206077, [2.0679348100795676, 0.035371370426135446, -39.36215849426718] },
            { "GulfResearch", [40, 20, 1.5], 6.934666806286495, [-0.3717877522484779, -1.9091500194739899, 37.40898902712598] },
            {
                "Trigonometric",
                [0.25, 0.25, 0.25, 0.25],
                0.013053127851381656,
                [0.042980717451610945, -0.03200234285503318, -0.07622064335199158, -0.08967418403926428]
            },
            {
                "Trigonometric",
                [1, -0.5, 0.75, 2],
                67.51558347781301,
                [25.18008997679318, -24.684388986063208, 25.754521899175447, 82.9068747457038]
            },
            { "ExtendedRosenbrock", [-1.25, 1, -1.5, 2], 49.203125, [-285.75, -112.5, -155.0, -50.0] },
            { "ExtendedRosenbrock", [0.5, -0.5, 2, 3], 157.5, [149.0, -150.0, 802.0, -200.0] },
            { "ExtendedPowellSingular", [3, -1, 0.5, 1], 226.25, [306.0, -172.0, 59.0, -315.0] },
            { "ExtendedPowellSingular", [1, 0.25, -0.5, 2], 55.94140625, [-33.0, 77.8125, -40.625, 65.0] },
            { "Beale", [1, 1.5], 41.25, [34.5, 92.5] },
            { "Beale", [3.5, -0.25], 10.19342041015625, [11.009521484375, -17.73583984375] },
            { "Wood", [-3, -1, -3, -1], 19192.0, [-12008.0, -2080.0, -10808.0, -1880.0] },
            { "Wood", [0.5, 2, -0.25, 1], 397.2640625, [-351.0, 370.2, 81.875, 188.55] },
            {
                "Chebyquad",
                [0.125, 0.375, 0.5, 0.8125],
                0.04210125499301486,
                [0.740576171875, -0.198388671875, -0.357421875, -0.301483154296875]
            },
            {
                "Chebyquad",
                [0.25, 0.0625, 0.9375, 0.625],
                0.09567430708143446,
                [-1.14609375, 0.59342041015625, 0.24837646484375, 0.51845703125]
            },
        };

    [Theory]
    [MemberData(nameof(References))]
    public void It_is_recorded_and_its_gradient_is_that_of_the_paper(string name, double[] point, double value, double[] gradient)
    {
        var bound = Script.Value.Loss(name).Bind(new Dictionary<string, Shape> { ["x"] = Shape.Vector(point.Length) }).Value;
        var traced = bound.At(point).Value;
        var slopes = new double[point.Length];
        var computed = Kernel.For(Gradient.Of(traced.Formula)).ValueAndGradient(point, slopes);
        Assert.Equal(BitConverter.DoubleToInt64Bits(bound.Value(point)), BitConverter.DoubleToInt64Bits(traced.Value(point).Value));
        Close(value, computed);
        foreach (var (want, got) in gradient.Zip(slopes))
            Close(want, got);
    }

    private static void Close(double want, double got) =>
        Assert.True(
            Math.Abs(want - got) <= 1e-12 * Math.Abs(want),
            $"{want:R} is wanted, {got:R} computed, off by {Math.Abs(want - got) / Math.Abs(want):e1}"
        );
}
