using System.Collections.Immutable;
using GdScript.Algebra;
using GdScript.Calculus;
using GdScript.Graphs;
using GdScript.Text;

namespace GdScript.Checking;

/// <summary>
/// What somebody did who got a derivative wrong: each usual mistake makes something definite of the true gradient, and the
/// claim is compared with that at every point where it is wrong.
/// </summary>
internal static class Diagnosing
{
    private const int MostComponents = 8;

    public static ImmutableArray<Diagnosis> Of(Subject subject, Samples samples, IEnumerable<CheckedComponent> failed)
    {
        CheckedComponent[] first = [.. failed.DistinctBy(c => c.Index)];
        int[] others = [.. Enumerable.Range(0, Math.Min(subject.Size, 200)).Union(first.Select(c => c.Index))];
        return [.. first.Take(MostComponents).Select(c => Of(subject, samples, c, others)).OfType<Diagnosis>()];
    }

    private static Diagnosis? Of(Subject subject, Samples samples, CheckedComponent failed, int[] others)
    {
        var i = failed.Index;
        var wrong = samples.Wrong(i);
        if (!double.IsFinite(failed.Claimed))
            return NoNumber(failed, wrong);
        // What was said of a kink alone was not said of the points around it.
        if (wrong.Length == 0 || (failed.Verdict is Verdict.KinkInvalid && (wrong.Length < 2 || samples.Claim?.IsConstant(i) == true)))
            return null;
        var suspects = Suspects(subject, samples, wrong, i, others);
        var best = suspects.Select(s => (Suspect: s, Seen: s.Agreeing(wrong))).Where(s => s.Seen.Agreeing > 0).ToArray();
        if (best.Length == 0)
            return null;
        var most = best.Max(s => s.Seen.Agreeing);
        var (suspect, seen) = best.First(s => s.Seen.Agreeing == most);
        return new(failed.Name, suspect.Kind, suspect.Text, seen.Agreeing, wrong.Length - seen.Silent, suspect.At);
    }

    private static Diagnosis NoNumber(CheckedComponent failed, Sample[] wrong)
    {
        var none = wrong.Count(s => !double.IsFinite(s.Claims[failed.Index]));
        var text = $"the claim is {NumberText.Of(failed.Claimed)} here";
        return new(failed.Name, "not-a-number", text, Math.Max(none, 1), none == 0 ? 1 : wrong.Length, null);
    }

    /// <summary>The usual mistakes, the likeliest first.</summary>
    private static IEnumerable<Suspect> Suspects(Subject subject, Samples samples, Sample[] wrong, int i, int[] others)
    {
        yield return new("sign", "the sign is wrong", (s, _) => -s.Truth[i], i);
        if (subject.Formula is { } whole)
            foreach (var suspect in Slips.Inside(whole, wrong, i).Concat(Orders.Of(whole, i)))
                yield return suspect;
        yield return new("factor", "the claim is twice the slope", (s, _) => 2 * s.Truth[i], i);
        yield return new("factor", "the claim is half of the slope", (s, _) => s.Truth[i] / 2, i);
        if (wrong.Length > 1 || wrong[0].Claims[i] != 0)
            foreach (var suspect in Terms(subject, samples, wrong, i))
                yield return suspect;
        foreach (var suspect in Exchanged(subject, i, others))
            yield return suspect;
        foreach (var (name, factor) in Factors)
        {
            yield return new("factor", $"a factor {name} is missing", (s, _) => s.Truth[i] / factor, i);
            yield return new("factor", $"a factor {name} is too much", (s, _) => s.Truth[i] * factor, i);
        }
        foreach (var suspect in Coordinates(subject, i))
            yield return suspect;
        if (subject.Formula is { } loss)
            foreach (var suspect in Parts.Of(loss, wrong, i))
                yield return suspect;
        yield return new("zero", "the claim is 0, the slope is not", (_, _) => 0, i);
        if (wrong.Length < 2)
        {
            if (IsTelling(wrong[0].Claims[i] / wrong[0].Truth[i]))
                yield return Ratio(subject, wrong[0], i);
            yield break;
        }
        var offset = wrong[0].Claims[i] - wrong[0].Truth[i];
        yield return new(
            "constant",
            offset < 0 ? $"the constant {Brief(-offset)} is missing" : $"the constant {Brief(offset)} is too much",
            (s, _) => s.Truth[i] + offset,
            i
        );
        yield return Ratio(subject, wrong[0], i);
    }

