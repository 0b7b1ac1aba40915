using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using GdScript.Cli.Edge;
using GdScript.MathNet;
using GdScript.Scripting.Caching;

namespace GdScript.Cli.Doctoring;

/// <summary>How a thing stands.</summary>
internal enum Health
{
    Well,

    /// <summary>Something does without it.</summary>
    Missing,

    /// <summary>Something will go wrong.</summary>
    Ill,
}

/// <summary>One thing looked at.</summary>
/// <param name="Heading">What it belongs to.</param>
/// <param name="Name">Its name, in JSON as well.</param>
/// <param name="Said">What was found.</param>
/// <param name="Health">How it stands.</param>
/// <param name="Advice">What it is needed for, and how to come by it; empty where all is well.</param>
internal sealed record Finding(string Heading, string Name, string Said, Health Health = Health.Well, string Advice = "");

/// <summary>Looks at what gds runs on: its own version, the runtime, the processor, its folders, the programs it can use.</summary>
internal static class Examination
{
    public static ImmutableArray<Finding> Of() =>
        [.. Program(), .. Machine(), Numbers(), .. Terminal(), Cache(ScriptCache.Root), .. Programs(), Engine(MathNetEngine.Where())];

    private static IEnumerable<Finding> Program()
    {
        yield return new("gds", "version", Product.Version);
        yield return new("gds", "at", AppContext.BaseDirectory);
        yield return new(
            "gds",
            "precompiled",
            IsPrecompiled() ? "yes" : "no, it starts slower than a published one",
            IsPrecompiled() ? Health.Well : Health.Missing,
            IsPrecompiled() ? "" : "dotnet publish src/GdScript.Cli -c Release -r linux-x64"
        );
    }

    private static IEnumerable<Finding> Machine()
    {
        yield return new("machine", "runtime", RuntimeInformation.FrameworkDescription);
        yield return new("machine", "system", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.RuntimeIdentifier}");
        yield return new("machine", "processors", Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture));
        yield return new("machine", "vectors", Vectors());
        yield return RuntimeFeature.IsDynamicCodeCompiled
            ? new("machine", "code", "formulas are compiled")
            : new("machine", "code", "no code can be made here", Health.Missing, "formulas are interpreted: the same bits, slower");
        yield return new(
            "machine",
            "memory",
            string.Create(CultureInfo.InvariantCulture, $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20} MiB")
        );
    }

    private static string Vectors() =>
        Vector512.IsHardwareAccelerated ? "512 bits"
        : Vector256.IsHardwareAccelerated ? "256 bits"
        : Vector128.IsHardwareAccelerated ? "128 bits"
        : "none";

    private static Finding Numbers() =>
        KnownBits.Differing() is not { } name
            ? new("numbers", "bits", "the elementary functions give the bits they give everywhere")
            : new("numbers", "bits", $"{name} gives other bits here than elsewhere", Health.Ill, "please report it with this output");

    private static IEnumerable<Finding> Terminal()
    {
        yield return new("terminal", "output", Console.IsOutputRedirected ? "a pipe or a file: no colours" : "a terminal");
        yield return new("terminal", "TERM", Environment.GetEnvironmentVariable("TERM") ?? "not set");
        yield return new("terminal", "NO_COLOR", Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 } ? "set" : "not set");
        yield return new("terminal", "locale", Set("LC_ALL") ?? Set("LC_CTYPE") ?? Set("LANG") ?? "not set");
    }

    private static string? Set(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;

    /// <summary>The folder of compiled scripts.</summary>
    internal static Finding Cache(string? folder)
    {
        if (folder is not { } root)
            return new("folders", "cache", "nowhere", Health.Missing, "set HOME or XDG_CACHE_HOME, so that scripts are compiled once");
        var (entries, bytes) = new ScriptCache(root).Size();
        return CanWrite(root) is { } trouble
            ? new("folders", "cache", $"{root}: {trouble}", Health.Ill, "scripts are compiled anew each time until it can be written")
            : new(
                "folders",
                "cache",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{root}, {entries} compiled script{(entries == 1 ? "" : "s")}, {(bytes + 1023) / 1024} KiB"
                )
            );
    }

    /// <summary>Why nothing can be kept in the folder; null where it can. A folder that is not there yet is looked at where it would be made.</summary>
    private static string? CanWrite(string folder)
    {
        var at = folder;
        while (!Path.Exists(at) && Path.GetDirectoryName(at) is { } above)
            at = above;
        var probe = Path.Combine(at, $".gds-{Environment.ProcessId}");
        try
        {
            using (new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose)) { }
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "it cannot be written";
        }
    }

    private static IEnumerable<Finding> Programs()
    {
        yield return Found("dotnet", "for '#r \"nuget: …\"' of packages that are not on this machine yet", "dotnet");
    }

    /// <summary>The second derivative engine; whether it can be loaded is told by the command that uses it.</summary>
    internal static Finding Engine(Result<string> where) =>
        where.Is(out var path, out var problem)
            ? new("engines", "MathNet.Symbolics", path)
            : new("engines", "MathNet.Symbolics", "not found", Health.Missing, $"for --engine mathnet: {problem.Hint}");

    private static Finding Found(string name, string use, params string[] programs) =>
        programs.Select(OnPath).FirstOrDefault(path => path is not null) is { } path
            ? new("programs", name, path)
            : new("programs", name, "not found", Health.Missing, use);

    private static string? OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? program + ".exe" : program))
            .FirstOrDefault(File.Exists);

    /// <summary>Precompiled code makes our own library larger than its intermediate language; a method's entry is there before it runs.</summary>
    private static bool IsPrecompiled()
    {
        using var file = File.OpenRead(typeof(Examination).Assembly.Location is { Length: > 0 } path ? path : Environment.ProcessPath!);
        using var image = new System.Reflection.PortableExecutable.PEReader(file);
        return image.HasMetadata && image.PEHeaders.CorHeader is { ManagedNativeHeaderDirectory.Size: > 0 };
    }
}
