using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using GdScript.Calculus;
using GdScript.Checking;
using GdScript.Descent;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Plots;
using GdScript.Plots.Svg;
using GdScript.Reports;
using GdScript.Text;
using GdScript.Traces;

namespace GdScript.Benchmarks;

/// <summary>What a report costs in a process that is warm: the goal is at most 200 ms for the check, three walks, all pictures and the page.</summary>
[MemoryDiagnoser]
public class ReportBenchmarks
{
    private const string Valley = "(1 - x)^2 + 100*(y - x^2)^2";

    private static readonly string[] Methods = ["gd(lr=0.001)", "adam(lr=0.05)", "bfgs"];

    private Figure surface = null!;

    [GlobalSetup]
    public void Setup() => surface = Made().Pictures[1].Figure;

    /// <summary>Everything from the text of the formula to the text of the page.</summary>
    [Benchmark]
    public int Report() => ReportHtml.Of(Made()).Length;

    /// <summary>The surface alone, from its data to SVG.</summary>
    [Benchmark]
    public int Surface() => FigureSvg.Of(surface).Length;

    private static LossReport Made()
    {
        var loss = FormulaText.Parse(Valley).Value;
        var (value, gradient) = (Kernel.For(loss), Kernel.For(Gradient.Of(loss)));
        var traces = Methods.Select(m => Walked(loss, gradient, m)).ToArray();
        (string, ImmutableArray<Vertex>)[] walks =
        [
            .. traces.Select(t => (t.Header.Method, t.Rows.Select(r => new Vertex(r.Point[0], r.Point[1])).ToImmutableArray())),
        ];
        double F(double x, double y) => value.Value([x, y]);
        (double, double) Slope(double x, double y)
        {
            Span<double> slopes = stackalloc double[2];
            gradient.ValueAndGradient([x, y], slopes);
            return (slopes[0], slopes[1]);
        }
        var (across, up) = (new Axis("x", new(-2, 2)), new Axis("y", new(-1, 3)));
        return new LossReport(Valley)
        {
            Formula = loss,
            Check = Check.Gradient(loss, null, CheckOptions.Thorough, [-1.2, 2]),
            Walks = [.. traces.Select(t => new ReportWalk(t, []))],
            Pictures =
            [
                ("From above", ContourFigure.Of(Valley, F, across, up, walks, Slope)!),
                ("As a surface", SurfaceFigure.Of(Valley, F, across, up, walks, Slope)!),
                ("Step by step", LossFigure.Of(Valley, [.. traces.Select(t => (t.Header.Method, t.Rows))])!),
            ],
        };
    }

    private static Trace Walked(Formula loss, Kernel gradient, string method)
    {
        var (oracle, way) = (Oracle.Exact(gradient), MethodText.Parse(method).Value);
        double[] start = [-1.2, 2];
        var header = TraceHeader.Of(Valley, loss.Parameters, [], oracle, start, way, Elementary.Version);
        return Trace.Of(header, oracle, start, way, Stops.After(200), Detail.Full).Trace;
    }
}
