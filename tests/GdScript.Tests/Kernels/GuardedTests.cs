using System.Diagnostics;
using Xunit;

namespace GdScript.Tests.Kernels;

/// <summary>A test that forbids pages of memory; skipped, and seen to be, where that is done in another way.</summary>
public sealed class GuardedFactAttribute : FactAttribute
{
    public GuardedFactAttribute()
    {
        if (!OperatingSystem.IsLinux())
            Skip = "memory is guarded on Linux only";
    }
}

/// <summary>No engine touches what lies before or behind the memory it is given. A process of its own tries, since to touch it is its end.</summary>
public class GuardedTests
{
    /// <summary>What the process is asked to do: see <see cref="Program"/>.</summary>
    internal const string Runs = "guarded-runs";
    internal const string Behind = "guarded-behind";
    internal const string Before = "guarded-before";

    [GuardedFact]
    public void No_engine_touches_memory_beyond_its_numbers()
    {
        var (exit, said) = Ask(Runs);
        Assert.True(exit == 0, $"the process ended with {exit}; its last words: {said}");
    }

    [GuardedFact]
    public void To_touch_what_lies_behind_is_the_end() => Assert.InRange(Ask(Behind).Exit, 128, 255);

    [GuardedFact]
    public void To_touch_what_lies_before_is_the_end() => Assert.InRange(Ask(Before).Exit, 128, 255);

    private static (int Exit, string Said) Ask(string what)
    {
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            ["exec", typeof(GuardedTests).Assembly.Location, what]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("the process did not start");
        var errors = process.StandardError.ReadToEndAsync();
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, said.TrimEnd().Split('\n')[^1] + "\n" + errors.Result);
    }
}
