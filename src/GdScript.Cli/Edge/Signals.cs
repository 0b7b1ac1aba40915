using System.Runtime.InteropServices;

namespace GdScript.Cli.Edge;

/// <summary>
/// Ctrl-C and SIGTERM. The first one asks the command to end with what it has; a command that does not listen (it reads
/// a terminal, it derives something huge) is ended a second later. The second one ends the process as usual.
/// </summary>
internal sealed class Signals : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource asked = new();
    private readonly PosixSignalRegistration[] registrations;
    private readonly Timer impatient;

    public Signals()
    {
        impatient = new Timer(_ => Environment.Exit(Code));
        registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Ask), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Ask)];
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => asked.Token;

    /// <summary>How a shell knows what ended a process: 128 and the signal's number.</summary>
    public int Code { get; private set; } = Exit.Interrupted;

    /// <summary>What Ctrl-C does instead of ending the command: a session ends the evaluation that is under way. Null for the usual.</summary>
    public Action? Interrupting { get; set; }

    /// <summary>Said by a command that has stopped its work and is about to say what it has.</summary>
    public void Heed() => impatient.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    private void Ask(PosixSignalContext signal)
    {
        if (signal.Signal == PosixSignal.SIGINT && Interrupting is { } instead)
        {
            signal.Cancel = true;
            instead();
            return;
        }
        signal.Cancel = !asked.IsCancellationRequested;
        if (!signal.Cancel)
            return;
        Code = signal.Signal == PosixSignal.SIGTERM ? Exit.Terminated : Exit.Interrupted;
        impatient.Change(Patience, Timeout.InfiniteTimeSpan);
        asked.Cancel();
    }

    public void Dispose()
    {
        foreach (var registration in registrations)
            registration.Dispose();
        impatient.Dispose();
        asked.Dispose();
    }
}
