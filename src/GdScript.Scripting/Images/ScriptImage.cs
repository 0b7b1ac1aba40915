using System.Collections.Immutable;

namespace GdScript.Scripting.Images;

/// <summary>
/// A compiled script as the cache keeps it: everything a run needs, made with Roslyn and used without it.
/// </summary>
/// <param name="Assembly">The script, with <c>Math</c> bound to our own functions and the guards against endless work put in.</param>
/// <param name="Symbols">Its portable PDB: lines of the user's own files.</param>
/// <param name="EntryType">The submission class.</param>
/// <param name="Sources">The script and every file it loads, in the order they were read.</param>
/// <param name="References">Assemblies beyond the framework and ours, as full paths.</param>
/// <param name="Losses">Top-level methods that could be a loss, in the order they stand.</param>
/// <param name="Twins">The recording twins of the losses that were asked for and of those the script's own calls name.</param>
public sealed record ScriptImage(
    ImmutableArray<byte> Assembly,
    ImmutableArray<byte> Symbols,
    string EntryType,
    ImmutableArray<ScriptSource> Sources,
    ImmutableArray<string> References,
    ImmutableArray<LossCandidate> Losses,
    ImmutableArray<TwinImage> Twins
);

/// <summary>A file of a script, as it was compiled: to show lines in messages.</summary>
public sealed record ScriptSource(string File, string Text);

/// <summary>A top-level method that returns double.</summary>
/// <param name="Site">How to ask for it.</param>
/// <param name="Marked">It carries <c>[Loss]</c>.</param>
/// <param name="Method">The compiled method in the entry type; with <paramref name="Types"/> it names one overload.</param>
/// <param name="Types">The full names of its parameter types.</param>
public sealed record LossCandidate(LossSite.Method Site, bool Marked, string Method, ImmutableArray<string> Types);