    /// <summary>At one point there always is a factor; one nobody would multiply by explains nothing.</summary>
    private static bool IsTelling(double ratio) =>
        Math.Abs(Math.Abs(ratio) - 1) <= 0.01
        || Sample.Equal(24 * ratio, Math.Round(24 * ratio))
        || Sample.Equal(1 / ratio, Math.Round(1 / ratio));

    private static readonly (string Name, double Factor)[] Factors =
    [
        ("log(10)", 2.302585092994046),
        ("log(2)", 0.6931471805599453),
        ("pi", Math.PI),
        ("2*pi", 2 * Math.PI),
        ("sqrt(2)", 1.4142135623730951),
        ("180/pi", 180 / Math.PI),
    ];

    /// <summary>A factor that is the same everywhere: a whole number speaks of a sum taken for a mean.</summary>
    private static Suspect Ratio(Subject subject, Sample first, int i)
    {
        var ratio = first.Claims[i] / first.Truth[i];
        var (up, down) = (Math.Round(ratio), Math.Round(1 / ratio));
        var text =
            Math.Abs(down) > 2 && Sample.Equal(1 / ratio, down) && IsExponent(subject, down)
                ? $"a factor {Brief(down)} is missing: the exponent comes down as a factor"
            : Math.Abs(up) > 2 && Sample.Equal(ratio, up) && IsCount(subject, up)
                ? $"the claim is {Brief(up)} times the slope: a sum where a mean is meant?"
            : Math.Abs(down) > 2 && Sample.Equal(1 / ratio, down) && IsCount(subject, down)
                ? $"the claim is 1/{Brief(down)} of the slope: a mean where a sum is meant?"
            : Brief(ratio) == "1" ? $"the claim is off by {Brief(ratio - 1)} of the slope: too few digits?"
            : $"the claim is {Brief(ratio)} times the slope";
        return new("factor", text, (s, _) => ratio * s.Truth[i], i);
    }

    /// <summary>A number that is an exponent in the loss.</summary>
    private static bool IsExponent(Subject subject, double number) =>
        subject.Formula is { } loss
        && loss.Nodes.Any(n => n.Op == Op.Pow && loss.Nodes[n.B] is { Op: Op.Const } e && loss.Constants[e.A].ToDouble() == number);

    /// <summary>A number that sums and means go over: the size of an array or a count of rows; of a black box that is not known.</summary>
    private static bool IsCount(Subject subject, double number) =>
        subject.Formula is not { } loss || loss.Nodes.Any(n => n.Shape.Count == number) || loss.Data.Any(t => t.Count == number);

    /// <summary>A factor that is a coordinate: the inner derivative was forgotten, or a power is off by one.</summary>
    private static IEnumerable<Suspect> Coordinates(Subject subject, int i)
    {
        for (var j = 0; j < Math.Min(subject.Size, 20); j++)
        {
            var (name, at) = (subject.Names[j], j);
            yield return new("factor", $"a factor {name} is missing", (s, _) => s.Truth[i] / s.Point[at], i, 2);
            yield return new("factor", $"a factor {name} is too much", (s, _) => s.Truth[i] * s.Point[at], i, 2);
        }
    }

    private static IEnumerable<Suspect> Exchanged(Subject subject, int i, int[] others)
    {
        if (subject.Formula is { } formula && Transposed(formula, i) is { } turned)
            yield return new(
                "transposed",
                $"the claim is the slope toward {subject.Names[turned]}: transposed",
                (s, _) => s.Truth[turned],
                i
            );
        foreach (var j in others)
        {
            if (j == i)
                continue;
            var (name, at) = (subject.Names[j], j);
            yield return new(
                "swapped",
                $"swapped with {name}: each is the other's slope",
                (s, _) => Sample.Equal(s.Claims[at], s.Truth[i]) ? s.Truth[at] : double.NaN,
                i
            );
            yield return new("swapped", $"the claim is the slope toward {name}", (s, _) => s.Truth[at], i, 2);
        }
    }

