namespace GdScript.Tests.Laws;

/// <summary>What a piece of work allocates on this thread.</summary>
public static class Allocation
{
    /// <summary>
    /// The least of several runs after one to warm up: what the runtime allocates now and then (while it recompiles a busy
    /// loop, for example) is not the work's.
    /// </summary>
    public static long Of(Action work)
    {
        work();
        var least = long.MaxValue;
        for (var run = 0; run < 8 && least > 0; run++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }
}
