using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Text;

namespace GdScript.Scripting.Emitting;

/// <summary>
/// A formula as a C# class that a person can read and any program can compile: layers and shared subterms are named locals,
/// the functions are ours, the order of operations is the interpreter's, and so are the bits.
/// </summary>
public static class CSharpText
{
    /// <summary>The name of the emitted class; its method is <c>Run(point, results, work)</c>, with the tables behind them for a loss over rows.</summary>
    public const string ClassName = "Emitted";

    private const int LongestFormula = 400;

    /// <summary>The loss and its gradient, for a formula made by <c>Gradient.Of</c>: the roots are called loss and d…</summary>
    public static string OfGradient(Formula gradient) => Of(gradient, ["loss", .. gradient.Parameters.Select(p => "d" + p.Name)]);

    /// <summary>A whole file of C#.</summary>
    /// <param name="formula">What to compute; every root.</param>
    /// <param name="roots">What to call the roots; may be fewer than there are.</param>
    public static string Of(Formula formula, ImmutableArray<string> roots = default)
    {
        roots = roots.IsDefault ? [] : roots;
        var writer = new CSharpWriter(Contraction.Of(formula).Formula, roots);
        string[] methods = [.. writer.Methods()];
        var rows = ReadsRows(formula);
        var text = new StringBuilder();
        text.Append("// Written by gds. Compiled with a reference to GdScript.dll it gives the bits of the formula's kernel.\n");
        text.Append(
            CultureInfo.InvariantCulture,
            $"using System;\n{(rows ? "using GdScript.Graphs;\n" : "")}using GdScript.Kernels;\nusing GdScript.Scripting.Emitting;\n\n"
        );
        text.Append(About(formula));
        text.Append(CultureInfo.InvariantCulture, $"public static class {ClassName}\n{{\n");
        text.Append(
            CultureInfo.InvariantCulture,
            $"    /// <summary>How many numbers of scratch a run needs.</summary>\n    public const int WorkSize = {writer.WorkSize};\n"
        );
        text.Append(writer.Data).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"    /// <param name=\"point\">{Layout(formula)}</param>\n");
        text.Append(CultureInfo.InvariantCulture, $"    /// <param name=\"results\">{Results(formula, roots)}</param>\n");
        text.Append("    /// <param name=\"work\">Scratch of WorkSize numbers.</param>\n");
        if (rows)
            text.Append(CultureInfo.InvariantCulture, $"    /// <param name=\"tables\">{Data(formula)}</param>\n");
        Method(text, "public", "Run", rows, methods.Length == 1 ? methods[0] : Calls(methods.Length, rows));
        for (var k = 0; methods.Length > 1 && k < methods.Length; k++)
            Method(text.Append('\n'), "private", FormattableString.Invariant($"Part{k + 1}"), rows, methods[k]);
        return text.Append("}\n").ToString();
    }

    /// <summary>True where the method takes the data too.</summary>
    internal static bool ReadsRows(Formula formula)
    {
        var live = formula.Reached();
        return formula.Nodes.Where((n, i) => live[i] && (n.Op == Op.Column || n.Op.Family() == Family.Rows)).Any();
    }

    private static void Method(StringBuilder text, string access, string name, bool rows, string body) =>
        text.Append(
                CultureInfo.InvariantCulture,
                $"    {access} static void {name}(ReadOnlySpan<double> point, Span<double> results, Span<double> work{(rows ? ", ReadOnlySpan<Table> tables" : "")})\n"
            )
            .Append("    {\n")
            .Append(body)
            .Append("    }\n");

    private static string Calls(int parts, bool rows) =>
        string.Concat(
            Enumerable
                .Range(1, parts)
                .Select(k => FormattableString.Invariant($"        Part{k}(point, results, work{(rows ? ", tables" : "")});\n"))
        );

    private static string Data(Formula formula) =>
        Escaped(string.Join("; ", formula.Columns.GroupBy(c => c.Table).Select(t => string.Join(", ", t.Select(c => c.Name))))) + ".";

    private static string About(Formula formula)
    {
        var infix = formula.Size > LongestFormula ? formula.ToString() : formula.Infix.ReplaceLineEndings("; ");
        return $"/// <summary>{Escaped(infix.Length > LongestFormula ? infix[..LongestFormula] + " …" : infix)}</summary>\n";
    }

    private static string Layout(Formula formula) =>
        formula.Parameters.IsEmpty ? "Nothing." : Escaped(Listed([.. formula.Parameters.Select(p => (p.Name, p.Shape))]));

    private static string Results(Formula formula, ImmutableArray<string> roots) =>
        Escaped(Listed([.. formula.Roots.Select((root, r) => (r < roots.Length ? roots[r] : "root " + r, formula.Nodes[root].Shape))]));

    private static string Listed((string Name, Shape Shape)[] all) =>
        string.Join(", ", all.Take(20).Select(p => p.Name + (p.Shape.IsScalar ? "" : $" ({p.Shape})"))) + (all.Length > 20 ? ", …" : ".");

    private static string Escaped(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
