using BenchmarkDotNet.Attributes;
using GdScript.Calculus;
using GdScript.Descent;
using GdScript.Kernels;
using GdScript.Text;

namespace GdScript.Benchmarks;

/// <summary>
/// What a walk costs beside the gradients it asks for: the goals are at most 1.3 times the gradients alone on
/// Rosenbrock-100, and at most 20 ns a step more at n = 2. <see cref="WalkRatios"/> measures the same in seconds.
/// </summary>
[MemoryDiagnoser]
public class WalkBenchmarks
{
    private const int Steps = 1_000;
    private Kernel kernel = null!;
    private Oracle oracle = null!;
    private double[] start = [];
    private double[] gradient = [];

    [Params(2, 100, 10_000)]
    public int N { get; set; }

    [Params("gd(lr=1e-7)", "momentum(lr=1e-7)", "adam(lr=1e-7)", "rmsprop(lr=1e-7)")]
    public string Method { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        kernel = Kernel.For(Gradient.Of(FormulaText.Parse(WalkRatios.Valley(N)).Value), Tier.Il);
        oracle = Oracle.Exact(kernel);
        start = [.. Enumerable.Range(0, N).Select(i => i % 2 == 0 ? -1.2 : 1)];
        gradient = new double[N];
    }

    /// <summary>The gradients alone, each at a point that follows from the one before, as a walk's do.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Steps)]
    public double Gradients()
    {
        var x = (double[])start.Clone();
        var sum = 0.0;
        for (var k = 0; k < Steps; k++)
        {
            sum += kernel.ValueAndGradient(x, gradient);
            x[0] -= 1e-12 * gradient[0];
        }
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Steps)]
    public Run Walk() => Descend.Run(oracle, start, MethodText.Parse(Method).Value, Stops.After(Steps));
}
