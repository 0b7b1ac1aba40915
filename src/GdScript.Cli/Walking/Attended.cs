using GdScript.Cli.Edge;

namespace GdScript.Cli.Walking;

/// <summary>Work on a thread of its own, so that an interrupt is answered at once even while a loss is being computed.</summary>
internal static class Attended
{
    /// <summary>How long work that asks for interrupts may take to end by itself, which says more than can be known from outside.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(25);

    /// <summary>Begins the work.</summary>
    public static Task<T> Begin<T>(Func<T> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Waits; false where an interrupt came and the work goes on all the same.</summary>
    public static bool Ended(Io io, Task work)
    {
        var interrupted = new TaskCompletionSource();
        using var registration = io.Cancel.Register(() => interrupted.TrySetResult());
        Task.WaitAny(work, interrupted.Task);
        if (interrupted.Task.IsCompleted)
            io.Signals?.Heed();
        return work.IsCompleted || ((IAsyncResult)work).AsyncWaitHandle.WaitOne(Grace);
    }
}
