namespace GdScript.Scripting.Sources;

/// <summary>The assemblies of the running .NET, which every script may use.</summary>
internal static class Framework
{
    private static readonly Lazy<Dictionary<string, string>> Known = new(() =>
    {
        var all = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (
            var path in (((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")) ?? "").Split(
                Path.PathSeparator,
                StringSplitOptions.RemoveEmptyEntries
            )
        )
            all.TryAdd(Path.GetFileNameWithoutExtension(path), path);
        return all;
    });

    private static readonly Lazy<string> Folder = new(() => Path.GetDirectoryName(typeof(object).Assembly.Location) ?? "");

    /// <summary>Whether this assembly (with or without <c>.dll</c>) is part of the framework.</summary>
    public static bool Has(string name) => PathOf(name) is not null;

    /// <summary>Where the framework keeps the assembly, or null.</summary>
    public static string? PathOf(string name) =>
        Known.Value.TryGetValue(name.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? name[..^4] : name, out var path) && IsOurs(path)
            ? path
            : null;

    /// <summary>Every assembly of the framework, and nothing that lies beside a self-contained program.</summary>
    public static IEnumerable<string> All => Known.Value.Values.Where(IsOurs);

    private static bool IsOurs(string path) =>
        Path.GetDirectoryName(path) == Folder.Value
        && Path.GetFileName(path.AsSpan()) is var name
        && (
            name.StartsWith("System.", StringComparison.Ordinal)
            || name
                is "mscorlib.dll"
                    or "netstandard.dll"
                    or "Microsoft.CSharp.dll"
                    or "WindowsBase.dll"
                    or "Microsoft.VisualBasic.Core.dll"
            || name.StartsWith("Microsoft.Win32.", StringComparison.Ordinal)
        )
        && !name.StartsWith("System.CommandLine", StringComparison.Ordinal);
}
