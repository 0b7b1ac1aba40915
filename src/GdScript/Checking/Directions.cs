using GdScript.Graphs;
using GdScript.Reals;

namespace GdScript.Checking;

/// <summary>
/// A gradient of many components, searched by measuring along directions of random signs and weights: the slope along a
/// direction is a sum over components, so one measurement speaks of all of them, and halving what deviates leads to the
/// wrong ones (group testing: Dorfman 1943). Weights are random too, so that equal errors do not cancel. The deviation of a
/// half is measured, that of the other half is the difference: half of the measurements suffice.
/// </summary>
internal sealed class Directions
{
    /// <summary>More measurements than this are not made; what is then left is counted as unsettled.</summary>
    private const int Most = 400;

    private readonly Subject subject;
    private readonly double[] at;
    private readonly Bounded[] claims;
    private readonly long seed;
    private readonly double[] weights;
    private readonly Measure measure = new();
    private int checks;
    private int unsettled;
    private long evaluations;
    private double blind;

    public Directions(Subject subject, double[] at, Bounded[] claims, long seed)
    {
        (this.subject, this.at, this.claims, this.seed) = (subject, at, claims, seed);
        weights = Weights(at, seed);
    }

    /// <summary>The component that weighs most: an example to show when nothing is wrong.</summary>
    public int Loudest => Enumerable.Range(0, at.Length).MaxBy(i => Math.Abs(weights[i] * claims[i].Value));

    /// <summary>
    /// Leads <paramref name="fails"/>, which measures a component by itself, to the components that may be wrong; true when one was.
    /// </summary>
    public bool Wrong(Func<int, bool> fails)
    {
        var found = false;
        var all = Measured(0, at.Length);
        blind = Blind(all.Doubt);
        var open = new Stack<(int From, int To, Deviation Off)>([(0, at.Length, all)]);
        while (open.TryPop(out var part))
        {
            if (!part.Off.Stands)
                continue;
            if (part.To - part.From == 1)
            {
                found |= fails(part.From);
                continue;
            }
            if (checks >= Most)
            {
                unsettled += part.To - part.From;
                continue;
            }
            var middle = (part.From + part.To) / 2;
            var left = Measured(part.From, middle);
            var right = part.Off.IsKnown && left.IsKnown ? part.Off.Less(left) : Measured(middle, part.To);
            open.Push((middle, part.To, right));
            open.Push((part.From, middle, left));
        }
        return found;
    }

    /// <summary>What was done, added to what was done at other points.</summary>
    public Survey Report(Survey? before) =>
        new(
            at.Length,
            checks + (before?.Checks ?? 0),
            Math.Max(blind, before?.Blind ?? 0),
            unsettled + (before?.Unsettled ?? 0),
            seed,
            evaluations + (before?.Evaluations ?? 0)
        );

    /// <summary>
    /// True when a short look along one direction shows that the gradient is wrong: the measurement is smooth and the claim lies
    /// outside of its bar.
    /// </summary>
    public static bool Refute(Formula loss, Bounded[] gradient, double[] point)
    {
        var weights = Weights(point, 1);
        var line = Probe.Line(loss, point, weights, hurry: true);
        if (new Measure().Along(line, [0.0], 0).What is not Checking.Measured.Smooth { Slope: var slope })
            return false;
        var (sum, own) = Sum(gradient.Length, k => (weights[k], gradient[k].Value, gradient[k].Bound));
        return !(Math.Abs(sum - slope.Value) <= slope.Bar + own);
    }

    private static double[] Weights(double[] at, long seed)
    {
        var dice = new Dice(seed);
        return [.. at.Select((x, i) => Weight(x, dice, i))];
    }

    /// <summary>A sign, one of 16 sizes, and the magnitude of the coordinate; a power of two times five bits, so that products are exact.</summary>
    private static double Weight(double x, Dice dice, int i)
    {
        var size = x == 0 ? 0 : Math.Clamp(Math.ILogB(x), -300, 300);
        var weight = Math.ScaleB(1 + (dice.Bits(77, i) & 15) / 16.0, size);
        return dice.Coin(78, i) ? -weight : weight;
    }

    private Deviation Measured(int from, int to)
    {
        checks++;
        var direction = new double[at.Length];
        weights.AsSpan(from, to - from).CopyTo(direction.AsSpan(from));
        var line = subject.Line(at, direction);
        var measured = measure.Along(line, [0.0], 0);
        evaluations += measured.Evaluations;
        if (measured.What is not Checking.Measured.Smooth { Slope: var slope })
            return new(double.NaN, double.PositiveInfinity, false);
        var (sum, own) = Sum(to - from, k => (weights[from + k], claims[from + k].Value, claims[from + k].Bound));
        return new(sum - slope.Value, slope.Bar + own, true);
    }

    /// <summary>Σ w·a and what rounding of the a may have done to it.</summary>
    private static (double Sum, double Own) Sum(int count, Func<int, (double Weight, double Value, double Bound)> of)
    {
        Doubled sum = 0;
        var own = 0.0;
        for (var k = 0; k < count; k++)
        {
            var (weight, value, bound) = of(k);
            sum += Doubled.Product(weight, value);
            own += Math.Abs(weight) * Math.Max(Judge.OwnRounding * Math.Abs(value), bound);
        }
        return (sum.Hi, own);
    }

    private double Blind(double doubt)
    {
        var average = Enumerable.Range(0, at.Length).Average(i => Math.Abs(weights[i] * claims[i].Value));
        return average > 0 ? 2 * doubt / average : double.PositiveInfinity;
    }

    /// <summary>How far a claim is from a measured slope, and how far it may be without being wrong.</summary>
    private readonly record struct Deviation(double Off, double Doubt, bool IsKnown)
    {
        /// <summary>Something in this part is wrong, or could not be measured.</summary>
        public bool Stands => !IsKnown || !(Math.Abs(Off) <= Doubt);

        public Deviation Less(Deviation part) => new(Off - part.Off, Doubt + part.Doubt, true);
    }
}
