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

    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName) =>
        NativeLibraries.Find(image.References, unmanagedDllName) is { } library ? LoadUnmanagedDllFromPath(library) : IntPtr.Zero;

    private static MemoryStream Stream(ImmutableArray<byte> bytes) =>
        new(ImmutableCollectionsMarshal.AsArray(bytes) ?? [], writable: false);
}
