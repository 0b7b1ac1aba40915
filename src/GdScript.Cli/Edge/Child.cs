using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace GdScript.Cli.Edge;

/// <summary>
/// The same command in a process of its own, so that nothing a script does can harm the one that waits: memory has a limit, a crash
/// is a sentence, and the end of time is the end of the process.
/// </summary>
internal static partial class Child
{
    /// <summary>Set for the child: it is the isolated one, and does not start another.</summary>
    private const string Mark = "GDS_ISOLATED";

    private const string HeapLimit = "DOTNET_GCHeapHardLimit";
    private const int DeathSignal = 1; // PR_SET_PDEATHSIG
    private const int Kill = 9;
    private const int Interrupt = 2;

    /// <summary>How the runtime begins its last words.</summary>
    private static readonly string[] LastWords =
    [
        "Stack overflow.",
        "Out of memory.",
        "Unhandled exception.",
        "Fatal error.",
        "GC heap init",
        "Process terminated.",
    ];

    /// <summary>
    /// Whether this process is such a child. The mark and the limit are not handed on to what the script starts, and the child goes
    /// when its parent goes.
    /// </summary>
    public static bool IsThis()
    {
        if (Environment.GetEnvironmentVariable(Mark) is null)
            return false;
        Environment.SetEnvironmentVariable(Mark, null);
        Environment.SetEnvironmentVariable(HeapLimit, null);
        if (OperatingSystem.IsLinux())
            _ = Control(DeathSignal, Kill, 0, 0, 0);
        return true;
    }

    /// <summary>Starts the command again and waits for its end.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="io">Where the last word is said.</param>
    /// <param name="memory">The most its heap may take, in bytes.</param>
    /// <param name="deadline">After this time it is killed, whatever it does.</param>
    public static int Run(string[] args, Io io, long? memory, TimeSpan? deadline)
    {
        using var child = Process.Start(Info(args, memory))!;
        var heard = new Listener(child.StandardError.BaseStream, io);
        heard.Start();
        var ended = Wait(child, io, deadline);
        heard.Finish();
        if (io.Cancel.IsCancellationRequested)
            return Exit.Interrupted;
        return !ended ? Say(io, Problem("GDS0112", "the script did not end in time and was killed"))
            : heard.LastWord is { } word ? Say(io, Crashed(word, memory))
            : child.ExitCode is 128 + Kill or 134 or 139
                ? Say(io, Problem("GDS0114", "the process of the script was killed or crashed", "did it run out of memory?"))
            : child.ExitCode;
    }

    private static ProcessStartInfo Info(string[] args, long? memory)
    {
        var host = Environment.ProcessPath!;
        var isHost = Path.GetFileNameWithoutExtension(host).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        var info = new ProcessStartInfo(host, isHost ? [Path.Combine(AppContext.BaseDirectory, "gds.dll"), .. args] : args)
        {
            RedirectStandardError = true,
        };
        info.Environment[Mark] = "1";
        if (memory is { } bytes)
            info.Environment[HeapLimit] = bytes.ToString("X", CultureInfo.InvariantCulture);
        return info;
    }

    /// <summary>Waits; false when the time is over. An interrupt of ours is passed on to the child, which may have had one of its own.</summary>
    private static bool Wait(Process child, Io io, TimeSpan? deadline)
    {
        var exited = child.WaitForExitAsync();
        if (Task.WaitAny([exited, Cancelled(io.Cancel)], deadline ?? Timeout.InfiniteTimeSpan) == 0)
            return true;
        io.Signals?.Heed();
        if (io.Cancel.IsCancellationRequested && !exited.Wait(300) && !OperatingSystem.IsWindows())
            _ = Signal(child.Id, Interrupt);
        if (!io.Cancel.IsCancellationRequested || !exited.Wait(2_000))
            child.Kill(entireProcessTree: true);
        exited.Wait();
        return io.Cancel.IsCancellationRequested;
    }

    private static Task Cancelled(CancellationToken cancel)
    {
        var cancelled = new TaskCompletionSource();
        cancel.Register(cancelled.SetResult);
        return cancelled.Task;
    }

    private static Problem Crashed(string word, long? memory) =>
        word.StartsWith("Stack", StringComparison.Ordinal)
            ? Problem("GDS0111", "the calls are nested too deeply, and the process of the script ended", "does the recursion end?")
        : memory is not null
        && (word.StartsWith("Out of", StringComparison.Ordinal) || word.StartsWith("GC heap", StringComparison.Ordinal))
            ? Problem("GDS0113", "the script needs more memory than --memory gives it")
        : Problem("GDS0114", $"the process of the script crashed: {word.TrimEnd('.')}");

    private static Problem Problem(string id, string what, string hint = "") => new(id, ProblemKind.Script, what, hint);

    private static int Say(Io io, Problem problem)
    {
        io.Say(problem);
        return Exit.Of(problem.Kind);
    }

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Control(int option, nint a, nint b, nint c, nint d);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);

    /// <summary>Passes on what the child says on standard error, up to the last words of its runtime.</summary>
    private sealed class Listener(Stream from, Io io)
    {
        private readonly byte[] buffer = new byte[1 << 12];
        private Task? listening;

        /// <summary>The first line of the runtime's last words; null when it had none.</summary>
        public string? LastWord { get; private set; }

        public void Start() => listening = Task.Run(Listen);

        /// <summary>Waits a moment for what is still under way; something the script started may hold the stream open for ever.</summary>
        public void Finish() => listening!.Wait(500);

        private void Listen()
        {
            for (int count; (count = from.Read(buffer)) > 0; )
                if (LastWord is null)
                    Hear(Encoding.UTF8.GetString(buffer, 0, count));
        }

        private void Hear(string text)
        {
            var start = LastWords
                .Select(w => text.IndexOf(w, StringComparison.Ordinal))
                .Where(i => i == 0 || i > 0 && text[i - 1] == '\n')
                .DefaultIfEmpty(-1)
                .Min();
            if (start >= 0)
                LastWord = text[start..].Split('\n')[0].Trim();
            io.Err.Write(start >= 0 ? text[..start] : text);
            io.Err.Flush();
        }
    }
}
