using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace GdScript.Scripting;

/// <summary>
/// What the compiled script calls at the beginning of every turn of a loop and where a method begins, so that an endless loop or an
/// endless recursion is an exception and not the end of the process. The host writes these calls; a script never needs to.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Interrupt
{
    /// <summary>How many scripts of this process are asked to stop: almost always none, and then a check is one comparison.</summary>
    private static volatile int asked;

    private static readonly AsyncLocal<StopSign?> Mine = new();

    /// <summary>A turn of a loop.</summary>
    /// <exception cref="ScriptStopped">The script is asked to stop.</exception>
    public static void Check()
    {
        if (asked != 0)
            Ask();
    }

    /// <summary>The beginning of a method.</summary>
    /// <exception cref="ScriptStopped">The script is asked to stop.</exception>
    /// <exception cref="InsufficientExecutionStackException">The calls are nested too deeply.</exception>
    public static void Enter()
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (asked != 0)
            Ask();
    }

    /// <summary><see cref="Enter"/> where an expression stands.</summary>
    public static bool Entered()
    {
        Enter();
        return true;
    }

    /// <summary>Makes <paramref name="sign"/> the one this flow of control looks at, with the threads and tasks that it starts.</summary>
    internal static void Watch(StopSign sign) => Mine.Value = sign;

    /// <summary>
    /// Work that may call into a script's code after the script has ended (its methods as losses, its types when their values are shown): the
    /// code is stopped there as well.
    /// </summary>
    /// <exception cref="ScriptStopped">It was asked to stop.</exception>
    internal static T Within<T>(Func<T> work, CancellationToken stop)
    {
        var (before, sign) = (Mine.Value, new StopSign());
        Mine.Value = sign;
        var asked = stop.Register(sign.Raise);
        try
        {
            return work();
        }
        finally
        {
            asked.Dispose();
            sign.Lower();
            Mine.Value = before;
        }
    }

    internal static void Raised() => Interlocked.Increment(ref asked);

    internal static void Lowered() => Interlocked.Decrement(ref asked);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Ask()
    {
        if (Mine.Value is { IsRaised: true })
            throw new ScriptStopped();
    }
}

/// <summary>
/// Raised to stop one script. It stays up until the script has ended: a script that catches the exception meets it again at its
/// next turn.
/// </summary>
internal sealed class StopSign
{
    private readonly TaskCompletionSource told = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int raised;

    /// <summary>Completes when the sign is raised.</summary>
    public Task WhenRaised => told.Task;

    public bool IsRaised => Volatile.Read(ref raised) != 0;

    public void Raise()
    {
        if (Interlocked.Exchange(ref raised, 1) != 0)
            return;
        Interrupt.Raised();
        told.TrySetResult();
    }

    public void Lower()
    {
        if (Interlocked.Exchange(ref raised, 0) == 1)
            Interrupt.Lowered();
    }
}

/// <summary>The script was asked to stop: by a time limit, by Ctrl-C, or because nobody reads its output any more.</summary>
#pragma warning disable CA1710 // Not an error: the name says what happened.
public sealed class ScriptStopped() : Exception("the script was asked to stop");
#pragma warning restore CA1710
