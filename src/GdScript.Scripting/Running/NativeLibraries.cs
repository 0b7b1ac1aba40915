using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace GdScript.Scripting.Running;

/// <summary>A package keeps its native libraries beside <c>lib</c>, in <c>runtimes/RID/native</c>.</summary>
internal static class NativeLibraries
{
    /// <summary>The file of a native library beside one of these assemblies, or in its package; null when there is none.</summary>
    public static string? Find(ImmutableArray<string> references, string library)
    {
        string[] names = [library, $"lib{library}.so", $"{library}.so", $"lib{library}.dylib", $"{library}.dll"];
        var found =
            from reference in references
            let folder = Path.GetDirectoryName(reference)!
            from place in new[] { folder, Path.Combine(folder, "..", "..", "runtimes", RuntimeInformation.RuntimeIdentifier, "native") }
            from name in names
            let path = Path.GetFullPath(Path.Combine(place, name))
            where File.Exists(path)
            select path;
        return found.FirstOrDefault();
    }
}
