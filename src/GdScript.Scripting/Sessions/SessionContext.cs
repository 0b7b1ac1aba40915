using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using GdScript.Scripting.Running;

namespace GdScript.Scripting.Sessions;

/// <summary>
/// The code of a session. A submission that declares nothing has a context of its own, which goes when nothing of it is in use any
/// more: it leaves nothing behind. All others, and what they refer to by <c>#r</c>, go with the session: a context for each would
/// cost more than their code.
/// </summary>
internal sealed class SessionContext() : AssemblyLoadContext("session", isCollectible: true)
{
    private readonly ConcurrentDictionary<string, WeakReference<Assembly>> submissions = new(StringComparer.Ordinal);
    private readonly ConditionalWeakTable<Assembly, object> symbols = [];
    private ImmutableArray<string> references = [];

    /// <summary>Makes the assemblies at these paths known, beside those that already are.</summary>
    public void Refer(ImmutableArray<string> paths) => references = [.. references.Union(paths, StringComparer.Ordinal)];

    /// <summary>Loads a submission: one that later ones may name into this context, any other into one of its own.</summary>
    public Assembly Load(string name, byte[] assembly, byte[] pdb, bool stays)
    {
        var place = stays ? this : (AssemblyLoadContext)new SubmissionContext(this);
        var loaded = place.LoadFromStream(new MemoryStream(assembly), new MemoryStream(pdb));
        submissions[name] = new(loaded);
        symbols.Add(loaded, ImmutableArray.Create(pdb));
        return loaded;
    }

    /// <summary>
    /// Nobody will name anything of this submission: its code may go as soon as nothing of it is in use. (Without being told, the runtime
    /// kept those that had run before its own code was hot.)
    /// </summary>
    public static void Leave(Assembly submission)
    {
        if (GetLoadContext(submission) is SubmissionContext own)
            own.Unload();
    }

    /// <summary>The symbols of a submission's assembly; nothing for any other.</summary>
    public ImmutableArray<byte> SymbolsOf(Assembly assembly) =>
        symbols.TryGetValue(assembly, out var pdb) ? (ImmutableArray<byte>)pdb : default;

    protected override Assembly? Load(AssemblyName assemblyName) => Find(assemblyName);

    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName) =>
        NativeLibraries.Find(references, unmanagedDllName) is { } library ? LoadUnmanagedDllFromPath(library) : IntPtr.Zero;

    private Assembly? Find(AssemblyName name)
    {
        if (submissions.TryGetValue(name.Name!, out var kept) && kept.TryGetTarget(out var submission))
            return submission;
        var path = references.FirstOrDefault(r =>
            Path.GetFileNameWithoutExtension(r.AsSpan()).Equals(name.Name, StringComparison.OrdinalIgnoreCase)
        );
        return path is null ? null : LoadFromAssemblyPath(path);
    }

    private sealed class SubmissionContext(SessionContext session) : AssemblyLoadContext("submission", isCollectible: true)
    {
        protected override Assembly? Load(AssemblyName assemblyName) => session.Find(assemblyName);
    }
}
