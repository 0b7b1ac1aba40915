using GdScript.Graphs;
using GdScript.Kernels;

namespace GdScript.Data;

/// <summary>
/// The rows of a table in random order, so many at a time, each row once in an epoch; the last batch of an epoch has what is
/// left over. Which rows step t sees follows from the seed and t alone, so a resumed walk sees the same ones.
/// </summary>
/// <remarks>
/// The next rows of the epoch lie in <see cref="Rows"/> in their order, as many whole batches as a cache near the processor holds (all of
/// them, where there are few), and a batch is a window over them. A kernel is bound once and a step allocates nothing:
/// <code>
/// var batches = Batches.Of(table, size: 32, seed: 7);
/// var kernel = Kernel.For(Gradient.Of(loss)).On(batches.Rows);
/// for (long t = 0; t &lt; steps; t++)
///     kernel.ValueAndGradient(x, gradient, batches.At(t));
/// </code>
/// <see cref="At"/> fills <see cref="Rows"/> anew when a step needs other rows: one walk uses one of these. A loss that is a mean
/// has, over a batch, a gradient whose expectation is the gradient of the whole; one that is a sum has a part of it.
/// </remarks>
public sealed class Batches
{
    /// <summary>So many numbers are brought together at once: images of an epoch would be written to far memory and read from there again.</summary>
    private const int Near = 1 << 17;

    private readonly Table source;
    private readonly ulong seed;
    private readonly int[] order;
    private readonly int together;
    private long shuffled = -1;
    private (long Epoch, int Part) filled = (-1, 0);

    private Batches(Table source, int size, ulong seed)
    {
        (this.source, Size, this.seed) = (source, size, seed);
        order = new int[source.Count];
        var width = Enumerable.Range(0, source.Names.Length).Sum(c => (long)source.Width(c));
        together = (int)Math.Clamp(Near / Math.Max(1, width * size), 1, PerEpoch);
        Rows = size == source.Count ? source : source.Blank((int)Math.Min((long)together * size, source.Count));
    }

    /// <summary>Batches of a table. A size of all rows (or more) is the full batch, in the order of the data.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is not 1 or more, or there are no rows.</exception>
    public static Batches Of(Table rows, int size, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        ArgumentOutOfRangeException.ThrowIfZero(rows.Count, nameof(rows));
        return new(rows, Math.Min(size, rows.Count), seed);
    }

    /// <summary>How many rows a batch has, but for the last of an epoch.</summary>
    public int Size { get; }

    /// <summary>How many batches make an epoch.</summary>
    public int PerEpoch => Batching.PerEpoch;

    /// <summary>How the rows are dealt out.</summary>
    public Batching Batching => new(source.Count, Size);

    /// <summary>The rows of the step that <see cref="At"/> was last asked for, and around them others of its epoch in their order.</summary>
    public Table Rows { get; }

    /// <summary>The epoch that step t (from 0) belongs to.</summary>
    public long EpochOf(long step) => Batching.EpochOf(step);

    /// <summary>The rows of step t (from 0), as a window over <see cref="Rows"/>, which now has them.</summary>
    public Window At(long step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        var number = Batching.NumberOf(step);
        if (!ReferenceEquals(Rows, source))
            Fill(EpochOf(step), number / together);
        return new(number % together * Size, Batching.CountOf(step));
    }

    private void Fill(long epoch, int part)
    {
        if (filled == (epoch, part))
            return;
        if (shuffled != epoch)
            Chance.Shuffle(order, seed, (ulong)epoch);
        shuffled = epoch;
        var first = part * together * Size;
        var rows = order.AsSpan(first, Math.Min(together * Size, order.Length - first));
        for (var c = 0; c < source.Names.Length; c++)
            source.Take(c, rows, Rows.Filling(c));
        filled = (epoch, part);
    }
}
