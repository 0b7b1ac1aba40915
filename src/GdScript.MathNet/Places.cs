namespace GdScript.MathNet;

/// <summary>A library that was found: the file, and where each assembly it needs is.</summary>
/// <param name="Main">The full path of MathNet.Symbolics.dll.</param>
/// <param name="Files">Assemblies by simple name.</param>
internal sealed record Found(string Main, IReadOnlyDictionary<string, string> Files);

/// <summary>
/// Where MathNet.Symbolics is looked for: where one says (<c>--mathnet-path</c>, then the variable <see cref="Variable"/>), beside
/// the program, and last among the packages that NuGet has unpacked on this machine.
/// </summary>
internal static class Places
{
    public const string Variable = "GDS_MATHNET_PATH";

    private const string Dll = "MathNet.Symbolics.dll";

    /// <param name="path">A folder, or the DLL itself; null for the usual places.</param>
    /// <param name="cache">True where the packages of this machine count.</param>
    public static Result<Found> Find(string? path, bool cache) =>
        Find(path ?? Set(Variable), AppContext.BaseDirectory, cache ? PackageCache.Root : null);

    /// <summary>True where somebody said where it is.</summary>
    public static bool IsSaid(string? path) => (path ?? Set(Variable)) is not null;

    /// <summary>The same over given places.</summary>
    public static Result<Found> Find(string? path, string program, string? packages)
    {
        if (path is not null)
            return In(path) ?? (Result<Found>)Problems.NotFound($"in '{path}'");
        return In(program) is { } beside ? beside
            : packages is not null && PackageCache.Find(packages) is { } unpacked ? unpacked
            : Problems.NotFound("on this machine");
    }

    private static Found? In(string path)
    {
        var folder = Path.GetFileName(path).Equals(Dll, StringComparison.OrdinalIgnoreCase) ? Path.GetDirectoryName(path)! : path;
        var full = Path.GetFullPath(folder.Length == 0 ? "." : folder);
        var main = Path.Combine(full, Dll);
        return File.Exists(main)
            ? new(
                main,
                Directory
                    .GetFiles(full, "*.dll")
                    .DistinctBy(Path.GetFileNameWithoutExtension, StringComparer.OrdinalIgnoreCase)
                    .ToDictionary(f => Path.GetFileNameWithoutExtension(f)!, StringComparer.OrdinalIgnoreCase)
            )
            : null;
    }

    private static string? Set(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
}
