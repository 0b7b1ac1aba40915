using GdScript.Graphs;

namespace GdScript.Export;

/// <summary>Which values get a name in a language of whole arrays: what is used twice, the formula's own lines, and what is squared.</summary>
internal static class ArrayNames
{
    public static bool[] Of(Formula formula, bool[] live)
    {
        var uses = new int[live.Length];
        foreach (var root in formula.Roots)
            uses[root]++;
        for (var i = live.Length - 1; i >= 0; i--)
        {
            if (!live[i])
                continue;
            foreach (var argument in formula.Arguments(i))
                uses[argument]++;
            if (formula.Nodes[i] is { Op: Op.Pow } power && IsSmall(formula, power.B))
                uses[power.A]++;
        }
        var named = new bool[live.Length];
        for (var i = 0; i < named.Length; i++)
            named[i] = live[i] && uses[i] > 1 && !IsPlain(formula, i);
        foreach (var layer in formula.Layers)
            named[layer.Node] = live[layer.Node] && !IsPlain(formula, layer.Node);
        return named;
    }

    /// <summary>Numbers, points and elements cost nothing to say again.</summary>
    public static bool IsPlain(Formula formula, int i)
    {
        var node = formula.Nodes[i];
        return node.Op is Op.Const or Op.Pi or Op.E or Op.Param or Op.Column
            || (node.Op == Op.Neg && formula.Nodes[node.A].Op is Op.Const or Op.Pi or Op.E)
            || (node.Op == Op.At && IsNameable(formula.Nodes[node.A].Op));
    }

    private static bool IsNameable(Op op) => op is Op.Param or Op.Column;

    private static bool IsSmall(Formula formula, int exponent) =>
        formula.Nodes[exponent] is { Op: Op.Const } number && formula.ConstantOf(number).ToDouble() is 2 or 3 or 4;
}
