using System.Text;

namespace GdScript.Cli.Edge;

/// <summary>
/// What the loss of a script prints while a command computes it, which may be thousands of times: a few different lines are shown,
/// on stderr, and the rest is counted.
/// </summary>
/// <param name="inner">Where the lines go that are shown.</param>
internal sealed class LossPrints(TextWriter inner) : TextWriter
{
    private const int MostShown = 3;
    private const int LongestLine = 500;

    private readonly Lock writing = new();
    private readonly HashSet<string> shown = new(StringComparer.Ordinal);
    private readonly StringBuilder line = new();
    private long lines;

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        lock (writing)
            if (value == '\n')
                End();
            else if (line.Length < LongestLine && value != '\r')
                line.Append(value);
    }

    /// <summary>A word on what was not shown; null where everything was.</summary>
    public Problem? Told()
    {
        lock (writing)
        {
            if (line.Length > 0)
                End();
            return lines == shown.Count
                ? null
                : Problem.Input(
                    "GDS3007",
                    FormattableString.Invariant($"the loss printed {lines} lines while it was computed, {shown.Count} of them shown"),
                    "print outside of the loss"
                );
        }
    }

    private void End()
    {
        lines++;
        var text = line.ToString();
        line.Clear();
        if (shown.Count < MostShown && shown.Add(text))
            inner.Write(text + "\n");
    }
}
