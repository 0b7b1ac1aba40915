using System.Collections.Immutable;
using System.Globalization;
using GdScript.Graphs;

namespace GdScript.Data;

/// <summary>
/// Columns of a file that are together the elements of one array: <c>x0, x1, …, x783</c> (or from 1 on, or written
/// <c>x[0], …</c>, <c>x[0,0], …</c>) for an <c>x</c> that a formula uses as a vector or a matrix.
/// </summary>
public static class Bundles
{
    /// <summary>The names of the elements of an array in the order of its elements; empty where the data have no such array.</summary>
    /// <param name="name">What the formula calls the array.</param>
    /// <param name="header">The names the data have.</param>
    /// <param name="shape">The shape that is declared; a scalar where none is, and then the array is a vector as long as there are names.</param>
    public static ImmutableArray<string> PartsOf(string name, IReadOnlyCollection<string> header, Shape shape = default)
    {
        var known = header.ToHashSet(StringComparer.Ordinal);
        foreach (var element in Spellings(name, shape))
        {
            ImmutableArray<string> parts = [.. Enumerable.Range(0, known.Count).Select(element).TakeWhile(known.Contains)];
            if (parts.Length > 0 && (shape.IsScalar || parts.Length == shape.Count))
                return parts;
        }
        return [];
    }

    /// <summary>The table with the arrays put together; columns that are in it by their own name stay as they are.</summary>
    /// <param name="table">Columns of numbers.</param>
    /// <param name="wanted">What a formula reads: the columns of the result, in this order.</param>
    /// <exception cref="KeyNotFoundException">A column is neither there nor made of what is there.</exception>
    public static Table Of(Table table, IReadOnlyList<Column> wanted)
    {
        if (wanted.All(w => table.IndexOf(w.Name) >= 0))
            return table;
        var columns = new (string, Shape, double[])[wanted.Count];
        for (var c = 0; c < columns.Length; c++)
        {
            var (name, shape) = (wanted[c].Name, wanted[c].Shape);
            columns[c] = table.IndexOf(name) is var own and >= 0
                ? (name, table.Shapes[own], table[own].ToArray())
                : (name, shape, Together(table, PartsOf(name, table.Names, shape)));
        }
        return Table.Of(columns);
    }

    private static double[] Together(Table table, ImmutableArray<string> parts)
    {
        var together = new double[checked(table.Count * parts.Length)];
        for (var k = 0; k < parts.Length; k++)
        {
            var part = table[parts[k]];
            for (var row = 0; row < part.Length; row++)
                together[row * parts.Length + k] = part[row];
        }
        return together;
    }

    private static IEnumerable<Func<int, string>> Spellings(string name, Shape shape) =>
        [
            k => name + Text(k),
            k => name + Text(k + 1),
            k => $"{name}[{Text(k)}]",
            .. shape.IsMatrix ? [k => name + shape.ElementText(k)] : (IEnumerable<Func<int, string>>)[],
        ];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
