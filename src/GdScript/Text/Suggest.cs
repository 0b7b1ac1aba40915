namespace GdScript.Text;

/// <summary>
/// "Did you mean": the known word that a mistyped one was probably meant to be. Functions, methods, options, commands and the names of
/// a formula are all suggested by it.
/// </summary>
public static class Suggest
{
    private const int LongestWord = 64;

    /// <summary>A word of others is only a guess away from ours, so a slip in it counts a little more.</summary>
    private const int Detour = LongestWord / 2;

    /// <summary>Shorter words of others are too near to everything.</summary>
    private const int LeastFuzzy = 5;

    private const int LeastBeginning = 3;

    /// <summary>
    /// The known word itself in another spelling (case, hyphens, underscores); else what the word is called elsewhere; else the nearest
    /// by Damerau-Levenshtein distance (insert, delete, replace, swap neighbours): one slip for short words, one in three letters for
    /// long ones; else the only one that begins so. Null when none is near. Of equally near ones a swap goes before a letter too few or
    /// too many, that before another letter; then the word nearest in length, then the first listed.
    /// </summary>
    public static string? Nearest(string word, IEnumerable<string> known)
    {
        if (word.Length is 0 or > LongestWord)
            return null;
        string[] words = [.. known.Where(k => k != word && k.Length is > 0 and <= LongestWord)];
        var plain = Plain(word);
        return words.FirstOrDefault(k => string.Equals(k, word, StringComparison.OrdinalIgnoreCase))
            ?? words.FirstOrDefault(k => plain.Length > 0 && Plain(k) == plain)
            ?? Synonyms.Of(plain).FirstOrDefault(words.Contains)
            ?? NearestOf(plain, words)
            ?? Begun(plain, words);
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

    private static string? NearestOf(string plain, string[] words)
    {
        var (best, distance) = ((string?)null, int.MaxValue);
        foreach (var candidate in words)
            Try(Plain(candidate), candidate, 0);
        foreach (var (theirs, ours) in Synonyms.All)
            if (
                theirs.Length >= LeastFuzzy
                && Math.Abs(theirs.Length - plain.Length) <= plain.Length / 3
                && ours.FirstOrDefault(words.Contains) is { } known
            )
                Try(theirs, known, Detour);
        return best;

        void Try(string spelling, string candidate, int extra)
        {
            // Lengths alone say that two words are too far apart; most are.
            if (Math.Abs(spelling.Length - plain.Length) > Slips(plain, spelling))
                return;
            var slips = Distance(plain, spelling);
            var next = slips * LongestWord * 4 + Sort(plain, spelling) * LongestWord + extra + Math.Abs(plain.Length - spelling.Length);
            if (slips <= Slips(plain, spelling) && next < distance)
                (best, distance) = (candidate, next);
        }
    }

    /// <summary>0 for the same letters in another order, 1 where letters are only missing or only too many, 2 for other letters.</summary>
    private static int Sort(string a, string b) =>
        a.Length == b.Length && a.Order().SequenceEqual(b.Order()) ? 0
        : IsWithin(a, b) || IsWithin(b, a) ? 1
        : 2;

    /// <summary>Whether the letters of one word stand in the other, in their order.</summary>
    private static bool IsWithin(string few, string many)
    {
        var at = 0;
        foreach (var c in many)
            if (at < few.Length && few[at] == c)
                at++;
        return at == few.Length;
    }

    private static string? Begun(string plain, string[] words)
    {
        var begun = words
            .Where(k => plain.Length >= LeastBeginning && Plain(k).StartsWith(plain, StringComparison.Ordinal))
            .Take(2)
            .ToArray();
        return begun is [var only] ? only : null;
    }

    /// <summary>Without case, hyphens and underscores.</summary>
    private static string Plain(string word) => string.Concat(word.ToLowerInvariant().Where(c => c is not ('-' or '_')));

    /// <summary>A word of one letter is only ever its other case.</summary>
    private static int Slips(string word, string candidate) =>
        word.Length <= 1 ? 0 : Math.Max(1, Math.Max(word.Length, candidate.Length) / 3);
}
