using GdScript.Graphs;

namespace GdScript.Export;

/// <summary>Which values keep away from zero, so that languages that refuse to divide by zero need no care.</summary>
internal sealed class Certain
{
    /// <summary>Never below zero, and perhaps zero.</summary>
    private readonly bool[] positive;

    /// <summary>Never near zero.</summary>
    private readonly bool[] solid;

    public Certain(Formula formula)
    {
        (positive, solid) = (new bool[formula.Nodes.Length], new bool[formula.Nodes.Length]);
        for (var i = 0; i < positive.Length; i++)
        {
            var node = formula.Nodes[i];
            solid[i] = node.Op switch
            {
                Op.Const => Math.Abs(formula.ConstantOf(node).ToDouble()) > 1e-300,
                Op.Pi or Op.E or Op.Cosh => true,
                Op.Neg or Op.Abs or Op.Sqrt or Op.Fill => solid[node.A],
                Op.Add => positive[node.A] && positive[node.B] && (solid[node.A] || solid[node.B]),
                _ => false,
            };
            positive[i] = node.Op switch
            {
                Op.Const => formula.ConstantOf(node).ToDouble() > 0,
                Op.Pi or Op.E or Op.Cosh or Op.Exp or Op.Abs or Op.Sqrt or Op.Hypot or Op.Norm or Op.Softplus or Op.Sigmoid or Op.Relu =>
                    true,
                Op.Pow => formula.Nodes[node.B] is { Op: Op.Const } power && formula.ConstantOf(power).ToDouble() is 2 or 4,
                Op.Mul => node.A == node.B || (positive[node.A] && positive[node.B]),
                Op.Add => positive[node.A] && positive[node.B],
                Op.Fill => positive[node.A],
                _ => false,
            };
        }
    }

    /// <summary>True when the value cannot be 0; false when nobody knows.</summary>
    public bool IsNeverZero(int node) => solid[node];
}
