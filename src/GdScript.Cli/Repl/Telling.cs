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

    /// <summary>The submission that a problem is in: C# calls it by its number, <c>&lt;3&gt;</c>, the mathematics means the one just typed.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="current">The number of the one just typed.</param>
    /// <returns>Its number; null for a problem in a file, or in a formula that was defined under a name.</returns>
    public static int? SubmissionOf(Problem problem, int current) =>
        problem.File is null or Speaking.Here or "<loss>" ? current
        : problem.File is ['<', .. var number, '>']
        && int.TryParse(number, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var n)
            ? n
        : null;
}
