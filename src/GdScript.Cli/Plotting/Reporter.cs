using System.Collections.Immutable;
using GdScript.Checking;
using GdScript.Cli.Commands;
using GdScript.Cli.Edge;
using GdScript.Cli.Walking;
using GdScript.Plots;
using GdScript.Reports;
using GdScript.Traces;

namespace GdScript.Cli.Plotting;

/// <summary>From a loss, a plan of walks and what was asked to the report: the check, the walks with their diagnoses, the pictures.</summary>
/// <param name="Question">The loss.</param>
/// <param name="Plan">The walks; null for none.</param>
/// <param name="Claim">The gradient to judge; null for the derived one.</param>
/// <param name="Words">Ranges, tangents and logarithms of the pictures.</param>
/// <param name="Io">What ends the work.</param>
internal sealed record Reporter(Question Question, Plan? Plan, Claim? Claim, PlotWords Words, Io Io)
{
    /// <summary>The report without the command that made it.</summary>
    public Result<LossReport> Report() =>
        from loss in DrawnLoss.Of(Question, Io.Cancel)
        from check in Checked()
        from walks in Walked()
        from pictures in Pictures(loss, [.. walks.Select(w => (w.Trace.Header.Method, w.Trace))])
        select new LossReport(loss.Title)
        {
            Formula = Question.IsOpaque || !Question.IsEverywhere ? null : Question.Loss,
            Source = Question.Text.Name == "<loss>" ? "" : Question.Text.Text,
            Check = check.Report,
            Errors = check.Report is { } report && CheckPicture.Of(Question, report).Is(out var errors, out _) ? errors : null,
            Walks = walks,
            Pictures = pictures,
            Notes =
            [
                .. Question.Refusals.Concat(Question.Notes).Select(n => Sentence(n.What)),
                .. check.Note is null ? Array.Empty<string>() : [check.Note],
                .. Question.Fixed.Length > 0 ? [$"Fixed: {Question.Fixed}."] : Array.Empty<string>(),
            ],
        };

    private static string Sentence(string what) => char.ToUpperInvariant(what[0]) + what[1..].TrimEnd('.') + ".";

    /// <summary>The check; where the numbers do not allow one that is a note, and the rest of the report stands.</summary>
    private Result<(CheckReport? Report, string? Note)> Checked()
    {
        if (Question.Loss.Parameters.IsEmpty)
            return (null, null);
        var options = CheckOptions.Thorough;
        if (CheckCommand.Report(Question, Claim, Question.Point is { } p ? [p] : null, options).Is(out var report, out var problem))
            return (report, null);
        return problem.Kind == ProblemKind.Input
            ? problem
            : ((CheckReport?, string?))(null, "The gradient was not checked: " + problem.What.TrimEnd('.') + ".");
    }

    private Result<ImmutableArray<ReportWalk>> Walked()
    {
        var walks = ImmutableArray.CreateBuilder<ReportWalk>();
        foreach (var method in Plan is null ? [] : Plan.Several?.Methods ?? [Plan.Walk.Method])
        {
            // A gradient that is wrong is seen in the check; here the walk with the derived one goes on.
            var order = Plan!.Walk with
            {
                Method = method,
                Detail = Kept.Of(Plan.Walk),
                Watchman = null,
            };
            if (!order.Go(Io.Cancel).Is(out var gone, out var problem))
                return problem;
            Io.Cancel.ThrowIfCancellationRequested();
            walks.Add(Told(order, gone.Trace, gone.Run));
        }
        return walks.ToImmutable();
    }

    private static ReportWalk Told(WalkOrder order, Trace trace, Descent.Run run) =>
        new(
            trace,
            [
                .. order.Diagnosed(run)?.Sentences ?? [],
                .. run.Warnings.Select(w => w.Sentence(trace.Header.ElementNames)),
                .. order.Explained(run) is { } why ? [Sentence(why.What)] : Array.Empty<string>(),
                .. order.LostStep(run) is { } story ? [Sentence(story)] : Array.Empty<string>(),
            ],
            run.Why.Well
        );

    private Result<ImmutableArray<(string, Figure)>> Pictures(DrawnLoss loss, ImmutableArray<(string Name, Trace Trace)> walks)
    {
        var pictures = ImmutableArray.CreateBuilder<(string, Figure)>();
        foreach (var (heading, kind) in Kinds(loss.Names.Length, !walks.IsEmpty))
        {
            var words = Of(kind, loss.Names.Length > 2 && walks.IsEmpty);
            var drawn = new Drawer(Question, loss, words, walks).Figure();
            if (drawn.Is(out var figure, out var problem))
                pictures.Add((heading, figure));
            else if (problem.Kind == ProblemKind.Input)
                return problem;
        }
        if (Plan is not null && RateSweep.Around(Plan, loss, Io) is { } sweep)
            pictures.Add(("By rate", sweep));
        return pictures.ToImmutable();
    }

    /// <summary>The pictures that a loss of so many names has.</summary>
    private IEnumerable<(string Heading, PlotKind Kind)> Kinds(int names, bool hasWalks)
    {
        if (names == 1)
            yield return ("The loss", PlotKind.Curve);
        var hasPlane = names == 2 || (names > 2 && (hasWalks || Question.Point is not null));
        if (hasPlane)
            yield return ("From above", PlotKind.Field);
        if (hasPlane)
            yield return ("As a surface", PlotKind.Surface);
        if (hasWalks)
            yield return ("Step by step", PlotKind.Loss);
    }

    /// <summary>What was asked, as far as it is about a picture of this kind.</summary>
    private PlotWords Of(PlotKind kind, bool isRandom)
    {
        var touches = kind is PlotKind.Curve or PlotKind.Surface && !Words.Tangents.IsEmpty;
        return Words with
        {
            Kind = kind,
            Ranges = kind == PlotKind.Loss ? [] : Words.Ranges,
            Tangents = touches ? Words.Tangents : [],
            TangentNames = touches ? Words.TangentNames : [],
            Log = kind is PlotKind.Loss or PlotKind.Surface ? Words.Log : "auto",
            Plane = isRandom && kind != PlotKind.Loss ? PlaneKind.Random : Words.Plane,
        };
    }
}
