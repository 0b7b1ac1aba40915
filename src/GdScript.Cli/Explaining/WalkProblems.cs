using System.Collections.Immutable;
using GdScript.Text;

namespace GdScript.Cli.Explaining;

/// <summary>The pages of what can go wrong with traces, checkpoints and looks at a loss from many points.</summary>
internal static class WalkProblems
{
    public static ImmutableArray<ProblemPage> All { get; } =
    [
        new("GDS0045", "two traces named", "--trace writes a trace, --verify compares with one and writes beside it only what differs."),
        new("GDS0046", "a checkpoint of a pipe", "What has gone into a pipe cannot be taken back to where a checkpoint was saved."),
        new(
            "GDS0048",
            "a trace of several walks",
            "--compare, --starts and a range of rates rank many walks; a trace and a checkpoint are those of one."
        ),
        new("GDS0140", "a range that cannot be read", "A range is two numbers with two dots between them, the smaller first: -5..5."),
        new(
            "GDS0141",
            "too many numbers to search through",
            "Points of zero gradient are looked for from many starts with all second derivatives, which suits up to 64 numbers."
        ),
        new(
            "GDS0142",
            "a start that cannot be drawn",
            "normal, uniform, glorot and he take a shape, then their options behind a semicolon: W=normal(2,3; scale=1, seed=7)."
        ),
        new(
            "GDS0143",
            "methods to compare that cannot be read",
            "--compare takes whole methods with semicolons between them, a thousand at most with those of ranges, and names them alone."
        ),
        new(
            "GDS7021",
            "a climb (a note)",
            "--maximize walks down minus the loss, so the trace is one of minus the loss, and so is every loss in it."
        ),
        new("GDS7030", "a file that is no checkpoint", "--resume reads what --checkpoint wrote, and nothing else."),
        new("GDS7031", "a damaged checkpoint", "Its hash does not fit what it says, so nothing in it is believed; the walk begins again."),
        new("GDS7032", "a checkpoint of another version", "What a walk remembers differs between versions of gds; the walk begins again."),
        new(
            "GDS7033",
            "a checkpoint of another walk",
            "A checkpoint belongs to one walk: loss, data, start, method, bounds, tolerances. Only how long to walk (--steps, --epochs, --time, --max-evaluations), --trace and what is printed may change when it is taken up again."
        ),
        new("GDS7034", "a walk that is further than asked for", "The checkpoint stands at a later step than --steps says."),
        new(
            "GDS7035",
            "a trace that is gone",
            "The trace grows in FILE.part; a finished walk has moved it to FILE, from where it is taken back. Where neither is there, the walk begins again, and its trace ends the same."
        ),
        new("GDS7036", "a trace that differs", "The walk that was just made stands in FILE.received; to accept it, let it replace FILE."),
    ];
}
