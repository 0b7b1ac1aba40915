using System.Collections.Immutable;
using System.Diagnostics;
using GdScript.Calculus;
using GdScript.Graphs;
using GdScript.Numerics;

namespace GdScript.Checking;

/// <summary>What one check builds once and uses at every point.</summary>
internal sealed partial class Bench
{
    private readonly Subject subject;
    private readonly CheckOptions options;
    private readonly Derivation[] all;
    private readonly Claim.Numbers? numbers;
    private readonly bool isClaimed;
    private readonly Examiner examiner;
    private readonly ImmutableArray<CheckedComponent>.Builder components = ImmutableArray.CreateBuilder<CheckedComponent>();
    private readonly ImmutableArray<Finding>.Builder findings = ImmutableArray.CreateBuilder<Finding>();
    private readonly Samples samples;
    private readonly Surveyor surveyor;
    private int given;

    /// <summary>A claim in any form.</summary>
    public Bench(Subject subject, Claim? claim, CheckOptions options)
        : this(subject, Claimed(claim), options)
    {
        (numbers, isClaimed) = (claim as Claim.Numbers, claim is not null);
        samples = new(claim as Claim.Formulas);
    }

    /// <summary>A claim as a derivation; ours where it is null.</summary>
    public Bench(Subject subject, Derivation? claimed, CheckOptions options)
    {
        (this.subject, this.options, isClaimed) = (subject, options, claimed is not null);
        all =
        [
            .. claimed is null ? [] : new[] { claimed },
            .. subject.Derivations,
            .. options.Rivals.Select(r =>
                r.Partials is { } own ? Derivation.Of(r.Name, r.Gradient, own) : Derivation.Of(r.Name, r.Gradient)
            ),
        ];
        examiner = new(subject, options.Rtol);
        surveyor = new(subject, options);
        samples = new(null);
    }

    private static Derivation? Claimed(Claim? claim) =>
        claim switch
        {
            Claim.Formulas c => Derivation.Of(c.Partials),
            Claim.Function f => Derivation.Of(f.Name, f.Gradient),
            Claim.Numbers or null => null,
            _ => throw new UnreachableException(),
        };

    public CheckReport Report(double[][] points)
    {
        given = points.Length;
        for (var k = 0; k < points.Length; k++)
            Given(points[k].ToArray(), k);
        var hunt = options.Hunt > 0 && numbers is null && !surveyor.IsHopeless ? Hunted(points) : null;
        var report = new CheckReport(components.ToImmutable(), findings.ToImmutable(), isClaimed)
        {
            Hunt = hunt,
            Survey = surveyor.Survey,
            ElementNames = [.. subject.Names],
            Text = subject.Formula?.Source?.Text,
            Derived = subject.Formula is not null,
        };
        return Explained(report);
    }

    /// <summary>What fails, in words and in its simplest form.</summary>
    private CheckReport Explained(CheckReport report)
    {
        var failed = report.Components.Where(c => c.Verdict.Fails).ToArray();
        if (failed.Length == 0)
            return report;
        var diagnoses = Diagnosing.Of(subject, samples, failed);
        var worst = failed.OrderBy(c => c.Verdict.Rank).ThenByDescending(c => c.RelativeError).First();
        var simpler =
            options.Hunt > 0 && numbers is null && worst.Point.Length <= options.Singly && worst.Verdict is Verdict.Mismatch
                ? Shrinking(worst)
                : null;
        return report with { Diagnoses = diagnoses, Counterexample = simpler };
    }

    private Counterexample? Shrinking(CheckedComponent worst) =>
        Shrink.Of(
            subject,
            samples,
            worst,
            point =>
            {
                var values = Values(point, 0);
                return (examiner.One(point, worst.Index, values), values[0].At[worst.Index].Value);
            }
        );

    private void Given(double[] at, int number)
    {
        var values = Values(at, number);
        if (at.Length > options.Singly)
        {
            surveyor.Given(
                at,
                values,
                (i, other) => Contradicts(values, i, other),
                i => Kept(at, number, i, values, 0).Verdict.Fails,
                i => Keep(at, number, Surveyor.Unmeasured(i), values)
            );
            return;
        }
        foreach (var one in Together(at, values))
        {
            Keep(at, number, one, values);
            grain = one.Measured.Band is { } band ? Math.Max(grain, band.High - band.Low) : grain;
        }
    }

    /// <summary>All components of a point, and what they are together where the loss has a corner.</summary>
    private Examined[] Together(double[] at, Values[] values) =>
        Reaches.Within(
            subject,
            Partials,
            at,
            values,
            Joint.Conventional(subject, at, values, Joint.Of(subject, at, values, examiner.Each(at, values), options.Seed))
        );

    /// <summary>What is judged, as formulas; null where it is none.</summary>
    private Formula? Partials => samples.Claim?.Partials ?? (isClaimed || subject.Formula is not { } loss ? null : Gradient.Of(loss));

    private CheckedComponent Kept(double[] at, int number, int i, Values[] values, double steepest) =>
        Keep(at, number, examiner.One(at, i, values, steepest), values);

    private bool Contradicts(Values[] values, int i, Bounded other) => Allowed(values[0], values[0].At[i], other).Contradicts(other);

