namespace GdScript.Checking;

/// <summary>
/// Whether a claim at a kink is a generalized gradient as a whole. Component by component (1, 1) fits max(x, y) at a tie, but
/// no direction bears it out: there the gradients around the point are (1, 0) and (0, 1), and a claim must lie in their convex
/// hull (Clarke, Optimization and Nonsmooth Analysis, 1983, section 2.5). The hull is built from gradients beside the point,
/// first in many directions, then ever again in the direction in which the claim still sticks out, so that a claim is
/// refused only where no gradient on either side of the point reaches as far.
/// </summary>
internal sealed class Joint
{
    /// <summary>More numbers than this are not looked at together.</summary>
    public const int Most = 64;
    private const int MostOfBox = 8;
    private const int Rounds = 24;
    private const int Steps = 400;
    private const int Beyond = 12;

    private readonly Subject subject;
    private readonly double[] at;
    private readonly double reach;
    private readonly double slack;
    private readonly List<double[]> hull = [];
    private double size;

    /// <summary>By how much each number of the gradient bends on the way, and what rounding may do to it.</summary>
    private readonly double[] bends;
    private readonly double[] roundings;

    /// <summary>By how much each number of a claim may be off: numbers of very different sizes have units of their own.</summary>
    private readonly double[] units;

    private Joint(Subject subject, double[] at)
    {
        (this.subject, this.at) = (subject, at);
        (bends, roundings, units) = (new double[at.Length], new double[at.Length], new double[at.Length]);
        var largest = Math.Max(1, at.Max(Math.Abs));
        (reach, slack) = subject.Formula is null ? (Math.ScaleB(largest, -12), 1e-3) : (Math.ScaleB(largest, -36), 1e-6);
    }

    /// <summary>The components of one point, those at kinks judged together.</summary>
    public static Examined[] Of(Subject subject, double[] at, Values[] values, Examined[] each, long seed)
    {
        var kinks = each.Count(e => e.Measured.What is Measured.Kink);
        var others = each.Where(e => e.Measured.What is not (Measured.Kink or Measured.Smooth));
        double[] claim = [.. values[0].At.Select(b => b.Value)];
        if (
            kinks == 0
            || at.Length < 2
            || at.Length > (subject.Formula is null ? MostOfBox : Most)
            || others.Any()
            || !claim.All(double.IsFinite)
        )
            return each;
        var joint = new Joint(subject, at);
        joint.LookAround(new Dice(seed));
        var off = joint.Outside(claim);
        if (off is null || !each.Any(e => e.Verdict is Verdict.KinkInvalid))
            return [.. each.Select(e => joint.Judged(e, claim, off, values))];
        // What is out by itself is wrong; the others are asked whether they may stay once it is mended.
        foreach (var one in each.Where(e => e.Verdict is Verdict.KinkInvalid))
            joint.roundings[one.Index] = double.PositiveInfinity;
        off = joint.Outside(claim);
        return off is null ? each : [.. each.Select(e => joint.Judged(e, claim, off, values))];
    }

    /// <summary>
    /// Where choices tie our own derivative states a convention, which composed with another may be no slope at all: relu(x) − relu(−x)
    /// at 0. Said is what it is: neither right nor, as everywhere beside the point it is right, wrong.
    /// </summary>
    public static Examined[] Conventional(Subject subject, double[] at, Values[] values, Examined[] each) =>
        each.Any(e => e.Verdict is Verdict.Mismatch && double.IsFinite(values[0].At[e.Index].Value))
        && subject.Formula is { } loss
        && IsOurs(values)
        && Arms.Of(loss, at) is { } arms
        && Array.Exists(arms.Margins(at), m => m == 0)
            ? [.. each.Select(e => e.Verdict is Verdict.Mismatch ? e with { Verdict = Stated, IsCorner = true } : e)]
            : each;

    private static readonly Verdict Stated = new Verdict.Inconclusive(
        0,
        "choices tie at this very point, and what is stated for such a corner is not the slope that the loss has through it"
    );

