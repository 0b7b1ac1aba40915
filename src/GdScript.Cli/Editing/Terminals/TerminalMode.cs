using System.Runtime.InteropServices;

namespace GdScript.Cli.Editing.Terminals;

/// <summary>The calls of Linux that set a terminal and wait for it (termios(3), poll(2), ioctl_tty(2)). Others have other numbers.</summary>
internal sealed partial class TerminalMode
{
    private const uint Keep = ~0u;
    private const uint InputOff = 0x2 | 0x8 | 0x20 | 0x40 | 0x80 | 0x100 | 0x400; // BRKINT PARMRK ISTRIP INLCR IGNCR ICRNL IXON
    private const uint LocalOff = 0x1 | 0x2 | 0x8 | 0x40 | 0x8000; // ISIG ICANON ECHO ECHONL IEXTEN
    private const int Now = 0; // TCSANOW
    private const int Least = 6; // VMIN
    private const int Time = 5; // VTIME
    private const nuint WindowSize = 0x5413; // TIOCGWINSZ
    private const short Readable = 1; // POLLIN
    private const short Ended = 0x8 | 0x10 | 0x20; // POLLERR POLLHUP POLLNVAL
    private const int TerminalStop = 20; // SIGTSTP
    private const int Interrupted = 4;
    private const int TryAgain = 11;

    private readonly Lock gate = new();
    private Termios before;
    private bool known;
    private bool ended;

    /// <summary>Keys one by one, none of them a signal, nothing echoed. What is written is still made of lines.</summary>
    public void Raw()
    {
        lock (gate)
        {
            if (ended || (!known && Get(0, out before) != 0))
                return;
            known = true;
            SetRaw();
        }
    }

    /// <summary>The same again after somebody else has set it; nothing where it is restored by now.</summary>
    public void Again()
    {
        lock (gate)
            if (known)
                SetRaw();
    }

    private void SetRaw()
    {
        var raw = before;
        raw.Input &= Keep ^ InputOff;
        raw.Local &= Keep ^ LocalOff;
        raw.Characters[Least] = 1;
        raw.Characters[Time] = 0;
        _ = Set(0, Now, in raw);
    }

    /// <summary>As it was before <see cref="Raw"/>.</summary>
    public void Restore()
    {
        lock (gate)
        {
            if (known)
                _ = Set(0, Now, in before);
            known = false;
        }
    }

    /// <summary>As it was, for good: the process ends, whatever its other threads are about to do.</summary>
    public void End()
    {
        lock (gate)
            ended = true;
        Restore();
    }

    /// <summary>Columns and rows; 80 × 24 where the terminal does not know.</summary>
    public static (int Columns, int Rows) Size() =>
        Control(1, WindowSize, out var size) == 0 && size is { Columns: > 0, Rows: > 0 } ? (size.Columns, size.Rows) : (80, 24);

    /// <summary>Waits for input or the bell. A signal ends the wait with nothing.</summary>
    public static (bool Input, bool Rung, bool Late) Wait(int bell, int milliseconds)
    {
        Span<Poll> polls = [new() { Descriptor = 0, Wanted = Readable }, new() { Descriptor = bell, Wanted = Readable }];
        var found = PollFor(ref MemoryMarshal.GetReference(polls), 2, milliseconds);
        return (found > 0 && (polls[0].Found & (Readable | Ended)) != 0, found > 0 && (polls[1].Found & Readable) != 0, found == 0);
    }

    /// <summary>What is there to read: 0 when the terminal has gone, −1 when there was nothing after all.</summary>
    public static int Read(Span<byte> into)
    {
        var count = ReadFrom(0, ref MemoryMarshal.GetReference(into), into.Length);
        return count >= 0 ? (int)count
            : Marshal.GetLastPInvokeError() is Interrupted or TryAgain ? -1
            : 0;
    }

    /// <summary>Stops this process and those of its job, as the terminal does at Ctrl-Z.</summary>
    public static void Stop() => _ = Kill(0, TerminalStop);

    [LibraryImport("libc", EntryPoint = "tcgetattr")]
    private static partial int Get(int descriptor, out Termios termios);

    [LibraryImport("libc", EntryPoint = "tcsetattr")]
    private static partial int Set(int descriptor, int when, in Termios termios);

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int Control(int descriptor, nuint request, out Window size);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int PollFor(ref Poll first, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint ReadFrom(int descriptor, ref byte first, nint count);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);

    private struct Termios
    {
        public uint Input;
        public uint Output;
        public uint Device;
        public uint Local;
        public byte Line;
        public Characters Characters;
        public uint InputSpeed;
        public uint OutputSpeed;
    }

    [System.Runtime.CompilerServices.InlineArray(32)]
    private struct Characters
    {
        private byte first;
    }

    private struct Window
    {
        public ushort Rows;
        public ushort Columns;
        public ushort Width;
        public ushort Height;
    }

    private struct Poll
    {
        public int Descriptor;
        public short Wanted;
        public short Found;
    }
}
