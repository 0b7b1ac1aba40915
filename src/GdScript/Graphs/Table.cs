using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace GdScript.Graphs;

/// <summary>
/// Rows of data as columns of doubles, each of one length. Immutable: the values are copied in, into memory that never
/// moves, so that a kernel reads them where they are. A part of the rows (<see cref="Slice"/>) shares that memory.
/// </summary>
public sealed class Table
{
    /// <summary>Bytes in a line of the cache: columns start on one, so that no register of rows lies across two.</summary>
    private const int Line = 64;

    // Each is a double[] or a float[] with room before its first row.
    private readonly Array[] columns;
    private readonly double[]?[] widened;
    private readonly int start;

    private Table(ImmutableArray<string> names, ImmutableArray<Shape> shapes, Array[] columns, int start, int count)
    {
        (Names, Shapes, this.columns, this.start, Count) = (names, shapes, columns, start, count);
        widened = new double[]?[columns.Length];
    }

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
        var copies = new Array[columns.Length];
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
            values.CopyTo(Whole((double[])(copies[i] = Pinned<double>(values.Length))));
        }
        return new(names.MoveToImmutable(), shapes.MoveToImmutable(), copies, 0, count);
    }

    /// <summary>
    /// The same rows with every number rounded to single precision and kept so: half the memory, and half of what a kernel has
    /// to fetch, which is what large data cost. Kernels widen the numbers as they read them; everything is worked out in doubles.
    /// </summary>
    public Table Narrowed()
    {
        var narrow = new Array[columns.Length];
        for (var c = 0; c < narrow.Length; c++)
        {
            var from = this[c];
            var to = Whole((float[])(narrow[c] = Pinned<float>(from.Length)));
            for (var i = 0; i < from.Length; i++)
                to[i] = (float)from[i];
        }
        return new(Names, Shapes, narrow, 0, Count);
    }

    /// <summary>A table of named columns that are in single precision already, and stay so (see <see cref="Narrowed"/>).</summary>
    /// <exception cref="ArgumentException">There is no column, two have one name, or the lengths differ.</exception>
    public static Table OfSingles(params ReadOnlySpan<(string Name, float[] Values)> columns)
    {
        var wide = new (string, double[])[columns.Length];
        for (var i = 0; i < wide.Length; i++)
            wide[i] = (columns[i].Name, Array.ConvertAll(columns[i].Values, v => (double)v));
        return Of(wide).Narrowed();
    }

    /// <summary>The number of the column of that name; −1 when there is none.</summary>
    public int IndexOf(string name) => Names.IndexOf(name);

    /// <summary>The values of a column, row after row.</summary>
    public ReadOnlySpan<double> this[int column] =>
        columns[column] is double[] doubles ? Part(doubles, column) : Whole(Widened(column))[..(Count * Width(column))];

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
        var taken = new Array[columns.Length];
        for (var c = 0; c < taken.Length; c++)
            if (columns[c] is float[] singles)
                Take(singles, c, rows, Whole((float[])(taken[c] = Pinned<float>(checked(rows.Length * Width(c))))));
            else
                Take(c, rows, Whole((double[])(taken[c] = Pinned<double>(checked(rows.Length * Width(c))))));
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
    internal Table Blank(int count) =>
        new(Names, Shapes, [.. columns.Select((_, c) => Pinned<double>(checked(count * Width(c))))], 0, count);

    /// <summary>Where the maker of a blank table writes; the column lies in memory that does not move.</summary>
    internal Span<double> Filling(int column) => Part((double[])columns[column], column);

    /// <summary>True for a column kept in single precision.</summary>
    internal bool IsSingle(int column) => columns[column] is float[];

    /// <summary>Where the values of a column are as doubles; they never move. A column of singles is widened once for it.</summary>
    internal unsafe double* Address(int column)
    {
        var (memory, first) = columns[column] is double[] doubles ? (doubles, start * Width(column)) : (Widened(column), 0);
        return (double*)Marshal.UnsafeAddrOfPinnedArrayElement(memory, Lead(memory) + first);
    }

    /// <summary>Where the values of a column of singles are.</summary>
    internal unsafe float* SingleAddress(int column) =>
        (float*)Marshal.UnsafeAddrOfPinnedArrayElement(columns[column], Lead((float[])columns[column]) + start * Width(column));

    /// <summary>The doubles of a column of singles, made when somebody asks and kept in one place.</summary>
    private double[] Widened(int column)
    {
        if (widened[column] is { } known)
            return known;
        var from = Part((float[])columns[column], column);
        var wide = Pinned<double>(from.Length);
        var to = Whole(wide);
        for (var i = 0; i < from.Length; i++)
            to[i] = from[i];
        return Interlocked.CompareExchange(ref widened[column], wide, null) ?? wide;
    }

    private void Take(float[] singles, int column, ReadOnlySpan<int> rows, Span<float> to)
    {
        var from = Part(singles, column);
        var width = Width(column);
        for (var i = 0; i < rows.Length; i++)
            from.Slice(rows[i] * width, width).CopyTo(to[(i * width)..]);
    }

    /// <summary>The rows of this table in a column's memory.</summary>
    private Span<T> Part<T>(T[] memory, int column)
        where T : unmanaged => memory.AsSpan(Lead(memory) + start * Width(column), Count * Width(column));

    /// <summary>Everything behind the first line that starts in a column's memory.</summary>
    private static Span<T> Whole<T>(T[] memory)
        where T : unmanaged => memory.AsSpan(Lead(memory));

    /// <summary>How many numbers lie before the first line of the cache that starts in memory which never moves.</summary>
    private static unsafe int Lead<T>(T[] memory)
        where T : unmanaged => (int)(-Marshal.UnsafeAddrOfPinnedArrayElement(memory, 0) & (Line - 1)) / sizeof(T);

    private static T[] Pinned<T>(int count)
        where T : unmanaged => GC.AllocateUninitializedArray<T>(checked(count + Line / Marshal.SizeOf<T>()), pinned: true);
}
