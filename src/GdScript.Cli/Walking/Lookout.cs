using GdScript.Descent;

namespace GdScript.Cli.Walking;

/// <summary>What is known of a walk from outside while it goes: the last point and the best one. Seen under a lock.</summary>
internal sealed class Lookout
{
    private double[] point = [];
    private double[] best = [];
    private (long Step, double Loss) bestMark = (-1, double.NaN);
    private long step = -1;
    private double loss;
    private double rate;
    private double norm;
    private Evaluations asked;

    /// <summary>True once the walk has been given up: what it still sees is for nobody.</summary>
    public bool Closed { get; private set; }

    /// <summary>True once anything is known: the start.</summary>
    public bool Knows => step >= 0;

    /// <summary>The walk is given up.</summary>
    public void Close() => Closed = true;

    public void See(in Glance at)
    {
        if (point.Length == 0)
            (point, best) = (new double[at.Point.Length], new double[at.Point.Length]);
        at.Point.CopyTo(point);
        (step, loss, rate, norm, asked) = (at.Step, at.Loss, at.Rate, at.GradientNorm, at.Evaluations);
        if (at.BestMark.Step == bestMark.Step)
            return;
        at.BestPoint.CopyTo(best);
        bestMark = at.BestMark;
    }

    /// <summary>The run as far as it is known, given up; null when not even the start is.</summary>
    public Run? Broken()
    {
        if (step < 0)
            return null;
        Close();
        var last = new Frame(step, step == 0 ? null : rate, loss, [], norm, [.. point], []);
        var state = new State(last, new Spot(bestMark.Step, bestMark.Loss, [.. best]), double.NaN, asked, [], []);
        return new Run(new Stop.Interrupted(step), state);
    }

    /// <summary>The line a terminal sees.</summary>
    public Func<TimeSpan, string> Progress(long? most, long from) =>
        elapsed =>
        {
            lock (this)
                return step < 0 ? "computing the loss at the start" : Walking.Progress.Line(step, most, from, loss, elapsed);
        };
}
