using System.Diagnostics;
using Xunit;

namespace GdScript.Cli.Tests.Walking;

/// <summary>Walks killed with signal 9 wherever they are, and interrupted while they compute. <c>GDS_NIGHTLY=1</c> kills many.</summary>
public sealed class KillTests : IDisposable
{
    private static readonly int Kills = Environment.GetEnvironmentVariable("GDS_NIGHTLY") == "1" ? 100 : 4;

    private readonly string folder = Directory.CreateTempSubdirectory("gds").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string At(string name) => Path.Combine(folder, name);

    /// <summary>A walk of about a second and a half, its checkpoint saved more often than by default.</summary>
    private static string[] Walk(string trace) =>
        [
            .. new[] { "descend", "(1 - x)^2 + 100*(y - x^2)^2", "--from", "-1.2,1", "--lr", "1e-5", "-n", "300000" },
            .. new[] { "--detail", "full", "--trace", trace, "-q" },
        ];

    [ShellFact]
    public void A_walk_killed_again_and_again_ends_with_the_same_trace_byte_for_byte()
    {
        Assert.Equal(0, Ended(Start(Walk(At("whole.csv")))));
        string[] again = [.. Walk(At("t.csv")), "--checkpoint", At("c"), "--resume", At("c")];
        var killed = 0;
        for (var i = 0; i < Kills; i++)
        {
            using var walk = Start(again);
            if (walk.WaitForExit(100 + i * 7919 % 900))
                break;
            walk.Kill();
            walk.WaitForExit();
            killed++;
        }
        Assert.Equal(0, Ended(Start(again)));
        Assert.True(killed > 0, "no walk lived long enough to be killed");
        Assert.True(File.ReadAllBytes(At("whole.csv")).AsSpan().SequenceEqual(File.ReadAllBytes(At("t.csv"))), "the traces differ");
        Assert.Equal(
            ["c", "t.csv", "whole.csv"],
            Directory.GetFiles(folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)
        );
    }

    [ShellFact]
    public void An_interrupted_walk_leaves_a_whole_trace_and_can_go_on()
    {
        string[] line = [.. Walk(At("t.csv")), "--checkpoint", At("c")];
        using var walk = Start(line);
        for (var i = 0; i < 200 && !File.Exists(At("c")); i++)
            Thread.Sleep(50);
        Thread.Sleep(200);
        Assert.Equal(0, ProcessTests.Kill(walk.Id, 2));
        Assert.Equal(130, Ended(walk));
        var text = File.ReadAllText(At("t.csv"));
        Assert.Contains("# stop: interrupted: Interrupted after ", text, StringComparison.Ordinal);
        Assert.Matches("# sha256: [0-9a-f]{64}\r\n$", text);
        Assert.Equal(0, Ended(Start([.. Walk(At("t.csv")), "--resume", At("c")])));
        Assert.Equal(0, Ended(Start(Walk(At("whole.csv")))));
        Assert.True(File.ReadAllBytes(At("whole.csv")).AsSpan().SequenceEqual(File.ReadAllBytes(At("t.csv"))), "the traces differ");
    }

    [ShellFact]
    public void An_interrupt_is_answered_while_the_loss_is_being_computed()
    {
        // One evaluation of this loss takes a good part of a second, all of it inside one call.
        const int n = 300;
        File.WriteAllText(At("p.json"), $"{{\"x\": [{string.Join(",", Enumerable.Repeat("1", n))}]}}");
        File.WriteAllText(At("slow.loss"), "A = outer(x, x); B = A*A; sum(B*B)/1e9");
        string[] line = ["descend", At("slow.loss"), "--from", "@" + At("p.json"), "-n", "1000", "--lr", "1e-30", "-q", "--no-check"];
        using var walk = Start([.. line, "--checkpoint", At("c"), "--trace", At("t")]);
        for (var i = 0; i < 1_000 && !File.Exists(At("c")) && !walk.HasExited; i++)
            Thread.Sleep(50);
        Thread.Sleep(100);
        var clock = Stopwatch.StartNew();
        Assert.Equal(0, ProcessTests.Kill(walk.Id, 2));
        Assert.Equal(130, Ended(walk));
        Assert.InRange(clock.ElapsedMilliseconds, 0, 2_000); // on a machine of its own 100 ms
        Assert.Contains("stop        interrupted: Interrupted ", File.ReadAllText(At("t")), StringComparison.Ordinal);
    }

    private static int Ended(Process process)
    {
        using (process)
        {
            var error = process.StandardError.ReadToEndAsync();
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode;
        }
    }

    private static Process Start(string[] args) =>
        ProcessTests.Started(new ProcessStartInfo(ProcessTests.Host, [ProcessTests.Gds, .. args]));
}
