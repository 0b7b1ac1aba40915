using GdScript.Calculus;
using GdScript.Checking;
using GdScript.Cli.Commands;
using GdScript.Cli.Edge;
using GdScript.Numerics;

namespace GdScript.Cli.Walking;

/// <summary>Which gradient is meant: the exact one, a measured one (<c>--gradient</c>, <c>--difference</c>, <c>--h</c>), or a claimed one.</summary>
internal static class Measuring
{
    /// <summary>How the gradient is measured; null for the exact one. Saying how (or how wide) asks for a measured one.</summary>
    public static Result<DifferenceKind?> Kind(string? gradient, string? difference, string? width)
    {
        if (gradient == "exact" && (difference ?? width) is not null)
            return Problem.Input(
                "GDS0043",
                "the exact gradient is not measured",
                $"leave out {(difference is null ? "--h" : "--difference")}, or say --gradient numeric"
            );
        return from word in NumberOption.Choice("--gradient", gradient, "exact", "numeric")
            from kind in NumberOption.Choice("--difference", difference, "central", "forward", "backward")
            select word == "numeric" || (difference ?? width) is not null
                ? Enum.Parse<DifferenceKind>(kind, ignoreCase: true)
                : (DifferenceKind?)null;
    }

    /// <summary>An engine derives: what is measured or has no formula is not its business.</summary>
    public static Result<bool> Derived(Question question, DifferenceKind? kind) =>
        question.Engine.IsOwn ? true
        : kind is not null
            ? Problem.Input(
                "GDS0043",
                $"--engine {question.Engine.Name} derives, and a measured gradient is asked for",
                "leave out one of them"
            )
        : question.IsOpaque ? question.Refusals[0]
        : question.Gradient().Select(_ => true);

    /// <summary>How the gradient is measured: a loss that cannot be derived leaves nothing else, which is said.</summary>
    public static DifferenceKind? Of(Question question, DifferenceKind? kind, Io io)
    {
        if (kind is not null || !question.IsOpaque)
            return kind;
        Shared.Opaque(question, io, "the walk uses the measured gradient");
        return DifferenceKind.Central;
    }

    /// <summary>Numbers hold at one point, and a measured gradient is no claim: only formulas can be walked with.</summary>
    public static Result<Claim.Formulas?> Walkable(Claim? claim, DifferenceKind? numeric) =>
        claim is null ? (Claim.Formulas?)null
        : numeric is not null ? Problem.Input("GDS0043", "--claim and a measured gradient are both asked for", "leave out one of them")
        : claim is Claim.Formulas formulas ? formulas
        : Problem.Input("GDS0060", "numbers can only be judged at a point, not walked with", "give formulas: --claim \"x: 2*x\"");
}
