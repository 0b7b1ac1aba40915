using System.Collections.Immutable;
using System.Globalization;
using GdScript.Graphs;
using GdScript.Text;

namespace GdScript.Checking;

/// <summary>A counter-example made small: every coordinate tries 0, 1, −1, 2, a whole number beside it, then few digits; then terms are dropped.</summary>
internal static class Shrink
{
    private const int MostChecks = 200;

    /// <summary>The simplest failing point that was found; null when the point was as simple as can be and no term could be dropped.</summary>
    /// <param name="subject">The loss.</param>
    /// <param name="samples">Where the terms are compared.</param>
    /// <param name="worst">The failure to be made simple.</param>
    /// <param name="judged">Checks the component at another point.</param>
    public static Counterexample? Of(
        Subject subject,
        Samples samples,
        CheckedComponent worst,
        Func<double[], (Examined One, double Claimed)> judged
    )
    {
        var point = worst.Point.ToArray();
        var (claimed, slope) = (worst.Claimed, new Slope(worst.Numeric, worst.Bar, worst.Step, 0));
        var checks = 0;
        for (var changed = true; changed && checks < MostChecks; )
        {
            changed = false;
            for (var i = 0; i < point.Length; i++)
                foreach (var simpler in Simpler(point[i]))
                {
                    if (checks >= MostChecks)
                        break;
                    var before = point[i];
                    point[i] = simpler;
                    checks++;
                    if (double.IsFinite(subject.Value(point)) && judged([.. point]) is var (one, claim) && IsStillWrong(one, claim, worst))
                    {
                        (claimed, slope, changed) = (claim, Examiner.Seen(one.Measured.What), true);
                        break;
                    }
                    point[i] = before;
                }
        }
        var (loss, partial) = Fewer(subject, samples, worst);
        if (loss is null && point.AsSpan().SequenceEqual(worst.Point.AsSpan()))
            return null;
        return new(worst.Name, worst.Index, [.. point], claimed, slope.Value, slope.Bar, loss, partial, checks);
    }

    /// <summary>The number rounded to so many significant digits.</summary>
    public static double Digits(double x, int digits) =>
        double.IsFinite(x)
            ? double.Parse(
                x.ToString("E" + (digits - 1).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
                CultureInfo.InvariantCulture
            )
            : x;

    /// <summary>Wrong in the same way: a number that is not the slope does not shrink to one that is not a number.</summary>
    private static bool IsStillWrong(Examined one, double claimed, CheckedComponent worst) =>
        one.Verdict is Verdict.Mismatch && double.IsFinite(claimed) == double.IsFinite(worst.Claimed);

    /// <summary>What is simpler than x, the simplest first.</summary>
    private static IEnumerable<double> Simpler(double x)
    {
        double[] all = [0, 1, -1, 2, Math.Round(x), Math.Ceiling(x), Math.Floor(x), Digits(x, 1), Digits(x, 2), Digits(x, 3)];
        return all.TakeWhile(v => v != x).Distinct();
    }

    /// <summary>The loss and the claim without the terms that the claim has right, as far as they can be told apart.</summary>
    private static (string? Loss, string? Claim) Fewer(Subject subject, Samples samples, CheckedComponent worst)
    {
        var i = worst.Index;
        if (subject.Formula is not { } loss || samples.Claim is not { } claim || !loss.Parameters.All(p => p.Shape.IsScalar))
            return default;
        var points = samples.Known(i).Take(4).ToArray();
        var terms = Terms.Of(loss, loss.Root);
        var shares = Terms.Of(claim.Partials, claim.Partials.Roots[i]);
        if (points.Length < 2 || terms.Count < 2)
            return default;
        var made = shares.ToDictionary(s => s, s => Terms.At(Terms.Sum(claim.Partials, [s]), points));
        var left = new List<Term>();
        foreach (var term in terms)
        {
            var slopes = Terms.SlopesAt(loss, term, i, points);
            if (Array.TrueForAll(slopes, s => s == 0))
                continue;
            var match = shares.FindIndex(s => made[s].Zip(slopes).All(p => Sample.Equal(p.First, p.Second)));
            if (match >= 0)
                shares.RemoveAt(match);
            else
                left.Add(term);
        }
        if (left.Count == 0 || left.Count == terms.Count)
            return default;
        var (less, rest) = (Terms.Sum(loss, left), Terms.Sum(claim.Partials, shares));
        return (Printer.Infix(less, less.Root), Printer.Infix(rest, rest.Root));
    }
}
