using System.Collections.Immutable;
using GdScript.Text;

namespace GdScript.Cli.Explaining;

/// <summary>The pages of what can keep MathNet.Symbolics from deriving.</summary>
internal static class MathNetProblems
{
    private const string Engine = "gds diff \"sin(x)*x^2\" --engine mathnet";

    public static ImmutableArray<ProblemPage> All { get; } =
    [
        new(
            "GDS7100",
            "MathNet.Symbolics is not here",
            "The second derivative engine is a package of others, which gds does not bring. It is looked for where --mathnet-path says, then where GDS_MATHNET_PATH says, beside the program, and among the packages that NuGet has unpacked on this machine. A build with -p:WithMathNet=true puts it beside the program. Without it nothing else derives in its place.",
            Engine
        ),
        new(
            "GDS7101",
            "MathNet.Symbolics that cannot be loaded",
            "The file is there and is no assembly, or one that it needs is missing: FSharp.Core, FParsec, FParsecCS, MathNet.Numerics and MathNet.Numerics.FSharp belong into the same folder.",
            Engine
        ),
        new(
            "GDS7102",
            "another MathNet.Symbolics than the one known",
            "Its members are called by name, as they are called in version 0.25. One of them is missing in this one.",
            Engine
        ),
        new(
            "GDS7103",
            "a loss that MathNet.Symbolics cannot derive",
            "It knows numbers, names, + - * / ^, and the elementary functions. It has no choices (where, comparisons, min, max, relu) and no arrays as a whole, throws at abs, and its rule for atan2 is wrong. Elements of arrays (w[0]) are names to it, and mean and sum over the rows of data are derived row by row.",
            "gds diff \"abs(x)\" --engine mathnet"
        ),
        new(
            "GDS7104",
            "a loss that is too large for MathNet.Symbolics",
            "Our formulas share equal parts, its expressions are trees: a part that is used twice is there twice, and it compares and copies whole trees. Up to 20,000 nodes are handed over.",
            Engine
        ),
        new("GDS7105", "MathNet.Symbolics failed", "It threw where it should have answered; its own words stand in the message.", Engine),
        new(
            "GDS7106",
            "an answer of MathNet.Symbolics that is no real formula",
            "It works with complex numbers and infinities, and with functions that are not known here (Hankel, Bessel of broken order). An answer, or an expression of a user's own, is taken only where all of it is a formula of real numbers.",
            Engine
        ),
        new(
            "GDS7107",
            "a derivative by MathNet.Symbolics that is wrong",
            "Every derivative it gives is compared with our own before it is used: at 16 points of the domain and at those given, with a bound on what rounding can have done to each of the two. Where the bounds do not meet, its derivative is not used.",
            Engine
        ),
        new(
            "GDS7108",
            "a derivative by MathNet.Symbolics that nothing confirms",
            "Its derivative is used only where it was seen to agree with our own at one point at least. The loss is finite at none of the points tried, or rounding hides all digits there: give a point of its domain.",
            "gds diff \"log(x - 1000)\" --at 1003 --engine mathnet"
        ),
        new(
            "GDS7109",
            "a derivative that MathNet.Symbolics did not finish",
            "A derivative may take it a minute. The product of n factors and a chain of n functions cost it about n cubed.",
            Engine
        ),
        new(
            "GDS7110",
            "something that is no loss",
            "In a script a loss is a method, a lambda, a formula as text, or an expression: of this library, or one that was built with MathNet.Symbolics.",
            "Grad(\"x^2\", at: 3)"
        ),
        new(
            "GDS7111",
            "an engine for a loss with several formulas",
            "Branches that depend on the parameters give a script's loss another formula elsewhere, which is derived when a walk comes there. MathNet.Symbolics derives one formula, which is verified before it is used."
        ),
        new(
            "GDS7112",
            "no such engine here",
            "The program that runs the script brings no other engine; gds does.",
            "Engine = \"mathnet\";"
        ),
        new(
            "GDS7113",
            "too many calls of MathNet.Symbolics that were given up",
            "A call that does not come back cannot be stopped: it goes on unwatched and keeps a thread and its memory. A program that has given up four which still run begins no more. Each gds that is started anew has none."
        ),
    ];
}
