using System.Runtime.ExceptionServices;

namespace GdScript.Scripting.Running;

/// <summary>Exceptions on threads that a script started and nobody catches: the script that runs hears of them, and the process goes on.</summary>
internal static class StrayExceptions
{
    private static volatile Func<Exception, bool>? heard;
    private static int handling;

    /// <summary>From now on this one hears of them; its answer is whether the process may go on.</summary>
    public static void HeardBy(Func<Exception, bool> listener)
    {
        heard = listener;
        if (Interlocked.Exchange(ref handling, 1) == 0)
            ExceptionHandling.SetUnhandledExceptionHandler(static e => heard is { } hears && hears(e));
    }

    /// <summary>This one has heard enough, unless another listens already.</summary>
    public static void NotHeardBy(Func<Exception, bool> listener)
    {
        if (heard == listener)
            heard = null;
    }
}
