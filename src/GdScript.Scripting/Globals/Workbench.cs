using System.Collections.Immutable;
using GdScript.Scripting.Images;

namespace GdScript.Scripting.Globals;

/// <summary>What every script can say without bringing it along.</summary>
public sealed partial class Workbench
{
    internal Workbench(
        ScriptArguments args,
        string path,
        ImmutableArray<TwinImage> twins,
        Func<string, object?> variable,
        ImmutableArray<ScriptSource> sources = default
    )
        : this(args, path, site => twins.FirstOrDefault(t => t.Site == site), variable, () => sources) { }

    /// <summary>Over code that grows while it runs.</summary>
    internal Workbench(
        ScriptArguments args,
        string path,
        Func<LossSite, TwinImage?> twin,
        Func<string, object?> variable,
        Func<ImmutableArray<ScriptSource>> sources
    ) => (Args, ScriptPath, Twin, Variable, Sources) = (args, path, twin, variable, sources);

    /// <summary>The words after the script on the command line.</summary>
    public ScriptArguments Args { get; }

    /// <summary>The full path of the running script; <c>&lt;stdin&gt;</c> for one that was piped in.</summary>
    public string ScriptPath { get; }

    /// <summary>The recording twin of a loss that one of the script's own calls names.</summary>
    internal Func<LossSite, TwinImage?> Twin { get; }

    /// <summary>The texts of the script, for the lines in messages.</summary>
    internal Func<ImmutableArray<ScriptSource>> Sources { get; }

    /// <summary>The value that a top-level variable of the script has now.</summary>
    internal Func<string, object?> Variable { get; }

    /// <summary>Writes a value and ends the line: numbers in their shortest exact form, arrays as <c>[1, 2]</c>.</summary>
#pragma warning disable CA1822 // A script calls it on the workbench.
    public void Print(object? value = null) => Console.Out.WriteLine(Shown.Of(value));

    /// <summary>Writes several values on one line, a space between them: <c>Print("loss =", loss)</c>.</summary>
    public void Print(object? first, object? second, params object?[] more) =>
        Console.Out.WriteLine(string.Join(' ', more.Prepend(second).Prepend(first).Select(Shown.Of)));
#pragma warning restore CA1822
}
