using System.Text;

namespace GdScript.Cli.Repl;

/// <summary>A text cut into submissions: what is not complete at the end of a line goes on in the next.</summary>
internal static class Submissions
{
    /// <summary>The submissions, each with the line it begins in, from 1. They are cut as they are asked for.</summary>
    public static IEnumerable<(string Text, int Line)> Of(TextReader input, Conversation conversation)
    {
        var (pending, line, first) = (new StringBuilder(), 0, 1);
        while (input.ReadLine() is { } next)
        {
            line++;
            if (pending.Length == 0)
                first = line;
            pending.Append(next);
            if (input.Peek() >= 0 && !conversation.IsComplete(pending.ToString()))
            {
                pending.Append('\n');
                continue;
            }
            var text = pending.ToString();
            pending.Clear();
            if (!string.IsNullOrWhiteSpace(text))
                yield return (text, first);
        }
        if (!string.IsNullOrWhiteSpace(pending.ToString()))
            yield return (pending.ToString(), first);
    }

    /// <summary>A problem of one submission, with its line in the whole text.</summary>
    public static Problem Below(Problem problem, string name, int line) =>
        !Telling.IsHere(problem) ? problem
        : problem.Place is { } place ? problem with { File = name, Place = place with { Line = place.Line + line - 1 } }
        : problem with { File = name, Place = new Place(line, 1), Line = null };
}
