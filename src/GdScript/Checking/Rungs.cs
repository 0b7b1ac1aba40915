namespace GdScript.Checking;

/// <summary>
/// The loss on both sides of a point at every step of a <see cref="Ladder"/>, and the difference quotients made of it.
/// The buffers are reused from one coordinate to the next.
/// </summary>
internal sealed class Rungs
{
    private readonly double[] steps = new double[Ladder.Longest];
    private readonly double[] above = new double[Ladder.Longest];
    private readonly double[] below = new double[Ladder.Longest];
    private readonly double[] aboveDoubt = new double[Ladder.Longest];
    private readonly double[] belowDoubt = new double[Ladder.Longest];
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
    public void Take(Probe probe, Span<double> point, int i, double here, double hereDoubt)
    {
        var x = point[i];
        var outward = x < 0 ? -1 : 1;
        Count = Ladder.Fill(x, steps);
        for (var k = 0; k < Count; k++)
        {
            // Away from zero first: that step is exact or nearly so, and its mirror image then is too.
            var far = x + outward * steps[k];
            var step = Math.Abs(far - x);
            var near = x - outward * step;
            var (farStep, nearStep) = (step, Math.Abs(x - near));
            if (farStep == 0 || nearStep == 0)
            {
                Count = k;
                break;
            }
            point[i] = outward > 0 ? far : near;
            above[k] = probe.At(point, out aboveDoubt[k]);
            point[i] = outward > 0 ? near : far;
            below[k] = probe.At(point, out belowDoubt[k]);
            if (!double.IsFinite(step))
                (above[k], below[k]) = (double.NaN, double.NaN);
            steps[k] = step;
            skew[k] = Math.Abs(farStep - nearStep) + (step > Math.Abs(x) ? 2 * RunningError.U * step : 0);
        }
        point[i] = x;
        Divide(here, hereDoubt);
    }

    private void Divide(double here, double hereDoubt)
    {
        const double u = RunningError.U;
        for (var k = 0; k < Count; k++)
        {
            var h = steps[k];
            right[k] = (above[k] - here) / h;
            left[k] = (here - below[k]) / h;
            central[k] = (above[k] - below[k]) / (2 * h);
            var bend = skew[k] > 0 ? Math.Abs(right[k] - left[k]) * (skew[k] / h) / 2 : 0;
            rightDoubt[k] = (aboveDoubt[k] + hereDoubt) / h + 3 * u * Math.Abs(right[k]);
            leftDoubt[k] = (belowDoubt[k] + hereDoubt) / h + 3 * u * Math.Abs(left[k]);
            centralDoubt[k] = (aboveDoubt[k] + belowDoubt[k]) / (2 * h) + 3 * u * Math.Abs(central[k]) + bend;
        }
    }

    private int FirstFinite(double[] values)
    {
        var first = Count;
        while (first > 0 && double.IsFinite(values[first - 1]))
            first--;
        return first;
    }
}
