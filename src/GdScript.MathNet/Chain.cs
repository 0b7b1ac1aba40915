using GdScript.Algebra;
using GdScript.Graphs;

namespace GdScript.MathNet;

/// <summary>
/// The gradient of a loss from the derivatives of its pieces. Within a piece a reduction over rows is a symbol r, so
/// d(piece)/dp = ∂piece/∂p + Σ ∂piece/∂r · dr/dp, and dr/dp is the same reduction of the derivative of what it reduces.
/// </summary>
internal sealed class Chain
{
    private readonly Symbolics symbolics;
    private readonly Formula loss;
    private readonly Block[] blocks;
    private readonly Sketch g;
    private readonly Exporter exporter;
    private readonly Importer importer;

    /// <summary>d(reduction)/d(parameter element), by the two nodes; absent where it is zero.</summary>
    private readonly Dictionary<(int Reduction, int Symbol), int> slopes = [];

    public Chain(Symbolics symbolics, Formula loss, Block[] blocks)
    {
        (this.symbolics, this.loss, this.blocks) = (symbolics, loss, blocks);
        g = Sketch.From(loss);
        exporter = new(symbolics, loss);
        importer = new(g, name => exporter.Names.TryGetValue(name, out var node) ? node : null, loss.Nodes.Any(n => n.Op == Op.Cbrt));
    }

    public Result<Formula> Gradient()
    {
        var whole = new Dictionary<int, int>();
        foreach (var block in blocks)
        {
            if (!Of(block).Is(out var partials, out var problem))
                return problem;
            if (ReferenceEquals(block, blocks[^1]))
                whole = partials;
            else
                Reduced(block, partials);
        }
        return g.Finish([loss.Root, .. loss.Parameters.Select((_, k) => Shaped(k, whole))]);
    }

    /// <summary>The derivative of a piece toward every element of a parameter it depends on, by the element's node.</summary>
    private Result<Dictionary<int, int>> Of(Block block)
    {
        var partials = new Dictionary<int, int>();
        var expression = exporter.Of(block);
        foreach (var symbol in block.Symbols)
        {
            var op = loss.Nodes[symbol].Op;
            if (Block.IsGiven(loss, symbol))
                continue;
            var answer = symbolics.Call("Differentiate", expression, exporter.Symbol(symbol));
            if (!importer.Of(symbolics.Tree(answer)).Is(out var slope, out var problem))
                return problem;
            if (op is Op.Param or Op.At)
                Add(partials, symbol, slope);
            else
                foreach (var ((_, toward), inner) in slopes.Where(s => s.Key.Reduction == symbol).ToArray())
                    Add(partials, toward, g.Times(slope, inner));
        }
        return partials;
    }

    private void Add(Dictionary<int, int> partials, int symbol, int slope) =>
        partials[symbol] = partials.TryGetValue(symbol, out var before) ? g.Plus(before, slope) : slope;

    /// <summary>Remembers the slopes of the reductions of this piece.</summary>
    private void Reduced(Block body, Dictionary<int, int> partials)
    {
        for (var node = 0; node < loss.Nodes.Length; node++)
            if (loss.Nodes[node] is { Op: Op.RowSum or Op.RowMean } n && n.A == body.Root)
                foreach (var (symbol, slope) in partials)
                    slopes[(node, symbol)] = n.Op == Op.RowSum ? g.RowTotal(slope, n.B) : g.RowAverage(slope, n.B);
    }

    /// <summary>The partial derivatives toward a parameter in its own shape.</summary>
    private int Shaped(int parameter, Dictionary<int, int> partials)
    {
        var shape = loss.Parameters[parameter].Shape;
        var elements = new int[shape.Count];
        Array.Fill(elements, g.Const(0));
        foreach (var (symbol, slope) in partials)
            if (ElementOf(symbol, parameter) is { } at)
                elements[at] = slope;
        return shape.IsScalar ? elements[0] : g.Array(elements, shape);
    }

    /// <summary>Which element of the parameter a symbol is; null for another parameter's.</summary>
    private int? ElementOf(int symbol, int parameter)
    {
        var n = loss.Nodes[symbol];
        var leaf = n.Op == Op.At ? loss.Nodes[n.A] : n;
        if (leaf.A != parameter)
            return null;
        return n.Op == Op.Param ? 0
            : leaf.Shape.IsMatrix ? n.B * leaf.Shape.Columns + n.C
            : n.B;
    }
}
