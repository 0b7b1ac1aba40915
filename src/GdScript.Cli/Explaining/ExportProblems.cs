using System.Collections.Immutable;
using GdScript.Text;

namespace GdScript.Cli.Explaining;

/// <summary>The pages of what cannot be exported (GDS016x).</summary>
internal static class ExportProblems
{
    public static ImmutableArray<ProblemPage> All { get; } =
    [
        new(
            "GDS0161",
            "too large to write out",
            "In a program every second derivative and every entry of a Jacobian is a line of its own, so they are written out up to 200x200. 'gds hess' and 'gds jac' tell larger ones at a point; in your own program differences of the gradient, or products of the Hessian with a direction, take their place.",
            "gds export \"sum(x.^4)\" --shape x=500 --to c --hessian"
        ),
        new(
            "GDS0163",
            "not to be had of this formula",
            "Residuals and their Jacobian are those of a least-squares loss: a sum of squares, of even powers and of squared lengths, each with a positive number before it, or the sum or mean of such over rows. Anything else that is added stands where a square should. A Hessian can be had of a loss, not of an array.",
            "gds export \"x^2 + exp(y)\" --to c --residuals"
        ),
        new(
            "GDS0180",
            "the target has no words for it",
            "A target is written with the functions its own world has. C has erfc and the gamma function, none of the programs the Bessel and Airy functions; SQL has no arrays and few functions.",
            "gds export \"besselj(0, x)\" --to c"
        ),
        new(
            "GDS0162",
            "no language to export to",
            "--to names the language; 'gds export --help' lists them.",
            "gds export \"x^2\" --to cobol"
        ),
    ];
}
