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
        new(
            "GDS0049",
            "a file that is read and written",
            "--trace, --checkpoint and --emit write files; none of them may be the loss, the data, a point or a claim that is read, nor one of the others."
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
            "normal, uniform, glorot, he and zeros take a shape, then their options behind a semicolon: W=normal(2,3; scale=1, seed=7)."
        ),
        new(
            "GDS0143",
            "methods to compare that cannot be read",
            "--compare takes whole methods with semicolons between them, a thousand at most with those of ranges, and names them alone."
        ),
        new(
            "GDS0150",
            "a size, a range or a file of a picture that cannot be read",
            "Ranges are NAME=LOW..HIGH with commas between them, or one LOW..HIGH for all names. A size is WIDTHxHEIGHT in pixels, each from 200 to 4000. Pictures are written as .svg, .html or .png, and as data for Vega-Lite (.vl.json), Plotly (.plotly.json) or as a table (.csv). A tangent plane touches a surface at a point: --tangent x=1,y=2.",
            "gds plot \"x^2 + y^2\" --range x=-3..3,y=2..-2"
        ),
        new(
            "GDS0151",
            "a picture that the loss does not have",
            "A curve has one open name and a map has two; --set fixes the others. With --from a map of more names is the plane through start, end and best point of the walk. Losses over steps and rates are those of walks. A slice goes through the point of --at, along a direction or to another point.",
            "gds plot \"x*y*z\""
        ),
        new(
            "GDS0152",
            "a PNG without a browser",
            "SVG is written by gds itself. For a PNG it asks an installed Chromium or Chrome, found in the folders of PATH; it brings none with it."
        ),
        new(
            "GDS0153",
            "nothing finite to draw",
            "Nowhere in the ranges of the picture has the loss a finite value. --range looks elsewhere.",
            "gds plot \"log(x)\" --range x=-3..-1"
        ),
        new(
            "GDS0154",
            "the browser drew nothing",
            "Chromium was started to draw a PNG and wrote none; its last words are told. The SVG needs no browser."
        ),
        new(
            "GDS0155",
            "a report in another form than HTML",
            "A report is one page of HTML, so its file ends in .html. Pictures alone are written by gds plot.",
            "gds report \"x^2\" --out report.pdf"
        ),
        new(
            "GDS0156",
            "nothing to watch",
            "--watch writes a report anew when its files change: the script with all it loads, the formula's file, the data, and files behind an @. What was typed or piped in does not change.",
            "gds report \"x^2\" --watch"
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
