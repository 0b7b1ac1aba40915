using System.Text;
using GdScript.Cli.Edge;

namespace GdScript.Cli.Repl;

/// <summary>
/// A session over a text: one result per submission on stdout, problems with the lines of the text on stderr. The first problem
/// ends it, unless it is to keep going; the exit code is that of the first problem.
/// </summary>
internal sealed class Piped(Io io, Conversation conversation, Setting setting, bool json, bool keepGoing)
{
    private int code = Exit.Ok;

    /// <summary>Goes through a text.</summary>
    /// <param name="input">The text, line by line.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="quiet">Results are not shown: the text was loaded, not piped.</param>
    public int Run(TextReader input, string name, bool quiet = false)
    {
        var (pending, line, first) = (new StringBuilder(), 0, 1);
        while (!conversation.IsOver && !io.Cancel.IsCancellationRequested && input.ReadLine() is { } next)
        {
            line++;
            if (pending.Length == 0)
                first = line;
            pending.Append(next);
            if (input.Peek() >= 0 && !conversation.IsComplete(pending.ToString()))
                pending.Append('\n');
            else if (!Submit(Taken(pending), name, first, quiet))
                return code;
        }
        if (pending.Length > 0 && !conversation.IsOver && !io.Cancel.IsCancellationRequested)
            Submit(Taken(pending), name, first, quiet);
        return io.Cancel.IsCancellationRequested ? Exit.Interrupted : code;
    }

    private static string Taken(StringBuilder pending)
    {
        var text = pending.ToString();
        pending.Clear();
        return text;
    }

    /// <summary>False where the session ends here.</summary>
    private bool Submit(string text, string name, int line, bool quiet)
    {
        if (string.IsNullOrWhiteSpace(text))
            return true;
        var outcome = conversation.Submit(text, setting);
        if (code == Exit.Ok)
            code = outcome.Exit;
        if (json)
            io.Answer(Line(text, line, outcome) + "\n");
        else if (!quiet)
            io.Answer(outcome.Text);
        Telling.Say(io, outcome, problem => Below(problem, name, line));
        return outcome.Exit == Exit.Ok || keepGoing;
    }

    /// <summary>A problem of one submission, with its line in the whole text.</summary>
    private static Problem Below(Problem problem, string name, int line) =>
        !Telling.IsHere(problem) ? problem
        : problem.Place is { } place ? problem with { File = name, Place = place with { Line = place.Line + line - 1 } }
        : problem with { File = name, Place = new Place(line, 1), Line = null };

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
