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
            // What is complete waits for nothing: who writes the next line may want this answer first.
            if (!conversation.IsComplete(pending.ToString()) && input.Peek() >= 0)
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
    /// <param name="problem">The problem.</param>
    /// <param name="name">What the text is called.</param>
    /// <param name="lines">Where each submission of it begins, by number.</param>
    /// <param name="current">The number of the last one.</param>
    public static Problem Below(Problem problem, string name, IReadOnlyDictionary<int, int> lines, int current)
    {
        if (Telling.SubmissionOf(problem, current) is not { } number || !lines.TryGetValue(number, out var line))
            return problem;
        return problem.Place is { } place
            ? problem with
            {
                File = name,
                Place = place with { Line = place.Line + line - 1 },
            }
            : problem with
            {
                File = name,
                Place = new Place(line, 1),
                Line = null,
            };
    }
}
