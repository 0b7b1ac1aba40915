using System.Collections.Immutable;

namespace GdScript.Checking;

/// <summary>One partial derivative at one point: what is claimed, derived and measured, and what comes of it.</summary>
public sealed record CheckedComponent
{
    /// <summary>The element of the flat point: <c>x</c>, <c>W[0,1]</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Its place in the flat point.</summary>
    public required int Index { get; init; }

    /// <summary>Which of the checked points, counted from 0; those found by searching come after the given ones.</summary>
    public required int PointNumber { get; init; }

    /// <summary>The flat point.</summary>
    public required ImmutableArray<double> Point { get; init; }

    public required Verdict Verdict { get; init; }

    /// <summary>The claim that was judged: the user's, else <see cref="Exact"/>.</summary>
    public required double Claimed { get; init; }

    /// <summary>The symbolic derivative (reverse mode), run by the kernel.</summary>
    public required double Exact { get; init; }

    /// <summary>The derivative by forward mode along the unit direction.</summary>
    public required double Forward { get; init; }

    /// <summary>The measured slope; at a kink the middle of the two one-sided ones; NaN where there is none.</summary>
    public required double Numeric { get; init; }

    /// <summary>The half width of the error bar around <see cref="Numeric"/>; at a kink it reaches both one-sided slopes.</summary>
    public required double Bar { get; init; }

    /// <summary>The smallest step that went into <see cref="Numeric"/>; 0 where there is none.</summary>
    public required double Step { get; init; }

    /// <summary>How many losses the measurement took.</summary>
    public required int Evaluations { get; init; }

    /// <summary>The central difference of the lesson, h = 1e-4: what a fixed step makes of it.</summary>
    public required double Lesson { get; init; }

    /// <summary>1 for doubles, 2 for twice the digits: how the measurement that decided was made.</summary>
    public required int Tier { get; init; }

    /// <summary>How many losses the first tier took.</summary>
    public required int FirstEvaluations { get; init; }

    /// <summary>Every derivation by name, side by side: what is claimed, what is derived here, other engines.</summary>
    public required ImmutableArray<SourceValue> Sources { get; init; }

    /// <summary>Where intervals were asked for: an enclosure of the true slope.</summary>
    public Proof? Proof { get; init; }

    /// <summary>Agreement in decimal digits.</summary>
    public int Digits => Verdict.AgreedDigits;

    /// <summary>|claimed − numeric| over the larger of the two; 0 when both are 0.</summary>
    public double RelativeError => Claimed == Numeric ? 0 : Math.Abs(Claimed - Numeric) / Math.Max(Math.Abs(Claimed), Math.Abs(Numeric));
}

/// <summary>What one derivation gives for one component.</summary>
public sealed record SourceValue(string Name, double Value);

/// <summary>Two ways of deriving the same partial derivative that contradict each other beyond their rounding.</summary>
/// <param name="Name">The element of the point.</param>
/// <param name="PointNumber">Which point.</param>
/// <param name="First">One way: <c>claimed</c>, <c>symbolic</c>.</param>
/// <param name="Second">The other: <c>symbolic</c>, <c>forward AD</c>.</param>
/// <param name="FirstValue">What the one gives.</param>
/// <param name="SecondValue">What the other gives.</param>
/// <param name="Allowed">How far apart rounding may have carried them.</param>
public sealed record Finding(
    string Name,
    int PointNumber,
    string First,
    string Second,
    double FirstValue,
    double SecondValue,
    double Allowed
)
{
    /// <summary>False where the fault lies not with what was to be judged: a derivation that is wrong where the claim is right.</summary>
    public bool Blames { get; init; } = true;

    /// <summary>True of a witness, whose every bit counts: being exact alone does not make two numbers that.</summary>
    internal bool IsOfBits { get; init; }
}

/// <summary>Another way to compute the derived gradient, which must give its very bits: a column of the table.</summary>
/// <param name="Name">What it is called: <c>il</c>, <c>roslyn</c>.</param>
/// <param name="Values">A value for each component of the report, in order.</param>
public sealed record Witness(string Name, ImmutableArray<double> Values);

