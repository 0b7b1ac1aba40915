namespace GdScript.Scripting.Tests.Rewriting;

internal static partial class Accepted
{
    /// <summary>Where one rule of the rewriter meets another.</summary>
    private static IEnumerable<Form> Corners =>
        [
            Branching(
                "a stored lambda that calls itself",
                "Func<double, double> F = x => x <= 0 ? 0 : F(x - 1) + x; double Loss(double x, double y) => F(x) + y;"
            ),
            Branching(
                "stored lambdas that call each other",
                "Func<double, double> F = x => x <= 0 ? 0 : G(x - 1) + x; Func<double, double> G = x => x <= 1 ? x : 2 * F(x - 1); double Loss(double x, double y) => F(x) + G(y);"
            ),
        ];
}
