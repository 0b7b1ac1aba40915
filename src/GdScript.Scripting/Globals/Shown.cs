using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using GdScript.Graphs;
using GdScript.Text;
using GdScript.Traces;

namespace GdScript.Scripting.Globals;

/// <summary>
/// A value as <c>Print</c> writes it, the same on every machine: formulas as mathematics, vectors in one line, matrices with a line
/// for every row, records as a table.
/// </summary>
internal static class Shown
{
    private const int Deepest = 16;
    private const int MostRows = 40;

    public static string Of(object? value) =>
        value switch
        {
            null => "",
            double[,] matrix => Matrix(Rows(matrix)),
            double[][] { Length: > 1 } rows when rows.All(r => r?.Length == rows[0]?.Length) => Matrix(rows),
            Trace trace => TraceText.Of(trace).TrimEnd('\n'),
            string => Inline(value, 0),
            IEnumerable items when Table(items) is { } table => table,
            _ => Inline(value, 0),
        };

    /// <summary>A value on one line, as a part of another.</summary>
    private static string Inline(object? value, int depth) =>
        value switch
        {
            null => "null",
            string text => text,
            double number => NumberText.Of(number),
            bool truth => truth ? "true" : "false",
            Formula formula => formula.Infix,
            Number number => NumberText.Of(number),
            ITuple tuple when depth < Deepest =>
                $"({string.Join(", ", Enumerable.Range(0, tuple.Length).Select(i => Inline(tuple[i], depth + 1)))})",
            Array { Rank: 2 } matrix when depth < Deepest =>
                $"[{string.Join(", ", Enumerable.Range(0, matrix.GetLength(0)).Select(i => Row(matrix, i, depth + 1)))}]",
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            IEnumerable items when depth < Deepest =>
                $"[{string.Join(", ", items.Cast<object?>().Select(item => Inline(item, depth + 1)))}]",
            _ when depth < Deepest && Members(value.GetType()) is { Length: > 0 } members =>
                $"{value.GetType().Name} {{ {string.Join(", ", members.Select(m => $"{m.Name} = {Inline(m.GetValue(value), depth + 1)}"))} }}",
            _ => value.ToString() ?? "",
        };

    private static string Row(Array matrix, int row, int depth) =>
        $"[{string.Join(", ", Enumerable.Range(0, matrix.GetLength(1)).Select(j => Inline(matrix.GetValue(row, j), depth)))}]";

    private static double[][] Rows(double[,] matrix) =>
        [
            .. Enumerable
                .Range(0, matrix.GetLength(0))
                .Select(i => Enumerable.Range(0, matrix.GetLength(1)).Select(j => matrix[i, j]).ToArray()),
        ];

    /// <summary>Numbers under each other; the text is still a matrix of the formula language.</summary>
    private static string Matrix(double[][] rows)
    {
        string[][] cells = [.. rows.Select(r => r.Select(NumberText.Of).ToArray())];
        if (cells.Length == 0 || cells[0].Length == 0)
            return "[]";
        int[] widths = [.. cells[0].Select((_, j) => cells.Max(r => r[j].Length))];
        var lines = cells.Select(r => "[" + string.Join(", ", r.Select((c, j) => c.PadLeft(widths[j]))) + "]");
        return "[" + string.Join(",\n ", lines) + "]";
    }

    /// <summary>Two or more records of one type: a column for each member.</summary>
    private static string? Table(IEnumerable items)
    {
        object?[] rows = [.. items.Cast<object?>().Take(MostRows + 1)];
        if (
            rows.Length < 2
            || rows[0] is not { } first
            || rows.Any(r => r?.GetType() != first.GetType())
            || Members(first.GetType()) is not { Length: > 0 } members
        )
            return null;
        var text = Answers.Table(
            [
                [.. members.Select(m => m.Name)],
                .. rows.Take(MostRows).Select(r => members.Select(m => Inline(m.GetValue(r), 1)).ToArray()),
            ],
            right: true
        );
        return rows.Length > MostRows ? text + "\n…" : text;
    }

    /// <summary>The members of a record; none for a type that says itself what it is.</summary>
    private static PropertyInfo[] Members(Type type) =>
        IsRecord(type)
            ?
            [
                .. type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
                    .Where(p => p.GetIndexParameters().Length == 0 && p.Name != "EqualityContract"),
            ]
            : [];

    /// <summary>The compiler prints records by a method of this name; a type of ours that has a text of its own is shown by it.</summary>
    private static bool IsRecord(Type type) =>
        type.Assembly != typeof(Shown).Assembly
        && type.Assembly != typeof(Formula).Assembly
        && type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly) is not null
        && type.GetMethod("ToString", Type.EmptyTypes)?.GetCustomAttribute<CompilerGeneratedAttribute>() is not null;
}
