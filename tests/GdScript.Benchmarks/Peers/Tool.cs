using System.ComponentModel;
using System.Diagnostics;

namespace GdScript.Benchmarks.Peers;

/// <summary>A program of the machine that may or may not be there.</summary>
internal static class Tool
{
    /// <summary>Runs it to its end; null when it went well, otherwise the first line of what is wrong.</summary>
    public static string? Run(string program, string[] arguments)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true }
            )!;
            _ = process.StandardOutput.ReadToEndAsync();
            var said = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : FirstLine(said, $"{program} failed");
        }
        catch (Win32Exception)
        {
            return $"no {program} on this machine";
        }
    }

    /// <summary>The line that tells most: the first that speaks of an error.</summary>
    public static string FirstLine(string said, string otherwise)
    {
        var lines = said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.FirstOrDefault(l => l.Contains("rror", StringComparison.Ordinal)) ?? lines.FirstOrDefault() ?? otherwise;
    }
}
