using System.Globalization;
using GdScript.Descent;

namespace GdScript.Traces;

/// <summary>Where two traces first differ.</summary>
/// <param name="Line">The line of the stored trace, from 1.</param>
/// <param name="Step">The step it belongs to; null above the first row and below the last.</param>
/// <param name="What">The column or member that differs, or what the line tells of; empty where it has no name.</param>
/// <param name="Stored">What the stored trace says; null where it has ended.</param>
/// <param name="Received">What the other one says; null where it has ended.</param>
/// <param name="Ulps">How many doubles lie between the two, where both are numbers.</param>
public sealed record TraceDifference(int Line, long? Step, string What, string? Stored, string? Received, ulong? Ulps)
{
    /// <summary>In one sentence.</summary>
    public string Sentence
    {
        get
        {
            var place = Step is { } step ? $"step {Digits.Of(step)}" : $"line {Digits.Of(Line)}";
            var what = What.Length > 0 ? $", {What}" : "";
            var gap = Ulps is { } ulps && What != "step" ? $", {ulps.ToString(CultureInfo.InvariantCulture)} ulp apart" : "";
            return $"first difference at {place}{what}: stored {Stored ?? "nothing more"}, now {Received ?? "nothing more"}{gap}";
        }
    }
}

/// <summary>
/// Compares two traces of one format word by word, so that only what they say counts: not the spaces between columns, and
/// not how lines end. Reads both once, a line at a time.
/// </summary>
public static class TraceCompare
{
    /// <summary>The first difference; null where there is none.</summary>
    public static TraceDifference? First(TextReader stored, TextReader received, TraceFormat format)
    {
        string[] columns = [];
        long? step = null;
        for (var line = 1; ; line++)
        {
            var (a, b) = (stored.ReadLine(), received.ReadLine());
            if (a is null && b is null)
                return null;
            var (left, right) = (Words(a, format), Words(b, format));
            step = StepOf(left.Length > 0 ? left : right, format, step, columns.Length > 0);
            if (IsHead(left, format))
                columns = left;
            if (Differing(left, right) is { } k)
                return Told(line, step, columns, left, right, k, a is null, b is null);
        }
    }

    private static TraceDifference Told(int line, long? step, string[] columns, string[] left, string[] right, int k, bool over, bool end)
    {
        var (a, b) = (k < left.Length ? left[k] : "", k < right.Length ? right[k] : "");
        var inRow = step is not null && columns.Length == left.Length && k < columns.Length;
        var what = inRow ? columns[k] : Named(left.Length > 0 ? left : right, k);
        return new TraceDifference(line, step, what, over ? null : a, end ? null : b, Ulps.Between(a, b));
    }

    /// <summary>The member of a JSON object the word belongs to; elsewhere the first word of the line, which says what it tells of.</summary>
    private static string Named(string[] words, int k)
    {
        for (var i = Math.Min(k, words.Length - 1); i > 0; i--)
            if (words[i] == ":")
                return words[i - 1].Trim('"');
        return k == 0 || words.Length == 0 ? ""
            : words[0] == "#" ? words[1].TrimEnd(':')
            : words[0];
    }

    private static int? Differing(string[] left, string[] right)
    {
        for (var k = 0; k < Math.Max(left.Length, right.Length); k++)
            if (k >= left.Length || k >= right.Length || left[k] != right[k])
                return k;
        return null;
    }

    private static bool IsHead(string[] words, TraceFormat format) =>
        format is TraceFormat.Text or TraceFormat.Csv && words is ["step", "lr", ..];

    private static long? StepOf(string[] words, TraceFormat format, long? before, bool inTable)
    {
        if (format is TraceFormat.Text or TraceFormat.Csv)
            return inTable && words is [var first, ..] && long.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var row)
                ? row
                : null;
        for (var k = 0; k + 2 < words.Length; k++)
        {
            if (words[k] == "\"end\"")
                return null;
            if (words[k] == "\"step\"" && long.TryParse(words[k + 2], NumberStyles.None, CultureInfo.InvariantCulture, out var step))
                return step;
        }
        return words is ["\"end\"", ..] ? null : before;
    }

    private static string[] Words(string? line, TraceFormat format) =>
        line is null ? []
        : format == TraceFormat.Csv && !line.StartsWith('#') ? line.Split(',')
        : format is TraceFormat.Text or TraceFormat.Csv ? line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        : [.. JsonWords(line)];

    /// <summary>Strings, signs, and what stands between them.</summary>
    private static IEnumerable<string> JsonWords(string line)
    {
        for (var at = 0; at < line.Length; )
        {
            var start = at;
            if (char.IsWhiteSpace(line[at]))
            {
                at++;
                continue;
            }
            if (line[at++] == '"')
                at = EndOfString(line, at);
            else if (!"{}[]:,".Contains(line[start]))
                while (at < line.Length && !"{}[]:,\" ".Contains(line[at]))
                    at++;
            yield return line[start..at];
        }
    }

    private static int EndOfString(string line, int at)
    {
        for (; at < line.Length; at++)
            if (line[at] == '\\')
                at++;
            else if (line[at] == '"')
                return at + 1;
        return line.Length;
    }
}

/// <summary>Distance in doubles.</summary>
internal static class Ulps
{
    /// <summary>How many steps from one double to its neighbour lie between the two numbers; null where one is none.</summary>
    public static ulong? Between(string a, string b) => Number(a) is { } x && Number(b) is { } y ? Between(x, y) : null;

    public static ulong Between(double x, double y)
    {
        var (a, b) = (Rank(x), Rank(y));
        return a > b ? (ulong)a - (ulong)b : (ulong)b - (ulong)a;
    }

    private static double? Number(string word) =>
        double.TryParse(word.TrimEnd(','), NumberStyles.Float, CultureInfo.InvariantCulture, out var x) && !double.IsNaN(x) ? x : null;

    /// <summary>The doubles in their order, counted from 0.</summary>
    private static long Rank(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        return bits < 0 ? long.MinValue - bits : bits;
    }
}
