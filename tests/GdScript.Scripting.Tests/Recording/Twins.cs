using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Scripting.Recording;

namespace GdScript.Scripting.Tests.Recording;

/// <summary>Losses written by hand as a twin would be, and what came of recording them.</summary>
internal static class Twins
{
    public static string[] Letters { get; } = ["x", "y", "z", "u", "v", "w"];

    /// <summary>A loss of numbers, recorded at a point.</summary>
    public static Scripting.Recording.Recording Record(Func<Scalar[], Scalar> loss, params double[] point) =>
        Recorder.Record(
            a => loss([.. Letters.Take(point.Length).Select(a.Scalar)]),
            [.. Letters.Take(point.Length).Select(name => new Parameter(name, Shape.Scalar))],
            point,
            Limits.Default
        );

    /// <summary>A loss of one vector, recorded at a point.</summary>
    public static Scripting.Recording.Recording RecordVector(Func<Scalar[], Scalar> loss, params double[] point) =>
        Recorder.Record(a => loss(a.Vector("w")), [new Parameter("w", Shape.Vector(point.Length))], point, Limits.Default);

    public static double ValueAt(this Scripting.Recording.Recording recording, params double[] point) =>
        Kernel.For(recording.Formula, Tier.Interpreter).Value(point);

    /// <summary>Every condition comes out at the point as it did at the recording.</summary>
    public static bool HoldsAt(this Scripting.Recording.Recording recording, params double[] point)
    {
        if (recording.Guards.IsEmpty)
            return true;
        var results = new double[recording.Guards.Length];
        Kernel.For(recording.Formula.WithRoots([.. recording.Guards.Select(g => g.Node)]), Tier.Interpreter).Run(point, results);
        return recording.Guards.Zip(results).All(pair => pair.First.Taken == (pair.Second != 0));
    }

    /// <summary>The same bits, or NaN both.</summary>
    public static bool Same(double a, double b) =>
        BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b) || (double.IsNaN(a) && double.IsNaN(b));
}
