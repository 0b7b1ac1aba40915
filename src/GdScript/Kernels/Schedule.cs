using GdScript.Graphs;

namespace GdScript.Kernels;

/// <summary>
/// A formula in the order it is run, arguments first, made by <see cref="Lowering"/>. The nodes read like those of a
/// formula but for four things: A of <see cref="Op.Const"/> is an offset into <see cref="Constants"/> (an array of them
/// when the shape is one), A of <see cref="Op.Param"/> an offset into the point, B of <see cref="Op.At"/> a flat offset
/// into its array, and B of <see cref="Op.Polygamma"/> and <see cref="Op.Bessel"/> a node that holds the order. Pi, E and OneHot are gone.
/// </summary>
internal sealed class Schedule
{
    public required Node[] Nodes { get; init; }

    /// <summary>The elements of the <see cref="Op.Array"/> nodes.</summary>
    public required int[] Lists { get; init; }

    public required double[] Constants { get; init; }

    public required int[] Roots { get; init; }

    /// <summary>Which node here has the value of each node of the formula; −1 where no root needs it.</summary>
    public required int[] ValueOf { get; init; }

    public required int PointSize { get; init; }

    /// <summary>The columns that <see cref="Op.Column"/> nodes name.</summary>
    public required System.Collections.Immutable.ImmutableArray<Column> Columns { get; init; }

    /// <summary>The matrices whose zeros above the diagonal are left out of products (see <see cref="Kernels.Triangles"/>).</summary>
    public HashSet<int> Triangles { get; init; } = [];

    /// <summary>True when it reads or reduces rows, and so is run by a <see cref="RowEngine"/>.</summary>
    public bool HasRows => Staging.IsNeeded(Nodes);

    /// <summary>How many results the roots give together.</summary>
    public int ResultSize => Roots.Sum(root => Nodes[root].Shape.Count);

    public static int ArgumentCount(in Node node) =>
        node.Op switch
        {
            Op.Array => node.Shape.Count,
            Op.Polygamma or Op.Bessel => 2,
            _ => node.Op.Arity(),
        };

    public int Argument(in Node node, int k) =>
        node.Op == Op.Array ? Lists[node.A + k]
        : k == 0 ? node.A
        : k == 1 ? node.B
        : node.C;

    /// <summary>True for nodes whose value is made by doing something; the others only name a place that is there already.</summary>
    public static bool IsComputed(Op op) => op is not (Op.Const or Op.Param or Op.Column or Op.At);

    /// <summary>True for the operations that a single instruction or call on scalars computes.</summary>
    public static bool IsScalarStep(in Node node) => node.Shape.IsScalar && node.Op.Family() == Family.Elementwise;

    /// <summary>How often each node is read, roots included; 0 for what nothing needs.</summary>
    public int[] Uses()
    {
        var uses = new int[Nodes.Length];
        foreach (var root in Roots)
            uses[root]++;
        for (var i = Nodes.Length - 1; i >= 0; i--)
            if (uses[i] > 0)
                for (var k = ArgumentCount(Nodes[i]) - 1; k >= 0; k--)
                    uses[Argument(Nodes[i], k)]++;
        return uses;
    }
}
