using GdScript.Graphs;
using GdScript.Numerics;

namespace GdScript.Checking;

/// <summary>How far <paramref name="value"/>, computed at <paramref name="x"/>, may be from the true loss; never negative.</summary>
public delegate double Doubt(ReadOnlySpan<double> x, double value);

/// <summary>
/// A loss that says with every value how far rounding may have moved it. Where the formula is known the bound follows
/// from it (<see cref="RunningError"/>); for a black box the caller brings one. Keeps buffers: one probe serves one thread.
/// </summary>
public abstract class Probe
{
    private Probe() { }

    /// <summary>How many losses have been computed so far.</summary>
    public long Evaluations { get; private set; }

    public static Probe Of(Formula loss) => new Known(new RunningError(loss));

    public static Probe Of(Loss loss, Doubt doubt) => new Box(loss, doubt);

    /// <summary>The loss at a point. The bound is infinite where nothing is sure.</summary>
    public double At(ReadOnlySpan<double> point, out double bound)
    {
        Evaluations++;
        var (value, doubt) = Evaluate(point);
        bound = doubt >= 0 ? doubt : double.PositiveInfinity;
        return value;
    }

    private protected abstract (double Value, double Bound) Evaluate(ReadOnlySpan<double> point);

    private sealed class Known(RunningError error) : Probe
    {
        private protected override (double, double) Evaluate(ReadOnlySpan<double> point) => error.At(point);
    }

    private sealed class Box(Loss loss, Doubt doubt) : Probe
    {
        private protected override (double, double) Evaluate(ReadOnlySpan<double> point)
        {
            var value = loss(point);
            // Nobody knows a box better than to the last bit of what comes out of it.
            return (value, Math.Max(doubt(point, value), RunningError.U * Math.Abs(value)));
        }
    }
}
