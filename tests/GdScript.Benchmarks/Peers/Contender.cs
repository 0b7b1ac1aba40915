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

/// <summary>A contender inside this process.</summary>
/// <param name="size">How many numbers a point has.</param>
internal sealed class Inside(string name, double[] start, int size, Func<double[], double[], double> run) : Contender(name)
{
    private readonly double[] gradient = new double[size];

    public override double[] Answer()
    {
        var value = run(start, gradient);
        return [value, .. gradient];
    }

    public override double Seconds(int calls)
    {
        var begin = System.Diagnostics.Stopwatch.GetTimestamp();
        for (var i = 0; i < calls; i++)
            run(start, gradient);
        return System.Diagnostics.Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }

    public override void Dispose() { }
}