/// <summary>The outcome of a check: a value, everything in it.</summary>
/// <param name="Components">Point by point, in the order of the flat point.</param>
/// <param name="Findings">Contradictions between the derivations themselves.</param>
/// <param name="IsClaimed">True when a claim of the user was judged, false when our own derivative was.</param>
public sealed record CheckReport(ImmutableArray<CheckedComponent> Components, ImmutableArray<Finding> Findings, bool IsClaimed)
{
    /// <summary>The search for a counter-example beyond the given points; null where none was made.</summary>
    public Hunt? Hunt { get; init; }

    /// <summary>What is wrong with each component that fails, in words.</summary>
    public ImmutableArray<Diagnosis> Diagnoses { get; init; } = [];

    /// <summary>The worst failure in its simplest form; null where nothing fails or nothing simpler was found.</summary>
    public Counterexample? Counterexample { get; init; }

    /// <summary>How a gradient of many components was searched along random directions; null where each was measured.</summary>
    public Survey? Survey { get; init; }

    /// <summary>What the numbers of a point are called.</summary>
    public ImmutableArray<string> ElementNames { get; init; } = [];

    /// <summary>The text the loss was read from, when it was read.</summary>
    public string? Text { get; init; }

    /// <summary>True when the loss is a formula, so that our own derivations stand beside the claim.</summary>
    public bool Derived { get; init; } = true;

    /// <summary>The derivations that are neither the claim nor ours.</summary>
    internal IEnumerable<string> RivalNames =>
        Components.IsEmpty
            ? []
            : Components[0]
                .Sources.Skip(IsClaimed ? 1 : 0)
                .Select(s => s.Name)
                .Where(n => n is not (Derivation.SymbolicName or Derivation.ForwardName));

    internal IEnumerable<string> Names(int length) =>
        ElementNames.Length == length ? ElementNames : Enumerable.Range(0, length).Select(i => FormattableString.Invariant($"x{i}"));

    /// <summary>Further columns that were asked for.</summary>
    public ImmutableArray<Witness> Witnesses { get; init; } = [];

    /// <summary>The report with one more witness; where its bits are not those of the derived gradient, that is a finding.</summary>
    /// <exception cref="ArgumentException">It does not speak of every component.</exception>
    public CheckReport With(Witness witness)
    {
        if (witness.Values.Length != Components.Length)
            throw new ArgumentException($"{witness.Values.Length} values for {Components.Length} components", nameof(witness));
        var contradictions =
            from i in Enumerable.Range(0, Components.Length)
            let one = Components[i]
            let value = witness.Values[i]
            where BitConverter.DoubleToInt64Bits(one.Exact) != BitConverter.DoubleToInt64Bits(value)
            where !(double.IsNaN(one.Exact) && double.IsNaN(value))
            select new Finding(one.Name, one.PointNumber, "symbolic", witness.Name, one.Exact, value, 0) { IsOfBits = true };
        return this with { Findings = [.. Findings, .. contradictions], Witnesses = [.. Witnesses, witness] };
    }

    /// <summary>The components, the worst first.</summary>
    public IEnumerable<CheckedComponent> WorstFirst =>
        Components.OrderBy(c => c.Verdict.Rank).ThenBy(c => c.Digits).ThenByDescending(c => Shrink.Digits(c.RelativeError, 2));

    /// <summary>The worst verdict; a loss without parameters has nothing wrong with it.</summary>
    public Verdict Worst => Components.IsEmpty ? new Verdict.Match(16) : Components.MinBy(c => c.Verdict.Rank)!.Verdict;

    /// <summary>The worst verdict in a word.</summary>
    public string Word => Worst.Word;

    /// <summary>True when something is wrong: exit code 1.</summary>
    public bool Fails => Findings.Any(f => f.Blames) || Components.Any(c => c.Verdict.Fails);

    /// <summary>True when something is wrong or not settled: exit code 1 with <c>--strict</c>.</summary>
    public bool FailsStrictly => Findings.Any(f => f.Blames) || !Components.All(c => c.Verdict.Stands);

    /// <summary>How many losses were computed altogether.</summary>
    public long Evaluations => Components.Sum(c => (long)c.Evaluations) + (Hunt?.Evaluations ?? 0) + (Survey?.Evaluations ?? 0);
}
