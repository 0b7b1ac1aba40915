using System.Collections.Immutable;
using System.Globalization;
using GdScript.Algebra;
using GdScript.Cli.Commands;
using GdScript.Graphs;
using GdScript.Text;

namespace GdScript.Cli.Repl;

/// <summary>Results as a person reads them: mathematics in the formula language, matrices aligned, long ones cut.</summary>
internal static class Speaking
{
    /// <summary>What messages call the line that was just typed.</summary>
    public const string Here = "<line>";

    private const int MostNumbers = 100;
    private const int MostRows = 40;
    private const int LongestFormula = 4000;

    /// <summary>The lines of a thing, without a line end.</summary>
    public static string Of(Thing thing) =>
        thing switch
        {
            Thing.Formal formal => Of(formal.What),
            Thing.Slopes slopes => slopes.Answer.Text.TrimEnd('\n'),
            Thing.Walk walk => walk.Text.TrimEnd('\n'),
            Thing.Page page => page.Answer.Text.TrimEnd('\n'),
            Thing.Foreign foreign => Display.Of(foreign.Value),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>A formula as it is written, a number by its value.</summary>
    public static string Of(Expression expression) =>
        expression.IsNumber && expression.Value.Is(out var value, out _) ? Of(value)
        : expression.Known is { } known ? Of(known)
        : expression.Text;

    public static string Of(Formula formula)
    {
        var text = formula.Infix;
        return text.Length <= LongestFormula
            ? text
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{text.AsSpan(0, LongestFormula)} … ({text.Length - LongestFormula} more characters)"
            );
    }

    /// <summary>A number, a vector on one line, a matrix with a line for every row.</summary>
    public static string Of(Tensor value) =>
        value.Shape.IsMatrix ? Matrix(value)
        : value.Shape.IsVector && value.Data.Length > MostNumbers
            ? $"{Values.Of(Shape.Vector(MostNumbers), value.Data.AsSpan(0, MostNumbers))[..^1]}, {More(value.Data.Length - MostNumbers)}]"
        : Values.Of(value.Shape, value.Data.AsSpan());

    public static string More(long count) => string.Create(CultureInfo.InvariantCulture, $"… ({count} more)");

    private static string Matrix(Tensor value)
    {
        var (rows, columns) = (Math.Min(value.Shape.Rows, MostRows), Math.Min(value.Shape.Columns, MostNumbers));
        var cells = Enumerable
            .Range(0, rows)
            .Select(i => Enumerable.Range(0, columns).Select(j => NumberText.Of(value.Data[i * value.Shape.Columns + j])).ToArray())
            .ToArray();
        int[] widths = [.. Enumerable.Range(0, columns).Select(j => cells.Max(r => r[j].Length))];
        var cut = columns < value.Shape.Columns ? ", " + More(value.Shape.Columns - columns) : "";
        var lines = cells.Select(r => "[" + string.Join(", ", r.Select((c, j) => c.PadLeft(widths[j]))) + cut + "]");
        var more = rows < value.Shape.Rows ? ",\n " + More(value.Shape.Rows - rows) : "";
        return "[" + string.Join(",\n ", lines) + more + "]";
    }

    /// <summary>The formula in simpler words, as a result is shown.</summary>
    public static Expression Simpler(Expression expression) =>
        expression.Known is { } known && !expression.IsNumber
            ? Expression.Of(Simplify.Of(known)) with
            {
                Warnings = expression.Warnings,
                Names = expression.Names,
            }
            : expression;
}
