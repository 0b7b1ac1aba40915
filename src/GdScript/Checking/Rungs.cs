using GdScript.Reals;

namespace GdScript.Checking;

/// <summary>
/// The loss on both sides of a point at every step of a <see cref="Ladder"/>, and the difference quotients made of it.
/// The buffers are reused from one coordinate to the next.
/// </summary>
internal sealed class Rungs
{
    private readonly double[] steps = new double[Ladder.Longest];
    private readonly Sighting[] above = new Sighting[Ladder.Longest];
    private readonly Sighting[] below = new Sighting[Ladder.Longest];
    private readonly double[] skew = new double[Ladder.Longest];
    private readonly double[] central = new double[Ladder.Longest];
    private readonly double[] centralDoubt = new double[Ladder.Longest];
    private readonly double[] right = new double[Ladder.Longest];
    private readonly double[] rightDoubt = new double[Ladder.Longest];
    private readonly double[] left = new double[Ladder.Longest];
    private readonly double[] leftDoubt = new double[Ladder.Longest];

    public int Count { get; private set; }

    /// <summary>The steps really taken, largest first: x + h is a double and so, but for the last bit, is x − h.</summary>
    public ReadOnlySpan<double> Steps => steps.AsSpan(0, Count);

    /// <summary>(f(x+h) − f(x−h)) / 2h.</summary>
    public ReadOnlySpan<double> Central => central.AsSpan(0, Count);

    public ReadOnlySpan<double> CentralDoubt => centralDoubt.AsSpan(0, Count);

    /// <summary>(f(x+h) − f(x)) / h.</summary>
    public ReadOnlySpan<double> Right => right.AsSpan(0, Count);

    public ReadOnlySpan<double> RightDoubt => rightDoubt.AsSpan(0, Count);

    /// <summary>(f(x) − f(x−h)) / h.</summary>
    public ReadOnlySpan<double> Left => left.AsSpan(0, Count);

    public ReadOnlySpan<double> LeftDoubt => leftDoubt.AsSpan(0, Count);

    /// <summary>The first step from which on all smaller ones are finite on the right; Count when none is.</summary>
    public int FirstRight => FirstFinite(above);

    public int FirstLeft => FirstFinite(below);

    /// <summary>Evaluates the ladder of coordinate <paramref name="i"/>. The point is put back as it was.</summary>
    public void Take(Probe probe, Span<double> point, int i, Sighting here)
    {
        var x = point[i];
        Count = Ladder.Fill(x, steps, probe.Fineness);
        for (var k = 0; k < Count; k++)
            if (probe.Fineness is Fineness.Double or Fineness.Coarse ? !Nudge(probe, point, i, x, k) : !Split(probe, point, i, x, k))
            {
                Count = k;
                break;
            }
        point[i] = x;
        if (probe.Fineness == Fineness.Coarse)
            Coarsen(ref here);
        Divide(here);
    }

    /// <summary>
    /// Drops the steps that lead out of where the point lies, and all wider ones; false when all stay, or fewer than
    /// <paramref name="least"/> would.
    /// </summary>
    public bool Narrow(Func<double, bool> isInside, int least)
    {
        var first = Count;
        while (first > 0 && isInside(steps[first - 1]) && isInside(-steps[first - 1]))
            first--;
        if (first == 0 || Count - first < least)
            return false;
        foreach (var one in (double[][])[steps, skew, central, centralDoubt, right, rightDoubt, left, leftDoubt])
            Array.Copy(one, first, one, 0, Count - first);
        foreach (var one in (Sighting[][])[above, below])
            Array.Copy(one, first, one, 0, Count - first);
        Count -= first;
        return true;
    }

    /// <summary>
    /// What a black box does not show as noise: values that stay the same to the bit at small steps and then jump by a quantum
    /// are rounded to that quantum somewhere inside; and where the noise is as large as all that the steps show, nothing is known.
    /// </summary>
    private void Coarsen(ref Sighting here)
    {
        var (quantum, reach) = (0.0, 0.0);
        for (var k = Count - 1; k >= 0; k--)
        {
            var off = Math.Max(Math.Abs(above[k].Minus(here)), Math.Abs(below[k].Minus(here)));
            if (!double.IsFinite(off))
                continue;
            if (quantum == 0 && k < Count - 1)
                quantum = off;
            reach = Math.Max(reach, off);
        }
        var stays = Count > 0 && above[Count - 1].Minus(here) == 0 && below[Count - 1].Minus(here) == 0;
        var more =
            here.Bound > reach / 40 && reach > 0 ? double.PositiveInfinity
            : stays && quantum <= Step * reach ? quantum
            : 0;
        if (more == 0)
            return;
        here = here with { Bound = here.Bound + more };
        for (var k = 0; k < Count; k++)
            (above[k], below[k]) = (above[k] with { Bound = above[k].Bound + more }, below[k] with { Bound = below[k].Bound + more });
    }

    /// <summary>A first change below this part of all changes is a rounded one; a larger one is a corner of the loss.</summary>
    private const double Step = 1e-4;

    /// <summary>Both sides of x at doubles; false when the step is lost.</summary>
    private bool Nudge(Probe probe, Span<double> point, int i, double x, int k)
    {
        var outward = x < 0 ? -1 : 1;
        // Away from zero first: that step is exact or nearly so, and its mirror image then is too.
        var far = x + outward * steps[k];
        var step = Math.Abs(far - x);
        var near = x - outward * step;
        var (farStep, nearStep) = (step, Math.Abs(x - near));
        if (farStep == 0 || nearStep == 0)
            return false;
        point[i] = outward > 0 ? far : near;
        above[k] = probe.See(point, i, 0);
        point[i] = outward > 0 ? near : far;
        below[k] = probe.See(point, i, 0);
        if (!double.IsFinite(step))
            (above[k], below[k]) = (above[k] with { Value = double.NaN }, below[k] with { Value = double.NaN });
        steps[k] = step;
        skew[k] = Math.Abs(farStep - nearStep) + (step > Math.Abs(x) ? 2 * RunningError.U * step : 0);
        return true;
    }

    /// <summary>Both sides of x exactly, each the sum of two doubles.</summary>
    private bool Split(Probe probe, Span<double> point, int i, double x, int k)
    {
        var (up, down) = (Doubled.Sum(x, steps[k]), Doubled.Sum(x, -steps[k]));
        point[i] = up.Hi;
        above[k] = probe.See(point, i, up.Lo);
        point[i] = down.Hi;
        below[k] = probe.See(point, i, down.Lo);
        skew[k] = 0;
        return true;
    }

    private void Divide(Sighting here)
    {
        const double u = RunningError.U;
        for (var k = 0; k < Count; k++)
        {
            var h = steps[k];
            right[k] = above[k].Minus(here) / h;
            left[k] = here.Minus(below[k]) / h;
            central[k] = above[k].Minus(below[k]) / (2 * h);
            var bend = skew[k] > 0 ? Math.Abs(right[k] - left[k]) * (skew[k] / h) / 2 : 0;
            rightDoubt[k] = (above[k].Bound + here.Bound) / h + 3 * u * Math.Abs(right[k]);
            leftDoubt[k] = (below[k].Bound + here.Bound) / h + 3 * u * Math.Abs(left[k]);
            centralDoubt[k] = (above[k].Bound + below[k].Bound) / (2 * h) + 3 * u * Math.Abs(central[k]) + bend;
        }
    }

    private int FirstFinite(Sighting[] values)
    {
        var first = Count;
        while (first > 0 && double.IsFinite(values[first - 1].Value))
            first--;
        return first;
    }
}
