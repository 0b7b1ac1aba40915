namespace GdScript.Kernels;

/// <summary>
/// The part of a row of forms that repeats: a, b, c, a, b, c, … is one round of three, again and again. A sum over an index that was written
/// out has one, and its rounds are the terms that a person thinks of.
/// </summary>
/// <param name="First">Where the first round begins.</param>
/// <param name="Period">How many forms a round has.</param>
/// <param name="Rounds">How many rounds follow one another; 0 where nothing repeats often.</param>
internal readonly record struct Refrain(int First, int Period, int Rounds)
{
    /// <summary>Fewer rounds do not fill a register.</summary>
    public const int FewestRounds = 8;

    /// <summary>Longer rounds are not looked for.</summary>
    public const int LongestPeriod = 32;

    /// <summary>The rounds that take in the most forms, of several such the shortest and first ones; none unless they take in more than half.</summary>
    public static Refrain Of(ReadOnlySpan<int> forms)
    {
        var best = default(Refrain);
        for (var period = 1; period <= Math.Min(LongestPeriod, forms.Length / FewestRounds); period++)
            if (Longest(forms, period) is var found && found.Rounds * period > best.Rounds * best.Period)
                best = found;
        return best.Rounds >= FewestRounds && 2 * best.Rounds * best.Period > forms.Length ? best : default;
    }

    private static Refrain Longest(ReadOnlySpan<int> forms, int period)
    {
        var best = default(Refrain);
        for (int first = 0, end; first + period < forms.Length; first = end - period + 1)
        {
            for (end = first + period; end < forms.Length && forms[end] == forms[end - period]; )
                end++;
            if ((end - first) / period > best.Rounds)
                best = new(first, period, (end - first) / period);
        }
        return best;
    }
}
