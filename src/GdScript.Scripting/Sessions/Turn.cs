using System.Globalization;
using GdScript.Scripting.Running;

namespace GdScript.Scripting.Sessions;

/// <summary>What came of one turn.</summary>
/// <param name="Value">What the work gave.</param>
/// <param name="Thrown">What it threw.</param>
/// <param name="Stopped">It was asked to stop.</param>
/// <param name="Abandoned">It did not, and runs on.</param>
internal sealed record Turned(object? Value, Exception? Thrown, bool Stopped, bool Abandoned);

/// <summary>One submission runs: on a thread of its own, so that it can be left behind.</summary>
internal sealed class Turn
{
    /// <summary>As much as a program's first thread has; deeper calls are caught before it ends.</summary>
    private const int StackSize = 8 << 20;

    /// <summary>Code of the user's comes to a check within this time; after it, its thread is woken from what it waits for.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(150);

    private readonly StopSign sign = new();
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<object?[], Task<object?>> factory;
    private readonly object?[] slots;
    private readonly Streams streams;
    private readonly Thread thread;
    private object? value;
    private Exception? thrown;
    private volatile bool abandoned;
    private bool asked;

    private Turn(Func<object?[], Task<object?>> factory, object?[] slots, Streams streams)
    {
        (this.factory, this.slots, this.streams) = (factory, slots, streams);
        thread = new Thread(Body, StackSize) { IsBackground = true };
    }

    /// <summary>Runs a submission to its end, until it stops because it is asked to, or until it is left behind.</summary>
    /// <param name="factory">Makes the submission's object, and runs it.</param>
    /// <param name="slots">The objects of the submissions before it.</param>
    /// <param name="streams">What <see cref="Console"/> is to it.</param>
    /// <param name="stop">Asks it to stop.</param>
    /// <param name="abandon">Leaves it behind when it does not.</param>
    public static Turned Run(
        Func<object?[], Task<object?>> factory,
        object?[] slots,
        Streams streams,
        CancellationToken stop,
        CancellationToken abandon
    )
    {
        var turn = new Turn(factory, slots, streams);
        turn.thread.Start();
        turn.Await(stop, abandon);
        return new(turn.value, turn.abandoned ? null : turn.thrown, turn.asked, turn.abandoned);
    }

    /// <summary>Asks it to stop, from inside.</summary>
    private void Await(CancellationToken stop, CancellationToken abandon)
    {
        if (!Waited(Timeout.InfiniteTimeSpan, stop))
        {
            asked = true;
            sign.Raise();
            if (!Waited(Moment, default))
                thread.Interrupt();
            if (!Waited(Timeout.InfiniteTimeSpan, abandon))
            {
                abandoned = true;
                if (!done.Task.IsCompleted)
                    return;
                abandoned = false;
            }
        }
        sign.Lower();
    }

    private bool Waited(TimeSpan time, CancellationToken cancel)
    {
        try
        {
            return done.Task.Wait(time, cancel);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private void Body()
    {
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            Interrupt.Watch(sign);
            Streams.Use(streams);
            var task = factory(slots);
            if (!task.IsCompleted)
                Task.WaitAny(task, sign.WhenRaised);
            value = task.IsCompleted ? task.GetAwaiter().GetResult() : throw new ScriptStopped();
        }
        catch (Exception e)
        {
            thrown = e;
        }
        finally
        {
            Finish();
        }
    }

    /// <summary>The wake-up call may come now, when there is nothing to wake from.</summary>
    private void Finish()
    {
        for (var flushed = false; !flushed; )
            try
            {
                Console.Out.Flush();
                Console.Error.Flush();
                flushed = true;
            }
            catch (ThreadInterruptedException)
            {
                // Once more, without it.
            }
            catch (IOException e)
            {
                thrown ??= e;
                flushed = true;
            }
        done.SetResult();
        if (abandoned)
            sign.Lower();
    }
}
