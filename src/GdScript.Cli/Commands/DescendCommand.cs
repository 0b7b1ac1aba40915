using System.CommandLine;
using System.Text;
using System.Text.Json;
using GdScript.Algebra;
using GdScript.Checking;
using GdScript.Cli.Edge;
using GdScript.Cli.Walking;
using GdScript.Descent;
using GdScript.Graphs;
using GdScript.Numerics;
using GdScript.Text;
using GdScript.Traces;

namespace GdScript.Cli.Commands;

/// <summary><c>gds descend</c>: walks downhill and writes down how.</summary>
internal static class DescendCommand
{
    public static Command For(Io io)
    {
        var shared = new Shared();
        var begin = new Option<string?>("--from") { HelpName = "POINT", Description = "where to start: -3,4 or x=-3,y=4 or @point.json" };
        var method = new Option<string?>("--method", "-m")
        {
            HelpName = "METHOD",
            Description = "how to walk: \"gd(lr=0.1, normalize=true)\"; without it gd",
        };
        var lr = new Option<string?>("--lr") { HelpName = "RATE", Description = "the rate of gd (0.01)" };
        var steps = new Option<string?>("--steps", "-n")
        {
            HelpName = "N",
            Description = "make exactly N steps; alone with --lr the lesson's 100",
        };
        var stop = new Option<string?>("--stop")
        {
            HelpName = "steps",
            Description = "nothing but the number of steps ends the walk, not even NaN",
        };
        var tolerance = new Option<string?>("--gtol") { HelpName = "T", Description = "stop where the gradient is no longer than T" };
        var gradient = new Option<string?>("--gradient")
        {
            HelpName = "exact|numeric",
            Description = "walk with the exact gradient or a measured one",
        };
        var difference = new Option<string?>("--difference")
        {
            HelpName = "central|forward|backward",
            Description = "how the numeric gradient is measured",
        };
        var h = new Option<string?>("--h") { HelpName = "H", Description = "the width of its difference quotients (1e-4)" };
        var detail = new Option<string?>("--detail")
        {
            HelpName = "thin|full|none",
            Description = "which points the trace keeps; thin: the first 20, the last 20, steps 1.1^k, and all events",
        };
        var keeping = new KeepingOptions();
        var quiet = Shared.Switch("--quiet", "print the end point only", "-q");
        var claim = new Option<string?>("--claim") { HelpName = "CLAIM", Description = "walk with this gradient: \"x: 2*x, y: 2*y\"" };
        var unchecked_ = Shared.Switch("--no-check", "do not check the gradient at the start");
        var every = new Option<string?>("--check-every") { HelpName = "N", Description = "check it again at every N-th gradient" };
        var machine = new MachineOptions();
        var contest = new ContestOptions();
        var command = shared.Command(
            "descend",
            "Walk downhill from a point, and trace it.",
            "gds descend \"x0^2 + x1^2\" --from -3,4 --lr 0.1 --steps 100",
            begin,
            method,
            lr,
            steps,
            stop,
            tolerance,
            gradient,
            difference,
            h,
            keeping.Trace,
            keeping.Checkpoint,
            keeping.Resume,
            keeping.Verify,
            detail,
            quiet,
            contest.Compare,
            contest.Starts,
            contest.Seed,
            contest.Spread,
            claim,
            unchecked_,
            every,
            machine.Kernel,
            machine.Emit
        );
        var stopping = new StopOptions();
        var bounds = new Option<string?>("--bounds") { HelpName = "BOUNDS", Description = "where parameters may go: x=0..1,y=..2" };
        var maximize = Shared.Switch("--maximize", "climb: walk down minus the loss");
        var methods = Shared.Switch("--methods", "list the methods, links, schedules and line searches");
        var rowing = new RowOptions();
        foreach (var option in (System.CommandLine.Option[])[methods, .. stopping.All, bounds, maximize, .. rowing.All])
            command.Add(option);
        command.SetAction(given =>
        {
            if (given.GetValue(methods))
                return Listed(io);
            var json = given.GetValue(shared.Json);
            var ordered =
                from way in ByParameter(given.GetValue(method))
                    ? Rules.Gd()
                    : Way(ContestOptions.Single(given.GetValue(method)), ContestOptions.Single(given.GetValue(lr)))
                from several in contest.Read(given, given.GetValue(method), given.GetValue(lr), way)
                from drawn in RandomPoint.Expanded(given.GetValue(begin))
                from stops in Ends(
                    given.GetValue(steps),
                    given.GetValue(stop),
                    given.GetValue(tolerance),
                    plain: given.GetValue(method) is null && given.GetValue(contest.Compare) is null
                )
                from kind in Kind(given.GetValue(gradient), given.GetValue(difference), given.GetValue(h))
                from width in NumberOption.Positive("--h", given.GetValue(h), Difference.Width)
                from points in NumberOption.Choice("--detail", given.GetValue(detail), "thin", "full", "none")
                from question in shared.AskAny(given, io, drawn is { } start ? [start] : null, "--from")
                from open in Started(question)
                from named in ByParameter(given.GetValue(method)) ? Named(given.GetValue(method)!, open) : way
                from box in BoundsText.Read("--bounds", given.GetValue(bounds), open.Loss.Parameters)
                from ends in stopping.Read(given, stops, counted: given.GetValue(steps) is not null || rowing.Counts(given))
                from whole in given.GetValue(maximize) ? Climbing(open, io) : open
                from dealt in rowing.Read(given, given.GetValue(contest.Seed), whole)
                let started = dealt.Question
                from finish in rowing.Ends(given, ends, dealt.Rows, counted: given.GetValue(steps) is not null)
                from kept in keeping.Read(given)
                let measured = Measured(started, kind, io)
                from asked in machine.Read(given)
                from written in asked.Written(started.Loss, gradient: true)
                from claimed in CheckCommand.Claimed(given.GetValue(claim), started)
                from formulas in Walkable(claimed, measured)
                from often in NumberOption.Count("--check-every", given.GetValue(every))
                from fit in Dealable(dealt.Rows, measured is not null, claimed is not null, often > 0, asked)
                let watchman = given.GetValue(unchecked_) ? null : new Watchman(often ?? 0)
                let exactly = Enum.Parse<Detail>(points, ignoreCase: true)
                select (
                    Walk: new WalkOrder(started, named with { Box = box }, finish, measured, width, exactly, asked, watchman, formulas)
                    {
                        Rows = dealt.Rows,
                    },
                    Kept: kept,
                    Several: several is null ? null : several with { Methods = [.. several.Methods.Select(m => m with { Box = box })] }
                );
            return !ordered.Is(out var order, out var problem) ? Shared.Say(io, "descend", json, problem)
                : order.Several is { } all ? Shared.Say(io, "descend", json, Ranked(io, order.Walk, all))
                : Walk(io, order.Walk, order.Kept, json, given.GetValue(quiet));
        });
        return command;
    }

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

