using System.Runtime.CompilerServices;
using GdScript.Descent;
using GdScript.Numerics;
using GdScript.Scripting.Recording;
using GdScript.Traces;

namespace GdScript.Scripting.Globals;

public sealed partial class Workbench
{
    /// <summary>
    /// Walks downhill. <c>Descend(Loss, from: (-3, 4), "adam(lr=0.1)", steps: 100)</c>; without a method gd with <paramref name="lr"/>,
    /// and 100 steps where no number is given. A loss that cannot be traced walks by its measured gradient, and a note says so.
    /// </summary>
    /// <param name="loss">A method group, a lambda, or a delegate.</param>
    /// <param name="from">Where to start.</param>
    /// <param name="method">How to walk: <c>"adam(lr=0.1)"</c>, <c>"gd(lr=cosine(0.1, steps=200))"</c>.</param>
    /// <param name="steps">Exactly so many steps; with a method and without a number, until rest.</param>
    /// <param name="lr">The rate of gd, where no method is given.</param>
    /// <param name="gradient"><c>exact</c> or <c>numeric</c>.</param>
    /// <param name="h">The width of the numeric gradient's difference quotients.</param>
    /// <param name="detail">Which points the trace keeps: <c>thin</c>, <c>full</c>, <c>none</c>.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="text">Filled in by the compiler.</param>
    /// <exception cref="ProblemException">The method or the point cannot be read, or the loss is not finite at the start.</exception>
    [OverloadResolutionPriority(7)]
    public LossDescent Descend(
        [Traced] Func<double, double> loss,
        PointLike from,
        string? method = null,
        long? steps = null,
        double? lr = null,
        string gradient = "exact",
        double h = Difference.Width,
        string detail = "thin",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerArgumentExpression(nameof(loss))] string text = ""
    ) => DescendOf(Pose(loss, from, file, line, text), method, steps, lr, gradient, h, detail);

    /// <inheritdoc cref="Descend(Func{double, double}, PointLike, string, long?, double?, string, double, string, string, int, string)"/>
    [OverloadResolutionPriority(6)]
    public LossDescent Descend(
        [Traced] Func<double[], double> loss,
        PointLike from,
        string? method = null,
        long? steps = null,
        double? lr = null,
        string gradient = "exact",
        double h = Difference.Width,
        string detail = "thin",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerArgumentExpression(nameof(loss))] string text = ""
    ) => DescendOf(Pose(loss, from, file, line, text), method, steps, lr, gradient, h, detail);

    /// <inheritdoc cref="Descend(Func{double, double}, PointLike, string, long?, double?, string, double, string, string, int, string)"/>
    [OverloadResolutionPriority(5)]
    public LossDescent Descend(
        [Traced] Func<double[,], double> loss,
        PointLike from,
        string? method = null,
        long? steps = null,
        double? lr = null,
        string gradient = "exact",
        double h = Difference.Width,
        string detail = "thin",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerArgumentExpression(nameof(loss))] string text = ""
    ) => DescendOf(Pose(loss, from, file, line, text), method, steps, lr, gradient, h, detail);

    /// <inheritdoc cref="Descend(Func{double, double}, PointLike, string, long?, double?, string, double, string, string, int, string)"/>
    [OverloadResolutionPriority(4)]
    public LossDescent Descend(
        [Traced] Func<double[][], double> loss,
        PointLike from,
        string? method = null,
        long? steps = null,
        double? lr = null,
        string gradient = "exact",
        double h = Difference.Width,
        string detail = "thin",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerArgumentExpression(nameof(loss))] string text = ""
    ) => DescendOf(Pose(loss, from, file, line, text), method, steps, lr, gradient, h, detail);

    /// <inheritdoc cref="Descend(Func{double, double}, PointLike, string, long?, double?, string, double, string, string, int, string)"/>
    [OverloadResolutionPriority(7)]
    public LossDescent Descend(
        [Traced] Func<double, double, double> loss,
        PointLike from,
        string? method = null,
        long? steps = null,
        double? lr = null,
        string gradient = "exact",
        double h = Difference.Width,
        string detail = "thin",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerArgumentExpression(nameof(loss))] string text = ""
    ) => DescendOf(Pose(loss, from, file, line, text), method, steps, lr, gradient, h, detail);

    /// <inheritdoc cref="Descend(Func{double, double}, PointLike, string, long?, double?, string, double, string, string, int, string)"/>
    [OverloadResolutionPriority(7)]
    public LossDescent Descend(
        [Traced] Func<double, double, double, double> loss,
        PointLike from,
        string? method = null,
        long? steps = null,
        double? lr = null,
        string gradient = "exact",
        double h = Difference.Width,
        string detail = "thin",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerArgumentExpression(nameof(loss))] string text = ""
    ) => DescendOf(Pose(loss, from, file, line, text), method, steps, lr, gradient, h, detail);

    /// <inheritdoc cref="Descend(Func{double, double}, PointLike, string, long?, double?, string, double, string, string, int, string)"/>
    [OverloadResolutionPriority(7)]
    public LossDescent Descend(
        [Traced] Func<double, double, double, double, double> loss,
        PointLike from,
        string? method = null,
        long? steps = null,
        double? lr = null,
        string gradient = "exact",
        double h = Difference.Width,
        string detail = "thin",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerArgumentExpression(nameof(loss))] string text = ""
    ) => DescendOf(Pose(loss, from, file, line, text), method, steps, lr, gradient, h, detail);

    /// <inheritdoc cref="Descend(Func{double, double}, PointLike, string, long?, double?, string, double, string, string, int, string)"/>
    public LossDescent Descend(
        [Traced] Delegate loss,
        PointLike from,
        string? method = null,
        long? steps = null,
        double? lr = null,
        string gradient = "exact",
        double h = Difference.Width,
        string detail = "thin",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerArgumentExpression(nameof(loss))] string text = ""
    ) => DescendOf(Pose(loss, from, file, line, text), method, steps, lr, gradient, h, detail);

    /// <summary>Walks downhill on a formula.</summary>
    /// <exception cref="ProblemException">The formula, the method or the point cannot be read, or the loss is not finite at the start.</exception>
    public LossDescent Descend(
        LossFormula loss,
        PointLike from,
        string? method = null,
        long? steps = null,
        double? lr = null,
        string gradient = "exact",
        double h = Difference.Width,
        string detail = "thin"
    ) => DescendOf(Subject.Of(loss).Pose(from), method, steps, lr, gradient, h, detail);

    /// <summary>Walks downhill on an expression of MathNet.Symbolics.</summary>
    /// <exception cref="ProblemException">It is no expression, or not of real numbers; the start does not fit.</exception>
    [OverloadResolutionPriority(-1)]
    public LossDescent Descend(
        object loss,
        PointLike from,
        string? method = null,
        long? steps = null,
        double? lr = null,
        string gradient = "exact",
        double h = Difference.Width,
        string detail = "thin"
    ) => Descend(Read(loss), from, method, steps, lr, gradient, h, detail);

    private LossDescent DescendOf(Result<Posed> posed, string? method, long? steps, double? lr, string gradient, double h, string detail) =>
        (
            from loss in Derived(posed)
            from plan in Plan(method, steps, lr, gradient, h, detail)
            from walk in Questions.Descent(loss, plan, Note)
            select walk
        ).OrThrow();

    private static Result<WalkPlan> Plan(string? method, long? steps, double? lr, string gradient, double h, string detail)
    {
        if (method is not null && lr is not null)
            return Problem.Input("GDS0040", "method and lr are both given", "put the rate into the method: \"gd(lr=0.1)\"");
        if (gradient is not ("exact" or "numeric"))
            return Problem.Input("GDS0033", $"gradient is not '{gradient}'", "write \"exact\" or \"numeric\"");
        if (!(h > 0) || steps < 0)
            return Problem.Input("GDS0031", h > 0 ? "steps is below zero" : "h is not above zero", "try steps: 100, h: 1e-4");
        return Enum.TryParse<Detail>(detail, ignoreCase: true, out var kept)
            ? new WalkPlan(method, lr, new Stops { Steps = steps ?? (method is null ? 100 : null) }, gradient == "numeric", h, kept)
            : Problem.Input("GDS0033", $"detail is not '{detail}'", "write \"thin\", \"full\" or \"none\"");
    }
}
