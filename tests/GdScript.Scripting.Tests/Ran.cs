using System.Collections.Immutable;
using GdScript.Scripting.Caching;
using GdScript.Scripting.Compiling;
using GdScript.Scripting.Images;
using GdScript.Scripting.Running;
using GdScript.Scripting.Sources;
using Xunit;

namespace GdScript.Scripting.Tests;

/// <summary>What came of a script: how it ended and what it wrote.</summary>
internal sealed record Ran(RunningScript Script, string Out, string Err)
{
    public Ending Ending => Script.Ending;

    /// <summary>What it returned, where it came to its end.</summary>
    public object? Value => Assert.IsType<Ending.Done>(Ending).Value;

    /// <summary>What it failed with.</summary>
    public Problem Problem => Assert.IsType<Ending.Failed>(Ending).Problem;

    /// <summary>Compiles and runs a text, without any cache.</summary>
    public static Ran Of(string text, RunOptions? options = null, string input = "") => Image(Compile(text), options, input);

    public static Ran Image(ScriptImage image, RunOptions? options = null, string input = "")
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var ran = RunningScript.Start(image, (options ?? new()) with { Out = output, Err = error, In = new StringReader(input) });
        return new(ran, output.ToString(), error.ToString());
    }

    /// <summary>The image of a text that has no errors.</summary>
    public static ScriptImage Compile(string text, ScriptOptions? options = null)
    {
        var compiled = Load(text, options);
        Assert.True(compiled.Image is not null, string.Join('\n', compiled.Problems.Select(p => $"{p.Place?.Line}: {p.Id}: {p.What}")));
        return compiled.Image;
    }

    public static Compiled Load(string text, ScriptOptions? options = null) =>
        Scripting.Caching.Script.Load(ScriptText.Of(text, "test.csx"), (options ?? new()) with { Cache = false });

    /// <summary>All errors of a text: place and id.</summary>
    public static ImmutableArray<(int Line, int Column, string Id)> Errors(string text) =>
        [.. Load(text).Problems.Select(p => (p.Place?.Line ?? 0, p.Place?.Column ?? 0, p.Id))];
}
