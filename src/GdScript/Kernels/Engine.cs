namespace GdScript.Kernels;

/// <summary>A way to run a formula; the interpreter and compiled code are the two. Immutable, so any thread may run it.</summary>
internal abstract unsafe class Engine
{
    /// <summary>How many doubles of scratch a run needs.</summary>
    public abstract int WorkSize { get; }

    /// <summary>
    /// Runs the formula at <paramref name="point"/>: the first root goes to <paramref name="first"/>, the others one
    /// after the other to <paramref name="rest"/>. Results may not overlap the point or the scratch.
    /// </summary>
    public abstract void Run(double* point, double* first, double* rest, double* work);
}
