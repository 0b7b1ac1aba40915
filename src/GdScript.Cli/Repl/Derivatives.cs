using GdScript.Calculus;
using GdScript.Cli.Commands;
using GdScript.Graphs;

namespace GdScript.Cli.Repl;

/// <summary>The derivatives that can stand inside a formula of the session: <c>D(f, x)</c>, <c>grad(f)</c>, <c>hess(f)</c>, <c>jac(f)</c>.</summary>
internal sealed record Derivatives(
    string Name,
    bool TakesNames,
    string Example,
    Func<Formula, Passage[], IDerivativeEngine, Result<Formula>> Of
)
{
    private static readonly Derivatives[] All =
    [
        new("D", true, "D(f, x), or D(f, x, y) for a second derivative", Partial),
        new(
            "grad",
            false,
            "grad(f)",
            (f, _, by) =>
                Losses.Scalar(f).SelectMany(_ => by.Partials(f)).SelectMany(p => Expression.Gradient(f, p)).SelectMany(g => g.Formula)
        ),
        new("hess", false, "hess(f)", (f, _, by) => Expression.Hessian(f, by).SelectMany(h => h.Formula)),
        new("jac", false, "jac(f)", (f, _, by) => Expression.Jacobian(f, by).SelectMany(j => j.Formula)),
    ];

    public static Derivatives? Find(string name) => Array.Find(All, d => d.Name == name);

    /// <summary>Toward the names one after the other; a formula of one parameter needs none.</summary>
    private static Result<Formula> Partial(Formula f, Passage[] toward, IDerivativeEngine by)
    {
        if (Losses.Scalar(f).Problem is { } problem)
            return problem;
        if (toward.Length == 0)
            return f.Parameters.Length == 1
                ? Root(f, 0, by)
                : Problem.Input("GDS0202", "which name the derivative is toward is not said", "write D(f, x)");
        if (
            toward is [var only]
            && f.Parameters.FirstOrDefault(p => p.Name == only.Said) is { Name: not null, Shape.IsScalar: false } array
        )
            return Root(f, f.Parameters.IndexOf(array), by);
        foreach (var name in toward)
            if (f.Parameters.All(p => p.Name != name.Said))
                return Unknown(f, name);
            else if (f.Parameters.Any(p => p.Name == name.Said && !p.Shape.IsScalar))
                return name.Wrong("GDS0202", $"'{name.Said}' is an array", "a higher derivative is toward numbers");
        return by.Partial(f, toward.Select(n => n.Said).ToArray());
    }

    private static Result<Formula> Unknown(Formula f, Passage name)
    {
        var problem = DiffCommand.Unknown(name.Said, f.Parameters.Select(p => p.Name));
        return f.Parameters.IsEmpty
            ? name.Wrong(problem.Id, "the formula is a number: no name in it is open", "a name with a value is put in; see #vars")
            : name.Wrong(problem.Id, problem.What.Replace("loss", "formula", StringComparison.Ordinal), problem.Hint);
    }

    private static Result<Formula> Root(Formula f, int parameter, IDerivativeEngine by) =>
        by.Partials(f).Select(partials => partials.WithRoots(partials.Roots[parameter]));
}
