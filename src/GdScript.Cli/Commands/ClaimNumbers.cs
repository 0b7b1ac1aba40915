using System.Collections.Immutable;
using System.Text.Json;
using GdScript.Checking;
using GdScript.Graphs;
using GdScript.Text;

namespace GdScript.Cli.Commands;

/// <summary>
/// A claimed gradient as numbers: an object with the names of the point, or a list of all slopes in its order, as other tools write
/// them. What is missing, too much or of another shape is told as of a claim.
/// </summary>
internal static class ClaimNumbers
{
    private static readonly string[] NotNumbers = ["NaN", "Infinity", "-Infinity"];

    /// <param name="json">The text of a file or of a member.</param>
    /// <param name="loss">The loss whose gradient is claimed.</param>
    public static Result<Claim?> Of(string json, Formula loss) =>
        from numbers in json.AsSpan().TrimStart() is ['[', ..] ? Listed(json, loss) : Named(json, loss)
        select (Claim?)new Claim.Numbers(numbers);

    private static Result<double[]> Named(string json, Formula loss) =>
        from givens in PointText.Json(json).Else(Unclaimed)
        from fit in Fit(givens, loss)
        from flat in PointText.Flatten(loss, givens)
        select flat;

    /// <summary>The list under the name of the only parameter, or slope by slope.</summary>
    private static Result<double[]> Listed(string json, Formula loss)
    {
        if (loss.Parameters is [var only] && !only.Shape.IsScalar)
            return Named($"{{{JsonSerializer.Serialize(only.Name)}:{json}}}", loss).Else(p => Shifted(p, only.Name.Length + 4));
        const string Name = "gradient";
        return PointText
            .Json($"{{\"{Name}\":{json}}}")
            .Else(p => Shifted(Unclaimed(p), Name.Length + 4))
            .SelectMany(givens =>
                givens[0].Value is { Shape.IsVector: true } list ? Counted([.. list.Data], loss) : Misfit(givens[0].Value.Shape, loss)
            );
    }

    private static Result<double[]> Counted(double[] slopes, Formula loss) =>
        slopes.Length == loss.PointSize ? slopes : Misfit(Shape.Vector(slopes.Length), loss);

    private static Problem Misfit(Shape shape, Formula loss) =>
        Problem.Input(
            "GDS4004",
            $"the claim is {shape}, and the point has {loss.PointSize} numbers",
            $"give one slope for each, in the order {string.Join(", ", loss.Parameters.Take(6).Select(p => p.Name))}"
        );

    /// <summary>Names and shapes of the claim against those of the loss.</summary>
    private static Result<bool> Fit(ImmutableArray<Given> givens, Formula loss)
    {
        string[] names = [.. loss.Parameters.Select(p => p.Name)];
        foreach (var given in givens)
            if (!names.Contains(given.Name))
                return Problem.Input(
                    "GDS4002",
                    $"the loss has no parameter '{given.Name}'",
                    Suggest.Nearest(given.Name, names) is { } near
                        ? $"did you mean '{near}'?"
                        : $"its parameters are {string.Join(", ", names)}"
                );
        foreach (var parameter in loss.Parameters)
        {
            if (givens.FirstOrDefault(g => g.Name == parameter.Name) is not { Value.Shape: var shape })
                return Problem.Input(
                    "GDS4003",
                    $"the claim says nothing about '{parameter.Name}'",
                    $"add \"{parameter.Name}\"; a claim names every parameter"
                );
            if (shape != parameter.Shape)
                return Problem.Input(
                    "GDS4004",
                    $"'{parameter.Name}' is {parameter.Shape}, its claimed derivative is {shape}",
                    "a derivative has the shape of what it is taken toward"
                );
        }
        return true;
    }

    /// <summary>JSON knows no NaN: whoever writes one has a gradient that is none.</summary>
    private static Problem Unclaimed(Problem problem)
    {
        if (problem is not { Place.Column: var column, Line: { } line } || column > line.Length)
            return problem;
        if (column > 1 && line[column - 2] == '-')
            column--;
        var found = NotNumbers.FirstOrDefault(n => line.AsSpan(column - 1).StartsWith(n, StringComparison.Ordinal));
        return found is null
            ? problem
            : problem with
            {
                What = $"{found} is no slope, and no number in JSON",
                Hint = "a claim in numbers has a finite one for each component",
            };
    }

    /// <summary>The place in what was given, before it was wrapped in an object.</summary>
    private static Problem Shifted(Problem problem, int by) =>
        problem.Place is { Line: 1 } place
            ? problem with
            {
                Place = place with { Column = Math.Max(1, place.Column - by) },
                Line = problem.Line is { } line && line.Length > by ? line[by..].TrimEnd('}') : problem.Line,
            }
            : problem;
}
