using System.Globalization;
using GdScript.Graphs;

namespace GdScript.Text;

/// <summary>Shapes as <c>--shape</c> gives them.</summary>
public static class ShapeText
{
    private const string Looks = "write W=2x3 for a matrix, b=3 for a vector";

    /// <summary><c>W=2x3, b=3</c>: rows x columns for a matrix, one number for a vector.</summary>
    public static Result<IReadOnlyDictionary<string, Shape>> Parse(string text)
    {
        var shapes = new Dictionary<string, Shape>(StringComparer.Ordinal);
        var at = 0;
        foreach (var item in text.Split(','))
        {
            if (Item(item, shapes) is { } problem)
                return problem.In(text, at + item.Length - item.TrimStart().Length, item.Trim().Length);
            at += item.Length + 1;
        }
        return shapes;
    }

    private static Problem? Item(string item, Dictionary<string, Shape> shapes)
    {
        var word = item.Trim();
        var mark = word.IndexOf('=', StringComparison.Ordinal);
        var name = mark < 0 ? "" : word[..mark].TrimEnd();
        if (!Letters.IsName(name))
            return Bad(
                word.Length == 0 ? "a shape is missing"
                : mark <= 0 ? $"'{Lexer.Shorten(word)}' has no name"
                : $"'{Lexer.Shorten(name)}' is not a name"
            );
        var sizes = word[(mark + 1)..].Split('x', StringSplitOptions.TrimEntries);
        if (sizes.Length > 2 || !Size(sizes[0], out var rows) | !Size(sizes[^1], out var columns))
            return Bad($"'{Lexer.Shorten(word.AsSpan(mark + 1).Trim())}' is not a shape");
        if (!Sizes.Fit(rows, sizes.Length > 1 ? columns : 1))
            return Sizes.TooLarge(rows, sizes.Length > 1 ? columns : 1);
        return shapes.TryAdd(name, sizes.Length > 1 ? Shape.Matrix(rows, columns) : Shape.Vector(rows))
            ? null
            : Problem.Input(TextProblems.Id.ShapeTwice, $"the shape of '{Lexer.Shorten(name)}' is given twice", "give each name one shape");
    }

    private static bool Size(string text, out int size) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out size) && size > 0;

    private static Problem Bad(string what) => Problem.Input(TextProblems.Id.ShapeSyntax, what, Looks);
}
