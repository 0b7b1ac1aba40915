using System.Runtime.ExceptionServices;

namespace GdScript.Scripting.Sessions;

/// <summary>Roslyn reads nested text with nested calls; what <see cref="Sources.Depth"/> lets pass fits in a stack of this size.</summary>
internal static class BigStack
{
    private const int Size = 256 << 20;

    /// <summary>Text with no more open than this (<see cref="Sources.Depth.Most"/>) is read on any stack.</summary>
    public const int Needless = 200;

    /// <summary>Does some work of the compiler's.</summary>
    public static T Run<T>(Func<T> work)
    {
        T result = default!;
        ExceptionDispatchInfo? thrown = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    result = work();
                }
#pragma warning disable CA1031 // It is thrown again where it was asked for.
                catch (Exception e)
                {
                    thrown = ExceptionDispatchInfo.Capture(e);
                }
#pragma warning restore CA1031
            },
            Size
        )
        {
            IsBackground = true,
        };
        thread.Start();
        thread.Join();
        thrown?.Throw();
        return result;
    }
}
