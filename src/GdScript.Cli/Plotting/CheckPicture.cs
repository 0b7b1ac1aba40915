using System.Collections.Immutable;
using GdScript.Calculus;
using GdScript.Checking;
using GdScript.Cli.Commands;
using GdScript.Plots;

namespace GdScript.Cli.Plotting;

/// <summary>What a check measured, as a picture: the error of the difference quotient by its step, the worst components first.</summary>
internal static class CheckPicture
{
    /// <summary>More curves are not told apart.</summary>
    private const int Most = 4;

    /// <summary>The picture of a claim, or of the derived gradient, at the point or at a few that are spread.</summary>
    public static Result<Figure> Of(Question question, string? claim) =>
        from claimed in Judged(question, claim)
        from report in CheckCommand.Report(
            question,
            claimed,
            question.Point is { } point ? [point] : null,
            CheckOptions.Thorough with
            {
                Hunt = 0,
            }
        )
        from figure in Of(question, report)
        select figure;

    /// <summary>The gradient of the engine that was asked for, unless somebody claims one.</summary>
    private static Result<Claim?> Judged(Question question, string? claim) =>
        question.Engine.IsOwn ? CheckCommand.Claimed(claim, question)
        : claim is not null
            ? Problem.Input("GDS0043", $"--engine {question.Engine.Name} derives, and --claim gives a gradient", "leave out one of them")
        : question.Gradient().Select(g => (Claim?)new Claim.Formulas(g.WithRoots(g.Roots.AsSpan()[1..])));

    public static Result<Figure> Of(Question question, CheckReport report)
    {
        var curves = CheckCommand.Curves(question);
        var shown = report.WorstFirst.Take(Most).OrderBy(c => c.PointNumber).ThenBy(c => c.Index).ToArray();
        var isOnePoint = report.Components.All(c => c.PointNumber == 0);
        var figure = VCurveFigure.Of(
            Title(question, report, isOnePoint),
            [.. shown.Select(c => (Name(c, report.IsClaimed, isOnePoint), curves(c)))]
        );
        return figure is null
            ? Problem.Numeric("GDS0153", "no step gives a difference quotient there", "check at another point: --at")
            : figure;
    }

    /// <summary>The picture in a file; gives back what is told of it.</summary>
    public static Result<string> Into(PictureFile file, Question question, CheckReport report, CancellationToken cancel) =>
        from figure in Of(question, report)
        from told in file.Write(figure, new Plots.Svg.Sheet(), "check", cancel)
        select told;

    private static string Title(Question question, CheckReport report, bool isOnePoint)
    {
        var loss = question.IsOpaque ? question.Script!.Title : DrawnLoss.TitleOf(question.Loss);
        var parameters = question.Loss.Parameters;
        return isOnePoint && report.Components is [{ Point: { Length: <= 6 } point }, ..]
            ? $"{loss} at {Values.Point(parameters, point.AsSpan())}"
            : loss;
    }

    private static string Name(CheckedComponent c, bool isClaimed, bool isOnePoint) =>
        (isClaimed ? $"{c.Name}, claimed {Digits.Text(c.Claimed)}" : c.Name)
        + (isOnePoint ? "" : FormattableString.Invariant($" at point {c.PointNumber + 1}"));
}
