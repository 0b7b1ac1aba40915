namespace GdScript.Checking;

/// <summary>
/// A gradient of many components, searched by measuring along directions of random signs and weights: the slope along a
/// direction is a sum over components, so one measurement speaks of all of them, and halving what deviates leads to the
/// wrong ones (group testing: Dorfman 1943). The slope of a half is measured, that of the other half is the difference: half of
/// the measurements suffice. Where a part agrees with a derivation that is known (the guide), what contradicts that derivation
/// is wrong, and nothing needs to be halved. Parts with kinks are halved last, and not for long.
/// </summary>
internal sealed class Directions
{
    /// <summary>So many measurements are made at least before a search is given up, and at most.</summary>
    private const int Fewest = 100;
    private const int Most = 300;

    /// <summary>A measurement costs as much as the formula is large; this is what a search may cost altogether.</summary>
    private const int MostWork = 3_000_000;

    /// <summary>So many go into telling kinks apart.</summary>
    private const int MostTorn = 40;

    private readonly Subject subject;
    private readonly double[] at;
    private readonly Bounded[] claims;
    private readonly Bounded[]? guide;
    private readonly bool[] contradicted;
    private readonly double[] weights;
    private readonly Measure measure = new();
    private readonly PriorityQueue<Part, (int, double)> open = new();
    private readonly Search found = new();
    private int torn;

    /// <param name="subject">The loss.</param>
    /// <param name="at">The point.</param>
    /// <param name="claims">What is judged there.</param>
    /// <param name="guide">Another derivation of the same gradient; null where there is none.</param>
    /// <param name="contradicted">Where the claims contradict it beyond rounding.</param>
    /// <param name="weights">The direction; what has no weight is left out.</param>
    public Directions(Subject subject, double[] at, Bounded[] claims, Bounded[]? guide, bool[] contradicted, double[] weights) =>
        (this.subject, this.at, this.claims, this.guide, this.contradicted, this.weights) = (
            subject,
            at,
            claims,
            guide,
            contradicted,
            weights
        );

    /// <summary>Looks for the components that are wrong.</summary>
    public Search Wrong()
    {
        var whole = Measured(0, at.Length);
        if (whole.What == Kind.Torn)
        {
            Aim.Align(weights, claims);
            whole = Measured(0, at.Length);
        }
        Judge(whole);
        var most = subject.Formula is { } loss ? Math.Clamp(MostWork / (1 + loss.Nodes.Sum(n => n.Shape.Count)), Fewest, Most) : Most;
        while (found.Checks < most && open.TryDequeue(out var part, out var rank))
            if (rank.Item1 == 0 || torn++ < MostTorn)
                Halve(part);
            else
                found.Left.Add(part);
        while (open.TryDequeue(out var part, out _))
            found.Left.Add(part);
        return found;
    }

    /// <summary>
    /// True when a short look along one direction shows that the gradient is wrong: the measurement is smooth and the claim lies
    /// outside of its bar.
    /// </summary>
    public static bool Refute(Func<double[], Probe> line, Bounded[] gradient, double[] point)
    {
        var weights = Aim.Of(point, 1);
        if (new Measure().Along(line(weights), [0.0], 0).What is not Checking.Measured.Smooth { Slope: var slope })
            return false;
        var (sum, own) = Aim.Along(weights, gradient, 0, gradient.Length);
        return !(Math.Abs(sum - slope.Value) <= slope.Bar + own);
    }

    private void Halve(Part part)
    {
        var middle = (part.From + part.To) / 2;
        var left = Measured(part.From, middle);
        var right =
            part.What == Kind.Smooth && left.What == Kind.Smooth
                ? new Part(middle, part.To, Kind.Smooth, part.Low - left.Low, part.Low - left.Low, part.Bar + left.Bar)
                : Measured(middle, part.To);
        Judge(left);
        Judge(right);
    }

