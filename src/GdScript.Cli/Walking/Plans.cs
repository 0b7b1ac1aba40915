using GdScript.Calculus;
using GdScript.Checking;
using GdScript.Cli.Commands;
using GdScript.Cli.Edge;
using GdScript.Numerics;
using GdScript.Traces;

namespace GdScript.Cli.Walking;

/// <summary>A walk as it is planned, or with <paramref name="Several"/> a contest of walks that differ from it in method and start.</summary>
internal sealed record Plan(WalkOrder Walk, Contest? Several);

/// <summary>What only the one who asks can tell: the command line reads these from words, a request from JSON.</summary>
/// <param name="Question">The loss at the start given as text, drawn numbers written out; null where no text gives it.</param>
/// <param name="Claim">The gradient to walk with; null for the derived one.</param>
internal sealed record Asker(Func<string?, Result<Question>> Question, Func<Question, Result<Claim?>> Claim);

/// <summary>From words to a plan. The first mistake is told, in the order in which a reader would look for it.</summary>
internal static class Plans
{
    public static Result<Plan> Read(Words words, Asker asker, Io io) =>
        from early in Ways.Early(words)
        from drawn in RandomPoint.Expanded(words["--from"])
        from stops in StopOptions.Read(words)
        from kind in Measuring.Kind(words["--gradient"], words["--difference"], words["--h"])
        from width in NumberOption.Positive("--h", words["--h"], Difference.Width)
        from points in NumberOption.Choice("--detail", words["--detail"], "thin", "full", "none")
        from question in asker.Question(drawn)
        from given in Started(question)
        from ways in early is { } known ? known : Ways.Read(words, given.Loss.Parameters)
        from box in BoundsText.Read("--bounds", words["--bounds"], given.Loss.Parameters)
        let climbs = words.Says("--maximize")
        let toward = climbs ? Climb.Of(given, io) : given
        from machine in MachineOptions.Read(words["--kernel"], words["--emit"], words["--threads"])
        from dealt in RowOptions.Read(words, toward, machine)
        from ends in RowOptions.Ends(words, climbs ? stops with { Target = -stops.Target } : stops, dealt.Rows)
        let measured = Measuring.Of(dealt.Question, kind, io)
        from claimed in asker.Claim(given)
        from derived in Derived(dealt.Question, measured, claimed)
        from written in machine.Written(dealt.Question)
        from formulas in Measuring.Walkable(climbs ? Climb.Of(claimed) : claimed, measured)
        from often in NumberOption.Count("--check-every", words["--check-every"])
        from fit in Dealable(dealt.Rows, measured is not null, claimed is not null, often > 0, machine)
        let watchman = words.Says("--no-check") ? null : new Watchman(often ?? 0)
        let detail = Enum.Parse<Detail>(points, ignoreCase: true)
        let boxed = ways.In(box)
        let walk = new WalkOrder(dealt.Question, boxed.One, ends, measured, width, detail, machine, watchman, formulas)
        select new Plan(walk with { Rows = dealt.Rows, Climbs = climbs }, boxed.Several);

    /// <summary>The engine that was asked for is asked before anything moves.</summary>
    private static Result<bool> Derived(Question question, DifferenceKind? measured, Claim? claimed) =>
        claimed is not null && !question.Engine.IsOwn
            ? Problem.Input("GDS0043", $"--engine {question.Engine.Name} derives, and --claim gives a gradient", "leave out one of them")
            : Measuring.Derived(question, measured);

    /// <summary>Batches are walked on with the derived gradient alone.</summary>
    private static Result<bool> Dealable(RowOrder? rows, bool measured, bool claimed, bool watched, Machine machine)
    {
        var other =
            rows is not { Varies: true } ? null
            : measured ? "a measured gradient"
            : claimed ? "--claim"
            : watched ? "--check-every"
            : machine.Choice != KernelChoice.Auto ? "--kernel"
            : null;
        return other is null
            ? true
            : Problem.Input("GDS0096", $"--batch and {other} do not go together", "leave out one of them; --hold-out goes with both");
    }

    private static Result<Question> Started(Question question)
    {
        var open = question.Loss.Parameters;
        if (open.IsEmpty)
            return NothingToMove(question);
        return question.Point is not null
            ? question
            : Problem.Input("GDS0041", "a start is missing", "add --from " + Quoted(RandomPoint.Example(open)));
    }

    /// <summary>Brackets mean something to a shell.</summary>
    private static string Quoted(string point) => point.Contains('(') ? $"\"{point}\"" : point;

    public static Problem NothingToMove(Question question) =>
        Problem.Input("GDS0042", "the loss has no open parameters, so there is nothing to move", "leave at least one name open") with
        {
            File = question.Text.Name,
        };
}
