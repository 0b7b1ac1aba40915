using System.Diagnostics;
using GdScript.Kernels;

namespace GdScript.Benchmarks.Peers;

/// <summary>One way to the value and the gradient of a work, ready to be run many times.</summary>
internal abstract class Contender(string name) : IDisposable
{
    public string Name { get; } = name;

    /// <summary>The value, then the gradient, at the work's start: so that all of them are known to compute the same.</summary>
    public abstract double[] Answer();

    /// <summary>How long so many calls in a row took.</summary>
    public abstract double Seconds(int calls);

    public abstract void Dispose();
}

/// <summary>Ours, called as a program calls it.</summary>
internal sealed class Ours(Kernel kernel, double[] start) : Contender("GdScript")
{
    private readonly double[] gradient = new double[start.Length];

    public override double[] Answer() => [kernel.ValueAndGradient(start, gradient), .. gradient];

    public override double Seconds(int calls)
    {
        var begin = Stopwatch.GetTimestamp();
        for (var i = 0; i < calls; i++)
            kernel.ValueAndGradient(start, gradient);
        return Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }

    public override void Dispose() { }
}

/// <summary>Ours where every row has its residuals and slopes.</summary>
internal sealed class OursByRow(RowKernel kernel, double[] start) : Contender("GdScript")
{
    private readonly double[] values = new double[kernel.Rows * kernel.Width];

    public override double[] Answer()
    {
        kernel.Run(start, values);
        return [0, .. values];
    }

    public override double Seconds(int calls)
    {
        var begin = Stopwatch.GetTimestamp();
        for (var i = 0; i < calls; i++)
            kernel.Run(start, values);
        return Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }

    public override void Dispose() { }
}

/// <summary>Written by hand in C#, called through a delegate, as an optimizer calls it.</summary>
internal sealed class Written(Func<double[], double[], double> run, double[] start) : Contender("C#")
{
    private readonly double[] gradient = new double[start.Length];

    public override double[] Answer() => [run(start, gradient), .. gradient];

    public override double Seconds(int calls)
    {
        var begin = Stopwatch.GetTimestamp();
        for (var i = 0; i < calls; i++)
            run(start, gradient);
        return Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }

    public override void Dispose() { }
}
