using GdScript.Graphs;
using GdScript.Text;

namespace GdScript.Checking;

/// <summary>What can be wrong with a claim before anything is computed.</summary>
internal static class Claims
{
    public const string SyntaxId = "GDS4001";
    public const string UnknownId = "GDS4002";
    public const string MissingId = "GDS4003";
    public const string ShapeId = "GDS4004";
    public const string NameId = "GDS4005";
    public const string TwiceId = "GDS4006";

    public static Problem Syntax(string found) =>
        Problem.Input(SyntaxId, $"'{found}' is not a claim", "write one formula per parameter, as in x: 2*x, y: 2*y");

    public static Problem Unknown(string name, Formula loss) =>
        Problem.Input(UnknownId, $"the loss has no parameter '{name}'", Hint(name, loss));

    public static Problem Missing(string name) =>
        Problem.Input(MissingId, $"the claim says nothing about '{name}'", $"add '{name}: …'; a claim names every parameter");

    public static Problem Twice(string name) => Problem.Input(TwiceId, $"the claim names '{name}' twice", "keep one of the two");

    /// <summary>A partial derivative has the shape of its parameter and no names but the loss's parameters.</summary>
    public static Problem? Misfit(Parameter parameter, Formula partial, Formula loss)
    {
        foreach (var used in partial.Parameters)
        {
            var known = loss.Parameters.FirstOrDefault(p => p.Name == used.Name);
            if (known.Name is null)
                return Problem.Input(
                    NameId,
                    $"the claim for '{parameter.Name}' uses '{used.Name}', which the loss does not have",
                    Hint(used.Name, loss)
                );
            if (known.Shape != used.Shape)
                return Problem.Input(
                    ShapeId,
                    $"'{used.Name}' is {known.Shape}, and the claim for '{parameter.Name}' takes it for {used.Shape}"
                );
        }
        if (partial.TableOf(partial.Root) >= 0)
            return Problem.Input(
                ShapeId,
                $"the claim for '{parameter.Name}' is a number for every row of the data",
                "a loss reduced with rowmean has the derivative rowmean(...)"
            );
        return partial.Top.Shape == parameter.Shape
            ? null
            : Problem.Input(
                ShapeId,
                $"'{parameter.Name}' is {parameter.Shape}, its claimed derivative is {partial.Top.Shape}",
                "a derivative has the shape of what it is taken toward"
            );
    }

    private static string Hint(string name, Formula loss)
    {
        var names = loss.Parameters.Select(p => p.Name).ToArray();
        return Suggest.Nearest(name, names) is { } near ? $"did you mean '{near}'?" : $"its parameters are {string.Join(", ", names)}";
    }
}
