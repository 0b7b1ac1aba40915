using System.Collections.Immutable;
using GdScript.Graphs;
using GdScript.Kernels;

namespace GdScript.Data;

/// <summary>
/// What a loss over rows says about accuracy: it is a classifier's where one column is a label. A row is classified right where
/// its own label has a lower loss than every other class would have there, so cross entropies of sigmoid and softmax,
/// <c>softplus(z) - y*z</c> and margins are all judged by what they themselves call likely; a tie is no decision and counts as wrong.
/// </summary>
public sealed class Classifier
{
    private const int MostClasses = 100;
    private readonly Kernel right;

    private Classifier(string label, ImmutableArray<double> classes, Formula right) =>
        (Label, Classes, this.right) = (label, classes, Kernel.For(right));

    /// <summary>The column with the labels.</summary>
    public string Label { get; }

    /// <summary>The labels there are, rising.</summary>
    public ImmutableArray<double> Classes { get; }

    /// <summary>The share of the rows that are classified right at a point, from 0 to 1.</summary>
    /// <param name="rows">With the columns of the loss; one row or more.</param>
    /// <param name="point">As many numbers as the loss takes.</param>
    public double Accuracy(Table rows, ReadOnlySpan<double> point) => right.On(rows).Value(point);

    /// <summary>
    /// The classifier a loss belongs to; null where it is none. A label is a column that takes part in a row's loss but not in
    /// what is put into its sigmoid or softplus (labels 0 and 1), softmax or logsumexp (0, 1, 2, …), or else the only column
    /// of labels −1 and 1 inside of a hinge or softplus.
    /// </summary>
    /// <param name="loss">A loss over the rows of one table: a mean or sum of one number for each, perhaps with more beside it.</param>
    /// <param name="rows">All rows, so that every class shows.</param>
    public static Classifier? Of(Formula loss, Table rows)
    {
        var live = loss.WithRoots(loss.Root).Reached();
        var found =
            from node in Enumerable.Range(0, live.Length)
            where live[node] && loss.Nodes[node] is { Op: Op.RowMean or Op.RowSum, Shape.IsScalar: true, B: 0 }
            let each = loss.Nodes[node].A
            from column in Labels(loss, each, rows)
            select (each, column);
        if (found.Take(2).ToArray() is not [var (row, label)])
            return null;
        var classes = ClassesOf(rows[loss.Columns[label].Name]);
        return new(loss.Columns[label].Name, classes, Right(loss, row, label, classes));
    }

    private static IEnumerable<int> Labels(Formula loss, int each, Table rows)
    {
        var inside = loss.WithRoots(each).Reached();
        Node[] deciding = [.. Enumerable.Range(0, inside.Length).Where(i => inside[i]).Select(i => loss.Nodes[i])];
        var candidates = Enumerable
            .Range(0, loss.Columns.Length)
            .Where(c => loss.Columns[c].Table == 0 && rows.IndexOf(loss.Columns[c].Name) >= 0)
            .Select(c => (Column: c, Reads: Reading(loss, c), Classes: ClassesOf(rows[loss.Columns[c].Name])))
            .Where(c => c.Reads[each] && c.Classes.Length > 1)
            .ToArray();
        var beside = candidates.Where(c =>
            deciding.Where(IsSquashed).All(n => !c.Reads[n.A]) && deciding.Any(n => Fits(loss, n, c.Classes))
        );
        var margins = candidates.Where(c => c.Classes is [-1, 1] && deciding.Any(n => n.Op is Op.Relu or Op.Softplus && c.Reads[n.A]));
        return (beside.Any() ? beside : margins).Select(c => c.Column);
    }

    private static bool IsSquashed(Node node) => node.Op is Op.Sigmoid or Op.Softplus or Op.Softmax or Op.LogSumExp;

    /// <summary>True where a node can be what decides between these classes.</summary>
    private static bool Fits(Formula loss, Node node, ImmutableArray<double> classes) =>
        IsSquashed(node) && classes[0] >= 0 && classes[^1] < (node.Op is Op.Sigmoid or Op.Softplus ? 2 : loss.Nodes[node.A].Shape.Count);

    /// <summary>Which nodes read a column.</summary>
    private static bool[] Reading(Formula loss, int column)
    {
        var reads = new bool[loss.Nodes.Length];
        for (var i = 0; i < reads.Length; i++)
        {
            reads[i] = loss.Nodes[i] is { Op: Op.Column } node && node.A == column;
            foreach (var argument in loss.Arguments(i))
                reads[i] |= reads[argument];
        }
        return reads;
    }

    /// <summary>The whole numbers in a column, rising; none where one is not whole, or there are too many for classes.</summary>
    private static ImmutableArray<double> ClassesOf(ReadOnlySpan<double> values)
    {
        var seen = new SortedSet<double>();
        foreach (var value in values)
            if (value != Math.Floor(value) || !double.IsFinite(value) || (seen.Add(value) && seen.Count > MostClasses))
                return [];
        return [.. seen];
    }

    /// <summary>1 for a row where no other class has as low a loss as its own, and the mean of that over the rows.</summary>
    private static Formula Right(Formula loss, int each, int label, ImmutableArray<double> classes)
    {
        var g = new Sketch();
        foreach (var (name, shape) in loss.Parameters)
            g.Param(name, shape);
        var own = Graft.Onto(g, loss, [each], _ => null)[0];
        var column = g.Column(loss.Columns[label].Name);
        var right = g.Const(1L);
        foreach (var value in classes)
        {
            var other = Graft.Onto(
                g,
                loss,
                [each],
                node => loss.Nodes[node] is { Op: Op.Column } n && n.A == label ? g.Const(value) : null
            )[0];
            var wins = g.Make(Op.Or, g.Make(Op.Eq, column, g.Const(value)), g.Make(Op.Lt, own, other));
            right = g.Make(Op.And, right, wins);
        }
        return g.Finish(g.Rows(Op.RowMean, right));
    }
}
