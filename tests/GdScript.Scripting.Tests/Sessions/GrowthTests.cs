using System.Diagnostics;
using System.Runtime.CompilerServices;
using GdScript.Scripting.Sessions;
using Xunit;
using Xunit.Abstractions;

namespace GdScript.Scripting.Tests.Sessions;

/// <summary>Nothing else may run beside: memory is measured.</summary>
[CollectionDefinition(nameof(GrowthTests), DisableParallelization = true)]
public sealed class Alone;

[Collection(nameof(GrowthTests))]
public sealed class GrowthTests(ITestOutputHelper told)
{
    private static bool Nightly => Environment.GetEnvironmentVariable("GDS_NIGHTLY") == "1";

    [Fact]
    public void A_submission_that_declares_nothing_leaves_nothing_behind()
    {
        var session = new Session();
        session.Evaluate("var x = 1.5; double Loss(double a) => a * a;");
        Assert.Equal(1, Left(session, 1));
        for (var i = 0; i < 12; i++)
            session.Evaluate("Loss(x); for (var i = 0; i < 3; i++) x += i; new[] { x }.Sum(y => y)");
        Assert.InRange(Left(session, 3), 1, 3); // the last one may still lie on a stack
    }

    [Fact]
    public void A_function_that_outlives_its_submission_still_runs()
    {
        var session = new Session();
        session.Evaluate("using System.Collections; object held = null;");
        session.Evaluate(
            "held = (Func<int, string>)(n => new Hashtable { [n] = System.Text.RegularExpressions.Regex.Escape(\"a.b\") }.Count + \"!\");"
        );
        Left(session, 2);
        Assert.Equal("1!", session.Value("((Func<int, string>)held)(4)"));
    }

    [Fact]
    public void A_session_that_begins_anew_leaves_no_code_behind()
    {
        var name = Used();
        Assert.InRange(Left(name, 1), 0, 1); // the last one may still lie on a stack
    }

    [Fact]
    public void A_thousand_submissions_take_no_more_than_half_again_the_memory_of_a_hundred()
    {
        var session = new Session(new SessionOptions { Out = TextWriter.Null });
        session.Evaluate("var x = 1.0; double Loss(double a) => a * a;");
        var (at100, clock, times) = (0.0, new Stopwatch(), new List<double>());
        for (var k = 1; k <= (Nightly ? 1000 : 40); k++)
        {
            clock.Restart();
            Assert.IsNotType<Evaluation.Refused>(session.Evaluate(Text(k)));
            times.Add(clock.Elapsed.TotalMilliseconds);
            if (k is not (10 or 100 or 1000))
                continue;
            var (memory, last) = (Memory(), times.TakeLast(10).Order().ToArray());
            told.WriteLine($"{k}: {memory:F0} MB, the last ten took {last[5]:F1} ms each, {last[9]:F1} ms at most");
            at100 = k == 100 ? memory : at100;
            Assert.True(k < 1000 || memory <= 1.5 * at100, $"{at100:F0} MB after 100, {memory:F0} MB after 1000");
        }
    }

    private static string Text(int k) =>
        (k % 5) switch
        {
            0 => $"var v{k} = x + {k};",
            1 => $"Loss(x) + {k}",
            2 => $"double F{k}(double a) => Sin(a) + {k};",
            3 => $"x = {k};",
            _ => "ans + 1",
        };

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string Used()
    {
        var session = new Session();
        session.Evaluate("var x = 1.5; double Loss(double a) => x * a * a;");
        session.Evaluate("Grad(Loss, at: 2)");
        session.Reset();
        session.Evaluate("1 + 1");
        return session.Name;
    }

    private static int Left(Session session, int enough)
    {
        var left = Left(session.Name, enough);
        GC.KeepAlive(session);
        return left;
    }

    /// <summary>How many assemblies are there, once the collector has had its turns.</summary>
    private static int Left(string name, int enough)
    {
        var left = int.MaxValue;
        for (var turn = 0; turn < 20 && left > enough; turn++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            left = AppDomain.CurrentDomain.GetAssemblies().Count(a => a.GetName().Name!.StartsWith(name + "-", StringComparison.Ordinal));
        }
        return left;
    }

    private static double Memory()
    {
        for (var turn = 0; turn < 4; turn++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64 / 1048576.0;
    }
}
