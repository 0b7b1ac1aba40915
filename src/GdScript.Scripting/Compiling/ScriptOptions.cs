namespace GdScript.Scripting.Compiling;

/// <summary>How a script is compiled.</summary>
/// <param name="Debug">For a debugger instead of for speed.</param>
/// <param name="Wanted">The loss that will be asked for and needs a recording twin; null for a script that is only run.</param>
/// <param name="Cache">Whether a compiled script is kept and used again.</param>
public sealed record ScriptOptions(bool Debug = false, WantedLoss? Wanted = null, bool Cache = true);

/// <summary>Which loss is asked for.</summary>
/// <param name="Name">The method's name (<c>FILE:Method</c>); null to choose by the rules.</param>
public sealed record WantedLoss(string? Name);
