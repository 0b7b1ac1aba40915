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
internal sealed class BatchRequest(JsonElement request, bool allowCode, Io io)
{
    private static readonly string[] Known = ["diff", "grad", "check", "descend", "eval", "hess", "jac"];

    private static readonly string[] LossMembers = ["loss", "script", "csharp"];

    private static readonly string[] Members =
    [
        .. LossMembers,
        .. new[] { "id", "do", "at", "from", "set", "shape", "points", "claimed", "parameters", "wrt" },
        .. new[] { "data", "columns", "params", "reduce" },
        .. BatchWords.Members,
    ];

    /// <summary>The members of the answer.</summary>
    public Result<Reply> Answer() => Worked().Else(p => CSharpLoss.Unwrapped(p, request));

    private Result<Reply> Worked() =>
        from known in Misspelled()
        from work in Text("do").SelectMany(Required("do"))
        from answer in work switch
        {
            "diff" => Diff(),
            "grad" => Grad(),
            "check" => Check(),
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
        from question in Ask("at")
        from loss in Losses.Scalar(question.Loss)
        from wrt in Names("wrt")
        from names in DiffCommand.Wrt(wrt, loss)
        from answer in DiffCommand.Partials(question, names, Printer.Infix)
        select Written(answer.Json);

    /// <summary>Names, as one text with commas or as a list of texts.</summary>
    private Result<string?> Names(string member)
    {
        if (!request.TryGetProperty(member, out var given) || given.ValueKind != JsonValueKind.Array)
            return Text(member);
        var names = given.EnumerateArray().ToArray();
        return names.All(n => n.ValueKind == JsonValueKind.String)
            ? string.Join(',', names.Select(n => n.GetString()))
            : Problem.Input("GDS0055", $"\"{member}\" is not a list of names", $"give \"{member}\":[\"x\",\"y\"]");
    }

    private Result<Reply> Eval() => Ask("at").SelectMany(EvalCommand.Answer).Select(answer => Written(answer.Json));

    private Result<Reply> Grad() =>
        from question in Ask("at", needed: true)
        from loss in Losses.Scalar(question.Loss)
        from numeric in Numeric()
        from width in Positive("h", Difference.Width)
        from values in GradCommand.Values(question, numeric, width)
        select Written(json =>
        {
            json.Number("value", values[0]);
            json.Point("gradient", loss.Parameters, values.AsSpan(1));
        });

    private Result<Reply> Hess() =>
        from question in Ask("at", needed: true)
        from loss in Losses.Scalar(question.Loss)
        from rows in HessCommand.Values(question)
        select Written(json =>
        {
            Matrix.Names(json, loss.ElementNames);
            Matrix.Rows(json, "hessian", rows);
        });

    private Result<Reply> Jac() =>
        from question in Ask("at", needed: true)
        from rows in JacCommand.Values(question)
        select Written(json =>
        {
            Matrix.Names(json, question.Loss.ElementNames);
            Matrix.Rows(json, "jacobian", rows);
        });

    /// <summary>A walk, or a contest of several; the members are read as the words of <c>gds descend</c>.</summary>
    private Result<Reply> Descend() =>
        from words in BatchWords.Of(request)
        from read in Plans.Read(words, new Asker(_ => AskAny("from", needed: true), q => Claimed(q.Loss)), io).Else(BatchWords.Unhyphened)
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

    private Result<Reply> Check() =>
        from points in Points()
        from question in Ask(points is { IsEmpty: false } ? points.Value[0] : null, "points")
        from claim in Claimed(question.Loss)
        from flat in Flat(question, points)
        from more in Count("more")
        from seed in Count("seed")
        from prove in Truth("prove", otherwise: false)
        from curves in Truth("curves", otherwise: false)
        let options = CheckCommand.Options(more, seed, prove)
        from judged in claim is null && ScriptCheck.Written(question) is null ? Derivable(question) : question
        from report in CheckCommand.Report(question, claim, flat, options)
        select Written(json => CheckJson.Write(json, question.Loss, report, curves));

    private Result<bool> Truth(string name, bool otherwise) =>
        !request.TryGetProperty(name, out var member) || member.ValueKind == JsonValueKind.Null ? otherwise
        : member.ValueKind is JsonValueKind.True or JsonValueKind.False ? member.GetBoolean()
        : Problem.Input("GDS0055", $"\"{name}\" is neither true nor false", $"found {Complaint.Clipped(member.GetRawText())}");

    /// <summary>The points of a check, from <c>points</c> (a list) or <c>at</c> (one); null where neither is given.</summary>
    private Result<ImmutableArray<ImmutableArray<Given>>?> Points()
    {
        if (!request.TryGetProperty("points", out var list))
            return Givens("at").Select(at => at is { } one ? [one] : (ImmutableArray<ImmutableArray<Given>>?)null);
        if (list.ValueKind != JsonValueKind.Array)
            return Problem.Input("GDS0055", "\"points\" is not an array", "give [{\"x\":3,\"y\":4}]");
        var points = ImmutableArray.CreateBuilder<ImmutableArray<Given>>();
        foreach (var member in list.EnumerateArray())
        {
            if (!PointText.Json(member.GetRawText()).Is(out var point, out var problem))
                return problem with { File = "points" };
            points.Add(point);
        }
        return points.Count == 0 ? (ImmutableArray<ImmutableArray<Given>>?)null : points.ToImmutable();
    }

    private static Result<ImmutableArray<double[]>?> Flat(Question question, ImmutableArray<ImmutableArray<Given>>? points)
    {
        if (points is not { } all)
            return (ImmutableArray<double[]>?)null;
        var flat = ImmutableArray.CreateBuilder<double[]>();
        foreach (var point in all)
        {
            if (!PointText.Flatten(question.Loss, point).Is(out var numbers, out var problem))
                return problem with { File = "points" };
            flat.Add(numbers);
        }
        return flat.ToImmutable();
    }

    /// <summary>The member <c>claimed</c>: a formula per parameter, or all numbers.</summary>
    private Result<Claim?> Claimed(Formula loss)
    {
        if (!request.TryGetProperty("claimed", out var claimed) || claimed.ValueKind == JsonValueKind.Null)
            return (Claim?)null;
        if (claimed.ValueKind != JsonValueKind.Object)
            return Problem.Input("GDS0055", "\"claimed\" is not an object", "give {\"x\":\"2*x\"}");
        var members = claimed.EnumerateObject().ToArray();
        if (members.Length > 0 && members.All(m => m.Value.ValueKind != JsonValueKind.String))
            return PointText
                .Json(claimed.GetRawText())
                .SelectMany(givens => PointText.Flatten(loss, givens))
                .Else(p => p with { File = "claimed" })
                .Select(numbers => (Claim?)new Claim.Numbers(numbers));
        return ClaimText
            .Of(
                members.Select(m =>
                    KeyValuePair.Create(m.Name, m.Value.ValueKind == JsonValueKind.String ? m.Value.GetString()! : m.Value.GetRawText())
                ),
                loss
            )
            .Else(p => p with { File = p.File ?? "claimed" })
            .Select(c => (Claim?)c);
    }

    private static Reply Written(Action<Utf8JsonWriter> body) => new(body);

    /// <summary>The loss with its point, from the members <c>loss</c> (or <c>script</c>, <c>csharp</c>), <paramref name="at"/>, <c>set</c>, <c>shape</c>.</summary>
    private Result<Question> Ask(string at, bool needed = false) =>
        from question in AskAny(at, needed)
        from derivable in Derivable(question)
        select derivable;

    /// <summary>C# that cannot be recorded has no formula; what needs one says why.</summary>
    private static Result<Question> Derivable(Question question) => question.IsOpaque ? question.Refusals[0] : question;

    /// <summary>The same where a measured gradient will do.</summary>
    private Result<Question> AskAny(string at, bool needed = false) =>
        from point in Givens(at)
        from question in Ask(point, at)
        from placed in Results.When(!needed || question.Point is not null, question, () => Unplaced(at, question.Loss))
        select placed;

    private Result<Question> Ask(ImmutableArray<Given>? point, string at) =>
        from loss in Loss(point)
        from constants in Givens("set")
        from shape in Text("shape")
        from text in Over(loss)
        from question in Question.Of(text, point, constants, shape, at)
        from bound in Results.When(
            Question.HasRows(question.Loss),
            question,
            () => Problem.Input("GDS0090", "the formula has data columns and no data are given", "add \"data\":{\"x\":[1, 2]}")
        )
        select bound;

    /// <summary>The loss over the member <c>data</c>: lists of numbers by name, or the path of a CSV file.</summary>
    private Result<LossText> Over(LossText text) =>
        from columns in Names("columns")
        from parameters in Names("params")
        from reduce in Text("reduce")
        from over in !request.TryGetProperty("data", out var data) || data.ValueKind == JsonValueKind.Null ? text
        : data.ValueKind == JsonValueKind.String
            ? LossData.Of(new Io(TextWriter.Null, TextWriter.Null, TextReader.Null), text, data.GetString()!, columns, parameters, reduce)
        : Inline(data)
            .SelectMany(rows =>
                LossData.Over(text, "data", rows.Names, _ => rows, LossData.List(columns), LossData.List(parameters), reduce)
            )
        select over;

    private static Result<Table> Inline(JsonElement data)
    {
        const string Hint = "give \"data\":{\"x\":[1, 2],\"y\":[3, 4]}";
        if (data.ValueKind != JsonValueKind.Object || !data.EnumerateObject().Any())
            return Problem.Input("GDS0094", "\"data\" is neither an object of lists nor a path", Hint);
        var columns = new List<(string, double[])>();
        foreach (var column in data.EnumerateObject())
        {
            if (
                column.Value.ValueKind != JsonValueKind.Array
                || column.Value.EnumerateArray().Any(v => v.ValueKind != JsonValueKind.Number || !double.IsFinite(v.GetDouble()))
            )
                return Problem.Input("GDS0094", $"the column \"{column.Name}\" is not a list of numbers", Hint);
            if (columns.Any(c => c.Item1 == column.Name))
                return Problem.Input("GDS0094", $"the column \"{column.Name}\" is given twice", Hint);
            columns.Add((column.Name, [.. column.Value.EnumerateArray().Select(v => v.GetDouble())]));
            if (columns[^1].Item2.Length != columns[0].Item2.Length)
                return Problem.Input(
                    "GDS0094",
                    $"the column \"{column.Name}\" has {columns[^1].Item2.Length} rows, the first one {columns[0].Item2.Length}",
                    Hint
                );
        }
        return Table.Of([.. columns]);
    }

    private static Problem Unplaced(string at, Formula loss) =>
        Problem.Input("GDS0053", $"the request has no \"{at}\"", $"add \"{at}\":{{\"{loss.Parameters[0].Name}\":…}}");

    /// <summary>The member <c>loss</c>, or where code may run the loss of a <c>script</c> or of <c>csharp</c>.</summary>
    private Result<LossText> Loss(ImmutableArray<Given>? point)
    {
        string[] given = [.. LossMembers.Where(name => request.TryGetProperty(name, out _))];
        if (given.Length > 1)
            return Problem.Input("GDS0011", $"\"{given[0]}\" and \"{given[1]}\" are both given", "give one of them");
        if (given is not [("script" or "csharp") and var code])
            return Text("loss").SelectMany(Required("loss")).Select(text => new LossText(text, "<loss>"));
        if (!allowCode)
            return Problem.Input(
                "GDS0054",
                $"\"{code}\" would run code, which 'gds batch' does not do by itself",
                "start it as 'gds batch --allow-code'"
            );
        return code == "script"
            ? Text(code).SelectMany(Required(code)).SelectMany(Script)
            : from text in Text(code).SelectMany(Required(code))
            from parameters in CSharpLoss.Parameters(request, point)
            from loss in CSharpLoss.Open(io, text, parameters)
            select loss;
    }

    private Result<LossText> Script(string path) =>
        ScriptFile.Of(path) is { } script
            ? script.Open(io)
            : Problem.Input("GDS0055", $"\"script\" is no path of a script: {Complaint.Clipped(path)}", "give \"script\":\"loss.csx\"");

    private Result<ImmutableArray<Given>?> Givens(string name)
    {
        if (!request.TryGetProperty(name, out var member) || member.ValueKind == JsonValueKind.Null)
            return (ImmutableArray<Given>?)null;
        var givens =
            member.ValueKind == JsonValueKind.String
                ? RandomPoint.Expanded(member.GetString()).SelectMany(text => PointText.Parse(text!))
                : RandomPoint.Written(member).SelectMany(PointText.Json);
        return givens.Else(p => p with { File = name }).Select(g => (ImmutableArray<Given>?)g);
    }

    private Result<DifferenceKind?> Numeric() =>
        from gradient in Text("gradient")
        from difference in Text("difference")
        from width in Member("h", JsonValueKind.Number)
        from kind in Measuring.Kind(gradient, difference, width?.GetRawText()).Else(BatchWords.Unhyphened)
        select kind;

    private Result<JsonElement?> Member(string name, JsonValueKind kind)
    {
        if (!request.TryGetProperty(name, out var member) || member.ValueKind == JsonValueKind.Null)
            return (JsonElement?)null;
        return member.ValueKind == kind
            ? (JsonElement?)member
            : Problem.Input(
                "GDS0055",
                $"\"{name}\" is not a {kind.ToString().ToLowerInvariant()}",
                $"found {Complaint.Clipped(member.GetRawText())}"
            );
    }

    private Result<string?> Text(string name) => Member(name, JsonValueKind.String).Select(m => m?.GetString());

    private Result<double> Positive(string name, double otherwise) =>
        from value in Number(name, x => x > 0, "above zero")
        select value ?? otherwise;

    private Result<double?> FromZero(string name) => Number(name, x => x >= 0, "from 0 up");

    private Result<double?> Number(string name, Func<double, bool> fits, string said) =>
        from member in Member(name, JsonValueKind.Number)
        from value in member is not { } given ? (double?)null
        : given.TryGetDouble(out var number) && double.IsFinite(number) && fits(number) ? number
        : (Result<double?>)Problem.Input("GDS0055", $"\"{name}\" is not a number {said}", $"found {Complaint.Clipped(given.GetRawText())}")
        select value;

    private Result<long?> Count(string name) =>
        from member in Member(name, JsonValueKind.Number)
        from value in member is not { } given ? (long?)null
        : given.TryGetInt64(out var number) && number >= 0 ? number
        : (Result<long?>)
            Problem.Input("GDS0055", $"\"{name}\" is not a whole number from 0 up", $"found {Complaint.Clipped(given.GetRawText())}")
        select value;

    private Result<string> Word(string name, params string[] known) =>
        Text(name).SelectMany(text => NumberOption.Choice(name, text, known));

    private static Func<string?, Result<string>> Required(string name) =>
        text => text is null ? Problem.Input("GDS0056", $"the request has no \"{name}\"", $"add \"{name}\":\"…\"") : text;
}
