using System.Text;
using GdScript.Graphs;

namespace GdScript.Text;

/// <summary>
/// Formulas as text that the reader reads back to the same value, bit for bit: same operations on the same arguments, up to
/// the sharing of subterms. Negative constants read back as a negation, fractions as a quotient; columns read back as
/// columns when the reader is told of them, as it is of shapes.
/// </summary>
public static class Printer
{
    /// <summary>
    /// The node as one expression; past 20,000 characters as lines that name the shared subterms, <c>t1 = …; …</c>.
    /// Parameters named like a constant or function are not declared here: see <see cref="Infix(Formula)"/>.
    /// </summary>
    public static string Infix(Formula formula, int node)
    {
        var text = new StringBuilder();
        var scribe = new InfixScribe(formula);
        if (scribe.Write(text, node, Scribe.PlainLimit))
            return text.ToString();
        text.Clear();
        foreach (var (shared, name) in Subterms.Of(formula, node))
        {
            text.Append(name).Append(" = ");
            scribe.Write(text, shared);
            text.Append("; ");
            scribe.Named.Add(shared, name);
        }
        scribe.Write(text, node);
        return text.ToString();
    }

    /// <summary>The node for a message: cut off with '…' when it is longer than <paramref name="maxLength"/> characters.</summary>
    public static string Infix(Formula formula, int node, int maxLength)
    {
        var text = new StringBuilder();
        if (new InfixScribe(formula).Write(text, node, Math.Max(1, maxLength)))
            return text.ToString();
        text.Length = Math.Max(0, maxLength - 1);
        if (text.Length > 0 && char.IsHighSurrogate(text[^1]))
            text.Length--;
        return text.Append('…').ToString();
    }

    /// <summary>The first root. A parameter that shadows a constant or a function is declared in a <c>param</c> line before it.</summary>
    public static string Infix(Formula formula)
    {
        var body = Infix(formula, formula.Root);
        var shadows = formula.Parameters.Where(p => Shadows(p.Name)).ToArray();
        var columns = formula.Columns.Where(c => Shadows(c.Name)).ToArray();
        if (shadows.Length + columns.Length == 0)
            return body;
        var used = Used(formula);
        var declared = string.Join(", ", shadows.Where(p => used.Contains(p.Name)).Select(Declaration));
        var read = string.Join(", ", columns.Where(c => used.Contains(c.Name)).Select(c => c.Declaration));
        return (read.Length == 0 ? "" : $"column {read}; ") + (declared.Length == 0 ? body : $"param {declared}; {body}");
    }

    private static bool Shadows(string name) => name is "e" or "pi" || Functions.Find(name) is { IsName: false };

    private static HashSet<string> Used(Formula formula)
    {
        var live = formula.WithRoots(formula.Root).Reached();
        var used = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < live.Length; i++)
            if (live[i] && formula.Nodes[i].Op == Op.Param)
                used.Add(formula.Parameters[formula.Nodes[i].A].Name);
            else if (live[i] && formula.Nodes[i].Op == Op.Column)
                used.Add(formula.Columns[formula.Nodes[i].A].Name);
        return used;
    }

    private static string Declaration(Parameter p) =>
        p.Shape.IsScalar ? p.Name
        : p.Shape.IsVector ? FormattableString.Invariant($"{p.Name}[{p.Shape.Rows}]")
        : FormattableString.Invariant($"{p.Name}[{p.Shape.Rows},{p.Shape.Columns}]");
}
