using System.Diagnostics;

namespace GdScript.Checking;

/// <summary>One component, measured and judged.</summary>
/// <param name="Index">Its place in the flat point.</param>
/// <param name="Measured">The measurement that decided.</param>
/// <param name="Verdict">What comes of it.</param>
/// <param name="Tier">1 for doubles, 2 for twice the digits.</param>
/// <param name="Scale">How steep the loss is: what a zero is judged by.</param>
/// <param name="FirstEvaluations">Losses of the first tier.</param>
/// <param name="Evaluations">Losses of both.</param>
internal readonly record struct Examined(
    int Index,
    Measurement Measured,
    Verdict Verdict,
    int Tier,
    double Scale,
    int FirstEvaluations,
    int Evaluations
)
{
    /// <summary>Pieces of the loss meet at the point, and the verdict is about all components together.</summary>
    public bool IsCorner { get; init; }

    /// <summary>What is right is right of the decimals as they are written, and not of the doubles nearest to them.</summary>
    public bool IsAsWritten { get; init; }
}

/// <summary>Measures components at the first tier and, where that settles nothing for good, at the second.</summary>
internal sealed class Examiner(Subject subject, double small = Judge.SmallBar)
{
    /// <summary>A match with a bar below this part of the slope needs no second look.</summary>
    private const double Clear = 1e-8;

    private readonly Measure measure = new();

    public long Evaluations { get; private set; }

    /// <summary>All components of a point; each is judged in view of the steepest.</summary>
    public Examined[] Each(double[] at, Values[] values)
    {
        var measured = new Measurement[at.Length];
        var steepest = 0.0;
        for (var i = 0; i < at.Length; i++)
        {
            measured[i] = measure.Along(subject.First, at, i);
            if (Seen(measured[i].What).Value is var slope && double.IsFinite(slope))
                steepest = Math.Max(steepest, Math.Abs(slope));
        }
        return [.. measured.Select((m, i) => Settled(at, i, values, m, steepest))];
    }

    public Examined One(double[] at, int i, Values[] values, double steepest = 0) =>
        Settled(at, i, values, measure.Along(subject.First, at, i), steepest);

    private Examined Settled(double[] at, int i, Values[] values, Measurement first, double steepest)
    {
        var claim = values[0].At[i];
        var scale = Scale(first, at[i], steepest);
        var verdict = Judge.Of(first, claim, scale, small);
        Evaluations += first.Evaluations;
        var one = new Examined(i, first, verdict, 1, scale, first.Evaluations, first.Evaluations);
        if (subject.Second is not { } probe || IsSettled(first, verdict, claim.Value))
            return one;
        var finer = measure.Along(probe, at, i);
        Evaluations += finer.Evaluations;
        var again = Finely(finer, values[0], i, Scale(finer, at[i], steepest));
        one = one with { Evaluations = first.Evaluations + finer.Evaluations };
        if (Prefers(again, verdict))
            one = one with { Measured = finer, Verdict = again, Tier = 2, Scale = Scale(finer, at[i], steepest) };
        one = one.Verdict.Stands ? one : Within(one, probe, at, values[0], steepest);
        one =
            one.Verdict is Verdict.Inconclusive || (one.Verdict is Verdict.Mismatch && IsBlurred(one))
                ? Alone(one, at, values[0], steepest)
                : one;
        return one.Verdict is Verdict.Mismatch ? AsWritten(one, at, values[0], steepest) : one;
    }

    /// <summary>True when the bar is wide beside the slope it is about.</summary>
    private static bool IsBlurred(Examined one) =>
        Seen(one.Measured.What) is var slope && !(slope.Bar <= Judge.SmallBar * Math.Abs(slope.Value));

    /// <summary>
    /// Beside a term of 1e28 that stands still only the widest steps see anything, and these may leap over whole waves: what does not
    /// move is left out.
    /// </summary>
    private Examined Alone(Examined one, double[] at, Values claim, double steepest)
    {
        if (subject.Moved(one.Index) is not { } probe)
            return one;
        var measured = measure.Along(probe, at, one.Index);
        Evaluations += measured.Evaluations;
        var scale = Scale(measured, at[one.Index], steepest);
        one = one with { Evaluations = one.Evaluations + measured.Evaluations };
        return Finely(measured, claim, one.Index, scale) is (Verdict.Match or Verdict.Mismatch) and var verdict
            ? one with
            {
                Measured = measured,
                Verdict = verdict,
                Tier = 2,
                Scale = scale,
            }
            : one;
    }

