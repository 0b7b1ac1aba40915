using System.Collections.Immutable;
using GdScript.Graphs;
using GdScript.Scripting.Recording;
using GdScript.Text;

namespace GdScript.Scripting.Losses;

/// <summary>What a recording tells its user.</summary>
internal static class TraceNotes
{
    /// <summary>Every branch once, and every parameter that the loss does not read.</summary>
    public static ImmutableArray<Problem> Of(TracedFormula traced, Recording.Recording recording, Places places) =>
        [.. Branches(recording, places), .. Known(recording, places), .. Unused(traced).Select(name => NotRead(name))];

    /// <summary>Why there is nothing to derive: the loss reads none of its parameters. Null when it does.</summary>
    public static Problem? Constant(TracedFormula traced, Recording.Recording recording, Places places)
    {
        var names = traced.Formula.Parameters;
        if (names.IsEmpty || Unused(traced).Count() < names.Length)
            return null;
        var what =
            names.Length == 1
                ? $"the loss does not depend on its parameter '{names[0].Name}'"
                : $"the loss depends on none of its parameters ({string.Join(", ", names.Select(p => p.Name))})";
        var hint =
            "only what it takes as parameters is derived: name the weights it should change, as in Loss(double[,] W), and use them in the body";
        var last = recording.Places.LastOrDefault(p => p >= 0, 0);
        return places.At(Problem.Input("GDS1020", what, hint), last);
    }

    /// <summary>The formula is not the loss to the last bit.</summary>
    public static Problem Differs(Agreement agreement) =>
        Problem.Input(
            "GDS3004",
            $"the formula gives {NumberText.Of(agreement.Traced)} here, the loss itself {NumberText.Of(agreement.Plain)}",
            "the loss does something from call to call that no recording sees, or this is a fault in GdScript: please report it"
        );

    /// <summary>The formula is made with slopes that the script gives; it says nothing about how they change.</summary>
    public const string SlopeGiven = "GDS3006";

    private static IEnumerable<Problem> Known(Recording.Recording recording, Places places) =>
        from call in recording.Registered
        select places.At(
            Problem.Input(
                SlopeGiven,
                $"the slope of '{call.Name}' is the one you registered; second derivatives are not known",
                "the formula is the loss at this point only, and is recorded anew at every other; check measures the loss and so judges the slope"
            ),
            call.Place
        );

    private static IEnumerable<Problem> Branches(Recording.Recording recording, Places places) =>
        from guard in recording.Guards
        where !guard.Silent
        group guard by guard.Place into same
        select places.At(
            Problem.Input(
                "GDS3001",
                $"this condition depends on the parameters: it was {Outcome([.. same])} here, and the formula holds where it comes out so",
                "where it comes out otherwise the loss is recorded anew; a choice between two values (c ? a : b) stays in the formula"
            ),
            same.Key
        );

    private static string Outcome(Guard[] guards)
    {
        var (yes, no) = (guards.Count(g => g.Taken), guards.Count(g => !g.Taken));
        return (yes, no) switch
        {
            (_, 0) => yes == 1 ? "true" : $"true {yes} times",
            (0, _) => no == 1 ? "false" : $"false {no} times",
            _ => $"true {Times(yes)} and false {Times(no)}",
        };
    }

    private static string Times(int n) => n == 1 ? "once" : $"{n} times";

    private static Problem NotRead(string name) =>
        Problem.Input("GDS3003", $"the loss does not depend on '{name}': its slope is 0", "leave the parameter out, or use it");

    /// <summary>Parameters that neither the value nor a condition reads.</summary>
    private static IEnumerable<string> Unused(TracedFormula traced)
    {
        var formula = traced.Formula.WithRoots([traced.Formula.Root, .. traced.Guards.Select(g => g.Node)]);
        var read = new bool[formula.Parameters.Length];
        var reached = formula.Reached();
        for (var i = 0; i < reached.Length; i++)
            if (reached[i] && formula.Nodes[i].Op == Op.Param)
                read[formula.Nodes[i].A] = true;
        return formula.Parameters.Where((_, p) => !read[p]).Select(p => p.Name);
    }
}
