using GdScript.Graphs;

namespace GdScript.Kernels;

/// <summary>
/// Sums and means over rows of a product, <c>rowsum(a*b)</c> and <c>rowsum(a^2)</c>: the slopes of most losses. A lane takes the product in
/// by one fused multiply-add, so it is rounded with the sum and not before; lanes, blocks and tree are those of <see cref="Sums"/>. A
/// fitted curve and a classifier take a tenth less time so. An array is summed element by element, and a scalar is a factor of each of them.
/// What counts is how the formula is written.
/// </summary>
internal static class RowProducts
{
    /// <summary>Stands in the third place of a reduction's node in a schedule.</summary>
    public const int Mark = 1;

    /// <summary>The factors of what a reduction adds; null where that is no product.</summary>
    public static (int A, int B)? FactorsOf(Formula formula, in Node reduction)
    {
        if (reduction.Op is not (Op.RowSum or Op.RowMean))
            return null;
        var each = formula.Nodes[reduction.A];
        return each.Op == Op.Mul ? (each.A, each.B)
            : each.Op == Op.Pow && formula.Nodes[each.B] is { Op: Op.Const } exponent && formula.ConstantOf(exponent).ToDouble() == 2
                ? (each.A, each.A)
            : null;
    }

    /// <summary>The same in a schedule.</summary>
    public static (int A, int B)? FactorsOf(ReadOnlySpan<Node> nodes, in Node reduction) =>
        reduction.C == Mark && nodes[reduction.A] is { Op: Op.Mul } product ? (product.A, product.B) : null;
}
