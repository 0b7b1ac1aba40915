using System.Globalization;
using System.Text;
using GdScript.Graphs;
using GdScript.Text;

namespace GdScript.Scripting.Globals;

/// <summary>What the answers of a workbench have in common: values under names, and how they are laid out.</summary>
internal static class Answers
{
    /// <summary>The value, or the problem as the exception that ends a script.</summary>
    /// <exception cref="ProblemException">There is a problem instead.</exception>
    public static T OrThrow<T>(this Result<T> result) =>
        result.Is(out var value, out var problem) ? value : throw new ProblemException(problem);

    /// <summary>A mistake in a text that a script passed: it is told at the script's line, with the text in the message.</summary>
    public static Problem Within(this Problem problem, string text) =>
        problem.Place is null ? problem : problem with { What = $"{problem.What} (in \"{text}\")", Place = null, Line = null, File = null };

    /// <summary><c>3</c>, <c>[1, 2]</c> or <c>[[1, 2], [3, 4]]</c>.</summary>
    public static string Text(Shape shape, ReadOnlySpan<double> data)
    {
        if (shape.IsScalar)
            return NumberText.Of(data[0]);
        var rows = new string[shape.IsMatrix ? shape.Rows : 1];
        var width = data.Length / rows.Length;
        for (var i = 0; i < rows.Length; i++)
            rows[i] = $"[{string.Join(", ", data.Slice(i * width, width).ToArray().Select(NumberText.Of))}]";
        return shape.IsMatrix ? $"[{string.Join(", ", rows)}]" : rows[0];
    }

    /// <summary><c>x=3, W=[[1, 2], [3, 4]]</c>.</summary>
    public static string Text(IEnumerable<Parameter> parameters, ReadOnlySpan<double> point)
    {
        var (parts, at) = (new List<string>(), 0);
        foreach (var parameter in parameters)
        {
            parts.Add($"{parameter.Name}={Text(parameter.Shape, point.Slice(at, parameter.Shape.Count))}");
            at += parameter.Shape.Count;
        }
        return string.Join(", ", parts);
    }

    /// <summary>Rows in columns two spaces apart; no spaces at line ends, no line break at the end.</summary>
    public static string Table(IReadOnlyList<string[]> rows, bool right = false)
    {
        var widths = new int[rows.Max(r => r.Length)];
        foreach (var row in rows)
            for (var k = 0; k < row.Length; k++)
                widths[k] = Math.Max(widths[k], row[k].Length);
        var text = new StringBuilder();
        foreach (var row in rows)
            text.Append(string.Join("  ", row.Select((cell, k) => right ? cell.PadLeft(widths[k]) : cell.PadRight(widths[k]))).TrimEnd())
                .Append('\n');
        return text.ToString().TrimEnd('\n');
    }

    /// <summary>Where the numbers of a parameter, or the one number of an element, stand in a flat point.</summary>
    /// <exception cref="ProblemException">There is no such name.</exception>
    public static (Shape Shape, int Offset) Find(IEnumerable<Parameter> parameters, string name)
    {
        var (offset, known) = (0, new List<string>());
        foreach (var parameter in parameters)
        {
            if (parameter.Name == name)
                return (parameter.Shape, offset);
            for (var i = 0; i < parameter.Shape.Count; i++)
                if (parameter.Name + parameter.Shape.ElementText(i) == name.Replace(" ", "", StringComparison.Ordinal))
                    return (Shape.Scalar, offset + i);
            offset += parameter.Shape.Count;
            known.Add(parameter.Name);
        }
        throw new ProblemException(
            Problem.Input("GDS0132", $"the loss has no parameter '{name}'", $"its parameters are {string.Join(", ", known)}")
        );
    }

    /// <summary>The one number under a name.</summary>
    public static double Number(IEnumerable<Parameter> parameters, ReadOnlySpan<double> flat, string name)
    {
        var (shape, offset) = Find(parameters, name);
        return shape.IsScalar ? flat[offset] : throw Wrong(name, shape, "Vector or Matrix");
    }

    public static double[] Vector(IEnumerable<Parameter> parameters, ReadOnlySpan<double> flat, string name)
    {
        var (shape, offset) = Find(parameters, name);
        return shape.IsVector ? flat.Slice(offset, shape.Count).ToArray() : throw Wrong(name, shape, shape.IsScalar ? "[\"…\"]" : "Matrix");
    }

    public static double[,] Matrix(IEnumerable<Parameter> parameters, ReadOnlySpan<double> flat, string name)
    {
        var (shape, offset) = Find(parameters, name);
        if (!shape.IsMatrix)
            throw Wrong(name, shape, shape.IsScalar ? "[\"…\"]" : "Vector");
        var matrix = new double[shape.Rows, shape.Columns];
        for (var i = 0; i < shape.Count; i++)
            matrix[i / shape.Columns, i % shape.Columns] = flat[offset + i];
        return matrix;
    }

    private static ProblemException Wrong(string name, Shape shape, string instead) =>
        new(Problem.Input("GDS0132", $"'{name}' is {shape}", $"ask for it with {instead}"));

    public static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
