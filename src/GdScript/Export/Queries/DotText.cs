using System.Globalization;
using System.Text;
using GdScript.Graphs;
using GdScript.Text;

namespace GdScript.Export.Queries;

/// <summary>
/// The graph of a formula and its slopes in the language of Graphviz: a picture of what is shared. Every node is called after its number in
/// the formula, so that two exports of one loss can be compared line by line.
/// </summary>
internal static class DotText
{
    public static string Of(Formula loss, Routine routine, string name)
    {
        var (f, page) = (routine.Formula, new Page());
        page.Line("// Written by gds export --to graphviz; dot -Tsvg makes a picture of it.").Line($"// {About.Formula(loss)}");
        page.Line($"digraph {Quoted(name)} {{").Line("    rankdir=BT;").Line("    node [fontname=\"sans-serif\"];");
        var (live, lines) = (f.Reached(), f.Layers.ToLookup(l => l.Node, l => l.Name));
        for (var i = 0; i < live.Length; i++)
            if (live[i])
                page.Line($"    n{About.Count(i)} [{Look(f, lines, i)}];");
        for (var i = 0; i < live.Length; i++)
            if (live[i])
                Edges(page, f, i);
        string[] own = [.. f.Parameters.Select(p => p.Name)];
        string[] called = routine.Told == Told.Gradient ? [name, .. own.Select(p => "d/d" + p)] : [.. Numbered(f)];
        foreach (var (r, root) in f.Roots.Index())
        {
            page.Line($"    r{About.Count(r)} [label={Quoted(called[r])}, shape=box, style=\"rounded,bold\"];");
            page.Line($"    n{About.Count(root)} -> r{About.Count(r)};");
        }
        return page.Line("}").ToString();
    }

    private static IEnumerable<string> Numbered(Formula f) =>
        f.Roots.Select((_, r) => "result " + (r + 1).ToString(CultureInfo.InvariantCulture));

    /// <summary>What the arguments are, in their order where the order counts.</summary>
    private static void Edges(Page page, Formula f, int node)
    {
        var arguments = f.Arguments(node);
        for (var k = 0; k < arguments.Count; k++)
        {
            var place = arguments.Count > 1 && !Commutes(f.Nodes[node].Op) ? $" [taillabel=\"{About.Count(k + 1)}\"]" : "";
            page.Line($"    n{About.Count(arguments[k])} -> n{About.Count(node)}{place};");
        }
    }

    private static bool Commutes(Op op) =>
        op is Op.Add or Op.Mul or Op.Min or Op.Max or Op.Hypot or Op.Eq or Op.Ne or Op.And or Op.Or or Op.Dot;

    /// <summary>Names lie in ellipses, numbers stand alone, data in cylinders, choices in diamonds, everything else in circles and boxes.</summary>
    private static string Look(Formula f, ILookup<int, string> lines, int node)
    {
        var n = f.Nodes[node];
        var label = Label(f, n);
        label += n.Op == Op.Param ? "" : string.Concat(lines[node].Select(name => "\n" + name));
        label += n.Shape.IsScalar ? "" : $"\n{n.Shape}";
        return $"label={Quoted(label)}, shape={Shape(n.Op)}";
    }

    private static string Shape(Op op) =>
        op switch
        {
            Op.Const or Op.Pi or Op.E => "plaintext",
            Op.Param => "ellipse",
            Op.Column => "cylinder",
            Op.Where => "diamond",
            Op.Neg or Op.Add or Op.Sub or Op.Mul or Op.Div or Op.Pow or Op.MatMul => "circle",
            _ => "box",
        };

    private static string Label(Formula f, in Node n) =>
        n.Op switch
        {
            Op.Const => NumberText.Of(f.ConstantOf(n)),
            Op.Param => f.Parameters[n.A].Name,
            Op.Column => f.Columns[n.A].Name,
            Op.Bessel => Bessel.Of(n.B).Call("·"),
            Op.Polygamma => FormattableString.Invariant($"polygamma({n.B}, ·)"),
            Op.At => n.C < 0 ? FormattableString.Invariant($"[{n.B}]") : FormattableString.Invariant($"[{n.B},{n.C}]"),
            _ => n.Op.Text(),
        };

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
            quoted.Append(
                c switch
                {
                    '"' => "\\\"",
                    '\\' => "\\\\",
                    '\n' => "\\n",
                    _ => c.ToString(),
                }
            );
        return quoted.Append('"').ToString();
    }
}
