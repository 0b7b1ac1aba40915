using System.Globalization;
using System.Text;
using GdScript.Text;

namespace GdScript.Checking;

/// <summary>
/// A report as a person reads it: one line that says how it went, then a table, the worst row first. Numbers have eight digits, as
/// many as a glance takes in, and all of them where fewer would hide what the row is about.
/// </summary>
public static class CheckText
{
    private const int MostRows = 40;
    private const int MostRowsOfMany = 12;
    private const int Digits = 8;

    /// <summary>The report as plain text that ends with a line break; the same on every machine.</summary>
    /// <param name="report">What was found.</param>
    /// <param name="rows">How many rows are shown; what is left out is counted.</param>
    public static string Of(CheckReport report, int rows = MostRows)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{report.Word}: {Summary(report)}\n");
        foreach (var line in ContradictionText.Of(report))
            text.Append(line);
        if (report.Components.IsEmpty)
            return text.ToString();
        text.Append('\n');
        rows = report.Survey is null ? rows : Math.Min(rows, MostRowsOfMany);
        CheckedComponent[] sorted = [.. report.WorstFirst];
        var columns = Columns(report);
        Table(
            text,
            [
                [.. columns.Select(c => c.Name)],
                .. sorted.Take(rows).Select(c => columns.Select(column => column.Of(c)).ToArray()),
            ]
        );
        if (sorted.Length > rows)
            text.Append(CultureInfo.InvariantCulture, $"… and {Count(sorted.Length - rows, "row")} more, {Tally(sorted.Skip(rows))}\n");
        return text.Append(CheckStory.Of(report)).ToString();
    }

    /// <summary>The same in parts, for a page: the line, the head of the table and its rows, what was left out of it, and the story below.</summary>
    internal static (string Summary, string[] Head, (Verdict Verdict, string[] Cells)[] Rows, string Left, string Story) Parts(
        CheckReport report,
        int rows
    )
    {
        var story = string.Concat(ContradictionText.Of(report));
        if (report.Components.IsEmpty)
            return (Summary(report), [], [], "", story);
        CheckedComponent[] sorted = [.. report.WorstFirst];
        var columns = Columns(report);
        var left = sorted.Length > rows ? $"… and {Count(sorted.Length - rows, "row")} more, {Tally(sorted.Skip(rows))}" : "";
        return (
            Summary(report),
            [.. columns.Select(c => c.Name)],
            [.. sorted.Take(rows).Select(c => (c.Verdict, columns.Select(column => column.Of(c)).ToArray()))],
            left,
            (story + CheckStory.Of(report)).Trim('\n')
        );
    }

    /// <summary>The verdict of one component in words: <c>match (12 digits)</c>, <c>kink-valid (-1 to 1)</c>.</summary>
    public static string Of(Verdict verdict) =>
        verdict switch
        {
            Verdict.Match v => $"match ({Count(v.Digits, "digit")})",
            Verdict.Mismatch v => $"mismatch: {v.Why}",
            Verdict.Inconclusive v => $"inconclusive (agrees to {Count(v.Digits, "digit")}): {v.Why}",
            Verdict.KinkValid v => $"kink-valid ({Between(v.Left, v.Right)})",
            Verdict.KinkInvalid v => $"kink-invalid ({Between(v.Left, v.Right)}{Together(v.Along)})",
            Verdict.NotDifferentiable v => $"not-differentiable: {v.Why}",
            Verdict.OneSided v => $"one-sided, from the {(v.Side == Side.Left ? "left" : "right")} ({Count(v.Digits, "digit")})",
            Verdict.Undefined v => $"undefined: {v.Why}",
            Verdict.NonDeterministic v => $"non-deterministic: the same point gave {NumberText.Of(v.First)} and {NumberText.Of(v.Second)}",
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>What a row says: how far off a wrong claim is, how many digits of a right one agree.</summary>
    private static string Cell(CheckedComponent c) =>
        c.Verdict switch
        {
            Verdict.Mismatch => double.IsFinite(c.RelativeError) ? $"mismatch, off by {OffBy(c.RelativeError)}" : "mismatch",
            Verdict.KinkValid v => $"kink-valid ({Brief(v.Left)} to {Brief(v.Right)})",
            Verdict.KinkInvalid v => $"kink-invalid ({Brief(v.Left)} to {Brief(v.Right)}{(v.Along is null ? "" : ", but not together")})",
            Verdict.Inconclusive v => $"inconclusive ({Count(v.Digits, "digit")})",
            Verdict.OneSided v => $"one-sided ({Count(v.Digits, "digit")})",
            Verdict.NotDifferentiable or Verdict.Undefined or Verdict.NonDeterministic => c.Verdict.Word,
            var v => Of(v),
        };

    private static string OffBy(double relative) =>
        relative >= 0.01 ? $"{NumberText.Of(Shrink.Digits(100 * relative, 2))} %" : Short(relative);

    private static string Summary(CheckReport report)
    {
        var points = report.Components.Select(c => c.PointNumber).Distinct().Count();
        var where =
            points == 0 ? "nowhere"
            : points == 1 ? $"at {PointOf(report, report.Components[0])}"
            : $"at {Count(points, "point")}";
        return $"{Counted(report)} {where}, {Count(report.Evaluations, "evaluation")}";
    }

    private static string Counted(CheckReport report)
    {
        var all = report.Components.DistinctBy(c => c.Index).Count();
        var wrong = report.Components.Where(c => c.Verdict.Fails).DistinctBy(c => c.Index).Count();
        return report.Survey is { } survey
            ? survey.Wrong > 0
                ? FormattableString.Invariant(
                    $"{(survey.IsComplete ? "" : "at least ")}{survey.Wrong} of {survey.Components} components wrong"
                )
                : $"{Count(all, "component")} of {survey.Components}"
            : wrong > 0
                ? FormattableString.Invariant($"{wrong} of {all} components wrong")
                : Count(all, "component");
    }

    /// <summary>A short point by name, a long one by its length.</summary>
    internal static string PointOf(CheckReport report, CheckedComponent one)
    {
        if (one.Point.Length > 6)
            return FormattableString.Invariant($"a point of {one.Point.Length} numbers");
        return string.Join(", ", report.Names(one.Point.Length).Zip(one.Point, (name, x) => $"{name} = {NumberText.Of(x)}"));
    }

    /// <summary>A column: what stands above it and what it has for a component.</summary>
    private readonly record struct Column(string Name, Func<CheckedComponent, string> Of);

    private static List<Column> Columns(CheckReport report)
    {
        var exact = !report.Witnesses.IsEmpty;
        var places = report.Components.Index().ToDictionary(c => (c.Item.PointNumber, c.Item.Index), c => c.Index);
        var columns = new List<Column> { new("component", c => c.Name) };
        if (report.Components.Any(c => c.PointNumber > 0))
            columns.Add(new("point", c => (c.PointNumber + 1).ToString(CultureInfo.InvariantCulture)));
        if (report.IsClaimed)
            columns.Add(new(Judged(report), c => Shown(c, c.Claimed, exact)));
        if (report.Derived)
            columns.Add(new("symbolic", c => Shown(c, c.Exact, exact)));
        foreach (var witness in report.Witnesses)
            columns.Add(new(witness.Name, c => NumberText.Of(witness.Values[places[(c.PointNumber, c.Index)]])));
        if (report.Derived && (exact || report.Components.Any(c => Shown(c, c.Forward, exact) != Shown(c, c.Exact, exact))))
            columns.Add(new(Derivation.ForwardName, c => Shown(c, c.Forward, exact)));
        foreach (var rival in report.RivalNames)
            columns.Add(new(rival, c => Shown(c, c.Sources.First(s => s.Name == rival).Value, exact)));
        columns.Add(new("measured", Measured));
        columns.Add(new("verdict", Cell));
        return columns;
    }

    /// <summary>What stands above the judged gradient: who derived or measured it where nobody claimed it.</summary>
    private static string Judged(CheckReport report) =>
        report.Components[0].Sources is [{ Name: Derivation.SymbolicName or Derivation.DifferenceName } only] ? only.Name : "claimed";

    /// <summary>Eight digits, or all where eight make a wrong claim look right.</summary>
    private static string Shown(CheckedComponent c, double value, bool exact)
    {
        var other = double.IsFinite(c.Exact) ? c.Exact : c.Numeric;
        var alike = Shrink.Digits(c.Claimed, Digits) == Shrink.Digits(other, Digits) && c.Claimed != other;
        // Where bits do not count, a zero has no sign.
        return NumberText.Of(exact || (c.Verdict.Fails && alike) ? value : Shrink.Digits(value, Digits) + 0.0);
    }

    /// <summary>The measured slope as far as its bar lets it be known.</summary>
    private static string Measured(CheckedComponent c)
    {
        if (double.IsNaN(c.Numeric))
            return "-";
        return c.Bar == 0 || !double.IsFinite(c.Bar)
            ? Shown(c, c.Numeric, false)
            : $"{Shown(c, Known(c.Numeric, c.Bar), false)} ± {Short(c.Bar)}";
    }

    /// <summary>A number without the digits that its error makes worthless.</summary>
    internal static double Known(double value, double bar)
    {
        if (!(Math.Abs(value) > bar))
            return Math.Abs(value) <= bar / 4 ? 0 : Shrink.Digits(value, 2);
        return Shrink.Digits(value, Math.Clamp(2 + Judge.Digits(bar, Math.Abs(value)), 2, 17));
    }

    private static void Table(StringBuilder text, List<string[]> rows)
    {
        var widths = Enumerable.Range(0, rows[0].Length).Select(i => rows.Max(r => r[i].Length)).ToArray();
        foreach (var row in rows)
        {
            var line = string.Join("  ", row.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd();
            text.Append(line).Append('\n');
        }
    }

    private static string Tally(IEnumerable<CheckedComponent> components) =>
        string.Join(", ", components.GroupBy(c => c.Verdict.Word).Select(g => FormattableString.Invariant($"{g.Count()} {g.Key}")));

    private static string Between(double left, double right) =>
        $"the slope is {Brief(left)} from the left and {Brief(right)} from the right";

    /// <summary>Each component for itself is between its one-sided slopes: what all of them say together, and the loss does not do.</summary>
    private static string Together(Excess? along)
    {
        const int shown = 6;
        if (along is null)
            return "";
        var way = along.Direction.Length > shown ? "one direction" : $"({string.Join(", ", along.Direction.Select(Short))})";
        return $"; together they go too far: along {way} they say {Brief(along.Claimed)}, the loss has {Brief(along.Steepest)} at most";
    }

    /// <summary>A measured slope to the digits worth reading.</summary>
    private static string Brief(double value) => NumberText.Of(Shrink.Digits(value, 6));

    /// <summary>A size, to two digits.</summary>
    internal static string Short(double value) => NumberText.Of(Shrink.Digits(value, 2));

    internal static string Count(long n, string what) => FormattableString.Invariant($"{n} {what}{(n == 1 ? "" : "s")}");
}
