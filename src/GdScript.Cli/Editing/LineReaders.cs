using GdScript.Cli.Edge;

namespace GdScript.Cli.Editing;

/// <summary>Which reader suits the terminal of this process.</summary>
internal static class LineReaders
{
    /// <summary>The reader for this process's terminal; dispose it when the session ends.</summary>
    /// <param name="io">The streams: entries come from the terminal, and what is shown goes to <see cref="Io.Out"/>.</param>
    /// <param name="advisor">What is asked about the text.</param>
    /// <param name="history">What was entered before; the reader adds to it.</param>
    /// <param name="colour">Whether colours are wanted (<c>NO_COLOR</c>, <c>--color</c>).</param>
    public static ILineReader For(Io io, IAdvisor advisor, History history, bool colour)
    {
        _ = colour;
        return new PlainReader(io, advisor, history);
    }
}
