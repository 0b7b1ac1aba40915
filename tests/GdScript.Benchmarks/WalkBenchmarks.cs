using BenchmarkDotNet.Attributes;
using GdScript.Calculus;
using GdScript.Descent;
using GdScript.Kernels;
using GdScript.Text;

namespace GdScript.Benchmarks;

/// <summary>
/// What a walk costs beside the gradients it asks for: the goals are at most 1.3 times the gradients alone on
/// Rosenbrock-100, and at most 20 ns a step more at n = 2.
/// </summary>
[MemoryDiagnoser]
public class WalkBenchmarks
{
    private const int Steps = 10_000;
    private Kernel kernel = null!;
    private Oracle oracle = null!;
    private double[] start = [];
    private double[] gradient = [];

    [Params(2, 100)]
    public int N { get; set; }

    [Params("gd(lr=1e-5)", "momentum(lr=1e-5)", "adam(lr=1e-5)")]
    public string Method { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        var terms = from i in Enumerable.Range(0, N - 1) select $"100*(x[{i + 1}] - x[{i}]^2)^2 + (1 - x[{i}])^2";
        kernel = Kernel.For(Gradient.Of(FormulaText.Parse($"param x[{N}]; {string.Join(" + ", terms)}").Value), Tier.Il);
        oracle = Oracle.Exact(kernel);
        start = [.. Enumerable.Range(0, N).Select(i => i % 2 == 0 ? -1.2 : 1)];
        gradient = new double[N];
    }

    /// <summary>The gradients alone, each at a point of its own.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Steps)]
    public double Gradients()
    {
        var x = (double[])start.Clone();
        var sum = 0.0;
        for (var k = 0; k < Steps; k++)
        {
            sum += kernel.ValueAndGradient(x, gradient);
            x[0] += 1e-9;
        }
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Steps)]
    public Run Walk() => Descend.Run(oracle, start, MethodText.Parse(Method).Value, Stops.After(Steps));
}
