using GdScript.Cli.Edge;

namespace GdScript.Cli.Repl;

/// <summary>
/// A session over a text: one result per submission on stdout, problems with the lines of the text on stderr. The first problem
/// ends it, unless it is to keep going; the exit code is that of the first problem.
/// </summary>
internal sealed class Piped(Io io, Conversation conversation, Setting setting, bool json, bool keepGoing)
{
    private readonly Dictionary<int, int> lines = [];
    private int code = Exit.Ok;

    /// <summary>Loads a file before the session begins; its results are not shown.</summary>
    public int Load(string file)
    {
        var outcome = conversation.Submit($"#load {file}", setting);
        Telling.Say(io, outcome, problem => Telling.SubmissionOf(problem, 0) is 0 ? problem with { File = file, Place = null } : problem);
        return outcome.Exit;
    }

    /// <summary>Goes through a text.</summary>
    /// <param name="input">The text, line by line.</param>
    /// <param name="name">What messages call it.</param>
    public int Run(TextReader input, string name)
    {
        foreach (var (text, line) in Submissions.Of(input, conversation))
            if (io.Cancel.IsCancellationRequested || !Submit(text, name, line) || conversation.IsOver)
                break;
        return io.Cancel.IsCancellationRequested ? Exit.Interrupted : code;
    }

    /// <summary>False where the session ends here.</summary>
    private bool Submit(string text, string name, int line)
    {
        var number = conversation.Bench.Next;
        lines[number] = line;
        var outcome = conversation.Submit(text, setting);
        if (code == Exit.Ok)
            code = outcome.Exit;
        if (json)
            io.Answer(Line(text, line, outcome) + "\n");
        else
            io.Answer(outcome.Text);
        Telling.Say(io, outcome, problem => Submissions.Below(problem, name, lines, number));
        return outcome.Exit == Exit.Ok || keepGoing;
    }

    private static string Line(string text, int line, Outcome outcome) =>
        JsonText.Of(
            json =>
            {
                json.WriteNumber("schema", JsonText.Schema);
                json.WriteString("command", "repl");
                json.WriteNumber("line", line);
                json.WriteString("input", text);
                json.WriteBoolean("ok", outcome.Exit == Exit.Ok);
                if (outcome.Name is { } name)
                    json.WriteString("name", name);
                outcome.Json?.Invoke(json);
                if (outcome.Text.Length > 0)
                    json.WriteString("text", outcome.Text.TrimEnd('\n'));
                if (outcome.Troubles is [var trouble, ..])
                    json.Problem(trouble);
            },
            indented: false
        );
}