    private Examined Judged(Examined one, double[] claim, double[]? off, Values[] values)
    {
        if (off is null)
            return one.Verdict.Fails && IsCornered(one.Index) ? one with { Verdict = Valid(one.Measured.What), IsCorner = true } : one;
        var takesPart = Part(off, one.Index) > 1e-3 * Enumerable.Range(0, off.Length).Max(i => Part(off, i));
        if (one.Measured.What is not Measured.Kink kink || one.Verdict is not Verdict.KinkValid || !takesPart || IsOurs(values))
            return one;
        var farthest = hull.Max(g => Dot(g, off));
        return one with
        {
            Verdict = new Verdict.KinkInvalid(kink.Left.Value, kink.Right.Value) { Along = new([.. off], Dot(claim, off), farthest) },
        };
    }

    /// <summary>How far a number goes beyond the hull along a direction, in its unit.</summary>
    private double Part(double[] direction, int i) => direction[i] == 0 ? 0 : Math.Abs(direction[i]) * units[i];

    /// <summary>
    /// True when a number of the gradient differs from piece to piece by more than it bends. One that is the same in all of them has a
    /// slope, whatever the others do.
    /// </summary>
    private bool IsCornered(int i) => hull.Count > 0 && hull.Max(g => g[i]) - hull.Min(g => g[i]) > 100 * units[i];

    /// <summary>A gradient of one of the pieces that meet here, or between them, though along its axis the loss may go straight on.</summary>
    private static Verdict.KinkValid Valid(Measured what)
    {
        var (left, right) = what is Measured.Kink kink ? (kink.Left, kink.Right) : (Examiner.Seen(what), Examiner.Seen(what));
        return new(left.Value, right.Value);
    }

    /// <summary>What our own derivative states at a kink is a convention, and no mistake.</summary>
    private static bool IsOurs(Values[] values) =>
        values.FirstOrDefault(v => v.Name == Derivation.SymbolicName) is { } own
        && own.At.Zip(values[0].At).All(p => double.IsFinite(p.First.Value) && !p.First.Contradicts(p.Second));

    /// <summary>Gradients in the directions of the axes and of random signs.</summary>
    private void LookAround(Dice dice)
    {
        for (var k = 0; k < 2 * at.Length; k++)
            Look([.. at.Select((_, i) => i == k / 2 ? 1 - k % 2 * 2.0 : 0)]);
        for (var k = 0; k < 8 + 2 * at.Length; k++)
            Look([.. at.Select((_, i) => (dice.Coin(6000 + k, i) ? 1 : -1) * (0.5 + dice.Unit(7000 + k, i)))]);
    }

    /// <summary>
    /// A direction in which the claim goes farther than every gradient around the point, scaled so that its largest number is 1;
    /// null when there is none.
    /// </summary>
    private double[]? Outside(double[] claim)
    {
        for (var round = 0; round < Rounds && hull.Count > 0; round++)
        {
            Measure(claim);
            var off = Off(claim);
            if (Dot(off, off) <= 1)
                return null;
            var direction = Dual(off);
            var before = hull.Max(g => Dot(g, direction));
            Look(direction);
            Look(Array.ConvertAll(direction, v => -v));
            var dice = new Dice(round);
            for (var k = 0; k < Beyond; k++)
                Look([.. direction.Select((v, i) => (k % 2 == 0 ? v : -v) + (dice.Unit(8000 + k, i) - 0.5) * (k % 4 < 2 ? 0.5 : 2))]);
            var (along, now) = (Dot(claim, direction), hull.Max(g => Dot(g, direction)));
            // Outside when it goes farther, and a closer look did not reach much farther than what was known.
            if (along > now + Enumerable.Range(0, at.Length).Sum(i => Part(direction, i)) && along - now > (along - before) / 4)
                return direction;
        }
        return null;
    }

    /// <summary>A part of the largest number there is at a place; of a black box nobody knows the noise of small ones beside large ones.</summary>
    private void Measure(double[] claim)
    {
        var least = subject.Formula is null ? 1e-6 * size : 0;
        for (var i = 0; i < units.Length; i++)
        {
            var largest = Math.Max(Math.Abs(claim[i]), hull.Max(g => Math.Abs(g[i])));
            units[i] = Math.Max(slack * largest, least) + 4 * bends[i] + roundings[i];
        }
    }

