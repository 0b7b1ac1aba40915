using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using GdScript.Cli.Edge;
using GdScript.Scripting.Sessions;

namespace GdScript.Cli.Repl;

/// <summary>What came of a C# submission, as an outcome.</summary>
internal static class Evaluations
{
    /// <summary>Runs it; <c>Refused</c> where it did not compile, and so changed nothing.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static (Outcome Outcome, bool Refused) Of(Code code, string csharp, IEnumerable<Entry> before, Setting setting) =>
        code.Evaluate(csharp, before, setting.Stop, setting.Abandon) switch
        {
            Evaluation.Gave gave => (Gave(gave, setting), false),
            Evaluation.Ran => (Outcome.Nothing, false),
            Evaluation.Refused refused => (Refused(refused.Problems), true),
            Evaluation.Failed failed => (Outcome.Failed(failed.Problem) with { Calls = failed.Calls }, false),
            Evaluation.Interrupted stopped => (Interrupted(stopped.Abandoned), false),
            Evaluation.OutputLost lost => throw lost.Why,
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public static Outcome Interrupted(bool abandoned) =>
        Outcome.Nothing with
        {
            Remarks =
            [
                (
                    Problem.Input(
                        "GDS0212",
                        abandoned ? "interrupted; it did not stop, and was left behind" : "interrupted",
                        abandoned ? "what it still does may disturb the session" : ""
                    ),
                    "note"
                ),
            ],
            Exit = Exit.Interrupted,
        };

    /// <summary>True where all that C# says is that it does not know a name.</summary>
    public static bool IsNaming(Outcome refused) => refused.Troubles.All(t => t.Id is "CS0103" or "CS0019");

    /// <summary>What is said where C# assigns to a name of the mathematics, which it only sees the value of.</summary>
    public static IEnumerable<Problem> Lost(string csharp, Bench bench)
    {
        var words = Words.Of(csharp);
        var lost =
            from i in Enumerable.Range(0, words.Length)
            where words[i].Kind == WordKind.Name && (i == 0 || words[i - 1].Kind != WordKind.Name && !words[i - 1].Is(csharp, "."))
            where i + 1 < words.Length && words[i + 1].In(csharp) is "=" or "+=" or "-=" or "*=" or "/=" or "++" or "--"
            let name = words[i].In(csharp).ToString()
            where bench.Names.ContainsKey(name)
            select name;
        return lost.Distinct()
            .Select(name =>
                Problem.Input(
                    "GDS0211",
                    $"what C# assigns to '{name}' is not kept: it is a name of the mathematics",
                    $"write var {name}2 = {name}; and change that"
                )
            );
    }

    /// <summary>What is hidden is not looked at; what is shown may be asked to stop describing itself.</summary>
    private static Outcome Gave(Evaluation.Gave gave, Setting setting)
    {
        var thing = Code.Of(gave.Answer.Value);
        var told = gave.Hidden ? Statements.Kept(thing) : Statements.Told(thing, null);
        return setting.Stop.IsCancellationRequested ? Interrupted(abandoned: false) with { Thing = thing } : told;
    }

    private static Outcome Refused(ImmutableArray<Problem> problems) => Outcome.Failed(problems[0]) with { Troubles = problems };
}
