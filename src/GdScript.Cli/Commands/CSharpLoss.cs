using System.Collections.Immutable;
using System.Text.Json;
using GdScript.Cli.Edge;
using GdScript.Graphs;
using GdScript.Scripting.Sources;

namespace GdScript.Cli.Commands;

/// <summary>
/// A loss as a piece of C# in a request: an expression of its <c>"parameters"</c>, statements that return one, or without
/// parameters a whole script.
/// </summary>
internal static class CSharpLoss
{
    private const string Name = "<csharp>";

    /// <summary>
    /// The declarations of the parameters: a bare name is a number, or what the point gives under it; <c>"double[,] W"</c> says it itself.
    /// Null where the request has none.
    /// </summary>
    public static Result<string?> Parameters(JsonElement request, ImmutableArray<Given>? point)
    {
        if (!request.TryGetProperty("parameters", out var given) || given.ValueKind == JsonValueKind.Null)
            return (string?)null;
        if (given.ValueKind != JsonValueKind.Array || given.EnumerateArray().Any(p => p.ValueKind != JsonValueKind.String))
            return Problem.Input("GDS0055", "\"parameters\" is not a list of names", "give \"parameters\":[\"x\",\"y\"]");
        return string.Join(", ", given.EnumerateArray().Select((p, i) => Declared(p.GetString()!.Trim(), i, point ?? [])));
    }

    /// <summary>A problem in the wrapped text, with its place in the text that was given.</summary>
    public static Problem Unwrapped(Problem problem, JsonElement request) =>
        problem is { File: Name, Place: { } at } && request.TryGetProperty("parameters", out var p) && p.ValueKind == JsonValueKind.Array
            ? problem with
            {
                Place = at with { Line = Math.Max(1, at.Line - 1) },
            }
            : problem;

    /// <summary>The loss, compiled and run as a script of its own.</summary>
    public static Result<LossText> Open(Io io, string text, string? parameters)
    {
        var whole = parameters is null ? text : Whole(text, parameters);
        return new ScriptFile(Name, null).Open(io, ScriptText.Of(whole, Name), new LossText(text, Name));
    }

    /// <summary>The declaration has a line of its own, so that the user's lines count from one less.</summary>
    private static string Whole(string text, string parameters) =>
        text.AsSpan().TrimEnd() is [.., ';' or '}'] && text.Contains(';', StringComparison.Ordinal)
            ? $"double Loss({parameters}) {{\n{text}\n}}"
            : $"double Loss({parameters}) =>\n{text}\n;";

    private static string Declared(string parameter, int place, ImmutableArray<Given> point)
    {
        if (parameter.Contains(' ', StringComparison.Ordinal))
            return parameter;
        var shape =
            (
                point.FirstOrDefault(g => g.Name == parameter)
                ?? (place < point.Length && point[place].Name.Length == 0 ? point[place] : null)
            )
                ?.Value
                .Shape
            ?? Shape.Scalar;
        var type =
            shape.IsScalar ? "double"
            : shape.IsVector ? "double[]"
            : "double[,]";
        return $"{type} {parameter}";
    }
}
