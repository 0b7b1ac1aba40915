using System.Collections.Immutable;
using System.Runtime.ExceptionServices;

namespace GdScript.Scripting.Running;

/// <summary>
/// Exceptions on threads that a script or a session started and nobody catches: who runs hears of them, and the process goes
/// on. Code of a session is told by the name that the compiler gives its classes: a script is submission 0, a session's begin with 1.
/// </summary>
internal static class StrayExceptions
{
    private static volatile Func<Exception, bool>? session;
    private static ImmutableList<Func<Exception, bool>> runs = [];
    private static int handling;

    /// <summary>From now on this script hears of them; its answer is whether the process may go on.</summary>
    public static void HeardBy(Func<Exception, bool> run)
    {
        ImmutableInterlocked.Update(ref runs, all => all.Add(run));
        Handle();
    }

    /// <summary>The script has heard enough.</summary>
    public static void NotHeardBy(Func<Exception, bool> run) => ImmutableInterlocked.Update(ref runs, all => all.Remove(run));

    /// <summary>From now on the latest session is this one.</summary>
    public static void HeardBySession(Func<Exception, bool> latest)
    {
        session = latest;
        Handle();
    }

    private static void Handle()
    {
        if (Interlocked.Exchange(ref handling, 1) == 0)
            ExceptionHandling.SetUnhandledExceptionHandler(static e => Heard(e));
    }

    private static bool Heard(Exception e)
    {
        var trace = e.StackTrace ?? "";
        var ofSession =
            trace.Contains("Submission#", StringComparison.Ordinal) && !trace.Contains("Submission#0", StringComparison.Ordinal);
        return (ofSession && session is { } own && own(e))
            || (Volatile.Read(ref runs) is [.., var run] && run(e))
            || (!ofSession && session is { } any && any(e));
    }
}
