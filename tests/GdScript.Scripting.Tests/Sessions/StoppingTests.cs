using GdScript.Scripting.Sessions;
using Xunit;

namespace GdScript.Scripting.Tests.Sessions;

public sealed class StoppingTests
{
    [Theory]
    [InlineData("int n = 0; while (true) n++;")]
    [InlineData("for (;;) { try { _ = 1; } finally { } }")]
    [InlineData("for (;;) try { for (;;); } catch (Exception) { }")]
    [InlineData(
        "double G(double x) => G(x + 1) is var y && y > 0 ? 1 : 0; while (true) try { G(1); } catch (InsufficientExecutionStackException) { }"
    )]
    [InlineData("System.Threading.Thread.Sleep(100_000);")]
    [InlineData("await System.Threading.Tasks.Task.Delay(100_000);")]
    [InlineData("System.Threading.Tasks.Task.Delay(100_000).Wait();")]
    [InlineData("Descend(\"x^2 + y^2\", from: (3, 4), steps: 1_000_000_000_000, detail: \"none\", lr: 1e-9)")]
    [InlineData(
        "double Slow(double x) => (x - 1) * (x - 1); Descend(Slow, from: 3, steps: 1_000_000_000_000, detail: \"none\", lr: 1e-12)"
    )]
    public void What_does_not_end_is_stopped_and_the_session_lives(string text)
    {
        var session = new Session();
        session.Evaluate("var kept = 1.5;");
        using var stop = new CancellationTokenSource();
        using var abandon = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        session.Started = () => stop.CancelAfter(30);
        Assert.Equal(new Evaluation.Interrupted(Abandoned: false), session.Evaluate(text, stop.Token, abandon.Token));
        session.Started = null;
        Assert.Equal(1.5, session.Value("kept"));
    }

    [Fact]
    public async Task A_thread_that_cannot_be_woken_is_left_behind()
    {
        using var never = new ManualResetEventSlim();
        using var entered = new ManualResetEventSlim();
        var session = new Session(new SessionOptions { In = new Blocked(entered, never), Out = TextWriter.Null });
        using var stop = new CancellationTokenSource();
        using var abandon = new CancellationTokenSource();
        var told = Task.Run(() => session.Evaluate("var line = Console.ReadLine();", stop.Token, abandon.Token));
        entered.Wait();
        stop.Cancel();
        Assert.NotSame(told, await Task.WhenAny(told, Task.Delay(300)));
        abandon.Cancel();
        Assert.Equal(new Evaluation.Interrupted(Abandoned: true), await told);
        Assert.Equal(3, session.Value("1 + 2"));
        never.Set();
    }

    [Fact]
    public void A_recursion_without_end_is_a_fault_with_the_line_and_the_session_lives()
    {
        var session = new Session();
        session.Evaluate("double F(double x) => F(x + 1) + 1;");
        var failed = Assert.IsType<Evaluation.Failed>(session.Evaluate("\nF(1)"));
        Assert.Equal("GDS0111", failed.Problem.Id);
        Assert.Equal(2, session.Value("1 + 1"));
    }

    [Fact]
    public void A_fault_tells_the_users_own_lines_in_every_submission_on_the_way()
    {
        var session = new Session();
        session.Evaluate("double Inverse(double x) => x == 0 ? throw new ArgumentException(\"no inverse\") : 1 / x;");
        session.Evaluate("double Twice(double x) { for (var i = 0; i < 1; i++) x = Inverse(x); return x; }");
        var failed = Assert.IsType<Evaluation.Failed>(session.Evaluate("var before = 7;\nTwice(0)"));
        Assert.Equal("System.ArgumentException: no inverse", failed.Problem.What);
        Assert.Equal("<1>", failed.Problem.File);
        Assert.Equal(1, failed.Problem.Place?.Line);
        Assert.Equal("at Twice (<2>:1), at the script (<3>:2)", string.Join(", ", failed.Calls));
        Assert.Equal(7, session.Value("before"));
    }

    [Fact]
    public void An_exception_on_a_thread_of_its_own_is_told_and_kills_nothing()
    {
        using var heard = new ManualResetEventSlim();
        Problem? late = null;
        var session = new Session(
            new SessionOptions
            {
                Late = failed =>
                {
                    late = failed.Problem;
                    heard.Set();
                },
            }
        );
        session.Evaluate("var t = new System.Threading.Thread(() => throw new Exception(\"elsewhere\")); t.Start(); t.Join();");
        Assert.True(heard.Wait(10_000));
        Assert.Equal("System.Exception: elsewhere", late?.What);
        Assert.Equal(3, session.Value("1 + 2"));
    }

    private sealed class Blocked(ManualResetEventSlim entered, ManualResetEventSlim never) : TextReader
    {
        public override string? ReadLine()
        {
            entered.Set();
            for (; ; )
                try
                {
                    never.Wait();
                    return null;
                }
                catch (ThreadInterruptedException)
                {
                    // As a read from a terminal, it goes on waiting.
                }
        }
    }
}
