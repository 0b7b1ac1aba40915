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

    private Table(ImmutableArray<string> names, ImmutableArray<Shape> shapes, double[][] columns, int start, int count) =>
        (Names, Shapes, this.columns, this.start, Count) = (names, shapes, columns, start, count);

    /// <summary>The names of the columns, in order.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>What each row has in each column: a scalar, or an array whose numbers lie side by side, row after row.</summary>
    public ImmutableArray<Shape> Shapes { get; }

    /// <summary>How many rows there are; may be 0.</summary>
    public int Count { get; }

    /// <summary>A table of named columns with a number for every row.</summary>
    /// <exception cref="ArgumentException">There is no column, two have one name, or the lengths differ.</exception>
    public static Table Of(params ReadOnlySpan<(string Name, double[] Values)> columns)
    {
        var shaped = new (string, Shape, double[])[columns.Length];
        for (var i = 0; i < shaped.Length; i++)
            shaped[i] = (columns[i].Name, Shape.Scalar, columns[i].Values);
        return Of(shaped);
    }

    /// <summary>A table of named columns with a number or an array for every row: <c>("x", Shape.Vector(784), pixels)</c>.</summary>
    /// <param name="columns">The numbers of the first row, then those of the second, and so on.</param>
    /// <exception cref="ArgumentException">There is no column, two have one name, the lengths differ or are no whole number of rows.</exception>
    public static Table Of(params ReadOnlySpan<(string Name, Shape Each, double[] Values)> columns)
    {
        if (columns.IsEmpty)
            throw new ArgumentException("a table has at least one column", nameof(columns));
        var names = ImmutableArray.CreateBuilder<string>(columns.Length);
        var shapes = ImmutableArray.CreateBuilder<Shape>(columns.Length);
        var copies = new double[columns.Length][];
        var count = columns[0].Values.Length / columns[0].Each.Count;
        for (var i = 0; i < columns.Length; i++)
        {
            var (name, each, values) = columns[i];
            if (names.Contains(name))
                throw new ArgumentException($"two columns are called '{name}'", nameof(columns));
            if (values.Length % each.Count != 0)
                throw new ArgumentException($"{values.Length} numbers are no rows of {each} (column '{name}')", nameof(columns));
            if (values.Length / each.Count != count)
                throw new ArgumentException(
                    $"column '{name}' has {values.Length / each.Count} rows, the first one {count}",
                    nameof(columns)
                );
            names.Add(name);
            shapes.Add(each);
            values.CopyTo(copies[i] = Pinned(values.Length), 0);
        }
        return new(names.MoveToImmutable(), shapes.MoveToImmutable(), copies, 0, count);
    }

    /// <summary>The number of the column of that name; −1 when there is none.</summary>
    public int IndexOf(string name) => Names.IndexOf(name);

    /// <summary>The values of a column, row after row.</summary>
    public ReadOnlySpan<double> this[int column] => Filling(column);

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
        return new(Names, Shapes, columns, start + first, count);
    }

    /// <summary>The rows with the given numbers, in that order.</summary>
    public Table Take(ReadOnlySpan<int> rows)
    {
        var taken = new double[columns.Length][];
        for (var c = 0; c < taken.Length; c++)
        {
            taken[c] = Pinned(checked(rows.Length * Width(c)));
            Take(c, rows, taken[c]);
        }
        return new(Names, Shapes, taken, 0, rows.Length);
    }

    /// <summary>How many numbers a row has in a column.</summary>
    internal int Width(int column) => Shapes[column].Count;

    /// <summary>Writes the rows with the given numbers of one column, in that order.</summary>
    internal void Take(int column, ReadOnlySpan<int> rows, Span<double> to)
    {
        var from = this[column];
        var width = Width(column);
        if (width == 1)
            for (var i = 0; i < rows.Length; i++)
                to[i] = from[rows[i]];
        else
            for (var i = 0; i < rows.Length; i++)
                from.Slice(rows[i] * width, width).CopyTo(to[(i * width)..]);
    }

    /// <summary>A table of the same columns whose rows its maker fills, before anybody else sees them.</summary>
    internal Table Blank(int count) => new(Names, Shapes, [.. columns.Select((_, c) => Pinned(checked(count * Width(c))))], 0, count);

    /// <summary>Where the maker of a blank table writes; the column lies in memory that does not move.</summary>
    internal Span<double> Filling(int column) => columns[column].AsSpan(start * Width(column), Count * Width(column));

    /// <summary>Where the values of a column are; they never move.</summary>
    internal unsafe double* Address(int column) => (double*)Marshal.UnsafeAddrOfPinnedArrayElement(columns[column], start * Width(column));

    private static double[] Pinned(int count) => GC.AllocateUninitializedArray<double>(Math.Max(1, count), pinned: true);
}
