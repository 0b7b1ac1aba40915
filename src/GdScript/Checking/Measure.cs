using GdScript.Kernels;

namespace GdScript.Checking;

/// <summary>
/// The slope of a loss along one coordinate from evaluations alone, with an error bar, or the reason why there is none:
/// kinks, jumps, edges of the domain, losses that do not repeat.
/// </summary>
public sealed class Measure
{
    /// <summary>A shorter run of usable steps says nothing.</summary>
    private const int Fewest = 4;

    /// <summary>One-sided extrapolation hides more; its error estimate is taken so many times.</summary>
    private const double OneSidedCaution = 8;
    private const double Caution = 2;

    /// <summary>A difference counts from so many times its rounding on.</summary>
    private const double Clear = 8;

    private readonly Rungs rungs = new();
    private bool isBox;
    private bool isFine;
    private Band? band;

    /// <summary>Measures along coordinate <paramref name="i"/> of a flat point, which is nudged and put back.</summary>
    public Measurement Along(Probe probe, Span<double> point, int i)
    {
        var before = probe.Evaluations;
        var seen = probe.See(point, i, 0);
        var here = seen.Value;
        var again = probe.Repeats ? here : probe.See(point, i, 0).Value;
        if (BitConverter.DoubleToInt64Bits(here) != BitConverter.DoubleToInt64Bits(again) && !(double.IsNaN(here) && double.IsNaN(again)))
            return new(new Measured.Unsteady(here, again), here, 0, 2);
        if (!double.IsFinite(here))
            return new(new Measured.Undefined(here), here, 0, (int)(probe.Evaluations - before));
        probe.Prepare(point, i, here);
        (isBox, isFine) = (probe.Fineness == Fineness.Coarse, probe.Fineness == Fineness.Doubled);
        rungs.Take(probe, point, i, probe.Repeats ? seen : probe.See(point, i, 0));
        band = null;
        return new(What(), here, Scale(), (int)(probe.Evaluations - before)) { IsBox = isBox, Band = band };
    }

    /// <summary>The same with no step that leaves, on either side, what <paramref name="isInside"/> holds in; null where too few are left.</summary>
    internal Measurement? Within(Probe probe, Span<double> point, int i, Func<double, bool> isInside)
    {
        var before = probe.Evaluations;
        var here = probe.See(point, i, 0);
        (isBox, isFine) = (false, probe.Fineness == Fineness.Doubled);
        rungs.Take(probe, point, i, here);
        if (!rungs.Narrow(isInside, 2 * Fewest))
            return null;
        return new(What(), here.Value, Scale(), (int)(probe.Evaluations - before));
    }

    private Measured What()
    {
        var both = Math.Max(rungs.FirstRight, rungs.FirstLeft);
        if (both > rungs.Count - Fewest)
            return Edge();
        // The loss ends somewhere between this step and the one before: stay well inside.
        var start = both == 0 ? 0 : Math.Min(both + 2, rungs.Count - Fewest);
        if (Break(both) is { } broken)
            return broken;
        if (
            Math.Max(Unrest.Of(rungs, rungs.Central, rungs.CentralDoubt, start), Unrest.OfGap(rungs, start)) is > Unrest.Slow and var unrest
        )
            return unrest > Unrest.Endless && isFine
                ? new Measured.Singular("the slope sways or grows without end as the step shrinks")
                : new Measured.Unresolved("the slope does not settle as the step shrinks");
        if (Romberg.Best(rungs.Steps, rungs.Central, rungs.CentralDoubt, start, 2) is not { } slope)
            return new Measured.Unresolved("no step gives a slope that smaller steps confirm");
        slope = slope with { Bar = Caution * slope.Bar };
        band = isBox ? Grain.Of(rungs, slope, start, Scale()) : null;
        return new Measured.Smooth(slope);
    }

    /// <summary>One side is missing however small the step.</summary>
    private Measured Edge()
    {
        var side = rungs.FirstRight <= rungs.FirstLeft ? Side.Right : Side.Left;
        if (Single(side) is { } slope)
            return Grows(side == Side.Right ? rungs.Right : rungs.Left, side == Side.Right ? rungs.RightDoubt : rungs.LeftDoubt, 0)
                ? new Measured.Singular("the slope grows without end toward the edge of the domain")
                : new Measured.OneSided(slope with { Bar = OneSidedCaution * slope.Bar }, side);
        return rungs.Count >= Fewest && rungs.FirstRight == rungs.Count && rungs.FirstLeft == rungs.Count
            ? new Measured.Singular("the loss is not finite on either side of the point")
            : new Measured.Unresolved("too few steps around the point have a finite loss");
    }

