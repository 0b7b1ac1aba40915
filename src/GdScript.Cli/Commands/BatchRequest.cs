using System.Collections.Immutable;
using System.Text.Json;
using GdScript.Calculus;
using GdScript.Checking;
using GdScript.Cli.Edge;
using GdScript.Cli.Walking;
using GdScript.Descent;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Numerics;
using GdScript.Text;
using GdScript.Traces;

namespace GdScript.Cli.Commands;

/// <summary>What answers a request.</summary>
/// <param name="Body">Writes the members of the answer.</param>
/// <param name="Ok">False where the work ended badly and what it reached stands beside its error.</param>
internal sealed record Reply(Action<Utf8JsonWriter> Body, bool Ok = true);

/// <summary>One request of <c>gds batch</c>: the members of its object, read with care, and what answers it.</summary>
internal sealed class BatchRequest(JsonElement request, bool allowCode, Io io, string? mathNet = null)
{
    private static readonly string[] Known = ["diff", "grad", "check", "descend", "eval", "hess", "jac"];

    private readonly BatchMembers members = new(request);
    private readonly BatchLoss losses = new(new(request), allowCode, io, mathNet);

    /// <summary>Every member that some work reads: what is nearly one of them is a slip.</summary>
    public static string[] Members { get; } =
    [
        .. BatchLoss.Members,
        .. BatchCheck.Members,
        .. new[] { "id", "do", "at", "from", "set", "shape", "claimed", "parameters", "wrt", "engine" },
        .. new[] { "data", "columns", "params", "reduce" },
        .. BatchWords.Members,
    ];

    /// <summary>The members of the answer.</summary>
    public Result<Reply> Answer() => Worked().Else(p => CSharpLoss.Unwrapped(p, request));

    private Result<Reply> Worked() =>
        from known in Misspelled()
        from work in members.Text("do").SelectMany(BatchMembers.Required("do"))
        from answer in work switch
        {
            "diff" => Diff(),
            "grad" => Grad(),
            "check" => Checking.Answer(),
            "descend" => Descend(),
            "eval" => Eval(),
            "hess" => Hess(),
            "jac" => Jac(),
            _ => Problem.Input(
                "GDS0052",
                $"unknown work '{Complaint.Clipped(work)}'",
                Suggest.Nearest(work, Known) is { } near ? $"did you mean '{near}'?" : "use " + string.Join(", ", Known)
            ),
        }
        select answer;

    private BatchCheck Checking => new(members, losses, mathNet);

    /// <summary>A member that is nearly one we know is a slip of the pen, and what it says would be lost.</summary>
    private Result<bool> Misspelled()
    {
        foreach (var member in request.EnumerateObject())
            if (!Members.Contains(member.Name) && Near(member.Name) is { } near)
                return Problem.Input("GDS0057", $"unknown member \"{member.Name}\"", $"did you mean \"{near}\"?");
        return true;
    }

    private static string? Near(string name) => Members.Contains(name + "s") ? name + "s" : Suggest.Nearest(name, Members);

    private Result<Reply> Diff() =>
        from question in losses.Ask("at")
        from loss in Losses.Scalar(question.Loss)
        from wrt in members.Names("wrt")
        from names in DiffCommand.Wrt(wrt, loss)
        from answer in DiffCommand.Partials(question, names, Printer.Infix)
        select Written(answer.Json);

    private Result<Reply> Eval() => losses.Ask("at").SelectMany(EvalCommand.Answer).Select(answer => Written(answer.Json));

    private Result<Reply> Grad() =>
        from question in losses.Ask("at", needed: true)
        from loss in Losses.Scalar(question.Loss)
        from numeric in Numeric()
        from derived in Measuring.Derived(question, numeric)
        from width in members.Positive("h", Difference.Width)
        from values in GradCommand.Values(question, numeric, width)
        select Written(json =>
        {
            json.Number("value", values[0]);
            json.Point("gradient", loss.Parameters, values.AsSpan(1));
        });

    private Result<Reply> Hess() =>
        from question in losses.Ask("at", needed: true)
        from loss in Losses.Scalar(question.Loss)
        from rows in HessCommand.Values(question)
        select Written(json =>
        {
            Matrix.Names(json, loss.ElementNames);
            Matrix.Rows(json, "hessian", rows);
        });

    private Result<Reply> Jac() =>
        from question in losses.Ask("at", needed: true)
        from rows in JacCommand.Values(question)
        select Written(json =>
        {
            Matrix.Names(json, question.Loss.ElementNames);
            Matrix.Rows(json, "jacobian", rows);
        });

    /// <summary>A walk, or a contest of several; the members are read as the words of <c>gds descend</c>.</summary>
    private Result<Reply> Descend() =>
        from words in BatchWords.Of(request)
        from read in Plans
            .Read(words, new Asker(_ => losses.AskAny("from", needed: true), q => Checking.Claimed(q.Loss)), io)
            .Else(BatchWords.Unhyphened)
        let plan = read with
        {
            Walk = read.Walk with { Unchecked = "\"check\":false" },
        }
        from reply in plan.Several is { } several
            ? Ranking
                .Of(plan.Walk, several, io with { Signals = null, Ending = io.Cancel, Watched = false })
                .Select(ranking => Written(ranking.Write))
            : plan.Walk.Go(io.Cancel).Select(walked => Walked(plan.Walk, new WalkAnswer(plan.Walk, walked.Trace, walked.Run), words))
        select reply;

    private static Reply Walked(WalkOrder order, WalkAnswer answer, Words words)
    {
        var (explained, learned) = (words.Says("--explain") ? order.Diagnosed(answer.Run) : null, order.Learned(answer.Run));
        return new((answer with { Explained = explained, Learned = learned }).Write, order.Explained(answer.Run) is null);
    }

    private static Reply Written(Action<Utf8JsonWriter> body) => new(body);

    private Result<DifferenceKind?> Numeric() =>
        from gradient in members.Text("gradient")
        from difference in members.Text("difference")
        from width in members.Member("h", JsonValueKind.Number)
        from kind in Measuring.Kind(gradient, difference, width?.GetRawText()).Else(BatchWords.Unhyphened)
        select kind;
}
