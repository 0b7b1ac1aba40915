using System.CommandLine;
using System.Runtime.CompilerServices;
using GdScript.Calculus;
using GdScript.Cli.Edge;
using GdScript.Cli.Walking;
using GdScript.MathNet;

namespace GdScript.Cli.Commands;

/// <summary>The options <c>--engine</c> and <c>--mathnet-path</c>: who derives.</summary>
internal static class EngineOptions
{
    public const string Word = "--engine";
    public const string PathWord = "--mathnet-path";

    /// <summary>Both, for a command that derives; the two are read by name, so that a request can say them too.</summary>
    public static Option<string?>[] All =>
        [WalkOptions.Text(Word, "own|mathnet", "who derives: gds, or MathNet.Symbolics, whose answers are verified before use"), Path];

    public static Option<string?> Path => WalkOptions.Text(PathWord, "FOLDER", "where MathNet.Symbolics.dll is, with what it needs");

    /// <summary>The engine a command line asks for; ours where the command has no such option.</summary>
    public static Result<IDerivativeEngine> Read(ParseResult given)
    {
        var words = Words.Of(given);
        return Read(words[Word], words[PathWord]);
    }

    /// <summary>The engine of that name.</summary>
    public static Result<IDerivativeEngine> Read(string? engine, string? path) =>
        from word in NumberOption.Choice(Word, engine, "own", MathNetEngine.EngineName)
        from found in word == "own" ? Results.Of(Engines.Own) : Foreign(path)
        select found;

    /// <summary>The engine as a script or a session says it, the folder behind its name: <c>mathnet</c>, <c>mathnet ../dlls</c>.</summary>
    public static Result<IDerivativeEngine> Said(string text)
    {
        var words = text.Trim().Split(' ', 2, StringSplitOptions.TrimEntries);
        return Read(words[0], words.Length > 1 ? words[1] : null)
            .Else(p => new Problem(p.Id, p.Kind, p.What, p.Hint.Replace("--mathnet-path FOLDER", "\"mathnet FOLDER\"")));
    }

    /// <summary>
    /// MathNet.Symbolics, where a check should show what it says: the engine that was asked for, or one that is at hand; null for
    /// none.
    /// </summary>
    public static Result<IDerivativeEngine?> Beside(IDerivativeEngine asked, string? path) =>
        !asked.IsOwn ? Results.Of<IDerivativeEngine?>(asked)
        : AtHand(path) is { } found ? found.Select(e => (IDerivativeEngine?)e)
        : Results.Of<IDerivativeEngine?>(null);

    // The other engine stays unloaded until one of these is called.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Result<IDerivativeEngine> Foreign(string? path) =>
        MathNetEngine.Load(path).Select(engine => (IDerivativeEngine)new Remembering(engine));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Result<IDerivativeEngine>? AtHand(string? path) =>
        MathNetEngine.AtHand(path)?.Select(engine => (IDerivativeEngine)new Remembering(engine));
}
