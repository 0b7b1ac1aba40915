using System.Collections;
using System.Globalization;
using GdScript.Text;

namespace GdScript.Scripting.Globals;

/// <summary>A value as <c>Print</c> writes it: the same on every machine, and so that arrays show what is in them.</summary>
internal static class Shown
{
    private const int Deepest = 16;

    public static string Of(object? value, int depth = 0) =>
        value switch
        {
            null => depth == 0 ? "" : "null",
            string text => text,
            double number => NumberText.Of(number),
            bool truth => truth ? "true" : "false",
            Array { Rank: 2 } matrix => Rows(matrix, depth),
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            IEnumerable items when depth < Deepest => $"[{string.Join(", ", items.Cast<object?>().Select(item => Of(item, depth + 1)))}]",
            _ => value.ToString() ?? "",
        };

    private static string Rows(Array matrix, int depth) =>
        $"[{string.Join(", ", Enumerable.Range(0, matrix.GetLength(0)).Select(i => Row(matrix, i, depth + 1)))}]";

    private static string Row(Array matrix, int row, int depth) =>
        $"[{string.Join(", ", Enumerable.Range(0, matrix.GetLength(1)).Select(j => Of(matrix.GetValue(row, j), depth)))}]";
}
