using System.Diagnostics;
using Xunit;
using Xunit.Abstractions;

namespace GdScript.Cli.Tests.Walking;

/// <summary>Walks killed with signal 9 wherever they are, and interrupted while they compute. <c>GDS_NIGHTLY=1</c> kills many.</summary>
public sealed class KillTests(ITestOutputHelper report) : IDisposable
{
    private static readonly bool Nightly = Environment.GetEnvironmentVariable("GDS_NIGHTLY") == "1";

    private readonly string folder = Directory.CreateTempSubdirectory("gds").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string At(string name) => Path.Combine(folder, name);

    /// <summary>How many steps: at night a second and a half of them, else half a second.</summary>
    private static readonly string Many = Nightly ? "300000" : "100000";

    /// <summary>A walk whose checkpoint is saved more often than by default.</summary>
    private static string[] Walk(string trace) =>
        [
            .. new[] { "descend", "(1 - x)^2 + 100*(y - x^2)^2", "--from", "-1.2,1", "--lr", "1e-5", "-n", Many },
            .. new[] { "--detail", "full", "--trace", trace, "-q" },
        ];

    private static readonly string[] Valley = ["descend", "(1 - x)^2 + 100*(y - x^2)^2", "--from", "-1.2,1", "-n", Many];

    private static readonly string[] Rows = ["descend", "scripts/trapped.loss", "--data", "scripts/trapped.csv", "--from", "w=3.2"];

    /// <summary>Walks of every sort that remembers something: moments, schedules, cuts of the rate, noise, batches, held-out rows.</summary>
    public static TheoryData<string, string, string[]> Walks =>
        new()
        {
            { "plain", "t.csv", [.. Valley, "--lr", "1e-5", "--detail", "full"] },
            { "thin", "t.txt", [.. Valley, "--lr", "1e-5", "--detail", "thin"] },
            { "moments and restarts", "t.jsonl", [.. Valley, "-m", "adam(lr=restarts(1e-3, steps=1000, mult=2))", "--detail", "full"] },
            { "plateau", "t.json", [.. Valley, "-m", "clip(1) | rmsprop(lr=plateau(1e-3, patience=500, factor=0.9))", "--detail", "full"] },
            { "noise", "t.txt", [.. Valley, "-m", "perturbed(lr=1e-5, threshold=10, noise=1e-3, rest=50)", "--detail", "full"] },
            {
                "batches",
                "t.csv",
                [.. Rows, "--lr", "cosine(1e-3, steps=40000)", "--batch", "7", "--epochs", Nightly ? "2000" : "600", "--detail", "full"]
            },
            {
                "held out",
                "t.jsonl",
                [.. Rows, "-m", "momentum(lr=1e-4)", "--batch", "1", "--hold-out", "0.1", "--epochs", "500", "--bounds", "w=0..5"]
            },
        };

    [ShellTheory]
    [MemberData(nameof(Walks))]
    public void A_walk_killed_again_and_again_ends_with_the_same_trace_byte_for_byte(string name, string trace, string[] line)
    {
        var kills = Nightly ? (name == "plain" ? 100 : 30) : (name is "plain" or "batches" ? 2 : 0);
        if (kills == 0)
            return;
        Assert.Equal(0, Ended(Start([.. line, "-q", "--trace", At("whole-" + trace)])));
        string[] again = [.. line, "-q", "--trace", At(trace), "--checkpoint", At("c"), "--resume", At("c")];
        var killed = 0;
        for (var i = 0; i < 4 * kills && killed < kills; i++)
        {
            using var walk = Start(again);
            if (!walk.WaitForExit(Nightly ? 300 + i * 7919 % 1500 : 250 + i * 7919 % 400))
                walk.Kill();
            walk.WaitForExit();
            killed += walk.ExitCode == 0 ? 0 : 1;
            if (walk.ExitCode == 0 && i + 1 < 4 * kills && killed < kills)
                File.Delete(At("c")); // from the beginning, to be killed somewhere else
        }
        Assert.Equal(0, Ended(Start(again)));
        Assert.True(killed > 0, "no walk lived long enough to be killed");
        Assert.True(File.ReadAllBytes(At("whole-" + trace)).AsSpan().SequenceEqual(File.ReadAllBytes(At(trace))), "the traces differ");
        Assert.Equal(
            ["c", trace, "whole-" + trace],
            Directory.GetFiles(folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)
        );
        report.WriteLine($"{name}: killed {killed} times");
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
