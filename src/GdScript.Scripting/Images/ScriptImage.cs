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
)
{
    /// <summary>The script ends with <c>return</c> (and not with an expression without a semicolon): its value is an exit code.</summary>
    public bool Returns { get; init; }
}

/// <summary>A file of a script, as it was compiled: to show lines in messages.</summary>
/// <param name="File">What messages and the compiled script call it.</param>
/// <param name="Text">What it says.</param>
/// <param name="Path">Where it lies; the name again where there is no file.</param>
public sealed record ScriptSource(string File, string Text, string Path = "");

/// <summary>A top-level method that returns double.</summary>
/// <param name="Site">How to ask for it.</param>
/// <param name="Marked">It carries <c>[Loss]</c>.</param>
/// <param name="Method">The compiled method in the entry type; with <paramref name="Types"/> it names one overload.</param>
/// <param name="Types">The full names of its parameter types, as reflection writes them.</param>
/// <param name="File">The file it stands in.</param>
/// <param name="Line">The line of its name, from 1.</param>
public sealed record LossCandidate(
    LossSite.Method Site,
    bool Marked,
    string Method,
    ImmutableArray<string> Types,
    string File = "",
    int Line = 0
);
