namespace GdScript.Text;

/// <summary>
/// How well a typed beginning fits a name: the one measure behind every completion list. A name is found by its beginning, by the
/// humps of its words (<c>Wl</c> finds <c>WriteLine</c>, <c>lc</c> finds <c>log_cosh</c>), or by any part of it.
/// </summary>
public static class Likeness
{
    /// <summary>The grade of a name that does not fit.</summary>
    public const int None = int.MaxValue;

    private const int Humped = 3;

    /// <summary>
    /// 0: the name itself; 1: begins so; 2: begins so, in another case; 3: its humps begin so; 4: holds it;
    /// <see cref="None"/>: does not fit. Everything begins with nothing.
    /// </summary>
    public static int Of(string typed, string name) =>
        typed.Length == 0 ? 1
        : typed.Length > name.Length ? None
        : name.StartsWith(typed, StringComparison.Ordinal) ? (name.Length == typed.Length ? 0 : 1)
        : name.StartsWith(typed, StringComparison.OrdinalIgnoreCase) ? 2
        : HasHumps(typed, name) ? Humped
        : typed.Length > 1 && name.Contains(typed, StringComparison.OrdinalIgnoreCase) ? Humped + 1
        : None;

    /// <summary>
    /// Whether the typed letters can be laid over the beginnings of the name's words, from its first on, each word giving as many
    /// letters as it likes. The places that the letters so far can end at are kept as a set, so no choice is taken back.
    /// </summary>
    private static bool HasHumps(string typed, string name)
    {
        if (!Same(typed[0], name[0]))
            return false;
        var ends = new bool[name.Length];
        ends[0] = true;
        for (var i = 1; i < typed.Length; i++)
        {
            var (next, any, before) = (new bool[name.Length], false, false);
            for (var j = 1; j < name.Length; j++)
            {
                before |= ends[j - 1];
                any |= next[j] = Same(typed[i], name[j]) && (ends[j - 1] || (before && BeginsWord(name, j)));
            }
            if (!any)
                return false;
            ends = next;
        }
        return true;
    }

    private static bool BeginsWord(string name, int at) =>
        (char.IsUpper(name[at]) && !char.IsUpper(name[at - 1]))
        || (char.IsUpper(name[at]) && at + 1 < name.Length && char.IsLower(name[at + 1]))
        || (name[at - 1] is '_' or '-' && name[at] is not ('_' or '-'))
        || (char.IsDigit(name[at]) && !char.IsDigit(name[at - 1]));

    private static bool Same(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
