using GdScript.Graphs;

namespace GdScript.Tests.Kernels;

/// <summary>
/// What the language says of a*b + c, said once more: over rows and in arrays a sum or difference with a product on exactly one side is rounded once.
/// </summary>
internal static class SlowContraction
{
    /// <summary>The value of such a node from those before it; null for any other.</summary>
    public static double[]? Of(Formula f, int node, double[][] values)
    {
        var n = f.Nodes[node];
        if (
            n.Op is not (Op.Add or Op.Sub)
            || n.Shape.IsScalar && f.Columns.IsEmpty
            || Product(f, n.A, values) is var left && Product(f, n.B, values) is var right && left is null == right is null
            || Keeping(f, node)[left is null ? n.A : n.B]
        )
            return null;
        var (sign, a, b) = (left ?? right)!.Value;
        var minus = n.Op == Op.Sub ? -1 : 1;
        var other = values[left is null ? n.A : n.B];
        double Of(int k) =>
            left is null
                ? Math.FusedMultiplyAdd(minus * sign * Pick(a, k), Pick(b, k), Pick(other, k))
                : Math.FusedMultiplyAdd(sign * Pick(a, k), Pick(b, k), minus * Pick(other, k));
        return [.. Enumerable.Range(0, n.Shape.Count).Select(Of)];
    }

    /// <summary>Which nodes up to this one are a product that was rounded, or a sum or a minus of one.</summary>
    private static bool[] Keeping(Formula f, int last)
    {
        var keeps = new bool[last + 1];
        for (var i = 0; i <= last; i++)
        {
            var n = f.Nodes[i];
            if (n.Op == Op.Mul || n.Op == Op.Pow && f.Nodes[n.B].Op == Op.Const && f.ConstantOf(f.Nodes[n.B]).ToDouble() is 2 or 3 or 4)
                keeps[i] = true;
            else if (n.Op == Op.Neg)
                keeps[i] = keeps[n.A];
            else if (n.Op is Op.Add or Op.Sub && (keeps[n.A] || keeps[n.B]))
            {
                var alone = keeps[n.A] != keeps[n.B] && IsProduct(f, keeps[n.A] ? n.A : n.B);
                keeps[i] = !alone || n.Shape.IsScalar && f.Columns.IsEmpty;
            }
        }
        return keeps;
    }

    private static bool IsProduct(Formula f, int node)
    {
        while (f.Nodes[node].Op == Op.Neg)
            node = f.Nodes[node].A;
        return f.Nodes[node].Op is Op.Mul or Op.Pow;
    }

    private static (int Sign, double[] A, double[] B)? Product(Formula f, int node, double[][] values)
    {
        var n = f.Nodes[node];
        if (n.Op == Op.Neg)
            return Product(f, n.A, values) is var (sign, a, b) ? (-sign, a, b) : null;
        if (n.Op == Op.Mul)
            return (1, values[n.A], values[n.B]);
        if (n.Op != Op.Pow || f.Nodes[n.B].Op != Op.Const)
            return null;
        var x = values[n.A];
        double[] square = [.. x.Select(v => v * v)];
        return f.ConstantOf(f.Nodes[n.B]).ToDouble() switch
        {
            2 => (1, x, x),
            3 => (1, square, x),
            4 => (1, square, square),
            _ => null,
        };
    }

    private static double Pick(double[] values, int k) => values[values.Length == 1 ? 0 : k];
}
