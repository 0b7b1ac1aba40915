using System.Collections.Immutable;
using System.Text.Json;
using GdScript.Cli.Edge;
using GdScript.Cli.Walking;
using GdScript.Graphs;
using GdScript.Text;

namespace GdScript.Cli.Commands;

/// <summary>The loss of a request with its point: a formula, or where code may run a script or a piece of C#.</summary>
internal sealed class BatchLoss(BatchMembers members, bool allowCode, Io io, string? mathNet = null)
{
    /// <summary>The members that give a loss.</summary>
    public static string[] Members { get; } = ["loss", "script", "csharp"];

    /// <summary>The loss with its point, from the members <c>loss</c> (or <c>script</c>, <c>csharp</c>), <paramref name="at"/>, <c>set</c>, <c>shape</c>.</summary>
    public Result<Question> Ask(string at, bool needed = false) =>
        from question in AskAny(at, needed)
        from derivable in Derivable(question)
        select derivable;

    /// <summary>C# that cannot be recorded has no formula; what needs one says why.</summary>
    public static Result<Question> Derivable(Question question) => question.IsOpaque ? question.Refusals[0] : question;

    /// <summary>The same where a measured gradient will do.</summary>
    public Result<Question> AskAny(string at, bool needed = false) =>
        from point in members.Givens(at)
        from question in Ask(point, at)
        from placed in Results.When(!needed || question.Point is not null, question, () => Unplaced(at, question.Loss))
        select placed;

    /// <summary>The same with its point.</summary>
    public Result<Question> Ask(ImmutableArray<Given>? point, string at) =>
        from loss in Loss(point)
        from constants in members.Givens("set")
        from shape in members.Text("shape")
        from text in Over(loss)
        from question in Question.Of(text, point, constants, shape, at)
        from bound in Results.When(
            Question.HasRows(question.Loss),
            question,
            () => Problem.Input("GDS0090", "the formula has data columns and no data are given", "add \"data\":{\"x\":[1, 2]}")
        )
        from word in members.Text("engine")
        from engine in EngineOptions.Read(word, mathNet).Else(BatchWords.Unhyphened)
        select bound with
        {
            Engine = engine,
        };

    /// <summary>The loss over the member <c>data</c>: lists of numbers by name, or the path of a CSV file.</summary>
    private Result<LossText> Over(LossText text) =>
        from columns in members.Names("columns")
        from parameters in members.Names("params")
        from reduce in members.Text("reduce")
        from over in !members.All.TryGetProperty("data", out var data) || data.ValueKind == JsonValueKind.Null ? text
        : data.ValueKind == JsonValueKind.String
            ? LossData.Of(new Io(TextWriter.Null, TextWriter.Null, TextReader.Null), text, data.GetString()!, columns, parameters, reduce)
        : BatchData
            .Of(data)
            .SelectMany(rows =>
                LossData.Over(
                    text,
                    "data",
                    [.. rows.Names.Zip(rows.Shapes, (n, s) => new Column(n) { Shape = s })],
                    _ => rows,
                    LossData.List(columns),
                    LossData.List(parameters),
                    reduce
                )
            )
        select over;

    private static Problem Unplaced(string at, Formula loss) =>
        Problem.Input("GDS0053", $"the request has no \"{at}\"", $"add \"{at}\":{{\"{loss.Parameters[0].Name}\":…}}");

    /// <summary>The member <c>loss</c>, or where code may run the loss of a <c>script</c> or of <c>csharp</c>.</summary>
    private Result<LossText> Loss(ImmutableArray<Given>? point)
    {
        string[] given = [.. Members.Where(name => members.All.TryGetProperty(name, out _))];
        if (given.Length > 1)
            return Problem.Input("GDS0011", $"\"{given[0]}\" and \"{given[1]}\" are both given", "give one of them");
        if (given is not [("script" or "csharp") and var code])
            return members.Text("loss").SelectMany(BatchMembers.Required("loss")).Select(text => new LossText(text, "<loss>"));
        if (!allowCode)
            return Problem.Input(
                "GDS0054",
                $"\"{code}\" would run code, which 'gds batch' does not do by itself",
                "start it as 'gds batch --allow-code'"
            );
        return code == "script"
            ? members.Text(code).SelectMany(BatchMembers.Required(code)).SelectMany(Script)
            : from text in members.Text(code).SelectMany(BatchMembers.Required(code))
            from parameters in CSharpLoss.Parameters(members.All, point)
            from loss in CSharpLoss.Open(io, text, parameters)
            select loss;
    }

    private Result<LossText> Script(string path) =>
        ScriptFile.Of(path) is { } script
            ? script.Open(io)
            : Problem.Input("GDS0055", $"\"script\" is no path of a script: {Complaint.Clipped(path)}", "give \"script\":\"loss.csx\"");
}
