using GdScript.Graphs;
using GdScript.Reals;

namespace GdScript.Checking;

/// <summary>
/// Encloses a slope by interval arithmetic, so that what is outside is wrong as a matter of proof. Two ways, of which the
/// narrower counts: the first coefficient of an interval Taylor series at the point; and a central difference, whose distance
/// from the slope is h² times the third coefficient somewhere within [x−h, x+h]. Proven as far as the elementary functions keep the
/// error they are stated to have.
/// </summary>
internal static class Proving
{
    private const string Nothing = "intervals say nothing here: a kink, a pole or the end of the domain is too close";

    private const string NoEnclosure = "there are no intervals for the Bessel and Airy functions";

    /// <summary>Of decimals as they are written intervals know nothing.</summary>
    public static Proof Unfit { get; } =
        new(
            double.NegativeInfinity,
            double.PositiveInfinity,
            0,
            "intervals take the decimals of the loss for the doubles nearest to them, and here that is another slope"
        );

    /// <param name="loss">The loss, its literals the doubles nearest to them.</param>
    /// <param name="at">The point.</param>
    /// <param name="i">The coordinate.</param>
    /// <param name="own">What the claim may be off by its own rounding.</param>
    public static Proof Of(Formula loss, double[] at, int i, double own)
    {
        var jets = new GraphRun<Jet>(loss);
        Jet[] point = [.. at.Select(x => Jet.Of(x))];
        point[i] = Jet.Variable(Interval.Of(at[i]));
        var series = Sound(jets.At(point).C1);
        var (difference, step) = Difference(loss, jets, point, at, i);
        var both = Interval.Meet(series, difference);
        if (!both.IsKnown)
            return new(double.NegativeInfinity, double.PositiveInfinity, own, HasBessel(loss) ? NoEnclosure : Nothing);
        var how =
            difference.IsKnown && !(series.Width <= difference.Width)
                ? FormattableString.Invariant($"central difference, h = {step:G3}, third derivative bounded")
                : "interval Taylor series";
        return new(both.Low, both.High, own, how);
    }

    private static bool HasBessel(Formula loss)
    {
        var live = loss.Reached();
        return loss.Nodes.Where((n, node) => live[node] && n.Op == Op.Bessel).Any();
    }

    private static (Interval Slope, double Step) Difference(Formula loss, GraphRun<Jet> jets, Jet[] point, double[] at, int i)
    {
        var run = new GraphRun<Interval>(loss);
        Interval[] beside = [.. at.Select(Interval.Of)];
        var size = at[i] == 0 ? 0 : Math.ILogB(at[i]);
        var (best, step) = (Interval.Unknown, 0.0);
        for (var power = -6; power >= -30; power -= 3)
        {
            var h = Math.ScaleB(1, size + power);
            var (low, high) = (at[i] - h, at[i] + h);
            if (high - at[i] != h || at[i] - low != h)
                continue;
            point[i] = Jet.Variable(new(low, high));
            var third = Sound(jets.At(point).C3);
            if (!third.IsKnown)
                continue;
            beside[i] = Interval.Of(high);
            var above = run.At(beside);
            beside[i] = Interval.Of(low);
            var slope = (above - run.At(beside)) / Interval.Of(2 * h) - third * Interval.Of(h) * Interval.Of(h);
            if (!best.IsKnown || slope.Width < best.Width)
                (best, step) = (Sound(slope), h);
        }
        return (best, step);
    }

    private static Interval Sound(Interval x) => double.IsFinite(x.Low) && double.IsFinite(x.High) ? x : Interval.Unknown;
}
