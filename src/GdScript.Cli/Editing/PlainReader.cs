using System.Text;
using GdScript.Cli.Edge;

namespace GdScript.Cli.Editing;

/// <summary>
/// Entries as plain lines, for TERM=dumb and systems whose keys we cannot read: the terminal's own editing, no colours, no
/// escape codes. An entry that is not complete is asked for line by line.
/// </summary>
internal sealed class PlainReader(Io io, IAdvisor advisor, History history) : ILineReader
{
    public Reading Read(string prompt, CancellationToken stop = default)
    {
        var text = new StringBuilder();
        for (var shown = prompt; ; shown = new string('.', Math.Max(0, prompt.TrimEnd().Length)) + " ")
        {
            stop.ThrowIfCancellationRequested();
            if (Line(shown) is not { } line)
                return Ended(text.ToString(), stop);
            text.Append(line);
            if (line.Length == 0 || advisor.IsComplete(text.ToString()))
                return Whole(text.ToString());
            text.Append('\n');
        }
    }

    public void Dispose() { }

    private string? Line(string prompt)
    {
        io.Out.Write(prompt);
        io.Out.Flush();
        return io.In.ReadLine();
    }

    /// <summary>The input has ended: what was begun is the last entry.</summary>
    private Reading Ended(string text, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        io.Out.Write("\n");
        io.Out.Flush();
        return text.Length == 0 ? new Reading.Left() : Whole(text);
    }

    private Reading.Entered Whole(string text)
    {
        var entry = text.TrimEnd('\n');
        history.Add(entry);
        return new(entry);
    }
}
