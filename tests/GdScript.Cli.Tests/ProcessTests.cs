using System.Diagnostics;
using System.Runtime.InteropServices;
using Xunit;

namespace GdScript.Cli.Tests;

/// <summary>
/// What only a process can show: pipes that close, disks that are full, signals, locales. The built <c>gds</c> beside the
/// tests is started through /bin/sh.
/// </summary>
public partial class ProcessTests
{
    private const string Slow = "descend \"x^2 + y^2\" --from 3,4 --lr 1e-9 --steps 100000000000 --quiet";
    private const string Long = "descend x^2 --from 3 --lr 1e-3 --steps 20000 --detail full";

    [ShellFact]
    public void A_reader_that_has_enough_ends_a_long_output_quietly()
    {
        var said = Shell($"gds {Long} | head -1");
        Assert.Equal(("trace       GdScript, format 2\n", ""), (said.Out, said.Err));
        Assert.Equal("0\n", Shell($"{{ gds {Long}; echo $? >&2; }} | head -1").Err);
    }

    [ShellFact]
    public void The_exit_code_earned_stands_when_the_reader_has_gone()
    {
        var said = Shell("{ gds descend x^2 --from 3 --method 'gd(lr=10)' --gtol 1 --detail full; echo $? >&2; } | true");
        Assert.EndsWith("\n3\n", said.Err, StringComparison.Ordinal);
    }

    [ShellFact]
    public void A_full_disk_is_a_file_error_said_once()
    {
        if (!File.Exists("/dev/full"))
            return;
        var said = Shell($"gds eval 1+2 > /dev/full; echo $?; gds {Long} > /dev/full; echo $?; gds grad --help > /dev/full; echo $?");
        var line = "gds: error GDS0005: cannot write the result: No space left on device\n";
        Assert.Equal(("5\n5\n5\n", line + line + line), (said.Out, said.Err));
    }

    [ShellFact]
    public void Closed_streams_are_nobody_listening_and_nothing_to_read()
    {
        Assert.Equal(
            "0\n3\n2\n0\n",
            Shell("gds eval 1+2 >&-; echo $?; gds eval 1/0 2>&-; echo $?; gds eval - <&- 2>/dev/null; echo $?; gds batch <&-; echo $?").Out
        );
        Assert.Equal("0\n", Shell("gds eval 1+2 >&- 2>&- <&-; echo $?").Out);
    }

    [ShellFact]
    public void The_locale_changes_no_byte()
    {
        const string Lines =
            "gds grad 'x^2/3' --at -1.5; gds descend x^2 --from 3 -n 3; gds descend x --from 1 --lr 0,1; gds eval 'é+1'; gds diff --help";
        var plain = Shell($"export LC_ALL=C; {{ {Lines}; }} 2>&1").Out;
        Assert.Contains("d/dx  = -1\n", plain, StringComparison.Ordinal);
        foreach (var locale in new[] { "de_DE.UTF-8", "tr_TR.UTF-8" })
            Assert.Equal(plain, Shell($"export LANG={locale} LC_ALL={locale}; {{ {Lines}; }} 2>&1").Out);
    }

    [ShellFact]
    public void Piped_output_holds_no_escape_codes()
    {
        var said = Shell(
            "export TERM=xterm-256color; gds --help; gds descend --help; gds grad x^2 --at 3 --explain; gds eval 2x; NO_COLOR=1 gds grd; true"
        );
        Assert.NotEmpty(said.Out);
        Assert.NotEmpty(said.Err);
        Assert.DoesNotContain('\u001b', said.Out + said.Err);
    }

    [ShellFact]
    public void An_interrupted_walk_prints_how_far_it_came()
    {
        foreach (var (signal, code) in new[] { (2, 130), (15, 143) })
        {
            // On a busy machine it may take a while until the walk has begun.
            var said = new[] { 500, 2_000, 8_000 }
                .Select(wait => Interrupted(wait, signal))
                .First(s => s.Out.Length > 0 && !s.Out.Contains("at the start", StringComparison.Ordinal));
            Assert.Equal(code, said.Exit);
            Assert.Matches(@"^x=2\.\d+, y=3\.\d+\nloss = \d+\.\d+\nInterrupted after \d+ steps\.\n$", said.Out);
            Assert.StartsWith("<loss>: note GDS7011: Interrupted after ", said.Err, StringComparison.Ordinal);
        }
    }

