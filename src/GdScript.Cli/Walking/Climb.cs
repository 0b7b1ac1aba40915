using GdScript.Algebra;
using GdScript.Checking;
using GdScript.Cli.Commands;
using GdScript.Cli.Edge;
using GdScript.Graphs;

namespace GdScript.Cli.Walking;

/// <summary><c>--maximize</c>: the walk goes down minus the loss, and so does everything it is told about it.</summary>
internal static class Climb
{
    /// <summary>The same question about minus the loss, which is said.</summary>
    public static Question Of(Question question, Io io)
    {
        io.Say(
            Problem.Input(
                "GDS7021",
                $"climbing: the loss shown is minus {(question.Script is null ? "the formula" : "that of the script")}"
            ),
            "note"
        );
        return question with { Loss = question.IsOpaque ? question.Loss : Minus(question.Loss), Script = question.Script?.Climbed() };
    }

    /// <summary>A claim is about the loss as it was given; what is walked with is minus that.</summary>
    public static Claim? Of(Claim? claim) => claim is Claim.Formulas formulas ? new Claim.Formulas(Minus(formulas.Partials)) : claim;

    /// <summary>A formula with every root negated.</summary>
    public static Formula Minus(Formula formula)
    {
        var g = Sketch.From(formula);
        return g.Finish([.. formula.Roots.Select(g.Negate)]);
    }
}
