using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace GdScript.Tests.Export;

/// <summary>
/// A test that runs what was written for another language: skipped visibly where that is not installed, and failing there on a build
/// server, which has it.
/// </summary>
public sealed class ToolFactAttribute : FactAttribute
{
    public ToolFactAttribute(params string[] call)
    {
        if (!Toolchain.IsRequired && !Toolchain.Has(call))
            Skip = $"'{string.Join(' ', call)}' does not work on this machine";
    }
}

/// <summary>Compilers and interpreters of other languages.</summary>
internal static class Toolchain
{
    /// <summary>A build server installs the tools (.ci/run): there nothing may be left out unseen.</summary>
    public static bool IsRequired { get; } = Environment.GetEnvironmentVariable("CI") is { Length: > 0 };

    public static bool Has(params string[] call)
    {
        try
        {
            return Ran(Path.GetTempPath(), call).Exit == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    /// <summary>The lines that a program says.</summary>
    public static string[] Lines(string folder, params string[] call)
    {
        var (exit, said, complaints) = Ran(folder, call);
        Assert.True(exit == 0, $"{string.Join(' ', call)}: exit {exit}\n{complaints[..Math.Min(4000, complaints.Length)]}");
        return said.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Work in a folder that is gone afterwards.</summary>
    public static T InFolder<T>(Func<string, T> work)
    {
        var folder = Directory.CreateTempSubdirectory("gds-export-").FullName;
        try
        {
            return work(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A number as every language reads it.</summary>
    public static string Text(double x, string nan, string infinity) =>
        double.IsNaN(x) ? nan
        : double.IsInfinity(x) ? (x < 0 ? "-" : "") + infinity
        : x.ToString("R", CultureInfo.InvariantCulture) is var text && text.AsSpan().IndexOfAny('.', 'E') < 0 ? text + ".0"
        : x.ToString("R", CultureInfo.InvariantCulture);

    private static (int Exit, string Said, string Complaints) Ran(string folder, string[] call)
    {
        using var process = Process.Start(
            new ProcessStartInfo(call[0], call[1..])
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var complaints = process.StandardError.ReadToEndAsync();
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, said, complaints.Result);
    }
}