    /// <summary>
    /// The algebra reckons with 2.01, the loss with the double nearest to it: where terms cancel, 2*x - 2.01*x, these are two slopes, and
    /// a claim that is either of them is right.
    /// </summary>
    private Examined AsWritten(Examined one, double[] at, Values claim, double steepest)
    {
        if (subject.Written is not { } probe)
            return one;
        var measured = measure.Along(probe, at, one.Index);
        Evaluations += measured.Evaluations;
        var scale = Scale(measured, at[one.Index], steepest);
        one = one with { Evaluations = one.Evaluations + measured.Evaluations };
        return Finely(measured, claim, one.Index, scale) is Verdict.Match match
            ? one with
            {
                Measured = measured,
                Verdict = match,
                Tier = 2,
                Scale = scale,
                IsAsWritten = true,
            }
            : one;
    }

    /// <summary>
    /// A slope that is contradicted or not found is measured once more with the steps that stay in the piece of the loss the point
    /// lies in: wider ones may agree among themselves on a slope beyond the next kink.
    /// </summary>
    private Examined Within(Examined one, Probe probe, double[] at, Values claim, double steepest)
    {
        var i = one.Index;
        if (subject.Formula is null || Arms.Of(subject.Formula, at) is not { } arms)
            return one;
        var here = arms.Piece(at);
        var beside = at.ToArray();
        var inside = measure.Within(
            probe,
            at,
            i,
            step =>
            {
                // Below a double's own spacing the next double stands for the step.
                beside[i] =
                    at[i] + step != at[i] ? at[i] + step
                    : step > 0 ? Math.BitIncrement(at[i])
                    : Math.BitDecrement(at[i]);
                return arms.Piece(beside) == here;
            }
        );
        if (inside is not { } narrow)
            return one;
        Evaluations += narrow.Evaluations;
        var scale = Scale(narrow, at[i], steepest);
        var verdict = Finely(narrow, claim, i, scale);
        one = one with { Evaluations = one.Evaluations + narrow.Evaluations };
        return Prefers(verdict, one.Verdict) || one.Verdict.Fails
            ? one with
            {
                Measured = narrow,
                Verdict = verdict,
                Tier = 2,
                Scale = scale,
            }
            : one;
    }

    /// <summary>
    /// Formulas are judged with twice the digits as well: what their doubles lose by cancellation is not their mistake, and is
    /// told by fewer digits.
    /// </summary>
    private Verdict Finely(Measurement finer, Values claim, int i, double scale)
    {
        var verdict = Judge.Of(finer, claim.Fine(i), scale, small);
        return verdict is Verdict.Match match && Judge.Of(finer, claim.At[i] with { Bound = 0 }, scale, small) is var plain
            ? plain is Verdict.Match m
                ? m
                : new Verdict.Match(Math.Min(match.Digits, Shown(finer, claim.At[i].Value)))
            : verdict;
    }

    private static int Shown(Measurement finer, double claimed)
    {
        var slope = Seen(finer.What).Value;
        return Judge.Digits(Math.Abs(claimed - slope), Math.Max(Math.Abs(claimed), Math.Abs(slope)));
    }

    /// <summary>A match by the bar itself; a zero is looked at again, as the scale it was judged by may hide a small slope.</summary>
    private static bool IsSettled(Measurement first, Verdict verdict, double claim) =>
        verdict switch
        {
            Verdict.Match => Seen(first.What) is var slope && slope.Bar <= Clear * Math.Max(Math.Abs(claim), Math.Abs(slope.Value)),
            Verdict.Undefined or Verdict.NonDeterministic => true,
            _ => false,
        };

    /// <summary>The second tier has the last word unless it has none.</summary>
    private static bool Prefers(Verdict again, Verdict before) =>
        again is not Verdict.Inconclusive || (before is Verdict.Inconclusive && again.AgreedDigits >= before.AgreedDigits);

    private static double Scale(Measurement measured, double x, double steepest)
    {
        var scale = Math.Max(steepest, Math.Abs(measured.Value) / (x == 0 ? 1 : Math.Abs(x)));
        return double.IsFinite(scale) ? scale : steepest;
    }

    /// <summary>The measured slope as one number with a bar: a kink is its middle with a bar that reaches both sides.</summary>
    public static Slope Seen(Measured measured) =>
        measured switch
        {
            Measured.Smooth m => m.Slope,
            Measured.OneSided m => m.Slope,
            Measured.Kink m => new(
                (m.Left.Value + m.Right.Value) / 2,
                Math.Abs(m.Right.Value - m.Left.Value) / 2 + Math.Max(m.Left.Bar, m.Right.Bar),
                Math.Max(m.Left.Step, m.Right.Step),
                1
            ),
            Measured.Singular or Measured.Undefined or Measured.Unresolved or Measured.Unsteady => new(
                double.NaN,
                double.PositiveInfinity,
                0,
                0
            ),
            _ => throw new UnreachableException(),
        };
}
