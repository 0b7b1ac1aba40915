using GdScript.Graphs;

namespace GdScript.Data;

/// <summary>Rows to learn from and rows kept aside, to see whether what was learned holds for rows not seen.</summary>
public sealed record HoldOut(Table Training, Table Held)
{
    /// <summary>
    /// A random share of the rows kept aside, the same ones for the same seed; both parts keep the order of the data. At
    /// least one row stays on each side.
    /// </summary>
    /// <param name="rows">Two rows or more.</param>
    /// <param name="share">How much is held out, between 0 and 1.</param>
    /// <param name="seed">Which rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two rows, or the share is not between 0 and 1.</exception>
    public static HoldOut Of(Table rows, double share, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows.Count, 2, nameof(rows));
        if (!(share > 0 && share < 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, "a share of the rows lies between 0 and 1");
        var order = new int[rows.Count];
        Chance.Shuffle(order, seed, Stream);
        var held = Math.Clamp((int)Math.Round(share * rows.Count), 1, rows.Count - 1);
        Array.Sort(order, 0, held);
        Array.Sort(order, held, order.Length - held);
        return new(rows.Take(order.AsSpan(held)), rows.Take(order.AsSpan(0, held)));
    }

    /// <summary>A stream no epoch has, so that the split and the first epoch draw apart under one seed.</summary>
    private const ulong Stream = ulong.MaxValue;
}
