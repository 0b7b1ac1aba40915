using System.Numerics;
using GdScript.Graphs;

namespace GdScript.Tests.Text;

/// <summary>
/// What two formulas must share to be called the same: the operations and their arguments, with sharing ignored, negative
/// constants as negations, fractions as quotients, and constants rounded to double.
/// </summary>
internal static class Canon
{
    public static bool Same(Formula a, Formula b)
    {
        var g = new Sketch();
        return Into(g, a) == Into(g, b);
    }

    public static int Into(Sketch g, Formula f)
    {
        var map = new int[f.Nodes.Length];
        var live = f.Reached();
        for (var i = 0; i < map.Length; i++)
            if (live[i])
                map[i] = Node(g, f, f.Nodes[i], map);
        return map[f.Root];
    }

    private static int Node(Sketch g, Formula f, Node n, int[] map)
    {
        if (n.Op == Op.Const)
            return Constant(g, f.ConstantOf(n));
        if (n.Op == Op.Param)
            return g.Param(f.Parameters[n.A].Name, n.Shape);
        if (n.Op == Op.Column)
            return g.Column(f.Columns[n.A].Name, f.Columns[n.A].Table);
        if (n.Op == Op.Array)
            return g.Array([.. f.ListOf(n).ToArray().Select(e => map[e])], n.Shape);
        var arity = n.Op.Arity();
        return g.Add(n with { A = arity > 0 ? map[n.A] : n.A, B = arity > 1 ? map[n.B] : n.B, C = arity > 2 ? map[n.C] : n.C });
    }

    private static int Constant(Sketch g, Number c)
    {
        var near = c.ToDouble();
        if (!c.IsFinite)
            return g.Make(Op.Div, Constant(g, c.Sign), g.Const(0));
        if (c.Sign < 0)
            return c.IsInteger || !IsFraction(c)
                ? g.Make(Op.Neg, Constant(g, -c))
                : g.Make(Op.Div, Constant(g, Top(c)), Constant(g, Bottom(c)));
        return IsFraction(c) ? g.Make(Op.Div, Constant(g, Top(c)), Constant(g, Bottom(c))) : g.Const(near);
    }

    private static bool IsFraction(Number c) => GdScript.Text.NumberText.Of(c).Contains('/');

    private static Number Top(Number c) => Number.Ratio(c.Numerator, BigInteger.One);

    private static Number Bottom(Number c) => Number.Ratio(c.Denominator, BigInteger.One);
}
