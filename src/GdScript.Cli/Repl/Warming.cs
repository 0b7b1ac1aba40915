using System.Runtime.CompilerServices;
using GdScript.Scripting.Sessions;

namespace GdScript.Cli.Repl;

/// <summary>The compiler takes a moment to load: it does so while the person reads the prompt, and for nobody where none is there.</summary>
internal static class Warming
{
    private static int begun;

    /// <summary>Compiles a little C# on a thread of low priority, once.</summary>
    public static void Begin()
    {
        if (Interlocked.Exchange(ref begun, 1) == 1)
            return;
        new Thread(Warm)
        {
            IsBackground = true,
            Priority = ThreadPriority.BelowNormal,
            Name = "warming",
        }.Start();
    }

    private static void Warm()
    {
        Thread.Sleep(300); // the first key comes first
        Compile();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Compile()
    {
        var session = new Session(
            new SessionOptions
            {
                Out = TextWriter.Null,
                Err = TextWriter.Null,
                In = TextReader.Null,
            }
        );
        session.Evaluate("double F(double x) => x * x;\nF(2)");
    }
}
