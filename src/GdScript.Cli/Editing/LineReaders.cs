using GdScript.Cli.Edge;
using GdScript.Cli.Editing.Screens;
using GdScript.Cli.Editing.Terminals;
using Microsoft.Win32.SafeHandles;

namespace GdScript.Cli.Editing;

/// <summary>Which reader suits the terminal of this process.</summary>
internal static class LineReaders
{
    /// <summary>The reader for this process's terminal; dispose it when the session ends.</summary>
    /// <param name="io">The streams: entries come from the terminal, and what is shown goes to <see cref="Io.Out"/>.</param>
    /// <param name="advisor">What is asked about the text.</param>
    /// <param name="history">What was entered before; the reader adds to it.</param>
    /// <param name="colour">Whether colours are wanted (<c>NO_COLOR</c>, <c>--color</c>).</param>
    public static ILineReader For(Io io, IAdvisor advisor, History history, bool colour) =>
        CanEdit()
            ? new LineEditor(Terminal(io), advisor, history, colour ? Palette.Coloured : Palette.Plain)
            : new PlainReader(io with { In = Lines(io) }, advisor, history);

    /// <summary>
    /// Lines as the terminal makes them. The runtime's reader would edit them itself, with escape codes that a dumb terminal does not know.
    /// </summary>
    private static TextReader Lines(Io io) =>
        OperatingSystem.IsWindows() || Console.IsInputRedirected
            ? io.In
            : new StreamReader(new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0));

    /// <summary>Whether there is a person at both ends, and a terminal that can move its cursor.</summary>
    private static bool CanEdit() =>
        !Console.IsInputRedirected
        && !Console.IsOutputRedirected
        && (OperatingSystem.IsWindows() || Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb"));

    private static ITerminal Terminal(Io io) => OperatingSystem.IsLinux() ? new LinuxTerminal(io) : new ConsoleTerminal(io);
}
