using BenchmarkDotNet.Attributes;
using GdScript.Calculus;
using GdScript.Graphs;
using GdScript.Kernels;

namespace GdScript.Benchmarks;

/// <summary>Value and gradient of one loss: compiled, interpreted, and as a person would write them in C#, in one run.</summary>
[MemoryDiagnoser]
public abstract class KernelBenchmarks
{
    private Kernel compiled = null!;
    private Kernel interpreted = null!;
    private double[] point = [];
    private double[] gradient = [];

    protected abstract Formula Loss { get; }

    protected abstract double Start(int i);

    protected abstract double Written(double[] x, double[] g);

    [GlobalSetup]
    public void Setup()
    {
        var f = Gradient.Of(Loss);
        (compiled, interpreted) = (Kernel.For(f, Tier.Il), Kernel.For(f, Tier.Interpreter));
        point = [.. Enumerable.Range(0, f.PointSize).Select(Start)];
        gradient = new double[f.PointSize];
        Expect(Compiled(), Interpreted());
        Expect(Compiled(), HandWritten());
    }

    [Benchmark(Baseline = true)]
    public double HandWritten() => Written(point, gradient);

    [Benchmark]
    public double Compiled() => compiled.ValueAndGradient(point, gradient);

    [Benchmark]
    public double Interpreted() => interpreted.ValueAndGradient(point, gradient);

    private static void Expect(double a, double b)
    {
        if (Math.Abs(a - b) > 1e-9 * Math.Abs(a))
            throw new InvalidOperationException($"the ways disagree: {a} and {b}");
    }
}

/// <summary>The smallest real loss: what one call costs.</summary>
public class Rosenbrock2 : Rosenbrock
{
    protected override int N => 2;
}

/// <summary>Many equal terms side by side.</summary>
public class Rosenbrock100 : Rosenbrock
{
    protected override int N => 100;
}

/// <summary>Σ 100 (x[i+1] − x[i]²)² + (1 − x[i])² (Rosenbrock 1960), a scalar parameter for each x.</summary>
public abstract class Rosenbrock : KernelBenchmarks
{
    protected abstract int N { get; }

    protected override Formula Loss
    {
        get
        {
            var g = new Sketch();
            var x = Enumerable.Range(0, N).Select(i => g.Param($"x{i}")).ToArray();
            var terms = Enumerable.Range(0, N - 1).Select(i => Term(g, x[i], x[i + 1]));
            return g.Finish(terms.Aggregate((a, b) => g.Make(Op.Add, a, b)));
        }
    }

    protected override double Start(int i) => -1.2 + 0.01 * i;

    protected override double Written(double[] x, double[] g)
    {
        var loss = 0.0;
        g.AsSpan().Clear();
        for (var i = 0; i + 1 < x.Length; i++)
        {
            var (rise, miss) = (x[i + 1] - x[i] * x[i], 1 - x[i]);
            loss += 100 * rise * rise + miss * miss;
            g[i] += -400 * x[i] * rise - 2 * miss;
            g[i + 1] += 200 * rise;
        }
        return loss;
    }

    private static int Term(Sketch g, int x, int next)
    {
        var two = g.Const(2);
        var rise = g.Make(Op.Pow, g.Make(Op.Sub, next, g.Make(Op.Pow, x, two)), two);
        return g.Make(Op.Add, g.Make(Op.Mul, g.Const(100), rise), g.Make(Op.Pow, g.Make(Op.Sub, g.Const(1), x), two));
    }
}

/// <summary>Cross entropy of a linear layer: 20 inputs, 10 classes, label 3. The gradient has the weights' shape.</summary>
public class SoftmaxLoss : KernelBenchmarks
{
    private const int Inputs = 20;
    private const int Classes = 10;
    private const int Label = 3;

    private readonly double[] p = new double[Classes];

    protected override Formula Loss
    {
        get
        {
            var g = new Sketch();
            var w = g.Param("W", Shape.Matrix(Inputs, Classes));
            var x = g.Array([.. Enumerable.Range(0, Inputs).Select(i => g.Const(Input(i)))], Shape.Vector(Inputs));
            var scores = g.Make(Op.MatMul, x, w);
            return g.Finish(g.Make(Op.Neg, g.Make(Op.Log, g.At(g.Make(Op.Softmax, scores), Label))));
        }
    }

    protected override double Start(int i) => (i * 7 % 13 - 6) * 0.1;

    protected override double Written(double[] x, double[] g)
    {
        Array.Clear(p);
        for (var i = 0; i < Inputs; i++)
        for (var j = 0; j < Classes; j++)
            p[j] += Input(i) * x[i * Classes + j];
        var (largest, sum) = (p.Max(), 0.0);
        for (var j = 0; j < Classes; j++)
            sum += p[j] = Math.Exp(p[j] - largest);
        for (var j = 0; j < Classes; j++)
            p[j] /= sum;
        var loss = -Math.Log(p[Label]);
        p[Label] -= 1;
        for (var i = 0; i < Inputs; i++)
        for (var j = 0; j < Classes; j++)
            g[i * Classes + j] = Input(i) * p[j];
        return loss;
    }

    private static double Input(int i) => 0.05 * (i - 9);
}
