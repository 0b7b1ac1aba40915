using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace GdScript.Graphs;

/// <summary>
/// Rows of data as columns of doubles, each of one length. Immutable: the values are copied in, into memory that never
/// moves, so that a kernel reads them where they are. A part of the rows (<see cref="Slice"/>) shares that memory.
/// </summary>
public sealed class Table
{
    private readonly double[][] columns;
    private readonly int start;

    private Table(ImmutableArray<string> names, double[][] columns, int start, int count) =>
        (Names, this.columns, this.start, Count) = (names, columns, start, count);

    /// <summary>The names of the columns, in order.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>How many rows there are; may be 0.</summary>
    public int Count { get; }

    /// <summary>A table of named columns.</summary>
    /// <exception cref="ArgumentException">There is no column, two have one name, or the lengths differ.</exception>
    public static Table Of(params ReadOnlySpan<(string Name, double[] Values)> columns)
    {
        if (columns.IsEmpty)
            throw new ArgumentException("a table has at least one column", nameof(columns));
        var names = ImmutableArray.CreateBuilder<string>(columns.Length);
        var copies = new double[columns.Length][];
        for (var i = 0; i < columns.Length; i++)
        {
            var (name, values) = columns[i];
            if (names.Contains(name))
                throw new ArgumentException($"two columns are called '{name}'", nameof(columns));
            if (values.Length != columns[0].Values.Length)
                throw new ArgumentException(
                    $"column '{name}' has {values.Length} rows, the first one {columns[0].Values.Length}",
                    nameof(columns)
                );
            names.Add(name);
            values.CopyTo(copies[i] = Pinned(values.Length), 0);
        }
        return new(names.MoveToImmutable(), copies, 0, columns[0].Values.Length);
    }

    /// <summary>The number of the column of that name; −1 when there is none.</summary>
    public int IndexOf(string name) => Names.IndexOf(name);

    /// <summary>The values of a column, one per row.</summary>
    public ReadOnlySpan<double> this[int column] => columns[column].AsSpan(start, Count);

    /// <summary>The values of the column of that name.</summary>
    /// <exception cref="KeyNotFoundException">No column has that name.</exception>
    public ReadOnlySpan<double> this[string name] =>
        IndexOf(name) is var column and >= 0 ? this[column] : throw new KeyNotFoundException($"the table has no column '{name}'");

    /// <summary>Some rows next to each other, sharing the memory of this table.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rows are not all there.</exception>
    public Table Slice(int first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, Count - count);
        return new(Names, columns, start + first, count);
    }

    /// <summary>The rows with the given numbers, in that order.</summary>
    public Table Take(ReadOnlySpan<int> rows)
    {
        var taken = new double[columns.Length][];
        for (var c = 0; c < taken.Length; c++)
        {
            taken[c] = Pinned(rows.Length);
            for (var i = 0; i < rows.Length; i++)
                taken[c][i] = this[c][rows[i]];
        }
        return new(Names, taken, 0, rows.Length);
    }

    /// <summary>A table of the same columns whose rows its maker fills, before anybody else sees them.</summary>
    internal Table Blank(int count) => new(Names, [.. columns.Select(_ => Pinned(count))], 0, count);

    /// <summary>Where the maker of a blank table writes; the column lies in memory that does not move.</summary>
    internal Span<double> Filling(int column) => columns[column].AsSpan(start, Count);

    /// <summary>Where the values of a column are; they never move.</summary>
    internal unsafe double* Address(int column) => (double*)Marshal.UnsafeAddrOfPinnedArrayElement(columns[column], start);

    private static double[] Pinned(int count) => GC.AllocateUninitializedArray<double>(Math.Max(1, count), pinned: true);
}
