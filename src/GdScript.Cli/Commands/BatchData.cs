using System.Text.Json;
using GdScript.Graphs;

namespace GdScript.Cli.Commands;

/// <summary>The member <c>data</c> of a request: a list for every column, of numbers, or of arrays where each row has one.</summary>
internal static class BatchData
{
    private const string Hint = "give \"data\":{\"x\":[1, 2],\"y\":[3, 4]}";

    /// <summary>The rows, or what is wrong with them (GDS0094).</summary>
    public static Result<Table> Of(JsonElement data)
    {
        if (data.ValueKind != JsonValueKind.Object || !data.EnumerateObject().Any())
            return Wrong("\"data\" is neither an object of lists nor a path");
        var columns = new List<(string Name, Shape Each, double[] Values)>();
        foreach (var column in data.EnumerateObject())
        {
            var numbers = new List<double>();
            if (column.Value.ValueKind != JsonValueKind.Array)
                return Wrong($"the column \"{column.Name}\" is not a list of numbers");
            if (!Shared(column.Value, numbers, out var each))
                return Wrong(
                    column.Value.EnumerateArray().Any(row => row.ValueKind == JsonValueKind.Array)
                        ? $"the rows of the column \"{column.Name}\" are not arrays of numbers of one shape"
                        : $"the column \"{column.Name}\" is not a list of numbers"
                );
            if (columns.Any(c => c.Name == column.Name))
                return Wrong($"the column \"{column.Name}\" is given twice");
            columns.Add((column.Name, each, [.. numbers]));
            if (Rows(columns[^1]) != Rows(columns[0]))
                return Wrong($"the column \"{column.Name}\" has {Rows(columns[^1])} rows, the first one {Rows(columns[0])}");
        }
        return Table.Of([.. columns]);
    }

    private static int Rows((string, Shape Each, double[] Values) column) => column.Values.Length / column.Each.Count;

    /// <summary>Takes the numbers of every row in; false where a row is no number and no array, or of another shape than the first.</summary>
    private static bool Shared(JsonElement rows, List<double> numbers, out Shape each)
    {
        each = default;
        var first = true;
        foreach (var row in rows.EnumerateArray())
        {
            if (!Row(row, numbers, out var shape) || (!first && shape != each))
                return false;
            (each, first) = (shape, false);
        }
        return true;
    }

    private static bool Row(JsonElement row, List<double> numbers, out Shape shape)
    {
        shape = default;
        if (row.ValueKind != JsonValueKind.Array)
            return Number(row, numbers);
        var (rows, columns) = (row.GetArrayLength(), -1);
        foreach (var inner in row.EnumerateArray())
        {
            var length = inner.ValueKind == JsonValueKind.Array ? inner.GetArrayLength() : 0;
            if ((columns >= 0 && length != columns) || (length == 0 && !Number(inner, numbers)))
                return false;
            columns = length;
            if (length > 0 && !inner.EnumerateArray().All(n => Number(n, numbers)))
                return false;
        }
        if (rows == 0)
            return false;
        shape = columns > 0 ? Shape.Matrix(rows, columns) : Shape.Vector(rows);
        return true;
    }

    private static bool Number(JsonElement number, List<double> numbers)
    {
        if (number.ValueKind != JsonValueKind.Number || !double.IsFinite(number.GetDouble()))
            return false;
        numbers.Add(number.GetDouble());
        return true;
    }

    private static Problem Wrong(string what) => Problem.Input("GDS0094", what, Hint);
}