    /// <summary>A constant that was claimed where a given point has a kink or an edge: a subgradient there, no formula for other points.</summary>
    private bool IsOfOnePoint(int i) =>
        samples.Claim is { } claim
        && claim.IsConstant(i)
        && components.Any(c =>
            c.Index == i && c.PointNumber < given && c.Verdict is not (Verdict.Match or Verdict.Mismatch or Verdict.Inconclusive)
        );

    /// <summary>What every derivation gives at a point; the one that is judged stands first.</summary>
    private Values[] Values(double[] at, int number)
    {
        if (at.Length != subject.Size)
            throw new ArgumentException($"{at.Length} numbers where {subject.Size} are expected", nameof(at));
        var values = all.Select(d => new Values(
                d.Name,
                IsDear(d, at) ? [.. at.Select(_ => Nothing)] : d.At(at),
                d.Finely is { } fine ? new(() => fine(at)) : null
            ))
            .ToArray();
        if (numbers is null)
            return [.. values.Select(v => v.Finely is null && v.Name != Derivation.ForwardName ? OfItsKind(values, v) : v)];
        var given = numbers.Values.Length == 1 ? numbers.Values[0] : numbers.Values.Skip(number).FirstOrDefault([]);
        if (given.Length != at.Length)
            throw new ArgumentException($"{given.Length} claimed numbers for point {number} of {at.Length}", nameof(number));
        return [OfItsKind(values, new(Derivation.ClaimedName, [.. given.Select(v => new Bounded(v, 0))], null)), .. values];
    }

    /// <summary>
    /// Who worked the numbers out elsewhere, in a way that is not seen here, rounded as well: they may be off by some times what our
    /// own doubles may be.
    /// </summary>
    private static Values OfItsKind(Values[] values, Values source)
    {
        const double times = 8;
        if (values.FirstOrDefault(v => v.Name == Derivation.SymbolicName) is not { } own)
            return source;
        double Allowed(int i) =>
            double.IsFinite(own.At[i].Bound) ? Math.Max(source.At[i].Bound, times * own.At[i].Bound) : source.At[i].Bound;
        return source with { At = [.. source.At.Select((b, i) => b with { Bound = Allowed(i) })] };
    }

    private static readonly Bounded Nothing = new(double.NaN, double.PositiveInfinity);

    /// <summary>Of many components forward mode derives only those that are shown: each costs a run of its own.</summary>
    private bool IsDear(Derivation derivation, double[] at) => derivation.One is not null && at.Length > options.Singly;

    private CheckedComponent Keep(double[] at, int number, Examined one, Values[] values)
    {
        var (i, verdict) = (one.Index, one.Verdict);
        foreach (var derivation in all.Where(d => IsDear(d, at)))
            values.First(v => v.Name == derivation.Name).At[i] = derivation.One!(at, i);
        if (
            !one.IsCorner
            && one.Measured.What is Measured.Smooth or Measured.OneSided
            && Compared(one, number, values)
            && !verdict.Fails
            && isClaimed
        )
            verdict = new Verdict.Mismatch("differs from the derivative itself by less than the measurement can see");
        var slope = Examiner.Seen(one.Measured.What);
        var proof =
            !options.Prove || subject.Formula is not { } formula ? null
            : one.IsAsWritten ? Proving.Unfit
            : Proving.Of(formula, at, i, Rounded(values[0].At[i]));
        verdict = Proven(verdict, proof, values[0].At[i].Value);
        var component = new CheckedComponent
        {
            Name = subject.Names[i],
            Index = i,
            PointNumber = number,
            Point = [.. at],
            Verdict = verdict,
            Claimed = values[0].At[i].Value,
            Exact = Named(values, Derivation.SymbolicName, i),
            Forward = Named(values, Derivation.ForwardName, i),
            Numeric = slope.Value,
            Bar = slope.Bar,
            Step = slope.Step,
            Tier = one.Tier,
            Evaluations = one.Evaluations,
            FirstEvaluations = one.FirstEvaluations,
            Sources = [.. values.Select(v => new SourceValue(v.Name, v.At[i].Value))],
            Lesson = Difference.Central(subject.Value, at, i, Difference.Width, new double[at.Length]),
            Proof = proof,
        };
        components.Add(component);
        samples.Add(at, values, i, slope.Value);
        return component;
    }

    private static double Rounded(Bounded claim) =>
        Math.Max(Judge.OwnRounding * Math.Abs(claim.Value), double.IsFinite(claim.Bound) ? claim.Bound : 0);

    /// <summary>A proof outweighs a measurement: what lies outside of the enclosure is wrong, what lies in a narrow one is right.</summary>
    private static Verdict Proven(Verdict verdict, Proof? proof, double claimed)
    {
        if (proof is null || !double.IsFinite(proof.High - proof.Low) || verdict is Verdict.KinkValid or Verdict.KinkInvalid)
            return verdict;
        if (proof.Refutes(claimed))
            return verdict is Verdict.Mismatch ? verdict : new Verdict.Mismatch("outside of the proven enclosure of the slope");
        var size = Math.Max(Math.Abs(proof.Low), Math.Abs(proof.High));
        return verdict is Verdict.Inconclusive && proof.High - proof.Low <= Judge.SmallBar * size
            ? new Verdict.Match(Judge.Digits(proof.High - proof.Low, size))
            : verdict;
    }

    private static double Named(Values[] values, string name, int i) =>
        values.FirstOrDefault(v => v.Name == name) is { } found ? found.At[i].Value : double.NaN;
}
