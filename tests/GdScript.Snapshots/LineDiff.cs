using System.Globalization;
using System.Text;

namespace VerifyTests;

/// <summary>
/// Says what changed, for a person: the lines between the first and the last difference, accepted ones with a minus, received
/// ones with a plus; and how far apart the numbers of otherwise equal lines are, because a trace that is one ulp off and one that
/// is another walk look alike at a glance.
/// </summary>
internal static class LineDiff
{
    private const int Shown = 12;
    private const int Width = 200;

    public static string Of(string accepted, string received)
    {
        var (old, now) = (Lines.Of(accepted), Lines.Of(received));
        var head = SharedHead(old, now);
        var tail = SharedTail(old, now, head);
        var text = new StringBuilder();
        if (old.Length == now.Length)
        {
            Pairwise(text, old, now, head, old.Length - tail);
        }
        else
        {
            Block(text, '-', old, head, old.Length - tail);
            Block(text, '+', now, head, now.Length - tail);
        }

        return text.ToString().TrimEnd('\n');
    }

    /// <summary>The beginning of a text that has nothing to be compared with.</summary>
    public static string New(string received)
    {
        var text = new StringBuilder();
        var lines = Lines.Of(received);
        Block(text, '+', lines, 0, lines.Length);
        return text.ToString().TrimEnd('\n');
    }

    private static int SharedHead(string[] old, string[] now)
    {
        var shared = 0;
        while (shared < old.Length && shared < now.Length && old[shared] == now[shared])
        {
            shared++;
        }

        return shared;
    }

    private static int SharedTail(string[] old, string[] now, int head)
    {
        var shared = 0;
        while (shared < Math.Min(old.Length, now.Length) - head && old[^(shared + 1)] == now[^(shared + 1)])
        {
            shared++;
        }

        return shared;
    }

    private static void Pairwise(StringBuilder text, string[] old, string[] now, int from, int to)
    {
        var changed = Enumerable.Range(from, to - from).Where(i => old[i] != now[i]).ToArray();
        text.Append(CultureInfo.InvariantCulture, $"  {changed.Length} of {old.Length} lines differ:\n");
        foreach (var i in changed.Take(Shown))
        {
            text.Append(CultureInfo.InvariantCulture, $"  line {i + 1}\n    - {Clip(old[i])}\n    + {Clip(now[i])}\n");
        }

        More(text, changed.Length);
        var gaps = changed.Select(i => (Line: i + 1, Gap: UlpGap.Between(old[i], now[i]))).Where(it => it.Gap is not null).ToArray();
        if (gaps.Length > 0)
        {
            var (line, gap) = gaps.MaxBy(it => it.Gap!.Ulps);
            text.Append(CultureInfo.InvariantCulture, $"  largest numeric gap: {gap} (line {line})\n");
        }
    }

    private static void Block(StringBuilder text, char sign, string[] lines, int from, int to)
    {
        text.Append(
            CultureInfo.InvariantCulture,
            $"  {(sign == '-' ? "accepted" : "received")} from line {from + 1}, {to - from} lines:\n"
        );
        foreach (var line in lines[from..to].Take(Shown))
        {
            text.Append(CultureInfo.InvariantCulture, $"    {sign} {Clip(line)}\n");
        }

        More(text, to - from);
    }

    private static void More(StringBuilder text, int count)
    {
        if (count > Shown)
        {
            text.Append(CultureInfo.InvariantCulture, $"  … and {count - Shown} more\n");
        }
    }

    private static string Clip(string line) => line.Length <= Width ? line : line[..Width] + "…";
}
