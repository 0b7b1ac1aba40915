using System.CommandLine;
using System.Text.Json;
using GdScript.Cli.Edge;

namespace GdScript.Cli.Commands;

/// <summary>
/// The options most commands have. Every value is read as text: the library would read numbers by the machine's culture,
/// our own readers never do.
/// </summary>
internal sealed class Shared
{
    public Argument<string?> Loss { get; } =
        new("LOSS")
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description = "a formula, a file that holds one, a script (loss.csx, loss.csx:Method), or - for standard input",
        };

    public Option<string?> File { get; } = new("--file", "-f") { HelpName = "FILE", Description = "read the loss from a file" };

    public Option<string?> At { get; } =
        new("--at") { HelpName = "POINT", Description = "x=3,y=4 or 3,4 in order of first appearance; W=[[1,2],[3,4]]; @point.json" };

    public Option<string?> Set { get; } = new("--set") { HelpName = "POINT", Description = "fix parameters: a=2" };

    public Option<string?> Shape { get; } = new("--shape") { HelpName = "SHAPES", Description = "shapes of array parameters: W=2x3,b=3" };

    public Option<string?> Data { get; } =
        new("--data") { HelpName = "FILE", Description = "a CSV file (plain, .gz, or -): the names in its header are columns" };

    public Option<string?> Columns { get; } = new("--columns") { HelpName = "NAMES", Description = "which names are columns: x,y" };

    public Option<string?> Params { get; } =
        new("--params") { HelpName = "NAMES", Description = "which names are parameters though the file has them" };

    public Option<string?> Reduce { get; } =
        new("--reduce") { HelpName = "mean|sum", Description = "what the losses of the rows become together (mean)" };

    public Option<bool> Json { get; } = Switch("--json", "answer as one JSON object");

    /// <summary>An option that is there or not; it takes no value, so that the word after it is never swallowed.</summary>
    public static Option<bool> Switch(string name, string about, params string[] aliases) =>
        new(name, aliases) { Description = about, Arity = ArgumentArity.Zero };

    /// <summary>A command over a loss, with these options.</summary>
    public Command Command(string name, string about, string example, params Symbol[] more)
    {
        var command = new Subcommand(name, about, example) { Loss, File, At, Set, Shape, Data, Columns, Params, Reduce, Json };
        foreach (var symbol in more)
            if (symbol is Option option)
                command.Add(option);
            else if (symbol is Argument argument)
                command.Add(argument);
        return command;
    }

    /// <summary>What was asked, with its warnings said on stderr.</summary>
    /// <param name="given">The command line.</param>
    /// <param name="io">Where a formula may be piped in.</param>
    /// <param name="values">A point given otherwise than by <c>--at</c>.</param>
    /// <param name="pointName">How it was given.</param>
    /// <param name="lossFirst">False where the loss comes from a file and the word in its place is the first of the values.</param>
    public Result<Question> Ask(ParseResult given, Io io, string[]? values = null, string pointName = "--at", bool lossFirst = true) =>
        AskAny(given, io, values, pointName, lossFirst).SelectMany(q => q.IsOpaque ? q.Refusals[0] : (Result<Question>)q);

    /// <summary>The same for a command that can do without a formula: the loss of a script may be one that nobody can derive.</summary>
    public Result<Question> AskAny(ParseResult given, Io io, string[]? values = null, string pointName = "--at", bool lossFirst = true)
    {
        var (loss, file) = (given.GetValue(Loss), given.GetValue(File));
        if (!lossFirst && file is not null && loss is { } first)
            (loss, values) = (null, [first, .. values ?? []]);
        var at = given.GetValue(At);
        if (values is { Length: > 0 } && at is not null)
            return Problem.Input("GDS0015", $"--at and {pointName} both give a point", "give one of them");
        var (point, name) = values is { Length: > 0 } ? (string.Join(',', values), pointName) : (at, "--at");
        return LossText
            .Read(io, loss, file)
            .SelectMany(text => Over(given, io, text))
            .SelectMany(text => Question.Of(text, point, given.GetValue(Set), given.GetValue(Shape), name))
            .SelectMany(question => HasRows(question, given))
            .SelectMany(question => EngineOptions.Read(given).Select(engine => question with { Engine = engine }))
            .Select(question => Warned(question, io, given.CommandResult.Command.Name is "hess" or "stationary"));
    }

    /// <summary>The loss with the data it was given, if any.</summary>
    private Result<LossText> Over(ParseResult given, Io io, LossText text)
    {
        var (columns, parameters, reduce) = (given.GetValue(Columns), given.GetValue(Params), given.GetValue(Reduce));
        if (given.GetValue(Data) is { } path)
            return LossData.Of(io, text, path, columns, parameters, reduce);
        var alone =
            columns is not null ? "--columns"
            : parameters is not null ? "--params"
            : reduce is not null ? "--reduce"
            : null;
        return alone is null ? text : Problem.Input("GDS0091", $"{alone} says what to do with data, and there are none", "add --data FILE");
    }

    /// <summary>A formula over columns needs rows to have a value; its derivative can be told without.</summary>
    private Result<Question> HasRows(Question question, ParseResult given) =>
        Question.HasRows(question.Loss) || (given.CommandResult.Command.Name == "diff" && given.GetValue(At) is null)
            ? question
            : question.Naming(Problem.Input("GDS0090", "the formula has data columns and no data are given", "add --data FILE"));

    /// <summary>Says what the reader should know; what ends a command that needs second derivatives is said by that command.</summary>
    private static Question Warned(Question question, Io io, bool curved)
    {
        foreach (var warning in question.Warnings)
            io.Say(warning, "warning");
        foreach (var note in question.Notes.Where(n => !curved || n.Id != "GDS3006"))
            io.Say(note, "note");
        return question;
    }

    /// <summary>Says why a script's loss has no formula, and what is done instead.</summary>
    public static void Opaque(Question question, Io io, string instead)
    {
        foreach (var refusal in question.Refusals)
            io.Say(refusal, "note");
        io.Say(
            Problem.Input("GDS3005", $"the loss cannot be derived as it is written: {instead}") with
            {
                File = question.Text.Name,
            },
            "note"
        );
    }

    /// <summary>The question itself, with a word on stderr when there is nothing in it to derive toward.</summary>
    public static Question Noted(Question question, Io io)
    {
        if (question.Loss.Parameters.IsEmpty)
            io.Say(
                Problem.Input("GDS0028", "the formula has no open parameters, so it has no partial derivatives") with
                {
                    File = question.Text.Name,
                },
                "note"
            );
        return question;
    }

    /// <summary>Sets what the command does: <paramref name="answer"/> gives the text for stdout, or a problem that is said.</summary>
    public void Does(Command command, Io io, Func<ParseResult, Result<Answer>> answer) =>
        command.SetAction(given => Say(io, command.Name, given.GetValue(Json), answer(given)));

    /// <summary>Says an answer or a problem where it belongs, and gives the exit code.</summary>
    public static int Say(Io io, string command, bool json, Result<Answer> result)
    {
        if (result.Is(out var answer, out var problem))
        {
            io.Answer(json ? JsonText.Answer(command, answer.Json) + "\n" : answer.Text);
            return answer.Exit;
        }
        if (json)
            io.Answer(JsonText.Answer(command, j => j.Problem(problem)) + "\n");
        io.Say(problem);
        return Exit.Of(problem.Kind);
    }
}

/// <summary>What a command found: for a person, for a program, and for the shell.</summary>
/// <param name="Text">For a person, each line ended by a newline.</param>
/// <param name="Json">For a program: the members of the answer's object.</param>
internal sealed record Answer(string Text, Action<Utf8JsonWriter> Json, int Exit = Edge.Exit.Ok);
