using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using GdScript.Scripting.Images;

namespace GdScript.Scripting.Running;

/// <summary>A script's own world of assemblies: what it refers to is loaded here, what is ours and the framework's is shared.</summary>
internal sealed class ScriptContext(ScriptImage image, bool collectible) : AssemblyLoadContext("script", collectible)
{
    public Assembly Script() => LoadFromStream(Stream(image.Assembly), Stream(image.Symbols));

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        foreach (var path in image.References)
            if (Path.GetFileNameWithoutExtension(path.AsSpan()).Equals(assemblyName.Name, StringComparison.OrdinalIgnoreCase))
                return LoadFromAssemblyPath(path);
        return null;
    }

    /// <summary>A package keeps its native libraries beside <c>lib</c>, in <c>runtimes/RID/native</c>.</summary>
    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName)
    {
        string[] names =
        [
            unmanagedDllName,
            $"lib{unmanagedDllName}.so",
            $"{unmanagedDllName}.so",
            $"lib{unmanagedDllName}.dylib",
            $"{unmanagedDllName}.dll",
        ];
        var found =
            from reference in image.References
            let folder = Path.GetDirectoryName(reference)!
            from place in new[] { folder, Path.Combine(folder, "..", "..", "runtimes", RuntimeInformation.RuntimeIdentifier, "native") }
            from name in names
            let path = Path.GetFullPath(Path.Combine(place, name))
            where File.Exists(path)
            select path;
        return found.FirstOrDefault() is { } library ? LoadUnmanagedDllFromPath(library) : IntPtr.Zero;
    }

    private static MemoryStream Stream(ImmutableArray<byte> bytes) =>
        new(ImmutableCollectionsMarshal.AsArray(bytes) ?? [], writable: false);
}
