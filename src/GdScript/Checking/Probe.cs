using GdScript.Graphs;
using GdScript.Numerics;
using GdScript.Reals;

namespace GdScript.Checking;

/// <summary>How far <paramref name="value"/>, computed at <paramref name="x"/>, may be from the true loss; never negative.</summary>
public delegate double Doubt(ReadOnlySpan<double> x, double value);

/// <summary>A loss as a probe sees it: the sum of two doubles, and how far it may be from the true one.</summary>
internal readonly record struct Sighting(double Value, double Low, double Bound)
{
    /// <summary>This less the other, rounded once.</summary>
    public double Minus(Sighting other)
    {
        if (Low == 0 && other.Low == 0)
            return Value - other.Value;
        return (new Doubled(Value, Low) - new Doubled(other.Value, other.Low)).Hi;
    }
}

/// <summary>
/// A loss that says with every value how far rounding may have moved it. Where the formula is known the bound follows
/// from it (<see cref="RunningError"/>, or <see cref="Sure"/> with twice the digits); for a black box it is measured
/// (<see cref="Noise"/>) or brought by the caller. Keeps buffers: one probe serves one thread.
/// </summary>
public abstract class Probe
{
    private Probe() { }

    /// <summary>How many losses have been computed so far.</summary>
    public long Evaluations { get; private set; }

    /// <summary>The steps that are worth taking with this probe.</summary>
    internal virtual Fineness Fineness => Fineness.Double;

    /// <summary>False where the same point may give another value: then it is asked twice.</summary>
    internal virtual bool Repeats => false;

    /// <summary>The first tier: doubles, and the formula's own bound.</summary>
    public static Probe Of(Formula loss) => new Known(new RunningError(loss));

    /// <summary>The second tier: the same formula with twice the digits.</summary>
    public static Probe Fine(Formula loss) => new Twofold(loss, null);

    /// <summary>The second tier with the decimals of the formula as they are written, not as the doubles nearest to them.</summary>
    internal static Probe Written(Formula loss) => new Twofold(loss, Sure.OfLiteral);

    /// <summary>A black box whose noise is measured.</summary>
    public static Probe Of(Loss loss) => new Noisy(loss);

    /// <summary>A black box whose rounding the caller knows.</summary>
    public static Probe Of(Loss loss, Doubt doubt) => new Box(loss, doubt);

    /// <summary>
    /// The loss along a line, as a function of one number t: at <paramref name="point"/> + t·<paramref name="direction"/>, with
    /// twice the digits.
    /// </summary>
    internal static Probe Line(Formula loss, double[] point, double[] direction, bool hurry = false) =>
        new TwofoldLine(loss, point, direction, hurry);

    /// <summary>The same for a black box.</summary>
    internal static Probe Line(Loss loss, double[] point, double[] direction)
    {
        var x = new double[point.Length];
        return new Noisy(t =>
        {
            for (var j = 0; j < x.Length; j++)
                x[j] = point[j] + t[0] * direction[j];
            return loss(x);
        });
    }

    /// <summary>The loss at a point. The bound is infinite where nothing is sure.</summary>
    public double At(ReadOnlySpan<double> point, out double bound)
    {
        var seen = See(point, 0, 0);
        bound = seen.Bound;
        return seen.Value;
    }

    /// <summary>The loss where coordinate <paramref name="i"/> is <paramref name="low"/> more than the point says.</summary>
    internal Sighting See(ReadOnlySpan<double> point, int i, double low)
    {
        Evaluations++;
        var seen = Evaluate(point, i, low);
        return seen.Bound >= 0 ? seen : seen with { Bound = double.PositiveInfinity };
    }

    /// <summary>Called before a coordinate is measured.</summary>
    internal virtual void Prepare(Span<double> point, int i, double here) { }

    private protected abstract Sighting Evaluate(ReadOnlySpan<double> point, int i, double low);

    private sealed class Known(RunningError error) : Probe
    {
        internal override bool Repeats => true;

        private protected override Sighting Evaluate(ReadOnlySpan<double> point, int i, double low)
        {
            var (value, bound) = error.At(point);
            return new(value, 0, bound);
        }
    }

    private sealed class Box(Loss loss, Doubt doubt) : Probe
    {
        private protected override Sighting Evaluate(ReadOnlySpan<double> point, int i, double low)
        {
            var value = loss(point);
            // Nobody knows a box better than to the last bit of what comes out of it.
            return new(value, 0, Math.Max(doubt(point, value), RunningError.U * Math.Abs(value)));
        }
    }

    private sealed class Noisy(Loss loss) : Probe
    {
        private double noise;

        internal override Fineness Fineness => Fineness.Coarse;

        internal override void Prepare(Span<double> point, int i, double here)
        {
            noise = 0;
            noise = Noise.Along(this, point, i, here);
        }

        private protected override Sighting Evaluate(ReadOnlySpan<double> point, int i, double low)
        {
            var value = loss(point);
            return new(value, 0, 3 * Math.Max(noise, 2 * RunningError.U * Math.Abs(value)));
        }
    }

    private sealed class Twofold(Formula loss, Func<Number, Sure>? constant) : Probe
    {
        private readonly GraphRun<Sure> run = new(loss, constant);
        private readonly Sure[] at = new Sure[loss.PointSize];

        internal override Fineness Fineness => Fineness.Doubled;

        internal override bool Repeats => true;

        private protected override Sighting Evaluate(ReadOnlySpan<double> point, int i, double low)
        {
            for (var j = 0; j < at.Length; j++)
                at[j] = Sure.Of(point[j]);
            if (low != 0)
                at[i] = new(new(point[i], low), 0);
            var (value, error) = run.At(at);
            return new(value.Hi, value.Lo, error);
        }
    }

    private sealed class TwofoldLine(Formula loss, double[] point, double[] direction, bool hurry) : Probe
    {
        private readonly GraphRun<Sure> run = new(loss);
        private readonly Sure[] at = new Sure[point.Length];

        internal override Fineness Fineness => hurry ? Fineness.Glance : Fineness.Line;

        internal override bool Repeats => true;

        private protected override Sighting Evaluate(ReadOnlySpan<double> t, int i, double low)
        {
            for (var j = 0; j < at.Length; j++)
                at[j] = new(Doubled.Sum(point[j], t[0] * direction[j]), 0);
            var (value, error) = run.At(at);
            return new(value.Hi, value.Lo, error);
        }
    }
}
