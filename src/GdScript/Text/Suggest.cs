namespace GdScript.Text;

/// <summary>"Did you mean": the known word a mistyped one was probably meant to be.</summary>
public static class Suggest
{
    private const int LongestWord = 64;

    /// <summary>
    /// The nearest known word by Damerau-Levenshtein distance (insert, delete, replace, swap neighbours), or null when none
    /// is near: one slip for short words, one in three letters for long ones. Case counts least; ties go to the word nearest in length, then to the first listed.
    /// </summary>
    public static string? Nearest(string word, IEnumerable<string> known)
    {
        if (word.Length is 0 or > LongestWord)
            return null;
        var lower = word.ToLowerInvariant();
        var (best, distance) = ((string?)null, int.MaxValue);
        foreach (var candidate in known)
        {
            if (candidate == word || candidate.Length > LongestWord)
                continue;
            var slips = Distance(lower, candidate.ToLowerInvariant());
            var next = slips * LongestWord + Math.Abs(word.Length - candidate.Length);
            if (slips <= Slips(word, candidate) && next < distance)
                (best, distance) = (candidate, next);
        }
        return best;
    }

    /// <summary>The optimal string alignment distance, three rows at a time.</summary>
    internal static int Distance(string a, string b)
    {
        var (before, last, row) = (new int[b.Length + 1], new int[b.Length + 1], new int[b.Length + 1]);
        for (var j = 0; j <= b.Length; j++)
            last[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.Min(change, 1 + Math.Min(last[j], row[j - 1]));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }
            (before, last, row) = (last, row, before);
        }
        return last[b.Length];
    }

    /// <summary>A word of one letter is only ever its other case.</summary>
    private static int Slips(string word, string candidate) =>
        word.Length == 1 ? 0 : Math.Max(1, Math.Max(word.Length, candidate.Length) / 3);
}
