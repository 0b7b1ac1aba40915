using GdScript.Graphs;

namespace GdScript.Calculus;

/// <summary>What can be walked down must be one number.</summary>
public static class Losses
{
    /// <summary>The formula itself when its value is one number, else the problem that says so.</summary>
    public static Result<Formula> Scalar(Formula formula)
    {
        if (formula.TableOf(formula.Root) >= 0)
            return Problem.Input(
                "GDS5291",
                "the loss is a number for every row of the data, not one number",
                "reduce it with mean(...) or sum(...)"
            );
        if (formula.Top.Shape.IsScalar)
            return formula;
        var problem = Problem.Input(
            "GDS5290",
            $"the loss is {formula.Top.Shape}, not one number",
            "make it a number with sum(...), mean(...) or norm(...), or ask for the Jacobian with 'gds jac'"
        );
        return formula.Source is { } source && formula.Root < source.At.Length && source.At[formula.Root] >= 0
            ? problem.In(source.Text, source.At[formula.Root])
            : problem;
    }

    internal static void Demand(Formula loss)
    {
        if (Scalar(loss).Problem is { } problem)
            throw new ArgumentException(problem.What, nameof(loss));
    }
}
