using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using GdScript.Text;

namespace GdScript.Scripting.Globals;

/// <summary>A table of numbers as a reader of files gives it.</summary>
/// <param name="File">What to call it in a message.</param>
/// <param name="Names">The names of the columns.</param>
/// <param name="Columns">Their numbers, each as long as the others.</param>
internal sealed record DataColumns(string File, ImmutableArray<string> Names, ImmutableArray<double[]> Columns);

/// <summary>Reads columns of numbers from a file.</summary>
/// <param name="path">The file.</param>
/// <param name="choose">From the names in its header those that are wanted.</param>
internal delegate Result<DataColumns> ColumnReader(string path, Func<ImmutableArray<string>, Result<ImmutableArray<string>>> choose);

/// <summary>Rows of a table as objects of the user's own type.</summary>
internal static class RowReader
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>
    /// One object a row: a record or struct by its constructor, whose parameters are named like columns (case does not matter); a tuple
    /// by the order of the columns; a number where there is one column, else an array of the row.
    /// </summary>
    public static Result<T[]> Of<T>(DataColumns table)
    {
        var rows = table.Columns.IsEmpty ? 0 : table.Columns[0].Length;
        if (!Maker(typeof(T), table).Is(out var make, out var problem))
            return problem;
        var all = new T[rows];
        for (var i = 0; i < rows; i++)
            if (make(i).Is(out var row, out problem))
                all[i] = (T)row;
            else
                return problem;
        return all;
    }

    /// <summary>The columns that a row of this type takes; the others need not hold numbers.</summary>
    public static Result<ImmutableArray<string>> Wanted(Type type, string file, ImmutableArray<string> names) =>
        type == typeof(double[]) || type == typeof(double) || ConstructorOf(type) is not { } constructor
            ? names
            : Places(constructor, new(file, names, []))
                .Select(places => places.Distinct().Order().Select(p => names[p]).ToImmutableArray());

    private static ConstructorInfo? ConstructorOf(Type type) =>
        type.GetConstructors(Any)
            .Where(c => c.GetParameters() is [var first, ..] && first.ParameterType != type)
            .MaxBy(c => c.GetParameters().Length);

    private static Result<Func<int, Result<object>>> Maker(Type type, DataColumns table)
    {
        if (type == typeof(double[]))
            return (Func<int, Result<object>>)(i => table.Columns.Select(c => c[i]).ToArray());
        if (type == typeof(double) && table.Columns.Length == 1)
            return (Func<int, Result<object>>)(i => table.Columns[0][i]);
        var constructor = ConstructorOf(type);
        if (constructor is null)
            return Wrong(table, $"a row cannot be made as {type.Name}", "use a record: record Row(double x, double y)");
        return Places(constructor, table).Select<Func<int, Result<object>>>(places => i => Made(constructor, places, table, i));
    }

    /// <summary>Which column each parameter of the constructor takes.</summary>
    private static Result<int[]> Places(ConstructorInfo constructor, DataColumns table)
    {
        var parameters = constructor.GetParameters();
        var places = new int[parameters.Length];
        for (var k = 0; k < places.Length; k++)
        {
            var name = parameters[k].Name ?? "";
            var found = typeof(ITuple).IsAssignableFrom(constructor.DeclaringType)
                ? (k < table.Names.Length ? k : -1)
                : Array.FindIndex([.. table.Names], n => Plain(n) == Plain(name));
            if (found < 0)
                return Wrong(
                    table,
                    $"there is no column for '{name}' of {constructor.DeclaringType!.Name}",
                    Suggest.Nearest(name, table.Names) is { } near
                        ? $"did you mean '{near}'?"
                        : $"the columns are {string.Join(", ", table.Names)}"
                );
            places[k] = found;
        }
        return places;
    }

    private static string Plain(string name) => new([.. name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);

    private static Result<object> Made(ConstructorInfo constructor, int[] places, DataColumns table, int row)
    {
        var parameters = constructor.GetParameters();
        var values = new object[places.Length];
        for (var k = 0; k < values.Length; k++)
            if (Converted(table.Columns[places[k]][row], parameters[k].ParameterType) is { } value)
                values[k] = value;
            else
                return Wrong(
                    table,
                    $"row {row + 1} of column '{table.Names[places[k]]}' is {NumberText.Of(table.Columns[places[k]][row])}, which is no {parameters[k].ParameterType.Name}",
                    "make the member a double"
                );
        return constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, values, null);
    }

#pragma warning disable CA1859 // It gives back numbers of several types.
    /// <summary>The number as the member's type, when it is one exactly.</summary>
    private static IConvertible? Converted(double number, Type type) =>
        type == typeof(double) ? (IConvertible)number
        : type == typeof(int) && number == (int)number ? (IConvertible)(int)number
        : type == typeof(long) && number == (long)number ? (IConvertible)(long)number
        : type == typeof(bool) && number is (0 or 1) ? (IConvertible)(number == 1)
        : null;
#pragma warning restore CA1859

    private static Problem Wrong(DataColumns table, string what, string hint) =>
        Problem.Input("GDS0134", $"{Path.GetFileName(table.File)}: {what}", hint);
}
