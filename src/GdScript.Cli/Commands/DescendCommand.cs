using System.CommandLine;
using System.Text;
using System.Text.Json;
using GdScript.Cli.Edge;
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
        var stop = new Option<string?>("--stop") { HelpName = "steps", Description = "steps: nothing but their number ends the walk" };
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
        var trace = new Option<string?>("--trace") { HelpName = "FILE", Description = "write the trace to FILE: .csv, .json or text" };
        var detail = new Option<string?>("--detail") { HelpName = "thin|full|none", Description = "which points the trace keeps" };
        var quiet = new Option<bool>("--quiet", "-q") { Description = "print the end point only" };
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
            trace,
            detail,
            quiet
        );
        command.SetAction(given =>
        {
            var json = given.GetValue(shared.Json);
            var ordered =
                from way in Way(given.GetValue(method), given.GetValue(lr))
                from stops in Ends(
                    given.GetValue(steps),
                    given.GetValue(stop),
                    given.GetValue(tolerance),
                    plain: given.GetValue(method) is null
                )
                from kind in Kind(given.GetValue(gradient), given.GetValue(difference))
                from width in NumberOption.Positive("--h", given.GetValue(h), Difference.Width)
                from kept in NumberOption.Choice("--detail", given.GetValue(detail), "thin", "full", "none")
                from question in shared.Ask(given, io, given.GetValue(begin) is { } start ? new[] { start } : null, "--from")
                from started in Results.When(question.Point is not null, question, () => Nowhere(question))
                select new WalkOrder(started, way, stops, kind, width, Enum.Parse<Detail>(kept, ignoreCase: true));
            return ordered.Is(out var order, out var problem)
                ? Walk(io, order, given.GetValue(trace), json, given.GetValue(quiet))
                : Shared.Say(io, "descend", json, problem);
        });
        return command;
    }

    /// <summary><c>--method</c>, or gd with the rate given.</summary>
    private static Result<Method> Way(string? method, string? lr)
    {
        if (method is not null && lr is not null)
            return Problem.Input("GDS0040", "--method and --lr are both given", $"put the rate into the method: --method \"gd(lr={lr})\"");
        return MethodText
            .Parse(method ?? (lr is null ? "gd" : $"gd(lr={lr})"))
            .Else(p => p with { File = method is null ? "--lr" : "--method" });
    }

    /// <summary>
    /// The steps asked for; with gd by default and no number the lesson's 100; with a method and no number until rest or
    /// the limit.
    /// </summary>
    public static Result<Stops> Ends(string? steps, string? stop, string? tolerance, bool plain) =>
        from count in NumberOption.Count("--steps", steps)
        from word in stop is null ? "" : NumberOption.Choice("--stop", stop, "steps")
        from flat in NumberOption.Positive("--gtol", tolerance, 1)
        let number = count ?? (plain && tolerance is null ? 100 : null)
        select new Stops
        {
            Steps = number ?? (word == "steps" ? Stops.Limit : null),
            GradientNorm = tolerance is null ? null : flat,
            Only = word == "steps",
        };

    public static Result<DifferenceKind?> Kind(string? gradient, string? difference) =>
        from word in NumberOption.Choice("--gradient", gradient, "exact", "numeric")
        from kind in NumberOption.Choice("--difference", difference, "central", "forward", "backward")
        select word == "numeric" || difference is not null ? Enum.Parse<DifferenceKind>(kind, ignoreCase: true) : (DifferenceKind?)null;

    private static Problem Nowhere(Question question) =>
        Problem.Input(
            "GDS0041",
            "a start is missing",
            "add --from " + string.Join(",", question.Loss.Parameters.Take(4).Select(p => p.Name + "=…"))
        );

    private static int Walk(Io io, WalkOrder order, string? file, bool json, bool quiet)
    {
        if (!order.Go(io.Cancel).Is(out var walked, out var problem))
            return Shared.Say(io, "descend", json, problem);
        var (trace, run) = walked;
        if (file is not null && Save(trace, file).Problem is { } trouble)
            return Shared.Say(io, "descend", json, trouble);
        io.Out.Write(
            json ? JsonText.Answer("descend", j => Write(j, trace, run, order)) + "\n"
            : quiet || file is not null ? EndText(trace, run)
            : TraceText.Of(trace)
        );
        foreach (var warning in run.Warnings)
            io.Err.Write(Complaint.Of(Problem.Input("GDS7010", warning.Sentence(trace.Header.ElementNames).TrimEnd('.')), "warning"));
        if (order.LostStep(run) is { } story)
            io.Err.Write(Complaint.Of(Problem.Input("GDS7020", story), "note"));
        if (order.Explained(run) is { } why)
            io.Err.Write(Complaint.Of(why));
        return run.Why switch
        {
            Stop.Interrupted => Exit.Interrupted,
            { Well: false } => Exit.NumericFailure,
            _ => Exit.Ok,
        };
    }

    private static Result<string> Save(Trace trace, string file) =>
        Files.Write(
            file,
            Path.GetExtension(file).ToLowerInvariant() switch
            {
                ".csv" => TraceCsv.Of(trace),
                ".json" => TraceJson.Of(trace, indented: true) + "\n",
                _ => TraceText.Of(trace),
            }
        );

    private static string EndText(Trace trace, Run run)
    {
        var text = new StringBuilder();
        var parameters = trace.Header.Parameters;
        text.Append(Values.Point(parameters, run.Last.Point.AsSpan())).Append('\n');
        text.Append("loss = ").Append(NumberText.Of(run.Last.Loss)).Append('\n');
        if (run.Best.Step != run.Last.Step && run.Best.Loss < run.Last.Loss)
            text.Append("best: ")
                .Append(Values.Point(parameters, run.Best.Point.AsSpan()))
                .Append(", loss = ")
                .Append(NumberText.Of(run.Best.Loss))
                .Append('\n');
        return text.Append(trace.End.Why).Append('\n').ToString();
    }

    /// <summary>The answer of a walk: the last point, the best one beside it, why it ended, and the trace.</summary>
    public static void Write(Utf8JsonWriter json, Trace trace, Run run, WalkOrder order)
    {
        json.Point("point", trace.Header.Parameters, run.Last.Point.AsSpan());
        json.Number("loss", run.Last.Loss);
        json.WriteString("stop", run.Why.Name);
        json.WriteString("why", trace.End.Why);
        json.WriteNumber("steps", run.Steps);
        json.WriteStartObject("best");
        json.WriteNumber("step", run.Best.Step);
        json.Number("loss", run.Best.Loss);
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
        json.WriteString("method", trace.Header.Method);
        json.WriteString("gradient", trace.Header.Gradient);
        json.WriteString("functions", trace.Header.Functions);
        json.WritePropertyName("trace");
        TraceJson.WriteRows(json, trace);
    }
}
