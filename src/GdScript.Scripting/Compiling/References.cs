using System.Collections.Concurrent;
using GdScript.Scripting.Globals;
using GdScript.Scripting.Sources;
using Microsoft.CodeAnalysis;

namespace GdScript.Scripting.Compiling;

/// <summary>What a script is compiled against.</summary>
internal static class References
{
    /// <summary>
    /// What almost every script needs. Binding against all of the framework takes noticeably longer, so that is done only where
    /// this does not suffice.
    /// </summary>
    private static readonly string[] Usual =
    [
        "System.Private.CoreLib",
        "System.Runtime",
        "System.Linq",
        "System.Collections",
        "System.Console",
        "System.Memory",
        "System.Threading",
        "System.Runtime.Numerics",
        "System.Runtime.InteropServices",
        "netstandard",
    ];

    private static readonly ConcurrentDictionary<string, MetadataReference> Read = new(StringComparer.Ordinal);

    /// <summary>The assemblies of a first attempt, or with <paramref name="all"/> every one of the framework.</summary>
    public static IEnumerable<MetadataReference> For(SourceSet sources, bool all) =>
        [.. Known(all || sources.References.Length > 0), .. sources.References.Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>The framework, or the usual part of it, and what is ours.</summary>
    public static IEnumerable<MetadataReference> Known(bool all)
    {
        var framework = all ? Framework.All : Usual.Select(Framework.PathOf).OfType<string>();
        var ours = new[] { typeof(Problem).Assembly.Location, typeof(Workbench).Assembly.Location };
        return framework.Concat(ours).Select(Shared);
    }

    /// <summary>The framework does not change while we run: its metadata is read once.</summary>
    private static MetadataReference Shared(string path) => Read.GetOrAdd(path, static p => MetadataReference.CreateFromFile(p));
}
