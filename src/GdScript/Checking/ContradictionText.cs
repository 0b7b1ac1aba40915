using GdScript.Text;

namespace GdScript.Checking;

/// <summary>Who contradicts whom, the components told together for which it is the same.</summary>
internal static class ContradictionText
{
    private const int Most = 8;
    private const int MostNames = 6;

    /// <summary>A line for every source and those it contradicts.</summary>
    public static IEnumerable<string> Of(CheckReport report)
    {
        string[] lines = [.. Values(report).Concat(Bits(report))];
        return lines.Length <= Most
            ? lines
            : [.. lines.Take(Most), $"… and {CheckText.Count(lines.Length - Most, "contradiction")} more\n"];
    }

    /// <summary>Numbers that differ by more than their rounding; they stand in the table.</summary>
    private static IEnumerable<string> Values(CheckReport report) =>
        from f in report.Findings
        where !f.IsOfBits
        group f.Second by (f.First, f.Name, f.PointNumber) into one
        group one.Key by (one.Key.First, Others: And([.. one])) into same
        select $"{same.Key.First} contradicts {same.Key.Others} for {Names([.. same.Select(c => (c.Name, c.PointNumber))])}\n";

    /// <summary>Bits that must be the same: here every digit counts.</summary>
    private static IEnumerable<string> Bits(CheckReport report) =>
        from f in report.Findings
        where f.IsOfBits
        group f by (f.Name, f.PointNumber, f.First) into one
        select $"{one.Key.First} contradicts {And([.. one.Select(f => $"{f.Second} ({NumberText.Of(f.SecondValue)}, whose bits must be the same)")])}"
            + $" for {one.Key.Name} at point {one.Key.PointNumber + 1}: {NumberText.Of(one.First().FirstValue)}\n";

    /// <summary><c>x and y at point 1</c>, or each with its point.</summary>
    private static string Names((string Name, int Point)[] all)
    {
        var one = all.All(c => c.Point == all[0].Point);
        string[] names = [.. all.Take(MostNames).Select(c => one ? c.Name : $"{c.Name} (point {c.Point + 1})")];
        var said = all.Length > MostNames ? $"{string.Join(", ", names)} and {all.Length - MostNames} more" : And(names);
        return one ? $"{said} at point {all[0].Point + 1}" : said;
    }

    internal static string And(string[] all) => all.Length < 2 ? all[0] : $"{string.Join(", ", all[..^1])} and {all[^1]}";
}
