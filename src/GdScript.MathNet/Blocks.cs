using GdScript.Graphs;

namespace GdScript.MathNet;

/// <summary>
/// One piece of a loss that MathNet.Symbolics is asked about: a tree over symbols. The loss is one, and so is what a mean or a sum
/// over rows reduces; within another piece the reduction is a symbol, for its slope is the reduction of the slope.
/// </summary>
/// <param name="Root">The node it computes.</param>
/// <param name="Nodes">What it is made of, arguments first; symbols are among them.</param>
/// <param name="Symbols">Nodes that stay names: parameters, their elements, columns, reductions.</param>
internal sealed record Block(int Root, int[] Nodes, int[] Symbols)
{
    /// <summary>A tree of more nodes is not handed over: its operators compare and copy whole trees.</summary>
    public const int MostNodes = 20_000;

    /// <summary>The pieces of a loss, each after those it uses; or what in it cannot be handed over.</summary>
    public static Result<Block[]> Of(Formula loss)
    {
        var live = loss.Reached();
        var blocks = new List<Block>();
        for (var node = 0; node < live.Length; node++)
            if (live[node] && loss.Nodes[node].Op is Op.RowSum or Op.RowMean)
            {
                if (!Of(loss, loss.Nodes[node].A).Is(out var body, out var problem))
                    return problem;
                blocks.Add(body);
            }
        return Of(loss, loss.Root).Select<Block[]>(last => [.. blocks, last]);
    }

    /// <summary>A name in MathNet.Symbolics: a scalar, an element of an array, a column, the value of a reduction.</summary>
    public static bool IsSymbol(Formula loss, int node) =>
        loss.Nodes[node] switch
        {
            { Op: Op.Param or Op.Column } n => n.Shape.IsScalar,
            { Op: Op.At } n => n.Shape.IsScalar && loss.Nodes[n.A].Op is Op.Param or Op.Column,
            { Op: Op.RowSum or Op.RowMean } n => n.Shape.IsScalar,
            _ => false,
        };

    /// <summary>A symbol that nothing is derived toward: a column or an element of one.</summary>
    public static bool IsGiven(Formula loss, int symbol) =>
        loss.Nodes[symbol] is var n && (n.Op == Op.Column || (n.Op == Op.At && loss.Nodes[n.A].Op == Op.Column));

    private static Result<Block> Of(Formula loss, int root)
    {
        var inside = new bool[root + 1];
        inside[root] = true;
        for (var node = root; node >= 0; node--)
            if (inside[node] && !IsSymbol(loss, node))
                foreach (var argument in loss.Arguments(node))
                    inside[argument] = true;
        int[] nodes = [.. Enumerable.Range(0, root + 1).Where(n => inside[n])];
        if (nodes.Select(n => Refusal(loss, n)).FirstOrDefault(p => p is not null) is { } refusal)
            return refusal;
        return TooWide(loss, nodes) is { } problem ? problem : new Block(root, nodes, [.. nodes.Where(n => IsSymbol(loss, n))]);
    }

    /// <summary>Why a node cannot be handed over, pointing to where it is written; null where it can.</summary>
    private static Problem? Refusal(Formula loss, int node)
    {
        var op = loss.Nodes[node].Op;
        var why =
            !loss.Nodes[node].Shape.IsScalar ? $"it has no arrays, and {Problems.Called(op)} is {loss.Nodes[node].Shape} here"
            : IsSymbol(loss, node) ? null
            : Reason(op);
        if (why is null)
            return null;
        var problem = Problems.Cannot(why);
        return loss.Source is { } source && node < source.At.Length && source.At[node] >= 0
            ? problem.In(source.Text, source.At[node])
            : problem;
    }

    private static string? Reason(Op op) =>
        op switch
        {
            Op.Const or Op.Pi or Op.E or Op.Param or Op.Column => null,
            Op.Neg or Op.Add or Op.Sub or Op.Mul or Op.Div or Op.Pow or Op.Fma => null,
            Op.Exp or Op.Expm1 or Op.Log or Op.Log1p or Op.Log2 or Op.Log10 or Op.Sqrt or Op.Cbrt => null,
            Op.Sin or Op.Cos or Op.Tan or Op.Asin or Op.Acos or Op.Atan => null,
            Op.Sinh or Op.Cosh or Op.Tanh or Op.Asinh or Op.Acosh or Op.Atanh => null,
            Op.Sigmoid or Op.Softplus or Op.Hypot or Op.Bessel => null,
            Op.Atan2 => "its rule for 'atan2' is wrong (it differentiates tan(x/y))",
            Op.Abs => "it throws at 'abs'",
            Op.Sign or Op.Relu or Op.Floor or Op.Ceil or Op.Round or Op.Min or Op.Max => $"it has no {Problems.Called(op)}",
            Op.Erf or Op.Erfc or Op.Gamma or Op.Lgamma or Op.Polygamma => $"it has no {Problems.Called(op)}",
            Op.Lt or Op.Le or Op.Gt or Op.Ge or Op.Eq or Op.Ne or Op.And or Op.Or or Op.Not or Op.Where =>
                $"it has no choices, and {Problems.Called(op)} is one",
            Op.OneHot or Op.Array or Op.At or Op.Fill or Op.Sum or Op.Mean or Op.Dot or Op.Norm =>
                $"it has no arrays, which {Problems.Called(op)} is about",
            Op.MatMul or Op.Outer or Op.Transpose or Op.Softmax or Op.LogSumExp or Op.Argmax or Op.Gather or Op.Scatter =>
                $"it has no arrays, which {Problems.Called(op)} is about",
            Op.RowMax or Op.RowMin => $"{Problems.Called(op)} takes the largest or the least of the rows, which is a choice",
            Op.RowSum or Op.RowMean => null,
        };

    /// <summary>A shared part counts each time it is used: that is what a tree is.</summary>
    private static Problem? TooWide(Formula loss, int[] nodes)
    {
        var size = new Dictionary<int, long>();
        foreach (var node in nodes)
        {
            var total = 1L;
            if (!IsSymbol(loss, node))
                foreach (var argument in loss.Arguments(node))
                    total = Math.Min(total + size[argument], int.MaxValue);
            size[node] = total;
        }
        var all = size[nodes[^1]];
        return all <= MostNodes
            ? null
            : Problems.TooLarge(
                all == int.MaxValue
                    ? FormattableString.Invariant($"as a tree it has more than {int.MaxValue} nodes, and {MostNodes} are the most")
                    : FormattableString.Invariant($"as a tree it has {all} nodes, and {MostNodes} are the most")
            );
    }
}
