using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using GdScript.Cli.Edge;
using GdScript.Cli.Walking;
using GdScript.Descent;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Plots;
using GdScript.Text;

namespace GdScript.Cli.Plotting;

/// <summary>One walk for every rate of a range: how the loss at the end depends on it.</summary>
internal static partial class RateSweep
{
    private const int PerDecade = 12;
    private const int Fewest = 13;
    private const int Most = 73;
    private const string Usual = "1e-4..10";

    /// <summary>So many operations a report may spend on it: some hundredths of a second.</summary>
    private const double Affordable = 2e7;

    /// <summary>From so many times on a range is gone through by factors.</summary>
    private const double Wide = 8;

    /// <summary>The picture.</summary>
    /// <param name="plan">How to walk, from where, for how many steps.</param>
    /// <param name="words">Where the range stands: in <c>--lr</c>, <c>--method</c>, or each method of <c>--compare</c>.</param>
    /// <param name="loss">The loss to be asked.</param>
    /// <param name="log">Which axes are logarithmic.</param>
    /// <param name="io">What ends the work.</param>
    public static Result<Figure> Of(Plan plan, Words words, DrawnLoss loss, string log, Io io) => Of(plan, Methods(words), loss, log, io);

    /// <summary>
    /// Rates a hundred times smaller and larger than those walked with; null where the walks are too expensive to be made so often, or
    /// have no one rate.
    /// </summary>
    public static Figure? Around(Plan plan, DrawnLoss loss, Io io)
    {
        var methods = (plan.Several?.Methods ?? [plan.Walk.Method]).Select(m => Around(m.Text)).ToArray();
        var order = plan.Walk with { Watchman = null };
        var steps = Math.Min(order.Stops.Steps ?? Stops.Limit, Stops.Limit);
        var work = methods.Length * Most * steps * Effort.Of(order.Question.Loss);
        return
            methods.All(m => m is not null)
            && order.HasFormula
            && order.Rows is null
            && order.Stops.Steps is not null
            && work < Affordable
            && Of(plan with { Walk = order }, methods!, loss, "auto", io).Is(out var figure, out _)
            ? figure
            : null;
    }

    private static string? Around(string method) =>
        Rate().Matches(method) is [var rate] && double.TryParse(rate.Value, CultureInfo.InvariantCulture, out var lr) && lr > 0
            ? $"{method[..rate.Index]}{NumberText.Of(Digits.Three(lr / 100))}..{NumberText.Of(Digits.Three(lr * 100))}{method[(rate.Index + rate.Length)..]}"
            : null;

    [GeneratedRegex(@"(?<=[(,\s]lr=)[0-9][0-9.eE+-]*(?=[,)])")]
    private static partial Regex Rate();

    private static Result<Figure> Of(Plan plan, IReadOnlyList<string> methods, DrawnLoss loss, string log, Io io)
    {
        var swept = methods.Select(m => (Text: m, Range: Contests.Ranged(m))).ToArray();
        if (swept.FirstOrDefault(s => s.Range is null).Text is { } other)
            return Misfit($"a sweep has one range in each method, and '{Complaint.Clipped(other)}' has not", "write adam(lr=1e-4..1)");
        var (least, most) = (swept.Min(s => s.Range!.Value.Least), swept.Max(s => s.Range!.Value.Most));
        if (!(least < most))
            return Misfit("the range of a sweep is empty", "write --lr 1e-4..10");
        var names = swept.Select(s => Member(s.Range!.Value.Before)).Distinct().ToArray();
        if (names.Length > 1)
            return Misfit(
                $"a sweep is of one number, and here are {string.Join(", ", names)}",
                "write --compare \"gd(lr=1e-3..1); adam(lr=1e-3..1)\""
            );
        var sweeps = new List<(string, ImmutableArray<SweptWalk>)>();
        foreach (var (_, range) in swept)
            if (Walked(plan, range!.Value, io).Is(out var walks, out var problem))
                sweeps.Add(($"{range.Value.Before}…{range.Value.After}", walks));
            else
                return problem;
        var steps = plan.Walk.Stops.Steps is { } count ? $"after {NumberText.Of((double)count)} steps" : "at the end";
        var figure = SweepFigure.Of(
            loss.Title,
            new(names[0] == "lr" ? "rate" : names[0], new(least, most), IsLog: most > Wide * least),
            $"loss {steps}",
            sweeps,
            loss.Value([.. plan.Walk.Question.Point!]),
            log == "auto" ? null : log is "loss" or "both"
        );
        return figure is null ? Problem.Numeric("GDS0153", "no walk has a finite loss", "start elsewhere: --from") : figure;
    }

