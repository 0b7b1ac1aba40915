using System.Collections.Immutable;
using GdScript.Text;

namespace GdScript.Cli.Explaining;

/// <summary>The pages of the mistakes that a session can hold (GDS02xx).</summary>
internal static class SessionProblems
{
    public static ImmutableArray<ProblemPage> All { get; } =
    [
        new(
            "GDS0200",
            "an unknown command of the session",
            "A line that begins with '#' and a letter is a command of the session; '#help commands' lists them. A comment has a space after the '#'.",
            "#histroy"
        ),
        new(
            "GDS0201",
            "a command of the session that cannot do what it is asked",
            "Nothing is left to take back, what to time is missing, there is no help on the topic, or a file that is loaded loads itself.",
            "#undo"
        ),
        new(
            "GDS0202",
            "a formula called with the wrong number of values",
            "A formula of the session takes one value for each of its open names in their order, f(3, 4), or some of them by name, f(x=3). D(f, x) takes a formula and names. '?f' shows the order.",
            "f(1, 2, 3)"
        ),
        new(
            "GDS0203",
            "a result without such a member",
            "After a dot stands a part of a result: of a walk its parameters, loss, steps and bestloss, of a gradient its parameters. '?r' lists them.",
            "r.losss"
        ),
        new(
            "GDS0204",
            "a sentence that is put together wrongly",
            "A question begins with its word, then the formula, then its clauses, each at most once: 'grad f at x=3,y=4', 'descend f from 3,4 with \"gd(lr=0.1)\" for 30'. '#help questions' shows all of them.",
            "grad f from x=3"
        ),
        new(
            "GDS0205",
            "a name that is not what is wanted there",
            "A check or a page of steps is no formula and no number, so that no formula can use it; only a walk has a trace. '#vars' lists what every name stands for.",
            "c = check f at 3,4; c + 1"
        ),
        new("GDS0206", "a result that there is not", "'ans' is the last result and '_3' that of submission 3; that one gave none.", "_99"),
        new(
            "GDS0207",
            "a derivative that is no vector and no matrix",
            "grad(f) as a part of a formula is a vector of numbers, hess(f) and jac(f) are matrices of a reasonable size. Toward several arrays the derivatives are taken one by one: D(f, W).",
            "norm(grad(f)) for f(W[2,2], b[2]) = …"
        ),
        new(
            "GDS0208",
            "a value that has to be a number",
            "The values of a point, a number of steps and the ends of a range are numbers, or formulas in which every name has a value.",
            "descend f from x=q for 30"
        ),
        new(
            "GDS0209",
            "a name that is taken",
            "The constants e and pi, the functions of the formula language, D, grad, hess, jac, and the names of results (ans, _1, _2, …) cannot be given another meaning.",
            "sin = 3"
        ),
        new(
            "GDS0210",
            "a picture that cannot be drawn",
            "A curve takes a formula with one open name, a map one with two; give the other names values first, as in plot f(x, 2). Somewhere in the ranges the formula must have a value.",
            "plot x + y + z"
        ),
        new(
            "GDS0211",
            "an assignment of C# to a name of the mathematics",
            "C# sees the value of a number that was defined as mathematics, and cannot change it. Assign without C# (a = a + 1), or make a variable of C# first: var b = a.",
            "a = 2.5 … for (int i = 0; i < 3; i++) a += i;"
        ),
        new(
            "GDS0212",
            "an evaluation that was interrupted",
            "Ctrl-C ends what is evaluated and the session goes on. A second one within two seconds leaves behind what does not end, and a third one ends the session.",
            "while (true) ;"
        ),
    ];
}
