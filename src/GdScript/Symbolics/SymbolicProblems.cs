using GdScript.Text;

namespace GdScript.Symbolics;

/// <summary>What a symbolic expression can be asked in vain, as <c>gds explain</c> tells it.</summary>
internal static class SymbolicProblems
{
    public static Problem BadName(string name) =>
        Problem.Input("GDS5501", $"'{name}' is no name", "a name is letters, digits and underscores, and starts with no digit");

    public static Problem NotScalar(string what) =>
        Problem.Input(
            "GDS5502",
            $"a symbolic expression is one number made of numbers, and {what}",
            "use the formula itself for arrays and data"
        );

    public static Problem NotVariable(string what) => Problem.Input("GDS5503", $"'{what}' is not a variable", "a variable is one name: x");

    public static Problem NoValue(string name, IEnumerable<string> given) =>
        Problem.Input(
            "GDS5504",
            $"there is no value for '{name}'",
            Suggest.Nearest(name, given) is { } near ? $"one is given for '{near}'" : "give one for each variable"
        );

    public static Problem NotCompiled(string name) =>
        Problem.Input(
            "GDS5505",
            $"'{name}' is a variable of the expression, and no argument of the function",
            "name every variable, or substitute it"
        );

    public static Problem ArgumentTwice(string name) =>
        Problem.Input("GDS5509", $"'{name}' is an argument twice", "name each argument once");

    public static Problem NotReal(string value) =>
        Problem.Numeric(
            "GDS5506",
            $"the value is {value}, which is no real number",
            "arithmetic is real: sqrt(-1) and log(-1) have no value"
        );

    public static Problem NotConstant(string what) =>
        Problem.Input("GDS5507", $"'{what}' is no number", "evaluate it, or substitute its variables");

    public static Problem NotPolynomial(string what, string variable) =>
        Problem.Input(
            "GDS5508",
            $"'{what}' is no polynomial in {variable}",
            "expand it first, or divide rational functions with RationalSimplify"
        );
}
