using System.Globalization;
using GdScript.Checking;
using GdScript.Numerics;
using Xunit;

namespace GdScript.Tests.Checking;

/// <summary>
/// Black boxes that are rounded inside: their smallest steps measure the pieces they are made of. A right gradient of what was
/// meant is never called wrong, and one that is plainly wrong still is.
/// </summary>
public class GrainTests
{
    private static double Smooth(ReadOnlySpan<double> p) => Math.Sin(p[0]) * Math.Exp(0.3 * p[1]) + p[0] * p[1];

    private static void Slopes(ReadOnlySpan<double> p, Span<double> g) =>
        (g[0], g[1]) = (Math.Cos(p[0]) * Math.Exp(0.3 * p[1]) + p[1], 0.3 * Math.Sin(p[0]) * Math.Exp(0.3 * p[1]) + p[0]);

    private static void Root(ReadOnlySpan<double> p, Span<double> g) => g[0] = 1 / (3 * Math.Pow(Bisected(p[0], 1e-15), 2) + 1);

    private static readonly (string Name, Loss Loss, GradientOf Slopes, double[][] Points)[] Boxes =
    [
        (
            "six places",
            p => Math.Round(Smooth(p) * 1e6) / 1e6,
            Slopes,
            [
                [0.7, 1.3],
                [2, -1],
                [0.001, 5],
                [100, 3],
            ]
        ),
        (
            "three places",
            p => Math.Round(Smooth(p) * 1e3) / 1e3,
            Slopes,
            [
                [0.7, 1.3],
                [2, -1],
            ]
        ),
        (
            "twelve places",
            p => Math.Round(Smooth(p) * 1e12) / 1e12,
            Slopes,
            [
                [0.7, 1.3],
                [2, -1],
            ]
        ),
        (
            "seven digits",
            p => Digits(Smooth(p), "G7"),
            Slopes,
            [
                [0.7, 1.3],
                [2, -1],
            ]
        ),
        (
            "single at the end",
            p => (float)Smooth(p),
            Slopes,
            [
                [0.7, 1.3],
                [2, -1],
                [100, 3],
            ]
        ),
        (
            "single at the start",
            p => Smooth([(float)p[0], (float)p[1]]),
            Slopes,
            [
                [0.7, 1.3],
                [2, -1],
                [100, 3],
            ]
        ),
        (
            "single all the way",
            Single,
            Slopes,
            [
                [0.7, 1.3],
                [2, -1],
                [100, 3],
            ]
        ),
        (
            "half precision",
            p => (double)(Half)Smooth(p),
            Slopes,
            [
                [0.7, 1.3],
                [2, -1],
            ]
        ),
        (
            "a coarse table",
            p => Table(p[0], 0.01) * p[0],
            TableSlope,
            [
                [0.703],
                [2.001],
                [0.7],
            ]
        ),
        (
            "a fine table",
            p => Table(p[0], 1e-4) * p[0],
            TableSlope,
            [
                [0.70303],
                [2.00001],
            ]
        ),
        (
            "a solver",
            p => Solved(p[0], 1e-6),
            (p, g) => g[0] = 1 / (1 + 0.5 * Math.Sin(Solved(p[0], 1e-16))),
            [
                [2],
                [0.7],
                [0.1],
            ]
        ),
        (
            "Newton's method",
            p => Newton(p[0], 1e-6),
            (p, g) => g[0] = 0.5 / Math.Sqrt(p[0]),
            [
                [2],
                [3.7],
                [10],
            ]
        ),
        (
            "bisection",
            p => Bisected(p[0], 1e-6),
            Root,
            [
                [2],
                [3.7],
                [10.1],
            ]
        ),
        (
            "closer bisection",
            p => Bisected(p[0], 1e-9),
            Root,
            [
                [2],
                [3.7],
                [10.1],
            ]
        ),
        (
            "counted samples",
            Counted,
            (_, g) => g[0] = 0.5,
            [
                [0.3],
                [0.6],
            ]
        ),
    ];

    [Fact]
    public void What_was_meant_is_never_called_wrong_at_the_point_or_around_it()
    {
        var (wrong, all) = (new List<string>(), 0);
        foreach (var (name, loss, slopes, points) in Boxes)
        foreach (var point in points)
        foreach (var options in new[] { CheckOptions.Plain, CheckOptions.Thorough with { Hunt = 8 } })
        {
            all++;
            var report = Check.Gradient(loss, new Claim.Function("claimed", slopes), Names(point), options, point);
            if (report.Fails)
                wrong.Add($"{name}\n{CheckText.Of(report)}");
            Assert.InRange(report.Components.Max(c => c.FirstEvaluations), 1, 110);
        }
        Assert.Equal("", string.Join("\n", wrong));
        Assert.Equal(80, all);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    [InlineData(0.5)]
    public void A_sign_or_a_factor_is_seen_through_the_rounding(double factor)
    {
        var (found, all) = (0, 0);
        foreach (var (_, loss, slopes, points) in Boxes)
        foreach (var point in points)
        {
            void Wrong(ReadOnlySpan<double> p, Span<double> g)
            {
                slopes(p, g);
                foreach (ref var slope in g)
                    slope *= factor;
            }
            all++;
            found += Check.Gradient(loss, new Claim.Function("claimed", Wrong), Names(point), null, point).Fails ? 1 : 0;
        }
        Assert.InRange(found, all * 8 / 10, all);
    }

    private static string[] Names(double[] point) => point.Length == 1 ? ["x"] : ["x", "y"];

    private static double Digits(double value, string format) =>
        double.Parse(value.ToString(format, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static double Single(ReadOnlySpan<double> p) =>
        MathF.Sin((float)p[0]) * MathF.Exp(0.3f * (float)p[1]) + (float)p[0] * (float)p[1];

    private static double Table(double t, double step)
    {
        var k = Math.Floor(t / step);
        var (low, high) = (Math.Sin(k * step), Math.Sin((k + 1) * step));
        return low + (high - low) * (t / step - k);
    }

    private static void TableSlope(ReadOnlySpan<double> p, Span<double> g) => g[0] = Math.Cos(p[0]) * p[0] + Math.Sin(p[0]);

    /// <summary>s = cos(s)/2 + a, again and again until it moves no more than the tolerance.</summary>
    private static double Solved(double a, double tolerance)
    {
        var s = 1.0;
        for (var k = 0; k < 500; k++)
        {
            var next = Math.Cos(s) * 0.5 + a;
            if (Math.Abs(next - s) < tolerance)
                return next;
            s = next;
        }
        return s;
    }

    private static double Newton(double a, double tolerance)
    {
        var s = Math.Max(1, a);
        for (var k = 0; k < 200; k++)
        {
            var next = 0.5 * (s + a / s);
            if (Math.Abs(next - s) < tolerance)
                return next;
            s = next;
        }
        return s;
    }

    /// <summary>The root of m³ + m = a, halved down to the tolerance.</summary>
    private static double Bisected(double a, double tolerance)
    {
        var (low, high) = (-100.0, 100.0);
        while (high - low > tolerance && (low + high) / 2 is var m && m != low && m != high)
            (low, high) = m * m * m + m > a ? (low, m) : (m, high);
        return (low + high) / 2;
    }

    /// <summary>The share of 4,000 numbers drawn from [-1, 1] that are below: a fixed seed, a step at each of them.</summary>
    private static double Counted(ReadOnlySpan<double> p)
    {
        var count = 0;
        for (var k = 0; k < 4000; k++)
            count += (k * 0.6180339887498949 % 1) * 2 - 1 < p[0] ? 1 : 0;
        return count / 4000.0;
    }
}
