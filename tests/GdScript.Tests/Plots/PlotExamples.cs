using System.Collections.Immutable;
using GdScript.Descent;
using GdScript.Plots;
using GdScript.Text;
using GdScript.Traces;

namespace GdScript.Tests.Plots;

/// <summary>Losses to draw: valleys, wells, saddles, kinks, holes.</summary>
internal static class PlotExamples
{
    public static readonly (string Name, Func<double, double, double> F, Extent Across, Extent Up)[] Maps =
    [
        ("bowl", (x, y) => x * x + y * y, new(-3, 3), new(-3, 3)),
        ("ellipse", (x, y) => x * x + 10 * y * y, new(-3, 3), new(-2, 2)),
        ("long ellipse", (x, y) => x * x + 1000 * y * y, new(-3, 3), new(-1, 1)),
        ("turned", (x, y) => x * x + 1.8 * x * y + y * y, new(-2, 2), new(-2, 2)),
        ("rosenbrock", (x, y) => Square(1 - x) + 100 * Square(y - x * x), new(-2, 2), new(-1, 3)),
        ("himmelblau", (x, y) => Square(x * x + y - 11) + Square(x + y * y - 7), new(-6, 6), new(-6, 6)),
        ("beale", Beale, new(-4.5, 4.5), new(-4.5, 4.5)),
        ("booth", (x, y) => Square(x + 2 * y - 7) + Square(2 * x + y - 5), new(-10, 10), new(-10, 10)),
        ("saddle", (x, y) => x * x - y * y, new(-2, 2), new(-2, 2)),
        ("monkey saddle", (x, y) => x * x * x - 3 * x * y * y, new(-2, 2), new(-2, 2)),
        ("plane", (x, y) => x + 2 * y, new(-1, 1), new(-1, 1)),
        ("double well", (x, y) => x * x * x * x / 4 - x * x / 2 + y * y, new(-2, 2), new(-1.5, 1.5)),
        ("rastrigin", (x, y) => 20 + x * x - 10 * Math.Cos(6.283 * x) + y * y - 10 * Math.Cos(6.283 * y), new(-3, 3), new(-3, 3)),
        ("waves", (x, y) => Math.Sin(2 * x) * Math.Cos(3 * y), new(-3, 3), new(-2, 2)),
        ("logarithm", (x, y) => x - Math.Log(x) + y * y, new(-1, 4), new(-2, 2)),
        ("root", (x, y) => Math.Sqrt(4 - x * x - y * y), new(-3, 3), new(-3, 3)),
        ("corner", (x, y) => Math.Abs(x) + 2 * Math.Abs(y), new(-2, 2), new(-2, 2)),
        ("far minimum", (x, y) => Square(x - 30) - 959.64 + 3 * Square(y + 20), new(0, 60), new(-40, 0)),
        ("pole", (x, y) => 1 / (x * x + y * y), new(-2, 2), new(-2, 2)),
        ("tiny", (x, y) => 1e-12 * (x * x + 4 * y * y), new(-1e-3, 1e-3), new(-1e-3, 1e-3)),
    ];

    public static Func<double, double, double> Map(string name) => Array.Find(Maps, m => m.Name == name).F;

    public static double Square(double x) => x * x;

    private static double Beale(double x, double y) =>
        Square(1.5 - x + x * y) + Square(2.25 - x + x * y * y) + Square(2.625 - x + x * y * y * y);

    /// <summary>A walk on a loss given as text.</summary>
    public static Trace Walk(string loss, string method, int steps, params double[] start)
    {
        var formula = FormulaText.Parse(loss).Value;
        var oracle = Oracle.Exact(GdScript.Kernels.Kernel.For(GdScript.Calculus.Gradient.Of(formula)));
        var way = MethodText.Parse(method).Value;
        var header = TraceHeader.Of(loss, formula.Parameters, [], oracle, start, way, "1");
        return Trace.Of(header, oracle, start, way, Stops.After(steps), Detail.Full).Trace;
    }

    /// <summary>The points of a walk in two parameters.</summary>
    public static ImmutableArray<Vertex> Points(Trace trace) => [.. trace.Rows.Select(r => new Vertex(r.Point[0], r.Point[1]))];
}
