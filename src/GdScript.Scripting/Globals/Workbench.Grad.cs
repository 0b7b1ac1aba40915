using System.Runtime.CompilerServices;
using GdScript.Scripting.Recording;

namespace GdScript.Scripting.Globals;

public sealed partial class Workbench
{
    /// <summary>
    /// The partial derivatives of a loss as formulas, and at a point their values. The loss is a method or a lambda over numbers,
    /// arrays, matrices or records, or a formula. C# that cannot be traced ends the script with the place and the reason.
    /// </summary>
    /// <param name="loss">A method group, a lambda, or a delegate.</param>
    /// <param name="at">The point: <c>3</c>, <c>(3, 4)</c>, <c>"x=3, y=4"</c>, an array, a matrix. Needed where the loss takes arrays.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="text">Filled in by the compiler.</param>
    /// <exception cref="ProblemException">The loss cannot be traced, or the point does not fit it.</exception>
    [OverloadResolutionPriority(7)]
    public LossGradient Grad(
        [Traced] Func<double, double> loss,
        PointLike? at = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerArgumentExpression(nameof(loss))] string text = ""
    ) => GradOf(Pose(loss, at, file, line, text));

    /// <inheritdoc cref="Grad(Func{double, double}, PointLike, string, int, string)"/>
    [OverloadResolutionPriority(6)]
    public LossGradient Grad(
        [Traced] Func<double[], double> loss,
        PointLike? at = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerArgumentExpression(nameof(loss))] string text = ""
    ) => GradOf(Pose(loss, at, file, line, text));

    /// <inheritdoc cref="Grad(Func{double, double}, PointLike, string, int, string)"/>
    [OverloadResolutionPriority(5)]
    public LossGradient Grad(
        [Traced] Func<double[,], double> loss,
        PointLike? at = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerArgumentExpression(nameof(loss))] string text = ""
    ) => GradOf(Pose(loss, at, file, line, text));

    /// <inheritdoc cref="Grad(Func{double, double}, PointLike, string, int, string)"/>
    [OverloadResolutionPriority(4)]
    public LossGradient Grad(
        [Traced] Func<double[][], double> loss,
        PointLike? at = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerArgumentExpression(nameof(loss))] string text = ""
    ) => GradOf(Pose(loss, at, file, line, text));

    /// <inheritdoc cref="Grad(Func{double, double}, PointLike, string, int, string)"/>
    [OverloadResolutionPriority(7)]
    public LossGradient Grad(
        [Traced] Func<double, double, double> loss,
        PointLike? at = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerArgumentExpression(nameof(loss))] string text = ""
    ) => GradOf(Pose(loss, at, file, line, text));

    /// <inheritdoc cref="Grad(Func{double, double}, PointLike, string, int, string)"/>
    [OverloadResolutionPriority(7)]
    public LossGradient Grad(
        [Traced] Func<double, double, double, double> loss,
        PointLike? at = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerArgumentExpression(nameof(loss))] string text = ""
    ) => GradOf(Pose(loss, at, file, line, text));

    /// <inheritdoc cref="Grad(Func{double, double}, PointLike, string, int, string)"/>
    [OverloadResolutionPriority(7)]
    public LossGradient Grad(
        [Traced] Func<double, double, double, double, double> loss,
        PointLike? at = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerArgumentExpression(nameof(loss))] string text = ""
    ) => GradOf(Pose(loss, at, file, line, text));

    /// <inheritdoc cref="Grad(Func{double, double}, PointLike, string, int, string)"/>
    public LossGradient Grad(
        [Traced] Delegate loss,
        PointLike? at = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerArgumentExpression(nameof(loss))] string text = ""
    ) => GradOf(Pose(loss, at, file, line, text));

    /// <summary>The gradient of a formula of the formula language.</summary>
    /// <exception cref="ProblemException">The formula or the point cannot be read, or a value is not finite.</exception>
    public LossGradient Grad(LossFormula loss, PointLike? at = null) => GradOf(Subject.Of(loss).Pose(at));

    /// <summary>The gradient of an expression of MathNet.Symbolics.</summary>
    /// <param name="loss">A <c>MathNet.Symbolics.SymbolicExpression</c> that the script built.</param>
    /// <param name="at">The point; its names are those of the variables.</param>
    /// <exception cref="ProblemException">It is no expression, or not of real numbers; the point does not fit.</exception>
    [OverloadResolutionPriority(-1)]
    public LossGradient Grad(object loss, PointLike? at = null) => Grad(Read(loss), at);

    private LossGradient GradOf(Result<Posed> posed) => Derived(posed).SelectMany(p => Questions.Gradient(p, Note)).OrThrow();
}
