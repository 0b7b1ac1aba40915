using GdScript.Graphs;
using GdScript.Kernels;

namespace GdScript.Checking;

/// <summary>
/// Whether a formula that gives no number does so because something on the way left the range of doubles, where the same
/// formula with more room would give one: exp(x)/(1 + exp(x)) at 1000, but not log(−1) or 0/0.
/// </summary>
internal sealed class Overflow
{
    private readonly Formula formula;
    private readonly double[] values;
    private readonly int[] first;
    private readonly bool[] tainted;

    private Overflow(Formula formula, double[] point)
    {
        this.formula = formula;
        var live = formula.Reached();
        int[] nodes = [.. Enumerable.Range(0, live.Length).Where(i => live[i] && formula.TableOf(i) < 0)];
        var all = formula.WithRoots(nodes);
        Kernel.For(all).Run(point, values = new double[all.ResultSize]);
        (first, tainted) = (new int[live.Length], new bool[live.Length]);
        Array.Fill(first, -1);
        var at = 0;
        foreach (var node in nodes)
        {
            first[node] = at;
            at += formula.Nodes[node].Shape.Count;
            tainted[node] = Leaves(node);
            foreach (var argument in formula.Arguments(node))
                tainted[node] |= tainted[argument];
        }
    }

    /// <summary>
    /// True when every root that is not finite has come to it through operations on finite numbers other than 0 that gave infinity
    /// without a pole, or 0 without a zero.
    /// </summary>
    public static bool IsIn(Formula formula, double[] point)
    {
        var run = new Overflow(formula, point);
        int[] lost = [.. formula.Roots.Where(r => run.Has(r, v => !double.IsFinite(v)))];
        return lost.Length > 0 && lost.All(run.CameByRange);
    }

    /// <summary>Goes back along what is no number to where it began.</summary>
    private bool CameByRange(int root)
    {
        if (!Has(root, double.IsNaN))
            return tainted[root];
        var (open, seen) = (new Stack<int>([root]), new HashSet<int>());
        while (open.TryPop(out var node))
        {
            if (!seen.Add(node))
                continue;
            var (isFirst, isTainted) = (true, false);
            var arguments = formula.Arguments(node);
            for (var k = 0; k < arguments.Count; k++)
            {
                if (IsLeftAside(node, k))
                    continue;
                if (Has(arguments[k], double.IsNaN))
                {
                    isFirst = false;
                    open.Push(arguments[k]);
                }
                isTainted |= tainted[arguments[k]] && Has(arguments[k], v => v == 0 || double.IsInfinity(v));
            }
            if (isFirst && !isTainted)
                return false;
        }
        return true;
    }

    private bool IsLeftAside(int node, int k) =>
        formula.Nodes[node] is { Op: Op.Where } choice
        && k > 0
        && formula.Nodes[choice.A].Shape.IsScalar
        && first[choice.A] >= 0
        && values[first[choice.A]] != 0 == (k == 2);

    private bool Leaves(int node)
    {
        var op = formula.Nodes[node].Op;
        if (op.Family() == Family.Leaf || HasPole(op))
            return false;
        var leaves = Has(node, double.IsInfinity) || (op is Op.Exp or Op.Mul or Op.Div or Op.Pow or Op.Softmax && Has(node, v => v == 0));
        foreach (var argument in formula.Arguments(node))
            leaves = leaves && !Has(argument, v => !double.IsFinite(v) || v == 0 && op is not Op.Exp);
        return leaves;
    }

    private bool Has(int node, Predicate<double> what)
    {
        if (first[node] < 0)
            return false;
        foreach (var value in values.AsSpan(first[node], formula.Nodes[node].Shape.Count))
            if (what(value))
                return true;
        return false;
    }

    /// <summary>Operations that are infinite at a finite number.</summary>
    private static bool HasPole(Op op) =>
        op is Op.Log or Op.Log2 or Op.Log10 or Op.Log1p or Op.Atanh or Op.Lgamma or Op.Polygamma or Op.Gamma or Op.Bessel or Op.Tan;
}
