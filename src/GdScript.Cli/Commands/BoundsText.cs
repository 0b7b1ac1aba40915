using System.Collections.Immutable;
using System.Globalization;
using GdScript.Descent;
using GdScript.Graphs;
using GdScript.Text;

namespace GdScript.Cli.Commands;

/// <summary><c>--bounds x=0..1,y=..2</c>: where the parameters of a loss may go; a bound of an array is one of each element.</summary>
internal static class BoundsText
{
    private const string Id = "GDS0044";

    /// <summary>The box; null where no bounds are given.</summary>
    public static Result<Box?> Read(string option, string? text, ImmutableArray<Parameter> parameters)
    {
        if (text is null)
            return (Box?)null;
        var low = Enumerable.Repeat(double.NegativeInfinity, parameters.Sum(p => p.Shape.Count)).ToArray();
        var high = Enumerable.Repeat(double.PositiveInfinity, low.Length).ToArray();
        var at = 0;
        foreach (var part in text.Split(','))
        {
            if (!One(text, at, part, parameters).Is(out var range, out var problem))
                return problem with { File = option };
            for (var i = range.First; i < range.First + range.Count; i++)
                (low[i], high[i]) = (range.Low, range.High);
            at += part.Length + 1;
        }
        return new Box([.. low], [.. high]);
    }

    private static Result<(int First, int Count, double Low, double High)> One(
        string text,
        int at,
        string part,
        ImmutableArray<Parameter> parameters
    )
    {
        var sides = part.Split('=');
        var name = sides[0].Trim();
        var (first, which) = (0, parameters.Select(p => p.Name).ToList().IndexOf(name));
        if (sides.Length != 2)
            return Wrong(text, at, part, $"'{part.Trim()}' gives no bounds");
        if (which < 0)
            return Wrong(
                text,
                at,
                sides[0],
                $"the loss has no open parameter '{name}'",
                Suggest.Nearest(name, parameters.Select(p => p.Name)) is { } near ? $"did you mean '{near}'?" : ""
            );
        for (var i = 0; i < which; i++)
            first += parameters[i].Shape.Count;
        var ends = sides[1].Split("..");
        if (
            ends.Length != 2
            || Number(ends[0], double.NegativeInfinity) is not { } low
            || Number(ends[1], double.PositiveInfinity) is not { } high
        )
            return Wrong(text, at + sides[0].Length + 1, sides[1], $"'{sides[1].Trim()}' is no range");
        return low <= high
            ? (first, parameters[which].Shape.Count, low, high)
            : Wrong(text, at + sides[0].Length + 1, sides[1], "the lower bound is above the upper one");
    }

    private static double? Number(string text, double none) =>
        string.IsNullOrWhiteSpace(text) ? none
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var x) && !double.IsNaN(x) ? x
        : null;

    private static Problem Wrong(string text, int at, string part, string what, string hint = "write x=0..1, x=0.. or x=..1") =>
        Problem.Input(Id, what, hint).In(text, at, Math.Max(1, part.Length));
}
