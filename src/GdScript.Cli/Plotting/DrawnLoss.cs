using System.Collections.Immutable;
using GdScript.Calculus;
using GdScript.Cli.Commands;
using GdScript.Cli.Walking;
using GdScript.Descent;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Numerics;
using GdScript.Scripting.Globals;
using GdScript.Text;

namespace GdScript.Cli.Plotting;

/// <summary>A loss as a picture sees it: numbers to numbers, wherever they come from.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Names">What each number of a point is called.</param>
/// <param name="Value">The loss.</param>
/// <param name="Gradient">The loss with its slopes.</param>
/// <param name="Budget">How often a map may ask for the value.</param>
/// <param name="Formula">The loss where it is one formula everywhere and cheap; else null.</param>
internal sealed record DrawnLoss(
    string Title,
    ImmutableArray<string> Names,
    Func<double[], double> Value,
    LossAndGradient Gradient,
    int Budget,
    Formula? Formula
)
{
    /// <summary>About so many operations are done in a second or two.</summary>
    private const double Affordable = 2e8;

    private const int FewestQuestions = 800;
    private const int MostLetters = 400;

    public static Result<DrawnLoss> Of(Question question, CancellationToken cancel) =>
        from loss in Losses.Scalar(question.Loss).Else(question.Naming)
        from derived in Measuring.Derived(question, null)
        let whole = !question.IsOpaque && question.IsEverywhere
        select whole ? OfFormula(question, loss, cancel) : OfScript(question, cancel);

    /// <summary>The slope at a place of a curve; not finite where there is none.</summary>
    public double Slope(double x)
    {
        var slope = new double[1];
        Gradient([x], slope);
        return slope[0];
    }

    /// <summary>What a formula is called: a picture has room for its beginning, and would weigh as much as the whole.</summary>
    public static string TitleOf(Formula loss) => Printer.Infix(loss, loss.Root, MostLetters);

    private static DrawnLoss OfFormula(Question question, Formula loss, CancellationToken cancel)
    {
        var (value, gradient) = (Kernel.For(loss.WithRoots(loss.Root)), new Lazy<Kernel>(() => Kernel.For(question.Gradient().OrThrow())));
        var effort = Effort.Of(loss);
        return new(
            TitleOf(loss),
            [.. loss.ElementNames],
            x => Asked(value.Value(x), cancel),
            (x, slopes) => Asked(gradient.Value.ValueAndGradient(x, slopes), cancel),
            (int)Math.Clamp(Affordable / effort, FewestQuestions, Plots.ContourFigure.UsualBudget),
            effort < 1e4 ? loss : null
        );
    }

    private static DrawnLoss OfScript(Question question, CancellationToken cancel)
    {
        var script = question.Script!;
        var oracle = question.IsOpaque ? script.Numeric(Difference.Width, DifferenceKind.Central) : script.Exact();
        return new(
            script.Title,
            [.. question.Loss.ElementNames],
            x => Asked(script.Value(x), cancel),
            (x, slopes) => Asked(oracle.ValueAndGradient(x, slopes), cancel),
            Plots.ContourFigure.UsualBudget / 4,
            null
        );
    }

    private static double Asked(double value, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return value;
    }
}
