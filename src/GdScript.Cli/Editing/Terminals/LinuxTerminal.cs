using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using GdScript.Cli.Edge;
using GdScript.Cli.Editing.Typing;

namespace GdScript.Cli.Editing.Terminals;

/// <summary>
/// The terminal of a Linux process: bytes from descriptor 0, one by one while editing and as the terminal sends them, which
/// <see cref="Console.ReadKey()"/> does not give (pastes, Alt, letters outside of the keyboard's language). While nobody edits the
/// terminal is as it was found, so that Ctrl-C is a signal and scripts may read lines.
/// </summary>
[SupportedOSPlatform("linux")]
internal sealed class LinuxTerminal : ITerminal
{
    /// <summary>How long an escape waits for the rest of a sequence.</summary>
    private const int EscapePatience = 40;

    /// <summary>How long Ctrl-Z waits to be stopped and continued; a stopped process does not count the time.</summary>
    private const int StopPatience = 200;

    private const string Begin = "\e[?2004h"; // pastes in brackets (xterm)
    private const string End = "\e[?2004l";

    private readonly Io io;
    private readonly KeyDecoder decoder = new();
    private readonly TerminalMode mode = new();
    private readonly Bell bell = new();
    private readonly ManualResetEventSlim resumed = new();
    private readonly PosixSignalRegistration[] signals;
    private readonly byte[] buffer = new byte[1 << 12];
    private volatile bool disturbed;
    private volatile bool open;
    private volatile bool stopping;
    private bool gone;

    public LinuxTerminal(Io io)
    {
        this.io = io;
        signals =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => Disturb()),
            PosixSignalRegistration.Create(PosixSignal.SIGCONT, Resume),
        ];
        AppDomain.CurrentDomain.ProcessExit += Restore;
        AppDomain.CurrentDomain.UnhandledException += Restore;
    }

    public (int Columns, int Rows) Size => TerminalMode.Size();

    public bool Disturbed
    {
        get => disturbed;
        set => disturbed = value;
    }

    /// <summary>
    /// Lines that were typed while a command ran came through the terminal's own editing, where Enter is a line feed: they are taken in as
    /// what they were.
    /// </summary>
    public void Open()
    {
        io.Out.Flush();
        mode.Raw();
        open = true;
        for (int count; (count = TerminalMode.Wait(bell.Descriptor, 0).Input ? TerminalMode.Read(buffer) : 0) > 0; )
        {
            buffer.AsSpan(0, count).Replace((byte)'\n', (byte)'\r');
            decoder.Feed(buffer.AsSpan(0, count));
        }
        Write(Begin);
    }

    public void Close()
    {
        if (!open)
            return;
        Write(End);
        open = false;
        mode.Restore();
    }

    public Key? Next(int milliseconds)
    {
        if (decoder.Next() is { } ready)
            return ready;
        while (!gone && !disturbed)
        {
            var patience = decoder.IsUnsure ? EscapePatience : milliseconds;
            var (input, rung, late) = TerminalMode.Wait(bell.Descriptor, patience);
            if (rung)
                bell.Quiet();
            if (input && Take() && decoder.Next() is { } key)
                return key;
            if (late && decoder.IsUnsure)
                return decoder.Settle();
            if (rung || late)
                return null;
        }
        return gone ? new Key(KeyName.Hangup) : null;
    }

    public void Wake() => bell.Ring();

    public void Write(string text)
    {
        io.Out.Write(text);
        io.Out.Flush();
    }

    /// <summary>The signal may take a moment; where nobody could continue us (an orphaned job) it does nothing.</summary>
    public void Suspend()
    {
        resumed.Reset();
        stopping = true;
        TerminalMode.Stop();
        resumed.Wait(StopPatience);
        stopping = false;
    }

    public void Dispose()
    {
        Restore(null, EventArgs.Empty);
        AppDomain.CurrentDomain.ProcessExit -= Restore;
        AppDomain.CurrentDomain.UnhandledException -= Restore;
        foreach (var signal in signals)
            signal.Dispose();
        bell.Dispose();
        resumed.Dispose();
    }

    private bool Take()
    {
        var count = TerminalMode.Read(buffer);
        if (count > 0)
            decoder.Feed(buffer.AsSpan(0, count));
        else
            gone = count == 0;
        return count > 0;
    }

    /// <summary>
    /// The process goes on after a stop, and its shell has set the terminal as it likes. The runtime would set it as it found it, after us:
    /// that is cancelled.
    /// </summary>
    private void Resume(PosixSignalContext signal)
    {
        signal.Cancel = open || stopping;
        mode.Again();
        Disturb();
        resumed.Set();
    }

    /// <summary>What the screen shows is not known any more.</summary>
    private void Disturb()
    {
        if (!open)
            return;
        disturbed = true;
        bell.Ring();
    }

    /// <summary>However the process ends, the shell finds its terminal as it was.</summary>
    private void Restore(object? sender, EventArgs e)
    {
        mode.End();
        if (!open)
            return;
        open = false;
        StandardStream.Output.Write("\e[?2004l\r\n"u8);
    }
}
