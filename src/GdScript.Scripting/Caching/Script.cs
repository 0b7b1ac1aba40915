using System.Collections.Immutable;
using GdScript.Scripting.Compiling;
using GdScript.Scripting.Sources;

namespace GdScript.Scripting.Caching;

/// <summary>From the text of a script to something that runs. A script seen before is not compiled again, and the compiler is not even loaded.</summary>
public static class Script
{
    /// <summary>The compiled script, from the cache where it is there.</summary>
    /// <param name="script">The script.</param>
    /// <param name="options">How to compile it, and which loss will be asked for.</param>
    /// <param name="note">Hears of what went wrong without harm, such as a cache that cannot be written.</param>
    /// <param name="cancel">Stops the compiler.</param>
    /// <exception cref="OperationCanceledException">The caller has enough.</exception>
    public static Compiled Load(ScriptText script, ScriptOptions options, Action<string>? note = null, CancellationToken cancel = default)
    {
        if (!options.Cache || ScriptCache.Root is not { } root)
            return Compile(script, options, cancel);
        var cache = new ScriptCache(root);
        var key = CacheKey.Of(script, options);
        if (cache.Find(key) is { } kept)
            return kept;
        var compiled = Compile(script, options, cancel);
        if (compiled.Image is { } image && cache.Keep(key, image) is { } trouble)
            note?.Invoke(trouble);
        return compiled;
    }

    /// <summary>The assemblies that a script refers to by <c>#r</c>, with its packages restored where they are missing.</summary>
    public static Result<ImmutableArray<string>> References(ScriptText script, CancellationToken cancel = default) =>
        SourceSet.Of(script, cancel).Select(sources => sources.References);

    private static Compiled Compile(ScriptText script, ScriptOptions options, CancellationToken cancel) =>
        SourceSet.Of(script, cancel).Is(out var sources, out var problem) ? PlainCompile.Of(sources, options, cancel) : problem;
}
