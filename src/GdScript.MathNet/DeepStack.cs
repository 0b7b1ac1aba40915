using System.Runtime.ExceptionServices;

namespace GdScript.MathNet;

/// <summary>
/// Foreign code that calls itself for every level of a tree, on a stack that is deep enough, for as long as somebody would wait. Code
/// that does not come back cannot be stopped: it is left behind on a thread that keeps nobody alive, and while too many are left
/// behind nothing more is begun.
/// </summary>
/// <param name="mostLeft">How many calls may run on unwatched.</param>
internal sealed class DeepStack(int mostLeft)
{
    /// <summary>Far above what a tree of <see cref="Block.MostNodes"/> needs; only what is used is taken from the machine.</summary>
    private const int Bytes = 512 << 20;

    private int left;

    /// <summary>The one of the process: the calls of all engines count.</summary>
    public static DeepStack Shared { get; } = new(mostLeft: 4);

    /// <summary>The answer; or a problem where it took too long, or is not begun because of calls that are left behind.</summary>
    public Result<T> Run<T>(Func<Result<T>> work, TimeSpan patience)
    {
        if (Volatile.Read(ref left) is var behind && behind >= mostLeft)
            return Problems.StillRunning(behind);
        var (result, thrown, met) = (default(Result<T>), (ExceptionDispatchInfo?)null, 0);
        var thread = new Thread(Call, Bytes) { IsBackground = true, Name = "MathNet.Symbolics" };
        thread.Start();
        if (thread.Join(patience))
        {
            thrown?.Throw();
            return result;
        }
        Interlocked.Increment(ref left);
        Meet();
        return Problems.TooSlow((int)patience.TotalSeconds);

        void Call()
        {
            try
            {
                result = work();
            }
            catch (Exception e)
            {
                thrown = ExceptionDispatchInfo.Capture(e);
            }
            Meet();
        }

        // Of the end of the work and the end of patience, the later one says that nothing is left behind.
        void Meet()
        {
            if (Interlocked.Increment(ref met) == 2)
                Interlocked.Decrement(ref left);
        }
    }
}
