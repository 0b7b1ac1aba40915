using GdScript.Graphs;
using GdScript.Text;

namespace GdScript.Cli.Repl;

/// <summary>Where a formula has a value: the conditions its operations put on what they take, as a person writes them.</summary>
internal static class Domains
{
    private const int Most = 6;

    /// <summary>The conditions, or <c>all real numbers</c>.</summary>
    public static string Of(Formula formula)
    {
        var live = formula.WithRoots(formula.Root).Reached();
        var conditions = new List<string>();
        for (var i = 0; i < live.Length; i++)
            if (live[i] && Condition(formula, formula.Nodes[i]) is { } condition && !conditions.Contains(condition))
                conditions.Add(condition);
        return conditions.Count == 0 ? "all real numbers"
            : conditions.Count <= Most ? string.Join(", ", conditions)
            : string.Join(", ", conditions.Take(Most)) + ", " + Speaking.More(conditions.Count - Most);
    }

    private static string? Condition(Formula f, Node n)
    {
        if (n.Op is Op.Div && !IsConstant(f, n.B))
            return $"{Text(f, n.B)} != 0";
        if (n.Op is Op.Pow && f.Nodes[n.B].Op == Op.Const)
            return Power(f, n);
        if (n.Op.Arity() == 0 || IsConstant(f, n.A))
            return null;
        var a = Text(f, n.A);
        return n.Op switch
        {
            Op.Log or Op.Log2 or Op.Log10 => $"{a} > 0",
            Op.Log1p => $"{a} > -1",
            Op.Sqrt => $"{a} >= 0",
            Op.Asin or Op.Acos => $"-1 <= {a} <= 1",
            Op.Acosh => $"{a} >= 1",
            Op.Atanh => $"-1 < {a} < 1",
            Op.Pow => $"{a} > 0",
            _ => null,
        };
    }

    private static string? Power(Formula f, Node n)
    {
        var power = f.ConstantOf(f.Nodes[n.B]);
        if (IsConstant(f, n.A) || (power.IsInteger && power.Sign >= 0))
            return null;
        var a = Text(f, n.A);
        return power.IsInteger ? $"{a} != 0"
            : power.Sign > 0 ? $"{a} >= 0"
            : $"{a} > 0";
    }

    private static bool IsConstant(Formula f, int node) => f.Nodes[node].Op is Op.Const or Op.Pi or Op.E;

    private static string Text(Formula f, int node) => Printer.Infix(f, node, 60);
}
