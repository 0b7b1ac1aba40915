using System.Collections.Immutable;
using GdScript.Checking;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Numerics;
using GdScript.Scripting;
using GdScript.Text;

namespace GdScript.Cli.Commands;

/// <summary>
/// The check of a script's loss. Where one formula is the loss everywhere, it is checked as any formula, and its values against
/// the compiled C#: so the recording is checked too. Where there are several formulas or none, the compiled C# is measured as a
/// black box.
/// </summary>
internal static class ScriptCheck
{
    private const string Hand = "C# gradient";

    /// <summary>The gradient that stands beside the loss, as the claim to judge; null where the script brings none.</summary>
    public static Claim? Written(Question question) =>
        question.Script is { IsWritten: true } script ? new Claim.Function(Hand, script.Written) : null;

    /// <summary>The options of a check, with the script's own gradient as one more column where something else is judged.</summary>
    public static CheckOptions Beside(Question question, Claim? claim, CheckOptions options) =>
        question.Script is { IsWritten: true } script && claim is not Claim.Function { Name: Hand }
            ? options with
            {
                Rivals = [.. options.Rivals, new(Hand, script.Written)],
            }
            : options;

    /// <summary>The report on a loss that no single formula is.</summary>
    public static Result<CheckReport> Boxed(Question question, Claim? claim, ImmutableArray<double[]>? points, CheckOptions options) =>
        from open in Results.When(question.Loss.PointSize > 0, question, () => CheckCommand.NothingOpen)
        from claimed in Results.When(claim is not Claim.Numbers || points is not null, claim, () => CheckCommand.NumbersNeedAPoint)
        let chosen = points ?? [question.Script!.Ordinary()]
        from finite in Results.When(
            chosen.Any(p => double.IsFinite(question.Script!.Value(p))),
            chosen,
            () => question.Naming(Problem.Numeric("GDS6092", "the loss is not finite at the point", "choose a point of its domain"))
        )
        select Settled(
            question,
            claimed,
            Check.Gradient(
                Elsewhere(question.Script!, chosen),
                AsFunction(claimed) ?? Own(question),
                [.. question.Loss.ElementNames],
                options with
                {
                    Hunt = IsMeasured(question, claimed) ? 0 : (options.Hunt + chosen.Length - 1) / chosen.Length,
                },
                chosen
            )
        );

    /// <summary>Nothing is claimed and nothing can be derived: the slopes are measured, and there is nothing to judge.</summary>
    private static bool IsMeasured(Question question, Claim? claim) => claim is null && question.IsOpaque;

    /// <summary>Measurements without a claim are neither right nor wrong.</summary>
    private static CheckReport Settled(Question question, Claim? claim, CheckReport report) =>
        IsMeasured(question, claim)
            ? report with
            {
                Findings = [],
                Components =
                [
                    .. report.Components.Select(c =>
                        c.Verdict is Verdict.Mismatch
                            ? c with
                            {
                                Verdict = new Verdict.Inconclusive(0, "measured only: nothing is claimed"),
                            }
                            : c
                    ),
                ],
            }
            : report;

    /// <summary>The compiled loss; beyond the points that were asked for, one that throws has no value there.</summary>
    private static Loss Elsewhere(ScriptTarget script, ImmutableArray<double[]> asked) =>
        x =>
        {
            var point = x.ToArray();
            try
            {
                return script.Value(x);
            }
            catch (ProblemException) when (!asked.Any(a => a.AsSpan().SequenceEqual(point)))
            {
                return double.NaN;
            }
        };

    /// <summary>Formulas are run, where nothing of the loss but its values is known.</summary>
    private static Claim? AsFunction(Claim? claim) =>
        claim is Claim.Formulas formulas ? new Claim.Function("claimed", Kernel.For(formulas.Partials).Run) : claim;

    /// <summary>What the gradient is when nobody claims anything: the recorded one, or the lesson's quotient where nothing is recorded.</summary>
    private static Claim.Function Own(Question question)
    {
        var script = question.Script!;
        var oracle = question.IsOpaque ? script.Numeric(Difference.Width, DifferenceKind.Central) : script.Exact();
        return new Claim.Function(question.IsOpaque ? "central difference" : "symbolic", (x, slopes) => oracle.ValueAndGradient(x, slopes));
    }

    /// <summary>The report with a finding for every point at which the formula is not the compiled loss.</summary>
    public static CheckReport Compared(Question question, CheckReport report)
    {
        var found =
            from component in report.Components.DistinctBy(c => c.PointNumber)
            let point = component.Point
            let plain = Elsewhere(question.Script!, [])(point.AsSpan())
            let probe = Near(question.Loss, point)
            where
                plain != probe.Value
                && !(double.IsNaN(plain) && double.IsNaN(probe.Value))
                && !(Math.Abs(plain - probe.Value) <= probe.Bound)
            select new Finding("the loss", component.PointNumber, "C#", "formula", plain, probe.Value, probe.Bound);
        return report with { Findings = [.. report.Findings, .. found] };
    }

    private static (double Value, double Bound) Near(Formula loss, ImmutableArray<double> point)
    {
        var value = Probe.Of(loss).At(point.AsSpan(), out var bound);
        return (value, bound);
    }
}
