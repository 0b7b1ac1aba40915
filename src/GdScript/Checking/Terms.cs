using GdScript.Graphs;
using GdScript.Kernels;

namespace GdScript.Checking;

/// <summary>One summand of a loss or of a derivative.</summary>
internal readonly record struct Term(int Node, bool Negative);

/// <summary>What a formula is a sum of.</summary>
internal static class Terms
{
    private const int Most = 200;

    /// <summary>The summands of a scalar root: sums, differences and signs are taken apart, nothing else.</summary>
    public static List<Term> Of(Formula formula, int root)
    {
        var terms = new List<Term>();
        var open = new Stack<Term>([new(root, false)]);
        while (open.TryPop(out var term) && terms.Count + open.Count < Most)
        {
            var node = formula.Nodes[term.Node];
            if (node.Shape.IsScalar && node.Op is Op.Add or Op.Sub && IsScalar(formula, node))
            {
                open.Push(new(node.B, term.Negative ^ (node.Op == Op.Sub)));
                open.Push(term with { Node = node.A });
            }
            else if (node.Op == Op.Neg && node.Shape.IsScalar)
                open.Push(new(node.A, !term.Negative));
            else
                terms.Add(term);
        }
        terms.AddRange(open);
        return terms;
    }

    /// <summary>The sum of some of them as a formula of its own; 0 for none.</summary>
    public static Formula Sum(Formula formula, IEnumerable<Term> terms)
    {
        var g = Sketch.From(formula);
        var sum = -1;
        foreach (var (node, negative) in terms)
            sum =
                sum < 0 ? (negative ? g.Make(Op.Neg, node) : node)
                : negative ? g.Make(Op.Sub, sum, node)
                : g.Make(Op.Add, sum, node);
        return g.Finish(sum < 0 ? g.Const(0) : sum);
    }

    /// <summary>A scalar formula at each point.</summary>
    public static double[] At(Formula scalar, IEnumerable<Sample> samples)
    {
        var kernel = Kernel.For(scalar);
        return [.. samples.Select(s => kernel.Value(s.Point))];
    }

    /// <summary>∂term/∂x at each point.</summary>
    public static double[] SlopesAt(Formula loss, Term term, int i, IEnumerable<Sample> samples)
    {
        var kernel = Kernel.For(Calculus.Gradient.Of(loss.WithRoots(term.Node)));
        var slopes = new double[loss.PointSize];
        return
        [
            .. samples.Select(s =>
            {
                kernel.ValueAndGradient(s.Point, slopes);
                return term.Negative ? -slopes[i] : slopes[i];
            }),
        ];
    }

    /// <summary>Where a term stands in the text its formula was read from: from its operator out to the next sum.</summary>
    public static TextSpan? Span(Formula formula, int node)
    {
        if (formula.Source is not { } source || node >= source.At.Length || source.At[node] is not (>= 0 and var at))
            return null;
        return Span(source.Text, at);
    }

    /// <summary>The same in any text, be it a formula or a method of a script.</summary>
    internal static TextSpan Span(string text, int at)
    {
        var (start, depth) = (at, 0);
        while (start > 0 && !Ends(text, start - 1, depth))
        {
            start--;
            depth += text[start] is ')' or ']' ? 1 : 0;
            depth -= text[start] is '(' or '[' ? 1 : 0;
        }
        var end = at;
        for (depth = 0; end < text.Length && (end == at || !Ends(text, end, -depth)); end++)
        {
            depth += text[end] is '(' or '[' ? 1 : 0;
            depth -= text[end] is ')' or ']' ? 1 : 0;
        }
        while (start < at && (char.IsWhiteSpace(text[start]) || IsReturn(text, start)))
            start += IsReturn(text, start) ? "return".Length : 1;
        while (end > at + 1 && char.IsWhiteSpace(text[end - 1]))
            end--;
        return new(start, end - start);
    }

    /// <summary>True where a term ends: a sum, a separator or a bracket around it.</summary>
    private static bool Ends(string text, int at, int inside)
    {
        if (inside != 0)
            return text[at] is ';' or '\n';
        if (text[at] is '(' or '[' or ')' or ']' || IsOuter(text, at))
            return inside == 0 && !(text[at] is ')' or ']' or '(' or '[') || IsOuter(text, at);
        return text[at] is '+' or '-' && IsBinary(text, at);
    }

    /// <summary>A separator of formulas or, around the expression of a C# method, of statements.</summary>
    private static bool IsOuter(string text, int at) =>
        text[at] is ',' or ';' or '=' or '\n' or '{' or '}' || (text[at] == '>' && at > 0 && text[at - 1] == '=');

    private static bool IsReturn(string text, int at) => text.AsSpan(at).StartsWith("return ");

    /// <summary>A sign after an operator or in an exponent (1e-5) belongs to what follows.</summary>
    private static bool IsBinary(string text, int at)
    {
        var before = text.AsSpan(0, at).TrimEnd();
        if (before.Length == 0 || before[^1] is '*' or '/' or '^' or '(' or ',' or '[' or '=')
            return false;
        return !(before.Length == at && before.Length > 1 && before[^1] is 'e' or 'E' && char.IsAsciiDigit(before[^2]));
    }

    private static bool IsScalar(Formula formula, in Node node) =>
        formula.Nodes[node.A].Shape.IsScalar && formula.Nodes[node.B].Shape.IsScalar;
}
