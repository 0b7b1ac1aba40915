using System.Globalization;
using BenchmarkDotNet.Attributes;
using GdScript.Calculus;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Text;

namespace GdScript.Benchmarks;

/// <summary>A formula text of a million nodes read and derived: goal 1.5 s and 256 MiB for both together.</summary>
[MemoryDiagnoser]
[SimpleJob(launchCount: 1, warmupCount: 1, iterationCount: 5)]
public class MillionNodes
{
    private string text = "";

    [GlobalSetup]
    public void Write() =>
        text = string.Join(" + ", Enumerable.Range(1, 250_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"sin({i}*x)")));

    [Benchmark(Baseline = true)]
    public int Parse() => FormulaText.Parse(text).Value.Nodes.Length;

    [Benchmark]
    public int ParseAndGradient() => Gradient.Of(FormulaText.Parse(text).Value).Nodes.Length;
}

/// <summary>From text to the first gradient, everything warm: goals 1 ms at 100 nodes, 8 ms at 1,000.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class FirstGradient
{
    private string text = "";
    private readonly double[] point = [0.3, 0.7];
    private readonly double[] gradient = new double[2];

    [Params(100, 1_000)]
    public int Nodes { get; set; }

    [GlobalSetup]
    public void Write() =>
        text = string.Join(" + ", Enumerable.Range(1, Nodes / 5).Select(i => string.Create(CultureInfo.InvariantCulture, $"sin({i}*x)*y")));

    [Benchmark(Baseline = true)]
    public double Interpreted() => First(Tier.Interpreter);

    [Benchmark]
    public double Compiled() => First(Tier.Il);

    private double First(Tier tier)
    {
        var loss = FormulaText.Parse(text).Value;
        return Kernel.For(Gradient.Of(loss), tier).ValueAndGradient(point, gradient);
    }
}
