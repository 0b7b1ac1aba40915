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
            "GDS0106",
            "the C# compiler failed",
            "Neither an error of the script nor a program: the compiler met something it does not expect. Parts of the script, one by one, show which it is."
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
            "GDS0114",
            "the process of a script crashed",
            "It was isolated, so nothing else was harmed. The message holds the first of the runtime's last words."
        ),
        new(
            "GDS0120",
            "a compiled script is not kept",
            "The folder for compiled scripts ($XDG_CACHE_HOME/gdscript, or ~/.cache/gdscript) cannot be written. The script runs; the next run compiles it again."
        ),
        new("GDS0121", "an interrupted script", "Ctrl-C or SIGTERM ended the script before it was done."),
        new(
            "GDS0130",
            "a point that has no value for a parameter",
            "A number, [1, 2] or [[1, 2], [3, 4]] is the value of a parameter; several stand in a tuple.",
            "Grad(Loss, at: [[1, 2], [3]])"
        ),
        new(
            "GDS0131",
            "a question without its point",
            "Values are asked for somewhere: at: (3, 4), at: \"x=3, y=4\", from: -3.",
            "Hess(\"x^2\", at: \"\")"
        ),
        new(
            "GDS0132",
            "a name the loss does not have",
            "Answers know the parameters by name, and their elements: g[\"x\"], g[\"W[0,1]\"], g.Vector(\"w\"), g.Matrix(\"W\")."
        ),
        new(
            "GDS0133",
            "a loss the compiler did not see",
            "The call was made in a way that cannot be told from the text of the script, by reflection or through a variable of the method itself. The loss is measured."
        ),
        new(
            "GDS0134",
            "a file that does not fit the record",
            "Columns are found by the names of the record's members; a double member takes any number, an int or bool only those it can hold.",
            "record Point(double x, double y); Csv<Point>(\"points.csv\")"
        ),
        new("GDS0135", "no reader of CSV files", "The program that runs the script brings no reader; gds does."),
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
        new(
            "GDS1020",
            "a loss that reads none of its parameters",
            "Only what the loss takes as parameters is derived. Weights that live in fields or variables are constants to it: name them as parameters.",
            "double Loss(double w) => 3.0;"
        ),
        new(
            "GDS2000",
            "a loss that throws while it is recorded",
            "The recording runs the loss once at the point asked about; what it throws there it throws in the plain run too."
        ),
        new(
            "GDS2008",
            "a captured value that cannot be copied",
            "The recording works on copies of what the loss reads. A function, an open file or an object of a library has no copy: write it as a method of the script, or copy its numbers into an array."
        ),
        new("GDS2009", "a loss without a recording", "Its value can be computed and its slope measured; there is no formula."),
        new(
            "GDS2010",
            "a recording that does not hold where it was made",
            "A condition comes out differently in the formula than in the run that recorded it: it stands on the last bit of a power."
        ),
        new(
            "GDS2011",
            "a parameter that no numbers of a point make",
            "A point gives numbers, vectors and matrices. Take double, double[], double[,], double[][], List<double>, or a record of them."
        ),
        new(
            "GDS2012",
            "an array parameter of unknown size",
            "The size of a vector or matrix comes from the point, w=[1,2,3], or from --shape w=3."
        ),
        new(
            "GDS2013",
            "a parameter of another kind than the point gives",
            "A number, a vector and a matrix are different things to a loss."
        ),
        new(
            "GDS2014",
            "a gradient of another size",
            "A gradient written beside its loss gives one slope for each number of the point, in the order of the loss's parameters: as an array, a matrix, a tuple or a record of doubles.",
            "double Loss(double x, double y) => x * x + y * y; double[] Gradient(double x, double y) => [2 * x, 2 * y];"
        ),
        new(
            "GDS2015",
            "a registered slope that is none",
            "A method registered with [Derivative] gave NaN or an infinity as its slope where the method itself has a value, or another count of slopes than it takes doubles. Give the slope of one side at a corner, and one slope for each double."
        ),
        new(
            "GDS3001",
            "a branch that depends on the parameters",
            "A note: the formula holds where the condition comes out the same. Beyond, the loss is recorded anew by itself. A choice c ? a : b stays in the formula and leaves no such note."
        ),
        new(
            "GDS3002",
            "a loss that is recorded again and again",
            "A note: its branches keep coming out differently, so that recordings have to be forgotten and made again; this is correct, but slow."
        ),
        new("GDS3003", "a parameter that is not used", "A note: the slope toward it is 0 everywhere."),
        new(
            "GDS3004",
            "a formula that is not quite the loss",
            "A note: where it was recorded, the formula gives another value than the compiled loss, by the amount named. The loss does something between two calls that no recording sees."
        ),
        new(
            "GDS3007",
            "a loss that prints (a note)",
            "A check or a walk computes the loss thousands of times. Three different lines of what it prints are shown on stderr, the rest is counted; stdout belongs to the answer.",
            "double Loss(double x) { Console.WriteLine(x); return x * x; }"
        ),
        new(
            "GDS3006",
            "a slope that the script gives",
            "A note: the body of a method marked [Derivative(nameof(Slope))] is not followed; its slope is what Slope says. The formula then is the loss at one point, with its gradient, and the loss is recorded anew at every other. Checks measure the compiled loss and so judge the slope. Second derivatives are not known: hess and stationary refuse with this id."
        ),
        new(
            "GDS3005",
            "a loss that is measured",
            "A note: the C# of the loss holds something no recording can follow, so there is no formula. Its values are there all the same, and check and descend measure the slopes. The notes before this one say what stands in the way."
        ),
    ];
}
