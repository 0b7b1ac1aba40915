using System.Runtime.CompilerServices;
using GdScript.Scripting.Recording;

namespace GdScript.Scripting.Globals;

public sealed partial class Workbench
{
    /// <summary>The second derivatives of a loss at a point.</summary>
    /// <param name="loss">A method group, a lambda, or a delegate.</param>
    /// <param name="at">The point.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="text">Filled in by the compiler.</param>
    /// <exception cref="ProblemException">The loss cannot be traced, or the point does not fit it.</exception>
    [OverloadResolutionPriority(7)]
    public LossHessian Hess(
        [Traced] Func<double, double> loss,
        PointLike at,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerArgumentExpression(nameof(loss))] string text = ""
    ) => HessOf(Pose(loss, at, file, line, text));

    /// <inheritdoc cref="Hess(Func{double, double}, PointLike, string, int, string)"/>
    [OverloadResolutionPriority(6)]
    public LossHessian Hess(
        [Traced] Func<double[], double> loss,
        PointLike at,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerArgumentExpression(nameof(loss))] string text = ""
    ) => HessOf(Pose(loss, at, file, line, text));

    /// <inheritdoc cref="Hess(Func{double, double}, PointLike, string, int, string)"/>
    [OverloadResolutionPriority(5)]
    public LossHessian Hess(
        [Traced] Func<double[,], double> loss,
        PointLike at,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerArgumentExpression(nameof(loss))] string text = ""
    ) => HessOf(Pose(loss, at, file, line, text));

    /// <inheritdoc cref="Hess(Func{double, double}, PointLike, string, int, string)"/>
    [OverloadResolutionPriority(4)]
    public LossHessian Hess(
        [Traced] Func<double[][], double> loss,
        PointLike at,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerArgumentExpression(nameof(loss))] string text = ""
    ) => HessOf(Pose(loss, at, file, line, text));

    /// <inheritdoc cref="Hess(Func{double, double}, PointLike, string, int, string)"/>
    [OverloadResolutionPriority(7)]
    public LossHessian Hess(
        [Traced] Func<double, double, double> loss,
        PointLike at,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerArgumentExpression(nameof(loss))] string text = ""
    ) => HessOf(Pose(loss, at, file, line, text));

    /// <inheritdoc cref="Hess(Func{double, double}, PointLike, string, int, string)"/>
    [OverloadResolutionPriority(7)]
    public LossHessian Hess(
        [Traced] Func<double, double, double, double> loss,
        PointLike at,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerArgumentExpression(nameof(loss))] string text = ""
    ) => HessOf(Pose(loss, at, file, line, text));

    /// <inheritdoc cref="Hess(Func{double, double}, PointLike, string, int, string)"/>
    [OverloadResolutionPriority(7)]
    public LossHessian Hess(
        [Traced] Func<double, double, double, double, double> loss,
        PointLike at,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerArgumentExpression(nameof(loss))] string text = ""
    ) => HessOf(Pose(loss, at, file, line, text));

    /// <inheritdoc cref="Hess(Func{double, double}, PointLike, string, int, string)"/>
    public LossHessian Hess(
        [Traced] Delegate loss,
        PointLike at,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerArgumentExpression(nameof(loss))] string text = ""
    ) => HessOf(Pose(loss, at, file, line, text));

    /// <summary>The second derivatives of a formula.</summary>
    /// <exception cref="ProblemException">The formula or the point cannot be read, or a value is not finite.</exception>
    public LossHessian Hess(LossFormula loss, PointLike at) => HessOf(Subject.Of(loss).Pose(at));

    /// <summary>The second derivatives of an expression of MathNet.Symbolics.</summary>
    /// <exception cref="ProblemException">It is no expression, or not of real numbers; the point does not fit.</exception>
    [OverloadResolutionPriority(-1)]
    public LossHessian Hess(object loss, PointLike at) => Hess(Read(loss), at);

    private LossHessian HessOf(Result<Posed> posed) => Derived(posed).SelectMany(p => Questions.Hessian(p, Note)).OrThrow();
}