    /// <summary>The place of the element across the diagonal of its matrix, when it has one.</summary>
    private static int? Transposed(Formula formula, int i)
    {
        var offset = 0;
        foreach (var (_, shape) in formula.Parameters)
        {
            if (i < offset + shape.Count)
            {
                if (!shape.IsMatrix || shape.Rows != shape.Columns)
                    return null;
                var (row, column) = ((i - offset) / shape.Columns, (i - offset) % shape.Columns);
                return row == column ? null : offset + column * shape.Columns + row;
            }
            offset += shape.Count;
        }
        return null;
    }

    /// <summary>Terms of the loss without a share, with a share of the wrong sign or twice; then terms of the derivative itself.</summary>
    private static IEnumerable<Suspect> Terms(Subject subject, Samples samples, Sample[] wrong, int i)
    {
        if (subject.Formula is not { } loss)
            yield break;
        var terms = Checking.Terms.Of(loss, loss.Root);
        if (terms.Count > 1)
            foreach (var term in terms)
            {
                var slopes = Checking.Terms.SlopesAt(loss, term, i, wrong);
                if (Array.TrueForAll(slopes, s => s == 0 || double.IsNaN(s)))
                    continue;
                var (text, at) = (Printer.Infix(loss, term.Node), Checking.Terms.Span(loss, term.Node));
                yield return new(
                    "missing-term",
                    $"term `{text}` of the loss has no share in your gradient",
                    (s, k) => s.Truth[i] - slopes[k],
                    i,
                    1,
                    at
                );
                yield return new(
                    "term-sign",
                    $"the share of term `{text}` has the wrong sign",
                    (s, k) => s.Truth[i] - 2 * slopes[k],
                    i,
                    1,
                    at
                );
                yield return new("term-factor", $"the share of term `{text}` is there twice", (s, k) => s.Truth[i] + slopes[k], i, 1, at);
                yield return new(
                    "term-factor",
                    $"the share of term `{text}` is only half of what it should be",
                    (s, k) => s.Truth[i] - slopes[k] / 2,
                    i,
                    2,
                    at
                );
            }
        foreach (var suspect in Shares(subject, loss, wrong, i))
            yield return suspect;
    }

    private static IEnumerable<Suspect> Shares(Subject subject, Formula loss, Sample[] wrong, int i)
    {
        if (!loss.Parameters.All(p => p.Shape.IsScalar) || loss.Nodes.Length > 2000)
            yield break;
        var partials = Gradient.Of(loss);
        var terms = Checking.Terms.Of(partials, partials.Roots[i + 1]);
        if (terms.Count < 2)
            yield break;
        foreach (var term in terms)
        {
            var part = Checking.Terms.Sum(partials, [term]);
            var values = Checking.Terms.At(part, wrong);
            var simple = Simplify.Of(part);
            var text = Printer.Infix(simple, simple.Root);
            yield return new("missing-term", $"the part `{text}` of the derivative is missing", (s, k) => s.Truth[i] - values[k], i);
            yield return new(
                "term-sign",
                $"the part `{text}` of the derivative has the wrong sign",
                (s, k) => s.Truth[i] - 2 * values[k],
                i
            );
        }
    }

    private static string Brief(double x) => NumberText.Of(Shrink.Digits(x, 6));

    /// <summary>A mistake, and what it would make of the true slope at sample number k of those that are wrong.</summary>
    internal sealed record Suspect(string Kind, string Text, Func<Sample, int, double> Makes, int Index, int Least = 1, TextSpan? At = null)
    {
        /// <summary>At how many points the claim is what this makes of it, and how many say nothing about it: those it makes infinite.</summary>
        public (int Agreeing, int Silent) Agreeing(Sample[] wrong)
        {
            var (agreeing, silent) = (0, 0);
            for (var k = 0; k < wrong.Length; k++)
                if (Makes(wrong[k], k) is var made && double.IsFinite(made))
                    agreeing += Sample.Equal(made, wrong[k].Claims[Index], 1e-3 * Math.Abs(wrong[k].Truth[Index])) ? 1 : 0;
                else if (double.IsPositiveInfinity(made))
                    silent++;
            return agreeing >= Least && 2 * agreeing > wrong.Length ? (agreeing, silent) : (0, silent);
        }
    }
}