    /// <summary>The methods as they were written, each with its range.</summary>
    private static string[] Methods(Words words) =>
        words["--compare"] is { } several ? [.. Contests.Parted(several)]
        : words["--method"] is { } method ? [method]
        : [$"gd(lr={words["--lr"] ?? Usual})"];

    /// <summary>The name in front of the range: <c>lr</c> of <c>adam(beta1=0.8, lr=</c>.</summary>
    private static string Member(string before)
    {
        var name = before.TrimEnd().TrimEnd('=').TrimEnd();
        var start = name.Length;
        while (start > 0 && (char.IsLetterOrDigit(name[start - 1]) || name[start - 1] == '_'))
            start--;
        return start < name.Length ? name[start..] : "lr";
    }

    private static Result<ImmutableArray<SweptWalk>> Walked(
        Plan plan,
        (string Before, double Least, double Most, string After) range,
        Io io
    )
    {
        var (walks, order) = (ImmutableArray.CreateBuilder<SweptWalk>(), plan.Walk);
        IReadOnlyList<Parameter> parameters = order.Question.Loss.Parameters;
        foreach (var rate in Rates(range.Least, range.Most))
        {
            var gone =
                from method in MethodText.Parse(range.Before + NumberText.Of(rate) + range.After, parameters)
                from walked in (order with { Method = method with { Box = order.Method.Box }, Detail = Traces.Detail.None }).Go(io.Cancel)
                select walked.Run;
            if (!gone.Is(out var run, out var problem))
                return problem;
            io.Cancel.ThrowIfCancellationRequested();
            walks.Add(new(rate, run.Last.Loss, run.Best.Loss, HasFled(run, order)));
            // Once is enough to know whether the gradient is right at the start.
            order = order with
            {
                Watchman = null,
            };
        }
        return walks.ToImmutable();
    }

    /// <summary>A walk that left the numbers, that was seen to diverge, or that ends above where it began.</summary>
    private static bool HasFled(Run run, WalkOrder order) =>
        !run.Why.Well || !double.IsFinite(run.Last.Loss) || run.Warnings.Any(w => !w.Well) || run.Last.Loss > StartLoss(order);

    private static double StartLoss(WalkOrder order) =>
        order.Question.IsOpaque || !order.Question.IsEverywhere
            ? order.Question.Script!.Value(order.Question.Point!)
            : Kernel.For(order.Question.Loss.WithRoots(order.Question.Loss.Root)).Value(order.Question.Point!);

    /// <summary>Rates from one end to the other, by factors where the range is wide; with three digits, for they are read.</summary>
    private static IEnumerable<double> Rates(double least, double most)
    {
        var byFactors = most > Wide * least;
        var decades = byFactors ? Elementary.Log10(most / least) : 1;
        var count = Math.Clamp((int)Math.Ceiling(PerDecade * decades) + 1, Fewest, Most);
        double At(double part) => byFactors ? least * Elementary.Pow(most / least, part) : least + part * (most - least);
        return
        [
            least,
            .. Enumerable
                .Range(1, count - 2)
                .Select(k => Digits.Three(At((double)k / (count - 1))))
                .Where(r => r > least && r < most)
                .Distinct(),
            most,
        ];
    }

    private static Problem Misfit(string what, string hint) => Problem.Input("GDS0151", what, hint);
}
