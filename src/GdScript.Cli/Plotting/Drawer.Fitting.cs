using System.Collections.Immutable;
using GdScript.Cli.Commands;

namespace GdScript.Cli.Plotting;

/// <summary>Whether a loss has the picture that was asked for; a mistake is told with what to write instead.</summary>
internal sealed partial record Drawer
{
    /// <summary>True for a map of a loss of more than two numbers.</summary>
    private bool IsPlane => Kind is PlotKind.Contour or PlotKind.Field or PlotKind.Surface && Loss.Names.Length > 2;

    private Result<bool> Known() =>
        from names in Kind == PlotKind.Loss ? OfSteps() : OfNames()
        from options in Alien() is { } problem ? (Result<bool>)problem : true
        from ranges in Ranged()
        select ranges;

    /// <summary>An option that says nothing about this picture; null where there is none.</summary>
    private Problem? Alien() =>
        (Words.Along ?? Words.To) is not null && Kind != PlotKind.Slice
            ? Misfit("--along and --to are about a slice", "add --kind slice, or leave them out")
        : Words.Plane != PlaneKind.Ends && !IsPlane ? Misfit("--plane is about a map of more than two open names", "leave it out")
        : Words.Log != "auto" && Kind != PlotKind.Loss && !(Kind == PlotKind.Surface && Words.Log is ("loss" or "none"))
            ? Misfit("logarithmic are losses over steps, and the height of a surface", "add --kind loss, or leave out --log")
        : !Words.Tangents.IsEmpty && (IsPlane || Kind is not (PlotKind.Curve or PlotKind.Slice or PlotKind.Surface))
            ? Misfit("tangents touch a curve or a surface", "leave out --tangent, or add --kind surface")
        : Kind is PlotKind.Curve or PlotKind.Surface ? Words.Touching(Loss.Names).Problem
        : null;

    /// <summary>Losses over steps.</summary>
    private Result<bool> OfSteps() =>
        !(Words.Tangents.IsEmpty && Words.Ranges.IsEmpty)
            ? Misfit("losses over steps show the whole walk", "leave out --range and --tangent")
        : Walks.IsEmpty ? Misfit("losses over steps are those of a walk", "add --from " + Start())
        : true;

    /// <summary>Pictures of the loss itself: how many names they have room for.</summary>
    private Result<bool> OfNames()
    {
        var names = Loss.Names;
        if (names.IsEmpty)
            return Misfit("a number has no picture", "leave a name open: gds plot \"x^2\"");
        if (names.Length != 1 && Kind == PlotKind.Curve)
            return Misfit($"a curve has one open name, and here are {Some(names)}", $"fix the others: --set {names[1]}=0");
        if (names.Length == 1 && Kind is PlotKind.Contour or PlotKind.Field or PlotKind.Surface)
            return Misfit("a map has two open names, and here is one", "leave out --kind");
        var hasPlane = !Walks.IsEmpty || (Words.Plane == PlaneKind.Random && Question.Point is not null);
        return !IsPlane || hasPlane
            ? true
            : Misfit(
                $"a map has two open names, and here are {Some(names)}",
                "fix the others with --set, or give --from: then it is the plane of the walk"
            );
    }

    /// <summary>Ranges are those of names; a slice and a random plane have one for their own numbers.</summary>
    private Result<bool> Ranged()
    {
        var hasOwn = Kind == PlotKind.Slice || (IsPlane && Words.Plane == PlaneKind.Random);
        if (IsPlane && !hasOwn && !Words.Ranges.IsEmpty)
            return Misfit("the plane of a walk is as large as the walk", "leave out --range");
        return Words.Ranges.Keys.FirstOrDefault(n => n.Length > 0 && (hasOwn || !Loss.Names.Contains(n))) is not { } other ? true
            : hasOwn ? Misfit("the numbers along a line through the loss have no name", "write --range -1..1")
            : DiffCommand.Unknown(other, Loss.Names) with { File = "--range" };
    }

    private static Problem Misfit(string what, string hint) => Problem.Input("GDS0151", what, hint);

    private static string Some(ImmutableArray<string> names) => string.Join(", ", names.Take(6)) + (names.Length > 6 ? ", …" : "");

    private string Start() => string.Join(",", Loss.Names.Take(4).Select(n => n + "=…"));
}
