using Xunit;

namespace GdScript.Cli.Tests;

/// <summary>Scripts as processes: how they start, how they end, and what they leave to each other.</summary>
public sealed class ScriptProcessTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gds-test-").FullName;

    [ShellFact]
    public void A_script_with_a_first_line_for_the_shell_runs_by_itself()
    {
        Write("gds", "#!/bin/sh\nexec \"$GDS_HOST\" \"$GDS_DLL\" \"$@\"\n");
        Write(
            "tool",
            "#!/usr/bin/env gds\nPrint($\"{Args[0]} {Path.GetFileName(ScriptPath)} {Console.ReadLine()}\"); return 3;".Insert(
                19,
                "using System.IO;"
            )
        );
        Assert.Equal("word tool piped\n3\n", Run("chmod +x gds tool; PATH=.:$PATH; echo piped | ./tool word; echo $?").Out);
    }

    [ShellFact]
    public void A_script_that_is_kept_loads_no_compiler_and_no_option_library()
    {
        Write("a.csx", "Print(string.Join(\"\\n\", AppDomain.CurrentDomain.GetAssemblies().Select(a => a.GetName().Name)));");
        var said = Run(
            "gds a.csx > first; gds a.csx > second; gds run --no-cache a.csx > third; cat first; echo ===; cat second; echo ===; cat third"
        ).Out;
        var runs = said.Split("===");
        Assert.Contains("Microsoft.CodeAnalysis", runs[0], StringComparison.Ordinal);
        Assert.DoesNotContain("Microsoft.CodeAnalysis", runs[1], StringComparison.Ordinal);
        Assert.Contains("Microsoft.CodeAnalysis", runs[2], StringComparison.Ordinal);
        Assert.DoesNotContain("System.CommandLine", said, StringComparison.Ordinal);
    }

    [ShellFact]
    public void Several_at_once_share_an_empty_or_a_damaged_cache()
    {
        Write("a.csx", "#load \"b.csx\"\nPrint(two + 1);");
        Write("b.csx", "int two = 2;");
        var many = Environment.GetEnvironmentVariable("GDS_NIGHTLY") == "1" ? 8 : 2;
        var together = $"for i in {string.Join(' ', Enumerable.Range(1, many))}; do gds a.csx & done; wait";
        var expected = string.Concat(Enumerable.Repeat("3\n", many));
        Assert.Equal((expected, ""), Streams(Run($"export XDG_CACHE_HOME=$PWD/cache; {together}")));
        Assert.Equal(
            (expected, ""),
            Streams(Run($"export XDG_CACHE_HOME=$PWD/cache; for f in cache/gdscript/v1/*/image; do echo damage > $f; done; {together}"))
        );
        Write("b.csx", "int two = 4;");
        Assert.Equal("5\n5\n", Run("export XDG_CACHE_HOME=$PWD/cache; gds a.csx; gds a.csx").Out);
        Assert.Equal("5\n", Run("XDG_CACHE_HOME=/dev/null gds a.csx").Out);
    }

    [ShellFact]
    public void Every_ending_has_its_code_and_one_message()
    {
        Write("exit.csx", "Console.Write(\"out\"); Environment.Exit(7);");
        Write("code.csx", "Environment.ExitCode = 9;");
        Write("loop.csx", "int n = 0;\nwhile (true) n++;");
        Write("sleep.csx", "System.Threading.Thread.Sleep(-1);");
        Write("deep.csx", "double F(double x) => F(x + 1) + 1;\nF(1);");
        Write(
            "late.csx",
            "new System.Threading.Thread(() => { System.Threading.Thread.Sleep(300); throw new Exception(\"late\"); }).Start();"
        );
        var said = Run(
            "for s in exit code deep late; do gds $s.csx; echo \" $?\"; done; for s in loop sleep; do gds run --timeout 0.3 $s.csx; echo \" $?\"; done"
        );
        Assert.Equal("out 7\n 9\n 4\n 4\n 4\n 4\n", said.Out);
        Assert.Equal(
            ["deep.csx:1:1: error GDS0111", "late.csx:1:1: error GDS0110", "loop.csx:2:1: error GDS0112", "sleep.csx: error GDS0112"],
            said.Err.Split('\n')
                .Where(l => l.Contains("error", StringComparison.Ordinal))
                .Select(l => l[..(l.IndexOf("GDS", StringComparison.Ordinal) + 7)])
        );
    }

    [ShellFact]
    public void A_reader_that_has_gone_and_a_full_disk_end_a_script_as_they_end_a_command()
    {
        Write("long.csx", "for (int i = 0; ; i++) Console.WriteLine(i);");
        Write("catching.csx", "for (int i = 0; ; i++) try { Console.WriteLine(i); } catch { }");
        var said = Run("{ gds long.csx; echo $? >&2; } | head -2; { gds catching.csx; echo $? >&2; } | head -1");
        Assert.Equal(("0\n1\n0\n", "0\n0\n"), Streams(said));
        if (File.Exists("/dev/full"))
            Assert.Equal("5\n", Run("gds long.csx > /dev/full 2>&-; echo $?").Out);
    }

    [ShellFact]
    public void An_isolated_script_may_crash_eat_memory_or_be_killed()
    {
        Write(
            "crash.csx",
            "using System.Runtime.InteropServices;\n[DllImport(\"libc\")] static extern void abort();\nConsole.Error.WriteLine(\"before\"); abort();"
        );
        Write("memory.csx", "var all = new List<double[]>();\nwhile (true) all.Add(new double[100_000]);");
        Write("fine.csx", "Print(Console.ReadLine()); return 6;");
        var said = Run(
            "gds run --isolated crash.csx; echo $?; gds run --memory 64M memory.csx; echo $?; echo in | gds run --isolated fine.csx; echo $?"
        );
        Assert.Equal("4\n4\nin\n6\n", said.Out);
        Assert.Contains("before\n", said.Err, StringComparison.Ordinal);
        Assert.Contains("error GDS0114", said.Err, StringComparison.Ordinal);
        Assert.Contains("error GDS0113", said.Err, StringComparison.Ordinal);
    }

    [ShellFact]
    public void An_interrupted_script_ends_with_130()
    {
        Write("loop.csx", "Console.WriteLine(\"on\"); while (true) { }");
        _ = Command.Cache;
        foreach (var how in new[] { "", "--isolated" })
        {
            using var script = ProcessTests.Start($"run {how} {Path.Combine(folder, "loop.csx")}");
            Assert.Equal("on", script.StandardOutput.ReadLine());
            ProcessTests.Signal(script.Id, 2);
            Assert.True(script.WaitForExit(20_000), "still running 20 s after the signal");
            Assert.Equal(130, script.ExitCode);
        }
    }

    [ShellFact]
    public void The_locale_changes_nothing_in_a_script()
    {
        Write("a.csx", "Console.WriteLine($\"{1.5} {double.Parse(\"2.5\")} {3.25.ToString()}\"); Print(0.5);");
        Assert.Equal("1.5 2.5 3.25\n0.5\n", Run("export LANG=de_DE.UTF-8 LC_ALL=de_DE.UTF-8; gds a.csx").Out);
    }

    private static (string, string) Streams(Said said) => (said.Out, said.Err);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);

    private Said Run(string script)
    {
        _ = Command.Cache;
        return ProcessTests.Shell($"cd '{folder}'; {script}");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
