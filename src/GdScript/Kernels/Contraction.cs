using GdScript.Graphs;

namespace GdScript.Kernels;

/// <summary>
/// a·b + c in a formula's text is rounded once, over rows and in the elements of arrays: a sum or difference of which exactly one side is a product becomes
/// <see cref="Op.Fma"/>. Registers do it in one instruction, and it is never further from the truth. Of single numbers in a formula without rows a sum is rounded
/// as it is written: there the instruction gains nothing (measured: 2 to 4% slower, and a third more time to compile), and x·y − z is what any other
/// program says. What counts is the node and its two arguments alone, not how often the product
/// is read elsewhere (there it is rounded by itself) nor what is known of its factors: a loss has the same bits beside its gradient. Where the other side is a product, or a sum that has
/// rounded one, nothing changes: x·x − y·y and x·x − 2·x·y + y·y stay 0 at x = y, and a·b + c·d does not depend on which comes first.
/// Squares, cubes and fourth powers are products here as they are in kernels, and so is a product with a minus. Programs that were recorded say
/// themselves what they fuse, and keep their bits.
/// </summary>
internal sealed class Contraction
{
    private readonly Formula formula;
    private readonly List<Node> nodes = [];
    private readonly int[] at;

    /// <summary>Which product each node is: one more than its number, below 0 behind an odd number of minuses; 0 for what is none.</summary>
    private readonly int[] products;

    /// <summary>True for what a rounded product went into by sums and minuses alone.</summary>
    private readonly bool[] keeps;
    private readonly Dictionary<int, int> squares = [];
    private readonly Dictionary<int, int> negations = [];

    private Contraction(Formula formula)
    {
        this.formula = formula;
        (at, products, keeps) = (new int[formula.Nodes.Length], new int[formula.Nodes.Length], new bool[formula.Nodes.Length]);
    }

    /// <summary>
    /// The form that everything which speaks of a kernel's bits or rounding starts from (lowering, running error bounds, emitted C#): long
    /// sums as <see cref="Chains"/> adds them, then products fused with the sums they go into; and where each node of the formula went.
    /// </summary>
    public static (Formula Formula, int[]? At) Of(Formula formula)
    {
        var (ordered, places) = Chains.Of(formula);
        if (formula.Source is null or { IsProgram: true } || !ordered.Nodes.Any(n => n.Op is Op.Mul or Op.Pow))
            return (ordered, places);
        var contraction = new Contraction(ordered);
        var contracted = contraction.Rewritten();
        return (contracted, places is null ? contraction.at : [.. places.Select(node => contraction.at[node])]);
    }

    private Formula Rewritten()
    {
        for (var i = 0; i < at.Length; i++)
        {
            var n = formula.Nodes[i];
            products[i] =
                n.Op == Op.Neg ? -products[n.A]
                : n.Op == Op.Mul || Exponent(n) > 0 ? i + 1
                : 0;
            var fused = IsFusible(n) ? Fused(n) : null;
            keeps[i] =
                products[i] != 0 || n.Op == Op.Neg && keeps[n.A] || n.Op is Op.Add or Op.Sub && fused is null && (keeps[n.A] || keeps[n.B]);
            var made = fused ?? Moved(n);
            at[i] = nodes.Count;
            nodes.Add(made);
            if (n.Op == Op.Neg)
                negations.TryAdd(made.A, at[i]);
            else if (n.Op == Op.Mul && n.A == n.B)
                squares.TryAdd(made.A, at[i]);
        }
        return new()
        {
            Nodes = [.. nodes],
            Lists = [.. formula.Lists.Select(element => at[element])],
            Constants = formula.Constants,
            Parameters = formula.Parameters,
            Columns = formula.Columns,
            Data = formula.Data,
            Layers = [.. formula.Layers.Select(layer => layer with { Node = at[layer.Node] })],
            Roots = [.. formula.Roots.Select(root => at[root])],
        };
    }

    private bool IsFusible(in Node n) => n.Op is Op.Add or Op.Sub && !(n.Shape.IsScalar && formula.Columns.IsEmpty);

    private Node Moved(in Node n) =>
        n.Op.Arity() is var arity && arity == 0 ? n : n with { A = at[n.A], B = arity > 1 ? at[n.B] : n.B, C = arity > 2 ? at[n.C] : n.C };

    /// <summary>The sum as one operation; null where it is none of a product and something else.</summary>
    private Node? Fused(in Node n)
    {
        var (left, right) = (products[n.A], products[n.B]);
        if (left == 0 == (right == 0) || keeps[left == 0 ? n.A : n.B])
            return null;
        var isTurned = left < 0 || right < 0 ^ (right != 0 && n.Op == Op.Sub);
        var (a, b) = Factors(Math.Abs(left + right) - 1);
        if (isTurned)
            (a, b) = Turned(a, b);
        var other =
            right != 0 ? at[n.A]
            : n.Op == Op.Sub ? Negated(at[n.B])
            : at[n.B];
        return new(Op.Fma, n.Shape, a, b, other);
    }

    /// <summary>2, 3 or 4 for a power that is a product; else 0.</summary>
    private int Exponent(in Node n) =>
        n.Op == Op.Pow
        && formula.Nodes[n.B] is { Op: Op.Const } exponent
        && formula.ConstantOf(exponent).ToDouble() is var k and (2 or 3 or 4)
            ? (int)k
            : 0;

    private (int A, int B) Factors(int product)
    {
        var n = formula.Nodes[product];
        return Exponent(n) switch
        {
            2 => (at[n.A], at[n.A]),
            3 => (Square(at[n.A]), at[n.A]),
            4 => (Square(at[n.A]), Square(at[n.A])),
            _ => (at[n.A], at[n.B]),
        };
    }

    private int Square(int x)
    {
        if (squares.TryGetValue(x, out var square))
            return square;
        squares.Add(x, nodes.Count);
        nodes.Add(new(Op.Mul, nodes[x].Shape, x, x));
        return nodes.Count - 1;
    }

    /// <summary>−a·b where the minus costs least: at a number, or where there is one.</summary>
    private (int A, int B) Turned(int a, int b) => !IsFree(a) && IsFree(b) ? (a, Negated(b)) : (Negated(a), b);

    private bool IsFree(int node) => nodes[node].Op is Op.Const or Op.Neg;

    private int Negated(int node)
    {
        if (nodes[node].Op == Op.Neg)
            return nodes[node].A;
        if (negations.TryGetValue(node, out var negation))
            return negation;
        negations.Add(node, nodes.Count);
        nodes.Add(new(Op.Neg, nodes[node].Shape, node));
        return nodes.Count - 1;
    }
}
