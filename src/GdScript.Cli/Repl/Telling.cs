using GdScript.Cli.Edge;

namespace GdScript.Cli.Repl;

/// <summary>What is said beside a result, on stderr: remarks, then mistakes with the calls that led there.</summary>
internal static class Telling
{
    /// <param name="io">Where.</param>
    /// <param name="outcome">What came of a submission.</param>
    /// <param name="placed">A problem with the name and line of the whole that the submission is a part of.</param>
    public static void Say(Io io, Outcome outcome, Func<Problem, Problem> placed)
    {
        foreach (var (remark, severity) in outcome.Remarks)
            io.Say(placed(remark), severity);
        foreach (var trouble in outcome.Troubles)
            io.Say(placed(trouble));
        foreach (var call in outcome.Calls)
            io.Err.Write($"  {call}\n");
        io.Err.Flush();
    }

    /// <summary>True for a problem in the line that was typed: C# calls it by its number, <c>&lt;3&gt;</c>.</summary>
    public static bool IsHere(Problem problem) =>
        problem.File is null or Speaking.Here or "<loss>" || (problem.File is ['<', .. var number, '>'] && number.All(char.IsAsciiDigit));
}
