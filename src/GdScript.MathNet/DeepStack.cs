using System.Runtime.ExceptionServices;

namespace GdScript.MathNet;

/// <summary>
/// Foreign code that calls itself for every level of a tree, on a stack that is deep enough, for as long as somebody would wait. Code
/// that does not come back cannot be stopped: it is left behind on a thread that keeps nobody alive.
/// </summary>
internal static class DeepStack
{
    /// <summary>Far above what a tree of <see cref="Block.MostNodes"/> needs; only what is used is taken from the machine.</summary>
    private const int Bytes = 512 << 20;

    /// <summary>False where it took too long.</summary>
    public static bool TryRun<T>(Func<T> work, TimeSpan patience, out T? answer)
    {
        var (result, thrown) = (default(T), (ExceptionDispatchInfo?)null);
        var thread = new Thread(
            () =>
            {
                try
                {
                    result = work();
                }
                catch (Exception e)
                {
                    thrown = ExceptionDispatchInfo.Capture(e);
                }
            },
            Bytes
        )
        {
            IsBackground = true,
            Name = "MathNet.Symbolics",
        };
        thread.Start();
        var ended = thread.Join(patience);
        answer = ended ? result : default;
        if (ended)
            thrown?.Throw();
        return ended;
    }
}
