using System.CommandLine;
using GdScript.Cli.Edge;
using GdScript.Cli.Plotting;
using GdScript.Cli.Walking;
using GdScript.Descent;
using GdScript.Traces;

namespace GdScript.Cli.Commands;

/// <summary><c>gds descend</c>: walks downhill and writes down how.</summary>
internal static class DescendCommand
{
    public static Command For(Io io)
    {
        var shared = new Shared();
        var methods = Shared.Switch("--methods", "list the methods, links, schedules and line searches");
        var machine = new MachineOptions();
        var command = shared.Command(
            "descend",
            "Walk downhill from a point, and trace it.",
            "gds descend \"x0^2 + x1^2\" --from -3,4 --lr 0.1 --steps 100",
            [
                .. WalkOptions.How,
                .. KeepingOptions.All,
                .. WalkOptions.What,
                .. Contests.Options,
                .. WalkOptions.Gradient,
                machine.Kernel,
                machine.Threads,
                machine.Emit,
                methods,
                .. StopOptions.All,
                .. WalkOptions.Where,
                .. RowOptions.All,
                .. EngineOptions.All,
                Sight.Option("a picture of the walk: in FILE (.svg, .png, .vl.json, …), or without one in the terminal"),
                .. TerminalLook.Options,
            ]
        );
        command.SetAction(given => given.GetValue(methods) ? Listed(io) : Done(given, shared, io));
        return command;
    }

    private static int Listed(Io io)
    {
        io.Answer(string.Concat(MethodText.Known.Select(k => $"{k.Text}\n    {k.About}\n")));
        return Exit.Ok;
    }

    private static int Done(ParseResult given, Shared shared, Io io)
    {
        var (words, json) = (Words.Of(given), given.GetValue(shared.Json));
        var asker = new Asker(
            start => shared.AskAny(given, io, start is null ? null : [start], "--from"),
            question => CheckCommand.Claimed(words["--claim"], question)
        );
        var planned =
            from spared in Inputs.Spared(words, given.GetValue(shared.Loss))
            from keeping in KeepingOptions.Read(words)
            from sight in Sight.Read(words, io.Signals is not null && Repl.Terminals.IsRead, words.Says("--quiet"))
            from plan in Plans.Read(words, asker, io)
            from alone in Results.When(plan.Several is null || keeping.IsNothing, true, Rankings)
            from seen in Results.When(plan.Several is null || sight.File is null, true, Unseen)
            select (Plan: plan, Keeping: keeping, Sight: sight);
        return !planned.Is(out var asked, out var problem) ? Shared.Say(io, "descend", json, problem)
            : asked.Plan.Several is { } several ? Shared.Say(io, "descend", json, Ranked(io, asked.Plan.Walk, several))
            : Walk(io, asked.Plan.Walk, asked.Keeping, asked.Sight, json, words.Says("--quiet"));
    }

    private static Problem Rankings() =>
        Problem.Input(
            "GDS0048",
            "a ranking of several walks keeps no trace and no checkpoint",
            "walk once, with the method that is best, to keep its trace"
        );

    private static Problem Unseen() =>
        Problem.Input("GDS0151", "a ranking of several walks has no picture of its own", "gds plot --compare draws all of them");

    private static Result<Answer> Ranked(Io io, WalkOrder order, Contest contest) =>
        Ranking.Of(order, contest, io).Select(ranking => new Answer(ranking.Text, ranking.Write, ranking.Exit));

    private static int Walk(Io io, WalkOrder order, Keeping keeping, Sight sight, bool json, bool quiet)
    {
        if (order.Watchman is { Every: > 0 } watchman)
            io = io with { Ending = watchman.Watching(io.Cancel) };
        using var keeper = new Keeper(io, keeping);
        if (Gone(io, order, keeper) is not { } gone)
            return TooEarly(io, order, json);
        if (!gone.Is(out var walked, out var problem))
            return Shared.Say(io, "descend", json, problem);
        io.Signals?.Heed();
        var answer = new WalkAnswer(order, walked.Trace, walked.Run) { Keeping = keeping };
        return walked.Run.Why is Stop.Interrupted ? Broken(io, answer, keeper, json, quiet) : Ended(io, answer, sight, json, quiet);
    }

