using System.Reflection;
using System.Runtime.Loader;

namespace GdScript.MathNet;

/// <summary>
/// A load context of its own, so that the library's FSharp.Core and MathNet.Numerics meet nobody else's. What it does not bring comes
/// from the program, and what belongs to .NET in any case, though a copy may lie beside the library as in a self-contained program:
/// its BigInteger has to be ours.
/// </summary>
internal sealed class LibraryContext : AssemblyLoadContext
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, Assembly> Loaded = new(StringComparer.Ordinal);

    private readonly IReadOnlyDictionary<string, string> files;

    private LibraryContext(Found found)
        : base("MathNet.Symbolics")
    {
        files = found.Files;
        Resolving += (_, name) => Brought(name); // what looked like a part of .NET and is none
    }

    /// <summary>The library, loaded once for a process.</summary>
    public static Result<Assembly> Load(Found found)
    {
        lock (Gate)
        {
            if (Loaded.TryGetValue(found.Main, out var known))
                return known;
            try
            {
                var assembly = new LibraryContext(found).LoadFromAssemblyPath(found.Main);
                foreach (var needed in assembly.GetReferencedAssemblies())
                    GetLoadContext(assembly)!.LoadFromAssemblyName(needed);
                return Loaded[found.Main] = assembly;
            }
            catch (Exception e) when (e is IOException or BadImageFormatException or UnauthorizedAccessException)
            {
                return Problems.NotLoaded(found.Main, e.Message);
            }
        }
    }

    protected override Assembly? Load(AssemblyName name) => IsOfRuntime(name.Name) ? null : Brought(name);

    private static bool IsOfRuntime(string? name) =>
        name is "System" or "netstandard" or "mscorlib" || name?.StartsWith("System.", StringComparison.OrdinalIgnoreCase) == true;

    private Assembly? Brought(AssemblyName name) =>
        name.Name is { } simple && files.TryGetValue(simple, out var file) ? LoadFromAssemblyPath(file) : null;
}
