using System.Collections.Immutable;
using GdScript.Text;

namespace GdScript.Cli.Explaining;

/// <summary>The pages of what can go wrong with traces, checkpoints and looks at a loss from many points.</summary>
internal static class WalkProblems
{
    public static ImmutableArray<ProblemPage> All { get; } =
    [
        new("GDS7030", "a file that is no checkpoint", "--resume reads what --checkpoint wrote, and nothing else."),
        new("GDS7031", "a damaged checkpoint", "Its hash does not fit what it says, so nothing in it is believed; the walk begins again."),
        new("GDS7032", "a checkpoint of another version", "What a walk remembers differs between versions of gds; the walk begins again."),
    ];
}
