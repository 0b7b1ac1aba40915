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
    private double bend;

    private Joint(Subject subject, double[] at)
    {
        (this.subject, this.at) = (subject, at);
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
        return [.. each.Select(e => joint.Judged(e, claim, off, values))];
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
            return one.Verdict.Fails && IsCornered ? one with { Verdict = Valid(one.Measured.What), IsCorner = true } : one;
        var takesPart = Math.Abs(off[one.Index]) > 1e-3 * off.Max(Math.Abs);
        if (one.Measured.What is not Measured.Kink kink || one.Verdict is not Verdict.KinkValid || !takesPart || IsOurs(values))
            return one;
        var farthest = hull.Max(g => Dot(g, off));
        return one with
        {
            Verdict = new Verdict.KinkInvalid(kink.Left.Value, kink.Right.Value) { Along = new([.. off], Dot(claim, off), farthest) },
        };
    }

    /// <summary>True when the gradients around the point are not one gradient that bends.</summary>
    private bool IsCornered =>
        Enumerable.Range(0, at.Length).Any(i => hull.Max(g => g[i]) - hull.Min(g => g[i]) > 100 * (bend + slack * size));

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
            var off = Off(claim);
            var length = Math.Sqrt(Dot(off, off));
            if (length <= slack * Math.Max(size, claim.Max(Math.Abs)) + 4 * bend)
                return null;
            var direction = Array.ConvertAll(off, v => v / off.Max(Math.Abs));
            var before = hull.Max(g => Dot(g, direction));
            Look(direction);
            Look(Array.ConvertAll(direction, v => -v));
            var dice = new Dice(round);
            for (var k = 0; k < Beyond; k++)
                Look([.. direction.Select((v, i) => (k % 2 == 0 ? v : -v) + (dice.Unit(8000 + k, i) - 0.5) * (k % 4 < 2 ? 0.5 : 2))]);
            var (along, now) = (Dot(claim, direction), hull.Max(g => Dot(g, direction)));
            // Outside when it goes farther, and a closer look did not reach much farther than what was known.
            if (along > now + slack * size * Math.Sqrt(at.Length) + 4 * bend && along - now > (along - before) / 4)
                return direction;
        }
        return null;
    }

    /// <summary>From the nearest point of the hull to the claim (Frank and Wolfe's method, shifting weight between pairs).</summary>
    private double[] Off(double[] claim)
    {
        var weights = new double[hull.Count];
        weights[0] = 1;
        double[] off = [.. claim.Zip(hull[0], (c, g) => c - g)];
        for (var step = 0; step < Steps; step++)
        {
            var (to, from) = (0, -1);
            for (var k = 0; k < hull.Count; k++)
            {
                to = Dot(hull[k], off) > Dot(hull[to], off) ? k : to;
                from = weights[k] > 0 && (from < 0 || Dot(hull[k], off) < Dot(hull[from], off)) ? k : from;
            }
            double[] way = [.. hull[to].Zip(hull[from], (a, b) => a - b)];
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
        if (!near.All(double.IsFinite) || !far.All(double.IsFinite))
            return;
        size = Math.Max(size, near.Max(Math.Abs));
        var change = near.Zip(far, (a, b) => Math.Abs(a - b)).Max();
        // A change as large as the gradient itself is another kink close by, not a bend.
        bend = change < 0.1 * size ? Math.Max(bend, change) : bend;
        hull.Add(near);
    }

    private double[] Beside(double[] direction, double by)
    {
        double[] x = [.. at.Zip(direction, (v, d) => v + by * d)];
        return subject.Derivations.Length > 0 ? [.. subject.Derivations[0].At(x).Select(b => b.Value)] : Differences(x);
    }

    private double[] Differences(double[] x)
    {
        var step = reach / 64;
        var slopes = new double[x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            var (here, up, down) = (x[i], x[i] + step, x[i] - step);
            x[i] = up;
            slopes[i] = subject.Value(x);
            x[i] = down;
            slopes[i] = (slopes[i] - subject.Value(x)) / (up - down);
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