    /// <summary>Right, wrong, or to be halved.</summary>
    private void Judge(Part part)
    {
        if (part.What == Kind.Nothing)
            return;
        var (sum, own) = Aim.Along(weights, claims, part.From, part.To);
        var apart = Math.Max(part.Low - sum, sum - part.High);
        var stands = apart <= part.Bar + own;
        if (part.What != Kind.Smooth)
        {
            if (part.To - part.From == 1)
                found.Odd.Add(part.From);
            else
                open.Enqueue(part, (1, stands ? 0 : -1));
            return;
        }
        if (Guided(part))
            return;
        if (stands)
            found.Doubt = Math.Max(found.Doubt, part.Bar + own);
        else if (part.To - part.From == 1)
            found.Wrong.Add(new(part.From, Math.Abs(claims[part.From].Value - part.Low / weights[part.From])));
        else
            open.Enqueue(part, (0, double.IsNaN(apart) ? double.NegativeInfinity : -apart));
    }

    /// <summary>True where the guide agrees with the measurement and tells which claims do not.</summary>
    private bool Guided(Part part)
    {
        if (guide is null)
            return false;
        var (sum, own) = Aim.Along(weights, guide, part.From, part.To);
        if (!(Math.Abs(sum - part.Low) <= part.Bar + own))
            return false;
        var before = found.Wrong.Count;
        for (var i = part.From; i < part.To; i++)
            if (contradicted[i] && weights[i] != 0)
                found.Wrong.Add(new(i, Math.Abs(claims[i].Value - guide[i].Value)));
        if (found.Wrong.Count == before)
            return false;
        found.Doubt = Math.Max(found.Doubt, part.Bar + own);
        return found.IsGuided = true;
    }

    private Part Measured(int from, int to)
    {
        if (weights.AsSpan(from, to - from).IndexOfAnyExcept(0.0) < 0)
            return new(from, to, Kind.Nothing, 0, 0, 0);
        found.Checks++;
        var direction = new double[at.Length];
        weights.AsSpan(from, to - from).CopyTo(direction.AsSpan(from));
        var measured = measure.Along(subject.Line(at, direction), [0.0], 0);
        found.Evaluations += measured.Evaluations;
        return measured.What switch
        {
            Checking.Measured.Smooth m => new(from, to, Kind.Smooth, m.Slope.Value, m.Slope.Value, m.Slope.Bar),
            Checking.Measured.Kink m => new(
                from,
                to,
                Kind.Torn,
                Math.Min(m.Left.Value, m.Right.Value),
                Math.Max(m.Left.Value, m.Right.Value),
                Math.Max(m.Left.Bar, m.Right.Bar)
            ),
            _ => new(from, to, Kind.Unknown, double.NaN, double.NaN, double.PositiveInfinity),
        };
    }
}

/// <summary>What a measurement along a direction is good for.</summary>
internal enum Kind
{
    /// <summary>A slope.</summary>
    Smooth,

    /// <summary>A kink: the slopes of the two sides differ.</summary>
    Torn,

    /// <summary>No slope.</summary>
    Unknown,

    /// <summary>Nothing in it has a weight.</summary>
    Nothing,
}

/// <summary>A stretch of components and the slope along its part of the direction.</summary>
internal readonly record struct Part(int From, int To, Kind What, double Low, double High, double Bar);

/// <summary>A component that is wrong, and by how much.</summary>
internal readonly record struct Suspected(int Index, double Apart);

/// <summary>What a search along directions came to.</summary>
internal sealed class Search
{
    /// <summary>Smooth components whose claim is wrong.</summary>
    public List<Suspected> Wrong { get; } = [];

    /// <summary>Components with a kink or an edge, which only a measurement of their own can judge.</summary>
    public List<int> Odd { get; } = [];

    /// <summary>What was not taken apart: deviating when smooth, else with kinks or edges somewhere.</summary>
    public List<Part> Left { get; } = [];

    public int Checks { get; set; }
    public long Evaluations { get; set; }

    /// <summary>The largest deviation that may have gone unseen.</summary>
    public double Doubt { get; set; }

    /// <summary>True where wrong ones were found by what they contradict.</summary>
    public bool IsGuided { get; set; }

    public bool IsClean => Wrong.Count + Odd.Count + Left.Count == 0;
}