    /// <summary>The walk; null where it was interrupted before it began.</summary>
    private static Result<(Trace Trace, Run Run)>? Gone(Io io, WalkOrder order, Keeper keeper)
    {
        if (io.Signals is null)
            return order.Go(io.Cancel, keeper);
        var going = Attended.Begin(() => order.Go(io.Cancel, keeper));
        return Attended.Ended(io, going) || keeper.Began ? going.GetAwaiter().GetResult() : (Result<(Trace, Run)>?)null;
    }

    private static int TooEarly(Io io, WalkOrder order, bool json)
    {
        const string Why = "Interrupted before the loss at the start was known.";
        var (parameters, start) = (order.Question.Loss.Parameters, order.Question.Point!);
        io.Answer(
            json
                ? JsonText.Answer(
                    "descend",
                    j =>
                    {
                        j.Point("point", parameters, start);
                        j.WriteString("stop", "interrupted");
                        j.WriteString("why", Why);
                        j.WriteNumber("steps", 0);
                    }
                ) + "\n"
                : $"{Values.Point(parameters, start)}\n{Why}\n"
        );
        return io.Signals?.Code ?? Exit.Interrupted;
    }

    /// <summary>A walk that was interrupted answers with what it knows, at once; then the disk gets what is due to it.</summary>
    private static int Broken(Io io, WalkAnswer answer, Keeper keeper, bool json, bool quiet)
    {
        var order = answer.Order;
        answer = answer with { Learned = order.IsCheap ? order.Learned(answer.Run) : null };
        io.Answer(json ? JsonText.Answer("descend", answer.Write) + "\n" : answer.Text(quiet));
        Remarked(io, answer);
        io.Err.Flush();
        var settled = keeper.Settle();
        if (answer.Keeping.Verify is not null)
            File.Delete(answer.Keeping.Target!);
        if (settled.Problem is { } problem)
            io.Say(problem);
        return order.Watchman?.Found is not null ? Exit.CheckFailed
            : settled.Problem is { } trouble ? Exit.Of(trouble.Kind)
            : Exit.Interrupted;
    }

    private static int Ended(Io io, WalkAnswer answer, Sight sight, bool json, bool quiet)
    {
        var (order, run) = (answer.Order, answer.Run);
        if (!Verification.Of(answer.Keeping).Is(out var verified, out var problem))
            return Shared.Say(io, "descend", json, problem);
        answer = answer with
        {
            Verified = verified,
            Explained = quiet && !json ? null : order.Diagnosed(run),
            Learned = order.Learned(run),
            Seen = sight.Terminal is { } drawing ? WalkPicture.Text(order, answer.Trace, drawing, io.Cancel) : "",
        };
        var drawn = sight.File is { } file ? WalkPicture.Into(file, order, answer.Trace, run, io.Cancel) : "";
        if (drawn.Is(out var told, out var undrawn))
            answer = answer with { Seen = answer.Seen + told, Plot = sight.File?.Path };
        io.Answer(json ? JsonText.Answer("descend", answer.Write) + "\n" : answer.Text(quiet));
        Remarked(io, answer);
        if (undrawn is not null)
            io.Say(undrawn);
        return undrawn is not null ? Exit.Of(undrawn.Kind)
            : verified.Problem is not null ? Exit.CheckFailed
            : run.Why.Well ? Exit.Ok
            : Exit.NumericFailure;
    }

    /// <summary>What is said beside the answer: what was passed over, what went wrong.</summary>
    private static void Remarked(Io io, WalkAnswer answer)
    {
        var (order, run) = (answer.Order, answer.Run);
        foreach (var warning in run.Warnings)
            Said(Problem.Input("GDS7010", warning.Sentence(answer.Trace.Header.ElementNames).TrimEnd('.')), "warning");
        if (order.LostStep(run) is { } story)
            Said(Problem.Input("GDS7020", story), "note");
        foreach (var word in order.Question.Script?.OnTheWay(order.Question.Notes) ?? [])
            Said(word, "note");
        if (order.Explained(run) is { } why)
            Said(why, run.Why is Stop.Interrupted && why.Kind != ProblemKind.Check ? "note" : "error");
        if (answer.Verified.Problem is { } difference)
            Said(difference, "error");

        void Said(Problem problem, string kind) => io.Say(problem, kind);
    }
}
