using GdScript.Graphs;

namespace GdScript.Data;

/// <summary>What the loss of every row becomes together.</summary>
public enum Reduction
{
    Mean,
    Sum,
}

/// <summary>From a number for every row to one loss.</summary>
public static class Reductions
{
    /// <summary>
    /// The formula with every root that has a value for each row reduced; roots that are one value already stay as they are.
    /// </summary>
    public static Formula Of(Formula loss, Reduction by = Reduction.Mean)
    {
        if (loss.Roots.All(root => loss.TableOf(root) < 0))
            return loss;
        var g = Sketch.From(loss);
        var op = by switch
        {
            Reduction.Mean => Op.RowMean,
            Reduction.Sum => Op.RowSum,
        };
        return g.Finish([.. loss.Roots.Select(root => loss.TableOf(root) is var table and >= 0 ? g.Rows(op, root, table) : root)]);
    }
}
