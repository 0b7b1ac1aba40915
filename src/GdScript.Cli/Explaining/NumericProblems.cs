using System.Collections.Immutable;
using GdScript.Text;

namespace GdScript.Cli.Explaining;

/// <summary>The pages of what can go wrong with claims (GDS40xx), values (GDS60xx) and walks (GDS70xx), and of our own mistakes.</summary>
internal static class NumericProblems
{
    public static ImmutableArray<ProblemPage> All { get; } =
    [
        new("GDS4001", "a claim that cannot be read", "A claim is 'name: formula' for every parameter, separated by commas.", "x = 2*x"),
        new("GDS4002", "a claim about an unknown parameter", "A claim speaks of the parameters of the loss.", "z: 2*x"),
        new(
            "GDS4003",
            "a claim that leaves a parameter out",
            "A gradient has a partial derivative for every parameter; one that is 0 is claimed as 0."
        ),
        new("GDS4004", "a claim of the wrong shape", "The partial derivative toward an array has the array's shape."),
        new(
            "GDS4005",
            "a claim with names of its own",
            "The formulas of a claim may use the parameters of the loss and nothing else.",
            "x: 2*k"
        ),
        new("GDS4006", "a parameter claimed twice", "Which of the two is meant cannot be known.", "x: 2*x, x: x"),
        new(
            "GDS4012",
            "a loss that is not deterministic",
            "The same point gave two values. A gradient can only be checked where the loss depends on the point alone: take chance, clocks, counters and files that change out of it."
        ),
        new(
            "GDS4010",
            "a check that had to pass did not",
            "Check(Loss).OrFail() ends the script with exit code 1; the report above says which partial derivative is wrong.",
            "Check(Loss, at: (3, 4)).OrFail();"
        ),
        new(
            "GDS4011",
            "a walk with a wrong gradient",
            "Every walk checks its gradient at the start along one direction, and with --check-every N on the way; what is proven wrong there is not walked with. A Gradient that a script brings beside its loss is checked too, although the walk uses the derived one. 'gds check' says what is wrong with it, --no-check walks anyway (in a request \"check\":false)."
        ),
        new(
            "GDS5290",
            "a loss that is not one number",
            "Only a single number can be walked down. sum(...), mean(...) and norm(...) make one of an array; 'gds jac' shows the derivatives of the whole array.",
            "[x, y]"
        ),
        new(
            "GDS6001",
            "division by zero",
            "The message names the division and the values; a where(...) around it helps only where it chooses the other side.",
            "1/(x - 3) at x=3"
        ),
        new(
            "GDS6002",
            "not a real number",
            "Arithmetic is real: no root or logarithm of a negative number, no negative base with a broken exponent. The real cube root is cbrt(x).",
            "(-8)^(1/3)"
        ),
        new(
            "GDS6003",
            "a pole",
            "The function grows without end there: log at 0, tan at a right angle, lgamma at 0, -1, -2 and so on.",
            "log(x) at x=0"
        ),
        new(
            "GDS6004",
            "beyond the range of a double",
            "The largest double is about 1.8e308. log, log1p, logsumexp, softplus and sigmoid compute without leaving the range what exp would take out of it.",
            "exp(1000)"
        ),
        new("GDS6005", "a constant that is not finite", "A number written in the formula came out infinite or not a number."),
        new(
            "GDS6008",
            "an index that names no place",
            "p[i] with an i that is worked out, by a column of the data for example, names an element of a vector or a row of a matrix. "
                + "Indexes are whole numbers and count from 0; any other index gives no number, never a neighbour.",
            "p[label] with a label 3 and a vector p of 3"
        ),
        new("GDS6006", "a point that is not finite", "At infinity, or at NaN, there is no slope."),
        new(
            "GDS6090",
            "a difference quotient that is not finite",
            "The loss is finite at the point but not one width away from it: the edge of its domain is near. A smaller width, or a one-sided difference, stays inside."
        ),
        new("GDS6091", "nowhere to check", "None of the points that were tried lies in the domain of the loss; --at names one that does."),
        new("GDS6092", "a loss that is not finite at its start", "The compiled loss of a script gives NaN or an infinity at the point."),
        new(
            "GDS7001",
            "a method that cannot be read",
            "A method is a name, with its numbers in parentheses: adam(lr=0.1, beta1=0.8).",
            "adam(lr=0.1"
        ),
        new("GDS7002", "an unknown method or schedule", "The message names the nearest one.", "adm(lr=0.1)"),
        new(
            "GDS7003",
            "an option the method does not have",
            "The names are those of PyTorch; the message lists the method's own.",
            "gd(beta1=0.9)"
        ),
        new("GDS7004", "a value out of range", "The message says what the option takes.", "adam(beta1=2)"),
        new(
            "GDS7005",
            "links that make no method",
            "Exactly one link of a chain follows a rate; what turns the gradient stands before it, what looks at its steps behind it. Methods by parameter stand alone: each(W=adam, rest=gd)."
        ),
        new(
            "GDS7010",
            "a walk that looks odd (a warning)",
            "The loss grew far beyond where it began, or the point stopped moving before the steps were done; the walk went on as asked."
        ),
        new("GDS7011", "a walk that did not end well", "The sentence says why; the best point on the way stands beside the last."),
        new(
            "GDS7020",
            "the measured gradient has lost its step (a note)",
            "Far from 0 neighbouring doubles are further apart than the width h, so x + h is x again, both sides measure the same loss, and the slope reads 0. The exact gradient does not suffer from it."
        ),
        new("GDS7090", "a walk that left the numbers a double can hold", "A smaller rate, or another start, keeps it inside."),
        new("GDS9001", "a mistake of ours", "This must not happen, whatever was given. Please report it with the command you ran."),
    ];
}
