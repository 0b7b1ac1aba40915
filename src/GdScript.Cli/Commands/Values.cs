using System.Text;
using GdScript.Cli.Edge;
using GdScript.Graphs;
using GdScript.Text;

namespace GdScript.Cli.Commands;

/// <summary>Values and tables as a person reads them and as the formula language reads them back.</summary>
internal static class Values
{
    /// <summary><c>3</c>, <c>[1, 2]</c> or <c>[[1, 2], [3, 4]]</c>, every number in shortest round-trip form.</summary>
    public static string Of(Shape shape, ReadOnlySpan<double> data)
    {
        if (shape.IsScalar)
            return NumberText.Of(data[0]);
        if (shape.IsVector)
            return List(data);
        var rows = new string[shape.Rows];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = List(data.Slice(i * shape.Columns, shape.Columns));
        return $"[{string.Join(", ", rows)}]";
    }

    private static string List(ReadOnlySpan<double> data)
    {
        var numbers = new string[data.Length];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = NumberText.Of(data[i]);
        return $"[{string.Join(", ", numbers)}]";
    }

    /// <summary><c>x=3, W=[[1, 2], [3, 4]]</c>.</summary>
    public static string Point(IReadOnlyList<Parameter> parameters, ReadOnlySpan<double> point)
    {
        var parts = new string[parameters.Count];
        var offset = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            var shape = parameters[i].Shape;
            parts[i] = $"{parameters[i].Name}={Of(shape, point.Slice(offset, shape.Count))}";
            offset += shape.Count;
        }
        return string.Join(", ", parts);
    }

    /// <summary>Rows in columns two spaces apart, without spaces at line ends.</summary>
    public static string Table(IReadOnlyList<string[]> rows)
    {
        var widths = new int[rows.Max(r => r.Length)];
        foreach (var row in rows)
            for (var k = 0; k < row.Length; k++)
                widths[k] = Math.Max(widths[k], Complaint.Width(row[k]));
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            var line = string.Join("  ", row.Select((cell, k) => cell + new string(' ', widths[k] - Complaint.Width(cell))));
            text.Append(line.TrimEnd()).Append('\n');
        }
        return text.ToString();
    }
}