    private static Said Interrupted(int after, int signal)
    {
        using var walk = Start(Slow);
        Thread.Sleep(after);
        Assert.False(walk.HasExited);
        Signal(walk.Id, signal);
        Assert.True(walk.WaitForExit(5_000), "still walking 5 s after the signal");
        return new(walk.ExitCode, walk.StandardOutput.ReadToEnd(), walk.StandardError.ReadToEnd());
    }

    [ShellFact]
    public void A_command_that_waits_for_input_ends_soon_after_an_interrupt()
    {
        using var waiting = Start("eval -");
        Thread.Sleep(500);
        Signal(waiting.Id, 2);
        Assert.True(waiting.WaitForExit(5_000), "still waiting 5 s after the signal");
        Assert.Equal(130, waiting.ExitCode);
    }

    [ShellFact]
    public void Batch_answers_a_line_before_it_reads_the_next()
    {
        using var batch = Start("batch");
        for (var i = 0; i < 3; i++)
        {
            batch.StandardInput.WriteLine($$"""{"id":{{i}},"do":"eval","loss":"{{i}}+1"}""");
            batch.StandardInput.Flush();
            var answer = batch.StandardOutput.ReadLineAsync();
            Assert.True(answer.Wait(10_000), "no answer within 10 s");
            Assert.Equal($$"""{"id":{{i}},"ok":true,"value":{{i + 1}}}""", answer.Result);
        }
        batch.StandardInput.Close();
        Assert.True(batch.WaitForExit(10_000));
        Assert.Equal(0, batch.ExitCode);
    }

    internal static string Gds => Path.Combine(AppContext.BaseDirectory, "gds.dll");

    internal static string Host => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? Environment.ProcessPath!;

    /// <summary>Runs a line of /bin/sh in which <c>gds</c> is the built command.</summary>
    internal static Said Shell(string script)
    {
        using var shell = Started(new ProcessStartInfo("/bin/sh", ["-c", $"gds() {{ \"$GDS_HOST\" \"$GDS_DLL\" \"$@\"; }}; {script}"]));
        shell.StandardInput.Close();
        var (output, error) = (shell.StandardOutput.ReadToEndAsync(), shell.StandardError.ReadToEndAsync());
        if (!shell.WaitForExit(60_000))
            shell.Kill(entireProcessTree: true);
        Assert.True(Task.WaitAll([output, error], 10_000) && shell.ExitCode != 137, $"hangs: {script}");
        return new(shell.ExitCode, output.Result, error.Result);
    }

    internal static Process Start(string arguments) => Started(new ProcessStartInfo(Host, [Gds, .. Command.Words(arguments)]));

    internal static Process Started(ProcessStartInfo info)
    {
        info.WorkingDirectory = Repository.Root;
        (info.RedirectStandardInput, info.RedirectStandardOutput, info.RedirectStandardError) = (true, true, true);
        (info.Environment["GDS_HOST"], info.Environment["GDS_DLL"]) = (Host, Gds);
        return Process.Start(info)!;
    }

    internal static void Signal(int process, int signal) => Assert.Equal(0, Kill(process, signal));

    [LibraryImport("libc", EntryPoint = "kill")]
    internal static partial int Kill(int process, int signal);
}

/// <summary>A test that needs /bin/sh, and says so where there is none.</summary>
internal sealed class ShellFactAttribute : FactAttribute
{
    public ShellFactAttribute()
    {
        if (!File.Exists("/bin/sh"))
            Skip = "there is no /bin/sh on this machine";
    }
}

/// <summary>The same for a theory.</summary>
internal sealed class ShellTheoryAttribute : TheoryAttribute
{
    public ShellTheoryAttribute()
    {
        if (!File.Exists("/bin/sh"))
            Skip = "there is no /bin/sh on this machine";
    }
}
