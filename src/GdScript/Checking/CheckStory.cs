using System.Globalization;
using System.Text;
using GdScript.Text;

namespace GdScript.Checking;

/// <summary>What is to be said below the table of a report: where the points are, what went wrong, the simplest case of it, what was not seen.</summary>
internal static class CheckStory
{
    public static string Of(CheckReport report)
    {
        var text = new StringBuilder();
        Points(text, report);
        Reasons(text, report);
        foreach (var same in report.Diagnoses.GroupBy(d => (d.Text, d.Sureness, d.Agreeing, d.Seen, d.At)))
            Say(text, same.First(), ContradictionText.And([.. same.Select(d => d.Name)]), report.Text);
        if (report.Counterexample is { } found)
            Say(text, found, report);
        foreach (var component in report.Components)
            if (component.Proof is { } proof)
                Say(text, component, proof);
        if (report.Hunt is { } hunt)
            Say(text, hunt);
        if (report.Survey is { } survey)
            Say(text, survey);
        return text.Length == 0 ? "" : "\n" + text;
    }

    /// <summary>The points by number, when the table speaks of several.</summary>
    private static void Points(StringBuilder text, CheckReport report)
    {
        var points = report.Components.DistinctBy(c => c.PointNumber).ToArray();
        if (points.Length > 1)
            foreach (var one in points.Take(20).Where(p => p.Point.Length <= 6))
                text.Append(CultureInfo.InvariantCulture, $"point {one.PointNumber + 1}: {CheckText.PointOf(report, one)}\n");
    }

    /// <summary>Why a row is neither right nor wrong, and every mismatch that the table alone does not explain.</summary>
    private static void Reasons(StringBuilder text, CheckReport report)
    {
        var telling =
            from c in report.WorstFirst
            let why = Why(c)
            where why is not null
            group c by why into same
            select (
                Why: same.Key,
                Names: same.Select(c => FormattableString.Invariant($"{c.Name} at point {c.PointNumber + 1}")).ToArray()
            );
        foreach (var (why, names) in telling.Take(MostReasons))
            text.Append(
                CultureInfo.InvariantCulture,
                $"{(names.Length > 3 ? $"{string.Join(", ", names.Take(2))} and {names.Length - 2} more" : ContradictionText.And(names))}: {why}\n"
            );
    }

    private const int MostReasons = 6;

    private static string? Why(CheckedComponent c) =>
        c.Verdict switch
        {
            Verdict.Mismatch { Why: not Judge.OutsideTheBar } v => v.Why,
            Verdict.Inconclusive v => v.Why,
            Verdict.NotDifferentiable v => v.Why,
            Verdict.Undefined v => v.Why,
            Verdict.KinkInvalid => CheckText.Of(c.Verdict)[(c.Verdict.Word.Length + 2)..^1],
            _ => null,
        };

    private static void Say(StringBuilder text, Diagnosis d, string names, string? loss)
    {
        text.Append(CultureInfo.InvariantCulture, $"{names}: {d.Text} ({d.Sureness}, so at {d.Agreeing} of {d.Seen} wrong points)\n");
        if (d.At is not { } at || loss is null)
            return;
        var start = loss.LastIndexOf('\n', Math.Max(0, at.Start - 1)) + 1;
        var end = loss.IndexOf('\n', at.Start) is var e and >= 0 ? e : loss.Length;
        text.Append("    ").Append(loss.AsSpan(start, end - start)).Append('\n');
        text.Append(' ', 4 + at.Start - start).Append('^', Math.Max(1, Math.Min(at.Length, end - at.Start))).Append('\n');
    }

    private static void Say(StringBuilder text, Counterexample c, CheckReport report)
    {
        var names = report.Names(c.Point.Length);
        var point =
            c.Point.Length <= 6
                ? string.Join(", ", names.Zip(c.Point, (name, x) => $"{name} = {NumberText.Of(x)}"))
                : string.Join(
                    ", ",
                    names.Zip(c.Point).Where(p => p.Second != 0).Take(6).Select(p => $"{p.First} = {NumberText.Of(p.Second)}")
                ) + ", the rest as simple";
        text.Append(
            CultureInfo.InvariantCulture,
            $"simplest case: at {point} the claim for {c.Name} is {NumberText.Of(c.Claimed)}, the slope {NumberText.Of(Shrink.Digits(c.Measured, 12))} ± {CheckText.Short(c.Bar)}\n"
        );
        if (c.Loss is not null)
            text.Append(CultureInfo.InvariantCulture, $"  it is in what is left of the loss, `{c.Loss}`, and of the claim, `{c.Claim}`\n");
    }

    private static void Say(StringBuilder text, CheckedComponent c, Proof proof) =>
        text.Append(CultureInfo.InvariantCulture, $"{c.Name} at point {c.PointNumber + 1}: {proof.Sentence(c.Claimed)}\n");

    private static void Say(StringBuilder text, Hunt hunt)
    {
        var found =
            hunt.Failures == 0 ? "nothing wrong"
            : hunt.Failures == 1 ? "1 failure"
            : FormattableString.Invariant($"{hunt.Failures} failures");
        var open = hunt.Undecided > 0 ? $", {CheckText.Count(hunt.Undecided, "component")} undecided" : "";
        text.Append(
            CultureInfo.InvariantCulture,
            $"{CheckText.Count(hunt.Points, "further point")} searched (seed {hunt.Seed}){Arms(hunt)}: {found}{open}\n"
        );
        if (hunt.NotEntered > 0)
            text.Append(
                CultureInfo.InvariantCulture,
                $"{CheckText.Count(hunt.NotEntered, "side")} of a choice (abs, max, where, …) no point entered: nothing is known of the gradient there\n"
            );
    }

    private static string Arms(Hunt hunt) =>
        hunt.Entered == 0
            ? ""
            : $", and {hunt.Entered.ToString(CultureInfo.InvariantCulture)} on sides of choices that none of these was on";

    private static void Say(StringBuilder text, Survey s)
    {
        text.Append(
            CultureInfo.InvariantCulture,
            $"{s.Components} components were searched along {CheckText.Count(s.Checks, "random direction")} (seed {s.Seed}): {SurveyText.Found(s)}\n"
        );
        foreach (var limit in SurveyText.Limits(s))
            text.Append(limit).Append('\n');
    }
}
