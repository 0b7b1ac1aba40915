using GdScript.Descent;
using GdScript.Numerics;
using Xunit;

namespace GdScript.Tests.Descent;

/// <summary>Losses the walks of these tests walk on.</summary>
internal static class Bowls
{
    /// <summary>The lesson's: x0*x0 + x1*x1.</summary>
    public static readonly Loss Lesson = x => x[0] * x[0] + x[1] * x[1];

    public static readonly Oracle Exact = Oracle.Exact(
        2,
        Lesson,
        (x, g) =>
        {
            (g[0], g[1]) = (2 * x[0], 2 * x[1]);
            return x[0] * x[0] + x[1] * x[1];
        }
    );

    /// <summary>No bowl: downhill for ever, so that nothing comes to rest and nothing is worth a warning.</summary>
    public static readonly Oracle Slope = Oracle.Exact(
        2,
        x => x[0] + 2 * x[1],
        (x, g) =>
        {
            (g[0], g[1]) = (1, 2);
            return x[0] + 2 * x[1];
        }
    );

    /// <summary>Rosenbrock's valley.</summary>
    public static readonly Oracle Valley = Oracle.Exact(
        2,
        x => 100 * (x[1] - x[0] * x[0]) * (x[1] - x[0] * x[0]) + (1 - x[0]) * (1 - x[0]),
        (x, g) =>
        {
            var r = x[1] - x[0] * x[0];
            (g[0], g[1]) = (-400 * x[0] * r - 2 * (1 - x[0]), 200 * r);
            return 100 * r * r + (1 - x[0]) * (1 - x[0]);
        }
    );

    public static readonly Oracle Numeric = Oracle.Numeric(2, Lesson);

    /// <summary>A narrow one, ten times steeper along its second axis.</summary>
    public static readonly Oracle Narrow = Oracle.Exact(
        2,
        x => x[0] * x[0] / 20 + x[1] * x[1],
        (x, g) =>
        {
            (g[0], g[1]) = (x[0] / 10, 2 * x[1]);
            return x[0] * x[0] / 20 + x[1] * x[1];
        }
    );
}

/// <summary>Equal to the last bit: 0 is not −0, and NaN is NaN.</summary>
internal static class Bits
{
    public static void Same(IEnumerable<double> expected, IEnumerable<double> actual) =>
        Assert.Equal(expected.Select(Of), actual.Select(Of));

    public static void Same(Frame expected, Frame actual)
    {
        Assert.Equal((expected.Step, expected.Rate, Of(expected.Loss)), (actual.Step, actual.Rate, Of(actual.Loss)));
        Same(expected.Gradient, actual.Gradient);
        Same(expected.Point, actual.Point);
        Same(expected.Memory, actual.Memory);
    }

    private static string Of(double x) => double.IsNaN(x) ? "NaN" : $"{x:R} {BitConverter.DoubleToInt64Bits(x):x16}";
}
