namespace GdScript.Checking;

/// <summary>
/// Checks a gradient of many components at point after point: directions find what is wrong, the worst of it is measured by
/// itself, and the rest is counted. What was found wrong at one point is not searched again at the next.
/// </summary>
/// <param name="subject">The loss.</param>
/// <param name="options">The seed.</param>
internal sealed class Surveyor(Subject subject, CheckOptions options)
{
    /// <summary>So many wrong components are measured one by one, the worst first.</summary>
    private const int Measured = 12;

    /// <summary>So many of those at a kink or an edge.</summary>
    private const int MeasuredOdd = 6;

    /// <summary>So many more are shown unmeasured; all others are counted.</summary>
    private const int Told = 88;

    /// <summary>So many are named as the worst.</summary>
    private const int MostNamed = 3;

    /// <summary>So many that are right at the given points and wrong elsewhere are enough.</summary>
    private const int MostBeyond = 6;

    private readonly HashSet<int> wrong = [];
    private readonly List<int> worst = [];
    private int least;
    private int measured;
    private int told;
    private int beyond;

    /// <summary>What was searched at the given points; null before the first.</summary>
    public Survey? Survey { get; private set; }

    /// <summary>Too much is wrong for further points to tell anything.</summary>
    public bool IsHopeless => Survey is { IsComplete: false, Wrong: > 0 } || wrong.Count == subject.Size;

    /// <summary>A given point.</summary>
    /// <param name="at">The point.</param>
    /// <param name="values">What the derivations give there; the one that is judged stands first.</param>
    /// <param name="contradicts">True where the claim contradicts the given bound of a component.</param>
    /// <param name="fails">Measures a component, keeps its row, and says whether it fails.</param>
    /// <param name="tell">Keeps the row of a component that is known to be wrong, unmeasured.</param>
    public void Given(double[] at, Values[] values, Func<int, Bounded, bool> contradicts, Func<int, bool> fails, Action<int> tell)
    {
        var search = Searched(at, values, contradicts, options.Seed);
        if (search.IsClean && Searched(at, values, contradicts, options.Seed + 1) is var again)
            search = Together(search, again);
        int[] suspects = [.. Ordered(search.Wrong, values)];
        var single = suspects.Take(Measured - measured).ToHashSet();
        var beside = suspects.Skip(single.Count).Take(Told - told).ToHashSet();
        var odd = search.Odd.Concat(Samples(search.Left, at, values)).Take(MeasuredOdd).ToHashSet();
        if (single.Count + odd.Count == 0)
            odd.Add(Loudest(at, values));
        (measured, told) = (measured + single.Count, told + beside.Count);
        wrong.UnionWith(suspects);
        var invalid = false;
        foreach (var i in suspects.Take(single.Count + beside.Count).Concat(odd).Distinct().Order())
            if (beside.Contains(i))
                tell(i);
            else if (fails(i))
                invalid |= wrong.Add(i);
            else
                wrong.Remove(i);
        worst.AddRange(suspects.Where(wrong.Contains).Take(MostNamed - worst.Count));
        Note(search, at, values, invalid);
    }

    /// <summary>A further point: what fails there and at no given point; returns how many losses it took.</summary>
    public long Beyond(double[] at, Values[] values, Func<int, Bounded, bool> contradicts, Func<int, bool> fails)
    {
        if (beyond >= MostBeyond)
            return 0;
        var search = Searched(at, values, contradicts, options.Seed);
        foreach (var one in Ordered(search.Wrong, values).Take(2))
            if (fails(one) && wrong.Add(one))
                beyond++;
        return search.Evaluations;
    }

    /// <summary>What stands in the row of a component that is wrong and was not measured by itself.</summary>
    public static Examined Unmeasured(int i) =>
        new(
            i,
            new(new Checking.Measured.Unresolved("not measured by itself"), double.NaN, 0, 0),
            new Verdict.Mismatch("not measured by itself"),
            1,
            0,
            0,
            0
        );

    private Search Searched(double[] at, Values[] values, Func<int, Bounded, bool> contradicts, long seed)
    {
        var claims = values[0].At;
        var guide = values.Skip(1).FirstOrDefault(v => v.Name == Derivation.SymbolicName)?.At;
        bool[] contradicted = [.. claims.Select((_, i) => guide is not null && contradicts(i, guide[i]))];
        var weights = Aim.Of(at, seed, i => wrong.Contains(i) || !double.IsFinite(claims[i].Value));
        var search = new Directions(subject, at, claims, guide, contradicted, weights).Wrong();
        for (var i = 0; i < claims.Length; i++)
            if (!double.IsFinite(claims[i].Value) && !wrong.Contains(i))
                search.Wrong.Insert(0, new(i, double.PositiveInfinity));
        return search;
    }

    private static Search Together(Search first, Search second)
    {
        second.Checks += first.Checks;
        second.Evaluations += first.Evaluations;
        second.Doubt = Math.Max(first.Doubt, second.Doubt);
        return second;
    }

    /// <summary>The worst first: by how wrong they are beside their size, then by how far off.</summary>
    private static IEnumerable<int> Ordered(List<Suspected> all, Values[] values) =>
        all.OrderByDescending(s => Shrink.Digits(Relative(s, values), 2)).ThenByDescending(s => s.Apart).Select(s => s.Index);

    private static double Relative(Suspected one, Values[] values) =>
        double.IsFinite(one.Apart) ? one.Apart / Math.Max(Math.Abs(values[0].At[one.Index].Value), one.Apart) : double.MaxValue;

    /// <summary>Of parts that were not taken apart one component each, those that contradict the guide first.</summary>
    private static IEnumerable<int> Samples(List<Part> left, double[] at, Values[] values) =>
        left.Where(p => p.What != Kind.Smooth)
            .Select(p =>
                Enumerable.Range(p.From, p.To - p.From).MaxBy(i => Math.Abs(at[i] == 0 ? 2 * values[0].At[i].Value : values[0].At[i].Value))
            );

    private int Loudest(double[] at, Values[] values)
    {
        var weights = Aim.Of(at, options.Seed);
        return Enumerable.Range(0, at.Length).MaxBy(i => Math.Abs(weights[i] * values[0].At[i].Value));
    }

    /// <summary>What was done, added to what was done at other points.</summary>
    private void Note(Search search, double[] at, Values[] values, bool invalid)
    {
        var weights = Aim.Of(at, options.Seed);
        var average = Enumerable
            .Range(0, at.Length)
            .Average(i => double.IsFinite(values[0].At[i].Value) ? Math.Abs(weights[i] * values[0].At[i].Value) : 0);
        var deviating = search.Left.Where(p => p.What == Kind.Smooth).ToArray();
        var lost = search.Left.Sum(p => p.What == Kind.Smooth ? 0 : p.To - p.From);
        least += deviating.Length;
        Survey = new(
            at.Length,
            search.Checks + (Survey?.Checks ?? 0),
            Math.Max(average > 0 ? 2 * search.Doubt / average : 0, Survey?.Blind ?? 0),
            deviating.Sum(p => p.To - p.From) + (Survey?.Unsettled ?? 0),
            options.Seed,
            search.Evaluations + (Survey?.Evaluations ?? 0)
        )
        {
            Wrong = wrong.Count + least,
            Torn = Math.Max(lost, Survey?.Torn ?? 0),
            IsComplete = deviating.Length == 0 && !(invalid && lost > 0) && Survey is null or { IsComplete: true },
            IsGuided = search.IsGuided || Survey is { IsGuided: true },
            Worst = [.. worst.Select(i => subject.Names[i])],
        };
    }
}
