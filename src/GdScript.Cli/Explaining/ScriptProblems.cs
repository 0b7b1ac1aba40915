using System.Collections.Immutable;
using GdScript.Text;

namespace GdScript.Cli.Explaining;

/// <summary>The pages of scripts: what stands around the C# (GDS01xx) and what shows only while a loss is recorded (GDS20xx).</summary>
internal static class ScriptProblems
{
    public static ImmutableArray<ProblemPage> All { get; } =
    [
        new(
            "GDS0101",
            "a file that cannot be loaded",
            "#load takes the path of another script, relative to the file it stands in.",
            "#load \"lib.csx\""
        ),
        new(
            "GDS0102",
            "an assembly that is not there",
            "#r takes the path of a .dll, relative to the file it stands in.",
            "#r \"lib.dll\""
        ),
        new(
            "GDS0103",
            "a package reference that cannot be read",
            "A package is named with one exact version, so that a script means the same tomorrow.",
            "#r \"nuget: Newtonsoft.Json, 13.0.3\""
        ),
        new(
            "GDS0104",
            "a package that cannot be had",
            "It is neither in the global packages folder nor can it be restored from the configured sources."
        ),
        new(
            "GDS0105",
            "C# that is nested too deeply",
            "The C# compiler reads nested code with its own call stack, and some thousands of levels end the process. Names for parts of the expression make it flat."
        ),
        new(
            "GDS0110",
            "the script threw an exception",
            "No code of the script caught it. The line is the innermost one of the script; the lines below it are the calls that led there.",
            "int.Parse(\"four\");"
        ),
        new(
            "GDS0111",
            "a recursion that is too deep",
            "Every call takes a piece of the stack, and some hundred thousand calls use it up. Mostly the recursion has no end; a loop may be as long as it likes.",
            "double F(double x) => F(x + 1);"
        ),
        new(
            "GDS0112",
            "the time is over",
            "The script ran longer than --timeout allows. The line is where it was then.",
            "while (true) { }"
        ),
        new("GDS0113", "out of memory", "The script needs more memory than the machine has, or than --memory lets it have."),
        new(
            "GDS0120",
            "a compiled script is not kept",
            "The folder for compiled scripts ($XDG_CACHE_HOME/gdscript, or ~/.cache/gdscript) cannot be written. The script runs; the next run compiles it again."
        ),
        new(
            "GDS2001",
            "a loss that calls itself too deeply",
            "Recording follows every call. A recursion that ends can be written as a loop, which may be as long as it likes."
        ),
        new(
            "GDS2002",
            "a recording that does not end",
            "A loop of the loss ran far beyond what any loss needs; perhaps its condition never becomes false."
        ),
        new(
            "GDS2003",
            "a recording that is too large",
            "Loops over numbers are recorded step by step. A sum over records (rows.Sum(r => …)) is recorded once for all rows; the numeric gradient has no such limit."
        ),
        new("GDS2004", "a loss on several threads", "A recording follows one thread: write the loop plainly."),
        new(
            "GDS2005",
            "a value kept from an earlier run",
            "A static field or a cache holds a value of an earlier call of the loss; what is recorded must depend on the parameters alone."
        ),
        new(
            "GDS2006",
            "a value turned into text",
            "Text has no slope. Print outside the loss.",
            "double Loss(double x) => double.Parse($\"{x}\");"
        ),
        new(
            "GDS2007",
            "a value used as a key",
            "A key is found or not found, which has no slope. Key by something that does not depend on the parameters."
        ),
    ];
}
