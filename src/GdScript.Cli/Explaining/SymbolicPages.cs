using System.Collections.Immutable;
using GdScript.Text;

namespace GdScript.Cli.Explaining;

/// <summary>The pages of what a symbolic expression can be asked in vain (GDS55xx).</summary>
internal static class SymbolicPages
{
    public static ImmutableArray<ProblemPage> All { get; } =
    [
        new(
            "GDS5501",
            "a variable without a proper name",
            "What is printed must read back, so a variable is named as the formula language names things."
        ),
        new(
            "GDS5502",
            "an expression with arrays or data",
            "A SymbolicExpression is one number made of numbers. Arrays, matrices and columns of data are in formulas: Formula(\"…\") in a script."
        ),
        new("GDS5503", "not a variable", "Derivatives and series are taken toward one name: f.Differentiate(\"x\")."),
        new(
            "GDS5504",
            "a variable without a value",
            "The dictionary of values names every variable of the expression; CollectVariables lists them."
        ),
        new(
            "GDS5505",
            "a variable that is no argument",
            "A compiled function knows the values of its arguments only: Compile(\"x\", \"y\") names every variable."
        ),
        new(
            "GDS5506",
            "no real number",
            "The value is infinite or does not exist among the real numbers. IsReal asks before RealValue does."
        ),
        new(
            "GDS5507",
            "not a number",
            "The number of an expression is read where it has no variables; with them, Evaluate takes their values."
        ),
        new("GDS5508", "not a polynomial", "Division of polynomials needs whole powers of the variable, and nothing else that holds it."),
        new("GDS5509", "an argument named twice", "Each argument of a compiled function has a name of its own."),
    ];
}
