using GdScript.Algebra;
using GdScript.Graphs;

namespace GdScript.Calculus;

/// <summary>
/// The adjoints of one sweep of <see cref="Reverse"/>, as far as they have come: whole, element by element, or as shares of rows. Each has the shape of its
/// node once it is gathered.
/// </summary>
internal sealed class Adjoints
{
    private readonly Sketch g;
    private readonly int[] whole;

    /// <summary>True for a node of rows whose adjoint still wants dividing by the number of rows: below a mean it is never formed.</summary>
    private readonly bool[] means;

    /// <summary>What arrived element by element (through indexing), kept apart until the array's turn comes.</summary>
    private readonly Dictionary<(int Node, bool Mean), int[]> elements = [];

    /// <summary>
    /// Shares that came from rows to what is the same for all of them, kept until its turn comes and then summed over the
    /// rows once: node, table, and whether the sum is a mean.
    /// </summary>
    private readonly Dictionary<int, OrderedDictionary<(int Table, bool Mean, int Index), int>> shares = [];

    /// <param name="g">Where they are built.</param>
    /// <param name="count">How many nodes the sweep goes over.</param>
    public Adjoints(Sketch g, int count)
    {
        (this.g, whole, means) = (g, new int[count], new bool[count]);
        Array.Fill(whole, -1);
    }

    /// <summary>The adjoint of any node when the sweep is over; zeros where the root does not depend on it.</summary>
    public int Of(int node)
    {
        if (node >= whole.Length)
            return g.Zero(g.ShapeOf(node));
        var d = Gathered(node) is var found and >= 0 ? found : g.Zero(g.ShapeOf(node));
        return means[node] ? g.Over(d, g.RowCount(g.TableOf(node))) : d;
    }

    /// <summary>
    /// All that has come to a node, −1 for nothing: elements that came one by one become one array, written out; shares that came from rows,
    /// one sum over them.
    /// </summary>
    public int Gathered(int node)
    {
        GatherElements(node, false);
        GatherElements(node, true);
        if (shares.Remove(node, out var rows))
            foreach (var ((table, mean, _), share) in rows)
                Add(node, mean ? g.RowAverage(share, table) : g.RowTotal(share, table), false);
        return whole[node];
    }

    /// <summary>True where what is gathered is still to be divided by the number of rows.</summary>
    public bool IsMean(int node) => means[node];

    private void GatherElements(int node, bool mean)
    {
        if (!elements.Remove((node, mean), out var slots))
            return;
        for (var i = 0; i < slots.Length; i++)
            slots[i] = slots[i] < 0 ? g.Const(0) : slots[i];
        Add(node, g.Array(slots, g.ShapeOf(node)), mean);
    }

    /// <summary>Adds to the adjoint of one element of an array.</summary>
    public void AddElement(int array, int flat, int share, bool mean)
    {
        if (!elements.TryGetValue((array, mean), out var slots))
        {
            elements.Add((array, mean), slots = new int[g.ShapeOf(array).Count]);
            Array.Fill(slots, -1);
        }
        slots[flat] = slots[flat] < 0 ? share : g.Plus(slots[flat], share);
    }

    /// <summary>Keeps a share of rows for what they have in common. What is scattered by one index is one sum: a row that names a place touches that place alone.</summary>
    public void Hold(int node, int share, (int Table, bool Mean) from)
    {
        if (!shares.TryGetValue(node, out var held))
            shares.Add(node, held = []);
        share = g.ScatteredWhole(share);
        var key = (from.Table, from.Mean, g.IndexOf(share));
        held[key] = held.TryGetValue(key, out var already) ? g.Plus(already, share) : share;
    }

    /// <summary>Adds to an adjoint; where a mean's share meets a sum's, it is divided by the number of rows after all.</summary>
    public void Add(int node, int share, bool mean)
    {
        if (whole[node] < 0)
        {
            (whole[node], means[node]) = (share, mean);
            return;
        }
        if (means[node] != mean)
        {
            var count = g.RowCount(g.TableOf(node));
            whole[node] = means[node] ? g.Over(whole[node], count) : whole[node];
            share = mean ? g.Over(share, count) : share;
            means[node] = false;
        }
        whole[node] = g.Plus(whole[node], share);
    }
}
