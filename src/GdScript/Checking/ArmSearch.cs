using GdScript.Calculus;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Numerics;

namespace GdScript.Checking;

/// <summary>
/// A point in every arm of a formula that no point so far has entered. From where the margin is least wanting it climbs
/// along the gradient of the margin, at first as far as the margin says (a step of Newton's method), then farther and
/// nearer; after that along the coordinates one by one. Nothing is left to chance, and the number of steps is bounded.
/// </summary>
internal sealed class ArmSearch
{
    private const int MostEvaluations = 4000;
    private const int Starts = 4;
    private const int Rounds = 6;
    private const int MostCoordinates = 12;
    private const int Passes = 3;

    /// <summary>Parts of the way to the edge of an arm, those well inside of it first.</summary>
    private static readonly double[] Reaches = [1.25, 1.5, 1.1, 2, 3, 1.01, 5, 8, 0.9, 0.5, 0.25, 16, 64, 256];

    private readonly Arms arms;
    private readonly Loss loss;
    private readonly bool[] entered;
    private readonly List<double[]> known = [];
    private readonly long budget;

    /// <param name="arms">What is to be entered.</param>
    /// <param name="loss">It must be finite where an arm is entered.</param>
    /// <param name="work">How much one evaluation costs, in operations: dear formulas are searched less.</param>
    public ArmSearch(Arms arms, Loss loss, double work)
    {
        (this.arms, this.loss, entered) = (arms, loss, new bool[arms.Count]);
        budget = (long)Math.Clamp(4e7 / Math.Max(1, work), 60, MostEvaluations);
    }

    public long Evaluations { get; private set; }

    /// <summary>How many arms no point has entered.</summary>
    public int Missed => entered.Count(e => !e);

    /// <summary>Notes what a point enters.</summary>
    public void Enter(double[] point)
    {
        known.Add(point);
        var now = arms.Entered(Margins(point));
        for (var arm = 0; arm < now.Length; arm++)
            entered[arm] |= now[arm];
    }

    /// <summary>A point in each arm that was not entered and can be; an arm inside of an arm is found after it.</summary>
    public IEnumerable<double[]> Missing()
    {
        var before = -1;
        for (var pass = 0; pass < Passes && Missed != before; pass++)
        {
            before = Missed;
            for (var arm = 0; arm < entered.Length; arm++)
                if (!entered[arm] && Solved(arm) is { } point)
                {
                    Enter(point);
                    yield return point;
                }
        }
    }

    private double[]? Solved(int arm)
    {
        var starts = known.Select(p => (Point: p, Margin: Margins(p)[arm])).Where(s => double.IsFinite(s.Margin));
        foreach (var (start, _) in starts.OrderByDescending(s => s.Margin).Take(Starts).ToArray())
            if ((Climbed(start, arm) ?? Coordinates(start, arm)) is { } found)
                return Shorter(Uneven(found, arm), arm);
        return null;
    }

    private double[]? Climbed(double[] start, int arm)
    {
        var margin = arms.Margin(arm);
        var slope = Kernel.For(Gradient.Of(margin));
        var (x, g) = (start, new double[start.Length]);
        for (var round = 0; round < Rounds && Evaluations < budget; round++)
        {
            var here = slope.ValueAndGradient(x, g);
            var size = g.Sum(v => v * v);
            if (!(size > 0) || !double.IsFinite(size) || !double.IsFinite(here))
                return null;
            var step = (here == 0 ? 1e-3 * Math.Sqrt(size) : Math.Abs(here)) / size;
            var (best, at) = (here, 0.0);
            foreach (var reach in Reaches)
            {
                var y = Moved(x, g, reach * step);
                if (IsIn(y, arm, out var there))
                    return y;
                if (there > best)
                    (best, at) = (there, reach);
            }
            if (at == 0)
                return null;
            if (Between(x, g, step, at, arm) is { } narrow)
                return narrow;
            x = Moved(x, g, at * step);
        }
        return null;
    }

    /// <summary>A narrow arm lies between two steps: thirds of the interval around the better one.</summary>
    private double[]? Between(double[] x, double[] g, double step, double at, int arm)
    {
        var (low, high) = (0.5 * at, 2 * at);
        for (var k = 0; k < 16 && Evaluations < budget; k++)
        {
            var (first, second) = (low + (high - low) / 3, high - (high - low) / 3);
            var (a, b) = (Moved(x, g, first * step), Moved(x, g, second * step));
            if (IsIn(a, arm, out var left))
                return a;
            if (IsIn(b, arm, out var right))
                return b;
            (low, high) = left < right ? (first, high) : (low, second);
        }
        return null;
    }

    /// <summary>Powers of two to both sides along each coordinate.</summary>
    private double[]? Coordinates(double[] start, int arm)
    {
        for (var i = 0; i < Math.Min(start.Length, MostCoordinates); i++)
        for (var power = -2; power <= 10; power += power < 4 ? 1 : 3)
        for (var side = 1; side >= -1; side -= 2)
        {
            if (Evaluations >= budget)
                return null;
            var y = start.ToArray();
            y[i] += side * Math.ScaleB(Math.Max(Math.Abs(y[i]), 0.5), power);
            if (IsIn(y, arm, out _))
                return y;
        }
        return null;
    }

    /// <summary>Off the diagonals, where components that were swapped look alike.</summary>
    private double[] Uneven(double[] point, int arm)
    {
        double[] uneven = [.. point.Select((v, i) => v + 0.07 * (i % 9) * Math.Max(Math.Abs(v), 0.5))];
        return IsIn(uneven, arm, out _) ? uneven : point;
    }

    /// <summary>As few digits as stay in the arm and keep unequal numbers unequal.</summary>
    private double[] Shorter(double[] point, int arm)
    {
        foreach (var digits in (int[])[1, 2, 3, 6])
            if (
                point.Select(v => Shrink.Digits(v, digits)).ToArray() is var shorter
                && Different(shorter) == Different(point)
                && IsIn(shorter, arm, out _)
            )
                return shorter;
        return point;
    }

    private static int Different(double[] point) => point.Length > 64 ? 0 : point.Select(Math.Abs).Distinct().Count();

    private bool IsIn(double[] point, int arm, out double margin)
    {
        var all = Margins(point);
        margin = double.IsNaN(all[arm]) ? double.NegativeInfinity : all[arm];
        return margin > 0 && double.IsFinite(margin) && arms.Entered(all)[arm] && double.IsFinite(loss(point));
    }

    private double[] Margins(double[] point)
    {
        Evaluations++;
        return arms.Margins(point);
    }

    private static double[] Moved(double[] x, double[] g, double by) => [.. x.Zip(g, (v, d) => v + by * d)];
}