    /// <summary>What has no unit is 0 everywhere, or nothing is known of it.</summary>
    private double InUnits(double x, int i) => x == 0 || !double.IsFinite(units[i]) ? 0 : x / units[i];

    /// <summary>The direction along which the loss would show what sticks out; its largest number is 1.</summary>
    private double[] Dual(double[] off)
    {
        var least = units.Where((u, i) => off[i] != 0).Min();
        double[] direction = [.. off.Select((v, i) => v == 0 ? 0 : v * (least / units[i]))];
        var largest = direction.Max(Math.Abs);
        return Array.ConvertAll(direction, v => v / largest);
    }

    /// <summary>From the nearest point of the hull to the claim, in units (Frank and Wolfe's method, shifting weight between pairs).</summary>
    private double[] Off(double[] claim)
    {
        double[][] corners = [.. hull.Select(g => g.Select(InUnits).ToArray())];
        var weights = new double[corners.Length];
        weights[0] = 1;
        double[] off = [.. claim.Select(InUnits).Zip(corners[0], (c, g) => c - g)];
        for (var step = 0; step < Steps; step++)
        {
            var (to, farthest, from, nearest) = (0, double.NegativeInfinity, 0, double.PositiveInfinity);
            for (var k = 0; k < corners.Length; k++)
            {
                var along = Dot(corners[k], off);
                (to, farthest) = along > farthest ? (k, along) : (to, farthest);
                (from, nearest) = weights[k] > 0 && along < nearest ? (k, along) : (from, nearest);
            }
            double[] way = [.. corners[to].Zip(corners[from], (a, b) => a - b)];
            var (gain, square) = (Dot(way, off), Dot(way, way));
            if (!(gain > 0) || !(square > 0))
                break;
            var shift = Math.Min(weights[from], gain / square);
            (weights[to], weights[from]) = (weights[to] + shift, weights[from] - shift);
            for (var i = 0; i < off.Length; i++)
                off[i] -= shift * way[i];
        }
        return off;
    }

    /// <summary>The gradient a little way off in a direction, and how much it bends on the way.</summary>
    private void Look(double[] direction)
    {
        var length = direction.Max(Math.Abs);
        if (!(length > 0))
            return;
        var (far, near) = (Beside(direction, reach / length), Beside(direction, reach / length / 4));
        if (!near.All(b => double.IsFinite(b.Value)) || !far.All(b => double.IsFinite(b.Value)))
            return;
        size = Math.Max(size, near.Max(b => Math.Abs(b.Value)));
        // A change as large as the gradient itself is another kink close by, not a bend.
        var isBend = near.Zip(far, (a, b) => Math.Abs(a.Value - b.Value)).Max() < 0.1 * size;
        for (var i = 0; i < near.Length; i++)
        {
            bends[i] = isBend ? Math.Max(bends[i], Math.Abs(near[i].Value - far[i].Value)) : bends[i];
            roundings[i] = Math.Max(roundings[i], near[i].Bound);
        }
        hull.Add([.. near.Select(b => b.Value)]);
    }

    private Bounded[] Beside(double[] direction, double by)
    {
        double[] x = [.. at.Zip(direction, (v, d) => v + by * d)];
        return subject.Derivations.Length > 0 ? subject.Derivations[0].At(x) : Differences(x);
    }

    private Bounded[] Differences(double[] x)
    {
        var step = reach / 64;
        var slopes = new Bounded[x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            var (here, up, down) = (x[i], x[i] + step, x[i] - step);
            x[i] = up;
            var above = subject.Value(x);
            x[i] = down;
            var below = subject.Value(x);
            slopes[i] = new((above - below) / (up - down), 4 * RunningError.U * (Math.Abs(above) + Math.Abs(below)) / (up - down));
            x[i] = here;
        }
        return slopes;
    }

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
