namespace GdScript.Cli.Editing;

/// <summary>
/// Where the loop of a session gets its entries from: the line editor on a terminal, plain lines where the terminal can do no more.
/// </summary>
internal interface ILineReader : IDisposable
{
    /// <summary>Reads one entry, of one line or many.</summary>
    /// <param name="prompt">What stands before its first line, without colours.</param>
    /// <param name="stop">Ends the reading from outside (SIGTERM).</param>
    /// <exception cref="OperationCanceledException">The reading was stopped; the terminal is as it was before.</exception>
    public Reading Read(string prompt, CancellationToken stop = default);
}

/// <summary>How a reading ended.</summary>
internal abstract record Reading
{
    private Reading() { }

    /// <summary>The person entered this text; its lines are parted by <c>\n</c>.</summary>
    public sealed record Entered(string Text) : Reading;

    /// <summary>Ctrl-C: the line was thrown away. The loop may count these.</summary>
    public sealed record Cleared : Reading;

    /// <summary>Ctrl-D on an empty line, or the end of the input: the person leaves.</summary>
    public sealed record Left : Reading;
}
