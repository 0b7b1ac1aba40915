namespace GdScript.Checking;

/// <summary>
/// How far the slope that the smallest steps of a black box show may be from the one that was meant. A loss that is rounded
/// inside (a table, a solver that stops early, single precision) is made of small pieces with slopes of their own, which
/// the smallest steps measure faithfully; the wider ones look across many pieces. Of a formula the rounding is known and the
/// smallest steps are right; of a box nobody can tell, and a claim between the two is neither right nor wrong.
/// </summary>
internal static class Grain
{
    private const double Caution = 2;
    private const int Fewest = 4;

    /// <summary>So wide a range of steps, as a factor.</summary>
    private const double Far = 512;

    /// <summary>Deviations below this part of how steep the loss is are what rounding inside may leave; larger ones are its shape.</summary>
    private const double Small = 2e-2;

    /// <summary>By how much at least a deviation falls from one step to the next in a smooth loss.</summary>
    private const double Falls = 4;

    /// <summary>Where the slope may lie that was meant: nothing but the measured one where wide and narrow steps tell the same.</summary>
    public static Band Of(Rungs rungs, Slope narrow, int from, double scale)
    {
        const double beyond = 0.1;
        var band = new Band(narrow.Value, narrow.Value, false);
        var isSmooth = Approached(rungs, narrow, from) >= Far;
        for (var last = from + Fewest; !isSmooth && last < rungs.Count && rungs.Steps[last] > 4 * narrow.Step; last++)
            if (Romberg.Best(rungs.Steps[..(last + 1)], rungs.Central, rungs.CentralDoubt, from, 2, confirmed: false) is { } wide)
                band = With(band, narrow, wide);
        if (narrow.Value == 0)
            band = Stairs(rungs, from, band);
        var more = beyond * (band.High - band.Low) + Lasting(rungs, narrow, from, scale);
        return band with { Low = band.Low - more, High = band.High + more };
    }

    /// <summary>
    /// From the smallest to the widest of neighbouring steps whose deviations fall with the square of the step: a loss that bends
    /// smoothly over such a range is not made of pieces there.
    /// </summary>
    private static double Approached(Rungs rungs, Slope narrow, int from)
    {
        var (best, widest) = (1.0, 0.0);
        for (var k = from; k + 1 < rungs.Count; k++)
        {
            var (wide, small) = (Math.Abs(rungs.Central[k] - narrow.Value), Math.Abs(rungs.Central[k + 1] - narrow.Value));
            var fall = (Ratio(rungs, k, k + 1) + 1) * small / wide;
            var isClear = small > Caution * (rungs.CentralDoubt[k + 1] + narrow.Bar);
            widest = !isClear || !(fall > 0.7 && fall < 1.4) ? 0 : Math.Max(widest, rungs.Steps[k]);
            best = widest > 0 ? Math.Max(best, widest / rungs.Steps[k + 1]) : best;
        }
        return best;
    }

    /// <summary>Widened to a slope that some of the wider steps agree on and that is not this one.</summary>
    private static Band With(Band band, Slope narrow, Slope wide)
    {
        const double telling = 0.03;
        var apart = Math.Abs(wide.Value - narrow.Value);
        if (!(apart > Caution * (wide.Bar + narrow.Bar) && wide.Bar < telling * apart))
            return band;
        var (low, high) = (wide.Value - Caution * wide.Bar, wide.Value + Caution * wide.Bar);
        return new(Math.Min(band.Low, low), Math.Max(band.High, high), band.IsTorn || wide.Bar < 1e-3 * Math.Abs(wide.Value));
    }

    /// <summary>Flat around the point, and yet three steps farther out climb alike on both sides: stairs, which a corner does not make.</summary>
    private static Band Stairs(Rungs rungs, int from, Band band)
    {
        var run = 0;
        for (var k = from; k < rungs.Count; k++)
        {
            var climb = rungs.Central[k];
            run = climb != 0 && Math.Abs(rungs.Right[k] - rungs.Left[k]) < Math.Abs(climb) / 2 ? run + 1 : 0;
            if (run >= 3)
                band = new(Math.Min(band.Low, 1.3 * climb), Math.Max(band.High, 1.3 * climb), true);
        }
        return band;
    }

    /// <summary>
    /// Quotients from which the first two powers of the step are taken away come closer to the slope by the sixth power of it. Where
    /// they stay off for three steps by less than the shape of the loss explains, pieces meet within these steps.
    /// </summary>
    private static double Lasting(Rungs rungs, Slope narrow, int from, double scale)
    {
        var (off, before, run) = (0.0, double.NaN, 0);
        for (var k = from + 2; k < rungs.Count; k++)
        {
            var (slope, doubt) = Twice(rungs, k);
            var apart = Math.Abs(slope - narrow.Value);
            var stands = apart > Caution * (doubt + narrow.Bar) && apart < Small * Math.Max(scale, Math.Abs(narrow.Value));
            run = stands && apart > before / Falls ? run + 1 : 0;
            if (run >= 2)
                off = Math.Max(off, Math.Max(apart, before));
            before = stands ? apart : double.NaN;
        }
        return Caution * off;
    }

    /// <summary>Two steps of Romberg's scheme over three quotients, and the rounding they carry.</summary>
    private static (double Slope, double Doubt) Twice(Rungs rungs, int k)
    {
        var d = rungs.Central;
        var rho = rungs.CentralDoubt;
        var (first, second, both) = (Ratio(rungs, k - 1, k), Ratio(rungs, k - 2, k - 1), Ratio(rungs, k - 2, k));
        var one = d[k] + (d[k] - d[k - 1]) / first;
        var two = d[k - 1] + (d[k - 1] - d[k - 2]) / second;
        var (doubtOne, doubtTwo) = (rho[k] + (rho[k] + rho[k - 1]) / first, rho[k - 1] + (rho[k - 1] + rho[k - 2]) / second);
        return (one + (one - two) / both, doubtOne + (doubtOne + doubtTwo) / both);
    }

    private static double Ratio(Rungs rungs, int wide, int narrow)
    {
        var ratio = rungs.Steps[wide] / rungs.Steps[narrow];
        return ratio * ratio - 1;
    }
}

/// <summary>Slopes that a black box may have been meant to have.</summary>
/// <param name="Low">The least.</param>
/// <param name="High">The largest.</param>
/// <param name="IsTorn">Wide steps are as sure of theirs as narrow ones: not even a claim that fits the narrow ones is settled.</param>
internal readonly record struct Band(double Low, double High, bool IsTorn);
