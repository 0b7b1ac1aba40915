using System.Runtime.CompilerServices;
using GdScript.Scripting.Recording;

namespace GdScript.Scripting.Globals;

public sealed partial class Workbench
{
    /// <summary>
    /// The derived gradient against independent measurements, at a point or at a few spread ones. A loss that cannot be traced is
    /// measured only, and a note says so. What comes of it is the script's business: see <see cref="LossCheck.OrFail"/>.
    /// </summary>
    /// <param name="loss">A method group, a lambda, or a delegate.</param>
    /// <param name="at">The point.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="text">Filled in by the compiler.</param>
    /// <exception cref="ProblemException">The point does not fit the loss, or the loss is not finite there.</exception>
    [OverloadResolutionPriority(7)]
    public LossCheck Check(
        [Traced] Func<double, double> loss,
        PointLike? at = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerArgumentExpression(nameof(loss))] string text = ""
    ) => CheckOf(Pose(loss, at, file, line, text));

    /// <inheritdoc cref="Check(Func{double, double}, PointLike, string, int, string)"/>
    [OverloadResolutionPriority(6)]
    public LossCheck Check(
        [Traced] Func<double[], double> loss,
        PointLike? at = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerArgumentExpression(nameof(loss))] string text = ""
    ) => CheckOf(Pose(loss, at, file, line, text));

    /// <inheritdoc cref="Check(Func{double, double}, PointLike, string, int, string)"/>
    [OverloadResolutionPriority(5)]
    public LossCheck Check(
        [Traced] Func<double[,], double> loss,
        PointLike? at = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerArgumentExpression(nameof(loss))] string text = ""
    ) => CheckOf(Pose(loss, at, file, line, text));

    /// <inheritdoc cref="Check(Func{double, double}, PointLike, string, int, string)"/>
    [OverloadResolutionPriority(4)]
    public LossCheck Check(
        [Traced] Func<double[][], double> loss,
        PointLike? at = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerArgumentExpression(nameof(loss))] string text = ""
    ) => CheckOf(Pose(loss, at, file, line, text));

    /// <inheritdoc cref="Check(Func{double, double}, PointLike, string, int, string)"/>
    [OverloadResolutionPriority(7)]
    public LossCheck Check(
        [Traced] Func<double, double, double> loss,
        PointLike? at = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerArgumentExpression(nameof(loss))] string text = ""
    ) => CheckOf(Pose(loss, at, file, line, text));

    /// <inheritdoc cref="Check(Func{double, double}, PointLike, string, int, string)"/>
    [OverloadResolutionPriority(7)]
    public LossCheck Check(
        [Traced] Func<double, double, double, double> loss,
        PointLike? at = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerArgumentExpression(nameof(loss))] string text = ""
    ) => CheckOf(Pose(loss, at, file, line, text));

    /// <inheritdoc cref="Check(Func{double, double}, PointLike, string, int, string)"/>
    [OverloadResolutionPriority(7)]
    public LossCheck Check(
        [Traced] Func<double, double, double, double, double> loss,
        PointLike? at = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerArgumentExpression(nameof(loss))] string text = ""
    ) => CheckOf(Pose(loss, at, file, line, text));

    /// <inheritdoc cref="Check(Func{double, double}, PointLike, string, int, string)"/>
    public LossCheck Check(
        [Traced] Delegate loss,
        PointLike? at = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerArgumentExpression(nameof(loss))] string text = ""
    ) => CheckOf(Pose(loss, at, file, line, text));

    /// <summary>The gradient of a formula against independent measurements.</summary>
    /// <exception cref="ProblemException">The formula or the point cannot be read, or a value is not finite.</exception>
    public LossCheck Check(LossFormula loss, PointLike? at = null) => CheckOf(Subject.Of(loss).Pose(at));

    /// <summary>The gradient of an expression of MathNet.Symbolics against independent measurements.</summary>
    /// <exception cref="ProblemException">It is no expression, or not of real numbers; the point does not fit.</exception>
    [OverloadResolutionPriority(-1)]
    public LossCheck Check(object loss, PointLike? at = null) => Check(Read(loss), at);

    private LossCheck CheckOf(Result<Posed> posed) => Derived(posed).SelectMany(p => Questions.Check(p, Note)).OrThrow();
}
