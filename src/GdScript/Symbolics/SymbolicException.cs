using System.Globalization;

namespace GdScript.Symbolics;

/// <summary>
/// Thrown where a symbolic expression cannot do what it was asked: a text that is no formula, a value that is missing. It carries the
/// problem, and its message shows the place under the text.
/// </summary>
public sealed class SymbolicException(Problem problem) : FormatException(Told(problem))
{
    public Problem Problem => problem;

    /// <summary>The value, or the problem thrown.</summary>
    internal static T Value<T>(Result<T> result) =>
        result.Is(out var value, out var problem) ? value : throw new SymbolicException(problem);

    private static string Told(Problem problem)
    {
        var hint = problem.Hint.Length > 0 ? $"; {problem.Hint}" : "";
        if (problem.Place is not { } place || problem.Line is not { } line)
            return problem.What + hint;
        var before =
            StringInfo.ParseCombiningCharacters(line) is var starts && place.Column <= starts.Length
                ? starts[place.Column - 1]
                : line.Length;
        var caret = new string(' ', before) + new string('^', Math.Max(1, place.Length));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{problem.What}{hint} (line {place.Line}, column {place.Column})\n{line}\n{caret}"
        );
    }
}
