namespace GdScript.Cli.Repl;

/// <summary>The compiler takes a moment to load: it does so while the person reads the prompt.</summary>
internal static class Warming
{
    private static readonly TimeSpan FirstKey = TimeSpan.FromMilliseconds(300);

    /// <summary>Loads it on a thread of low priority, a moment after the prompt is there.</summary>
    public static void Begin(Code code) =>
        new Thread(() =>
        {
            Thread.Sleep(FirstKey);
            try
            {
                code.Warm();
            }
            catch (Exception e) when (e is IOException or InvalidOperationException or OutOfMemoryException)
            {
                // the first C# will say what is wrong
            }
        })
        {
            IsBackground = true,
            Priority = ThreadPriority.BelowNormal,
            Name = "warming",
        }.Start();
}