    private Slope? Single(Side side)
    {
        var (first, other) = side == Side.Right ? (rungs.FirstRight, rungs.FirstLeft) : (rungs.FirstLeft, rungs.FirstRight);
        // Where the other side ends close by, its singularity is felt on this side too.
        var start = other < rungs.Count && other > 0 ? Math.Max(first, Math.Min(other + 2, rungs.Count - Fewest)) : first;
        if (start > rungs.Count - Fewest)
            return null;
        return side == Side.Right
            ? Romberg.Best(rungs.Steps, rungs.Right, rungs.RightDoubt, start, 1)
            : Romberg.Best(rungs.Steps, rungs.Left, rungs.LeftDoubt, start, 1);
    }

    /// <summary>
    /// A kink, a cusp or a jump, or null. The two one-sided slopes differ by s(h), which goes like h for a smooth loss,
    /// stays for a kink, grows for a cusp and like 1/h for a jump; the smallest steps whose s stands clear of rounding tell.
    /// </summary>
    private Measured? Break(int from)
    {
        var trend = Trend(from);
        if (trend < -0.75)
            return new Measured.Singular("the loss jumps here");
        if (trend < -0.2)
            return new Measured.Singular("a cusp: the slopes of the two sides run apart without end");
        if (Grows(rungs.Central, rungs.CentralDoubt, from))
            return new Measured.Singular("the slope grows without end as the step shrinks");
        if (!(Math.Abs(trend) <= 0.2) || Single(Side.Left) is not { } left || Single(Side.Right) is not { } right)
            return null;
        if (IsRestless(from))
            return null;
        return Math.Abs(right.Value - left.Value) > left.Bar + right.Bar
            ? new Measured.Kink(left with { Bar = OneSidedCaution * left.Bar }, right with { Bar = OneSidedCaution * right.Bar })
            : null;
    }

    /// <summary>The sides have slopes of their own only if these settle.</summary>
    private bool IsRestless(int from) =>
        Unrest.Of(rungs, rungs.Right, rungs.RightDoubt, from) > Unrest.Slow
        || Unrest.Of(rungs, rungs.Left, rungs.LeftDoubt, from) > Unrest.Slow;

    private bool Grows(ReadOnlySpan<double> slopes, ReadOnlySpan<double> doubts, int from)
    {
        var last = rungs.Count - 1;
        while (last >= from && !(Math.Abs(slopes[last]) > Clear * doubts[last]))
            last--;
        // What grows at the point still does at the next smaller step; what does not is only nearby.
        if (last >= from && last + 1 < rungs.Count && Clear * doubts[last + 1] < Math.Abs(slopes[last]) / 2)
            return false;
        var first = last;
        while (first > from && last - first < 7 && Math.Abs(slopes[first - 1]) > Clear * doubts[first - 1])
            first--;
        return last - first == 7 && Exponent(Math.Abs(slopes[first]), Math.Abs(slopes[last]), first, last) < -0.2;
    }

    /// <summary>The exponent with which s(h) goes over the smallest clear steps; NaN when too few are clear.</summary>
    private double Trend(int from)
    {
        double Gap(int k) => Math.Abs(rungs.Right[k] - rungs.Left[k]);
        bool Stands(int k) => Gap(k) > Clear * (rungs.RightDoubt[k] + rungs.LeftDoubt[k]);
        var last = rungs.Count - 1;
        while (last >= from && !Stands(last))
            last--;
        // A break at the point would still show at the next smaller step; one that does not is only nearby.
        if (last >= from && last + 1 < rungs.Count && Clear * (rungs.RightDoubt[last + 1] + rungs.LeftDoubt[last + 1]) < Gap(last) / 2)
            return double.NaN;
        var first = last;
        while (first > from && last - first + 1 < 8 && Stands(first - 1))
            first--;
        return last >= from && last - first + 1 >= 5 ? Exponent(Gap(first), Gap(last), first, last) : double.NaN;
    }

    private double Exponent(double atFirst, double atLast, int first, int last) =>
        Elementary.Log2(atFirst / atLast) / Elementary.Log2(rungs.Steps[first] / rungs.Steps[last]);

    /// <summary>The steeper of the two sides at the widest usable step.</summary>
    private double Scale()
    {
        var (right, left) = (rungs.FirstRight, rungs.FirstLeft);
        var scale = right < rungs.Count ? Math.Abs(rungs.Right[right]) : 0;
        scale = left < rungs.Count ? Math.Max(scale, Math.Abs(rungs.Left[left])) : scale;
        return double.IsFinite(scale) ? scale : 0;
    }
}
