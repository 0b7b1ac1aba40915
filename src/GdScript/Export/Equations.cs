using GdScript.Algebra;
using GdScript.Calculus;
using GdScript.Graphs;
using GdScript.Text;

namespace GdScript.Export;

/// <summary>A loss and its derivatives as equations, simplified for a reader: one line each.</summary>
internal static class Equations
{
    private const string OpenMath = "<math xmlns=\"http://www.w3.org/1998/Math/MathML\">";
    private const string CloseMath = "</math>";

    /// <summary>An <c>align*</c> block (amsmath).</summary>
    public static string Latex(Formula loss, ExportOptions options)
    {
        var (f, page) = (Text.Latex.Name(options.Name), new Page().Line(@"\begin{align*}"));
        var lines = Of(loss, options).ToArray();
        for (var k = 0; k < lines.Length; k++)
        {
            var (of, root, toward) = lines[k];
            var left = toward.Length == 0 ? f : $@"\frac{{\partial{(toward.Length > 1 ? "^{2}" : "")} {f}}}{{{LatexBelow(toward)}}}";
            page.Line($"{left} &= {Text.Latex.Of(of, root)}{(k + 1 < lines.Length ? @" \\" : "")}");
        }
        return page.Line(@"\end{align*}").ToString();
    }

    /// <summary>One <c>math</c> element with a row for each equation.</summary>
    public static string MathML(Formula loss, ExportOptions options)
    {
        var name = $"<mi>{Escaped(options.Name)}</mi>";
        var page = new Page().Line(OpenMath.Replace(">", " display=\"block\">")).Line("<mtable>");
        foreach (var (of, root, toward) in Of(loss, options))
        {
            var power = toward.Length > 1 ? "<msup><mo>∂</mo><mn>2</mn></msup>" : "<mo>∂</mo>";
            var left =
                toward.Length == 0
                    ? name
                    : $"<mfrac><mrow>{power}{name}</mrow><mrow>{string.Concat(toward.Select(MathBelow))}</mrow></mfrac>";
            var right = Text.MathML.Of(of, root)[OpenMath.Length..^CloseMath.Length];
            page.Line($"<mtr><mtd>{left}</mtd><mtd><mo>=</mo></mtd><mtd>{right}</mtd></mtr>");
        }
        return page.Line("</mtable>").Line(CloseMath).ToString();
    }

    /// <summary>What stands in each equation: the loss, its partial derivatives, and the second ones where they are wanted.</summary>
    private static IEnumerable<(Formula Of, int Root, string[] Toward)> Of(Formula loss, ExportOptions options)
    {
        yield return (loss, loss.Root, []);
        string[] elements = [.. loss.ElementNames];
        if (!loss.Top.Shape.IsScalar)
        {
            foreach (var equation in OfArray(loss, elements))
                yield return equation;
            yield break;
        }
        var partials = Gradient.Partials(loss);
        for (var p = 0; p < loss.Parameters.Length; p++)
            yield return (partials, partials.Roots[p], [loss.Parameters[p].Name]);
        var entries = options.Hessian ? Hessian.Entries(loss) : null;
        for (var i = 0; entries is not null && i < elements.Length; i++)
        for (var j = 0; j <= i; j++)
            yield return (entries, entries.Roots[Hessian.At(i, j)], [elements[i], elements[j]]);
    }

    /// <summary>Of an array the derivative of the whole toward each number of the point.</summary>
    private static IEnumerable<(Formula Of, int Root, string[] Toward)> OfArray(Formula array, string[] elements)
    {
        var (g, entries) = (Sketch.From(Jacobian.Of(array)), Jacobian.Of(array));
        int[] flat = [.. entries.Roots.SelectMany(r => Enumerable.Range(0, entries.Nodes[r].Shape.Count).Select(k => g.Element(r, k)))];
        var columns = elements.Select(
            (_, j) => g.Array([.. Enumerable.Range(0, array.Top.Shape.Count).Select(i => flat[i * elements.Length + j])], array.Top.Shape)
        );
        var simple = Simplify.Of(g.Finish([.. columns]));
        for (var j = 0; j < elements.Length; j++)
            yield return (simple, simple.Roots[j], [elements[j]]);
    }

    private static string LatexBelow(string[] toward) =>
        string.Join(@"\,", toward.Select(t => @"\partial " + Indexed(t, Text.Latex.Name, "_{[", "]}", "{", "}")));

    private static string MathBelow(string toward) =>
        $"<mo>∂</mo>{(toward.Contains('[') ? $"<msub>{Indexed(toward, n => $"<mi>{Escaped(n)}</mi>", "<mrow><mo>[</mo><mn>", "</mn><mo>]</mo></mrow>", "", "")}</msub>" : $"<mi>{Escaped(toward)}</mi>")}";

    /// <summary>The name of an element, <c>W[0,1]</c>, with its indexes below.</summary>
    private static string Indexed(string element, Func<string, string> name, string open, string close, string before, string after)
    {
        var at = element.IndexOf('[', StringComparison.Ordinal);
        return at < 0 ? name(element) : $"{before}{name(element[..at])}{after}{open}{element[(at + 1)..^1]}{close}";
    }

    private static string Escaped(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
