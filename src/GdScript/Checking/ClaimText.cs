using System.Globalization;
using GdScript.Graphs;
using GdScript.Text;

namespace GdScript.Checking;

/// <summary>Reads a claimed gradient as a person writes it: <c>x: 2*x, y: 2*y</c>.</summary>
public static class ClaimText
{
    /// <summary>
    /// A formula per parameter, in any order, separated by commas, semicolons or new lines. Problems: GDS4001 to GDS4006, and
    /// those of the formulas, each with its place in the text.
    /// </summary>
    public static Result<Claim> Parse(string text, Formula loss)
    {
        var starts = Starts(text);
        if (starts.Count == 0 || !text.AsSpan(0, starts[0].Name).IsWhiteSpace())
            return Claims.Syntax(Short(text)).In(text, text.Length - text.AsSpan().TrimStart().Length);
        var partials = new Dictionary<string, Formula>(StringComparer.Ordinal);
        for (var i = 0; i < starts.Count; i++)
        {
            var (at, colon) = starts[i];
            var name = text[at..colon].Trim();
            var end = i + 1 < starts.Count ? starts[i + 1].Name : text.Length;
            var body = text.AsSpan(colon + 1, end - colon - 1).TrimEnd();
            body = body.Length > 0 && body[^1] is ',' or ';' ? body[..^1] : body;
            if (!loss.Parameters.Any(p => p.Name == name))
                return Claims.Unknown(name, loss).In(text, at, name.Length);
            if (!One(body.ToString(), loss).Is(out var partial, out var problem))
                return Moved(problem, text, colon + 1, body.ToString());
            if (Claims.Misfit(loss.Parameters.First(p => p.Name == name), partial, loss) is { } misfit)
                return misfit.In(text, colon + 1 + Blank(body), Math.Max(1, body.Trim().Length));
            if (!partials.TryAdd(name, partial))
                return Claims.Twice(name).In(text, at, name.Length);
        }
        return Claim.Of(loss, partials);
    }

    /// <summary>A claim whose formulas come one by one, as in JSON: <c>{"x":"2*x"}</c>.</summary>
    public static Result<Claim> Of(IEnumerable<KeyValuePair<string, string>> texts, Formula loss)
    {
        var partials = new Dictionary<string, Formula>(StringComparer.Ordinal);
        foreach (var (name, text) in texts)
        {
            if (!loss.Parameters.Any(p => p.Name == name))
                return Claims.Unknown(name, loss);
            if (!One(text, loss).Is(out var partial, out var problem))
                return Moved(problem, text, 0, text);
            if (!partials.TryAdd(name, partial))
                return Claims.Twice(name);
        }
        return Claim.Of(loss, partials);
    }

    /// <summary>The formula with the loss's columns and parameters declared before it, so that one called <c>e</c> is not the constant.</summary>
    private static Result<Formula> One(string text, Formula loss) => FormulaText.Parse(Declared(loss) + text, null, loss.Columns);

    private static string Declared(Formula loss)
    {
        string Shaped(Parameter p) =>
            p.Shape.IsScalar ? p.Name
            : p.Shape.IsVector ? FormattableString.Invariant($"{p.Name}[{p.Shape.Rows}]")
            : FormattableString.Invariant($"{p.Name}[{p.Shape.Rows},{p.Shape.Columns}]");
        string[] columns = [.. loss.Columns.Where(c => Letters.IsName(c.Name)).Select(c => c.Declaration)];
        return (columns.Length == 0 ? "" : $"column {string.Join(", ", columns)}; ")
            + (loss.Parameters.IsEmpty ? "" : $"param {string.Join(", ", loss.Parameters.Select(Shaped))}\n");
    }

    /// <summary>A problem of a part pointed into the whole: the part began at <paramref name="start"/>, after a line of declarations.</summary>
    private static Problem Moved(Problem problem, string whole, int start, string part)
    {
        if (problem.Place is not { } place)
            return problem;
        var at = 0;
        for (var line = 2; line < place.Line; line++)
            at = part.IndexOf('\n', at) is var end and >= 0 ? end + 1 : part.Length;
        return problem.In(whole, start + at + Characters(part.AsSpan(at), place.Column - 1), place.Length);
    }

    /// <summary>How many chars the first <paramref name="count"/> characters take, as a reader counts characters.</summary>
    private static int Characters(ReadOnlySpan<char> text, int count)
    {
        var at = 0;
        for (; count > 0 && at < text.Length; count--)
            at += StringInfo.GetNextTextElementLength(text[at..]);
        return at;
    }

    /// <summary>Where each component begins: <c>name :</c> at the start or after a separator, outside of brackets.</summary>
    private static List<(int Name, int Colon)> Starts(string text)
    {
        var starts = new List<(int, int)>();
        var (depth, begin) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            depth += c is '(' or '[' ? 1 : 0;
            depth -= c is ')' or ']' && depth > 0 ? 1 : 0;
            if (c is ',' or ';' or '\n' && depth == 0)
                begin = i + 1;
            else if (c == ':' && IsName(text.AsSpan(begin, i - begin)))
                starts.Add((begin + Blank(text.AsSpan(begin)), i));
        }
        return starts;
    }

    private static bool IsName(ReadOnlySpan<char> text) => Letters.IsName(text.Trim());

    private static int Blank(ReadOnlySpan<char> text) => text.Length - text.TrimStart().Length;

    private static string Short(string text) =>
        text.Trim() is { Length: > 30 } long_ ? string.Concat(long_.AsSpan(0, 27), "…") : text.Trim();
}
