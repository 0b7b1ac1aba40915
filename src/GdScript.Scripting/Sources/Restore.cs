using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace GdScript.Scripting.Sources;

/// <summary>Packages that are not unpacked yet: one <c>dotnet restore</c> of a small project that asks for them.</summary>
internal static class Restore
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Restores and reads what came of it. Several processes may want the same at once: one does it, the others wait.</summary>
    /// <param name="wanted">What the script asks for; at least one.</param>
    /// <param name="folder">Where the script lies.</param>
    /// <param name="home">The user's own folder; null where there is none.</param>
    /// <param name="cancel">Ends the restore.</param>
    public static Result<ImmutableArray<string>> Of(
        IReadOnlyList<PackageReference> wanted,
        string folder,
        string? home,
        CancellationToken cancel
    )
    {
        if (home is null)
            return wanted[0]
                .Point(
                    new(
                        "GDS0104",
                        ProblemKind.File,
                        $"{wanted[0].Id} cannot be restored: there is no folder for it",
                        "set HOME or XDG_CACHE_HOME"
                    )
                );
        try
        {
            var place = Path.Combine(home, "restore", Name(wanted, folder));
            UserFolder.Create(place);
            using var one = Locked(Path.Combine(place, "lock"), cancel);
            var assets = Path.Combine(place, "obj", "project.assets.json");
            if (Found(assets, Packages.GlobalFolder, wanted) is { } before)
                return before;
            File.WriteAllText(Path.Combine(place, "packages.csproj"), Project(wanted, folder));
            var said = Run(place, cancel);
            return Found(assets, Packages.GlobalFolder, wanted) is { } found ? found : Failed(wanted, said);
        }
        catch (Win32Exception)
        {
            return wanted[0]
                .Point(
                    new(
                        "GDS0104",
                        ProblemKind.File,
                        $"{wanted[0].Id} {wanted[0].Version} is not on this machine, and there is no 'dotnet' to restore it",
                        "install the .NET SDK, or put dotnet on the PATH"
                    )
                );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return wanted[0].Point(new("GDS0104", ProblemKind.File, $"{wanted[0].Id} cannot be restored: {e.Message.TrimEnd('.')}"));
        }
    }

    /// <summary>A folder name of the packages asked for and the configuration that says where they come from.</summary>
    private static string Name(IReadOnlyList<PackageReference> wanted, string folder)
    {
        var all = string.Join(';', wanted.Select(p => $"{p.Id.ToLowerInvariant()}@{p.Version}").Distinct().Order(StringComparer.Ordinal));
        var config = Config(folder) is { } path ? path + File.ReadAllText(path) : "";
        return Convert.ToHexStringLower(
            System
                .Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes($"{all}\n{config}\n{Environment.Version.Major}"))
                .AsSpan(0, 12)
        );
    }

    /// <summary>The lock of a folder, as soon as no other process holds it.</summary>
    /// <exception cref="IOException">There can be no lock.</exception>
    public static FileStream Locked(string path, CancellationToken cancel)
    {
        for (var waited = Stopwatch.StartNew(); ; Thread.Sleep(50))
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (IsHeld(e) && waited.Elapsed < Patience)
            {
                cancel.ThrowIfCancellationRequested();
            }
    }

    /// <summary>A sharing violation: EAGAIN of Linux or of macOS, or the two codes of Windows.</summary>
    private static bool IsHeld(IOException e) =>
        OperatingSystem.IsWindows() ? (e.HResult & 0xFFFF) is 32 or 33
        : OperatingSystem.IsMacOS() ? e.HResult is 35
        : e.HResult is 11;

    private static string Project(IReadOnlyList<PackageReference> wanted, string folder)
    {
        var config = Config(folder) is { } path
            ? $"<RestoreConfigFile>{System.Security.SecurityElement.Escape(path)}</RestoreConfigFile>"
            : "";
        var items = wanted
            .DistinctBy(p => p.Id, StringComparer.OrdinalIgnoreCase)
            .Select(p => $"    <PackageReference Include=\"{p.Id}\" Version=\"[{p.Version}]\" />\n");
        return $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net{Environment.Version.Major}.0</TargetFramework>
                <NuGetAudit>false</NuGetAudit>
                <ManagePackageVersionsCentrally>false</ManagePackageVersionsCentrally>
                {config}
              </PropertyGroup>
              <ItemGroup>
            {string.Concat(items)}  </ItemGroup>
            </Project>

            """;
    }

    private static readonly string[] ConfigNames = ["nuget.config", "NuGet.config", "NuGet.Config"];

    private static string? Config(string folder)
    {
        for (var at = folder; at is not null; at = Path.GetDirectoryName(at))
            if (ConfigNames.Select(n => Path.Combine(at, n)).FirstOrDefault(File.Exists) is { } path)
                return path;
        return null;
    }

    /// <summary>Build files that happen to lie above the folder are none of a script's business.</summary>
    private static readonly string[] Arguments =
    [
        "restore",
        "packages.csproj",
        "--nologo",
        "--verbosity",
        "quiet",
        "-p:ImportDirectoryBuildProps=false",
        "-p:ImportDirectoryBuildTargets=false",
        "-p:ImportDirectoryPackagesProps=false",
    ];

    private static string Run(string place, CancellationToken cancel)
    {
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } named ? named : "dotnet";
        var info = new ProcessStartInfo(host, Arguments)
        {
            WorkingDirectory = place,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        info.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        info.Environment["DOTNET_NOLOGO"] = "1";
        info.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var restore = Process.Start(info)!;
        restore.StandardInput.Close();
        using var _ = cancel.Register(() => restore.Kill(entireProcessTree: true));
        var (output, error) = (restore.StandardOutput.ReadToEndAsync(cancel), restore.StandardError.ReadToEndAsync(cancel));
        if (!restore.WaitForExit(Patience))
            restore.Kill(entireProcessTree: true);
        cancel.ThrowIfCancellationRequested();
        return output.GetAwaiter().GetResult() + error.GetAwaiter().GetResult();
    }

    /// <summary>What was restored, as the next run will find it: unpacked in the global folder, and only elsewhere as NuGet says.</summary>
    public static ImmutableArray<string>? Found(string assets, string global, IReadOnlyList<PackageReference> wanted) =>
        Assemblies(assets) is { } listed ? Packages.Local(global, wanted) ?? listed : null;

    /// <summary>What NuGet wrote down, when every file of it is there; a file that is damaged counts as absent.</summary>
    private static ImmutableArray<string>? Assemblies(string assets)
    {
        try
        {
            return File.Exists(assets) ? Listed(assets) : null;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    private static ImmutableArray<string>? Listed(string assets)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(assets));
        var root = document.RootElement;
        var folders = root.GetProperty("packageFolders").EnumerateObject().Select(f => f.Name).ToArray();
        if (Errors(root))
            return null;
        var paths =
            from library in root.GetProperty("targets").EnumerateObject().First().Value.EnumerateObject()
            where library.Value.TryGetProperty("runtime", out var _)
            let home = root.GetProperty("libraries").GetProperty(library.Name).GetProperty("path").GetString()
            from file in library.Value.GetProperty("runtime").EnumerateObject()
            where !file.Name.EndsWith("_._", StringComparison.Ordinal)
            select folders.Select(f => Path.GetFullPath(Path.Combine(f, home, file.Name))).FirstOrDefault(File.Exists);
        var found = paths.ToArray();
        return Array.TrueForAll(found, p => p is not null) ? [.. found.OfType<string>()] : null;
    }

    private static bool Errors(JsonElement root) =>
        root.TryGetProperty("logs", out var logs)
        && logs.EnumerateArray().Any(l => l.TryGetProperty("level", out var level) && level.GetString() == "Error");

    private static Problem Failed(IReadOnlyList<PackageReference> wanted, string said)
    {
        var line = said.Split('\n').FirstOrDefault(l => l.Contains("error NU", StringComparison.Ordinal)) ?? "";
        var told = line.IndexOf("error NU", StringComparison.Ordinal) is var at and >= 0
            ? line[(at + 6)..].Split(" [")[0].Trim()
            : "dotnet restore failed";
        var blamed = wanted.FirstOrDefault(p => told.Contains(p.Id, StringComparison.OrdinalIgnoreCase)) ?? wanted[0];
        var hint =
            told.StartsWith("NU1301", StringComparison.Ordinal)
                ? "the package source cannot be reached; packages already unpacked need none"
            : told.StartsWith("NU110", StringComparison.Ordinal) ? "check the id and the version"
            : "";
        return blamed.Point(
            new("GDS0104", ProblemKind.File, $"{blamed.Id} {blamed.Version} cannot be restored: {told.TrimEnd('.')}", hint)
        );
    }
}