    private static int Listed(Io io)
    {
        io.Answer(string.Concat(MethodText.Known.Select(k => $"{k.Text}\n    {k.About}\n")));
        return Exit.Ok;
    }

    /// <summary>Methods by parameter are read once the parameters are known.</summary>
    private static bool ByParameter(string? method) => method?.Contains("each(", StringComparison.Ordinal) ?? false;

    private static Result<Method> Named(string method, Question question) =>
        MethodText.Parse(method, question.Loss.Parameters).Else(p => p with { File = "--method" });

    /// <summary>The same question about minus the loss.</summary>
    private static Result<Question> Climbing(Question question, Io io)
    {
        if (question.Script is not null)
            return Problem.Input("GDS0047", "--maximize climbs formulas", "return minus the value from the script") with
            {
                File = question.Text.Name,
            };
        var (loss, g) = (question.Loss, Sketch.From(question.Loss));
        io.Err.Write(Complaint.Of(Problem.Input("GDS7021", "climbing: the loss shown is minus the formula"), "note"));
        return question with { Loss = g.Finish(g.Negate(loss.Root)) };
    }

    private static Result<Answer> Ranked(Io io, WalkOrder order, Contest contest) =>
        Ranking
            .Of(order, contest, io.Cancel)
            .Select(ranking =>
            {
                io.Signals?.Heed();
                return new Answer(ranking.Text, ranking.Write, ranking.Exit);
            });

    /// <summary>Numbers hold at one point, and a measured gradient is no claim: only formulas can be walked with.</summary>
    public static Result<Claim.Formulas?> Walkable(Claim? claim, DifferenceKind? numeric) =>
        claim is null ? (Claim.Formulas?)null
        : numeric is not null ? Problem.Input("GDS0043", "--claim and a measured gradient are both asked for", "leave out one of them")
        : claim is Claim.Formulas formulas ? formulas
        : Problem.Input("GDS0060", "numbers can only be judged at a point, not walked with", "give formulas: --claim \"x: 2*x\"");

