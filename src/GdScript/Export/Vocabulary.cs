using System.Collections.Immutable;
using GdScript.Graphs;

namespace GdScript.Export;

/// <summary>The functions that some targets have no words for: a program is refused whole rather than written with a hole in it.</summary>
internal static class Vocabulary
{
    /// <summary>The routines, when the target can say all that is in them.</summary>
    public static Result<ImmutableArray<Routine>> Checked(ImmutableArray<Routine> routines, Target target)
    {
        foreach (var routine in routines)
        {
            var (formula, live) = (routine.Formula, routine.Formula.Reached());
            for (var i = 0; i < live.Length; i++)
                if (live[i] && !Has(target, formula.Nodes[i].Op))
                    return Lacking(target, $"'{Called(formula.Nodes[i])}'");
        }
        return routines;
    }

    /// <summary>The routines, when the target writes them at all: equations and queries tell of a loss, not of what it squares.</summary>
    public static Result<ImmutableArray<Routine>> Told(ImmutableArray<Routine> routines, Target target) =>
        target is Target.Latex or Target.MathML or Target.Sql
        && routines is [{ Told: Export.Told.Gradient }, .., { Told: var last }]
        && last is Export.Told.Residuals or Export.Told.Jacobian
            ? Lacking(target, $"{last.ToString().ToLowerInvariant()} of a loss")
            : routines;

    /// <summary>Why there will be no text.</summary>
    public static Problem Lacking(Target target, string what) =>
        Problem.Input(
            "GDS0180",
            $"{target.Name()} has no {what}",
            "write the loss without it, or name another target: gds export --help lists them"
        );

    /// <summary>What a message calls it.</summary>
    public static string Called(in Node node) => node.Op == Op.Bessel ? Bessel.Of(node.B).Name : node.Op.Text();

    private static bool Has(Target target, Op op) =>
        op switch
        {
            // These need no words, or say themselves what they lack.
            _ when target is Target.Latex or Target.MathML or Target.Sql or Target.Graphviz => true,
            Op.Bessel => false,
            Op.Erfc or Op.Gamma => target == Target.C,
            _ => true,
        };
}
