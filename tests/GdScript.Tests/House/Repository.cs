using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace GdScript.Tests.House;

/// <summary>The working tree these tests were built from, so that the house can be looked at as a stranger's clone shows it.</summary>
internal static class Repository
{
    private static readonly string[] Leftovers =
    [
        ".git",
        ".vs",
        ".idea",
        "bin",
        "obj",
        "artifacts",
        "TestResults",
        "StrykerOutput",
        "BenchmarkDotNet.Artifacts",
    ];

    /// <summary>The folder that holds <c>GdScript.sln</c>, found by walking up.</summary>
    public static string Root { get; } =
        Above(AppContext.BaseDirectory)
        ?? Above(SourceFolder())
        ?? throw new InvalidOperationException("No folder above these tests holds GdScript.sln.");

    /// <summary>
    /// Every file that belongs to the repository, relative to the root, with <c>/</c>: what git tracks, or, where git or its
    /// history is missing, what lies in the tree outside build output.
    /// </summary>
    public static IReadOnlyList<string> Files { get; } = Tracked() ?? Lying();

    public static string At(string relative) => Path.Combine(Root, relative);

    /// <summary>The files below a folder with one ending, whether tracked yet or not, without build output.</summary>
    public static IEnumerable<string> Below(string folder, string ending) =>
        Walk(At(folder)).Where(path => path.EndsWith(ending, StringComparison.Ordinal)).Select(Relative).Order(StringComparer.Ordinal);

    private static string? Above(string? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder, "GdScript.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder;
    }

    private static string? SourceFolder([CallerFilePath] string here = "") => Path.GetDirectoryName(here);

    private static string[]? Tracked()
    {
        var start = new ProcessStartInfo("git", ["-C", Root, "ls-files", "-z"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var git = Process.Start(start) ?? throw new Win32Exception();
            git.ErrorDataReceived += (_, _) => { };
            git.BeginErrorReadLine();
            var names = git.StandardOutput.ReadToEnd().Split('\0', StringSplitOptions.RemoveEmptyEntries);
            git.WaitForExit();
            return git.ExitCode == 0 && names.Contains("GdScript.sln") ? [.. names.Where(name => File.Exists(At(name)))] : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    internal static string[] Lying() =>
        [
            .. Walk(Root)
                .Select(Relative)
                .Where(path => !path.Contains(".received.", StringComparison.Ordinal) && !path.EndsWith(".user", StringComparison.Ordinal)),
        ];

    private static IEnumerable<string> Walk(string folder)
    {
        var waiting = new Stack<string>([folder]);
        while (waiting.TryPop(out var next))
        {
            foreach (var below in Directory.EnumerateDirectories(next).Where(path => !Leftovers.Contains(Path.GetFileName(path))))
            {
                waiting.Push(below);
            }

            foreach (var file in Directory.EnumerateFiles(next))
            {
                yield return file;
            }
        }
    }

    private static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');
}
