using System.Diagnostics;
using GdScript.Cli.Edge;

namespace GdScript.Cli.Repl;

/// <summary>
/// Ctrl-C while something is evaluated: the first one asks it to end, a second one within two seconds, or after it was said that it
/// goes on, leaves it behind, a third one ends the session.
/// </summary>
internal sealed class Interrupts : IDisposable
{
    private static readonly TimeSpan Together = TimeSpan.FromSeconds(2);

    /// <summary>The mathematics asks for a stop only where it walks or draws; what is deaf is left behind after this time.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly Signals? signals;
    private readonly Action exit;
    private readonly Lock gate = new();
    private CancellationTokenSource stop = new();
    private CancellationTokenSource abandon = new();
    private bool busy;
    private bool deaf;
    private int count;
    private long last;

    /// <param name="signals">Where they come from; null where none do.</param>
    /// <param name="exit">Ends the process.</param>
    public Interrupts(Signals? signals, Action exit)
    {
        (this.signals, this.exit) = (signals, exit);
        if (signals is not null)
            signals.Interrupting = Hear;
    }

    /// <summary>Says that what was asked to end goes on: without a word nobody knows what another Ctrl-C would do.</summary>
    public Action? Deaf { get; init; }

    /// <summary>One Ctrl-C.</summary>
    public void Hear()
    {
        lock (gate)
        {
            count = deaf || Stopwatch.GetElapsedTime(last) < Together ? count + 1 : 1;
            last = Stopwatch.GetTimestamp();
            if (!busy)
                return;
            stop.Cancel();
            if (count == 2)
                abandon.Cancel();
        }
        if (count >= 3)
            exit();
    }

    /// <summary>Evaluates on a thread of its own; one that does not end when it is asked to is left behind.</summary>
    /// <param name="work">The evaluation; its tokens ask it to stop, to leave its own work behind, and tell it that it was left behind itself.</param>
    /// <param name="listens">True for C#, which is stopped inside; false for the mathematics.</param>
    /// <param name="ending">Ends it as well.</param>
    public Outcome Run(Func<CancellationToken, CancellationToken, CancellationToken, Outcome> work, bool listens, CancellationToken ending)
    {
        lock (gate)
            (stop, abandon, busy, deaf, count) = (CancellationTokenSource.CreateLinkedTokenSource(ending), new(), true, false, 0);
        var (asked, left, gone) = (stop, abandon, new CancellationTokenSource());
        Outcome? outcome = null;
        Exception? thrown = null;
        using var done = new ManualResetEventSlim();
        var thread = new Thread(
            () =>
            {
                try
                {
                    outcome = work(asked.Token, left.Token, gone.Token);
                }
                catch (Exception e)
                {
                    thrown = e;
                }
                try
                {
                    done.Set();
                }
                catch (ObjectDisposedException)
                {
                    // it was left behind
                }
            },
            16 << 20
        )
        {
            IsBackground = true,
            Name = "evaluation",
        };
        thread.Start();
        try
        {
            if (!Waited(done, asked, left, listens))
            {
                gone.Cancel();
                return Evaluations.Interrupted(abandoned: listens);
            }
            return thrown is null ? outcome! : throw new IOException(thrown.Message, thrown);
        }
        finally
        {
            lock (gate)
                busy = false;
            if (!gone.IsCancellationRequested)
                asked.Dispose();
        }
    }

    /// <summary>False where the thread is left behind.</summary>
    private bool Waited(ManualResetEventSlim done, CancellationTokenSource stop, CancellationTokenSource abandon, bool listens)
    {
        try
        {
            done.Wait(stop.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            // asked to end: see whether it does
        }
        if (!listens && done.Wait(Patience))
            return true;
        if (!listens)
        {
            abandon.Cancel();
            return done.Wait(Patience / 10);
        }
        try
        {
            if (done.Wait(Patience * 2, abandon.Token))
                return true;
            lock (gate)
                deaf = true;
            Deaf?.Invoke();
            done.Wait(abandon.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return done.Wait(Patience * 2); // the session leaves its own thread behind
        }
    }

    public void Dispose()
    {
        if (signals is not null)
            signals.Interrupting = null;
    }
}
