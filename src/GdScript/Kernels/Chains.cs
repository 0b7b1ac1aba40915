using System.Collections.Immutable;
using GdScript.Graphs;

namespace GdScript.Kernels;

/// <summary>
/// Long sums written out have the order of <see cref="Sums"/>, not that of the text: one addition waiting for the other makes a chain of a
/// hundred terms longer than all else a gradient does. From <see cref="Fewest"/> summands on, a scalar sum without subtractions is the sum of
/// an array. Where most of it are the same few forms again and again (<see cref="Refrain"/>), its elements are these rounds, each added from the left,
/// and behind them what stands outside; else it has the summands of one form together. Everything that speaks of a kernel's bits or
/// rounding starts from this form: lowering, running error bounds, emitted C#. Formulas over rows keep their order, since rows are the terms
/// there; so do formulas that no text was read for: a recorded program adds in an order of its own, and has its bits.
/// </summary>
internal sealed class Chains
{
    /// <summary>As many summands as <see cref="Sums"/> has lanes.</summary>
    public const int Fewest = Sums.Lanes;

    private readonly Formula formula;
    private readonly bool[] ofLoss;
    private readonly int[] uses;
    private readonly bool[] isInner;

    private Chains(Formula formula)
    {
        this.formula = formula;
        var reached = formula.Reached();
        ofLoss = formula.WithRoots(formula.Root).Reached();
        (uses, isInner) = (new int[reached.Length], new bool[reached.Length]);
        foreach (var root in formula.Roots)
            uses[root] += ofLoss[root] && root != formula.Root ? 0 : 1;
        for (var i = 0; i < reached.Length; i++)
            if (reached[i])
                foreach (var argument in formula.Arguments(i))
                    uses[argument] += ofLoss[i] == ofLoss[argument] ? 1 : 0;
        for (var i = 0; i < reached.Length; i++)
            if (reached[i] && IsSum(i))
                foreach (var argument in formula.Arguments(i))
                    isInner[argument] |= IsSum(argument) && ofLoss[i] == ofLoss[argument] && uses[argument] == 1;
    }

    /// <summary>
    /// The formula with its long sums as sums of arrays, and where each of its nodes went. What the loss is worked out from is judged by the loss
    /// alone, so that it has the same bits beside its gradient.
    /// </summary>
    public static (Formula Formula, int[]? At) Of(Formula formula)
    {
        if (
            formula.Source is null or { IsProgram: true }
            || !formula.Columns.IsEmpty
            || formula.Nodes.Count(n => n.Op == Op.Add && n.Shape.IsScalar) < Fewest - 1
        )
            return (formula, null);
        var chains = new Chains(formula);
        var terms = new Dictionary<int, int[]>();
        for (var i = 0; i < formula.Nodes.Length; i++)
            if (chains.IsSum(i) && chains.uses[i] > 0 && !chains.isInner[i] && chains.TermsOf(i) is { Length: >= Fewest } found)
                terms.Add(i, found);
        return terms.Count == 0 ? (formula, null) : chains.Rewritten(terms);
    }

    private bool IsSum(int node) => formula.Nodes[node] is { Op: Op.Add, Shape.IsScalar: true };

    private int[] TermsOf(int top)
    {
        var (found, open) = (new List<int>(), new Stack<int>([formula.Nodes[top].B, formula.Nodes[top].A]));
        while (open.TryPop(out var node))
            if (isInner[node])
            {
                open.Push(formula.Nodes[node].B);
                open.Push(formula.Nodes[node].A);
            }
            else
                found.Add(node);
        return [.. found];
    }

    private (Formula, int[]) Rewritten(Dictionary<int, int[]> terms)
    {
        var (at, nodes, lists, forms) = (new int[formula.Nodes.Length], new List<Node>(), new List<int>(), Forms());
        for (var i = 0; i < at.Length; i++)
        {
            var n = formula.Nodes[i];
            if (terms.TryGetValue(i, out var all))
            {
                var elements = ElementsOf(all, forms, at, nodes);
                lists.AddRange(elements);
                nodes.Add(new(Op.Array, Shape.Vector(elements.Count), lists.Count - elements.Count));
                n = new(Op.Sum, Shape.Scalar, nodes.Count - 1);
            }
            else if (n.Op == Op.Array)
            {
                lists.AddRange(formula.ListOf(n).ToArray().Select(element => at[element]));
                n = n with { A = lists.Count - n.Shape.Count };
            }
            else if (n.Op.Arity() is var arity and > 0)
                n = n with { A = at[n.A], B = arity > 1 ? at[n.B] : n.B, C = arity > 2 ? at[n.C] : n.C };
            at[i] = nodes.Count;
            nodes.Add(n);
        }
        return (
            new()
            {
                Nodes = [.. nodes],
                Lists = [.. lists],
                Constants = formula.Constants,
                Parameters = formula.Parameters,
                Layers = [.. formula.Layers.Select(layer => layer with { Node = at[layer.Node] })],
                Roots = [.. formula.Roots.Select(root => at[root])],
            },
            at
        );
    }

    /// <summary>What the array of a sum holds; rounds of several summands become additions here.</summary>
    private static List<int> ElementsOf(int[] terms, int[] forms, int[] at, List<Node> nodes)
    {
        var (first, period, rounds) = Refrain.Of([.. terms.Select(term => forms[term])]);
        var elements = new List<int>();
        for (var round = 0; round < rounds; round++)
        {
            var begin = first + round * period;
            var sum = at[terms[begin]];
            for (var k = begin + 1; k < begin + period; k++)
            {
                nodes.Add(new(Op.Add, Shape.Scalar, sum, at[terms[k]]));
                sum = nodes.Count - 1;
            }
            elements.Add(sum);
        }
        var outside = terms.Take(first).Concat(terms.Skip(first + rounds * period));
        elements.AddRange(outside.GroupBy(term => forms[term]).SelectMany(g => g).Select(term => at[term]));
        return elements;
    }

    /// <summary>A number for what each node does, whichever parameters it reads: the same operations on the same constants.</summary>
    private int[] Forms()
    {
        var (forms, known) = (new int[formula.Nodes.Length], new Distinct<Node, NodeHash>(16));
        for (var i = 0; i < forms.Length; i++)
        {
            var n = formula.Nodes[i];
            var arity = n.Op.Arity();
            forms[i] =
                n.Op is Op.Array ? known.Add(new(n.Op, n.Shape, i))
                : n.Op is Op.Const ? known.Add(FormOf(formula.ConstantOf(n).ToDouble()))
                : n.Op is Op.Param or Op.At ? known.Add(new(Op.Param, n.Shape))
                : known.Add(new(n.Op, n.Shape, arity > 0 ? forms[n.A] : n.A, arity > 1 ? forms[n.B] : n.B, arity > 2 ? forms[n.C] : n.C));
        }
        return forms;
    }

    /// <summary>A number by its bits.</summary>
    private static Node FormOf(double number)
    {
        var bits = BitConverter.DoubleToInt64Bits(number);
        return new(Op.Const, Shape.Scalar, (int)bits, (int)(bits >> 32));
    }
}
