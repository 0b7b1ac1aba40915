using System.Globalization;
using System.Text;

namespace VerifyTests;

/// <summary>
/// Says what changed, for a person: accepted lines that went with a minus, received ones that came with a plus; and how far apart
/// the numbers of otherwise equal lines are, because a trace that is one ulp off and one that is another walk look alike at a glance.
/// </summary>
internal static class LineDiff
{
    private const int Shown = 20;
    private const int LargestTable = 4_000_000;
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
            Edits(text, Script(old[head..^tail], now[head..^tail]), head + 1);
        }

        return text.ToString().TrimEnd('\n');
    }

    /// <summary>The beginning of a text that has nothing to be compared with.</summary>
    public static string New(string received)
    {
        var text = new StringBuilder();
        var lines = Lines.Of(received);
        text.Append(CultureInfo.InvariantCulture, $"  {lines.Length} lines:\n");
        foreach (var line in lines.Take(Shown))
        {
            text.Append(CultureInfo.InvariantCulture, $"    + {Clip(line)}\n");
        }

        More(text, lines.Length);
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

    private static void Edits(StringBuilder text, List<(char Sign, int Line, string Text)> edits, int first)
    {
        text.Append(
            CultureInfo.InvariantCulture,
            $"  {edits.Count(edit => edit.Sign == '-')} lines went, {edits.Count(edit => edit.Sign == '+')} came:\n"
        );
        foreach (var (sign, line, what) in edits.Take(Shown))
        {
            text.Append(CultureInfo.InvariantCulture, $"  {sign} {first + line, 4}: {Clip(what)}\n");
        }

        More(text, edits.Count);
    }

    /// <summary>
    /// The fewest lines to take out and put in, by the longest common subsequence (Wagner and Fischer, 1974); where the table would
    /// be too large, everything goes and everything comes.
    /// </summary>
    private static List<(char Sign, int Line, string Text)> Script(string[] old, string[] now)
    {
        var common = (long)old.Length * now.Length <= LargestTable ? Common(old, now) : null;
        var edits = new List<(char, int, string)>();
        var (i, j) = (0, 0);
        while (i < old.Length || j < now.Length)
        {
            if (common is not null && i < old.Length && j < now.Length && old[i] == now[j])
            {
                (i, j) = (i + 1, j + 1);
            }
            else if (j == now.Length || i < old.Length && (common is null || common[i + 1, j] >= common[i, j + 1]))
            {
                edits.Add(('-', i, old[i++]));
            }
            else
            {
                edits.Add(('+', j, now[j++]));
            }
        }

        return edits;
    }

    /// <summary>Entry (i, j): how many lines the ends of both texts, from i and from j, can share in order.</summary>
    private static int[,] Common(string[] old, string[] now)
    {
        var common = new int[old.Length + 1, now.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
        {
            for (var j = now.Length - 1; j >= 0; j--)
            {
                common[i, j] = old[i] == now[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        return common;
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
