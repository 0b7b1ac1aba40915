namespace GdScript.Checking;

/// <summary>Who contradicts whom.</summary>
internal sealed partial class Bench
{
    /// <summary>
    /// Every two of the sources, the measurement among them; true when the claim contradicts a derivation that the measurement
    /// does not contradict. At a kink a derivation may be wrong where a claim is right.
    /// </summary>
    private bool Compared(Examined one, int number, Values[] values)
    {
        var i = one.Index;
        var slope = Examiner.Seen(one.Measured.What);
        bool[] wrong = [.. values.Select((v, k) => IsWrong(one, v, k))];
        var contradicted = false;
        for (var a = 0; a < values.Length; a++)
        {
            for (var b = a + 1; b < values.Length; b++)
            {
                var (first, second) = (values[a].At[i], values[b].At[i]);
                if (!Allowed(values[a], first, second).Contradicts(second))
                    continue;
                contradicted |= a == 0 && !wrong[b];
                var blames = !isClaimed || (a == 0 && (wrong[0] || !wrong[b]));
                Found(one, number, values[a].Name, values[b].Name, first.Value, second.Value, first.Bound + second.Bound, blames);
            }
            if (wrong[a])
                Found(
                    one,
                    number,
                    values[a].Name,
                    Derivation.MeasuredName,
                    values[a].At[i].Value,
                    slope.Value,
                    slope.Bar,
                    a == 0 || (!isClaimed && double.IsFinite(values[a].At[i].Value))
                );
        }
        return contradicted;
    }

    private static bool IsWrong(Examined one, Values source, int k)
    {
        var value = one.Tier == 2 ? source.Fine(one.Index) : source.At[one.Index];
        return (k == 0 ? one.Verdict : Judge.Of(one.Measured, value, one.Scale)) is Verdict.Mismatch;
    }

    /// <summary>
    /// Numbers from elsewhere were rounded on a way nobody here knows: nine digits are asked of them. A claim in another form may be off
    /// by its own rounding.
    /// </summary>
    private Bounded Allowed(Values source, Bounded first, Bounded second)
    {
        if (!isClaimed || source.Name is Derivation.SymbolicName or Derivation.ForwardName)
            return first;
        var own =
            numbers is not null && source.Name == Derivation.ClaimedName
                ? 8 * second.Bound + 1e-9 * Math.Max(Math.Abs(first.Value), Math.Abs(second.Value))
                : Math.Max(first.Bound, Judge.OwnRounding * Math.Abs(first.Value));
        return first with { Bound = own };
    }

    private void Found(Examined one, int number, string a, string b, double first, double second, double allowed, bool blames) =>
        findings.Add(new(subject.Names[one.Index], number, a, b, first, second, allowed) { Blames = blames });
}