    /// <summary><c>--method</c>, or gd with the rate given: a number, or a schedule such as <c>constant(0.1)</c>.</summary>
    private static Result<Method> Way(string? method, string? lr)
    {
        if (method is not null && lr is not null)
            return Problem.Input(
                "GDS0040",
                "--method and --lr are both given",
                $"put the rate into the method: --method \"gd(lr={Complaint.Clipped(lr)})\""
            );
        if (lr is null)
            return MethodText.Parse(method ?? "gd").Else(p => p with { File = "--method" });
        return lr.Contains('(', StringComparison.Ordinal) ? Called(lr) : NumberOption.Read("--lr", lr).SelectMany(_ => Gd(lr));
    }

    private static Result<Method> Called(string lr) =>
        lr.Count(c => c == '(') > lr.Count(c => c == ')')
            ? Problem.Input("GDS7001", "'(' is never closed", "add ')'").In(lr, lr.LastIndexOf('(')) with
            {
                File = "--lr",
            }
            : Gd(lr);

    /// <summary>gd with this rate; a problem points into the rate as it was given.</summary>
    private static Result<Method> Gd(string lr) =>
        MethodText
            .Parse(Before + lr + ")")
            .Else(p =>
                p with
                {
                    File = "--lr",
                    Line = lr,
                    Place = p.Place is { } at ? at with { Column = Math.Max(1, at.Column - Before.Length) } : null,
                }
            );

    private const string Before = "gd(lr=";

    /// <summary>
    /// The steps asked for; with gd by default and no number the lesson's 100; with a method and no number until rest or
    /// the limit.
    /// </summary>
    private static Result<Stops> Ends(string? steps, string? stop, string? tolerance, bool plain) =>
        from count in NumberOption.Count("--steps", steps)
        from word in stop is null ? "" : NumberOption.Choice("--stop", stop, "steps")
        from flat in NumberOption.FromZero("--gtol", tolerance)
        select Ends(count, flat, only: word == "steps", plain);

    /// <summary>The same for numbers, as a program gives them.</summary>
    public static Stops Ends(long? steps, double? flat, bool only, bool plain) =>
        new()
        {
            Steps =
                steps
                ?? (
                    plain && flat is null ? 100
                    : only ? Stops.Limit
                    : null
                ),
            GradientNorm = flat,
            Only = only,
        };

    /// <summary>How the gradient is measured; null for the exact one. Saying how (or how wide) asks for a measured one.</summary>
    public static Result<DifferenceKind?> Kind(string? gradient, string? difference, string? width)
    {
        if (gradient == "exact" && (difference ?? width) is not null)
            return Problem.Input(
                "GDS0043",
                "the exact gradient is not measured",
                $"leave out {(difference is null ? "--h" : "--difference")}, or say --gradient numeric"
            );
        return from word in NumberOption.Choice("--gradient", gradient, "exact", "numeric")
            from kind in NumberOption.Choice("--difference", difference, "central", "forward", "backward")
            select word == "numeric" || (difference ?? width) is not null
                ? Enum.Parse<DifferenceKind>(kind, ignoreCase: true)
                : (DifferenceKind?)null;
    }

    /// <summary>How the gradient is measured: a loss that cannot be derived leaves nothing else, which is said.</summary>
    public static DifferenceKind? Measured(Question question, DifferenceKind? kind, Io io)
    {
        if (kind is not null || !question.IsOpaque)
            return kind;
        Shared.Opaque(question, io, "the walk uses the measured gradient");
        return DifferenceKind.Central;
    }

    private static Result<Question> Started(Question question)
    {
        var open = question.Loss.Parameters;
        if (open.IsEmpty)
            return NothingToMove(question);
        return question.Point is not null
            ? question
            : Problem.Input("GDS0041", "a start is missing", "add --from " + string.Join(",", open.Take(4).Select(p => p.Name + "=…")));
    }

    public static Problem NothingToMove(Question question) =>
        Problem.Input("GDS0042", "the loss has no open parameters, so there is nothing to move", "leave at least one name open") with
        {
            File = question.Text.Name,
        };

