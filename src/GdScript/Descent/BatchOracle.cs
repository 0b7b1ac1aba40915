using GdScript.Calculus;
using GdScript.Data;
using GdScript.Graphs;
using GdScript.Kernels;

namespace GdScript.Descent;

/// <summary>
/// The loss over a few rows of data at each step, other rows at the next (stochastic gradient descent); asked without a step
/// it is the loss over all of them. Which rows step t sees follows from the seed and t, so a resumed walk sees the same.
/// </summary>
/// <remarks>A walk's losses are then those of its batches, and its best point is the best of those: judge by held-out rows.</remarks>
public sealed class BatchOracle : Oracle
{
    private readonly Batches batches;
    private readonly Kernel slopes;
    private readonly Kernel value;
    private readonly Kernel allGradient;
    private readonly Kernel all;

    /// <param name="loss">A scalar loss over the columns of one table.</param>
    /// <param name="rows">The table.</param>
    /// <param name="size">How many rows a step sees; 1 for single samples.</param>
    /// <param name="seed">Chooses the order.</param>
    /// <param name="gradient">The loss and its partial derivatives, where another engine derived them.</param>
    /// <param name="threads">How many threads share batches of more than 4,096 rows; the bits are the same for any number.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size or the number of threads is not 1 or more, or there are no rows.</exception>
    public BatchOracle(Formula loss, Table rows, int size, ulong seed, Formula? gradient = null, int threads = 1)
    {
        batches = Batches.Of(rows, size, seed);
        var (both, alone) = (
            Kernel.For(gradient ?? Gradient.Of(loss)).OnThreads(threads),
            Kernel.For(loss.WithRoots(loss.Root)).OnThreads(threads)
        );
        (slopes, value) = (both.On(batches.Rows), alone.On(batches.Rows));
        (allGradient, all) = (both.On(rows), alone.On(rows));
        Text = !Varies
            ? "exact"
            : $"exact(batch={Digits.Of(batches.Size)}, seed={seed.ToString(System.Globalization.CultureInfo.InvariantCulture)})";
    }

    public override int Size => all.PointSize;

    public override string Text { get; }

    public override Evaluations GradientCost => new(0, 1);

    public override bool Varies => PerEpoch > 1;

    /// <summary>How the rows are dealt out; null where every step sees all of them.</summary>
    public override Batching? Batching => Varies ? batches.Batching : null;

    /// <summary>How many steps see every row once.</summary>
    public int PerEpoch => batches.PerEpoch;

    public override double Value(ReadOnlySpan<double> x) => all.Value(x);

    public override double ValueAndGradient(ReadOnlySpan<double> x, Span<double> gradient) => allGradient.ValueAndGradient(x, gradient);

    public override double Value(long step, ReadOnlySpan<double> x) => value.Value(x, batches.At(step));

    public override double ValueAndGradient(long step, ReadOnlySpan<double> x, Span<double> gradient) =>
        slopes.ValueAndGradient(x, gradient, batches.At(step));
}
