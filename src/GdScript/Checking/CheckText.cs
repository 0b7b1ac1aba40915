using System.Globalization;
using System.Text;
using GdScript.Text;

namespace GdScript.Checking;

/// <summary>A report as a person reads it: one line that says how it went, then a table, the worst row first.</summary>
public static class CheckText
{
    private const int MostRows = 40;

    /// <summary>The report as plain text that ends with a line break; the same on every machine.</summary>
    /// <param name="report">What was found.</param>
    /// <param name="rows">How many rows are shown; what is left out is counted.</param>
    public static string Of(CheckReport report, int rows = MostRows)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{report.Word}: {Summary(report)}\n");
        foreach (var line in Contradictions(report))
            text.Append(line);
        if (report.Components.IsEmpty)
            return text.ToString();
        text.Append('\n');
        var sorted = report.Components.Index().OrderBy(c => c.Item.Verdict.Rank).ThenBy(c => c.Item.Digits).ToArray();
        Table(text, [Header(report), .. sorted.Take(rows).Select(c => Row(report, c.Index, c.Item))]);
        if (sorted.Length > rows)
            text.Append(
                CultureInfo.InvariantCulture,
                $"… and {Count(sorted.Length - rows, "row")} more, {Tally(sorted.Skip(rows).Select(c => c.Item))}\n"
            );
        return text.Append(CheckStory.Of(report)).ToString();
    }

    /// <summary>The verdict of one component in words: <c>match (12 digits)</c>, <c>kink-valid (-1 to 1)</c>.</summary>
    public static string Of(Verdict verdict) =>
        verdict switch
        {
            Verdict.Match v => $"match ({Count(v.Digits, "digit")})",
            Verdict.Mismatch v => $"mismatch: {v.Why}",
            Verdict.Inconclusive v => $"inconclusive (agrees to {Count(v.Digits, "digit")}): {v.Why}",
            Verdict.KinkValid v => $"kink-valid ({Between(v.Left, v.Right)})",
            Verdict.KinkInvalid { Along: { } along } => $"kink-invalid ({Together(along)})",
            Verdict.KinkInvalid v => $"kink-invalid ({Between(v.Left, v.Right)})",
            Verdict.NotDifferentiable v => $"not-differentiable: {v.Why}",
            Verdict.OneSided v => $"one-sided, from the {(v.Side == Side.Left ? "left" : "right")} ({Count(v.Digits, "digit")})",
            Verdict.Undefined v => $"undefined: {v.Why}",
            Verdict.NonDeterministic v => $"non-deterministic: the same point gave {NumberText.Of(v.First)} and {NumberText.Of(v.Second)}",
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static string Summary(CheckReport report)
    {
        var points = report.Components.Select(c => c.PointNumber).Distinct().Count();
        var where =
            points == 0 ? "nowhere"
            : points == 1 ? $"at {PointOf(report, report.Components[0])}"
            : $"at {Count(points, "point")}";
        var components = report.Survey is { } survey
            ? $"{Count(report.Components.Length, "component")} of {survey.Components}"
            : Count(report.Components.Length, "component");
        return $"{components} {where}, {Count(report.Evaluations, "evaluation")}";
    }

    /// <summary>A short point by name, a long one by its length.</summary>
    internal static string PointOf(CheckReport report, CheckedComponent one)
    {
        if (one.Point.Length > 6)
            return FormattableString.Invariant($"a point of {one.Point.Length} numbers");
        return string.Join(", ", report.Names(one.Point.Length).Zip(one.Point, (name, x) => $"{name} = {NumberText.Of(x)}"));
    }

    /// <summary>Who contradicts whom, a line for each component.</summary>
    private static string[] Contradictions(CheckReport report)
    {
        var lines =
            from f in report.Findings
            group f by (f.Name, f.PointNumber, f.First) into one
            select $"{one.Key.First} contradicts {And([.. one.Select(Other)])} for {one.Key.Name} at point {one.Key.PointNumber + 1}: "
                + $"{NumberText.Of(one.First().FirstValue)}\n";
        var all = lines.ToArray();
        return all.Length <= MostContradictions
            ? all
            : [.. all.Take(MostContradictions), $"… and {Count(all.Length - MostContradictions, "contradiction")} more\n"];
    }

    private const int MostContradictions = 8;

    private static string Other(Finding f) =>
        $"{f.Second} ({NumberText.Of(f.SecondValue)}{(f.Allowed == 0 ? ", whose bits must be the same" : "")})";

    private static string And(string[] all) => all.Length < 2 ? all[0] : $"{string.Join(", ", all[..^1])} and {all[^1]}";

    private static string[] Header(CheckReport report) =>
        [
            "component",
            .. Several(report) ? ["point"] : Array.Empty<string>(),
            .. report.IsClaimed ? ["claimed"] : Array.Empty<string>(),
            .. report.Derived ? ["symbolic"] : Array.Empty<string>(),
            .. report.Witnesses.Select(w => w.Name),
            .. report.Derived ? ["forward AD"] : Array.Empty<string>(),
            .. report.RivalNames,
            "numeric",
            "bar",
            "relative error",
            "verdict",
        ];

    private static string[] Row(CheckReport report, int index, CheckedComponent c) =>
        [
            c.Name,
            .. Several(report) ? [(c.PointNumber + 1).ToString(CultureInfo.InvariantCulture)] : Array.Empty<string>(),
            .. report.IsClaimed ? [NumberText.Of(c.Claimed)] : Array.Empty<string>(),
            .. report.Derived ? [NumberText.Of(c.Exact)] : Array.Empty<string>(),
            .. report.Witnesses.Select(w => NumberText.Of(w.Values[index])),
            .. report.Derived ? [NumberText.Of(c.Forward)] : Array.Empty<string>(),
            .. report.RivalNames.Select(name => NumberText.Of(c.Sources.First(s => s.Name == name).Value)),
            double.IsNaN(c.Numeric) ? "-" : NumberText.Of(c.Numeric),
            double.IsNaN(c.Numeric) ? "-" : Short(c.Bar),
            double.IsNaN(c.RelativeError) ? "-" : Short(c.RelativeError),
            Of(c.Verdict),
        ];

    private static bool Several(CheckReport report) => report.Components.Any(c => c.PointNumber > 0);

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

    private static string Together(Excess along) =>
        $"along ({string.Join(", ", along.Direction.Take(6).Select(Brief))}{(along.Direction.Length > 6 ? ", …" : "")}) "
        + $"the claim gives {Brief(along.Claimed)}, the loss {Brief(along.Steepest)} at most";

    /// <summary>A measured slope to the digits worth reading.</summary>
    private static string Brief(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    internal static string Short(double value) => value == 0 ? "0" : value.ToString("0.#e-0", CultureInfo.InvariantCulture);

    internal static string Count(long n, string what) => FormattableString.Invariant($"{n} {what}{(n == 1 ? "" : "s")}");
}