    private static int Walk(Io io, WalkOrder order, Keeping keeping, bool json, bool quiet)
    {
        if (order.Watchman is { Every: > 0 } watchman)
            io = io with { Ending = watchman.Watching(io.Cancel) };
        if (!order.Go(io.Cancel, new Keeper(io, keeping)).Is(out var walked, out var problem))
            return Shared.Say(io, "descend", json, problem);
        io.Signals?.Heed();
        var (trace, run) = walked;
        if (!Verification.Of(keeping, run).Is(out var verified, out problem))
            return Shared.Say(io, "descend", json, problem);
        var explained = quiet && !json ? null : order.Diagnosed(run);
        var learned = order.Learned(run);
        io.Answer(
            json ? JsonText.Answer("descend", j => Write(j, trace, run, order, keeping, verified, explained, learned)) + "\n"
            : quiet || keeping.Target is not null
                ? EndText(trace, run, learned) + explained?.Text + (quiet ? "" : learned?.Text) + verified.Text
            : TraceText.Of(trace) + (explained?.Text + learned?.Text is { Length: > 0 } said ? "\n" + said : "")
        );
        foreach (var warning in run.Warnings)
            io.Err.Write(Complaint.Of(Problem.Input("GDS7010", warning.Sentence(trace.Header.ElementNames).TrimEnd('.')), "warning"));
        if (order.LostStep(run) is { } story)
            io.Err.Write(Complaint.Of(Problem.Input("GDS7020", story), "note"));
        foreach (var word in order.Question.Script?.OnTheWay(order.Question.Notes) ?? [])
            io.Err.Write(Complaint.Of(word, "note"));
        if (order.Explained(run) is { } why)
            io.Err.Write(Complaint.Of(why, run.Why is Stop.Interrupted && why.Kind != ProblemKind.Check ? "note" : "error"));
        if (verified.Problem is { } difference)
            io.Err.Write(Complaint.Of(difference));
        return run.Why switch
        {
            _ when verified.Problem is not null || order.Watchman?.Found is not null => Exit.CheckFailed,
            Stop.Interrupted => Exit.Interrupted,
            { Well: false } => Exit.NumericFailure,
            _ => Exit.Ok,
        };
    }

    private static string EndText(Trace trace, Run run, Learned? learned)
    {
        var text = new StringBuilder();
        var parameters = trace.Header.Parameters;
        text.Append(Values.Point(parameters, run.Last.Point.AsSpan())).Append('\n');
        text.Append("loss = ").Append(NumberText.Of(learned?.Loss ?? run.Last.Loss)).Append('\n');
        if (learned?.Held is { } held)
            text.Append("held-out loss = ").Append(NumberText.Of(held)).Append('\n');
        if (run.Best.Step != run.Last.Step && !((learned?.Judged ?? run.Last.Loss) <= run.Best.Loss))
            text.Append("best: ")
                .Append(Values.Point(parameters, run.Best.Point.AsSpan()))
                .Append(", ")
                .Append(learned?.Judge ?? "loss")
                .Append(" = ")
                .Append(NumberText.Of(run.Best.Loss))
                .Append('\n');
        return text.Append(trace.End.Why).Append('\n').ToString();
    }

    /// <summary>The answer of a walk: the last point, the best one beside it, why it ended, and the trace.</summary>
    public static void Write(
        Utf8JsonWriter json,
        Trace trace,
        Run run,
        WalkOrder order,
        Keeping? keeping = null,
        Verification? verified = null,
        Explained? explained = null,
        Learned? learned = null
    )
    {
        json.Point("point", trace.Header.Parameters, run.Last.Point.AsSpan());
        json.Number("loss", learned?.Loss ?? run.Last.Loss);
        json.WriteString("stop", run.Why.Name);
        json.WriteString("why", trace.End.Why);
        json.WriteNumber("steps", run.Steps);
        json.WriteStartObject("best");
        json.WriteNumber("step", run.Best.Step);
        json.Number("loss", learned?.BestLoss ?? run.Best.Loss);
        if (learned?.Held is not null)
            json.Number("heldOutLoss", run.Best.Loss);
        json.Point("point", trace.Header.Parameters, run.Best.Point.AsSpan());
        json.WriteEndObject();
        if (!run.Warnings.IsEmpty)
        {
            json.WriteStartArray("warnings");
            foreach (var warning in run.Warnings)
                json.WriteStringValue(warning.Sentence(trace.Header.ElementNames));
            json.WriteEndArray();
        }
        if (order.LostStep(run) is { } story)
            json.WriteString("note", story);
        if (order.Explained(run) is { } why)
            json.Problem(why);
        json.WriteString("method", trace.Header.Method);
        json.WriteString("gradient", trace.Header.Gradient);
        json.WriteString("functions", trace.Header.Functions);
        learned?.Write(json);
        explained?.Write(json, trace.Header.Parameters);
        verified?.Write(json);
        if (keeping?.File is { } file)
            json.WriteString("file", file);
        json.WritePropertyName("trace");
        TraceJson.WriteRows(json, trace);
    }
}
