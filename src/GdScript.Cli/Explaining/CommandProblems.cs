using System.Collections.Immutable;
using GdScript.Text;

namespace GdScript.Cli.Explaining;

/// <summary>The pages of the mistakes that a command line, a file or a request can hold (GDS00xx).</summary>
internal static class CommandProblems
{
    public static ImmutableArray<ProblemPage> All { get; } =
    [
        new(
            "GDS0001",
            "an unknown command or option",
            "The commands stand in 'gds --help', the options of one in 'gds COMMAND --help'. A formula that begins with '--' stands after '-- '.",
            "gds grad \"x^2\" --att 3"
        ),
        new(
            "GDS0002",
            "an option without its value",
            "Options that take a value need one: the word after them, or what stands after '='.",
            "gds grad \"x^2\" --at"
        ),
        new(
            "GDS0003",
            "which loss of the script?",
            "A script's loss is the method marked [Loss], else the one called Loss or loss, else the only method that gives a double. Where that leaves none or several, FILE:Method names one.",
            "gds grad losses.csx:Huber"
        ),
        new("GDS0004", "an option given twice", "Which of the two values is meant cannot be known.", "gds grad \"x^2\" --at 3 --at 4"),
        new(
            "GDS0005",
            "input or output failed",
            "The disk is full, a device went away, or a pipe broke in a way that is no ordinary end. What follows is the system's own message."
        ),
        new(
            "GDS0006",
            "too large for this machine",
            "The arrays together hold more numbers than memory, or more than can be counted. Smaller shapes, or a smaller formula, will do.",
            "gds eval \"sum(outer(a, b))\" --shape a=4000000,b=4000000"
        ),
        new("GDS0007", "one argument too many", "A shell splits at spaces: a formula with spaces stands in quotes.", "gds grad x^2 + y^2"),
        new(
            "GDS0010",
            "no LOSS given",
            "Most commands are about a loss: a formula, a file that holds one, or - for what is piped in.",
            "gds grad"
        ),
        new("GDS0011", "two losses given", "The loss comes as an argument or with --file, not both.", "gds grad \"x^2\" --file bowl.loss"),
        new("GDS0012", "C# where only formulas are read", "This command, or this version of it, takes a loss as a formula and not as C#."),
        new("GDS0013", "a file that is not text", "Files are UTF-8. The place is that of the first byte that cannot be."),
        new(
            "GDS0014",
            "a file that cannot be read or written",
            "It is not there, it is a directory, or the rights are missing; the message says which."
        ),
        new(
            "GDS0015",
            "two points given",
            "A point stands in --at or after the formula as NAME=VALUE, not in both.",
            "gds eval \"x^2\" x=3 --at 3"
        ),
        new(
            "GDS0016",
            "layers toward some parameters only",
            "The steps of a formula in layers go backward through all of it, so they always tell every partial derivative."
        ),
        new(
            "GDS0017",
            "one name, two shapes",
            "The point gives a parameter one shape and --shape another.",
            "gds grad \"sum(w)\" --shape w=3 --at w=[1,2]"
        ),
        new(
            "GDS0020",
            "a parameter the loss does not have",
            "Partial derivatives are toward the open names of the loss.",
            "gds diff \"x^2\" --wrt y"
        ),
        new(
            "GDS0021",
            "--wrt names an array",
            "Toward an array the partial derivatives are an array: leave --wrt out to see them in its shape.",
            "gds diff \"sum(w.^2)\" --shape w=3 --wrt w"
        ),
        new("GDS0023", "a direction of length 0", "Along no direction there is no slope.", "gds grad \"x^2\" --at 3 --along 0"),
        new(
            "GDS0024",
            "an option that needs a point",
            "Without --at the gradient is a formula; this option speaks of its value somewhere.",
            "gds grad \"x^2\" --explain"
        ),
        new(
            "GDS0025",
            "a Hessian too large to show",
            "As formulas it has a row and a column for every number of the point; at a point it is numbers."
        ),
        new(
            "GDS0026",
            "a Jacobian too large to show",
            "It has a row for every number of the value and a column for every number of the point."
        ),
        new(
            "GDS0027",
            "too long to explain step by step",
            "Steps are for formulas a person can read; the partial derivatives themselves have no such limit."
        ),
        new(
            "GDS0028",
            "nothing to derive toward (a note)",
            "Every name has a value, so the formula is a number and has no partial derivatives."
        ),
        new("GDS0029", "steps in another format", "The blackboard steps are text; --format is for the derivatives."),
        new(
            "GDS0030",
            "not a number",
            "Options take plain numbers with a decimal point, whatever the machine's language: 0.1, 1e-4.",
            "--lr 0,1"
        ),
        new("GDS0031", "a number on the wrong side of zero", "Widths are above zero, tolerances from zero up.", "--h -1"),
        new("GDS0032", "not a whole number", "Steps are counted: 0, 1, 2 and so on.", "--steps 1.5"),
        new("GDS0033", "not one of the words an option knows", "The message lists them.", "--gradient exakt"),
        new(
            "GDS0040",
            "a method and a rate",
            "--lr is short for gd(lr=…). With --method the rate is one of the method's own numbers.",
            "--method adam --lr 0.1"
        ),
        new(
            "GDS0041",
            "a walk without a start",
            "A descent begins somewhere: --from gives every open parameter a number.",
            "gds descend \"x^2\""
        ),
        new(
            "GDS0042",
            "nothing to move",
            "Every name has a value already; at least one must be open for a descent.",
            "gds descend \"1 + 1\""
        ),
        new(
            "GDS0043",
            "an exact gradient measured",
            "The width and the kind of difference quotients belong to --gradient numeric.",
            "--gradient exact --h 1e-4"
        ),
        new(
            "GDS0044",
            "bounds that cannot be read",
            "Each bound is a range of an open parameter; an end may be left out.",
            "--bounds x=0..1,y=..2"
        ),
        new("GDS0050", "a request that is no object", "Each line of 'gds batch' is one JSON object.", "[1, 2]"),
        new(
            "GDS0051",
            "a line that is not JSON",
            "Each line of 'gds batch' is one JSON object; the place is where reading stopped.",
            "{\"do\":\"diff\""
        ),
        new(
            "GDS0052",
            "unknown work",
            "\"do\" is one of diff, grad, check, descend, eval, hess, jac.",
            "{\"do\":\"dif\",\"loss\":\"x^2\"}"
        ),
        new(
            "GDS0053",
            "a request without its point",
            "grad and hess need \"at\", descend needs \"from\".",
            "{\"do\":\"grad\",\"loss\":\"x^2\"}"
        ),
        new(
            "GDS0054",
            "a request that would run code",
            "Formulas are data and run nothing. C# is a program: only 'gds batch --allow-code' runs it.",
            "{\"do\":\"grad\",\"csharp\":\"x*x\",\"parameters\":[\"x\"],\"at\":{\"x\":3}}"
        ),
        new(
            "GDS0055",
            "a member of the wrong kind",
            "The message says what the member is and what was found.",
            "{\"do\":\"diff\",\"loss\":7}"
        ),
        new("GDS0056", "a member is missing", "The work cannot be done without it.", "{\"do\":\"diff\"}"),
        new(
            "GDS0057",
            "a member that is nearly one we know",
            "It would be ignored, and what it says lost.",
            "{\"do\":\"diff\",\"los\":\"x^2\"}"
        ),
        new("GDS0058", "half a character", "JSON escapes above U+FFFF come in pairs.", "{\"do\":\"diff\",\"loss\":\"\\ud83d\"}"),
        new(
            "GDS0060",
            "numbers judged nowhere",
            "A claim in numbers is about one point; formulas can be judged anywhere.",
            "gds check \"x^2\" --claim @g.json"
        ),
        new("GDS0061", "nothing to check", "A loss without parameters has no gradient.", "gds check \"1 + 1\""),
        new(
            "GDS0070",
            "C# of a kernel that runs none",
            "--emit writes the C# that --kernel roslyn compiles; the other kernels have no C#.",
            "gds grad \"x^2\" --kernel il --emit grad.cs"
        ),
        new(
            "GDS0071",
            "a kernel for a loss with several formulas",
            "Branches that depend on the parameters give a script's loss another formula elsewhere. A walk takes the right one at every point, with the kernel that finds its own way; --kernel runs one formula."
        ),
        new(
            "GDS0072",
            "threads for a kernel that has one",
            "--threads shares the rows of large data among threads; the C# of --kernel roslyn is one program and takes them one after the other. Any number of threads gives the same bits.",
            "gds descend \"w*x\" --data rows.csv --from w=1 --kernel roslyn --threads 2"
        ),
        new("GDS0080", "an id without a page", "'gds explain' alone lists every id.", "gds explain GDS1"),
    ];
}
